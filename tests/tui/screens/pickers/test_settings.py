"""The settings are shown, changed at once and kept in a file that the user may edit."""

import tomllib
from typing import TYPE_CHECKING

import pytest

from tui.screens.pickers.settings import SettingsScreen
from tui.session.settings import config_folder, load_settings, save_setting, settings_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit


def kept() -> dict[str, object]:
    """What is in the file."""
    return tomllib.loads(settings_file().read_text(encoding="utf-8"))


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_each_setting_is_changed_and_kept(sit: "Sit", size: tuple[int, int]) -> None:
    """Width by its keys and Enter, mouse by Enter, theme by its picker with a preview, author in a box."""
    async with sit(size=size) as desk:
        await desk.press("g", ",")
        assert isinstance(desk.app.screen, SettingsScreen)
        await desk.press("z", "o", "z", "o", "z", "i")
        assert desk.page.measure == kept()["column_width"] == 80
        await desk.press("enter")
        assert desk.page.measure == kept()["column_width"] == 84
        await desk.press("j", "enter")
        assert kept()["mouse"] is False
        assert desk.shows("off", "#entries")
        await desk.press("j", "enter")
        await desk.type("Ada")
        await desk.press("enter")
        assert kept()["author"] == "Ada"
        assert desk.shows("Ada", "#entries")
        await desk.press("gg", "enter", "down")
        shown = desk.app.theme
        assert shown != "ink"
        await desk.press("enter")
        assert kept()["theme"] == shown
        assert isinstance(desk.app.screen, SettingsScreen)
        await desk.press("escape")
        assert desk.bare
    async with sit(size=size) as desk:
        assert desk.app.theme == shown
        assert desk.page.measure == 84


async def test_the_language_of_sentences_is_chosen(sit: "Sit", folder: "Path") -> None:
    """With German set, an ordinal ends no sentence in a text that is too short to tell its language."""
    (folder / "1-orchard.md").write_text("Am 3. Apfel\n", encoding="utf-8")
    async with sit(size=(120, 30)) as desk:
        await desk.press("s")
        assert desk.selected == "Am 3."
        await desk.press("escape", "g", ",", "j", "j", "j", "j", "enter")
        await desk.type("Ger")
        await desk.press("enter")
        assert kept()["language"] == "de"
        assert desk.shows("German", "#entries")
        await desk.press("escape", "gg", "s")
        assert desk.selected == "Am 3. Apfel"
        await desk.press("g", ",", "j", "j", "j", "j", "enter", "enter")
        assert kept()["language"] == ""


async def test_a_second_page_has_the_width_of_the_first(sit: "Sit") -> None:
    """A page that is opened later is set as wide."""
    save_setting("column_width", 60)
    async with sit(size=(200, 40)) as desk:
        await desk.press("ctrl+w", "v")
        assert [page.measure for page in desk.screen.pages.widgets] == [60, 60]


async def test_a_theme_that_is_only_passed_is_not_kept(sit: "Sit") -> None:
    """Esc in the picker shows the theme from before, and goes back to the settings."""
    async with sit() as desk:
        await desk.press("g", ",", "enter", "down", "down", "escape")
        assert desk.app.theme == "ink"
        assert isinstance(desk.app.screen, SettingsScreen)
        assert not settings_file().exists()


def test_comments_and_unknown_lines_of_the_file_stay() -> None:
    """A setting is changed in its place; what the user wrote around it stays, and a link to the file stays one."""
    real = config_folder().parent / "dotfiles.toml"
    config_folder().mkdir(parents=True)
    real.write_text('# mine\ntheme = "paper" # light\nother = 1\n', encoding="utf-8")
    settings_file().symlink_to(real)
    save_setting("theme", "ink")
    save_setting("author", 'A "quoted" name')
    assert real.read_text(encoding="utf-8").startswith('# mine\ntheme = "ink" # light\nother = 1\n')
    assert settings_file().is_symlink()
    assert load_settings()[0].author == 'A "quoted" name'


@pytest.mark.parametrize(
    "text", ["theme = 1", "column_width = 7", "column_width = 1000", "mouse = 'yes'", "= broken", "\x00", "theme"]
)
async def test_a_file_that_cannot_be_used_is_named_in_one_line(sit: "Sit", text: str) -> None:
    """The program starts with the defaults, says so, and the settings show why instead of values."""
    config_folder().mkdir(parents=True)
    settings_file().write_text(text, encoding="utf-8")
    async with sit(size=(200, 30)) as desk:
        assert "your settings cannot be used" in desk.left
        await desk.press("g", ",")
        assert desk.shows("cannot be used", "#entries")
        await desk.press("enter", "z", "i", "escape")
        assert settings_file().read_text(encoding="utf-8") == text


async def test_a_setting_that_cannot_be_saved_is_reported(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says why, and nothing is changed."""
    config_folder().parent.mkdir(parents=True, exist_ok=True)
    config_folder().write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.delenv("POSTIL_AUTHOR", raising=False)
    async with sit(size=(160, 30)) as desk:
        await desk.press("g", ",", "j", "enter")
        assert desk.shows("cannot be saved", "Caption")
        assert desk.page.measure == 84


async def test_clashing_keys_are_named(sit: "Sit") -> None:
    """The row of the keys counts those of one's own, or says what is wrong with them."""
    config_folder().mkdir(parents=True)
    (config_folder() / "keys.toml").write_text('"tag.claim" = ["f"]', encoding="utf-8")
    async with sit(size=(160, 30)) as desk:
        await desk.press("g", ",")
        assert desk.shows("'f' is given to both", "#entries")


async def test_keys_are_edited_in_the_editor(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter makes keys.toml with an example if it is new; a terminal that cannot lend itself says so in one line."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    async with sit(size=(160, 30)) as desk:
        await desk.press("g", ",", "G", "enter")
        await desk.until(lambda: desk.bare)
        assert "this terminal cannot run an editor" in desk.left
    assert "move.down" in (config_folder() / "keys.toml").read_text(encoding="utf-8")
