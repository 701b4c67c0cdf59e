"""Links are altered where they are shown: in the list, in the panel, in the preview, while comparing."""

from typing import TYPE_CHECKING

from annotations.library import Library
from tui.screens.links.link_finder import PartnersScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def quote(library: Library, number: int, words: str) -> str:
    """Annotate words of a source as a claim."""
    [source] = [one for one in library.sources() if one.number == number]
    start = library.document(source.id).text.index(words)
    return library.add(source.id, start, start + len(words), tags=["claim"]).id


def filled(desk: "Desk") -> None:
    """One link with a note, *1:1 contradicts 2:1*, and a third passage, *2:2*."""
    library = desk.library
    rows, year = quote(library, 1, "It has forty rows of trees."), quote(library, 2, "planted in 1911")
    quote(library, 2, "Apples bring in half of the income.")
    library.connect(rows, year, "contradicts", "why")


def links(desk: "Desk") -> list[str]:
    """All links in words."""
    address = desk.library.address
    return [f"{address(x.source)} {x.kind} {address(x.target)} {x.note}".rstrip() for x in desk.links]


async def test_the_list_of_links_alters_type_direction_and_ends(sit: "Sit") -> None:
    """One key each; the note stays, and undo takes back what was altered here and nothing else."""
    async with sit(size=(80, 24)) as desk:
        filled(desk)
        await desk.press("g", "L", "C", "s")
        assert links(desk) == ["1:1 supports 2:1 why"]
        await desk.press("C", "s")
        assert desk.shows("the link is so already", ".caption")
        await desk.press("X")
        assert links(desk) == ["2:1 supports 1:1 why"]
        await desk.press("J", "z", "s")
        assert isinstance(desk.app.screen, PartnersScreen)
        await desk.until(lambda: desk.app.screen.query_one("#hits").items)  # type: ignore[attr-defined]
        await desk.type("half of")
        await desk.until(lambda: len(desk.app.screen.query_one("#hits").items) == 1)  # type: ignore[attr-defined]
        await desk.press("enter")
        assert links(desk) == ["2:2 supports 1:1 why"]
        await desk.press("u", "u", "u")
        assert links(desk) == ["1:1 contradicts 2:1 why"]
        await desk.press("u")
        assert desk.shows("nothing to undo: no change was made here", ".caption")
        await desk.press("X")
        assert desk.shows("contradicts reads the same both ways", ".caption")


async def test_the_current_link_is_altered_on_the_page_and_in_panel_and_preview(sit: "Sit") -> None:
    """The one that is selected or compared, else the only one of the passage; of several one is chosen first."""
    async with sit() as desk:
        filled(desk)
        desk.screen.refresh_passages()
        await desk.go("forty")
        await desk.press("C", "s")
        assert links(desk) == ["1:1 supports 2:1 why"]
        await desk.press("K", "X")
        assert links(desk) == ["2:1 supports 1:1 why"]
        assert desk.shows("✓ supported by 2:1", "#peeked")
        await desk.press("C", "i", "escape", "g", "v", "C", "r", "g", "v")
        assert links(desk) == ["2:1 restates 1:1 why"]
        desk.library.connect("1:1", "2:2", "cites")
        await desk.go("forty")
        await desk.press("C")
        assert "2 links: choose one" in desk.left
        await desk.press("j", "X")
        assert links(desk)[-1] == "2:2 cites 1:1"


async def test_an_opposite_link_is_asked_about(sit: "Sit") -> None:
    """Replaced, it is the old link with its note; both are kept if that is chosen; Esc leaves the old one."""
    async with sit() as desk:
        filled(desk)
        desk.screen.refresh_passages()

        async def link() -> None:
            await desk.press("escape", "escape")
            await desk.to_source(1)
            await desk.go("forty")
            await desk.press("L", "]s")
            await desk.go("planted in 1911")
            await desk.press("L", "s")

        await link()
        assert "1:1 ✗ contradicts 2:1 already" in desk.left
        await desk.press("z", "escape")
        assert links(desk) == ["1:1 contradicts 2:1 why"]
        await link()
        await desk.press("r")
        assert links(desk) == ["1:1 supports 2:1 why"]
        await desk.press("u")
        await link()
        await desk.press("b")
        assert links(desk) == ["1:1 contradicts 2:1 why", "1:1 supports 2:1"]
