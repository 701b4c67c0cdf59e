"""Canvas for drawings of diagrams."""

from collections.abc import Sequence
from typing import Final

from tui.text.cells import cell_len
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap

Span = tuple[int, int]
"""A range of the reading text."""

LEAST: Final = 10
"""Least cells for a label; with fewer, the diagram is easier to read as text."""


class UndrawableError(Exception):
    """A diagram must be shown as text; the message is the reason in a few words."""


class Sketch:
    """Rows of a drawing, added from top to bottom."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = width
        self.rows: list[Row] = []

    def label(
        self, spans: Sequence[Span], x: int, role: str, first: Sequence[Decoration], rest: Sequence[Decoration] = ()
    ) -> int:
        """Add a label at cell `x`, wrapped, with the decorations of its first row and of the others.

        Returns the cell after its last row. Raises UndrawableError if there is no room.
        """
        room = self.width - x
        if room < LEAST:
            raise UndrawableError("too wide for this page")
        pieces = [piece for span in spans for piece in wrap(self.text, *span, room)]
        for n, (start, end) in enumerate(pieces):
            self.rows.append(Row((Fragment(start, end, x, role=role),), tuple(first if n == 0 else rest)))
        return x + cell_len(self.text[slice(*pieces[-1])].rstrip())

    def add(self, *parts: Decoration | Fragment) -> None:
        """Add parts to the last row."""
        fragments, drawn = self.rows[-1]
        more = tuple(part for part in parts if isinstance(part, Fragment))
        rest = tuple(part for part in parts if isinstance(part, Decoration))
        self.rows[-1] = Row((*fragments, *more), (*drawn, *rest))

    def line(self, *decorations: Decoration) -> None:
        """Add a row without a label."""
        self.rows.append(Row((), decorations))
