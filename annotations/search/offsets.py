"""Places in a text, in order: as many as there are, in eight bytes each."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import overload


class Places(Sequence[tuple[int, int]]):
    """Half-open spans that do not overlap, in order. It grows at its end and never changes what it has."""

    def __init__(self) -> None:
        self.starts = array("I")
        self.ends = array("I")

    def add(self, start: int, end: int) -> None:
        """Append a span that begins at or after the end of the last one."""
        self.starts.append(start)
        self.ends.append(end)

    def from_(self, offset: int) -> int:
        """Index of the first span that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def until(self, offset: int) -> int:
        """How many spans start at or before an offset."""
        return bisect_right(self.starts, offset)

    def starts_at(self, offset: int) -> bool:
        """Whether a span starts exactly there."""
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
