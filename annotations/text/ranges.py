"""Half-open ranges of a text, in order and disjoint."""

from collections.abc import Iterable

Range = tuple[int, int]


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


def covered(ranges: Iterable[Range], length: int) -> int:
    """Return the number of code points before `length` that the ranges cover."""
    return sum(max(0, min(end, length) - max(start, 0)) for start, end in ranges)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without white space at its edges; empty if it has nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
