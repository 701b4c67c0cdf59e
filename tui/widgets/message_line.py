"""One row of text: key hints, a question or a message."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text.cells import cell_len, shorten, visible
from tui.theming.styles import Styles


class Caption(Widget):
    """One row of plain text. Parts that do not fit are left out, the last one last."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, styles: Styles, text: str, *, strong: bool = False) -> None:
        super().__init__(classes="caption")
        self._theme_styles = styles
        self._strong = strong
        self.text = text
        self._shorter: tuple[str, ...] = ()

    def say(self, text: str, *shorter: str) -> None:
        """Show `text`, or the first of `shorter` that fits."""
        self.text, self._shorter = text, shorter
        self.refresh()

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self._theme_styles = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Return the row."""
        base = self._theme_styles.base
        style = base + (self._theme_styles.accent if self._strong else self._theme_styles.muted)
        room = max(1, self.size.width - 2)
        texts = [visible(text) for text in (self.text, *self._shorter)]
        shown = next((text for text in texts if cell_len(text) <= room), None) or fitted(texts[-1], room)
        return Strip([Segment(" " + shown, style)]).adjust_cell_length(self.size.width, base)


def fitted(text: str, room: int) -> str:
    """Fit a text into `room` cells: of its parts, separated by two or more blanks, keep the first ones and the last."""
    parts = [part.strip() for part in text.split("  ") if part.strip()]
    while len(parts) > 1 and cell_len("  ".join(parts)) > room:
        del parts[-2]
    left = "  ".join(parts)
    return left if cell_len(left) <= room else shorten(left, room)
