"""Match of several search terms in a range of text, with its quality."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotations.text.folding import HIDDEN, fold, shown, within

PHRASE, WORDS, PARTS = 0, 1, 2
"""Quality of a match: adjacent as typed, as whole words, as parts of words."""


class Match(NamedTuple):
    """Place of a match."""

    rank: int
    """`PHRASE`, `WORDS` or `PARTS`."""
    start: int
    """-1 if there was nothing to search."""
    end: int


class Patterns(NamedTuple):
    """Patterns of terms for one kind of text."""

    terms: list[re.Pattern[str]]
    without: list[re.Pattern[str]]
    phrase: re.Pattern[str]
    longest: re.Pattern[str]
    """Pattern to search first: the longest term is the rarest."""

    def match(self, folded: str, start: int, end: int) -> Match | None:
        """Return the match of all terms between two offsets, or None if one is missing or an excluded one occurs."""
        if any(one.search(folded, start, end) for one in self.without):
            return None
        if not self.terms:
            return Match(PHRASE, -1, -1)
        if found := _whole(self.phrase, folded, start, end):
            return Match(PHRASE, *found)
        parts = [one.search(folded, start, end) for one in self.terms]
        if not all(parts):
            return None
        words = [_whole(one, folded, start, end) for one in self.terms]
        places = [place for place in words if place]
        if len(places) == len(words):
            return Match(WORDS, *min(places))
        return Match(PARTS, *min(part.span() for part in parts if part))


class Terms:
    """Words and phrases that must occur in a folded text, and others that must not."""

    def __init__(self, terms: Sequence[str], without: Sequence[str], *, capitals: bool) -> None:
        wanted, excluded = (
            [[shown(word) for word in fold(term, capitals=capitals).split()] for term in some]
            for some in (terms, without)
        )
        self._plain = _compiled(wanted, excluded, re.escape, r"\s+")
        self._hidden = _compiled(wanted, excluded, within, rf"{HIDDEN}*\s[\s{HIDDEN}]*")

    def of(self, folded: str) -> Patterns:
        """Return the patterns for a text; if it has invisible characters, they may be between any two letters."""
        return self._hidden if HIDDEN in folded else self._plain


def _compiled(terms: list[list[str]], without: list[list[str]], spelled: Callable[[str], str], blank: str) -> Patterns:
    written = [blank.join(map(spelled, words)) for words in terms]
    return Patterns(
        [re.compile(one) for one in written],
        [re.compile(blank.join(map(spelled, words))) for words in without],
        re.compile(blank.join(written)),
        re.compile(max(written, key=len, default="")),
    )


def _whole(pattern: re.Pattern[str], folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first match of a pattern at word boundaries, or None."""
    # The pattern does not test the boundaries: it is ten times as fast if it starts with a letter.
    for match in pattern.finditer(folded, start, end):
        first, last = match.span()
        before, after = first - 1, last
        while before >= start and folded[before] == HIDDEN:
            before -= 1
        while after < end and folded[after] == HIDDEN:
            after += 1
        inside = before >= start and folded[before].isalnum() and folded[first].isalnum()
        if not inside and not (after < end and folded[after].isalnum() and folded[last - 1].isalnum()):
            return first, last
    return None
