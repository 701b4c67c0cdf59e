"""View of a passage with its context, outside of its page."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui.terminal.painted_widget import PaintedWidget
from tui.text.excerpt import Excerpt
from tui.text.paint.row import Layer, paint_row
from tui.text.rows import Fragment, Row
from tui.text.wrap import wrap
from tui.theming.styles import Styles
from tui.widgets.detail_pane import broken, first_rows
from tui.widgets.item_list import Line
from tui.widgets.mouse_selection import WHEEL_ROWS

_LISTED = 60
"""Code points of a line up to which it is not set apart from another short line: both are of a list or a table."""

_LEVEL = 5
"""Least rows above a level passage: its lines, a blank row, and one or two rows of context."""


class ExcerptView(PaintedWidget):
    """Lines about a passage, then its text, scrolled to the passage."""

    def __init__(self, styles: Styles, *, id: str | None = None, level: bool = False) -> None:  # noqa: A002 - Textual's own name for it
        """Create a view. In `level` views side by side, which have the same height, passages begin in the same row."""
        super().__init__(id=id)
        self._level = level
        self.theme_styles = styles
        self._head: Sequence[Line] = ()
        self._excerpt = Excerpt()
        self._marks: Sequence[tuple[int, int]] = ()
        self._scrolled = 0
        """Rows by which the wheel scrolled the text away from the passage."""

    def show(self, head: Sequence[Line], shown: Excerpt, marks: Sequence[tuple[int, int]] = ()) -> None:
        """Show a passage; `marks` are ranges relative to its start, in code points."""
        self._head, self._excerpt, self._marks, self._scrolled = head, shown, marks, 0
        self.repaint()

    def paint(self) -> list[Strip]:
        """Return the lines, a blank row, and the text."""
        width, height = self.size
        base = self.theme_styles.base
        room = max(4, width - 2)
        head = [row for line in self._head for row in broken(line, room)]
        strips = [
            Strip([Segment(text, base + style) for text, style in [(" ", base), *row]]).adjust_cell_length(width, base)
            for row in first_rows(head, max(1, height - 2), room)
        ]
        if height - len(strips) > 3:
            strips.append(Strip.blank(width, base))
        strips += self._text(room, height - len(strips), width)
        return [*strips, *(Strip.blank(width, base) for _ in range(height - len(strips)))][:height]

    @property
    def _row(self) -> int:
        """The row in which a level passage begins."""
        return max(_LEVEL, self.size.height // 4)

    def _text(self, room: int, height: int, width: int) -> list[Strip]:
        text, start, end = self._excerpt
        styles, base = self.theme_styles, self.theme_styles.base
        rows = paragraphs(text, room)
        first = next((i for i, row in enumerate(rows) if row[1] > start), 0)
        last = next((i for i, row in enumerate(rows) if row[1] >= end and row[0] < row[1]), len(rows) - 1)
        # Centre the passage if it fits, else begin with it.
        top = max(0, min(first, first - (height - (last - first + 1)) // 2))
        top = max(0, min(top, len(rows) - height))
        beside = self.size.width < self.screen.size.width
        if self._level and beside and self.size.height >= 2 * _LEVEL:
            # Blank rows replace missing context, so that a passage at the start of its source is level too.
            top = first - max(0, self._row - (self.size.height - height))
        elif rows[top][0] == rows[top][1] and top < first:
            top += 1  # The blank row between paragraphs separates nothing there.
        lowest, highest = min(0, top), max(top, len(rows) - height)
        self._scrolled = max(lowest - top, min(self._scrolled, highest - top))
        top += self._scrolled
        layers = [Layer(start, end, styles.current)]
        layers += [Layer(start + one, start + other, styles.match) for one, other in self._marks]
        strips = [Strip.blank(width, base)] * -min(0, top)
        height, top = height + min(0, top), max(0, top)
        for low, high in rows[top : top + max(0, height)]:
            if low == high:
                strips.append(Strip.blank(width, base))
                continue
            row = Row((Fragment(low, high, 0),))
            within = low < end and high > start
            ground = base if within else base + styles.muted
            cells = paint_row(text, row, room, (base, ground), layers, styles.role)
            strips.append(Strip([Segment(" ", base), *cells]).adjust_cell_length(width, base))
        return strips

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._scrolled += WHEEL_ROWS
        self.repaint()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._scrolled -= WHEEL_ROWS
        self.repaint()


def paragraphs(text: str, width: int) -> list[tuple[int, int]]:
    """Return the rows of a text, with an empty one between paragraphs; short lines that follow each other stay together."""
    rows: list[tuple[int, int]] = []
    start = before = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            if rows and max(before, len(line)) > _LISTED:
                rows.append((start, start))
            rows += wrap(text, start, end, width)
            before = len(line)
        start = end + 1
    return rows or [(0, 0)]
