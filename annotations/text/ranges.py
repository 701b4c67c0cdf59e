"""Half-open ranges of a text: ordered, apart from each other."""

from collections.abc import Iterable

Range = tuple[int, int]


def merged(ranges: Iterable[Range], start: int, end: int) -> tuple[Range, ...]:
    """Ordered ranges with one more; those that touch become one. An empty one adds nothing."""
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
    """How many of the first code points of a text lie in the ranges."""
    return sum(max(0, min(end, length) - max(start, 0)) for start, end in ranges)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its edges; empty where there was nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
