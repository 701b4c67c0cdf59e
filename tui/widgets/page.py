"""Page: a document on the screen with its cursor, selection and passages.

Draws only the visible rows. The commands of `tui.commands` read and move its cursor and selection.
"""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from annotations.documents.document import Document
from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import shorten
from tui.text.layout.layout import Place
from tui.text.layout.viewport import View
from tui.text.paint.connectors import Joint
from tui.text.paint.margin import Margin, Placed
from tui.text.paint.painter import NARROW_GUTTER, WIDE_GUTTER, Focus, Painter
from tui.text.rows import Row
from tui.text.selection import Selection, bounds
from tui.theming.styles import Styles
from tui.widgets.mouse_selection import RIGHT, WHEEL_ROWS, MenuWanted, Pointer

MEASURE = 84
"""Default width of the text, in cells: longer lines are hard to read."""

_NARROW = 60
"""Width of a page in cells below which its gutter is narrow."""

_LANES = 2
"""Cells kept free for connectors if there are two pages, one at each edge."""


class Page(PaintedWidget, can_focus=True):
    """Widget that shows one document."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; }"

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.document = Document()
        self.selection: Selection | None = None
        self.notice: tuple[str, ...] = ()
        """Lines shown where there is no text."""
        self.measure = MEASURE
        """Largest width of the text, in cells."""
        self.view = View(self.document, 40, 1)
        self.current: Placed | None = None
        """The passage under the cursor: the shortest one, or the one chosen by `cycle`."""
        self._theme_styles = styles
        self._margin = Margin()
        self._chosen = 0
        self._matches: Sequence[tuple[int, int]] = ()
        self._differing: Sequence[tuple[int, int]] = ()
        self._joints: Sequence[Joint] = ()
        self.paired = False
        """Whether there is another page, so that connectors need room beside the text."""
        self._active = True
        self._pointer = Pointer(self)
        self.on_moved: Callable[[], None] = lambda: None
        """Called when the cursor, the selection or the visible rows have changed."""
        self.on_pressed: Callable[[], None] = lambda: None
        """Called when a mouse button is pressed on the page."""

    # --- what is shown

    def open(self, document: Document, margin: Margin, offset: int, notice: tuple[str, ...] = ()) -> None:
        """Show a document with the cursor at `offset`; if it is empty, show the lines of `notice`."""
        self.document = document
        self.selection = None
        self.notice = notice
        self._margin = margin
        self._matches = self._differing = ()
        self.view = View(document, self.text_width, self.size.height, offset)
        self.settle()

    def read_further(self) -> None:
        """Update after more of the document was read; the cursor keeps its row of the screen."""
        if self.view.relay(self.view.layout.finish):
            self.settle(keep=True)
        else:
            self.repaint()

    def mark(self, margin: Margin) -> None:
        """Show other passages; the view does not move."""
        self._margin = margin
        self.settle(keep=True)

    @property
    def finding(self) -> bool:
        """Whether search matches are shown."""
        return bool(self._matches)

    def show_matches(self, matches: Sequence[tuple[int, int]]) -> None:
        """Show search matches; the view does not move."""
        self._matches = matches
        self.repaint()

    def show_differing(self, spans: Sequence[tuple[int, int]]) -> None:
        """Show the differences from a passage on the other page; the view does not move."""
        if spans != self._differing:
            self._differing = spans
            self.repaint()

    def show_joints(self, joints: Sequence[Joint]) -> None:
        """Show the cells of a connector to the other page; the view does not move."""
        if joints != self._joints:
            self._joints = joints
            self.repaint()

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - the state itself
        """Show the cursor if this is the active page, else hide it."""
        if active != self._active:
            self._active = active
            self.repaint()

    def set_paired(self, paired: bool) -> None:  # noqa: FBT001 - the state itself
        """Leave room beside the text for connectors, or take it back; the width of the widget may stay the same."""
        if paired != self.paired:
            self.paired = paired
            if self.size.width and not self.view.empty:
                self._lay_out()

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self._theme_styles = styles
        self.repaint()

    @property
    def cursor(self) -> int:
        """Offset of the cursor."""
        return self.view.cursor

    def span(self) -> tuple[int, int] | None:
        """Return the range of the selection without white space at its ends; None if nothing is selected."""
        if self.selection is None or self.view.empty:
            return None
        start, end = bounds(self.document, self.view.layout, self.selection)
        return (start, end) if start < end else None

    # --- moving and selecting

    def origin(self) -> int:
        """Return where a motion starts: the head of the selection, else the cursor."""
        return self.selection.head if self.selection is not None else self.cursor

    def go(self, offset: int, *, centre: bool = False) -> None:
        """Move the cursor and the head of the selection to `offset`."""
        self.view.show(offset, centre=centre)
        self.follow()

    def follow(self) -> None:
        """Move the head of the selection to the cursor after a move of the view; clear a loose selection."""
        if self.selection is not None:
            self.selection = None if self.selection.loose else self.selection.moved(self.cursor)
        self.settle()

    def pan(self, by: int) -> bool:
        """Pan the table under the cursor by columns. Return False if nothing changed."""
        changed = self.view.pan(by)
        if changed:
            self.follow()
        return changed

    def select(self, selection: Selection | None) -> None:
        """Replace the selection; None clears it. The cursor stays."""
        self.selection = selection
        self.settle(keep=True)

    def cycle(self) -> None:
        """Make the next passage under the cursor the current one."""
        self._chosen += 1
        self.settle(keep=True)

    def choose(self, passage: Placed) -> None:
        """Move the cursor to a passage and make it the current one."""
        self.selection = None
        if passage.start >= 0:
            self.view.show(passage.start, centre=True)
            ids = [p.annotation.id for p in self._under_cursor()]
            self._chosen = ids.index(passage.annotation.id) if passage.annotation.id in ids else 0
        self.settle(keep=True)

    @property
    def cursor_cell(self) -> tuple[int, int]:
        """Column and row of the terminal at which the cursor's row begins, or the corner if it is not visible."""
        row = -1 if self.view.empty else self.view.row_of(self.cursor)
        return self.region.x + self.gutter_width, self.region.y + max(0, row) + 1

    @property
    def rank(self) -> tuple[int, int]:
        """Number of the current passage among those under the cursor, from 1, and their count."""
        count = 0 if self.view.empty else len(self._under_cursor())
        return (self._chosen % count + 1 if count else 0), count

    def settle(self, *, keep: bool = False) -> None:
        """Update what depends on the cursor, and repaint. With `keep`, the choice made by `cycle` stays."""
        self._chosen = self._chosen if keep else 0
        under = [] if self.view.empty else self._under_cursor()
        self.current = under[self._chosen % len(under)] if under else None
        self.repaint()
        self.on_moved()

    def _under_cursor(self) -> list[Placed]:
        over = self._margin.over(self.cursor, self.cursor + 1)
        return sorted(over, key=lambda p: (p.end - p.start, p.start))

    # --- geometry

    @property
    def gutter_width(self) -> int:
        """Cells before the text."""
        return WIDE_GUTTER if self.size.width >= _NARROW else NARROW_GUTTER

    @property
    def text_width(self) -> int:
        """Cells of the widest row of text."""
        return min(self.measure, self.room)

    @property
    def room(self) -> int:
        """Cells available for a row of text."""
        margins = (3 if self.size.width >= _NARROW else 2) + (_LANES if self.paired else 0)
        return max(8, self.size.width - self.gutter_width - margins)

    def set_measure(self, cells: int) -> None:
        """Change the width of the text; the cursor keeps its row of the screen."""
        self.measure = cells
        self._lay_out()

    @property
    def text_left(self) -> int:
        """Cells before the gutter that centre the text."""
        spare = self.size.width - 1 - self.gutter_width - self.text_width
        return max(0, (spare + 1) // 2 if self.size.width >= _NARROW else int(self.paired))

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset drawn nearest to a cell of the widget; None if its row shows no text."""
        row = self._row_at(y)
        if row is None or not row[1].fragments:
            return None
        return self.view.layout.pointed_at(row[0], x - self.text_left - self.gutter_width)

    def passage_at(self, x: int, y: int) -> Placed | None:
        """Return the passage whose sign is in a cell of the gutter; None if there is no sign."""
        row = self._row_at(y)
        column = x - self.text_left
        if row is None or not row[1].fragments or not 0 <= column < self.gutter_width:
            return None
        return self._margin.signed(row[1], column, 2 if self.gutter_width == WIDE_GUTTER else 1)

    def row_of(self, start: int, end: int) -> int:
        """Return the first row of the widget that shows part of a range; -1 if it is above, the height if below."""
        rows = self.view.rows()
        hidden = len(self.view.pinned())
        shown = [(y, row) for y, (_, row) in enumerate(rows) if y >= hidden and row.fragments]
        for y, row in shown:
            if row.start < end and max(row.end, row.start + 1) > start:
                return y
        return -1 if shown and end <= shown[0][1].start else self.size.height

    def _row_at(self, y: int) -> tuple[Place, Row] | None:
        """Return the text row at row `y` of the widget; None below the text and under a pinned table head."""
        rows = self.view.rows()
        return rows[y] if len(self.view.pinned()) <= y < len(rows) else None

    def on_resize(self, _: events.Resize) -> None:
        """Lay out the visible rows again; the cursor keeps its row of the screen."""
        self._lay_out()

    def fit(self) -> None:
        """Lay out the visible rows for the current size."""
        self.view.resize(self.text_width, self.size.height)

    def _lay_out(self) -> None:
        self.fit()
        self.settle(keep=True)

    # --- drawing

    def paint(self) -> list[Strip]:
        """Return the visible rows of the text."""
        width, height = self.size
        base = self._theme_styles.base
        if self.view.empty:
            return [self._notice_line(y - height // 3, width) for y in range(height)]
        # One more cell than the text, for a cursor on the blank at which a row was broken.
        painter = Painter(self.document, self._margin, self._theme_styles, self.text_width + 1, self.gutter_width)
        focus = Focus(self.cursor if self._active else -1, self.current, self.span(), self._matches, self._differing)
        left = [Segment(" " * self.text_left, base)] if self.text_left else []
        right = Segment(" " * (width - 2 - self.text_left - self.gutter_width - self.text_width), base)
        pinned = self.view.pinned()
        rows = [*pinned, *self.view.rows()[len(pinned) :]]
        thumb = self._thumb(height)
        strips = []
        for y in range(height):
            bar = Segment("┃", base + self._theme_styles.faint) if y in thumb else Segment(" ", base)
            if y < len(rows):
                (block, _), row = rows[y]
                strips.append(Strip(Segment.simplify((*left, *painter.row(block, row, focus), right, bar)), width))
            else:
                strips.append(Strip([Segment(" " * (width - 1), base), bar], width))
        for x, y, sign, style in self._joints:
            if y < len(strips) and -width <= x < width:
                strips[y] = _with(strips[y], x % width, sign, style)
        return strips

    def _thumb(self, height: int) -> range:
        """Return the rows of the scroll bar's thumb; empty if the whole text is visible."""
        rows = self.view.rows()
        shown = [row for _, row in rows if row.fragments]
        length = max(1, self.document.length)
        if not shown or (shown[0].start == 0 and shown[-1].end >= length):
            return range(0)
        top = round(shown[0].start / length * height)
        size = max(1, round((shown[-1].end - shown[0].start) / length * height))
        top = min(top, height - size) if shown[-1].end < length else height - size
        return range(top, top + size)

    def _notice_line(self, index: int, width: int) -> Strip:
        shown = shorten(self.notice[index], width) if 0 <= index < len(self.notice) else ""
        return Strip(
            [Segment(shown.center(width), self._theme_styles.base + self._theme_styles.muted)]
        ).adjust_cell_length(width, self._theme_styles.base)

    # --- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """See `Pointer.down`; a right click asks for the menu."""
        self.on_pressed()
        if event.button == RIGHT:
            self._pointer.aim(event.get_content_offset_capture(self))
            self.post_message(MenuWanted(event.screen_x, event.screen_y))
        self._pointer.down(event.get_content_offset_capture(self), event.button)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """See `Pointer.move`."""
        self._pointer.move(event.get_content_offset_capture(self), fine=event.meta)  # Alt, as terminals report it.

    def on_mouse_up(self, _: events.MouseUp) -> None:
        """See `Pointer.up`."""
        self._pointer.up()

    def on_click(self, event: events.Click) -> None:
        """See `Pointer.click`."""
        self._pointer.click(event.get_content_offset_capture(self), event.chain)

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """See `Pointer.wheel`."""
        self._pointer.wheel(WHEEL_ROWS)

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """See `Pointer.wheel`."""
        self._pointer.wheel(-WHEEL_ROWS)


def _with(strip: Strip, x: int, sign: str, style: Style) -> Strip:
    """Put a sign into a cell of a row if the cell is blank or has the scroll bar; else return the row unchanged."""
    before, cell, after = strip.crop(0, x), strip.crop(x, x + 1), strip.crop(x + 1)
    if cell.text not in (" ", "┃"):
        return strip
    ground = next((segment.style for segment in cell if segment.style), Style.null())
    return Strip.join([before, Strip([Segment(sign, ground + style)], 1), after])
