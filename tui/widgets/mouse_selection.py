"""The mouse on a page: click, drag with auto-scroll, double and triple click, wheel."""

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from tui.text.selection import Selection, scoped

if TYPE_CHECKING:
    from tui.widgets.page import Page

WHEEL_ROWS = 3
"""Rows that a notch of the wheel scrolls."""

_SCOPES = {2: "word", 3: "sentence", 4: "paragraph"}
"""What so many clicks in a row select."""

_AUTO_SCROLL = 1 / 20
"""Seconds between rows while the mouse is dragged beyond an edge."""


class Pointer:
    """What the mouse does to one page."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._anchor: int | None = None
        self._dragged = False
        self._at: tuple[int, int] = (0, 0)
        self._timer: Timer | None = None

    def down(self, event: events.MouseDown) -> None:
        """The cursor goes to where the button is pressed; a drag may follow. A sign in the gutter is its passage."""
        if event.button != 1:
            return
        at = event.get_content_offset_capture(self._page)
        if (passage := self._page.passage_at(*at)) is not None:
            self._page.choose(passage)
            return
        if (offset := self._page.offset_at(*at)) is None:
            return
        self._anchor, self._dragged = offset, False
        self._page.capture_mouse()
        self._page.selection = None
        self._page.go(offset)

    def move(self, event: events.MouseMove) -> None:
        """A drag selects from where it began to where the mouse is."""
        if self._anchor is None:
            return
        self._at = event.get_content_offset_capture(self._page)
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

    def click(self, event: events.Click) -> None:
        """Two clicks select the word, three the sentence, four the paragraph."""
        at = event.get_content_offset_capture(self._page)
        if self._dragged or event.chain not in _SCOPES or self._page.passage_at(*at) is not None:
            return
        offset = self._page.offset_at(*at)
        if offset is not None:
            self._page.select(scoped(self._page.document, offset, _SCOPES[event.chain]))

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
