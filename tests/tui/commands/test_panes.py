"""Two pages side by side, the outline, and who has how much room."""

from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def rows(page: Page) -> list[str]:
    """What a page shows below its title, row by row."""
    return [page.render_line(y).text for y in range(page.size.height)]


def pages(desk: "Desk") -> list[Page]:
    """The pages that are on the screen."""
    return [page for page in desk.screen.pages.widgets if page.display and page.region]


async def test_two_pages_each_with_its_own_cursor(sit: "Sit") -> None:
    """Ctrl-W v shows the source twice at one place; from then on each page moves for itself."""
    async with sit() as desk:
        await desk.go("they rose")
        here = desk.page.cursor
        first = desk.page
        await desk.press("ctrl+w", "v")
        await desk.until(lambda: len(pages(desk)) == 2)
        second = desk.page
        assert second is not first
        assert (first.cursor, second.cursor) == (here, here)
        await desk.press("gg")
        assert (first.cursor, second.cursor) == (here, 0)
        await desk.press("ctrl+w", "w", "j")
        assert desk.page is first
        assert first.cursor > here
        assert second.cursor == 0


async def test_both_pages_can_be_written_in_and_show_it(sit: "Sit") -> None:
    """A passage that is tagged on one page is on the other one too, and undo takes it from both."""
    async with sit() as desk:
        await desk.press("ctrl+w", "v")
        await desk.until(lambda: len(pages(desk)) == 2)
        for keys in ("gg", "\x17w"):
            await desk.burst(keys)
            await desk.go("1902")
            await desk.press("ve", "f")
            assert all(leaf.margin.over(desk.page.cursor, desk.page.cursor + 1) for leaf in desk.screen.pages)
            await desk.press("u")
            assert not any(leaf.margin.over(desk.page.cursor, desk.page.cursor + 1) for leaf in desk.screen.pages)


async def test_a_link_across_two_pages(sit: "Sit") -> None:
    """What is taken in hand on one page is linked on the other."""
    async with sit() as desk:
        await desk.go("Planted in 1902")
        await desk.press("ctrl+w", "v", "]s")
        await desk.until(lambda: desk.number == 2)
        assert [desk.library.source(leaf.source).number for leaf in desk.screen.pages] == [1, 2]
        await desk.press("ctrl+w", "h", "L", "ctrl+w", "l")
        await desk.go("planted in 1911")
        await desk.press("L", "c")
        assert [link.kind for link in desk.links] == ["contradicts"]


async def test_keys_in_one_burst_go_where_they_are_meant(sit: "Sit") -> None:
    """Splitting, going to another source and tagging there works however fast it is typed."""
    async with sit() as desk:
        await desk.burst("\x17v]s\x17w")
        assert [desk.library.source(leaf.source).number for leaf in desk.screen.pages] == [1, 2]
        assert desk.number == 1
        await desk.burst("gsjj\r")
        await desk.until(lambda: desk.number == 3)


async def test_a_page_is_opened_again_before_the_closed_one_is_gone(sit: "Sit") -> None:
    """Textual removes a page later than it is closed; the next page is opened all the same, and both work."""
    async with sit() as desk:
        for keys in ("\x17v\x17c\x17v", "gvgvgv"):
            await desk.burst(keys)
            await desk.until(lambda: len(pages(desk)) == 2)
            desk.screen.pane_controller.close_page()
            desk.screen.pane_controller.split()
            await desk.until(lambda: len(pages(desk)) == 2)
            assert len(desk.screen.pages) == 2
            await desk.burst("G\x17wgg")
            assert min(page.cursor for page in pages(desk)) == 0
            await desk.burst("\x17o")


@pytest.mark.parametrize("keys", ["\x17c", "q", "\x17w\x17c", "\x17o"])
async def test_a_page_that_is_closed_leaves_the_room_to_the_other(sit: "Sit", keys: str) -> None:
    """Ctrl-W c, Ctrl-W o and q leave one page, as wide as before, with the keys."""
    async with sit() as desk:
        width = desk.page.size.width
        await desk.press("ctrl+w", "v")
        await desk.until(lambda: len(pages(desk)) == 2)
        await desk.burst(keys)
        await desk.until(lambda: len(pages(desk)) == 1 and desk.page.size.width == width)
        assert desk.app.is_running
        before = desk.page.cursor
        await desk.press("j")
        assert desk.page.cursor > before
        await desk.press("ctrl+w", "v")
        await desk.until(lambda: len(pages(desk)) == 2)


@pytest.mark.parametrize(
    ("size", "beside"), [((200, 50), True), ((130, 30), True), ((100, 30), True), ((80, 24), False), ((40, 12), False)]
)
async def test_two_pages_stand_where_there_is_room(sit: "Sit", size: tuple[int, int], beside: bool) -> None:  # noqa: FBT001 - a case
    """Two pages stand side by side, on a narrow terminal one above the other, and both are titled."""
    async with sit(size=size) as desk:
        await desk.press("ctrl+w", "v", "]s")
        await desk.until(lambda: len(pages(desk)) == 2 and all(page.size.height > 1 for page in pages(desk)))
        one, two = pages(desk)
        assert (one.region.y == two.region.y) is beside
        assert (one.region.x == two.region.x) is not beside
        assert abs(one.size.width - two.size.width) <= 1
        assert abs(one.size.height - two.size.height) <= 1
        assert [str(page.border_title)[:8] for page in (one, two)] == ["1 The or", "2 A lett"]


async def test_who_says_how_two_pages_stand_is_obeyed(sit: "Sit") -> None:
    """On a narrow terminal Ctrl-W v puts the page below, once more beside; that and Ctrl-W s hold for the next time."""
    async with sit(size=(80, 24)) as desk:

        async def stand(*keys: str, stacked: bool) -> None:
            await desk.press("ctrl+w", *keys)
            await desk.until(lambda: len(pages(desk)) == 2 and all(page.size.height > 1 for page in pages(desk)))
            await desk.until(lambda: (pages(desk)[0].region.x == pages(desk)[1].region.x) is stacked)

        await stand("v", stacked=True)
        assert "put them side by side" in desk.left
        await stand("v", stacked=False)
        await desk.press("ctrl+w", "v")
        assert "two pages are open already" in desk.left
        await stand("c", "ctrl+w", "v", stacked=False)
        await stand("s", stacked=True)
    async with sit(size=(130, 30)) as desk:
        await stand("s", stacked=True)
        await stand("c", "g", "v", stacked=True)
        await stand("c", "ctrl+w", "v", stacked=False)


async def test_zoom_and_equal(sit: "Sit") -> None:
    """+ gives the page more room and then all of it, _ less, Ctrl-W = its share; the cursor stays seen."""
    async with sit() as desk:
        alone = desk.page.size.width
        await desk.press("+")
        await desk.until(lambda: desk.page.size.width > alone)
        await desk.press("_")
        await desk.until(lambda: desk.page.size.width == alone)
        await desk.press("ctrl+w", "v")
        await desk.until(lambda: len(pages(desk)) == 2)
        half = desk.page.size.width
        await desk.press("+")
        await desk.until(lambda: desk.page.size.width > half)
        await desk.press("+")
        await desk.until(lambda: len(pages(desk)) == 1)
        assert desk.under_cursor
        await desk.press("ctrl+w", "=")
        await desk.until(lambda: len(pages(desk)) == 2 and desk.page.size.width == half)


async def test_a_click_gives_the_keys_to_a_page(sit: "Sit") -> None:
    """A click puts the cursor of that page on the character that was clicked."""
    async with sit() as desk:
        await desk.press("ctrl+w", "v", "]s")
        await desk.until(lambda: len(pages(desk)) == 2)
        first = desk.screen.pages.widgets[0]
        shown = rows(first)
        y = next(i for i, row in enumerate(shown) if "forty" in row)
        await desk.click(shown[y].index("forty"), y + 1, "#page")
        await desk.until(lambda: desk.page is first)
        assert desk.here.startswith("forty")


async def test_the_outline_follows_and_jumps(sit: "Sit") -> None:
    """The outline points at the heading above the cursor; Enter goes to the one that is chosen, Ctrl-O back."""
    async with sit(size=(130, 40)) as desk:
        outline = desk.screen.panes.outline
        await desk.until(lambda: outline.items and desk.shows("Prices", "#outline"))
        await desk.go("they rose")
        assert "Prices" in desk.rows("#outline")[outline.cursor + 1]
        here = desk.page.cursor
        await desk.press("gO", "G", "enter")
        assert desk.here.startswith("Outlook")
        assert desk.screen.pane == "page"
        await desk.press("ctrl+o")
        assert desk.page.cursor == here


async def test_the_outline_of_a_small_terminal_lies_over_the_page(sit: "Sit") -> None:
    """Where there is no room beside the page the outline comes when it is asked for, and goes again."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("gO")
        await desk.until(lambda: desk.shows("Outlook", "#outline"))
        await desk.press("j", "enter")
        assert desk.here.startswith("Prices")
        await desk.press("]s", "]s", "gO")
        await desk.until(lambda: desk.shows("A long one", "#outline"))
        await desk.press("q")
        assert desk.screen.pane == "page"


async def test_a_choice_from_a_list_that_is_another_one_by_now_opens_nothing(sit: "Sit") -> None:
    """The panel may be given other headings before its choice is heard of: the program goes on where it was."""
    async with sit(size=(130, 40)) as desk:
        outline = desk.screen.panes.outline
        await desk.until(lambda: outline.items and desk.shows("Prices", "#outline"))
        await desk.press("gO", "G")
        before = desk.page.cursor
        outline.choose()
        outline.show(())
        await desk.press("gr")
        assert desk.page.cursor == before
        assert desk.screen.pane == "page"


async def test_both_places_are_kept(sit: "Sit") -> None:
    """The program is left with two pages; each source opens again where its page was."""
    async with sit() as desk:
        await desk.go("they rose")
        places = {desk.number: desk.page.cursor}
        await desk.press("ctrl+w", "v", "]s")
        await desk.go("forty rows")
        places[2] = desk.page.cursor
        desk.app.keep_place()
        desk.library.flush()
        library = Library.open([desk.library.folder])
        assert {source.number: source.place for source in library.sources() if source.number < 3} == places


async def test_a_drag_selects_on_the_page_it_began_on(sit: "Sit") -> None:
    """Under the title of a page the mouse still hits the character it points at."""
    async with sit() as desk:
        await desk.press("ctrl+w", "v")
        await desk.until(lambda: len(pages(desk)) == 2)
        shown = rows(desk.page)
        y = next(i for i, row in enumerate(shown) if "forty rows" in row)
        x = shown[y].index("forty rows")
        await desk.mouse("down", x, y + 1, "#page-2")
        await desk.mouse("drag", x + 9, y + 1, "#page-2")
        await desk.mouse("up", x + 9, y + 1, "#page-2")
        assert desk.selected == "forty rows"
