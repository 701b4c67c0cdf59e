"""Match a passage by its quote and context, without the text in which it was described."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from annotations.anchoring.candidates import (
    AGREEMENT,
    FIRM,
    INTACT,
    JOINED,
    LEFT,
    LONG,
    MARGIN,
    MOST,
    TELLING,
    Candidate,
    best,
    choose,
    is_certain,
    place,
    to_resolution,
    verbatim,
)
from annotations.anchoring.diff.alignment import common_words
from annotations.anchoring.resolution import Resolution
from annotations.anchoring.selectors import Selectors
from annotations.anchoring.spelling import digits, misspelled
from annotations.anchoring.tokens import Squeezed, extent, fold, is_sentence, occurrences
from annotations.anchoring.word_index import WordIndex
from annotations.model import CONTEXT

FEW: Final = 64
"""Number of quotes up to which scanning the text for each is cheaper than indexing its words."""

TRACED: Final = (0.7, 0.55)
"""Minimum similarity of a place found by some words of a passage; the second value holds in a firm context."""


FRAME: Final = 16
"""Code points on each side that frame a passage in its line."""

FRAMED: Final = 12
"""Minimum number of letters and digits in both sides of a frame."""

FRAMES: Final = 16
"""Number of occurrences from which a frame says too little."""

LONGER: Final = 3
"""Maximum ratio of the length of a passage in its frame to that of the old one."""

LIKE: Final = 0.75
"""Minimum similarity of the spelling of a place with another word, from 0 to 1."""

NEARBY: Final = CONTEXT
"""Maximum distance in code points from the recorded place at which a passage without context is taken."""

FARTHER: Final = 4
"""Minimum ratio of the next distance to the least one."""


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
    def _squeezed(self) -> Squeezed:
        return Squeezed(self._flat)

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(self._text, self._flat)

    def find(self, selectors: Selectors) -> Resolution:
        """Resolve a passage.

        Exact matches come first. Short quotes need their context, if one is known; long ones are also searched by most
        of their words, and short ones by their spelling.
        """
        around = fold(selectors.prefix + selectors.exact + selectors.suffix)
        start = len(selectors.prefix)
        end = start + len(selectors.exact)
        quote = around[start:end]
        places = [verbatim(around, start, end, self._flat, *there) for there in self.stretches(quote)]
        for one in places:
            if one.context == one.likeness == 1 and one.start == selectors.start:
                return to_resolution(self._text, selectors, one)
        side = AGREEMENT if extent(quote) >= LONG else TELLING
        alone = len(places) == 1 and max(places[0].before or 0, places[0].after or 0) >= side
        equal = len(places) > 1 and is_sentence(around, start, end)
        least = TELLING if equal else AGREEMENT  # Equal sentences may have had more of their kind.
        good = [one for one in places if alone or one.context >= least]
        if not good:
            offered = extent(quote) >= LONG or is_sentence(around, start, end)
            good = [*(places if offered else ()), *self.traced(selectors)]
        near = best(good or self._misspelled(around, start, end), 1.0 if equal and good[0].context < least else MARGIN)
        whole = [one for one in near if one.likeness == 1 and one.agrees(1.0)]
        if len(whole) == 1:
            near = whole  # The others have other neighbours, if only a little.
        if near and near[0].bare and selectors.start >= 0:
            near = _nearest(near, selectors.start)

        def is_sure(one: Candidate) -> bool:
            at_hint = one.bare and selectors.start >= 0 and abs(one.start - selectors.start) <= NEARBY
            return at_hint or (alone and one in places) or is_certain(one, repeated=len(places) > 1)

        return choose(self._text, selectors, near, is_sure)

    def stretches(self, quote: str, *, loosely: bool = True) -> list[tuple[int, int]]:
        """Return the ranges of a folded quote, else, if `loosely`, those that differ from it in white space only."""
        found = [(there, there + len(quote)) for there in islice(self.occurrences(quote), MOST)]
        return found if found or not loosely else list(islice(self._squeezed.stretches(quote), MOST))

    def _misspelled(self, around: str, start: int, end: int) -> list[Candidate]:
        """Return the places of a folded quote, within its context, that is spelled otherwise there.

        If no context is known, they include those with another word.
        """
        numbers = digits(around[start:end])
        found = []
        for there, there_end, likeness, spelled in misspelled(around, start, end, self._flat):
            one = place(around, start, end, self._flat, there, there_end, likeness)._replace(spelled=spelled)
            same = one.bare and likeness >= LIKE and digits(self._flat[there:there_end]) == numbers
            if one.context >= AGREEMENT and (spelled or same):
                found.append(one)
        return found

    def occurrences(self, quote: str) -> Iterator[int]:
        """Yield the offsets of a folded quote in the folded text, in order, overlaps included."""
        self._asked += 1
        return self._index.occurrences(quote) if self._asked > FEW else occurrences(self._flat, quote)

    def traced(self, selectors: Selectors) -> list[Candidate]:
        """Return the places with most of the words of a passage, or with some between the same neighbours."""
        long = extent(selectors.exact) >= LONG
        around = fold(selectors.prefix + selectors.exact + selectors.suffix)
        found = [
            one
            for one in self._index.find(selectors, around)
            if (one.agrees(INTACT) and one.left >= LEFT)
            or (one.spelled and one.context >= AGREEMENT)
            or (long and one.likeness >= TRACED[one.agrees(FIRM)])
        ]
        return found or list(self._framed(selectors, around))

    def _framed(self, selectors: Selectors, around: str) -> Iterator[Candidate]:
        """Yield the places with some words of a passage between its neighbours in its line, wherever that is now."""
        start = len(selectors.prefix)
        end = start + len(selectors.exact)
        before = around[max(start - FRAME, selectors.prefix.rfind("\n") + 1) : start].lstrip()
        after = around[end : end + len(selectors.suffix.partition("\n")[0])][:FRAME].rstrip()
        if not (before.strip() and after.strip()) or sum(map(str.isalnum, before + after)) < FRAMED:
            return
        was = around[start:end]
        frames = list(islice(self.occurrences(before), FRAMES))
        for place_before in frames if len(frames) < FRAMES else ():
            there = place_before + len(before)
            there_end = self._flat.find(after, there, there + LONGER * (end - start) + CONTEXT)
            in_line = there_end > there and ("\n" in selectors.exact or "\n" not in self._text[there:there_end])
            now = self._flat[there:there_end] if in_line else ""
            left = common_words(was, now) / max(1, len(was) - was.count(" "))
            if left >= LEFT:
                likeness = 2 * left * len(was) / (len(was) + len(now))
                one = place(around, start, end, self._flat, there, there_end, min(likeness, JOINED), left)
                yield one._replace(before=max(one.before or 0, INTACT), after=max(one.after or 0, INTACT))


def _nearest(near: list[Candidate], hint: int) -> list[Candidate]:
    """Return equally good places by their distance from the recorded one; the nearest alone if it is much nearer."""
    by_distance = sorted(near, key=lambda one: abs(one.start - hint))
    first, *others = (abs(one.start - hint) for one in by_distance)
    clear = first <= NEARBY and all(other >= FARTHER * (first + 1) for other in others)
    return by_distance[:1] if clear else by_distance
