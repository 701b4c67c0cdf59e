"""A tagged number in a table whose heads are edited is about something else now, and shown as changed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.export.json import Export
from annotations.export.ledger_table import written
from annotations.library import Library
from annotations.library.issues.findings import findings
from annotations.library.parts.ledger import ledger_of

TABLE = """# Mill

In millions of euros:

| Line | 2024 | 2025 |
|---|---|---|
| Revenue | 12.4 | 14.1 |
| Staff | ten | 30 |

It has 40 rows.
"""

EDITS = {
    "the head of its column": ("| Line | 2024", "| Line | 2023", "12.4 · [-2024-] {+2023+} · Revenue"),
    "the head of its row": ("| Revenue", "| Profit", "12.4 · 2024 · [-Revenue-] {+Profit+}"),
    "the unit in a head": ("| 2024", "| 2024 ($)", "12.4 · 2024 {+($)+} · Revenue"),
    "the scale above the table": ("millions of", "billions of", "12.4 · In [-millions of euros:-] {+billions of euros:+}"),
    "the head of another column": ("| 2025 |", "| 2026 |", ""),
    "the head of another row": ("| Staff", "| People", ""),
    "a column before": ("| 2024 | 2025 |\n|---|---|---|\n| Revenue |", "| Note | 2024 | 2025 |\n|---|---|---|---|\n| Revenue | a |", ""),
    "capitals and signs": ("| Line | 2024 | 2025 |", "| LINE: | *2024* | 2025. |", ""),
    "other words above the table": ("In millions of euros:", "In millions of euros, as filed:", ""),
    "a row before": ("| Revenue", "| Rent | 1 | 2 |\n| Revenue", ""),
    "the number itself": ("12.4", "13.4", "[-12.4-] {+13.4+}"),
}  # fmt: skip


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Return a function that tags words, edits the source, and opens its library again."""
    opened: list[Library] = []
    path = tmp_path / "mill.md"

    def edit(words: str, *changes: tuple[str, str]) -> Library:
        path.write_text(TABLE, encoding="utf-8")
        library = Library.open([tmp_path])
        source = library.sources()[0].id
        start = library.document(source).text.index(words)
        library.add(source, start, start + len(words), tags=["figure"])
        library.close()
        text = path.read_text("utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after, 1)
        path.write_text(text, encoding="utf-8")
        opened.append(Library.open([tmp_path]))
        opened[-1].document(source)
        return opened[-1]

    yield edit
    for one in opened:
        one.close()


@pytest.mark.parametrize("name", EDITS)
def test_a_number_whose_heads_changed_is_a_changed_figure(edited: Callable[..., Library], name: str) -> None:
    """What changed is in the list of findings and in the export; other edits of its table leave it as it was."""
    before, after, shown = EDITS[name]
    library = edited("12.4", (before, after))
    (passage,) = library.passages(library.sources()[0].id)
    assert passage.figure_changed == bool(shown)
    messages = [one.message for one in findings(library) if one.kind in {"figure", "edited"}]
    assert [one.partition("”")[0] for one in messages] == ([f"“{shown}"] if shown else [])
    exported = json.loads(b"".join(Export(library).pieces()))
    assert exported["annotations"][0]["figure_changed"] == bool(shown)
    assert exported["figures"][0]["figures"][0]["was"] == ("12.4" if shown else None)
    made = ledger_of(library, ())
    said = "was “12.4”" if name == "the number itself" else "the heads of its table differ"
    assert (f"FIGURE CHANGED, {said}" in "".join(written(library, made, made.rows, "text"))) == bool(shown)


def test_only_numbers_are_about_their_heads(edited: Callable[..., Library]) -> None:
    """Words in a cell stay as they were, and so does a number outside of the table."""
    for words in ("ten", "40 rows"):
        library = edited(words, ("| Line | 2024", "| Line | 2023"), ("| Staff", "| People"))
        assert not any(one.figure_changed for one in library.passages(library.sources()[0].id))


def test_what_was_accepted_is_no_change_any_more(edited: Callable[..., Library]) -> None:
    """The new heads are what the number is about from then on; undo brings the change back."""
    library = edited("12.4", ("| Line | 2024", "| Line | 2023"))
    source = library.sources()[0].id
    library.accept([library.passages(source)[0].annotation.id])
    assert not findings(library)
    library.undo()
    assert "figure" in [one.kind for one in findings(library)]
