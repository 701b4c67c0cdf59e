"""The mouse on a page: click, drag with auto-scroll, double and triple click, wheel."""

from collections.abc import Callable
from typing import Protocol

from textual.geometry import Size
from textual.timer import Timer

from annotations.documents.document import Document
from tui.text.layout.viewport import View
from tui.text.paint.margin import Placed
from tui.text.selection import Selection, scoped

WHEEL_ROWS = 3
"""Rows that a notch of the wheel scrolls."""

_SCOPES = {2: "word", 3: "sentence", 4: "paragraph"}
"""What so many clicks in a row select."""

_AUTO_SCROLL = 1 / 20
"""Seconds between rows while the mouse is dragged beyond an edge."""


Cell = tuple[int, int]
"""Column and row within a page."""


class Surface(Protocol):
    """What the mouse needs of a page."""

    document: Document
    selection: Selection | None
    view: View

    @property
    def size(self) -> Size:
        """Columns and rows."""

    def passage_at(self, x: int, y: int) -> Placed | None:
        """Return the passage whose sign is in a cell of the gutter."""

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset that a cell shows."""

    def choose(self, passage: Placed) -> None:
        """Move the cursor to a passage."""

    def go(self, offset: int) -> None:
        """Move the cursor to an offset."""

    def select(self, selection: Selection | None) -> None:
        """Select a stretch of the text."""

    def settle(self, *, keep: bool = False) -> None:
        """Take note that the view or the cursor moved."""

    def capture_mouse(self) -> None:
        """Receive all events of the mouse."""

    def release_mouse(self) -> None:
        """Undo `capture_mouse`."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer:
        """Call a function at an interval, in seconds."""


class Pointer:
    """What the mouse does to one page."""

    def __init__(self, page: Surface) -> None:
        self._page = page
        self._anchor: int | None = None
        self._dragged = False
        self._at: Cell = (0, 0)
        self._timer: Timer | None = None

    def down(self, at: Cell, button: int) -> None:
        """The cursor goes to where the button is pressed; a drag may follow. A sign in the gutter is its passage."""
        if button != 1:
            return
        if (passage := self._page.passage_at(*at)) is not None:
            self._page.choose(passage)
            return
        if (offset := self._page.offset_at(*at)) is None:
            return
        self._anchor, self._dragged = offset, False
        self._page.capture_mouse()
        self._page.selection = None
        self._page.go(offset)

    def move(self, at: Cell) -> None:
        """A drag selects from where it began to where the mouse is."""
        if self._anchor is None:
            return
        self._at = at
        self._select()
        beyond = not self._top <= self._at[1] < self._page.size.height
        if beyond and self._timer is None:
            self._timer = self._page.set_interval(_AUTO_SCROLL, self._auto_scroll)
        elif not beyond:
            self._stop_timer()

    def up(self) -> None:
        """The drag ends; what it selected stays selected."""
        self._anchor = None
        self._stop_timer()
        self._page.release_mouse()

    def click(self, at: Cell, chain: int) -> None:
        """Two clicks select the word, three the sentence, four the paragraph."""
        if self._dragged or chain not in _SCOPES or self._page.passage_at(*at) is not None:
            return
        offset = self._page.offset_at(*at)
        if offset is not None:
            self._page.select(scoped(self._page.document, offset, _SCOPES[chain]))

    def wheel(self, rows: int) -> None:
        """Scroll; the cursor stays unless it would leave the screen."""
        self._page.view.scroll(rows)
        self._page.settle(keep=True)
        if self._anchor is not None:
            self._select()

    def _select(self) -> None:
        x, y = self._at
        head = self._page.offset_at(x, min(max(y, self._top), self._page.size.height - 1))
        if head is None or self._anchor is None or (head == self._anchor and not self._dragged):
            return
        self._dragged = True
        self._page.select(Selection(self._anchor, head))

    def _auto_scroll(self) -> None:
        self.wheel(-1 if self._at[1] < self._top else 1)

    @property
    def _top(self) -> int:
        """The first row of the page that the head of a table does not cover."""
        return len(self._page.view.pinned())

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
