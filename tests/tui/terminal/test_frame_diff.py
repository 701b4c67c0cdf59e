"""Frames: what is sent, and what the terminal shows then."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal.frame_diff import FrameDiff

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

WIDTH, HEIGHT = 6, 3
CONSOLE = Console(color_system=None)

Screen = list[str]
Cuts = tuple[int, ...]
"""Where the pieces of each row begin and end: a layout."""

screens = st.lists(st.text("ab", min_size=WIDTH, max_size=WIDTH), min_size=HEIGHT, max_size=HEIGHT)
layouts = st.sampled_from([(0, WIDTH), (0, 2, WIDTH), (0, 3, 5, WIDTH)])
stretches = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.integers(1, WIDTH)).filter(
    lambda span: span[1] < span[2]
)


def pieces(row: str, cuts: Cuts) -> dict[int, Strip]:
    return {start: Strip([Segment(char) for char in row[start:end]]) for start, end in pairwise(cuts)}


def whole(screen: Screen, cuts: Cuts) -> LayoutUpdate:
    return LayoutUpdate([pieces(row, cuts).values() for row in screen], Region(0, 0, WIDTH, HEIGHT))


def part(screen: Screen, cuts: Cuts, span: tuple[int, int, int]) -> ChopsUpdate:
    return ChopsUpdate([pieces(row, cuts) for row in screen], [span], [list(cuts[1:])] * HEIGHT)


def draw(shown: Screen, update: object) -> Screen:
    """The screen of a terminal after an update."""
    if update is None:
        return shown
    assert isinstance(update, CompositorUpdate)
    cells = [list(row) for row in shown]
    for y, x, text in re.findall(r"\x1b\[(\d+);(\d+)H([ab]*)", update.render_segments(CONSOLE)):
        cells[int(y) - 1][int(x) - 1 : int(x) - 1 + len(text)] = text
    return ["".join(row) for row in cells]


@given(screens, layouts, st.lists(st.tuples(screens, layouts, st.none() | stretches), max_size=8))
def test_the_terminal_shows_what_it_would_without(
    first: Screen, cuts: Cuts, updates: list[tuple[Screen, Cuts, tuple[int, int, int] | None]]
) -> None:
    """Whatever is left out of whole and partial updates, the terminal shows what it would if all were sent."""
    frame = FrameDiff()
    blank = [" " * WIDTH] * HEIGHT
    shown = draw(blank, frame.changes(whole(first, cuts)))
    wanted = draw(blank, whole(first, cuts))
    assert shown == wanted
    for screen, layout, span in updates:
        make = (lambda: whole(screen, layout)) if span is None else (lambda: part(screen, layout, span))  # noqa: B023 - called at once
        wanted = draw(wanted, make())
        shown = draw(shown, frame.changes(make()))
        assert shown == wanted


def test_only_what_differs_is_sent() -> None:
    """A frame like the one before sends nothing, one with another cell that cell, and after forgetting all of it."""
    frame = FrameDiff()
    frame.changes(whole(["aaaaaa", "bbbbbb", "aaaaaa"], (0, 3, WIDTH)))
    assert frame.changes(whole(["aaaaaa", "bbbbbb", "aaaaaa"], (0, 3, WIDTH))) is None
    assert frame.changes(part(["aaaaaa", "bbbbbb", "aaaaaa"], (0, 3, WIDTH), (1, 0, WIDTH))) is None
    update = frame.changes(whole(["aaaaaa", "bbabbb", "aaaaaa"], (0, 3, WIDTH)))
    assert isinstance(update, CompositorUpdate)
    assert update.render_segments(CONSOLE) == "\x1b[2;3Ha"
    frame.forget()
    update = frame.changes(whole(["aaaaaa", "bbabbb", "aaaaaa"], (0, 3, WIDTH)))
    assert isinstance(update, CompositorUpdate)
    assert update.render_segments(CONSOLE).count("H") == 2 * HEIGHT


def test_a_piece_with_a_wide_character_is_sent_whole() -> None:
    """A terminal may take another width for it, so that what stands beside it is right only if it is sent along."""
    frame = FrameDiff()
    for last in "ab":
        row = {0: Strip([Segment("中"), Segment("aaa"), Segment(last)])}
        update = frame.changes(LayoutUpdate([row.values()], Region(0, 0, WIDTH, 1)))
        assert isinstance(update, CompositorUpdate)
        assert update.render_segments(CONSOLE) == f"\x1b[1;1H中aaa{last}"


async def test_a_window_without_the_focus_looks_the_same(sit: "Sit") -> None:
    """When the terminal's window loses the focus the page keeps it, and nothing is styled anew."""
    async with sit() as desk:
        page = desk.app.reading.page
        count = desk.app._css_update_count
        for event in (events.AppBlur(), events.AppFocus(), events.AppBlur()):
            desk.app.post_message(event)
            await desk.pilot.pause()
            assert desk.app.focused is page
        assert desk.app._css_update_count == count
        before = page.cursor
        await desk.press("j")
        assert page.cursor > before


def test_two_stretches_of_one_piece_are_both_sent() -> None:
    """What lies over the text makes one piece of a row in which two widgets below changed."""
    frame, cuts = FrameDiff(), (0, WIDTH)
    frame.changes(whole(["aaaaaa", "aaaaaa", "aaaaaa"], cuts))
    update = part(["aaaaaa", "baaaab", "aaaaaa"], cuts, (1, 0, 2))
    update.spans.append((1, 4, WIDTH))
    assert draw(["aaaaaa"] * HEIGHT, frame.changes(update)) == ["aaaaaa", "baaaab", "aaaaaa"]
