"""Exchanges the theme of the running program."""

from collections.abc import Mapping
from typing import Protocol

from textual.theme import Theme

from annotations.errors import UsageError
from tui.session.notifications import Notifications
from tui.session.settings import save_setting
from tui.theming.styles import Styles
from tui.theming.textual_theme import to_textual
from tui.theming.theme_file import ThemeFile, Themes


class Wearer(Protocol):
    """The program as the switcher knows it."""

    theme: str
    notifications: Notifications

    def register_theme(self, theme: Theme) -> None:
        """Make a theme known to Textual."""

    def show_styles(self, styles: Styles) -> None:
        """Show the reading screen with other styles."""


class ThemeSwitcher:
    """Knows the themes and the one that is used."""

    def __init__(self, app: Wearer, themes: Themes, name: str, *, no_color: bool) -> None:
        self._app = app
        self._themes = themes
        self._no_color = no_color
        self.name = name
        """The theme that is used; a preview may show another one."""

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of each theme by its name."""
        return {name: theme.title for name, theme in self._themes.all().items()}

    @property
    def all(self) -> Mapping[str, ThemeFile]:
        """All themes by their names."""
        return self._themes.all()

    def styles(self, name: str) -> Styles:
        """Return the styles of a theme."""
        return Styles(self._get(name), no_color=self._no_color)

    def preview(self, name: str) -> Styles:
        """Show a theme without keeping it, and return its styles."""
        self._app.register_theme(to_textual(self._get(name)))
        self._app.theme = name
        styles = self.styles(name)
        self._app.show_styles(styles)
        return styles

    def use(self, name: str) -> None:
        """Show a theme and keep it for the next time. Raises UsageError if there is none, or if it cannot be saved."""
        if name not in self._themes.all():
            raise UsageError(f"there is no theme “{name}”")
        self.preview(name)
        self.name = name
        save_setting("theme", name)
        self._app.notifications.notify(f"theme {self._get(name).title}")

    def start_with(self, name: str) -> None:
        """Show a theme that fits the terminal, which is not kept."""
        self.preview(name)
        self.name = name

    def cancel(self) -> None:
        """Show the used theme again."""
        self.preview(self.name)

    def _get(self, name: str) -> ThemeFile:
        theme = self._themes.get(name)
        assert theme is not None, name  # noqa: S101 - only names that were found are asked for
        return theme
