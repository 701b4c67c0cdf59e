"""The columns of a matrix, one for each source: which are shown, and on which one the cursor is."""

from collections.abc import Callable, Sequence
from typing import Any

from annotations.model import Source
from tui.theming import signs
from tui.widgets.item_list import ItemList


class SourceColumns:
    """As many columns as fit, and the cursor on one of them or on the words of a row."""

    def __init__(
        self, sources: Callable[[], Sequence[Source]], fitting: Callable[[], int], changed: Callable[[], None]
    ) -> None:
        """`sources` are all columns, `fitting` is the number that is shown; `changed` is called when the cursor moves."""
        self._sources, self._fitting, self._changed = sources, fitting, changed
        self.at = 0
        """Column of the cursor: 0 for the words, else from 1."""
        self._left = 0
        """Number of sources scrolled out on the left."""

    @property
    def sources(self) -> Sequence[Source]:
        """The sources, one for each column."""
        return self._sources()

    @property
    def source(self) -> Source | None:
        """The source in the column of the cursor; None on the words."""
        return self.sources[self.at - 1] if 0 < self.at <= len(self.sources) else None

    @property
    def shown(self) -> Sequence[tuple[int, Source]]:
        """The sources that are shown, each with its column."""
        return list(enumerate(self.sources[self._left : self._left + self._fitting()], self._left + 1))

    @property
    def marks(self) -> tuple[str, str]:
        """Signs of whether there are more columns on the left and on the right, blank if not."""
        more = self._left + self._fitting() < len(self.sources)
        return signs.LEFT.char if self._left else " ", signs.RIGHT.char if more else " "

    def go(self, column: int) -> None:
        """Move the cursor to a column, and scroll as little as needed."""
        self.at = max(0, min(column, len(self.sources)))
        shown = max(1, self._fitting())
        if self.at:
            self._left = max(min(self._left, self.at - 1), self.at - shown)
        self._left = max(0, min(self._left, len(self.sources) - shown))
        self._changed()

    def go_to(self, source_id: str) -> None:
        """Move the cursor to the column of a source, or to the words if it has none."""
        ids = [one.id for one in self.sources]
        self.go(ids.index(source_id) + 1 if source_id in ids else 0)

    def under(self, x: int, width: int) -> int:
        """Return the column that is `x` cells right of the first one, if each has a width; 0 if there is none."""
        place = x // max(1, width)
        return self._left + place + 1 if x >= 0 and place < min(self._fitting(), len(self.sources)) else 0

    def click(self, rows: ItemList[Any], index: int | None, column: int) -> None:
        """Move the cursor to a clicked cell, or open the cell if the cursor is there; no index for the head of a column."""
        same = (index, column) == (rows.cursor, self.at)
        place = rows.cursor if index is None else index
        self.go(column)
        rows.go(place, tell=False)
        rows.post_message(rows.Chosen(rows, place) if same else rows.Highlighted(rows, place))
