"""Which of many overlapping spans cover a place."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Items that cover half-open spans, found by place."""

    def __init__(self, items: Sequence[T], start: Callable[[T], int], end: Callable[[T], int]) -> None:
        """Index items, which are sorted by start."""
        self._items = items
        self._starts = [start(item) for item in items]
        self._ends = [end(item) for item in items]
        self._reach: list[int] = []
        reach = -1
        for stop in self._ends:
            reach = max(reach, stop)
            self._reach.append(reach)

    def over(self, start: int, end: int) -> list[T]:
        """The items that share at least one code point with start to end, in order."""
        found = []
        for i in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[i] <= start:
                break
            if self._ends[i] > start:
                found.append(self._items[i])
        found.reverse()
        return found
