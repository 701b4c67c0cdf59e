"""A document laid out in rows at a width, one block at a time.

There is no list of all rows: a `Place` is a block and a row inside it, and moving by rows lays out
only the blocks that are passed. Opening, resizing and every key thus cost what is on the screen,
never what the document holds.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from annotations.documents.document import Block, BlockKind, Document
from tui.text.cells import cell_len, cells_between, offset_at, previous_boundary
from tui.text.rows import Decoration, Fragment, Row
from tui.text.tables import TableLayout, lay_out_table, row_rows
from tui.text.wrap import wrap

KEPT_BLOCKS = 2000
"""Laid out blocks that are kept; far more than any screen shows."""

_LIST_INDENT = 3
_QUOTE_INDENT = 2
_CODE_INDENT = 2


class Place(NamedTuple):
    """A row of the layout: which block, and which of its rows."""

    block: int
    row: int


class Layout:
    """The rows of a document at a width in cells."""

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = max(8, width)
        self._laid: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._tables: dict[int, TableLayout] = {}

    def rows(self, block: int) -> Sequence[Row]:
        """The rows of a block, the blank ones before it included; at least one."""
        rows = self._laid.get(block)
        if rows is None:
            rows = self._laid[block] = self._lay_out(block)
            if len(self._laid) > KEPT_BLOCKS:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(block)
        return rows

    def row(self, place: Place) -> Row:
        """The row at a place."""
        return self.rows(place.block)[place.row]

    def first(self) -> Place:
        """The first row of the document."""
        return Place(0, 0)

    def last(self) -> Place:
        """The last row of what has been read of the document."""
        block = len(self.document.blocks) - 1
        return Place(block, len(self.rows(block)) - 1) if block >= 0 else Place(0, 0)

    def move(self, place: Place, by: int) -> Place:
        """The place so many rows on (back, if negative), stopping at the ends."""
        block, row = place.block, place.row + by
        count = len(self.document.blocks)
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows(block))
        while block < count and row >= (height := len(self.rows(block))):
            if block == count - 1:
                return Place(block, height - 1)
            row -= height
            block += 1
        return Place(block, max(0, row))

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """Rows from start to end, end not before start; limit if there are more."""
        rows = end.row - start.row
        for block in range(start.block, end.block):
            rows += len(self.rows(block))
            if rows - end.row >= limit:
                return limit
        return min(rows, limit)

    def place(self, offset: int) -> Place:
        """The row that shows an offset, or the one before it that comes nearest."""
        if not self.document.blocks:
            return Place(0, 0)
        block = self.document.block_index(offset)
        rows = self.rows(block)
        if self.document.blocks[block].kind is not BlockKind.ROW:
            found = bisect_right(rows, offset, key=lambda row: row.start) - 1
            return Place(block, max(found, self._first_text(rows)))
        best = self._first_text(rows)
        for i, row in enumerate(rows):
            for fragment in row.fragments:
                if fragment.start <= offset < fragment.end:
                    return Place(block, i)
                if fragment.start <= offset:
                    best = max(best, i) if fragment.end == offset else best
        return Place(block, best)

    def offset_at(self, row: Row, x: int) -> int:
        """The offset shown nearest to a cell of a row that shows text."""
        chosen = row.fragments[0]
        for fragment in row.fragments:
            if fragment.x <= x:
                chosen = fragment
        text = self.document.text
        offset = offset_at(text, chosen.start, chosen.end, x - chosen.x)
        if offset >= chosen.end > chosen.start:
            return last_shown(text, chosen.start, chosen.end)
        return offset

    def x_of(self, row: Row, offset: int) -> int:
        """The cell of a row where an offset is drawn, or the nearest one before it."""
        chosen = row.fragments[0] if row.fragments else Fragment(0, 0, 0)
        for fragment in row.fragments:
            if fragment.start <= offset <= fragment.end:
                chosen = fragment
        offset = min(max(offset, chosen.start), chosen.end)
        return chosen.x + cells_between(self.document.text, chosen.start, offset)

    def _first_text(self, rows: Sequence[Row]) -> int:
        return next((i for i, row in enumerate(rows) if row.fragments), 0)

    def _lay_out(self, index: int) -> tuple[Row, ...]:
        block = self.document.blocks[index]
        rows = [Row()] if block.gap and index else []
        if block.kind is BlockKind.RULE:
            width = min(self.width, 24)
            line = Decoration((self.width - width) // 2, "─" * width, "rule")
            return (*rows, Row((Fragment(block.start, block.end, 0),), (line,)))
        if block.kind is BlockKind.ROW:
            if block.table is not None and index == block.table.first and rows:
                rows = [Row()]
            return (*rows, *row_rows(self.document, index, self._table(index)))
        indent, bars = self._indent(block)
        text = self.document.text
        for i, (start, end) in enumerate(wrap(text, block.start, block.end, self.width - indent)):
            drawn = list(bars)
            if i == 0 and block.marker:
                drawn.append(Decoration(max(0, indent - cell_len(block.marker) - 1), block.marker, "marker"))
            rows.append(Row((Fragment(start, end, indent),), tuple(drawn)))
        return tuple(rows)

    def _indent(self, block: Block) -> tuple[int, list[Decoration]]:
        """Where the text of a block begins, and the quote bars before it."""
        room = self.width // 2
        quotes = min(block.quote, room // 2 // _QUOTE_INDENT)
        bars = [Decoration(i * _QUOTE_INDENT, "▎", "quote") for i in range(quotes)]
        indent = quotes * _QUOTE_INDENT
        if block.depth:
            indent = min(indent + 1 + _LIST_INDENT * block.depth, room)
            indent = max(indent, min(room, cell_len(block.marker) + 1))
        if block.kind in (BlockKind.CODE, BlockKind.DIAGRAM):
            indent = min(indent + _CODE_INDENT, room)
        return indent, bars

    def _table(self, index: int) -> TableLayout:
        table = self.document.blocks[index].table
        first = table.first if table else index
        if first not in self._tables:
            self._tables[first] = lay_out_table(self.document, first, self.width)
        return self._tables[first]


def last_shown(text: str, start: int, end: int) -> int:
    """The offset of the last cluster of a row's stretch that is not a space at which it was broken."""
    stripped = start + len(text[start:end].rstrip(" "))
    return previous_boundary(text, max(stripped, min(start + 1, end)), start)
