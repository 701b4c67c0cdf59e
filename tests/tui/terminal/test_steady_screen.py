"""Sizes of a screen: only the one of the terminal counts."""

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import Sit


class Between(Message):
    """A message between two sizes, which Textual would merge."""


async def test_each_size_of_the_terminal_is_laid_out_once(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """Neither an outdated size in the queue nor the answer to a layout causes another. Textual lays out all of them."""
    async with sit() as desk:
        layouts: list[Size | None] = []
        lay_out = desk.screen._refresh_layout

        def counted(size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
            layouts.append(size)
            lay_out(size, scroll)

        monkeypatch.setattr(desk.screen, "_refresh_layout", counted)
        await desk.resize(125, 30)
        now, outdated = desk.app.size, Size(60, 20)
        assert layouts.count(now) == 1
        for size in (outdated, now):
            desk.screen.post_message(events.Resize(size, size))
            desk.screen.post_message(Between())
        await desk.settle()
        assert layouts.count(now) == 1
        assert outdated not in layouts
        await desk.press("?")
        assert len(desk.app.screen_stack) > 1
        assert layouts.count(now) == 1, "a screen that is opened lays out those below it"
        layouts.clear()
        await desk.resize(120, 28)
        await desk.press("escape")
        assert layouts.count(desk.app.size) == 1, "a screen below another is laid out for the size of the terminal"


async def test_a_screen_below_another_takes_the_styles_of_each_size(sit: "Sit") -> None:
    """In a terminal made narrow and wide again under an overlay, the page has its side panes only where they have room."""
    async with sit() as desk:
        left = desk.screen.query_one("#left")
        assert left.display
        await desk.press("?")
        for width, there in ((60, False), (130, True), (60, False)):
            await desk.resize(width, 20)
            assert left.display is there, width
        await desk.press("escape")
        assert desk.bare
        assert not left.display


async def test_the_home_of_a_screen_keeps_the_focus_while_it_is_hidden(sit: "Sit") -> None:
    """Its keys work as soon as it is shown again; no other widget takes the focus meanwhile."""
    async with sit() as desk:
        home = desk.screen.home
        assert home is not None
        assert desk.screen.focused is home
        for shown in (False, True):
            home.display = shown
            await desk.settle()
            assert desk.screen.focused is home, shown
