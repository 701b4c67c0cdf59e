"""Claims grouped by tag are a tree, whose folded tags have the claims of those below."""

from pathlib import Path

from annotations.library import Library
from tui.session.board_state import BoardView


def test_claims_are_under_their_tags_and_under_what_is_folded(tmp_path: Path) -> None:
    """Each title counts the claims of its tag and of those below, each once; a parent without its own has a title."""
    (tmp_path / "a.txt").write_text("One two three four five.\n", encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    for name, parent in (("land", ""), ("water", ""), ("well", "water"), ("deep", "well"), ("river", "water")):
        library.add_tag(name, parent=parent)
    [source] = library.sources()
    for start, end, tags in ((0, 3, ["deep"]), (4, 7, ["deep", "river"]), (8, 13, ["water"]), (14, 18, [])):
        library.add(source.id, start, end, tags=["claim", *tags])
    view = BoardView(group="tag")
    board = view.current(library)

    def shown(*folded: str) -> list[str]:
        view.folded = {*folded}
        return [
            f"{'.' * entry.depth}{entry.title} {entry.claims}"
            if entry.row is None
            else entry.row.words.partition(" ")[0]
            for entry in view.entries(library, board, lambda _: "")
        ][5:]

    assert shown() == [
        "water 3", "three", ".well 2", "..deep 2", "One", "two", ".river 1", "two",
    ]  # fmt: skip
    assert shown("well") == ["water 3", "three", ".well … 2", "One", "two", ".river 1", "two"]
    assert shown("water", "well") == ["water … 3", "three", "One", "two"]
    library.close()
