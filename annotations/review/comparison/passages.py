"""Comparison of two passages: the words and numbers in which they differ."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from annotations.review.comparison.figures import CLOSE, SAME, compare_figures
from annotations.review.similarity.features import LARGELY, features, likeness
from annotations.review.similarity.lexicon import NEGATION
from annotations.text.folding import fold
from annotations.text.quantities import Day, Value, cores

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
def marks(
    one: str, other: str, values: tuple[Value, ...] | None = None, other_values: tuple[Value, ...] | None = None
) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a passage to mark beside another one, in order and disjoint.

    If the words of both are largely the same, these are all differences. Otherwise nearly every word would be marked,
    so only what may make one contradict the other is: figures and dates whose value the other does not have, and
    negations if it has none. `values` and `other_values` are the figures and dates of the passages, as for `features`.
    """
    a, b = features(one, read_in=values), features(other, read_in=other_values)
    agreeing = [(value.start, value.end) for value in a.values if _is_in(value, b.values)]
    apart = [value for value in a.values if (value.start, value.end) not in agreeing]
    if likeness(a, b) >= LARGELY:
        changed = [(each.start, each.end) for each in differences(one, other) if each.start < each.end]
        found = [span for span in changed if not any(low <= span[0] and span[1] <= high for low, high in agreeing)]
        written = {value.written for value in b.values}  # Equal words may be of another scale or unit.
        found += [(value.start, value.end) for value in apart if value.written in written]
    else:
        found = [(value.start, value.end) for value in apart]
        if not NEGATION.search(fold(other)):
            found += [match.span() for match in _WORD.finditer(one) if NEGATION.fullmatch(fold(match.group()))]
    return _disjoint(found)


def _is_in(value: Value, others: Sequence[Value]) -> bool:
    """Return whether one of some values agrees with a value, or is the same one, comparable or not."""
    return any(
        compare_figures(value, other).verdict in {SAME, CLOSE} or _meaning(value) == _meaning(other) for other in others
    )


def _meaning(value: Value) -> tuple[object, ...]:
    if isinstance(value, Day):
        return (value.written,)
    return value.number, value.base, value.unit, value.bound, value.doubt


def _disjoint(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, without those that overlap one before."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


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
