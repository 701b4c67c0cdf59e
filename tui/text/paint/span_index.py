"""Which of many overlapping spans cover a place."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

_BATCH = 128
"""Items of which only the farthest end is looked at where none of them reaches a place."""


class SpanIndex(Generic[T]):
    """Items that cover half-open spans, found by place."""

    def __init__(self, items: Sequence[T], starts: Sequence[int], ends: Sequence[int]) -> None:
        """Index items, which are sorted by start, with where each of them starts and ends."""
        self._items = items
        self._starts = starts
        self._ends = ends
        self._reach = [max(self._ends[i : i + _BATCH]) for i in range(0, len(self._ends), _BATCH)]

    def over(self, start: int, end: int) -> list[T]:
        """The items that share at least one code point with start to end, in order."""
        last = bisect_left(self._starts, end)
        found = []
        for batch, reach in enumerate(self._reach[: -(-last // _BATCH)]):
            if reach > start:
                first = batch * _BATCH
                found += [i for i in range(first, min(first + _BATCH, last)) if self._ends[i] > start]
        return [self._items[i] for i in found]
