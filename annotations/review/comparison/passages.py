"""Comparison of two passages: the words and numbers in which they differ."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from annotations.review.comparison.figures import CLOSE, SAME, compare_figures
from annotations.review.similarity.features import LARGELY, features, likeness
from annotations.review.similarity.lexicon import NEGATION
from annotations.text.folding import fold
from annotations.text.quantities import cores

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


class Difference(NamedTuple):
    """Ranges of two passages that differ, either possibly empty, in code points of each."""

    start: int
    end: int
    other_start: int
    other_end: int


def differences(one: str, other: str) -> list[Difference]:
    """Return where the words of two passages differ; case, punctuation and typography are ignored.

    A figure with its sign and unit is one word. The worst-case time is the product of the lengths, which are small.
    """
    ones, others = _words(one), _words(other)
    a, b = [fold(one[start:end]) for start, end in ones], [fold(other[start:end]) for start, end in others]
    found = []
    for kind, first, last, first_other, last_other in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(Difference(*_span(ones, first, last), *_span(others, first_other, last_other)))
    return found


@lru_cache(64)  # Called at every move of the cursor.
def marks(one: str, other: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a passage to mark beside another one, in order and disjoint.

    If the words of both are largely the same, these are all differences. Otherwise nearly every word would be marked,
    so only what may make one contradict the other is: figures and dates whose value the other does not have, and
    negations if it has none.
    """
    a, b = features(one), features(other)
    if likeness(a, b) >= LARGELY:
        return tuple((found.start, found.end) for found in differences(one, other) if found.start < found.end)
    found = [
        (value.start, value.end)
        for value in a.values
        if not any(
            value.written == counterpart.written or compare_figures(value, counterpart).verdict in {SAME, CLOSE}
            for counterpart in b.values
        )
    ]
    if not NEGATION.search(fold(other)):
        found += [match.span() for match in _WORD.finditer(one) if NEGATION.fullmatch(fold(match.group()))]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)


def _words(text: str) -> list[tuple[int, int]]:
    whole = cores(text)
    words, place = [], 0
    for start, end in (*whole, (len(text), len(text))):
        words += [match.span() for match in _WORD.finditer(text, place, start)]
        if start < end:
            words.append((start, end))
        place = end
    return words


def _span(words: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Return the range from the first to the last of some words; empty if there are none."""
    if first < last:
        return words[first][0], words[last - 1][1]
    place = words[first - 1][1] if first else 0
    return place, place
