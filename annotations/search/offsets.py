"""Sorted places in a text, in eight bytes each."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import overload


class Places(Sequence[tuple[int, int]]):
    """Half-open, disjoint ranges in order. Append-only."""

    def __init__(self) -> None:
        self.starts = array("I")
        self.ends = array("I")

    def add(self, start: int, end: int) -> None:
        """Append a range that starts at or after the end of the last one."""
        self.starts.append(start)
        self.ends.append(end)

    def from_(self, offset: int) -> int:
        """Return the index of the first range that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def until(self, offset: int) -> int:
        """Return the number of ranges that start at or before an offset."""
        return bisect_right(self.starts, offset)

    def starts_at(self, offset: int) -> bool:
        """Return whether a range starts at an offset."""
        index = self.from_(offset)
        return index < len(self.starts) and self.starts[index] == offset

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(index, slice):
            return list(zip(self.starts[index], self.ends[index], strict=True))
        return self.starts[index], self.ends[index]
