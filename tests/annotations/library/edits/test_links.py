"""Links are altered in place, and two that cannot both hold are refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.edits.links import OppositeLinkError

WORDS = "One two three four.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two sources with two passages each: ``1:1`` to ``2:2``; the type *answers* counts as *contradicts*."""
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(WORDS, encoding="utf-8")
    opened = Library.open([tmp_path], author="tester")
    for source in opened.sources():
        opened.add(source.id, 0, 3, tags=["claim"])
        opened.add(source.id, 4, 7)
    opened.link_types.add("answers", inverse="answered by", counts="contradicts")
    opened.link_types.add("near")
    yield opened
    opened.close()


def shown(library: Library) -> list[str]:
    """All links, with their notes."""
    address = library.address
    return [
        " ".join((address(x.source), x.kind, address(x.target), *([x.note] * bool(x.note))))
        for x in library.all_links()
    ]


def connect(library: Library, *links: str) -> None:
    """Make links in words: ``1:1 supports 2:1``, with a note behind."""
    for words in links:
        source, kind, target, *note = words.split()
        library.connect(source, target, kind, " ".join(note), both=True)


OPPOSITE = (
    ("1:1 supports 2:1", "1:1 contradicts 2:1", True),
    ("1:1 supports 2:1", "2:1 contradicts 1:1", True),
    ("1:1 contradicts 2:1", "2:1 restates 1:1", True),
    ("1:1 answers 2:1", "1:1 supports 2:1", True),
    ("1:1 supports 2:1", "2:1 supports 1:1", True),
    ("1:1 supports 2:1", "1:1 cites 2:1", False),
    ("1:1 qualifies 2:1", "1:1 supports 2:1", False),
    ("1:1 supports 2:1", "1:1 contradicts 2:2", False),
    ("1:1 near 2:1", "1:1 contradicts 2:1", False),
)


@pytest.mark.parametrize(("first", "second", "opposite"), OPPOSITE)
def test_a_link_that_says_the_opposite_is_refused_unless_both_are_meant(
    library: Library,
    first: str,
    second: str,
    opposite: bool,  # noqa: FBT001
) -> None:
    """For and against, by what types count as, and one type in both directions; others go together."""
    connect(library, first)
    source, kind, target = second.split()
    if opposite:
        with pytest.raises(OppositeLinkError, match=f"^{first} already"):
            library.connect(source, target, kind)
        assert shown(library) == [first]
    library.connect(source, target, kind, both=opposite)
    assert sorted(shown(library)) == sorted([first, second])


def test_a_link_gets_another_type_or_other_ends_and_keeps_the_rest(library: Library) -> None:
    """Its id, note, author and time stay; each is one change, which undo takes back."""
    connect(library, "1:1 contradicts 2:1 why")
    [link] = library.all_links()
    steps: tuple[tuple[dict[str, Any], str], ...] = (
        ({"kind": "supports"}, "1:1 supports 2:1 why"),
        ({"source": "2:1", "target": "1:1"}, "2:1 supports 1:1 why"),
        ({"source": "2:2"}, "2:2 supports 1:1 why"),
        ({"target": "1:2", "kind": "cites"}, "2:2 cites 1:2 why"),
        ({}, "2:2 cites 1:2 why"),
    )
    for given, expected in steps:
        after = library.relink(link.id, **given)
        assert shown(library) == [expected]
        assert replace(after, kind=link.kind, source=link.source, target=link.target) == link
        assert [library.links(("1:2" in expected and library.annotation("1:2").id) or after.target)] == [[after]]
    again = Library.open([library.folder])
    assert shown(again) == shown(library)
    for _, expected in (*reversed(steps[:3]), ({}, "1:1 contradicts 2:1 why")):
        change = library.undo()
        assert change is not None
        assert change.label.startswith("relink ")
        assert shown(library) == [expected]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"target": "1:1"}, "cannot be linked with itself"),
        ({"kind": "near"}, "already exists: 2:1 near 1:1"),
        ({"kind": "contradicts"}, "1:1 cites 2:1 already|2:1 supports 1:1 already"),
        ({"kind": "none"}, "no link type"),
        ({"target": "9:9"}, "no passage"),
    ],
)
def test_what_could_not_be_made_is_not_altered_to_it(library: Library, given: dict[str, Any], line: str) -> None:
    """One line, and the link is as it was."""
    connect(library, "1:1 cites 2:1", "2:1 near 1:1", "2:1 supports 1:1")
    before = library.all_links()
    with pytest.raises(UsageError, match=line):
        library.relink(next(link.id for link in before if link.kind == "cites"), **given)
    assert library.all_links() == before


def test_the_board_counts_an_altered_link_as_it_is_now(library: Library) -> None:
    """A board that follows the change is the one that is made of all records."""
    connect(library, "1:1 contradicts 2:1")
    board = library.board()
    [link] = library.all_links()
    for kind, target in (("supports", ""), ("restates", ""), ("", "2:2"), ("contradicts", "")):
        library.relink(link.id, kind, target=target)
        board = library.board(board)
        fresh = library.board()
        assert [(row.key, row.verdict, row.cells) for row in board.rows] == [
            (row.key, row.verdict, row.cells) for row in fresh.rows
        ]


def test_a_type_is_renamed_with_its_links(library: Library) -> None:
    """All else about it stays; a built-in one is not renamed, and no name is taken twice."""
    connect(library, "1:1 answers 2:1 why", "1:2 near 2:2")
    before = library.kinds()["answers"]
    assert library.link_types.rename("answers", "replies") == replace(before, name="replies")
    assert library.link_types.rename("near", "beside").symmetric
    assert shown(library) == ["1:1 replies 2:1 why", "1:2 beside 2:2"]
    for name, new in (("cites", "quotes"), ("replies", "beside"), ("none", "x")):
        with pytest.raises(UsageError):
            library.link_types.rename(name, new)
    library.undo()
    library.undo()
    assert shown(library) == ["1:1 answers 2:1 why", "1:2 near 2:2"]


def test_links_of_a_removed_type_become_another_one_or_go(library: Library) -> None:
    """Equal ones become one with all notes; one undo brings back the type and its links."""
    connect(library, "1:1 near 2:1 one", "2:1 answers 1:1 two", "1:2 answers 2:2 three", "1:1 answers 2:1 four")
    before, kinds = shown(library), library.kinds()
    with pytest.raises(UsageError, match="3 links are of it"):
        library.link_types.remove("answers")
    assert library.link_types.merge("answers", "near") == 3
    assert shown(library) == ["1:1 near 2:1 one\ntwo\nfour", "1:2 near 2:2 three"]
    library.undo()
    assert (sorted(shown(library)), library.kinds()) == (sorted(before), kinds)
    assert library.link_types.remove("answers", delete_links=True) == 3
    assert shown(library) == ["1:1 near 2:1 one"]
    assert "answers" not in library.kinds()
    library.undo()
    assert (sorted(shown(library)), library.kinds()) == (sorted(before), kinds)
