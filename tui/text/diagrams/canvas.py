"""What the drawings of all kinds of diagram are made with."""

from collections.abc import Sequence
from typing import Final

from tui.text.cells import cell_len
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap

Span = tuple[int, int]
"""A stretch of the reading text."""

LEAST: Final = 10
"""Cells that a label must have; with fewer the diagram is better read as text."""


class UndrawableError(Exception):
    """A diagram is to be shown as its text; the message says why in a few words."""


class Sketch:
    """Rows of a drawing that are put together from top to bottom."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = width
        self.rows: list[Row] = []

    def label(
        self, spans: Sequence[Span], x: int, role: str, first: Sequence[Decoration], rest: Sequence[Decoration] = ()
    ) -> int:
        """Put a label at a cell on as many rows as it needs, with what is drawn beside the first and the others.

        Gives the cell after its last row. Raises UndrawableError if there is no room.
        """
        room = self.width - x
        if room < LEAST:
            raise UndrawableError("too wide for this page")
        pieces = [piece for span in spans for piece in wrap(self.text, *span, room)]
        for n, (start, end) in enumerate(pieces):
            self.rows.append(Row((Fragment(start, end, x, role=role),), tuple(first if n == 0 else rest)))
        return x + cell_len(self.text[slice(*pieces[-1])].rstrip())

    def add(self, *parts: Decoration | Fragment) -> None:
        """Draw something more in the row that was put last."""
        fragments, drawn = self.rows[-1]
        more = tuple(part for part in parts if isinstance(part, Fragment))
        rest = tuple(part for part in parts if isinstance(part, Decoration))
        self.rows[-1] = Row((*fragments, *more), (*drawn, *rest))

    def line(self, *decorations: Decoration) -> None:
        """A row without a label."""
        self.rows.append(Row((), decorations))
