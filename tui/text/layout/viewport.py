"""Viewport: the visible part of a document, and the cursor.

The cursor is the offset of a character and stays on the screen, never on a row without text (blank rows, table lines).
Moving by rows keeps the column where the movement began, and the column of a table. The head of a table is pinned to the
top of the screen while the table continues below it.
"""

from collections.abc import Callable, Sequence
from itertools import count, islice

from annotations.documents.document import Document
from tui.text.layout.layout import Layout, Place, last_shown
from tui.text.motion import character_at
from tui.text.rows import Row

CONTEXT_ROWS = 2
"""Rows kept visible above and below the cursor when the view follows it."""


class View:
    """A window of `height` rows on a document laid out at `width` cells."""

    def __init__(self, document: Document, width: int, height: int, cursor: int = 0) -> None:
        self.document = document
        self.layout = Layout(document, width)
        self.height = max(1, height)
        self.top = Place(0, 0)
        self.cursor = 0
        self._goal: int | None = None
        self._shown: tuple[tuple[object, ...], list[tuple[Place, Row]]] = ((), [])
        """The visible rows, with the state they were computed from."""
        self.show(cursor, centre=True)

    @property
    def empty(self) -> bool:
        """Whether the document has no text."""
        return not self.document.blocks

    def rows(self) -> Sequence[tuple[Place, Row]]:
        """Return the visible rows, top to bottom; fewer than the height if the text is short.

        The rows of `pinned` cover the first ones.
        """
        state = (self.layout, self.layout.edition, len(self.document.blocks), self.top, self.height)
        if self._shown[0] != state:
            self._shown = state, [] if self.empty else list(islice(self.layout.walk(self.top), self.height))
        return self._shown[1]

    def pinned(self) -> list[tuple[Place, Row]]:
        """Return the rows of the table head that is drawn over the first rows of the screen."""
        return [] if self.empty else self._pinned(self.top)

    def _pinned(self, top: Place) -> list[tuple[Place, Row]]:
        """Return `pinned` for a screen that begins at a place."""
        head = self.layout.head_rows(top.block)
        if not head or top <= head[0][0] or len(head) > self.height // 3:
            return []
        below = self.layout.move(top, len(head))
        table = self.document.blocks[below.block].table
        if table is None or table.first != head[0][0].block:
            return []
        place, line = head[-1]
        if not (line.fragments or self.layout.row(below).fragments):
            # Below the head the screen begins with a line between two rows: do not draw two lines in a row.
            return [*head[:-1], (place, line.unruled())]
        return head

    @property
    def page_rows(self) -> int:
        """Rows that a page key moves by, so that the last rows of a page begin the next."""
        rows = self.rows()
        next_head = self.layout.head_rows(rows[-1][0].block) if rows else ()
        return max(1, self.height - max(CONTEXT_ROWS, len(self.pinned()), min(len(next_head), self.height // 3)))

    def resize(self, width: int, height: int) -> None:
        """Change the size; the cursor keeps its row of the screen if possible."""

        def size() -> bool:
            self.height = max(1, height)
            if width != self.layout.width:
                self.layout = self.layout.resized(width)
            return True

        self.relay(size)

    def pan(self, by: int) -> bool:
        """Pan the table under the cursor by columns. Return False if nothing changed."""
        if self.empty:
            return False
        block = self.layout.place(self.cursor).block
        return self.relay(lambda: self.layout.pan(block, by))

    def switch_diagram(self) -> str:
        """Toggle between the diagram under the cursor and its text.

        Returns why it cannot be drawn, in a few words; ``""`` if it can.
        """
        block = self.document.block_index(self.cursor)
        self.relay(lambda: self.layout.switch_diagram(block))
        return self.layout.why_no_drawing(block)

    def relay(self, act: Callable[[], bool]) -> bool:
        """Call `act`, which changes the layout; the cursor keeps its row if possible. Return its result."""
        above = 0 if self.empty else self.layout.distance(self.top, self.layout.place(self.cursor), self.height)
        if not act():
            return False
        self._goal = None
        if not self.empty:
            self.cursor = self.layout.shown(self.layout.beside(self.cursor))
            place = self.layout.place(self.cursor)
            self._set_top(self.layout.move(place, -min(above, self.height - 1)))
            self._follow(place)
        return True

    def show(self, offset: int, *, centre: bool = False) -> None:
        """Move the cursor to `offset`, and scroll and pan as little as needed.

        With `centre`, an invisible row is put near the middle of the screen.
        """
        if self.empty:
            return
        offset = character_at(self.document, max(0, min(offset, self.document.length)))
        self.cursor = self.layout.shown(offset, back=offset < self.cursor and not centre)
        self._goal = None
        if self.layout.reveal(self.cursor):
            self.top = self.layout.existing(self.top)
        place = self.layout.place(self.cursor)
        if centre and not self._in_view(place):
            self._set_top(self.layout.move(place, -(self.height // 3)))
        self._follow(place)

    def move_rows(self, by: int) -> None:
        """Move the cursor by rows with text."""
        if self.empty:
            return
        place = self.layout.place(self.cursor)
        goal = self._goal_column(place)
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            following = self._text_row(place, step, goal)
            if following == place:
                break
            place = following
        self._land(place, goal)

    def page(self, by: int) -> None:
        """Move the view by rows; the cursor keeps its row of the screen.

        Downwards it moves a little less if the screen would begin inside a table row.
        """
        if self.empty:
            return
        place = self.layout.place(self.cursor)
        goal = self._goal_column(place)
        before = self.top
        by -= self._cut(by)
        self._set_top(self.layout.move(self.top, by))
        moved = self.layout.move(place, by)
        if by > 0 and (covered := len(self.pinned())):
            # Keep the cursor below the head, so that the view does not scroll back to show it.
            moved = max(moved, self.layout.move(self.top, covered + min(CONTEXT_ROWS, (self.height - 1) // 2)))
        if self.top == before:
            moved = self.layout.last() if by > 0 else self.layout.first()
        self._land(self._nearest_text(moved, 1 if by > 0 else -1), goal)

    def _cut(self, by: int) -> int:
        """Return how many screen rows of a table row would be cut off at the top after a page; 0 if too many."""
        top = self.layout.move(self.top, by)
        if by <= 0 or self.layout.distance(top, self.layout.last(), self.height) < self.height - 1:
            return 0
        first = self.layout.move(top, len(self._pinned(top)))
        if not self.layout.tables.in_columns(first.block) or not self.layout.row(first).fragments:
            return 0
        start = self.layout.place(self.document.blocks[first.block].start)
        above = self.layout.distance(start, first, by)
        return above if above <= by // 3 else 0

    def scroll(self, by: int) -> None:
        """Move the view by rows; the cursor moves only to stay on the screen."""
        if self.empty:
            return
        place = self.layout.place(self.cursor)
        goal = self._goal_column(place)
        self._set_top(self.layout.move(self.top, by))
        if place < (first := self.layout.move(self.top, len(self.pinned()))):
            self._land(self._nearest_text(first, 1), goal, follow=False)
        elif place > (bottom := self.layout.move(self.top, self.height - 1)):
            self._land(self._nearest_text(bottom, -1), goal, follow=False)
        self._follow(self.layout.place(self.cursor), context=0)

    def row_edge(self, *, end: bool) -> int:
        """Return the first or last offset of the cursor's row."""
        row = self.layout.row(self.layout.place(self.cursor))
        fragment = next((f for f in row.fragments if f.start <= self.cursor < f.end), row.fragments[0])
        return last_shown(self.document.text, fragment.start, fragment.end) if end else fragment.start

    def centre(self, at: float = 0.5) -> None:
        """Scroll the cursor's row to a share of the screen's height."""
        if not self.empty:
            self._set_top(self.layout.move(self.layout.place(self.cursor), -round((self.height - 1) * at)))
            self._follow(self.layout.place(self.cursor), context=0)

    def progress(self) -> float:
        """Return the share of the text before the end of the screen, 0 to 1."""
        if self.empty:
            return 1.0
        shown = [row.end for _, row in self.rows() if row.fragments]
        return min(1.0, max(shown, default=0) / max(1, self.document.length))

    def row_of(self, offset: int) -> int:
        """Return the row of the screen that shows `offset`; -1 if none, or if a pinned head covers it."""
        place = self.layout.place(offset)
        if not self._in_view(place):
            return -1
        return self.layout.distance(self.top, place, self.height)

    def _goal_column(self, place: Place) -> int:
        if self._goal is None:
            self._goal = self.layout.x_of(self.layout.row(place), self.cursor)
        return self._goal

    def _land(self, place: Place, goal: int, *, follow: bool = True) -> None:
        if self.layout.row(place).fragments:
            self.cursor = self.layout.offset_at(place, goal)
        self._goal = goal
        if follow:
            self._follow(place)

    def _text_row(self, place: Place, step: int, goal: int = -1) -> Place:
        """Return the next row with text in direction `step`; `place` if there is none.

        With `goal`, skip table rows without text in that column, but at most half a screen, so that no text is skipped
        unseen.
        """
        at, nearest = place, place
        for passed in count():
            following = self.layout.move(at, step)
            if following == at:
                return nearest
            at = following
            if not self.layout.row(at).fragments:
                continue
            if goal < 0 or self.layout.in_reach(at, goal) or passed >= self.height // 2:
                return at
            nearest = at if nearest == place else nearest
        raise AssertionError

    def _nearest_text(self, place: Place, step: int) -> Place:
        if self.layout.row(place).fragments:
            return place
        found = self._text_row(place, step)
        return found if found != place else self._text_row(place, -step)

    def _in_view(self, place: Place) -> bool:
        if place < self.top:
            return False
        return len(self.pinned()) <= self.layout.distance(self.top, place, self.height) < self.height

    def _set_top(self, place: Place) -> None:
        """Scroll to a place, but no further than the end of the text at the bottom of the screen."""
        lowest = self.layout.move(self.layout.last(), 1 - self.height)
        self.top = min(place, lowest)

    def _follow(self, place: Place, context: int = CONTEXT_ROWS) -> None:
        context = min(context, (self.height - 1) // 2)
        above = self.layout.move(place, -context)
        if above < self.top:
            self._set_top(above)
        below = self.layout.move(place, context)
        if self.layout.distance(self.top, below, self.height) >= self.height:
            self._set_top(self.layout.move(below, 1 - self.height))
        covered = len(self.pinned())
        if covered and self.layout.distance(self.top, place, self.height) < covered + context:
            self._set_top(self.layout.move(place, -covered - context))
