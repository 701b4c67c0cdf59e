"""The map on the screen: walked with the keys, filtered, opened."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.review.board import Board
from tests.tui.overlays import fill, shown
from tui.screens.overview.counted import CountedScreen
from tui.screens.overview.map import MapScreen
from tui.screens.overview.map_view import MapView
from tui.session.overview.records import make_board

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def view(desk: "Desk") -> MapView:
    """The drawing on the screen."""
    assert isinstance(desk.app.screen, MapScreen)
    return desk.app.screen.query_one(MapView)


def here(desk: "Desk") -> str:
    """The number or address of the node with the cursor."""
    walk = desk.screen.session.map_walk()
    assert walk.network is not None
    source = walk.network.sources.get(walk.node)
    return str(source.number) if source is not None else desk.library.address(walk.node)


async def opened(desk: "Desk") -> None:
    """Open the map of linked claims."""
    await fill(desk)
    await desk.press("g", "M")
    await desk.until(lambda: " source" in view(desk).title)


async def test_it_is_walked_from_the_passage_under_the_cursor(sit: "Sit") -> None:
    """Left to its source, right to its claims, along a link to its other end; Enter goes there."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        start = here(desk)
        assert desk.library.annotation(start).exact.startswith("Apples bring in 60%")
        assert "▸ ✗ contradicts" in shown(desk)
        await desk.press("w")
        other = here(desk)
        assert desk.library.annotation(other).exact.startswith("Apples bring in half")
        await desk.press("w")
        assert here(desk) == start
        await desk.press("h")
        assert here(desk) == "1"
        await desk.press("j")
        assert here(desk) == "2"
        await desk.press("l", "enter")
        assert desk.bare
        assert desk.number == 2


async def test_links_are_chosen_one_after_the_other(sit: "Sit") -> None:
    """Round the end, and back; K lists those of the type of the chosen one."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        walk = desk.screen.session.map_walk()
        kinds = [edge.kind for edge in walk.edges]
        for kind in (*kinds[1:], kinds[0]):
            await desk.press("tab")
            assert walk.edge is not None
            assert walk.edge.kind == kind
        await desk.press("shift+tab", "tab", "K")
        assert isinstance(desk.app.screen, CountedScreen)
        assert "contradicts · 1 link" in shown(desk)
        await desk.press("enter")
        assert desk.bare


async def test_a_source_opens_its_passages(sit: "Sit") -> None:
    """Enter on a source lists them."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        await desk.press("h", "enter")
        assert isinstance(desk.app.screen, CountedScreen)
        assert "3 passages" in shown(desk)


async def test_claims_are_filtered_and_shown_without_links(sit: "Sit") -> None:
    """The filter is that of the board; Esc drops it, then leaves."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        await desk.press("a")
        await desk.until(lambda: "Then they fell" in shown(desk))
        await desk.press("a", "/", *"half", "enter")
        await desk.until(lambda: "half" in view(desk).title)
        await desk.press("f2", *"Halves", "enter")
        saved = desk.library.searches.named("halves")
        assert (saved.place, saved.query) == ("board", "half")
        assert "Of apples" not in shown(desk)
        await desk.press("/", *" tag:nothing")
        await desk.until(lambda: "needs one of" in shown(desk))
        await desk.press("escape")
        await desk.until(lambda: "Of apples" in shown(desk))
        await desk.press("escape")
        assert desk.bare


async def test_a_filter_that_is_typed_while_the_board_is_made_counts(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch
) -> None:
    """The map is drawn with it as soon as the board is there."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def make(library: Library) -> Board:
        begun.set()
        await go_on.wait()
        return await make_board(library)

    monkeypatch.setattr("tui.screens.overview.map.make_board", make)
    async with sit(size=(110, 30)) as desk:
        await fill(desk)
        await desk.press("g", "M", "/", *"half")
        assert begun.is_set()
        go_on.set()
        await desk.until(lambda: "half" in view(desk).title)
        assert "Apples bring in half" in shown(desk)
        assert "forty rows" not in "".join(desk.rows("#map"))


async def test_a_click_goes_to_a_node_and_opens_it(sit: "Sit") -> None:
    """The first click moves the cursor, the second opens."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        row = next(y for y, text in enumerate(desk.rows("#map")) if "in half" in text)
        column = desk.rows("#map")[row].index("in half")
        await desk.click(column, row, "#map")
        assert desk.library.annotation(here(desk)).exact.startswith("Apples bring in half")
        await desk.click(column, row, "#map")
        assert desk.bare
        assert desk.number == 2


async def test_of_a_large_library_a_part_is_drawn(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how much is left out, and goes on around what is reached or centred."""
    monkeypatch.setattr("tui.session.overview.map_walk.MOST", 2)
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        assert "farther away left out" in view(desk).title
        assert "not drawn" in shown(desk)
        await desk.press("w")
        assert desk.library.annotation(here(desk)).exact.startswith("Apples bring in half")
        assert "Apples bring in half" in "".join(desk.rows("#map"))
        await desk.press("z")
        assert desk.screen.session.map_walk().focus == desk.screen.session.map_walk().node


async def test_a_change_is_drawn(sit: "Sit") -> None:
    """The cursor stays with its node."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        start = here(desk)
        desk.library.disconnect(next(link.id for link in desk.links if link.kind == "contradicts"))
        await desk.until(lambda: "✗" not in shown(desk))
        assert here(desk) == start


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_it_fits_every_size(sit: "Sit", size: tuple[int, int]) -> None:
    """The cursor is in sight wherever it goes."""
    async with sit(size=size) as desk:
        await opened(desk)
        for key in ("h", "j", "l", "j", "k", "tab", "w"):
            await desk.press(key)
            assert f"{here(desk)} " in "".join(desk.rows("#map"))
            assert all(len(row) <= size[0] for row in shown(desk).splitlines())


async def test_an_empty_map_says_how_to_begin(sit: "Sit") -> None:
    """Without a claim or a link nothing can be walked."""
    async with sit(size=(80, 24)) as desk:
        await desk.press("g", "M")
        await desk.until(lambda: "No links yet" in shown(desk))
        await desk.press("j", "l", "tab", "w", "z", "K", "enter")
        assert isinstance(desk.app.screen, MapScreen)
        await desk.press("a")
        await desk.press("escape")
        assert desk.bare


async def test_it_is_drawn_in_a_file(sit: "Sit", tmp_path: Path) -> None:
    """`:map FILE` writes SVG; a file that exists is not replaced."""
    async with sit(size=(110, 30)) as desk:
        await fill(desk)
        target = tmp_path / "picture"
        await desk.press(":", *f"map {target}", "enter")
        await desk.until(lambda: "Drew" in desk.left)
        assert "<svg" in target.with_suffix(".svg").read_text(encoding="utf-8")
        await desk.press(":", *f"map {target}", "enter")
        await desk.until(lambda: "exists" in desk.left)
