"""The keys that may come next are shown while a sequence or a question waits, and can be clicked."""

from typing import TYPE_CHECKING

import pytest

from tui.keys.command_table import COMMANDS
from tui.keys.command_table import shown as key_as_shown
from tui.widgets import key_guide
from tui.widgets.key_guide import KeyGuide

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

AGES = 3600.0

PREFIXES = ("g", "]", "[", "z", "d", "ctrl+w")


def shown(desk: "Desk") -> str:
    """Return the rows of the guide; "" if it is hidden."""
    return "\n".join(desk.rows("#guide")) if desk.screen.query_one(KeyGuide).display else ""


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_each_key_that_goes_on_with_a_prefix_is_shown_with_its_label(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """All continuations are on the pages of the guide, and at least three rows of the text stay visible."""
    async with sit(size=size) as desk:
        for prefix in PREFIXES:
            monkeypatch.setattr(key_guide, "DELAY", AGES)
            await desk.press(prefix)
            assert not shown(desk), "the guide opened at once"
            await desk.press("escape")
            monkeypatch.setattr(key_guide, "DELAY", 0.01)
            await desk.press(prefix)
            await desk.until(lambda: shown(desk))
            seen = shown(desk)
            guide = desk.screen.query_one(KeyGuide)
            for _ in range(guide.pages - 1):
                assert f"{guide.page + 1}/{guide.pages}" in shown(desk)
                await desk.press("pagedown")
                seen += shown(desk)
            for key, command in desk.screen.dispatcher.next_keys.items():
                hint = f"{key_as_shown(key)} {COMMANDS[command].label[:14]}".split()
                assert hint == [part for part in hint if part in seen]
            assert guide.region.y >= 3
            await desk.press("escape")
            assert not shown(desk)
            assert desk.screen.dispatcher.typed == ""


async def test_a_fast_typist_never_sees_the_guide(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """A sequence that is complete before the delay runs at once, and its timer opens nothing afterwards."""
    async with sit(size=(80, 24)) as desk:
        monkeypatch.setattr(key_guide, "DELAY", 0.05)
        await desk.press("G")
        await desk.press_at_once("g", "g")
        assert desk.page.cursor == 0
        await desk.pilot.pause(0.1)
        assert not shown(desk)


async def test_a_key_of_the_guide_is_clicked(sit: "Sit") -> None:
    """A click on an entry runs its command; a click on the end of the title cancels the sequence."""
    async with sit(size=(80, 24)) as desk:
        for words, pane in (("s sources", "sources"), ("", "sources")):
            await desk.press("g")
            await desk.until(lambda: shown(desk))
            rows = desk.rows("#guide")
            y = next(i for i, row in enumerate(rows) if (words or "Esc cancel") in row)
            await desk.click(rows[y].index(words or "Esc cancel") + 1, y, "#guide")
            assert not shown(desk)
            assert desk.screen.dispatcher.typed == ""
            assert desk.screen.pane == pane


async def test_answers_that_the_footer_cuts_are_shown_whole(sit: "Sit") -> None:
    """The marks, with their places, fill the guide once the footer has no room; a letter answers as before."""
    async with sit(size=(60, 24)) as desk:
        for letter in "abcdef":
            await desk.press("m", letter, "j")
        await desk.press("`")
        await desk.until(lambda: shown(desk))
        assert all(f"{letter} 1 orchard" in shown(desk) for letter in "abcdef")
        await desk.press("a")
        assert not shown(desk)
        assert desk.page.cursor == 0


async def test_the_guide_follows_a_terminal_that_is_resized(sit: "Sit") -> None:
    """From wide to tiny and back, the guide fits the screen and keeps its keys."""
    async with sit(size=(120, 30)) as desk:
        await desk.press("g")
        await desk.until(lambda: shown(desk))
        await desk.resize(40, 10)
        assert "more 1/" in shown(desk)
        assert desk.screen.query_one(KeyGuide).region.y >= 2
        await desk.resize(120, 30)
        assert "more" not in shown(desk)
        await desk.press("g")
        assert not shown(desk)
