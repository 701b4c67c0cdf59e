"""Choosing a theme while the screen behind shows it."""

from collections.abc import Callable, Mapping

from tui.screens.base.choice_box import Choice, ChoiceBox
from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles
from tui.theming.theme_file import ThemeFile


class ThemePicker(Overlay[str | None]):
    """Gives the name of a theme; each is shown as the cursor passes it."""

    def __init__(self, styles: Styles, themes: Mapping[str, ThemeFile], now: str, show: Callable[[str], None]) -> None:
        super().__init__(styles)
        ordered = sorted(themes.values(), key=lambda theme: (theme.name != now, not theme.dark, theme.title))
        choices = [
            Choice(t.name, t.title, "dark" if t.dark else "light", "now" if t.name == now else "") for t in ordered
        ]
        self.body = ChoiceBox(self, "Themes", choices, choose=self.close, placeholder="type a theme", highlight=show)

    def set_theme_styles(self, styles: Styles) -> None:
        """Take the styles of the theme that is shown."""
        self.theme_styles = styles
        if self.body is not None:
            self.body.items.set_theme_styles(styles)
        self.caption.set_theme_styles(styles)
