"""The history on the screen: what was done, what it changed, and undoing one change of it."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.library import Library
from annotations.library.history import History

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import Desk, Sit

ROOT = Path(__file__).parents[3]

DIE = """
import os, signal, sys
from pathlib import Path
from annotations.library import Library
from annotations.library.history import History

library = Library.open([Path(sys.argv[1])], author="bert", alone=True)
source = library.sources()[1].id
start = library.document(source).text.index("1911")
library.add(source, start, start + 4, tags=["figure"])
library.set_note(library.annotation("2:1").id, "Says who?")
library.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


def kill(folder: Path) -> None:
    """Have a program make changes and be killed."""
    subprocess.run([sys.executable, "-c", DIE, str(folder)], cwd=ROOT, check=False)


def entries(desk: "Desk") -> list[str]:
    """The rows of the list, from the label on."""
    return [row.strip() for row in desk.rows("#entries")[1:] if row.strip()]


def detail(desk: "Desk") -> str:
    """What is said of the entry under the cursor."""
    return " ".join(" ".join(desk.rows("#detail")).split())


async def test_the_history_says_what_was_done_and_what_it_changed(sit: "Sit") -> None:
    """Newest first, with who and the words of the passage; below it the tags, the note and the bounds as they were."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "o")
        await desk.press("i", "Old words here", "enter")
        await desk.press("i")
        await desk.press(*["backspace"] * 4, "now", "enter")
        await desk.press(">", "w", "enter")
        await desk.press("gh")
        rows = entries(desk)
        assert [
            next(label for label in ("adjust 1:1", "note on 1:1", "tag 1:1 opinion", "claim 1:1") if label in row)
            for row in rows
        ] == ["adjust 1:1", "note on 1:1", "note on 1:1", "tag 1:1 opinion", "claim 1:1"]
        assert all("tester" in row for row in rows)
        assert "“It has forty rows of trees.”" in rows[-1]
        assert "quote of 1:1: It has forty rows of trees." in detail(desk)
        await desk.press("j")
        assert "note of 1:1: Old words [-here-] {+now+}" in detail(desk)
        await desk.press("j", "j")
        assert "tags of 1:1: claim {+opinion+}" in detail(desk)
        await desk.press("G")
        assert "passage 1:1: {+It has forty rows of trees.+}" in detail(desk)
        await desk.press("escape")
        assert desk.bare


async def test_one_change_is_undone_by_itself_unless_something_needs_it(sit: "Sit") -> None:
    """U on an entry takes that one back, or says what depends on it; it stays in the list with a sign, Ctrl-R redoes."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.go("Nobody counts")
        await desk.press("o")
        await desk.go("forty")
        await desk.press("L")
        await desk.to_source(2)
        await desk.go("1911")
        await desk.press("L", "c")
        where = desk.page.cursor
        await desk.press("gh")
        await desk.press("G", "u")
        assert "1:1 was linked since" in desk.screen.app.screen.caption.text  # type: ignore[attr-defined]
        assert len(desk.annotations) == 3
        await desk.press("k", "u")
        assert [one.tags for one in desk.annotations] == [("claim",), ()]
        row = next(row for row in entries(desk) if "opinion 1:2" in row)
        assert row.startswith("▌↶")
        await desk.press("u")
        assert "already undone" in desk.screen.app.screen.caption.text  # type: ignore[attr-defined]
        await desk.press("ctrl+r")
        assert [one.tags for one in desk.annotations] == [("claim",), ("opinion",), ()]
        await desk.press("escape")
        assert (desk.number, desk.page.cursor) == (2, where)


async def test_typing_and_the_passage_narrow_the_history(sit: "Sit") -> None:
    """Words of a change, a quote or a source leave those that have them; p leaves those of the passage."""
    async with sit(size=(80, 24)) as desk:
        for words in ("forty", "Nobody counts", "Apples bring"):
            await desk.go(words)
            await desk.press("c")
        await desk.press("o", "gh")
        assert len(entries(desk)) == 4
        await desk.press("p")
        await desk.until(lambda: len(entries(desk)) == 2)
        assert "of 1:3" in desk.rows("#entries")[0]
        await desk.press("p", "/", "NOBODY")
        await desk.until(lambda: len(entries(desk)) == 1)
        assert "claim 1:2" in entries(desk)[0]
        await desk.press("escape")
        await desk.until(lambda: len(entries(desk)) == 4)
        await desk.press("/", "letter", "enter")
        await desk.until(lambda: entries(desk) == ["No matches", "Esc shows all."])
        await desk.press("enter", "u", "p", "p")
        assert len(desk.annotations) == 3
        await desk.press("/", "escape")
        await desk.until(lambda: len(entries(desk)) == 4)
        await desk.press("j", "j", "enter")
        assert desk.bare
        assert desk.here.startswith("Nobody counts")
        assert "1:2 claim" in desk.left


async def test_the_history_outlives_a_program_that_was_killed(sit: "Sit", folder: Path) -> None:
    """What it did is told with its author, and is undone and redone, in the source where it was."""
    kill(folder)
    async with sit(size=(40, 12)) as desk:
        assert not desk.library.read_only
        await desk.press("gh")
        assert [next(label for label in ("note on 2:1", "figure 2:1") if label in row) for row in entries(desk)] == [
            "note on 2:1",
            "figure 2:1",
        ]
        assert "bert" in detail(desk)
        await desk.press("u", "n", "u", "y", "escape")
        assert [(one.exact, one.note) for one in desk.annotations] == [("1911", "")]
        await desk.press("u")
        assert "undo figure 2:1 by bert?" in "".join(desk.rows("#notice")) + desk.left
        await desk.press("y")
        assert not desk.annotations
        assert (desk.number, desk.here[:4]) == (2, "1911")
        await desk.press("2", "ctrl+r")
        assert [(one.exact, one.note) for one in desk.annotations] == [("1911", "Says who?")]
        await desk.quiet()
    assert Library.open([folder]).annotation("2:1").note == "Says who?"


async def test_a_long_history_costs_what_is_seen_of_it(
    sit: "Sit", folder: Path, monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """Of two thousand entries only those on the screen are read from the journal, at the top and at the end."""
    (folder / "3-long.md").write_text("word " * 2500, encoding="utf-8")
    library = Library.open([folder], author="carl")
    source = library.sources()[2].id
    library.document(source)
    for place in range(2000):
        library.add(source, place * 5, place * 5 + 4, tags=["claim"])
    library.close()
    read: list[int] = []
    edits_of = History.edits_of

    def counted(self: History, sequence: int) -> object:
        read.append(sequence)
        return edits_of(self, sequence)

    monkeypatch.setattr(History, "edits_of", counted)
    async with sit() as desk:
        await desk.press("gh")
        assert "2,000" in desk.rows("#entries")[0]
        assert "claim 3:2000" in entries(desk)[0]
        await desk.press("G")
        assert "claim 3:1" in entries(desk)[-1]
        assert len(set(read)) < 80


async def test_an_empty_history_says_so(sit: "Sit") -> None:
    """Nothing was done: the keys of the list do nothing, and Esc leaves."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("gh")
        assert entries(desk)[0] == "No changes yet"
        await desk.press("u", "p", "enter", "j", "G", "ctrl+r")
        assert "nothing to redo" in desk.app.screen.caption.text  # type: ignore[attr-defined]
        await desk.press("escape")
        assert desk.bare


async def test_of_a_change_that_altered_very_much_the_beginning_is_told(sit: "Sit", folder: Path) -> None:
    """Thousands of records in one change are counted and not all read out."""
    (folder / "0-many.txt").write_text("\n".join(f"line {number}" for number in range(300)), encoding="utf-8")
    async with sit() as desk:
        source = desk.screen.session.source
        with desk.library.transaction("claim every line"):
            for start in (place for place in range(len(desk.text)) if desk.text.startswith("line", place)):
                desk.library.add(source, start, start + 4, tags=["claim"])
        await desk.press("gh")
        assert "claim every line · 300 records" in detail(desk)
        assert "passage 1:1: {+line+}" in detail(desk)
