"""An empty folder offers the samples, another folder, help and leaving."""

from typing import TYPE_CHECKING

import pytest

from tests.tui.overlays import shown
from tui.screens.pickers.help import HelpScreen
from tui.screens.pickers.welcome import WelcomeScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_an_empty_folder_offers_what_can_be_done(sit: "Sit", tmp_path: "Path", size: tuple[int, int]) -> None:
    """Four choices, all visible at every size; help comes back to the page, and Esc shows why there is nothing."""
    (tmp_path / "empty").mkdir()
    async with sit(tmp_path / "empty", size=size) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, WelcomeScreen))
        for words in ("open samples", "open folder", "help", "quit"):
            assert desk.shows(words, "#choices")
        await desk.press("j", "j", "enter")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        assert desk.bare
        assert desk.shows("No sources in this folder")
        assert "quit" in desk.footer
        assert list((tmp_path / "empty").iterdir()) == []


async def test_q_leaves_an_empty_folder(sit: "Sit", tmp_path: "Path") -> None:
    """One key ends the program."""
    (tmp_path / "empty").mkdir()
    async with sit(tmp_path / "empty") as desk:
        await desk.until(lambda: isinstance(desk.app.screen, WelcomeScreen))
        await desk.press("q")
        await desk.until(lambda: not desk.app.is_running or desk.app.return_code is not None)


async def test_a_folder_that_cannot_be_opened_is_refused_in_one_line(sit: "Sit", folder: "Path") -> None:
    """A file, and a path that does not exist, leave the box open with the reason; nothing is left."""
    async with sit(size=(200, 30)) as desk:
        for name, why in (("nowhere", "No such file"), ("2-letter.txt", "Not a directory")):
            await desk.press("g", "F")
            desk.typed.value = str(folder / name)
            await desk.press("enter")
            assert why in shown(desk)
            await desk.press("escape")
            assert desk.bare
