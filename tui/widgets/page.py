"""The page: a document on the screen with its cursor, its selection and its passages.

It draws the rows that are visible and nothing else. What the keys do lives in `tui.commands`; here is what they need: where the cursor is, what
is selected, and how to go elsewhere.
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
from tui.widgets.mouse_selection import WHEEL_ROWS, Pointer

MEASURE = 84
"""Cells of the widest line of text, unless the reader wants it otherwise: longer ones are hard to read."""

_NARROW = 60
"""Cells of a page below which its gutter shrinks."""

_LANES = 2
"""Cells that are kept free on a page that has another one beside it, one at each edge."""


class Page(PaintedWidget, can_focus=True):
    """One document, to be read and marked."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; }"

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.document = Document()
        self.selection: Selection | None = None
        self.notice: tuple[str, ...] = ()
        """Lines shown where there is no text."""
        self.measure = MEASURE
        """Cells of the widest line of text, where the page has room for it."""
        self.view = View(self.document, 40, 1)
        self.current: Placed | None = None
        """The passage under the cursor: the shortest one, or another one it was cycled to."""
        self._theme_styles = styles
        self._margin = Margin()
        self._chosen = 0
        self._matches: Sequence[tuple[int, int]] = ()
        self._differing: Sequence[tuple[int, int]] = ()
        self._joints: Sequence[Joint] = ()
        self.paired = False
        """Whether another page is there, and what joins passages of both is to have room beside the text."""
        self._active = True
        self._pointer = Pointer(self)
        self.on_moved: Callable[[], None] = lambda: None
        """Called when the cursor, the selection or what is on the screen changed."""

    # --- what is shown

    def open(self, document: Document, margin: Margin, offset: int, notice: tuple[str, ...] = ()) -> None:
        """Show a document with the cursor at an offset; notice is said in its place if it is empty."""
        self.document = document
        self.selection = None
        self.notice = notice
        self._margin = margin
        self._matches = self._differing = ()
        self.view = View(document, self.text_width, self.size.height, offset)
        self.settle()

    def read_further(self) -> None:
        """Take note that more of the document has been read: the cursor keeps its row of the screen."""
        if self.view.relay(self.view.layout.finish):
            self.settle(keep=True)
        else:
            self.repaint()

    def mark(self, margin: Margin) -> None:
        """Take other passages; nothing moves."""
        self._margin = margin
        self.settle(keep=True)

    @property
    def finding(self) -> bool:
        """Whether places of what is looked for are shown."""
        return bool(self._matches)

    def show_matches(self, matches: Sequence[tuple[int, int]]) -> None:
        """Show places of what is looked for; nothing moves."""
        self._matches = matches
        self.repaint()

    def show_differing(self, spans: Sequence[tuple[int, int]]) -> None:
        """Show what differs from a passage on another page; nothing moves."""
        if spans != self._differing:
            self._differing = spans
            self.repaint()

    def show_joints(self, joints: Sequence[Joint]) -> None:
        """Show the cells of a line that leads to another page; nothing moves."""
        if joints != self._joints:
            self._joints = joints
            self.repaint()

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - the state itself
        """Show the cursor, or hide it because another page has the keys."""
        if active != self._active:
            self._active = active
            self.repaint()

    def set_theme_styles(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self._theme_styles = styles
        self.repaint()

    @property
    def cursor(self) -> int:
        """Offset of the cursor."""
        return self.view.cursor

    def span(self) -> tuple[int, int] | None:
        """What is selected, without white space at its edges; None if nothing is."""
        if self.selection is None or self.view.empty:
            return None
        start, end = bounds(self.document, self.view.layout, self.selection)
        return (start, end) if start < end else None

    # --- going places

    def origin(self) -> int:
        """Where a motion starts: the moving end of a selection, else the cursor."""
        return self.selection.head if self.selection is not None else self.cursor

    def go(self, offset: int, *, centre: bool = False) -> None:
        """Move the cursor; the moving end of a selection follows it."""
        self.view.show(offset, centre=centre)
        self.follow()

    def follow(self) -> None:
        """Take the moving end of a selection to the cursor, which was moved through the view; let go of a loose one."""
        if self.selection is not None:
            self.selection = None if self.selection.loose else self.selection.moved(self.cursor)
        self.settle()

    def pan(self, by: int) -> bool:
        """Pan the table under the cursor by columns; the cursor goes with them. False if nothing changed."""
        changed = self.view.pan(by)
        if changed:
            self.follow()
        return changed

    def select(self, selection: Selection | None) -> None:
        """Select something else, or nothing; the cursor stays."""
        self.selection = selection
        self.settle(keep=True)

    def cycle(self) -> None:
        """Make the next of the passages under the cursor the current one."""
        self._chosen += 1
        self.settle(keep=True)

    def choose(self, passage: Placed) -> None:
        """Put the cursor on a passage and make it the current one."""
        self.selection = None
        if passage.start >= 0:
            self.view.show(passage.start, centre=True)
            ids = [p.annotation.id for p in self._under_cursor()]
            self._chosen = ids.index(passage.annotation.id) if passage.annotation.id in ids else 0
        self.settle(keep=True)

    @property
    def rank(self) -> tuple[int, int]:
        """Which of the passages under the cursor is the current one, from 1, and how many there are."""
        count = 0 if self.view.empty else len(self._under_cursor())
        return (self._chosen % count + 1 if count else 0), count

    def settle(self, *, keep: bool = False) -> None:
        """Bring everything that hangs on the cursor up to date and redraw.

        With keep, the passage that was chosen among those under the cursor stays the current one.
        """
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
        """Cells that a row of text could have."""
        margins = (3 if self.size.width >= _NARROW else 2) + (_LANES if self.paired else 0)
        return max(8, self.size.width - self.gutter_width - margins)

    def set_measure(self, cells: int) -> None:
        """Lay the text out with another measure; the cursor keeps its row of the screen."""
        self.measure = cells
        self._lay_out()

    @property
    def text_left(self) -> int:
        """Cells before the gutter, so that the text stands in the middle."""
        spare = self.size.width - 1 - self.gutter_width - self.text_width
        return max(0, (spare + 1) // 2 if self.size.width >= _NARROW else int(self.paired))

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset drawn nearest to a cell of the widget; None if its row shows no text."""
        row = self._row_at(y)
        if row is None or not row[1].fragments:
            return None
        return self.view.layout.pointed_at(row[0], x - self.text_left - self.gutter_width)

    def passage_at(self, x: int, y: int) -> Placed | None:
        """The passage that a sign in the gutter stands for; None where there is no sign."""
        row = self._row_at(y)
        column = x - self.text_left
        if row is None or not row[1].fragments or not 0 <= column < self.gutter_width:
            return None
        return self._margin.signed(row[1], column, 2 if self.gutter_width == WIDE_GUTTER else 1)

    def row_of(self, start: int, end: int) -> int:
        """The first row of the widget that shows some of a stretch; -1 if that is above, the height if it is below."""
        rows = self.view.rows()
        hidden = len(self.view.pinned())
        shown = [(y, row) for y, (_, row) in enumerate(rows) if y >= hidden and row.fragments]
        for y, row in shown:
            if row.start < end and max(row.end, row.start + 1) > start:
                return y
        return -1 if shown and end <= shown[0][1].start else self.size.height

    def _row_at(self, y: int) -> tuple[Place, Row] | None:
        """The row of the text at a row of the widget; None below the text, and where the head of a table covers it."""
        rows = self.view.rows()
        return rows[y] if len(self.view.pinned()) <= y < len(rows) else None

    def on_resize(self, _: events.Resize) -> None:
        """Lay the visible rows out anew; the cursor's row stays where it is."""
        self._lay_out()

    def fit(self) -> None:
        """Lay out what is on the screen for the size that the page has now."""
        self.view.resize(self.text_width, self.size.height)

    def _lay_out(self) -> None:
        self.fit()
        self.settle(keep=True)

    # --- drawing

    def paint(self) -> list[Strip]:
        """The rows of the text that are on the screen."""
        width, height = self.size
        base = self._theme_styles.base
        if self.view.empty:
            return [self._notice_line(y - height // 3, width) for y in range(height)]
        # A cell more than the text has: there the cursor stands on a blank at which a row was broken.
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
        """The rows of the scroll bar that stand for what is on the screen; none if all of it is."""
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
        """See `Pointer.down`."""
        self._pointer.down(event.get_content_offset_capture(self), event.button)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """See `Pointer.move`."""
        self._pointer.move(event.get_content_offset_capture(self))

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
    """A row with a sign in a cell that is blank, or has the scroll bar; any other row as it is."""
    before, cell, after = strip.crop(0, x), strip.crop(x, x + 1), strip.crop(x + 1)
    if cell.text not in (" ", "┃"):
        return strip
    ground = next((segment.style for segment in cell if segment.style), Style.null())
    return Strip.join([before, Strip([Segment(sign, ground + style)], 1), after])
