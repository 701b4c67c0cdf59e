"""Choosing a theme while the screen behind shows it."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from tui.screens.base.picker import Choice, Picker
from tui.theming.styles import Styles
from tui.theming.theme_file import ThemeFile


class ThemePicker(Picker):
    """Gives the name of a theme; each is shown as the cursor passes it."""

    PLACEHOLDER: ClassVar[str] = "type a theme"

    def __init__(self, styles: Styles, themes: Mapping[str, ThemeFile], now: str, show: Callable[[str], None]) -> None:
        ordered = sorted(themes.values(), key=lambda theme: (theme.name != now, not theme.dark, theme.title))
        choices = [
            Choice(t.name, t.title, "dark" if t.dark else "light", "now" if t.name == now else "") for t in ordered
        ]
        super().__init__(styles, "Themes", choices)
        self._preview = show

    def highlighted(self, choice: Choice) -> None:
        """Show the theme."""
        self._preview(choice.id)

    def set_theme_styles(self, styles: Styles) -> None:
        """Take the styles of the theme that is shown."""
        self.theme_styles = styles
        self._list.set_theme_styles(styles)
        self.caption.set_theme_styles(styles)
