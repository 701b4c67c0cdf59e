"""Layout of tables: columns that fit their cells, records if they cannot fit, or panned columns.

Cells wrap in their column, so no text is cut off. If columns as wide as their longest words do not fit, each row becomes
a record with one ``column  cell`` line per cell. Such a table can be panned instead: its first column stays, and as many
of the others as fit are shown beside it.
"""

from typing import NamedTuple

from msgspec import Struct

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document
from tui.text.cells import cell_len, shorten
from tui.text.wrap import longest_word
from tui.theming import signs

BETWEEN = " │ "

_SAMPLE_ROWS, _SAMPLE_CELLS = 400, 4000
"""Rows and cells of a table that are measured; longer cells after them are wrapped."""
_NARROWEST = 7
"""Least width of a shortened column."""
_LONGEST_WORD = 24
"""Longest word in cells that a column is made wide enough for; an address may be cut."""
_WIDEST_PANNED = 32
"""Largest width of a column in a panned table; on a narrow page two of them fit."""
_LABELS = 64
"""Columns whose names are measured for the labels of records."""


class Column(Struct, frozen=True):
    """A visible column."""

    number: int
    """From 0."""
    x: int
    """First cell."""
    width: int


class TableLayout(Struct, frozen=True):
    """Layout of the rows of one table."""

    width: int
    columns: tuple[Column, ...] = ()
    """Visible columns, left to right; empty if rows are drawn as records."""
    spaced: bool = True
    """Whether rows are separated by lines, since some have several screen rows."""
    hidden: tuple[bool, bool] = (False, False)
    """Whether there are hidden columns on the left and on the right."""
    label_width: int = 0
    """Width of the column names in records."""


class _Measure(NamedTuple):
    """Widths that the cells of a table need."""

    natural: list[int]
    """Width of the widest cell of each column."""
    words: list[int]
    """Width of the longest word of each column."""


class Tables:
    """Layouts of the tables of a document at a width in cells, and how far each is panned."""

    def __init__(self, document: Document, width: int, panned: dict[int, int] | None = None) -> None:
        """`panned` maps the first block of each panned table to the first column shown beside column 0."""
        self.panned = dict(panned or {})
        self._document = document
        self._width = width
        self._layouts: dict[int, TableLayout] = {}
        self._measures: dict[int, _Measure] = {}
        self._unread: dict[int, int] = {}
        """Tables measured before all sample rows were read, with the block after the sample."""

    def layout(self, index: int) -> TableLayout:
        """Return the layout of the table that contains block `index`."""
        first = self._first(index)
        if first not in self._layouts:
            self._layouts[first] = self._lay_out(first)
        return self._layouts[first]

    def in_columns(self, index: int) -> bool:
        """Return whether block `index` is a row of a table drawn in columns."""
        return self._document.blocks[index].kind is BlockKind.ROW and bool(self.layout(index).columns)

    def pan(self, index: int, by: int) -> bool:
        """Pan by columns; at 0 the rows become records again. Return False if nothing changed."""
        first = self._first(index)
        before = self.panned.get(first, 0)
        if not before and self.layout(first).columns:
            return False
        return self._set(first, max(0, min(before + by, self._last_pan(first))))

    def reveal(self, index: int, column: int) -> bool:
        """Pan until a column is visible. Return False if nothing changed."""
        first = self._first(index)
        pan = self.panned.get(first, 0)
        if not pan or not column or any(shown.number == column for shown in self.layout(first).columns):
            return False
        if column > pan:
            widths, room = self._panned_widths(first)
            pan = column
            while pan > 1 and _span(widths[pan - 1 : column + 1]) <= room:
                pan -= 1
        return self._set(first, min(column, pan))

    def finish(self) -> bool:
        """Discard the measures of tables whose sample has been read since. Return whether there are any.

        Rows that were laid out before are then invalid.
        """
        read = len(self._document.blocks)
        finished = [first for first, last in self._unread.items() if last <= read or self._document.complete]
        for first in finished:
            del self._unread[first], self._measures[first]
            self._layouts.pop(first, None)
        return bool(finished)

    def _set(self, first: int, pan: int) -> bool:
        if pan == self.panned.get(first, 0):
            return False
        self.panned[first] = pan
        del self._layouts[first]
        return True

    def _first(self, index: int) -> int:
        table = self._document.blocks[index].table
        return table.first if table else index

    def _count(self, first: int) -> int:
        block = self._document.blocks[first]
        return max(len(block.cells), len(block.table.aligns) if block.table else 0)

    def _lay_out(self, first: int) -> TableLayout:
        if pan := self.panned.get(first, 0):
            return self._panned(first, pan)
        count = self._count(first)
        room = self._width - len(BETWEEN) * (count - 1)
        if room < count:
            return self._records(first)
        natural, words = self._measure(first)
        least = [
            min(cell, max(min(word, _LONGEST_WORD), _NARROWEST)) for cell, word in zip(natural, words, strict=True)
        ]
        if sum(least) > room:
            return self._records(first)
        widths = _share(natural, least, room)
        columns, x = [], 0
        for i, width in enumerate(widths):
            columns.append(Column(i, x, width))
            x += width + len(BETWEEN)
        return TableLayout(self._width, tuple(columns), any(n > w for n, w in zip(natural, widths, strict=True)))

    def _records(self, first: int) -> TableLayout:
        head = self._document.blocks[first]
        names = [self._document.text[start:end] for start, end in head.cells[:_LABELS]] if has_head(head) else []
        widest = max((cell_len(shorten(name, self._width // 3)) for name in names), default=len(str(len(head.cells))))
        return TableLayout(self._width, label_width=min(widest, self._width // 3))

    def _panned(self, first: int, pan: int) -> TableLayout:
        widths, room = self._panned_widths(first)
        natural = self._measure(first).natural
        columns = [Column(0, 0, widths[0])]
        x, end = widths[0] + len(BETWEEN), widths[0] + len(BETWEEN) + room
        index = pan
        while index < len(widths) and (index == pan or x + widths[index] <= end):
            columns.append(Column(index, x, widths[index]))
            x += widths[index] + len(BETWEEN)
            index += 1
        spaced = any(n > w for n, w in zip(natural, widths, strict=True))
        return TableLayout(self._width, tuple(columns), spaced, (pan > 1, index < len(widths)))

    def _panned_widths(self, first: int) -> tuple[list[int], int]:
        """Return the widths of the columns of a panned table, and the room beside the first one."""
        natural = self._measure(first).natural
        key = min(natural[0], max(1, self._width // 3))
        room = max(1, self._width - key - len(BETWEEN) - len(f" {signs.RIGHT.char}"))
        widest = min(_WIDEST_PANNED, max(_NARROWEST, (room - len(BETWEEN)) // 2), room)
        return [key, *(min(n, widest) for n in natural[1:])], room

    def _last_pan(self, first: int) -> int:
        """Return the pan at which the last column is visible."""
        widths, room = self._panned_widths(first)
        pan = len(widths) - 1
        while pan > 1 and _span(widths[pan - 1 :]) <= room:
            pan -= 1
        return pan

    def _measure(self, first: int) -> _Measure:
        if first not in self._measures:
            self._measures[first] = self._measured(first)
        return self._measures[first]

    def _measured(self, first: int) -> _Measure:
        table = self._document.blocks[first].table
        columns = self._count(first)
        rows = min(table.count if table else 1, _SAMPLE_ROWS, max(2, _SAMPLE_CELLS // max(1, columns)))
        if first + rows > len(self._document.blocks) and not self._document.complete:
            self._unread[first] = first + rows
        natural, words = [1] * columns, [1] * columns
        # The rest of a long cell does not change the layout.
        enough = 4 * self._width
        for row in self._document.blocks[first : first + rows]:
            for i, (start, end) in enumerate(row.cells[:columns]):
                cell = self._document.slice(start, min(end, start + enough))
                natural[i] = max(natural[i], *map(cell_len, cell.split("\n")))
                words[i] = max(words[i], longest_word(cell))
        return _Measure(natural, words)


def has_head(row: Block) -> bool:
    """Return whether the table of a row has a head."""
    return row.table is not None and row.table.head > 0


def _span(widths: list[int]) -> int:
    """Return the cells of columns side by side."""
    return sum(widths) + len(BETWEEN) * (len(widths) - 1)


def _share(natural: list[int], least: list[int], room: int) -> tuple[int, ...]:
    """Return widths that fit `room`: none below its `least`, narrow columns whole, wide ones share the rest."""
    widths = list(natural)
    while (excess := sum(widths) - room) > 0:
        widest = max(w for w, low in zip(widths, least, strict=True) if w > low)
        among = [i for i, w in enumerate(widths) if w == widest and w > least[i]]
        below = [w for w, low in zip(widths, least, strict=True) if low < w < widest]
        floor = max([0, *below, *(least[i] for i in among)])
        cut = min(widest - floor, -(-excess // len(among)))
        for i in among[: -(-excess // cut)]:
            widths[i] -= cut
    return tuple(widths)
