"""Resolution of a passage in a text that may have changed: one of five outcomes, each a value."""

from typing import NamedTuple


class Anchored(NamedTuple):
    """The passage is where it was, character by character."""

    start: int
    end: int


class Moved(NamedTuple):
    """The same words are elsewhere, or here with other white space, quotation marks or dashes."""

    start: int
    end: int


class Edited(NamedTuple):
    """The passage is still there, but its words changed; `differences` returns which."""

    start: int
    end: int
    score: float
    """Share of the old and new words that is common to both, from 0 to 1."""
    figure: bool = False
    """True if a number in it has another value, sign, unit or bound (*over*, *at least*), even with equal words."""
    heads: tuple[str, str] = ("", "")
    """Heads in a table that one of its numbers had and has now, if only these changed: `figure` is true then."""


class Ambiguous(NamedTuple):
    """Several places are equally good and none is chosen."""

    candidates: tuple[tuple[int, int], ...]
    """Best first; equally good ones in the order of the text."""


class Orphan(NamedTuple):
    """The passage cannot be found."""


Resolution = Anchored | Moved | Edited | Ambiguous | Orphan
