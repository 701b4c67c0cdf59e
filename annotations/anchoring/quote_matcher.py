"""Match a passage by its quote and context, without the text in which it was described."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from annotations.anchoring.candidates import AGREEMENT, DISTINCTIVE, FIRM, MOST, Candidate, choose, place, to_resolution
from annotations.anchoring.resolution import Resolution
from annotations.anchoring.selectors import Selectors
from annotations.anchoring.tokens import extent, fold, occurrences
from annotations.anchoring.word_index import WordIndex

FEW: Final = 64
"""Number of quotes up to which scanning the text for each is cheaper than indexing its words."""

TRACED: Final = (0.7, 0.55)
"""Minimum similarity of a place found by some words of a passage; the second value holds in a firm context."""


class QuoteMatcher:
    """Matches passages in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0
        """Number of quotes searched so far."""

    @cached_property
    def _flat(self) -> str:
        return fold(self._text)

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(self._text, self._flat)

    def find(self, selectors: Selectors) -> Resolution:
        """Resolve a passage.

        Exact matches come first. Short quotes need their context; long ones are also searched by most of their words.
        """
        around = fold(selectors.prefix + selectors.exact + selectors.suffix)
        start = len(selectors.prefix)
        end = start + len(selectors.exact)
        quote = around[start:end]
        places = []
        for there in islice(self.occurrences(quote), MOST):
            one = place(around, start, end, self._flat, there, there + len(quote), 1.0)
            if one.context == 1 and there == selectors.start:
                return to_resolution(self._text, selectors, one)
            places.append(one)
        good = [one for one in places if one.context >= AGREEMENT]
        if not good and extent(quote) >= DISTINCTIVE:
            good = [*places, *self.traced(selectors)]
        return choose(self._text, selectors, good)

    def occurrences(self, quote: str) -> Iterator[int]:
        """Yield the offsets of a folded quote in the folded text, in order, overlaps included."""
        self._asked += 1
        return self._index.occurrences(quote) if self._asked > FEW else occurrences(self._flat, quote)

    def traced(self, selectors: Selectors) -> list[Candidate]:
        """Return the places with most of the words of a passage."""
        return [one for one in self._index.find(selectors) if one.likeness >= TRACED[one.context >= FIRM]]
