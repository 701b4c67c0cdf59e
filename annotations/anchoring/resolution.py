"""What can be said of a passage in a text that may have changed: five outcomes, each a value."""

from typing import NamedTuple


class Anchored(NamedTuple):
    """The passage is where it was, character by character."""

    start: int
    end: int


class Moved(NamedTuple):
    """The same words stand elsewhere, or here with other white space, quotation marks or dashes."""

    start: int
    end: int


class Edited(NamedTuple):
    """The passage is still there, but its words changed; `differences` tells which."""

    start: int
    end: int
    score: float
    """How much of the old and the new words is common to both, from 0 to 1."""
    figure: bool = False
    """Whether a number in it has another value, sign, unit or bound (*over*, *at least*), also if its words are as before."""


class Ambiguous(NamedTuple):
    """Several places are equally good; none is chosen."""

    candidates: tuple[tuple[int, int], ...]
    """Best first; of equally good ones the first in the text comes first."""


class Orphan(NamedTuple):
    """The passage cannot be found."""


Resolution = Anchored | Moved | Edited | Ambiguous | Orphan
