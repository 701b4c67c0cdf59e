"""The settings while the program runs: what each is now, and what a change does at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from annotations.errors import UsageError
from annotations.text.language.assumed import ASSUMED
from tui.keys.keymap import default_keys, user_keys
from tui.session.settings import WIDTHS, Settings, config_folder, load_settings, save_setting, settings_file


class Measured(Protocol):
    """The pages, whose width is a setting."""

    def set_measure(self, cells: int) -> None:
        """Set the largest width of the text."""


class MouseUser(Protocol):
    """The driver of the terminal."""

    def use_mouse(self, use: bool) -> None:  # noqa: FBT001 - the setting itself
        """Take the mouse, or leave it to the terminal."""


class Preferences:
    """Reads and changes the settings of the user."""

    def __init__(self, pages: Measured, driver: MouseUser | None) -> None:
        """Without a `driver` there is no mouse to take."""
        self._pages = pages
        self._driver = driver

    @property
    def file(self) -> Path:
        """The file of the settings."""
        return settings_file()

    @property
    def keys_file(self) -> Path:
        """The file of the user's own keys."""
        return config_folder() / "keys.toml"

    @property
    def current(self) -> Settings:
        """The settings as they are in the file. Raises UsageError if it cannot be used."""
        settings, problem = load_settings()
        if problem:
            raise UsageError(problem)
        return settings

    def set_width(self, cells: int) -> None:
        """Change the width of the column of text, within its limits."""
        cells = max(WIDTHS[0], min(cells, WIDTHS[-1]))
        save_setting("column_width", cells)
        self._pages.set_measure(cells)

    def set_mouse(self, *, use: bool) -> None:
        """Use the mouse or leave it to the terminal."""
        save_setting("mouse", use)
        if self._driver is not None:
            self._driver.use_mouse(use)

    def set_language(self, code: str) -> None:
        """Set the language of sentences by its code; "" to tell it from each text."""
        save_setting("language", code)
        ASSUMED.language = code

    def set_citation(self, style: str) -> None:
        """Set the style in which passages are copied with their source."""
        save_setting("citation", style)

    def set_author(self, name: str) -> None:
        """Change the name for new records, from the next start on. Raises UsageError if it cannot be one."""
        if any(not char.isprintable() for char in name) or len(name) > 100:
            raise UsageError("A name has at most 100 characters and no control characters.")
        save_setting("author", name)

    def describe_keys(self) -> str:
        """Return how many keys are the user's own, or one line about what is wrong with them."""
        try:
            keys = user_keys(self.keys_file)
        except UsageError as error:
            return str(error).removeprefix(f"{self.keys_file}: ")
        own = sum(keys[command] != sequences for command, sequences in default_keys().items())
        return f"{own} of your own" if own else "as in the documentation"

    def edit_keys(self, edit: Callable[[Path], str]) -> str:
        """Let the user edit the keys; ``edit`` returns an error message or "". Returns one line about the result."""
        file = self.keys_file
        if not file.exists():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(_EXAMPLE, encoding="utf-8")
            except OSError as error:
                raise UsageError(f"{file} cannot be written: {error.strerror}") from error
        return edit(file) or f"keys: {self.describe_keys()} · they apply from the next start"


_EXAMPLE = """\
# Keys of your own: the id of a command, and its keys in a list. An empty list takes its keys away.
# `?` in postil shows all commands; docs/keys.md lists their ids.
#
# "move.down" = ["j", "down", "n"]
# "change.undo" = ["u", "ctrl+n"]
"""
