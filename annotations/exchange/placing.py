"""Where an incoming passage is in a text: by its offsets in whatever unit, else by its words."""

from functools import cached_property
from typing import Final, NamedTuple

from annotations.anchoring.resolve import Ambiguous, Edited, Orphan, Resolver
from annotations.anchoring.selectors import Selectors, snap, trim
from annotations.exchange.incoming import UNKNOWN, IncomingPassage
from annotations.exchange.units import UNITS, Offsets

WAYS: Final = {
    "code points": "at their offsets",
    "utf-16": "at their offsets in UTF-16",
    "bytes": "at their offsets in bytes",
    "crlf": "at their offsets with CR LF line ends",
    "words": "by their words",
    "edited": "where their words were edited",
    "ambiguous": "at several places",
    "lost": "at no place",
}
"""How a passage was found, as a report says it."""


class Place(NamedTuple):
    """Result of looking for a passage."""

    way: str
    """A key of `WAYS`."""
    start: int = UNKNOWN
    """Offset in code points; `UNKNOWN` if the words as they were recorded are nowhere, or at several places."""
    end: int = UNKNOWN


class Placer:
    """Looks for the passages of a file in the reading text of one source."""

    def __init__(self, text: str, other: str | None = None) -> None:
        """Look in a text; `other` is the text that the file has for this source, in which its offsets count."""
        self._text = text
        self._base = text if other is None or _is_replaced(text, other) else other
        self._offsets = Offsets(self._base)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self._text, None if self._base == self._text else self._base)

    def place(self, passage: IncomingPassage) -> Place:
        """Return the place of a passage: where its offsets lead to its words, else where these are."""
        way, start, end = self._counted_place(passage)
        if way != "lost" and self._base == self._text:
            return Place(way, start, end)
        exact = self._base[start:end] if way != "lost" else passage.exact
        if not exact.strip():
            return Place("lost")
        if way == "lost":
            start = max(passage.start, 0)
        at = Selectors(exact, passage.prefix, passage.suffix, start, start + len(exact))
        found = self._resolver.resolve(at)
        if isinstance(found, Orphan):
            return Place("lost")
        if isinstance(found, Ambiguous):
            return Place("ambiguous")
        return Place("edited") if isinstance(found, Edited) else Place("words", found.start, found.end)

    def quote(self, passage: IncomingPassage) -> str:
        """Return the words of a passage: those that the file gives, else those at its offsets."""
        if passage.exact.strip():
            return passage.exact
        _, start, end = self._counted_place(passage)
        return self._base[start:end]

    def _counted_place(self, passage: IncomingPassage) -> Place:
        """Return where the offsets of a passage lead in the text that they count in."""
        if 0 <= passage.start < passage.end:
            for unit in (passage.unit,) if passage.unit else UNITS:
                start, end = (self._offsets.code_points(one, unit) for one in (passage.start, passage.end))
                if self._fits(start, end, passage.exact):
                    start, end = trim(self._base, *snap(self._base, start, end))
                    return Place(unit, start, end)
        return Place("lost")

    def _fits(self, start: int, end: int, exact: str) -> bool:
        """Return whether a range has the words of a passage, or any words if the file has only offsets."""
        if not 0 <= start < end <= len(self._base):
            return False
        there = self._base[start:end]
        return there.split() == exact.split() if exact.strip() else not there.isspace()


def _is_replaced(text: str, other: str) -> bool:
    """Return whether another text has U+FFFD where this one has what a format cannot hold, and is the same elsewhere."""
    return (
        len(text) == len(other)
        and "\ufffd" in other
        and all(theirs in (ours, "\ufffd") for ours, theirs in zip(text, other, strict=True))
    )
