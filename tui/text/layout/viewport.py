"""What part of a document is on the screen, and where the cursor is in it.

The cursor is the offset of a character and is kept on the screen; rows without text (blank ones, table
lines) are never under it. Moving by rows keeps the column where the movement began, and the column of a
table. The head of a table stays at the top of the screen while the table goes on under it.
"""

from collections.abc import Callable, Sequence
from itertools import count, islice

from annotations.documents.document import Document
from tui.text.layout.layout import Layout, Place, last_shown
from tui.text.motion import character_at
from tui.text.rows import Row

CONTEXT_ROWS = 2
"""Rows kept above and below the cursor when the view has to follow it."""


class View:
    """A window of height rows on a document laid out at a width."""

    def __init__(self, document: Document, width: int, height: int, cursor: int = 0) -> None:
        self.document = document
        self.layout = Layout(document, width)
        self.height = max(1, height)
        self.top = Place(0, 0)
        self.cursor = 0
        self._goal: int | None = None
        self._shown: tuple[tuple[object, ...], list[tuple[Place, Row]]] = ((), [])
        """The rows on the screen, and what they hang on."""
        self.show(cursor, centre=True)

    @property
    def empty(self) -> bool:
        """Whether there is no text to be in."""
        return not self.document.blocks

    def rows(self) -> Sequence[tuple[Place, Row]]:
        """The rows on the screen, top to bottom; fewer than the height if the text is short.

        The first ones are covered by what `pinned` gives.
        """
        state = (self.layout, self.layout.edition, len(self.document.blocks), self.top, self.height)
        if self._shown[0] != state:
            self._shown = state, [] if self.empty else list(islice(self.layout.walk(self.top), self.height))
        return self._shown[1]

    def pinned(self) -> list[tuple[Place, Row]]:
        """The head of the table that goes on below it, drawn over the first rows of the screen."""
        return [] if self.empty else self._pinned(self.top)

    def _pinned(self, top: Place) -> list[tuple[Place, Row]]:
        """The same for a screen that begins at a place."""
        head = self.layout.head_rows(top.block)
        if not head or top <= head[0][0] or len(head) > self.height // 3:
            return []
        below = self.layout.move(top, len(head))
        table = self.document.blocks[below.block].table
        if table is None or table.first != head[0][0].block:
            return []
        place, line = head[-1]
        if not (line.fragments or self.layout.row(below).fragments):
            # A screen that begins with what parts two rows would have two lines under one another.
            return [*head[:-1], (place, line.unruled())]
        return head

    @property
    def page_rows(self) -> int:
        """Rows that a page has, so that those which end one begin the next."""
        rows = self.rows()
        next_head = self.layout.head_rows(rows[-1][0].block) if rows else ()
        return max(1, self.height - max(CONTEXT_ROWS, len(self.pinned()), min(len(next_head), self.height // 3)))

    def resize(self, width: int, height: int) -> None:
        """Take another size; the cursor keeps its row of the screen as far as it can."""

        def size() -> bool:
            self.height = max(1, height)
            if width != self.layout.width:
                self.layout = self.layout.resized(width)
            return True

        self.relay(size)

    def pan(self, by: int) -> bool:
        """Pan the table under the cursor by columns; the cursor keeps its row. False if nothing changed."""
        if self.empty:
            return False
        block = self.layout.place(self.cursor).block
        return self.relay(lambda: self.layout.pan(block, by))

    def switch_diagram(self) -> str:
        """Show the diagram under the cursor as its text, or draw it; the cursor keeps its row of the screen.

        Gives why it cannot be drawn, in a few words; empty if it was switched.
        """
        block = self.document.block_index(self.cursor)
        self.relay(lambda: self.layout.switch_diagram(block))
        return self.layout.why_no_drawing(block)

    def relay(self, act: Callable[[], bool]) -> bool:
        """Change the layout; the cursor keeps its row of the screen as far as it can. Gives what act gives."""
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
        """Put the cursor at an offset, and scroll as little as brings it into view.

        With centre, and if it is not in view, its row comes to the middle of the screen. A table that
        is panned is panned to it.
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
        """Move the cursor by rows that hold text."""
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
        """Move the view by rows and the cursor with it, which keeps its row of the screen.

        Down it goes a little less far where the screen would begin in the midst of a row of a table.
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
            # Below the head, and not that the screen is scrolled back for its sake: it would begin elsewhere.
            moved = max(moved, self.layout.move(self.top, covered + min(CONTEXT_ROWS, (self.height - 1) // 2)))
        if self.top == before:
            moved = self.layout.last() if by > 0 else self.layout.first()
        self._land(self._nearest_text(moved, 1 if by > 0 else -1), goal)

    def _cut(self, by: int) -> int:
        """How many rows of a table's row would be above the screen, if few, and others below them, once it is moved."""
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
        """Move the view by rows; the cursor stays where it is unless it would leave the screen."""
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
        """First or last offset of the cursor's row."""
        row = self.layout.row(self.layout.place(self.cursor))
        fragment = next((f for f in row.fragments if f.start <= self.cursor < f.end), row.fragments[0])
        return last_shown(self.document.text, fragment.start, fragment.end) if end else fragment.start

    def centre(self, at: float = 0.5) -> None:
        """Scroll so that the cursor's row is at a share of the screen's height."""
        if not self.empty:
            self._set_top(self.layout.move(self.layout.place(self.cursor), -round((self.height - 1) * at)))
            self._follow(self.layout.place(self.cursor), context=0)

    def progress(self) -> float:
        """Share of the text that lies before the end of the screen, 0 to 1."""
        if self.empty:
            return 1.0
        shown = [row.end for _, row in self.rows() if row.fragments]
        return min(1.0, max(shown, default=0) / max(1, self.document.length))

    def row_of(self, offset: int) -> int:
        """The row of the screen that shows an offset; -1 if none does, or the head of a table covers it."""
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
        """The next row with text in a direction; the same place if there is none.

        With a goal, rows of a table are passed by in which the cell at that column has no text: but for
        half a screen at most, since no text may be jumped over unseen.
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
        """Scroll to a place, but never past what fills the screen."""
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
