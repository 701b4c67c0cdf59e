"""Drawing of the map, with a cursor on a node and on one of its links."""

from collections.abc import Mapping
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from annotations.review.overview.map.layout import Layout
from annotations.review.overview.map.network import STATES
from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import shorten, visible
from tui.text.diagrams.link_map import Drawing, Label, Piece
from tui.text.wrap import wrap
from tui.theming.contrast import on_ground
from tui.theming.styles import Styles

_MARGIN: Final = 2
"""Rows that stay visible above and below the cursor."""


class MapView(PaintedWidget, can_focus=True):
    """Rows of a drawing. Draws only the visible ones."""

    class Chosen(Message):
        """Posted when a node is clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, styles: Styles) -> None:
        super().__init__(id="map")
        self.theme_styles = styles
        self.title = "Map"
        self.nothing: tuple[str, ...] = ()
        """Lines for a map without nodes."""
        self.node = ""
        """Key of the node with the cursor."""
        self.link: tuple[str, str, str] | None = None
        """Ends and kind of the chosen link."""
        self._layout: Layout | None = None
        self._labels: Mapping[str, Label] = {}
        self._hidden: Mapping[str, int] = {}
        self._drawing: Drawing | None = None
        self._top = 0

    @property
    def undrawn(self) -> int:
        """Number of links whose lines found no room."""
        return self._drawing.undrawn if self._drawing is not None else 0

    @property
    def page_size(self) -> int:
        """Rows that are visible."""
        return max(1, self.size.height - 1)

    def take(self, layout: Layout, labels: Mapping[str, Label], hidden: Mapping[str, int]) -> None:
        """Show another layout."""
        self._layout, self._labels, self._hidden = layout, labels, hidden
        self._drawing = None
        self.fit()
        self.repaint()

    def point_at(self, node: str, link: tuple[str, str, str] | None = None) -> None:
        """Move the cursor to a node and to one of its links, and scroll as little as needed."""
        self.node, self.link = node, link
        self._scroll()
        self.repaint()

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self.theme_styles = styles
        self.repaint()

    def fit(self) -> None:
        """Draw for the current width."""
        if self._layout is not None and self.size.width > 2:
            self._drawing = Drawing(self._layout, self.size.width - 2, self._labels, self._hidden)
            self._scroll()

    def _scroll(self) -> None:
        box = self._layout.boxes.get(self.node) if self._layout is not None else None
        if box is None or self._layout is None or not self.size.height:
            self._top = 0
            return
        room = self.page_size
        margin = min(_MARGIN, max(0, (room - 1) // 2))
        last = min(box.row + box.height, box.row + room) - 1
        self._top = min(self._top, max(0, box.row - margin))
        self._top = max(self._top, min(last + margin, self._layout.rows - 1) - room + 1)
        self._top = max(0, min(self._top, self._layout.rows - room))

    def paint(self) -> list[Strip]:
        """Return the title and the visible rows."""
        width, height = self.size
        styles = self.theme_styles
        base = styles.base
        title = Segment(
            f" {shorten(self.title, width - 2)}", base + (styles.accent if self.has_focus else styles.muted)
        )
        strips = [Strip([title])]
        if self._drawing is not None and self._layout is not None and self._layout.boxes:
            rows = self._drawing.rows(self._top, height - 1, self.node, self.link)
            strips += [Strip([Segment(" ", base), *map(self._segment, row)]) for row in rows]
        else:
            for line in map(visible, self.nothing):
                for start, end in wrap(line, 0, len(line), max(4, width - 2)):
                    strips.append(Strip([Segment(f" {line[start:end].rstrip()}", base + styles.muted)]))
        strips = [strip.adjust_cell_length(width, base) for strip in strips[:height]]
        return strips + [Strip.blank(width, base)] * (height - len(strips))

    def _segment(self, piece: Piece) -> Segment:
        styles = self.theme_styles
        role, _, kind = piece.role.partition(":")
        found = {
            "lead": styles.muted,
            "source": styles.bold,
            "contested": styles.link("contradicts"),
            "hidden": styles.faint,
        }.get(role, Style.null())
        if role == "kind":
            found = styles.faint if kind == STATES else styles.link(kind)
        style = styles.base + found
        if not piece.lit:
            return Segment(piece.text, style)
        if role == "kind":
            return Segment(piece.text, style + Style(bold=True, reverse=True))
        ground = styles.base + styles.list_cursor
        return Segment(piece.text, on_ground(style, ground))

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self.repaint()

    def on_focus(self, _: events.Focus) -> None:
        """Show the focus."""
        self.repaint()

    def on_blur(self, _: events.Blur) -> None:
        """Show the loss of focus."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked node, or open it if the cursor is there."""
        if (
            self._drawing is not None
            and event.y >= 1
            and (key := self._drawing.at(event.x - 1, self._top + event.y - 1))
        ):
            self.post_message(self.Chosen(key))

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Scroll down without the cursor."""
        if self._layout is not None:
            self._top = max(0, min(self._top + 3, self._layout.rows - self.page_size))
            self.repaint()

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Scroll up without the cursor."""
        self._top = max(0, self._top - 3)
        self.repaint()
