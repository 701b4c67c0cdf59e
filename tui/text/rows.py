"""What a row of the screen holds: stretches of the text, and what is drawn around them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

_UNRULED: Final = str.maketrans("─┼", " │")


class Fragment(NamedTuple):
    """A stretch of the text drawn in a row."""

    start: int
    end: int
    x: int
    """Cell of the row where it begins."""
    column: int = -1
    """Of a cell of a table drawn in columns: the number of its column."""
    role: str = ""
    """In the drawing of a diagram: ``title``, ``node`` or ``aside``."""


class Decoration(NamedTuple):
    """Something drawn that is not text of the source: a marker, a bar, a table line."""

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
        """First offset shown in the row; -1 if it shows no text."""
        if len(self.fragments) == 1:
            return self.fragments[0].start
        return min(f.start for f in self.fragments) if self.fragments else -1

    @property
    def end(self) -> int:
        """Offset after the last one shown in the row; -1 if it shows no text."""
        if len(self.fragments) == 1:
            return self.fragments[0].end
        return max(f.end for f in self.fragments) if self.fragments else -1

    def unruled(self) -> "Row":
        """The row of a table that is drawn as a line, with only what stands between the columns."""
        return self._replace(decorations=tuple(d._replace(text=d.text.translate(_UNRULED)) for d in self.decorations))

    def moved(self, by: int, before: Sequence[Decoration] = ()) -> "Row":
        """The row so many cells further right, with something drawn before it."""
        fragments = tuple(f._replace(x=f.x + by) for f in self.fragments)
        return Row(fragments, (*before, *(d._replace(x=d.x + by) for d in self.decorations)))

    def in_column(self, column: int) -> Fragment | None:
        """What the row shows of a column of a table; None if it shows nothing of it."""
        return next((f for f in self.fragments if f.column == column), None)
