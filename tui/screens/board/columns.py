"""Keys that move the cursor over the columns of a matrix of sources."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Matrix(Protocol):
    """A list with a column for each source."""

    column: int

    @property
    def sources(self) -> Sequence[Any]:
        """The sources."""

    def go_to_column(self, column: int) -> None:
        """Move the cursor to a column."""


class ColumnKeys:
    """The commands for the columns of a matrix."""

    def __init__(self, matrix: Matrix, moved: Callable[[], object]) -> None:
        """Move the cursor of a matrix; ``moved`` is called afterwards."""
        self._matrix = matrix
        self._moved = moved

    def do_board_left(self, count: int | None) -> None:
        """Move some columns left."""
        self._go(self._matrix.column - (count or 1))

    def do_board_right(self, count: int | None) -> None:
        """Move some columns right."""
        self._go(self._matrix.column + (count or 1))

    def do_board_first(self, _: int | None) -> None:
        """Go to the words of the claim."""
        self._go(0)

    def do_board_last(self, _: int | None) -> None:
        """Go to the last column."""
        self._go(len(self._matrix.sources))

    def _go(self, column: int) -> None:
        self._matrix.go_to_column(column)
        self._moved()
