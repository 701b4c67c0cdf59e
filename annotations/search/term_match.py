"""Match of several search terms in a range of text, with its quality."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotations.text.folding import fold

PHRASE, WORDS, PARTS = 0, 1, 2
"""Quality of a match: adjacent as typed, as whole words, as parts of words."""


class Match(NamedTuple):
    """Place of a match."""

    rank: int
    """`PHRASE`, `WORDS` or `PARTS`."""
    start: int
    """-1 if there was nothing to search."""
    end: int


class Terms:
    """Words and phrases that must occur in a folded text, and others that must not."""

    def __init__(self, terms: Sequence[str], without: Sequence[str], *, capitals: bool) -> None:
        folded = [_pattern(term, capitals=capitals) for term in terms]
        self.longest = re.compile(max(folded, key=len, default=""))
        """Pattern searched first: the longest is the rarest."""
        self._terms = [re.compile(one) for one in folded]
        self._phrase = re.compile(r"\s+".join(folded))
        self._without = [re.compile(_pattern(term, capitals=capitals)) for term in without]

    def match(self, folded: str, start: int, end: int) -> Match | None:
        """Return the match of all terms between two offsets, or None if one is missing or an excluded one occurs."""
        if any(one.search(folded, start, end) for one in self._without):
            return None
        if not self._terms:
            return Match(PHRASE, -1, -1)
        if found := _whole(self._phrase, folded, start, end):
            return Match(PHRASE, *found)
        parts = [one.search(folded, start, end) for one in self._terms]
        if not all(parts):
            return None
        words = [_whole(one, folded, start, end) for one in self._terms]
        places = [place for place in words if place]
        if len(places) == len(words):
            return Match(WORDS, *min(places))
        return Match(PARTS, *min(part.span() for part in parts if part))


def _pattern(term: str, *, capitals: bool) -> str:
    return r"\s+".join(re.escape(word) for word in fold(term, capitals=capitals).split())


def _whole(pattern: re.Pattern[str], folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first match of a pattern at word boundaries, or None."""
    # The pattern does not test the boundaries: it is ten times as fast if it starts with a letter.
    for match in pattern.finditer(folded, start, end):
        first, last = match.span()
        inside = first > start and folded[first - 1].isalnum() and folded[first].isalnum()
        if not inside and not (last < end and folded[last].isalnum() and folded[last - 1].isalnum()):
            return first, last
    return None
