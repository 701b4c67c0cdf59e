"""An error costs the handler that raised it: one line, one crash file, and the program goes on."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from textual import events

from annotations.errors import UsageError
from annotations.library import Library
from tui.keys.keyboard import Keyboard
from tui.screens.board.screen import BoardScreen
from tui.screens.pickers.help import HelpScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.search import SearchScreen
from tui.tasks import begin
from tui.terminal.compositor import CullingCompositor
from tui.widgets.item_list import ItemList
from tui.widgets.page import Page
from tui.widgets.passages import PassagesPanel
from tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def broken(*_: object, **__: object) -> NoReturn:
    """What every handler, timer, worker and painter of these tests does."""
    raise RuntimeError("a secret of the source")


async def broken_later(*_: object) -> NoReturn:
    """The same, as a coroutine."""
    broken()


def reports(home: Path) -> list[str]:
    """The texts of the crash files."""
    return [path.read_text(encoding="utf-8") for path in (home / ".state" / "postil").glob("crash-*")]


async def works(desk: "Desk") -> None:
    """Leave what is open; then a sentence is tagged, undone and tagged again, and all of it is on disk."""
    for _ in range(4):
        await desk.press("escape")
    await desk.until(lambda: desk.bare)
    await desk.press("g", "g", "}", "c", "u", "c")
    await desk.quiet()
    assert desk.stored().tagged == {"Planted in 1902.": ["claim"]}
    await desk.press("?")
    assert not desk.bare
    await desk.press("escape")


Break = Callable[["Desk", pytest.MonkeyPatch], object]


def handler(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ReadingScreen, "on_item_list_chosen", broken, raising=False)
    desk.screen.panes.sources.post_message(ItemList.Chosen(desk.screen.panes.sources, 0))


def event(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Page, "on_click", broken, raising=False)
    desk.page.post_message(events.Click(None, 0, 0, 0, 0, 1, shift=False, meta=False, ctrl=False))


def event_of_the_app(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Keyboard, "press", broken)
    desk.app.post_message(events.Key("j", "j"))


def painting(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PassagesPanel, "paint", broken)
    desk.screen.panes.passages.repaint()


def painting_the_status(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(StatusBar, "paint", broken)
    desk.screen.tell()


def before_a_frame(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr("tui.screens.reading.screen.hints", broken)
    desk.screen.tell()


def layout(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(CullingCompositor, "reflow", broken)
    desk.screen.refresh(layout=True)


def showing_a_change(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ReadingScreen, "refresh_passages", broken)
    desk.library.add_tag("new")


def watcher(desk: "Desk", patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Page, "watch_has_focus", broken)
    desk.screen.call_later(desk.screen.pane_controller.focus_next, 1)


BROKEN: dict[str, Break] = {
    "a message handler": handler,
    "an event handler": event,
    "an event handler of the app": event_of_the_app,
    "a watcher": watcher,
    "a callback": lambda desk, _: desk.page.call_later(broken),
    "the next callback": lambda desk, _: desk.screen.call_next(broken_later),
    "after a frame": lambda desk, _: desk.app.call_after_refresh(broken),
    "a callback of the app": lambda desk, _: desk.app.call_later(broken),
    "a timer": lambda desk, _: desk.screen.set_timer(0.001, broken),
    "a timer again and again": lambda desk, _: desk.screen.set_interval(0.001, broken),
    "a worker": lambda desk, _: begin(desk.screen, broken_later),
    "the loop": lambda _, __: asyncio.get_running_loop().call_soon(broken),
    "painting": painting,
    "painting the status": painting_the_status,
    "before a frame": before_a_frame,
    "the layout": layout,
    "showing a change": showing_a_change,
}
"""Where an error may be raised, and what has it raised there."""


@pytest.mark.parametrize("where", BROKEN)
async def test_an_error_costs_its_handler_and_nothing_else(
    sit: "Sit", home: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """One line says it, one crash file has where it was and no text; the program is used on, and saves."""
    async with sit() as desk:
        with monkeypatch.context() as patch:
            BROKEN[where](desk, patch)
            await desk.until(lambda: reports(home))
            await desk.settle()
            if where not in ("before a frame", "painting the status"):  # Then it is this line that cannot be shown.
                await desk.until(lambda: "RuntimeError" in desk.left)
        (report,) = reports(home)
        assert "broken" in report
        assert "secret" not in report + desk.left
        await works(desk)
        assert desk.app.return_code is None
    assert len(reports(home)) == 1


async def test_what_cannot_be_painted_is_said_in_its_place(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """The widget has a row that says so, the others are drawn, and it comes back when it can be painted."""
    async with sit() as desk:
        with monkeypatch.context() as patch:
            patch.setattr(PassagesPanel, "paint", broken)
            desk.screen.panes.passages.repaint()
            await desk.settle()
            assert desk.shows("cannot be shown", "#passages")
            assert desk.shows("Planted in 1902")
        desk.screen.panes.passages.repaint()
        await desk.settle()
        assert not desk.shows("cannot be shown", "#passages")


@pytest.mark.parametrize(
    ("screen", "method", "keys"),
    [
        (HelpScreen, "compose", ["?"]),
        (HelpScreen, "on_mount", ["?"]),
        (SearchScreen, "on_mount", ["g", "/"]),
        (BoardScreen, "on_mount", ["g", "c"]),
        (BoardScreen, "_begin", ["g", "c"]),
    ],
)
async def test_a_screen_that_fails_to_open_is_closed(
    sit: "Sit", home: Path, monkeypatch: pytest.MonkeyPatch, screen: type, method: str, keys: list[str]
) -> None:
    """The page is there again with a line, and keys are for it, those typed behind as well."""
    monkeypatch.setattr(screen, method, broken)
    async with sit() as desk:
        await desk.press_at_once(*keys, "}", "c")
        await desk.until(lambda: desk.bare and desk.annotations)
        assert len(reports(home)) == 1
        await desk.press("u")
        assert not desk.annotations
        await desk.press("i", "x", "enter")
        assert [one.note for one in desk.annotations] == ["x"]


async def test_a_screen_whose_worker_fails_before_it_takes_keys_is_closed(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A board that is being made in the background and cannot be made takes no keys for itself."""
    monkeypatch.setattr("tui.screens.board.screen.AT_ONCE", -1)
    monkeypatch.setattr(Library, "boarding", broken)
    async with sit() as desk:
        await desk.press_at_once("g", "c", "}", "c")
        await desk.until(lambda: desk.bare and desk.annotations)


async def test_an_error_of_ours_is_its_own_line_wherever_it_is_raised(sit: "Sit", home: Path) -> None:
    """What does not fit is said in its own words, without a crash file."""

    def unfit() -> None:
        raise UsageError("There is nothing to do here.")

    async with sit() as desk:
        desk.page.call_later(unfit)
        desk.screen.set_timer(0.001, unfit)
        await desk.until(lambda: "There is nothing to do here." in desk.left)
        assert not reports(home)
        await works(desk)


async def test_no_id_is_said(sit: "Sit") -> None:
    """A record that is gone is named by what it is: nobody knows ids."""
    async with sit() as desk:
        library, gone = desk.library, desk.library.add(desk.screen.session.source, 0, 5).id
        library.delete(gone)
        looks: list[Callable[[str], object]] = [library.annotation, library.passage, library.address, library.link]
        for look in looks:
            with pytest.raises(UsageError, match="is not in the library") as error:
                look(gone)
            assert gone not in str(error.value)
        with pytest.raises(UsageError, match="9:9"):
            library.annotation("9:9")


async def test_the_passage_under_the_cursor_is_undone_on_the_board(sit: "Sit", home: Path) -> None:
    """The page below has it still, and says nothing of it."""
    async with sit() as desk:
        await desk.press("s", "c", "g", "c", "u")
        assert not desk.annotations
        assert not desk.bare
        await desk.press("escape")
        await desk.until(lambda: desk.bare)
        assert "not in the library" not in desk.left
        assert not desk.shows("C", "#passages")
        await works(desk)
    assert not reports(home)
