"""The mouse on a page: click, right click, drag by words with auto-scroll, double and triple click, wheel."""

from collections.abc import Callable
from typing import Protocol

from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from annotations.documents.document import Document
from tui.text.layout.viewport import View
from tui.text.paint.margin import Placed
from tui.text.selection import Selection, dragged, scoped

RIGHT = 3
"""Number of the right button."""

WHEEL_ROWS = 3
"""Rows that one step of the wheel scrolls."""

_SCOPES = {2: "word", 3: "sentence", 4: "paragraph"}
"""Scope that a number of successive clicks selects."""

_AUTO_SCROLL = 1 / 20
"""Seconds per row of scrolling while the mouse is dragged beyond an edge."""


Cell = tuple[int, int]
"""Column and row in a page."""


class MenuWanted(Message):
    """Posted after a right click on a page or an item."""

    def __init__(self, x: int, y: int) -> None:
        """The column and row of the terminal."""
        super().__init__()
        self.at = x, y


class Surface(Protocol):
    """The part of `Page` that the mouse uses."""

    document: Document
    selection: Selection | None
    view: View

    @property
    def size(self) -> Size:
        """Size in columns and rows."""

    def passage_at(self, x: int, y: int) -> Placed | None:
        """Return the passage whose sign is in a cell of the gutter, or None."""

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset nearest to a cell, or None."""

    def choose(self, passage: Placed) -> None:
        """Move the cursor to a passage."""

    def span(self) -> tuple[int, int] | None:
        """Return the bounds of the selection, or None."""

    def go(self, offset: int) -> None:
        """Move the cursor to an offset."""

    def select(self, selection: Selection | None) -> None:
        """Set the selection."""

    def settle(self, *, keep: bool = False) -> None:
        """Update what depends on the view and the cursor."""

    def capture_mouse(self) -> None:
        """Receive all mouse events."""

    def release_mouse(self) -> None:
        """End `capture_mouse`."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer:
        """Call `callback` every `interval` seconds."""


class Pointer:
    """Handles the mouse on one page."""

    def __init__(self, page: Surface) -> None:
        self._page = page
        self._anchor: int | None = None
        self._dragged = self._fine = False
        self._at: Cell = (0, 0)
        self._from = 0
        """Row where the mouse was pressed."""
        self._timer: Timer | None = None

    def down(self, at: Cell, button: int) -> None:
        """Move the cursor to the pressed cell and prepare for a drag. On a sign in the gutter, go to its passage."""
        if button != 1:
            return
        if (passage := self._page.passage_at(*at)) is not None:
            self._page.choose(passage)
            return
        if (offset := self._page.offset_at(*at)) is None:
            return
        self._anchor, self._dragged, self._from = offset, False, at[1]
        self._page.capture_mouse()
        self._page.selection = None
        self._page.go(offset)

    def aim(self, at: Cell) -> None:
        """Move the cursor to the cell of a right click, unless that is in the selection or on its sign."""
        if (passage := self._page.passage_at(*at)) is not None:
            self._page.choose(passage)
            return
        offset, span = self._page.offset_at(*at), self._page.span()
        if offset is not None and not (span is not None and span[0] <= offset < span[1]):
            self._page.selection = None
            self._page.go(offset)

    def move(self, at: Cell, *, fine: bool = False) -> None:
        """Extend the selection of a drag to the mouse: by words, or by characters if `fine`."""
        if self._anchor is None:
            return
        self._at, self._fine = at, fine
        self._select()
        # Above the first row there may be no cell for the mouse, so that row is the edge.
        beyond = not self._top <= at[1] < self._page.size.height or at[1] == self._top < self._from
        if beyond and self._timer is None:
            self._timer = self._page.set_interval(_AUTO_SCROLL, self._auto_scroll)
        elif not beyond:
            self._stop_timer()

    def up(self) -> None:
        """End the drag; the selection stays."""
        self._anchor = None
        self._stop_timer()
        self._page.release_mouse()

    def click(self, at: Cell, chain: int) -> None:
        """Select the word on two clicks, the sentence on three, the paragraph on four."""
        if self._dragged or chain not in _SCOPES or self._page.passage_at(*at) is not None:
            return
        offset = self._page.offset_at(*at)
        if offset is not None:
            self._page.select(scoped(self._page.document, offset, _SCOPES[chain]))

    def wheel(self, rows: int) -> None:
        """Scroll by `rows`; the cursor moves only to stay on the screen."""
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
        fine = Selection(self._anchor, head)
        self._page.select(fine if self._fine else dragged(self._page.document, self._anchor, head))

    def _auto_scroll(self) -> None:
        self.wheel(-1 if self._at[1] <= self._top else 1)

    @property
    def _top(self) -> int:
        """The first row of the page below a pinned table head."""
        return len(self._page.view.pinned())

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
