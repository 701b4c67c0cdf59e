"""Kinds of links of one's own: recorded, counted, undone, written, merged and read from a codebook file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.export.json import Export
from annotations.library import Library
from annotations.library.edits.plan import Planned
from annotations.model import LINK_KINDS, Edit, LinkKind, Record
from annotations.records.link_kinds import fits, new_kind
from annotations.records.merge import Tables, merge
from annotations.store.codec import key_of
from tui.cli import main


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two sources with a passage each: ``1:1`` and ``2:1``."""
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"This is number {number}.\n", encoding="utf-8")
    with_passages = Library.open([tmp_path], author="tester")
    for source in with_passages.sources():
        with_passages.add(source.id, 0, 7, tags=["claim"])
    yield with_passages
    with_passages.close()


def again(library: Library) -> Library:
    """The library as another program finds it."""
    library.flush()
    return Library.open([library.folder], author="other")


@given(st.lists(st.text(min_size=1, max_size=12), max_size=30))
def test_kinds_never_share_a_name_a_key_or_a_sign_of_the_free_ones(names: list[str]) -> None:
    """Whatever they are called: what one is given by itself nobody else has, and all of them can be shown."""
    made = dict(LINK_KINDS)
    for name in names:
        try:
            kind = new_kind(name, made.values())
        except UsageError:
            continue
        assert fits(kind)
        made[kind.name] = kind
    keys = [kind.key for kind in made.values() if kind.key]
    glyphs = [kind.glyph for kind in made.values() if kind.glyph != "·"]
    assert len(set(keys)) == len(keys)
    assert len(set(glyphs)) == len(glyphs)
    assert not set(keys) & set("Oqux")


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"name": "Supports"}, "already"),
        ({"name": "  "}, "cannot be a link type"),
        ({"name": "a\x1b[31m"}, "cannot be a link type"),
        ({"name": "answers", "key": "s"}, "“supports” has it"),
        ({"name": "answers", "key": "x"}, "none of O, q, u, x"),
        ({"name": "answers", "key": "ä"}, "one letter or digit"),
        ({"name": "answers", "glyph": "✗"}, "“contradicts” has it"),
        ({"name": "answers", "glyph": "字"}, "one cell wide"),
        ({"name": "answers", "glyph": "\x07"}, "one cell wide"),
        ({"name": "answers", "counts": "echoes"}, "use supports"),
    ],
)
def test_what_cannot_be_a_kind_is_refused_in_one_line(library: Library, given_: dict[str, str], said: str) -> None:
    """And nothing is recorded."""
    with pytest.raises(UsageError, match=said):
        library.link_types.add(**given_)
    assert library.kinds() == LINK_KINDS


def test_an_own_kind_is_recorded_like_a_tag(library: Library) -> None:
    """Another program finds it; undo and redo take it away and bring it back; the file and the export have it."""
    made = library.link_types.add("answers", inverse="answered by", counts="supports")
    library.connect("2:1", "1:1", "answers")
    assert again(library).kinds()["answers"] == made
    assert library.board().rows[0].verdict.words == "2 for"
    exported = json.loads(b"".join(Export(library).pieces()))["kinds"]
    assert exported[-1] == {
        "name": "answers",
        "key": "a",
        "glyph": "◆",
        "inverse": "answered by",
        "symmetric": False,
        "counts": "supports",
    }
    library.checkpoint()
    stored = json.loads((library.home / "library.json").read_text("utf-8"))
    assert [row["name"] for row in stored["kinds"].values()] == ["answers"]
    library.undo()
    library.undo()
    assert "answers" not in library.kinds()
    library.redo()
    assert library.kinds()["answers"] == made


def test_a_kind_that_is_used_stays_by_every_way(library: Library) -> None:
    """Neither removing it nor undoing that it was made leaves links of a kind that nobody knows."""
    library.link_types.add("answers")
    link = library.connect("2:1", "1:1", "answers")
    with pytest.raises(UsageError, match="1 link is of it"):
        library.link_types.remove("answers")
    entry = next(entry for entry in library.history.entries() if entry.label == "new link type answers")
    with pytest.raises(UsageError, match="there are links of the type answers"):
        library.transactions.undo_entry(entry.sequence)
    library.disconnect(link.id)
    library.link_types.remove("answers")
    assert library.kinds() == LINK_KINDS
    with pytest.raises(UsageError, match="cannot be changed"):
        library.link_types.remove("cites")


def test_a_kind_that_is_renamed_takes_its_links_along(library: Library) -> None:
    """As one step, also for the board, and undo puts the old name back everywhere."""
    library.link_types.add("answers", counts="contradicts")
    link = library.connect("2:1", "1:1", "answers")
    library.link_types.change("answers", rename="rebuts", key="b", counts="contradicts")
    assert library.link(link.id).kind == "rebuts"
    assert library.kind("rebuts").key == "b"
    assert library.board().rows[0].verdict.kind == "contested"
    library.undo()
    assert library.link(link.id).kind == "answers"
    assert library.kind("answers").key == "a"


def put(library: Library, table: str, before: Record | None, after: Record) -> None:
    """Have a record in the library that a newer version might have written."""
    library.transactions.change(lambda _: Planned(None, "put", [Edit(table, key_of(after), before, after)]))


def test_a_link_of_a_kind_that_nobody_knows_is_kept_and_shown(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    """A newer version may have more kinds, and more to say of one: both are written back."""
    kind = library.link_types.add("answers")
    link = library.connect("2:1", "1:1", "answers")
    put(library, "links", link, replace(link, kind="echoes"))
    put(library, "kinds", kind, replace(kind, extra={"weight": 3}))
    library.close()
    found = Library.open([library.folder], author="other")
    assert [link.kind for link in found.all_links()] == ["echoes"]
    assert main(["show", "1:1", str(library.folder)]) == 0
    assert "· echoes 2:1" in capsys.readouterr().out
    assert found.board().rows[0].verdict.words == "1 for"
    found.link_types.change("answers", key="w")
    found.checkpoint()
    stored = json.loads((found.home / "library.json").read_text("utf-8"))
    assert [(row["key"], row["weight"]) for row in stored["kinds"].values()] == [("w", 3)]
    found.close()


def test_a_kind_that_cannot_be_shown_is_kept_and_not_shown(library: Library) -> None:
    """What another program wrote may hold anything; a terminal never gets to see it."""
    put(library, "kinds", None, LinkKind(name="answers", glyph="\x1b"))
    put(library, "kinds", None, LinkKind(name="cites", glyph="!"))
    library.close()
    found = Library.open([library.folder])
    assert found.kinds() == LINK_KINDS
    found.checkpoint()
    assert "\\u001b" in (library.home / "library.json").read_text("utf-8")
    found.close()


def test_kinds_stand_in_the_codebook_file_too(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong there is said, a line each; the rest of it can be used at once, on the command line too."""
    library.close()
    (library.home / "codebook.toml").write_text(
        '[kinds.answers]\ninverse = "answered by"\ncounts = "supports"\n[kinds.bad]\nkey = "s"\n', encoding="utf-8"
    )
    found = Library.open([library.folder])
    assert [*found.kinds()][5:] == ["answers"]
    assert [problem for problem in found.problems if "Link type “bad”" in problem]
    assert main(["link", str(library.folder), "2:1", "answers", "1:1"]) == 0
    assert main(["show", "1:1", str(library.folder)]) == 0
    assert "◆ answered by 2:1" in capsys.readouterr().out
    assert main(["link", str(library.folder), "2:1", "echoes", "1:1"]) == 2
    assert "there are supports, contradicts" in capsys.readouterr().err


def test_a_kind_that_one_program_removes_and_another_uses_stays(library: Library) -> None:
    """Brought together, the kind is there for the link that needs it."""
    kind = library.link_types.add("answers")
    link = library.connect("2:1", "1:1", "answers")
    records = {one.source: one for one in library.all_annotations()}
    both: Tables = {
        "sources": {one.id: one for one in library.sources()},
        "annotations": {a.id: a for a in records.values()},
    }
    joined = merge(
        {**both, "kinds": {"answers": kind}}, both, {**both, "kinds": {"answers": kind}, "links": {link.id: link}}
    )
    assert joined.tables["links"] == {link.id: link}
    assert joined.tables["kinds"] == {"answers": kind}


@pytest.mark.parametrize("key", ["l", "O"])
def test_a_key_of_an_older_codebook_is_kept(library: Library, key: str) -> None:
    """A type of a codebook file or of a record keeps a key that a built-in type or a command has since; a new one has not."""
    (library.home / "codebook.toml").write_text(f'[kinds.limits]\nkey = "{key}"\n', encoding="utf-8")
    found = Library.open([library.folder], author="other")
    assert not [problem for problem in found.problems if "limits" in problem]
    assert found.kinds()["limits"].key == key
    found.connect("2:1", "1:1", "limits")
    with pytest.raises(UsageError, match="cannot have the key"):
        found.link_types.add("leads to", key=key)
    found.close()
