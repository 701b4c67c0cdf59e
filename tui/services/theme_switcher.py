"""The theme of the program: which one it starts with, and its exchange while it runs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from textual.theme import Theme

from annotations.errors import UsageError
from tui.session.notifications import Notifications
from tui.session.settings import save_setting
from tui.text.cells import shorten
from tui.theming.background import from_environment
from tui.theming.palette import fitted
from tui.theming.styles import Styles
from tui.theming.textual_theme import to_textual
from tui.theming.theme_file import DEFAULT, LIGHT, SIXTEEN, ThemeFile, Themes, choose


class Wearer(Protocol):
    """The program as the switcher knows it."""

    theme: str
    notifications: Notifications

    def register_theme(self, theme: Theme) -> None:
        """Make a theme known to Textual."""

    def show_styles(self, styles: Styles) -> None:
        """Show the reading screen with other styles."""


class ThemeSwitcher:
    """Reads the theme files, and applies and previews themes."""

    def __init__(self, app: Wearer, warn: Callable[[str], None], *, no_color: bool) -> None:
        """``warn`` is called with one line for each theme file that cannot be used."""
        self._app = app
        self._themes = Themes(warn)
        self._no_color = no_color
        self._color_system: str | None = "truecolor"
        self.name = ""
        """The theme that is used; a preview may show another one. "" before `start`."""
        self.unknown = ""
        """A name that was asked for and that no theme has."""
        self.asks_background = False
        """Whether the theme follows the background of the terminal, which has to be asked for it."""

    def start(self, asked: Sequence[str], color_system: str | None, environment: Mapping[str, str]) -> None:
        """Choose the first theme: the first of the names that were asked for, else one that fits the terminal."""
        found = [(name, self._themes.find(name)) for name in asked if name]
        self.unknown = next((name for name, theme in found if not theme), "")
        wanted, light = next((theme for _, theme in found if theme), ""), from_environment(environment)
        self.name = choose(wanted, color_system, no_color=self._no_color, light=bool(light))
        self._color_system = None if self._no_color else color_system
        self.asks_background = not wanted and light is None and not self._no_color

    def describe_unknown(self, key: str) -> str:
        """Return one line about the unknown name; ``key`` lists the themes, if there is one."""
        there = f"{key} list all" if key else ", ".join(sorted(self._themes.all()))
        return f"no theme “{shorten(self.unknown, 9)}” · {there}"

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of each theme by its name."""
        return {name: theme.title for name, theme in self._themes.all().items()}

    @property
    def all(self) -> Mapping[str, ThemeFile]:
        """All themes by their names."""
        return self._themes.all()

    def get(self, name: str) -> ThemeFile:
        """Return a theme that is known to be there, as the terminal can show it."""
        return fitted(self._read(name), self._color_system, lambda dark: self._read(SIXTEEN[dark]))

    def _read(self, name: str) -> ThemeFile:
        theme = self._themes.get(name)
        assert theme is not None, name  # noqa: S101 - only names that were found are asked for
        return theme

    def styles(self, name: str) -> Styles:
        """Return the styles of a theme."""
        return Styles(self.get(name), no_color=self._no_color, blends=self._color_system == "truecolor")

    def preview(self, name: str) -> Styles:
        """Show a theme without keeping it, and return its styles."""
        self._app.register_theme(to_textual(self.get(name)))
        self._app.theme = name
        styles = self.styles(name)
        self._app.show_styles(styles)
        return styles

    def use(self, name: str) -> None:
        """Show a theme and keep it for the next time. Raises UsageError if there is none, or if it cannot be saved."""
        if name not in self._themes.all():
            raise UsageError(f"there is no theme “{name}”")
        self.preview(name)
        self.name, self.asks_background = name, False
        save_setting("theme", name)
        self._app.notifications.notify(f"theme {self.get(name).title}")

    def cancel(self) -> None:
        """Show the used theme again."""
        self.preview(self.name)

    def take_background(self, *, light: bool) -> None:
        """Show the light theme on a light terminal, unless another one was chosen meanwhile."""
        if light and self.asks_background:
            self.name, self.asks_background = LIGHT if self.name == DEFAULT else SIXTEEN[False], False
            self.preview(self.name)
