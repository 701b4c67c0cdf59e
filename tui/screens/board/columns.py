"""Keys that move the cursor over the columns of a matrix of sources."""

from collections.abc import Callable

from tui.widgets.review.source_columns import SourceColumns


class ColumnKeys:
    """The commands for the columns of a matrix."""

    def __init__(self, columns: SourceColumns, moved: Callable[[], object]) -> None:
        """Move the cursor of some columns; ``moved`` is called afterwards."""
        self._columns = columns
        self._moved = moved

    def do_board_left(self, count: int | None) -> None:
        """Move some columns left."""
        self._go(self._columns.at - (count or 1))

    def do_board_right(self, count: int | None) -> None:
        """Move some columns right."""
        self._go(self._columns.at + (count or 1))

    def do_board_first(self, _: int | None) -> None:
        """Go to the words of the claim."""
        self._go(0)

    def do_board_last(self, _: int | None) -> None:
        """Go to the last column."""
        self._go(len(self._columns.sources))

    def _go(self, column: int) -> None:
        self._columns.go(column)
        self._moved()
