"""What part of a document is on the screen, and where the cursor is in it.

The cursor is an offset of the text and is kept on the screen; rows without text (blank ones, table
lines) are never under it. Moving by rows keeps the column where the movement began.
"""

from annotations.documents.document import Document
from tui.text.layout import Layout, Place
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
        self.show(cursor, centre=True)

    @property
    def empty(self) -> bool:
        """Whether there is no text to be in."""
        return not self.document.blocks

    def rows(self) -> list[tuple[Place, Row]]:
        """The rows on the screen, top to bottom; fewer than the height if the text is short."""
        found: list[tuple[Place, Row]] = []
        block, first = self.top
        while len(found) < self.height and block < len(self.document.blocks):
            rows = self.layout.rows(block)
            found += [(Place(block, i), rows[i]) for i in range(first, len(rows))]
            block, first = block + 1, 0
        return found[: self.height]

    def resize(self, width: int, height: int) -> None:
        """Take another size; the cursor keeps its row of the screen as far as it can."""
        above = 0 if self.empty else self.layout.distance(self.top, self.layout.place(self.cursor), self.height)
        self.height = max(1, height)
        if width != self.layout.width:
            self.layout = Layout(self.document, width)
        self._goal = None
        if not self.empty:
            place = self.layout.place(self.cursor)
            self._set_top(self.layout.move(place, -min(above, self.height - 1)))
            self._follow(place)

    def show(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor at an offset, and scroll as little as brings it into view.

        With centre, and if it is not in view, its row comes to the middle of the screen.
        """
        if self.empty:
            return
        self.cursor = max(0, min(offset, self.document.length))
        self._goal = None
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
            following = self._text_row(place, step)
            if following == place:
                break
            place = following
        self._land(place, goal)

    def page(self, by: int) -> None:
        """Move the view by rows and the cursor with it, which keeps its row of the screen."""
        if self.empty:
            return
        place = self.layout.place(self.cursor)
        goal = self._goal_column(place)
        before = self.top
        self._set_top(self.layout.move(self.top, by))
        moved = self.layout.move(place, by)
        if self.top == before:
            moved = self.layout.last() if by > 0 else self.layout.first()
        self._land(self._nearest_text(moved, 1 if by > 0 else -1), goal)

    def scroll(self, by: int) -> None:
        """Move the view by rows; the cursor stays where it is unless it would leave the screen."""
        if self.empty:
            return
        place = self.layout.place(self.cursor)
        goal = self._goal_column(place)
        self._set_top(self.layout.move(self.top, by))
        if place < self.top:
            self._land(self._nearest_text(self.top, 1), goal, follow=False)
        elif place > (bottom := self.layout.move(self.top, self.height - 1)):
            self._land(self._nearest_text(bottom, -1), goal, follow=False)
        self._follow(self.layout.place(self.cursor), context=0)

    def row_edge(self, *, end: bool) -> int:
        """First or last offset of the cursor's row."""
        row = self.layout.row(self.layout.place(self.cursor))
        fragment = next((f for f in row.fragments if f.start <= self.cursor < f.end), row.fragments[0])
        width = 10**9 if end else 0
        return self.layout.offset_at(Row((fragment,)), fragment.x + width)

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
        """The row of the screen that shows an offset; -1 if none does."""
        place = self.layout.place(offset)
        if not self._in_view(place):
            return -1
        return self.layout.distance(self.top, place, self.height)

    def _goal_column(self, place: Place) -> int:
        if self._goal is None:
            self._goal = self.layout.x_of(self.layout.row(place), self.cursor)
        return self._goal

    def _land(self, place: Place, goal: int, *, follow: bool = True) -> None:
        row = self.layout.row(place)
        if row.fragments:
            self.cursor = self.layout.offset_at(row, goal)
        self._goal = goal
        if follow:
            self._follow(place)

    def _text_row(self, place: Place, step: int) -> Place:
        """The next row with text in a direction; the same place if there is none."""
        at = place
        while True:
            following = self.layout.move(at, step)
            if following == at:
                return place
            if self.layout.row(following).fragments:
                return following
            at = following

    def _nearest_text(self, place: Place, step: int) -> Place:
        if self.layout.row(place).fragments:
            return place
        found = self._text_row(place, step)
        return found if found != place else self._text_row(place, -step)

    def _in_view(self, place: Place) -> bool:
        return self.top <= place and self.layout.distance(self.top, place, self.height) < self.height

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
        if not self._in_view(below):
            self._set_top(self.layout.move(below, 1 - self.height))
