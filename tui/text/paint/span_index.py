"""Index of overlapping ranges."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

_BATCH = 128
"""Items per batch. A batch is skipped if its largest end is before the range."""


class SpanIndex(Generic[T]):
    """Finds the items whose half-open ranges overlap a range."""

    def __init__(self, items: Sequence[T], starts: Sequence[int], ends: Sequence[int]) -> None:
        """Index `items`, which are sorted by start, with their starts and ends."""
        self._items = items
        self._starts = starts
        self._ends = ends
        self._reach = [max(self._ends[i : i + _BATCH]) for i in range(0, len(self._ends), _BATCH)]

    def over(self, start: int, end: int) -> list[T]:
        """Return the items that share at least one code point with a range, in order."""
        last = bisect_left(self._starts, end)
        found = []
        for batch, reach in enumerate(self._reach[: -(-last // _BATCH)]):
            if reach > start:
                first = batch * _BATCH
                found += [i for i in range(first, min(first + _BATCH, last)) if self._ends[i] > start]
        return [self._items[i] for i in found]
