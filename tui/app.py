"""The program: it wires the library to the screens and owns nothing else."""

import os
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App

from annotations.errors import PostilError
from annotations.library import Library
from annotations.model import Change
from tui.keymap import default_keys, user_keys
from tui.screens.reading import ReadingScreen
from tui.settings import config_folder, load_settings, save_theme
from tui.text.styles import Styles
from tui.theming import DEFAULT, ThemeFile, choose, themes, to_textual, variables


class Postil(App[int], inherit_bindings=False):
    """postil in a terminal."""

    TITLE = "postil"
    CSS_PATH: ClassVar = [Path(__file__).parent / "styles" / "postil.tcss"]
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, library: Library, theme: str = "") -> None:
        self._notices: list[str] = []
        self._themes = themes(self._notices.append)
        super().__init__()
        self.library = library
        settings, problem = load_settings()
        self._no_color = "NO_COLOR" in os.environ
        if theme and theme not in self._themes:
            problem = f"there is no theme {theme!r}; there are {', '.join(sorted(self._themes))}"
        wanted = next((name for name in (theme, settings.theme) if name in self._themes), "")
        for file in self._themes.values():
            self.register_theme(to_textual(file))
        self._theme_name = choose(wanted, self.console.color_system, no_color=self._no_color)
        self._reading: ReadingScreen | None = None
        if problem:
            self._notices.append(problem)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our tokens, which the style sheet needs before a theme of ours is chosen."""
        return variables(self._themes[DEFAULT])

    def on_mount(self) -> None:
        """Put the reading screen up and listen to the library."""
        self.theme = self._theme_name
        try:
            keys = user_keys(config_folder() / "keys.toml")
        except PostilError as error:
            keys = default_keys()
            self._notices.append(str(error))
        self._reading = ReadingScreen(self.library, self._styles(self._theme_name), keys)
        self.library.on_change = self._changed
        self.library.on_saved = lambda at: self._from_saver("saved", at)
        self.library.on_save_failed = lambda problem: self._from_saver("not_saved", problem)
        self.push_screen(self._reading)
        if self._notices:
            self.call_after_refresh(self._reading.say, self._notices[0], "warning")

    def _styles(self, name: str) -> Styles:
        return Styles(self._themes[name], no_color=self._no_color)

    def choose_theme(self) -> None:
        """Let the user choose a theme; the screen shows each one that is passed."""
        from tui.screens.themes import ThemePicker  # noqa: PLC0415 - only when it is wanted

        before = self._theme_name

        def show(name: str) -> None:
            self._dress(name)
            picker.dress(self._styles(name))

        def chosen(name: str | None) -> None:
            self._dress(name or before)
            if name and self._reading is not None:
                self._theme_name = name
                self._reading.say(save_theme(name) or f"theme {self._themes[name].title}")

        picker = ThemePicker(self._styles(before), self._themes, before, show)
        self.push_screen(picker, chosen)

    def write_to_terminal(self, sequence: str) -> None:
        """Send a sequence of ours to the terminal."""
        if self._driver is not None:
            self._driver.write(sequence)

    def leave(self) -> None:
        """End the program; the library is closed after the screen is given back."""
        self.exit(0)

    def _dress(self, name: str) -> None:
        self.theme = name
        if self._reading is not None:
            self._reading.dress(self._styles(name))

    def _changed(self, _: Change) -> None:
        if self._reading is not None:
            self._reading.refresh_passages()

    def _from_saver(self, method: str, text: str) -> None:
        """Tell the screen what the saver's thread says."""
        if self._reading is not None and self.is_running:
            self.call_later(getattr(self._reading, method), text)


def run(library: Library, *, mouse: bool = True, theme: str = "") -> int:
    """Run the program on a library and close that at the end. Returns the exit code."""
    app = Postil(library, theme)
    code = app.run(mouse=mouse)
    try:
        library.close()
    except PostilError as error:
        sys.stderr.write(f"postil: {error}\n")
        return 3
    return code if isinstance(code, int) else app.return_code or 0


__all__ = ["Postil", "ThemeFile", "run"]
