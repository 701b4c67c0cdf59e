"""Laying out tables: columns that fit their cells, records where they cannot fit, or columns to be panned.

Cells wrap inside their column, so nothing of a table is ever cut off. Where columns as wide as their
longest words do not fit the width, each row becomes a record with one ``column  cell`` line a cell. Such a table may
be panned instead: its first column stays and the others pass beside it, each of them whole.
"""

from typing import NamedTuple

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document
from tui.text.cells import cell_len, shorten
from tui.text.wrap import longest_word

BETWEEN = " │ "

_SAMPLE_ROWS, _SAMPLE_CELLS = 400, 4000
"""How much of a table is measured; longer cells that come later are wrapped."""
_NARROWEST = 7
"""Cells below which a column is not squeezed."""
_LONGEST_WORD = 24
"""Cells of the longest word that a column is kept wide enough for; an address may be cut."""
_WIDEST_PANNED = 32
"""Cells of the widest column of a table that is panned; on a narrow page two of them fit."""
_LABELS = 64
"""Columns whose names are measured for the labels of records."""


class Column(NamedTuple):
    """A column that is on the screen."""

    number: int
    """From 0."""
    x: int
    """Cell where it begins."""
    width: int


class TableLayout(NamedTuple):
    """How the rows of one table are drawn."""

    width: int
    columns: tuple[Column, ...] = ()
    """Those on the screen, left to right; empty if the rows are drawn as records."""
    spaced: bool = True
    """Whether a line parts the rows, because some are higher than one."""
    hidden: tuple[bool, bool] = (False, False)
    """Whether there are more columns beyond the left and the right edge."""
    label_width: int = 0
    """Of records: cells of the widest column name."""


class _Measure(NamedTuple):
    """What the cells of a table would need."""

    natural: list[int]
    """Cells of the widest one of each column."""
    words: list[int]
    """Cells of the longest stretch of each column in which no row may end."""


class Tables:
    """How the tables of a document are drawn at a width in cells, and how far each is panned."""

    def __init__(self, document: Document, width: int, panned: dict[int, int] | None = None) -> None:
        """``panned`` are the tables that are panned, by their first block, with the first column that passes."""
        self.panned = dict(panned or {})
        self._document = document
        self._width = width
        self._layouts: dict[int, TableLayout] = {}
        self._measures: dict[int, _Measure] = {}
        self._unread: dict[int, int] = {}
        """Tables that were measured before all rows that count had been read, and the block up to which that is."""

    def layout(self, index: int) -> TableLayout:
        """How the table is drawn that has a row at a block index."""
        first = self._first(index)
        if first not in self._layouts:
            self._layouts[first] = self._lay_out(first)
        return self._layouts[first]

    def in_columns(self, index: int) -> bool:
        """Whether the block at an index is a row of a table that is drawn in columns."""
        return self._document.blocks[index].kind is BlockKind.ROW and bool(self.layout(index).columns)

    def pan(self, index: int, by: int) -> bool:
        """Pan by columns; before the first column the rows become records. False if nothing changed."""
        first = self._first(index)
        before = self.panned.get(first, 0)
        if not before and self.layout(first).columns:
            return False
        return self._set(first, max(0, min(before + by, self._last_pan(first))))

    def reveal(self, index: int, column: int) -> bool:
        """Pan so far that a column is on the screen. False if nothing changed."""
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
        """Measure anew from now on the tables whose rows have been read in the meantime. Whether there are any.

        Whoever holds rows of them has to lay them out anew.
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
        """Cells of each column of a table that is panned, and the room beside its first one."""
        natural = self._measure(first).natural
        key = min(natural[0], max(1, self._width // 3))
        room = max(1, self._width - key - len(BETWEEN) - len(" ›"))
        widest = min(_WIDEST_PANNED, max(_NARROWEST, (room - len(BETWEEN)) // 2), room)
        return [key, *(min(n, widest) for n in natural[1:])], room

    def _last_pan(self, first: int) -> int:
        """The first column that passes when the last one is on the screen."""
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
        # A cell that is longer than any screen is wide is measured as far as it matters.
        enough = 4 * self._width
        for row in self._document.blocks[first : first + rows]:
            for i, (start, end) in enumerate(row.cells[:columns]):
                cell = self._document.slice(start, min(end, start + enough))
                natural[i] = max(natural[i], *map(cell_len, cell.split("\n")))
                words[i] = max(words[i], longest_word(cell))
        return _Measure(natural, words)


def has_head(row: Block) -> bool:
    """Whether the table of a row has a head."""
    return row.table is not None and row.table.head > 0


def _span(widths: list[int]) -> int:
    """Cells of columns side by side."""
    return sum(widths) + len(BETWEEN) * (len(widths) - 1)


def _share(natural: list[int], least: list[int], room: int) -> tuple[int, ...]:
    """Widths that fit room: no column below its least, narrow ones whole, the wide ones share what is left."""
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
