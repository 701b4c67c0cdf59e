"""What a row of the screen holds: stretches of the text, and what is drawn around them."""

from typing import NamedTuple


class Fragment(NamedTuple):
    """A stretch of the text drawn in a row."""

    start: int
    end: int
    x: int
    """Cell of the row where it begins."""


class Decoration(NamedTuple):
    """Something drawn that is not text of the source: a marker, a bar, a table line."""

    x: int
    text: str
    role: str
    """``marker``, ``quote``, ``rule`` or ``label``."""


class Row(NamedTuple):
    """One row of the screen."""

    fragments: tuple[Fragment, ...] = ()
    decorations: tuple[Decoration, ...] = ()

    @property
    def start(self) -> int:
        """First offset shown in the row; -1 if it shows no text."""
        return self.fragments[0].start if self.fragments else -1

    @property
    def end(self) -> int:
        """Offset after the last one shown in the row; -1 if it shows no text."""
        return max(f.end for f in self.fragments) if self.fragments else -1
