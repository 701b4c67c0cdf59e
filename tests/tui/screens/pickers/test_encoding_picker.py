"""`:encoding`: the source on the page is read in another encoding."""

from typing import TYPE_CHECKING

import pytest

from tui.screens.pickers.encoding_picker import EncodingPicker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit

POLISH = "Zażółć gęślą jaźń. Drugie zdanie jest tutaj, a ludzie idą dalej.\n\nThird, in English.\n"


@pytest.fixture
def legacy(tmp_path: "Path") -> "Path":
    """A folder with one source in a legacy encoding."""
    folder = tmp_path / "legacy"
    folder.mkdir()
    (folder / "a.txt").write_bytes(POLISH.encode("iso8859-2"))
    return folder


def screen(desk: "Desk") -> str:
    """All that is on the screen."""
    return "\n".join(strip.text for strip in desk.strips())


async def line(desk: "Desk", text: str) -> None:
    """Type a line after a colon and press Enter."""
    await desk.press(":")
    await desk.type(text)
    await desk.press("enter")


async def test_an_encoding_is_chosen_and_taken_back(sit: "Sit", legacy: "Path") -> None:
    """The picker marks the present one and shows a line in each; the choice is one change."""
    async with sit(legacy, size=(100, 24)) as desk:
        await desk.press("j")
        assert "iso8859-2?" in screen(desk)
        await line(desk, "encoding")
        assert isinstance(desk.app.screen, EncodingPicker)
        assert "detected: iso8859-2" in screen(desk)
        assert "cp1252  Za¿ó³æ" in screen(desk)
        await desk.type("cp1252")
        await desk.press("enter")
        assert desk.bare
        assert "ja¼ñ" in desk.page.document.text
        assert "read as cp1252 · u undo" in screen(desk)
        await desk.press("u")
        assert "jaźń" in desk.page.document.text
        await desk.press("ctrl+r")
        assert "ja¼ñ" in desk.page.document.text


async def test_an_encoding_is_named_on_the_command_line(sit: "Sit", legacy: "Path") -> None:
    """One that the file cannot be in is refused in one line; the page stays."""
    async with sit(legacy, size=(100, 24)) as desk:
        await line(desk, "encoding utf-8")
        assert "a.txt cannot be read as utf-8" in screen(desk)
        assert "jaźń" in desk.page.document.text
        await line(desk, "encoding cp1250")
        assert desk.page.document.encoding == "cp1250"
        await desk.press("j")
        assert "cp1250?" not in screen(desk)


@pytest.mark.parametrize("size", [(40, 12), (160, 45)])
async def test_the_picker_fits_the_terminal_and_escape_changes_nothing(
    sit: "Sit", legacy: "Path", size: tuple[int, int]
) -> None:
    """The names are whole where there is no room for the example."""
    async with sit(legacy, size=size) as desk:
        await line(desk, "encoding")
        assert "iso8859-2" in screen(desk)
        await desk.press("escape")
        assert desk.bare
        assert "jaźń" in desk.page.document.text
        assert desk.library.sources()[0].manner == ""
