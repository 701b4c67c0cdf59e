"""Offsets of other programs: UTF-16 code units, bytes of UTF-8, code points with CR LF line ends."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from annotations.exchange.incoming import UNKNOWN, Unit

UNITS: Final[tuple[Unit, ...]] = ("code points", "utf-16", "bytes", "crlf")
"""Units in the order in which they are tried."""


class Offsets:
    """Offsets in one text, from code points to another unit and back. A table is made once for each unit that needs one."""

    def __init__(self, text: str) -> None:
        """Prepare for a text."""
        self._text = text
        self._tables: dict[Unit, list[int]] = {}

    def counted(self, offset: int, unit: Unit) -> int:
        """Return an offset in code points as another program counts it."""
        return offset if self._same(unit) else self._table(unit)[offset]

    def code_points(self, offset: int, unit: Unit) -> int:
        """Return an offset of another program in code points; `UNKNOWN` if it is within a character or beyond the text."""
        if self._same(unit):
            return offset if offset <= len(self._text) else UNKNOWN
        table = self._table(unit)
        at = bisect_left(table, offset)
        return at if at < len(table) and table[at] == offset else UNKNOWN

    def _same(self, unit: Unit) -> bool:
        if unit == "crlf":
            return "\n" not in self._text
        return unit in {"", "code points"} or self._text.isascii()

    def _table(self, unit: Unit) -> list[int]:
        if unit not in self._tables:
            self._tables[unit] = list(accumulate(_widths(self._text, unit), initial=0))
        return self._tables[unit]


def _widths(text: str, unit: Unit) -> Iterator[int]:
    """Yield the width of each code point of a text."""
    if unit == "utf-16":
        return (2 if char > "\uffff" else 1 for char in text)
    if unit == "crlf":
        return (2 if char == "\n" else 1 for char in text)
    return (1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4 for char in text)
