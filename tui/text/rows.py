"""Rows of the screen: fragments of the text and decorations."""

from collections.abc import Sequence
from typing import Final, NamedTuple

_UNRULED: Final = str.maketrans("─┼", " │")


class Fragment(NamedTuple):
    """A range of the text drawn in a row."""

    start: int
    end: int
    x: int
    """First cell in the row."""
    column: int = -1
    """Number of the column in a table drawn in columns; else -1."""
    role: str = ""
    """In the drawing of a diagram: ``title``, ``node`` or ``aside``; else ``""``."""


class Decoration(NamedTuple):
    """Something drawn that is not text of the source: a list marker, a bar, a table line."""

    x: int
    text: str
    role: str
    """``marker``, ``quote``, ``rule``, ``label``, ``edge`` or ``aside``."""


class Row(NamedTuple):
    """One row of the screen."""

    fragments: tuple[Fragment, ...] = ()
    decorations: tuple[Decoration, ...] = ()

    @property
    def start(self) -> int:
        """First offset of the row; -1 if it shows no text."""
        if len(self.fragments) == 1:
            return self.fragments[0].start
        return min(f.start for f in self.fragments) if self.fragments else -1

    @property
    def end(self) -> int:
        """Offset after the last one of the row; -1 if it shows no text."""
        if len(self.fragments) == 1:
            return self.fragments[0].end
        return max(f.end for f in self.fragments) if self.fragments else -1

    def unruled(self) -> "Row":
        """Return a ruling row of a table without its horizontal lines."""
        return self._replace(decorations=tuple(d._replace(text=d.text.translate(_UNRULED)) for d in self.decorations))

    def moved(self, by: int, before: Sequence[Decoration] = ()) -> "Row":
        """Return the row moved `by` cells to the right, after the decorations `before`."""
        fragments = tuple(f._replace(x=f.x + by) for f in self.fragments)
        return Row(fragments, (*before, *(d._replace(x=d.x + by) for d in self.decorations)))

    def in_column(self, column: int) -> Fragment | None:
        """Return the fragment of a table column, or None."""
        return next((f for f in self.fragments if f.column == column), None)
