"""Panels: which are there at which size, how one gets to them and back, and what they do."""

from typing import TYPE_CHECKING

import pytest

from tui.widgets.sources import SourceItem

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit

SIZES = [
    # columns, rows, and the panes that are there before any key is pressed
    (160, 45, {"sources", "page", "passages"}),
    (110, 30, {"page"}),
    (100, 30, {"page"}),
    (80, 24, {"page"}),
    (40, 12, {"page"}),
]


def displayed(desk: "Desk") -> set[str]:
    """The panes that are on the screen."""
    panes = desk.screen.query("#sources, #passages, Page")
    return {pane.id or "" for pane in panes if all(node.display for node in pane.ancestors_with_self) and pane.region}


@pytest.mark.parametrize(("width", "height", "panes"), SIZES)
async def test_there_are_as_many_panes_as_fit(sit: "Sit", width: int, height: int, panes: set[str]) -> None:
    """The panes that fit are there; the others slide over the page when they are asked for, and go again."""
    async with sit(size=(width, height)) as desk:
        assert displayed(desk) == panes
        assert "Planted in" in "\n".join(desk.rows())
        for keys, name in (("gs", "sources"), ("gp", "passages")):
            await desk.press(keys)
            await desk.until(lambda name=name: displayed(desk) == panes | {name})  # type: ignore[misc]
            assert desk.screen.pane == name
            panel = desk.screen.query_one(f"#{name}")
            assert panel.region.right <= width
            assert all(len(row) <= width for row in desk.rows(f"#{name}"))
            await desk.press("q")
            await desk.until(lambda: displayed(desk) == panes)
            assert desk.screen.pane == "page"
            assert desk.app.is_running


async def test_the_list_of_passages_takes_no_room_while_it_is_empty(sit: "Sit") -> None:
    """At a middle width it stands beside a source that has passages, and the first tag does not lay the text out anew."""
    async with sit(size=(100, 30)) as desk:
        width = desk.page.text_width
        assert width >= 69
        await desk.go("forty")
        await desk.press("c")
        assert displayed(desk) == {"page"}
        assert desk.page.text_width == width
        assert desk.left == "tagged 1:1 claim “It has forty rows of trees.” · gp list the passages"
        await desk.press("]s")
        assert displayed(desk) == {"page"}
        await desk.press("[s")
        await desk.until(lambda: displayed(desk) == {"page", "passages"})
        assert desk.shows("Passages · 1 · by place", "#passages")
        assert desk.shows("It has forty", "#passages")
        await desk.press("dd")
        assert not desk.annotations
        assert displayed(desk) == {"page", "passages"}


async def test_a_terminal_that_changes_its_size_keeps_the_place(sit: "Sit") -> None:
    """From size to size the cursor stays on its word and on the screen, and the panes follow."""
    async with sit(size=(160, 45)) as desk:
        await desk.to_source(3)
        await desk.press("40%")
        here = desk.page.cursor
        for width, height, panes in (*SIZES[::-1], *SIZES, (1, 1, set()), (20, 5, {"page"}), (300, 90, SIZES[0][2])):
            await desk.resize(width, height)
            assert desk.page.cursor == here
            if panes:
                await desk.until(lambda panes=panes: displayed(desk) == panes)  # type: ignore[misc]
                assert desk.under_cursor


async def test_tab_goes_round(sit: "Sit") -> None:
    """Tab goes through page, passages, sources and outline and round again; Shift-Tab goes the other way."""
    async with sit() as desk:
        order = []
        for key in (*["tab"] * 4, *["shift+tab"] * 4):
            await desk.press(key)
            order.append(desk.screen.pane)
        assert order == ["passages", "sources", "outline", "page", "outline", "sources", "passages", "page"]
        await desk.press("gs", "gp", "gr")
        assert desk.screen.pane == "page"


async def test_the_list_of_sources_opens_them(sit: "Sit") -> None:
    """j, k, G and gg move in the list, Enter opens the source and gives the keys back to the page."""
    async with sit() as desk:
        await desk.press("gs", "j", "enter")
        assert (desk.number, desk.screen.pane) == (2, "page")
        await desk.press("gs", "G", "enter")
        assert desk.number == 3
        await desk.press("gs", "9k", "enter")
        assert desk.number == 1
        await desk.press("gs", "2j", "gg", "j", "escape")
        assert (desk.number, desk.screen.pane) == (1, "page")
        await desk.press("ctrl+o")
        assert desk.number == 3


async def test_each_source_keeps_its_place(sit: "Sit") -> None:
    """]s and [s open the next and the former source where it was left, and go round the last one."""
    async with sit() as desk:
        await desk.go("they rose")
        here = desk.page.cursor
        await desk.press("]s", "[s")
        assert desk.page.cursor == here
        await desk.press("9]s")
        assert desk.number == 3
        await desk.press("]s")
        assert desk.number == 1
        assert desk.left == "the first source, after the last · Ctrl-O go back"
        await desk.press("[s")
        assert desk.number == 3
        assert "the last source" in desk.left


async def test_the_list_of_passages_goes_to_them(sit: "Sit") -> None:
    """The list says what to do while it is empty; then j, k and Enter go to the passages."""
    async with sit() as desk:
        assert desk.shows("none in this source yet", "#passages")
        for words in ("1902", "forty", "they rose"):
            await desk.go(words)
            await desk.press("ve", "c")
        await desk.press("gp", "gg", "2j", "enter")
        assert desk.here.startswith("they rose")
        assert desk.screen.pane == "page"
        await desk.press("gp", "k", "enter")
        assert desk.here.startswith("forty")
        await desk.press("ctrl+o", "ctrl+o")
        assert desk.here.startswith("y rose")


async def test_the_panel_follows_the_cursor(sit: "Sit") -> None:
    """The passage under the cursor of the page is the one that the panel points at."""
    async with sit() as desk:
        for words in ("1902", "forty"):
            await desk.go(words)
            await desk.press("ve", "c")
        panel = desk.screen.panes.passages
        for words, number in (("1902", 1), ("forty", 2), ("1902", 1)):
            await desk.go(words)
            assert panel.selected is not None
            assert panel.selected.passage.annotation.number == number


async def test_clicks_and_the_wheel_work_in_the_lists(sit: "Sit") -> None:
    """A click on a source opens it; the wheel scrolls the list, and a list with the focus keeps its cursor on the screen."""
    async with sit(size=(130, 5)) as desk:
        y = next(i for i, row in enumerate(desk.rows("#sources")) if " 2 " in row)
        await desk.click(5, y, "#sources")
        await desk.until(lambda: desk.number == 2)
        assert desk.screen.pane == "page"
        await desk.press("gs", "gg")
        before = desk.rows("#sources")
        await desk.mouse("wheel down", 5, 2, "#sources")
        assert desk.rows("#sources") != before
        assert desk.shows("▌", "#sources")
        await desk.mouse("wheel up", 5, 2, "#sources")
        assert desk.rows("#sources")[1][1:] == before[1][1:]


async def test_many_sources_scroll_in_their_list(sit: "Sit", tmp_path: "Path") -> None:
    """In a list longer than the screen the cursor is always shown, and the numbers stay in order."""
    many = tmp_path / "many"
    many.mkdir()
    for number in range(1, 41):
        (many / f"{number:02}.txt").write_text(f"Source {number}\n\nIts text.\n", encoding="utf-8")
    async with sit(many, size=(130, 20)) as desk:
        await desk.press("gs")
        for keys, number in (("j", 2), ("30j", 32), ("ctrl+u", 0), ("G", 40), ("gg", 1), ("ctrl+d", 0)):
            await desk.press(keys)
            item = desk.screen.panes.sources.selected
            assert isinstance(item, SourceItem)
            assert item.source is not None
            assert number in (0, item.source.number)
            assert desk.shows(f"{item.source.number:>2} Source", "#sources")


async def test_q_leaves_the_panel_then_the_program(sit: "Sit") -> None:
    """Q in a panel goes back to the text; there it ends the program with exit code 0."""
    async with sit() as desk:
        await desk.press("gp", "q")
        assert desk.screen.pane == "page"
        await desk.press("q")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.return_code == 0
