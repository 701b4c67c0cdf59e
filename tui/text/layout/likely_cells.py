"""Rows of a table whose cells were run together on copying: a dotted bar is drawn where a cell likely ends."""

from collections.abc import Sequence
from typing import Final

from tui.text.cells import cell_len
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap
from tui.theming import signs

_BAR: Final = signs.CELL.char
_BETWEEN: Final = 3
"""Cells between two cells of the table that are in one row: a bar with a blank on both sides."""
_FEWEST: Final = 8
"""Cells that must be left in a row for a cell of the table to begin there."""


def likely_rows(text: str, cells: Sequence[tuple[int, int]], bounds: tuple[int, int], width: int) -> list[Row]:
    """Return the rows of a part of a row of the table; `bounds` are those of the part."""
    laid = _Rows(text, width)
    for start, end in cells:
        first, last = max(start, bounds[0]), min(end, bounds[1])
        if first < last:
            laid.add(first, last, barred=first == start > cells[0][0])
    return laid.rows or [Row((Fragment(*bounds, 0),))]


class _Rows:
    """Rows to which one cell after the other is added."""

    def __init__(self, text: str, width: int) -> None:
        self.rows: list[Row] = []
        self._text = text
        self._width = width
        self._used = width
        """Cells that are used in the last row."""

    def add(self, start: int, end: int, *, barred: bool) -> None:
        """Add a cell, in the last row as far as there is room for whole words."""
        bar = (Decoration(self._used + 1, _BAR, "rule"),) if barred else ()
        room = self._width - self._used - _BETWEEN
        if barred and self.rows and room >= _FEWEST:
            first, last = wrap(self._text, start, end, room)[0]
            if last == end or self._text[last - 1].isspace():
                fragments, drawn = self.rows[-1]
                begin = self._used + _BETWEEN
                self.rows[-1] = Row((*fragments, Fragment(first, last, begin)), (*drawn, *bar))
                self._used = begin + cell_len(self._text[first:last])
                if last == end:
                    return
                start, bar = last, ()
        indent = 2 if bar and self._width > _BETWEEN else 0
        drawn = (Decoration(0, _BAR, "rule"),) if indent else ()
        for n, (first, last) in enumerate(wrap(self._text, start, end, self._width - indent)):
            self.rows.append(Row((Fragment(first, last, indent),), drawn if n == 0 else ()))
            self._used = indent + cell_len(self._text[first:last])
