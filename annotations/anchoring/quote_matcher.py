"""Find a passage by its quote and the words around it, without the text that it was described in."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from annotations.anchoring.candidates import AGREEMENT, DISTINCTIVE, FIRM, MOST, Candidate, choose, place, told
from annotations.anchoring.resolution import Resolution
from annotations.anchoring.selectors import Selectors
from annotations.anchoring.tokens import extent, fold, occurrences
from annotations.anchoring.word_index import Traces

FEW: Final = 64
"""Quotes up to which it costs less to look through the text for each than to know where its words stand."""

TRACED: Final = (0.7, 0.55)
"""From which likeness on words found by some of them are the passage; the second in a firm context."""


class Finder:
    """Finds passages in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0
        """How many quotes were looked for."""

    @cached_property
    def _flat(self) -> str:
        return fold(self._text)

    @cached_property
    def _traces(self) -> Traces:
        return Traces(self._text, self._flat)

    def find(self, selectors: Selectors) -> Resolution:
        """Say where a passage stands.

        The very words come first. Short ones need their context; long ones are also looked for by most of their words.
        """
        around = fold(selectors.prefix + selectors.exact + selectors.suffix)
        start = len(selectors.prefix)
        end = start + len(selectors.exact)
        quote = around[start:end]
        places = []
        for there in islice(self.occurrences(quote), MOST):
            one = place(around, start, end, self._flat, there, there + len(quote), 1.0)
            if one.context == 1 and there == selectors.start:
                return told(self._text, selectors, one)
            places.append(one)
        good = [one for one in places if one.context >= AGREEMENT]
        if not good and extent(quote) >= DISTINCTIVE:
            good = [*places, *self.traced(selectors)]
        return choose(self._text, selectors, good)

    def occurrences(self, quote: str) -> Iterator[int]:
        """Where a folded quote stands in the folded text, first to last, overlaps included."""
        self._asked += 1
        return self._traces.occurrences(quote) if self._asked > FEW else occurrences(self._flat, quote)

    def traced(self, selectors: Selectors) -> list[Candidate]:
        """Places with most of a passage's words."""
        return [one for one in self._traces.find(selectors) if one.likeness >= TRACED[one.context >= FIRM]]
