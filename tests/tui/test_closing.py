"""Screens close once, and none opens while the program leaves; there is always a widget that takes the keys."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.conftest import sent
from tests.tui.overlays import OVERLAYS, fill, let_go
from tui.screens.note_editor import NoteEditor
from tui.widgets.item_list import ItemList

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


OUTSIDE = "\x1b[<0;5;30M\x1b[<0;5;30m\x1b[<0;200;3M\x1b[<0;200;3m"
"""Clicks where the terminal does not reach."""


def clicks(desk: "Desk", times: int) -> str:
    """Clicks on the first item of the list that is on top; beside everything if it has none."""
    lists = [one for one in desk.app.screen.query(ItemList) if one.is_on_screen]
    x, y = (lists[0].region.x + 4, lists[0].region.y + 2) if lists else (1, 1)
    return f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" * times


async def test_clicks_too_many_and_beside_do_nothing(sit: "Sit") -> None:
    """A press outside of the terminal, as after a resize, leaves the keys where they are; quick clicks choose once.

    Each screen takes them with keys behind them, and the program goes on.
    """
    async with sit(size=(80, 24)) as desk:
        for name, opening in OVERLAYS.items():
            if not desk.links:
                await fill(desk)
            await desk.press(*opening)
            assert not desk.bare, name
            focused = desk.app.screen.focused
            await desk.burst(OUTSIDE)
            assert desk.app.screen.focused is focused, name
            await desk.burst(clicks(desk, 3) + "jk")
            assert desk.app.screen.focused is not None, name
            await let_go(desk)
            await desk.burst(OUTSIDE)
            assert desk.screen.focused is desk.page, name
            await desk.to_source(1)
            await desk.go("Apples bring")


@pytest.mark.parametrize("first", sorted({keys[0][0] for keys in OVERLAYS.values()}))
async def test_no_screen_opens_while_the_program_leaves(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """What is typed behind the key that ends the program has no effect, not even on the exit code.

    All that opens a screen and begins with one key is typed at once.
    """
    opened: list[object] = []
    async with sit(read=False) as desk:
        push = desk.app.push_screen

        def noted(screen: Any) -> Any:
            opened.append(screen)
            return push(screen)

        monkeypatch.setattr(desk.app, "push_screen", noted)
        openings = {tuple(keys[:2]) for keys in OVERLAYS.values() if keys[0][0] == first}
        await desk.burst("q" + "".join(sent(key) for keys in sorted(openings) for key in keys))
        assert desk.bare
    assert not opened
    assert desk.app.return_code == 0


async def test_a_note_is_typed_on_after_a_click_outside(sit: "Sit") -> None:
    """The keys go on to the note, which is saved."""
    async with sit(size=(40, 20)) as desk:
        await desk.press("}", "c", "i", "h", "a")
        await desk.burst("\x1b[<0;5;31M")
        await desk.press("l", "f")
        assert isinstance(desk.app.screen, NoteEditor)
        await desk.press("enter")
        assert [one.note for one in desk.annotations] == ["half"]


async def test_a_pane_that_goes_leaves_the_keys_to_the_page(sit: "Sit") -> None:
    """A panel that has no room any more, an outline that has no headings any more."""
    async with sit() as desk:
        for pane in ("s", "p"):
            await desk.press("g", pane)
            assert desk.screen.focused is not desk.page
            await desk.resize(60, 20)
            assert desk.screen.focused is not None
            await desk.press("escape", "j")
            assert desk.screen.focused is desk.page
            await desk.resize(130, 30)
        await desk.press("g", "O")
        desk.screen.panes.outline.show([])
        for key in ("shift+tab", "tab", "tab", "tab", "tab"):
            await desk.press(key)
            assert desk.screen.focused is not None
