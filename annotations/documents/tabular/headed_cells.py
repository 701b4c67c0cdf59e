"""Cells of the tables of a reading text with their heads, found in the text alone: by the tabs between cells."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotations.text.lazy_regex import lazy

_RUNS: Final = lazy(r"(?m)^[^\n]*\t[^\n]*(?:\n[^\n]*\t[^\n]*)*")
"""Lines with tabs, which are the rows of a table in a reading text that has one there."""

_LONGEST: Final = 2000
"""Code points of a cell or a head that are read."""

_MOST: Final = 64
"""Cells of one range that are read."""

_CAPTIONS: Final = 2
"""Lines before a table that may have the unit of its numbers."""


class HeadedCell(Struct, frozen=True):
    """Cell of a table and what it is about."""

    words: str
    column: str
    """Head of its column; `""` if the table has none, or if it is in the head."""
    row: str
    """First cell of its row; `""` if it is that cell."""
    above: tuple[str, ...]
    """First cell of the head and the lines before the table."""

    @property
    def header(self) -> str:
        """Its heads as `annotations.text.quantities.read` takes them."""
        return "\n".join((self.column, self.row, *self.above))


class HeadedCells:
    """Finds the cells of tables in one reading text; the text is searched for tables once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs = [found.span() for found in _RUNS.finditer(text)]

    def within(self, start: int, end: int, *, headed: bool) -> Iterator[HeadedCell]:
        """Yield the cells that share text with a range of code points, the first 64 at most.

        `headed` is whether the first row of the table is a head.
        """
        index = bisect_right(self._runs, (start, len(self._text))) - 1
        if index < 0 or self._runs[index][1] <= start:
            return
        text, (first, last) = self._text, self._runs[index]
        lines = text[max(0, first - _LONGEST) : max(0, first - 1)].split("\n")[-_CAPTIONS:] if first else []
        stop = text.find("\n", first, last)
        heads = text[first : stop if stop >= 0 else last].split("\t") if headed else []
        above = *(_short(head) for head in heads[:1]), *map(_short, reversed(lines))
        at, count = text.rfind("\n", 0, start) + 1, 0
        while at < min(end, last) and count < _MOST:
            stop = text.find("\n", at, last)
            cells = text[at : stop if stop >= 0 else last].split("\t")
            is_head = headed and at == first
            for place, words in enumerate(cells):
                if at < end and start < at + len(words) and count < _MOST:
                    column = "" if is_head or place >= len(heads) else heads[place]
                    row = "" if is_head or not place else cells[0]
                    yield HeadedCell(words[:_LONGEST], _short(column), _short(row), () if is_head else above)
                    count += 1
                at += len(words) + 1


def _short(words: str) -> str:
    return " ".join(words[:_LONGEST].split())
