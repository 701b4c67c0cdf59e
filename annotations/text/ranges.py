"""Half-open ranges of a text, in order and disjoint, and a cover of any ranges."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

Range = tuple[int, int]


class Cover:
    """Ranges in any order, which may overlap."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        spans = sorted(ranges)
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))
        """The last end of the ranges up to each one: an early range may go on beyond later ones."""

    def meets(self, start: int, end: int) -> bool:
        """Return whether one of the ranges shares some text with another range."""
        before = bisect_left(self._starts, end)
        return bool(before) and self._reach[before - 1] > start


def merged(ranges: Iterable[Range], start: int, end: int) -> tuple[Range, ...]:
    """Add the range from `start` to `end`; ranges that touch are merged. An empty one adds nothing."""
    if start >= end:
        return tuple(ranges)
    before, after = [], []
    for first, last in ranges:
        if last < start:
            before.append((first, last))
        elif first > end:
            after.append((first, last))
        else:
            start, end = min(start, first), max(end, last)
    return (*before, (start, end), *after)


def without(ranges: Iterable[Range], gone: Iterable[Range]) -> tuple[Range, ...]:
    """Return what is left of ranges when others are taken out of them."""
    left = list(ranges)
    for start, end in gone:
        left = [
            part
            for first, last in left
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return tuple(left)


def united(*groups: Iterable[Range]) -> tuple[Range, ...]:
    """Return all ranges of some groups in order; those that overlap or touch are merged, empty ones left out."""
    found: list[Range] = []
    for start, end in sorted(span for group in groups for span in group if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def covered(ranges: Iterable[Range], length: int) -> int:
    """Return the number of code points before `length` that the ranges cover."""
    return sum(max(0, min(end, length) - max(start, 0)) for start, end in ranges)


def share_covered(ranges: Sequence[Range], length: int) -> float:
    """Return the share of a text that ranges cover, from 0 to 1; 0 if its length is 0."""
    if len(ranges) == 1 and ranges[0] == (0, length):
        return 1.0
    return covered(ranges, length) / length if length and ranges else 0.0


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without white space at its edges; empty if it has nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
