"""One row of tabs: each can be clicked."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import cell_len, shorten, visible
from tui.theming.styles import Styles


class TabStrip(PaintedWidget):
    """Names of tabs; the current one is reversed, so that it is seen without colour."""

    class Chosen(Message):
        """Posted when another tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    DEFAULT_CSS = "TabStrip { height: 1; width: 1fr; }"

    def __init__(self, styles: Styles, current: str) -> None:
        super().__init__(id="tabs")
        self.theme_styles = styles
        self._current = current
        self._tabs: Sequence[tuple[str, str]] = ()

    def show(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show tabs, each with its name and its words."""
        self._tabs = tabs
        self.repaint()

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self.theme_styles = styles
        self.repaint()

    def paint(self) -> list[Strip]:
        """Return the row of names, the current one reversed."""
        styles, width = self.theme_styles, self.size.width
        segments = [Segment(" ", styles.base)]
        for name, words in self._tabs:
            here = styles.base + styles.bold + Style(reverse=True)
            text = f" {visible(words)} "
            segments.append(Segment(text, here if name == self._current else styles.base + styles.muted))
        row = Strip(segments)
        if row.cell_length > width:
            row = Strip([Segment(shorten(row.text, width), styles.base + styles.muted)])
        return [row.adjust_cell_length(width, styles.base)]

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked tab."""
        event.stop()
        place = 1
        for name, words in self._tabs:
            place += cell_len(visible(words)) + 2
            if event.x < place:
                if name != self._current and event.x:
                    self.post_message(self.Chosen(name))
                return
