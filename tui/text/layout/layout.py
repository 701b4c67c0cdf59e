"""Layout of a document in rows of a width, one block at a time.

There is no list of all rows: a `Place` is a block and a row in it, and moving by rows lays out only the blocks on the
way. Opening, resizing and every key cost what is on the screen, whatever the length of the document.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.documents.blocks import UNKNOWN_COLUMNS, Block, BlockKind
from annotations.documents.document import Document
from tui.text.cells import cell_len, cells_between, offset_at, previous_boundary, shorten
from tui.text.diagrams.drawings import Drawing, Drawings, shown
from tui.text.layout.likely_cells import likely_rows
from tui.text.layout.parts import PART, count_parts, part_bounds, part_of
from tui.text.layout.table_rows import count_row_parts, table_rows
from tui.text.layout.tables import Tables
from tui.text.motion import cell_index
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap
from tui.theming import signs

KEPT_BLOCKS = 2000
"""Laid out parts of blocks in the cache; far more than a screen shows."""

_LIST_INDENT = 3
_QUOTE_INDENT = 2
_CODE_INDENT = 2


STRIDE = 8 * PART
"""More rows than a part of a block can have; the rows of part n are numbered from n * STRIDE."""


class Place(NamedTuple):
    """A row of the layout: the index of its block and its number in the block."""

    block: int
    row: int


class Layout:
    """The rows of a document at a width in cells.

    Very long blocks are laid out in parts, see `tui.text.layout.parts`, so that no call costs more than a few screens.
    """

    def __init__(
        self,
        document: Document,
        width: int,
        panned: dict[int, int] | None = None,
        drawings: Drawings | None = None,
    ) -> None:
        """`panned` are the panned tables, as for `Tables`."""
        self.document = document
        self._drawings = drawings or Drawings(document)
        self.width = max(8, width)
        self.tables = Tables(document, self.width, panned)
        self.edition = 0
        """Counter that grows when laid out rows become invalid."""
        self._laid: OrderedDict[tuple[int, int], tuple[Row, ...]] = OrderedDict()

    def rows(self, block: int, part: int = 0) -> Sequence[Row]:
        """Return the rows of a part of a block, with the blank rows before it.

        Empty only for lines of a drawn diagram after the first one, which has all rows of the drawing.
        """
        rows = self._laid.get((block, part))
        if rows is None:
            rows = self._laid[block, part] = self._lay_out(block, part)
            if len(self._laid) > KEPT_BLOCKS:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end((block, part))
        return rows

    def parts(self, block: int) -> int:
        """Return the number of parts of a block."""
        one = self.document.blocks[block]
        if one.kind is BlockKind.ROW:
            return count_row_parts(one, self.tables.layout(block))
        if self.drawing(block) is not None:
            return 1
        return count_parts(one.start, one.end)

    def row(self, place: Place) -> Row:
        """Return the row at a place."""
        part, row = divmod(place.row, STRIDE)
        return self.rows(place.block, part)[row]

    def first(self) -> Place:
        """Return the place of the first row."""
        return Place(0, 0)

    def last(self) -> Place:
        """Return the place of the last row that has been read."""
        block = len(self.document.blocks) - 1
        if block < 0:
            return Place(0, 0)
        while (drawing := self.drawing(block)) is not None and block > drawing.first:
            block = drawing.first
        part = self.parts(block) - 1
        return Place(block, part * STRIDE + len(self.rows(block, part)) - 1)

    def move(self, place: Place, by: int) -> Place:
        """Return the place `by` rows further (back if negative), limited to the document."""
        if not self.document.blocks:
            return place
        block = place.block
        part, row = divmod(place.row, STRIDE)
        row += by
        while row < 0:
            if (before := self._before(block, part)) is None:
                return self.first()
            block, part = before
            row += len(self.rows(block, part))
        while row >= (height := len(self.rows(block, part))):
            if (after := self._after(block, part)) is None:
                return self.last()
            block, part = after
            row -= height
        return Place(block, part * STRIDE + row)

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """Return the rows from `start` to `end`, which is not before it; at most `limit`."""
        block, (part, row) = start.block, divmod(start.row, STRIDE)
        last = (end.block, end.row // STRIDE)
        rows = -row
        while (block, part) < last and rows < limit:
            rows += len(self.rows(block, part))
            block, part = self._after(block, part) or last
        return min(rows + end.row % STRIDE, limit)

    def walk(self, place: Place) -> Iterator[tuple[Place, Row]]:
        """Yield the rows from a place to the end of what has been read."""
        unit: tuple[int, int] | None = (place.block, place.row // STRIDE)
        first = place.row % STRIDE
        while unit is not None:
            rows = self.rows(*unit)
            for i in range(first, len(rows)):
                yield Place(unit[0], unit[1] * STRIDE + i), rows[i]
            unit, first = self._after(*unit), 0

    def place(self, offset: int) -> Place:
        """Return the place of the row that shows `offset`, or of the nearest row before."""
        if not self.document.blocks:
            return Place(0, 0)
        block = self.document.block_index(offset)
        if (drawing := self.drawing(block)) is not None:
            return Place(drawing.first, len(self.rows(drawing.first)) - len(drawing.rows) + drawing.row(offset))
        part = self._part_of(block, offset)
        rows = self.rows(block, part)
        base = part * STRIDE
        if self.document.blocks[block].kind is not BlockKind.ROW:
            found = bisect_right(rows, offset, key=lambda row: row.start) - 1
            return Place(block, base + max(found, self._first_text(rows)))
        best = self._first_text(rows)
        for i, row in enumerate(rows):
            for fragment in row.fragments:
                if fragment.start <= offset < max(fragment.end, fragment.start + 1):
                    return Place(block, base + i)
                if fragment.end == offset:
                    best = max(best, i)
        return Place(block, base + best)

    def offset_at(self, place: Place, x: int) -> int:
        """Return the offset in the row at `place` that is nearest to cell `x`; the row must show text."""
        row = self.row(place)
        return self._within(self._fragment_at(place, row, x), x)

    def pointed_at(self, place: Place, x: int) -> int:
        """Return the offset nearest to cell `x`, within the table column at that cell."""
        row = self.row(place)
        fragment = self._fragment_at(place, row, x)
        column = self._column_at(place, x)
        if column in (-1, fragment.column):
            return self._within(fragment, x)
        start, end = self.document.blocks[place.block].cells[column]
        return last_shown(self.document.text, start, end) if start < end else start

    def existing(self, place: Place) -> Place:
        """Return `place`, or the last row of its block if the block has fewer rows now."""
        part = min(place.row // STRIDE, self.parts(place.block) - 1)
        row = min(place.row % STRIDE, max(0, len(self.rows(place.block, part)) - 1))
        return Place(place.block, part * STRIDE + row)

    def beside(self, offset: int) -> int:
        """Return `offset`, or the start of the nearest visible cell of its table row."""
        index = self.document.block_index(offset)
        block = self.document.blocks[index]
        if not block.cells or not self.tables.in_columns(index):
            return offset
        cell = cell_index(block, offset)
        shown = [column.number for column in self.tables.layout(index).columns if column.number < len(block.cells)]
        if cell in shown or not shown:
            return offset
        # The first column is always visible; panning is about the others.
        return block.cells[min(shown, key=lambda column: (column == 0, abs(column - cell)))][0]

    def resized(self, width: int) -> "Layout":
        """Return a layout of the same document at another width, with the same panned tables and drawings."""
        return Layout(self.document, width, self.tables.panned, self._drawings)

    def in_reach(self, place: Place, x: int) -> bool:
        """Return whether the row at `place` shows text, in a table in the column at cell `x`."""
        row = self.row(place)
        column = self._column_at(place, x)
        return bool(row.fragments) and (column < 0 or row.in_column(column) is not None)

    def x_of(self, row: Row, offset: int) -> int:
        """Return the cell of a row where `offset` is drawn, or the nearest one before it."""
        chosen = row.fragments[0] if row.fragments else Fragment(0, 0, 0)
        for fragment in row.fragments:
            if fragment.start <= offset <= fragment.end:
                chosen = fragment
        offset = min(max(offset, chosen.start), chosen.end)
        return chosen.x + cells_between(self.document.text, chosen.start, offset)

    def finish(self) -> bool:
        """Draw and measure again the diagrams and tables that have been read to their end. Return whether there are any."""
        finished = [self._drawings.finish(), self.tables.finish()]
        if any(finished):
            self._forget()
        return any(finished)

    # --- diagrams

    def drawing(self, block: int) -> Drawing | None:
        """Return the drawing that shows a block; None if it is shown as text."""
        if self.document.blocks[block].kind is not BlockKind.DIAGRAM:
            return None
        return self._drawings.at(block, self.width - self._indent(self.document.blocks[block])[0])

    def why_no_drawing(self, block: int) -> str:
        """Return why a diagram cannot be drawn, in a few words; ``""`` if it can."""
        return self._drawings.why_not(block, self.width - self._indent(self.document.blocks[block])[0])

    def switch_diagram(self, block: int) -> bool:
        """Toggle between a diagram and its text. Return whether that changed anything."""
        before = self.drawing(block)
        self._drawings.show(block, as_text=before is not None)
        self._forget()
        return self.drawing(block) is not before

    def shown(self, offset: int, *, back: bool = False) -> int:
        """Return `offset`, or the next offset that a drawn diagram shows; with `back` the previous one."""
        return shown(self.document, self.drawing, offset, back=back) if self.document.blocks else offset

    # --- tables

    def head_rows(self, block: int) -> list[tuple[Place, Row]]:
        """Return the rows of the head of the table that contains a block; empty without a head, and for records."""
        table = self.document.blocks[block].table
        if table is None or not table.head or not self.tables.in_columns(block):
            return []
        rows = self.rows(table.first)
        return [(Place(table.first, i), rows[i]) for i in range(self._first_text(rows), len(rows))]

    def pan(self, block: int, by: int) -> bool:
        """Pan the table of a block by columns. Return False if nothing changed or it is no table."""
        if self.document.blocks[block].kind is not BlockKind.ROW:
            return False
        return self._changed(block, changed=self.tables.pan(block, by))

    def reveal(self, offset: int) -> bool:
        """Pan a table until `offset` is visible. Return False if nothing changed."""
        index = self.document.block_index(offset)
        block = self.document.blocks[index]
        if block.kind is not BlockKind.ROW or not block.cells:
            return False
        return self._changed(index, changed=self.tables.reveal(index, cell_index(block, offset)))

    def _changed(self, block: int, *, changed: bool) -> bool:
        if changed and (table := self.document.blocks[block].table):
            for key in [key for key in self._laid if table.first <= key[0] < table.first + table.count]:
                del self._laid[key]
            self.edition += 1
        return changed

    def _forget(self) -> None:
        self._laid.clear()
        self.edition += 1

    def _column_at(self, place: Place, x: int) -> int:
        """Return the table column at cell `x`; -1 outside of tables in columns."""
        if not self.tables.in_columns(place.block):
            return -1
        cells = len(self.document.blocks[place.block].cells)
        shown = [column for column in self.tables.layout(place.block).columns if column.number < cells]
        return next((column.number for column in reversed(shown) if column.x <= x), 0 if shown else -1)

    def _fragment_at(self, place: Place, row: Row, x: int) -> Fragment:
        column = self._column_at(place, x)
        if column >= 0 and (found := row.in_column(column)):
            return found
        return next((fragment for fragment in reversed(row.fragments) if fragment.x <= x), row.fragments[0])

    def _within(self, fragment: Fragment, x: int) -> int:
        text = self.document.text
        offset = offset_at(text, fragment.start, fragment.end, x - fragment.x)
        if offset >= fragment.end > fragment.start:
            return last_shown(text, fragment.start, fragment.end)
        return offset

    # --- laying out

    def _after(self, block: int, part: int) -> tuple[int, int] | None:
        """Return the next part, of this block or of the next one; None at the end."""
        if part + 1 < self.parts(block):
            return block, part + 1
        return (block + 1, 0) if block + 1 < len(self.document.blocks) else None

    def _before(self, block: int, part: int) -> tuple[int, int] | None:
        if part:
            return block, part - 1
        return (block - 1, self.parts(block - 1) - 1) if block else None

    def _part_of(self, index: int, offset: int) -> int:
        block = self.document.blocks[index]
        if block.end - block.start < 2 * PART:
            return 0
        if block.kind is BlockKind.ROW and self.tables.in_columns(index):
            cell = block.cells[cell_index(block, offset)]
            return min(part_of(self.document.text, *cell, offset), self.parts(index) - 1)
        return part_of(self.document.text, block.start, block.end, offset)

    def _first_text(self, rows: Sequence[Row]) -> int:
        return next((i for i, row in enumerate(rows) if row.fragments), 0)

    def _lay_out(self, index: int, part: int) -> tuple[Row, ...]:
        block = self.document.blocks[index]
        rows = [self._gap(index)] if block.gap and index and not part else []
        if block.kind is BlockKind.RULE:
            width = min(self.width, 24)
            line = Decoration((self.width - width) // 2, "─" * width, "rule")
            return (*rows, Row((Fragment(block.start, block.end, 0),), (line,)))
        if block.kind is BlockKind.ROW:
            return (*rows, *table_rows(self.document, index, self.tables.layout(index), part))
        indent, bars = self._indent(block)
        if (drawing := self.drawing(index)) is not None:
            return (*rows, *(row.moved(indent, bars) for row in drawing.rows)) if index == drawing.first else ()
        text = self.document.text
        first, last = part_bounds(text, block.start, block.end, part)
        if block.cells:
            laid = likely_rows(text, block.cells, (first, last), self.width - indent)
            return (*rows, *(row.moved(indent, bars) for row in laid))
        for i, (start, end) in enumerate(wrap(text, first, last, self.width - indent)):
            drawn = list(bars)
            if i == 0 and not part and block.marker:
                drawn.append(Decoration(max(0, indent - cell_len(block.marker) - 1), block.marker, "marker"))
            if block.kind in (BlockKind.CODE, BlockKind.DIAGRAM) and (i or part) and indent >= _CODE_INDENT:
                drawn.append(Decoration(indent - _CODE_INDENT, signs.CONTINUED.char, "rule"))
            rows.append(Row((Fragment(start, end, indent),), tuple(drawn)))
        return tuple(rows)

    def _gap(self, index: int) -> Row:
        """Return the blank row before a block, with the bars of a continued quote and a remark on the block."""
        before, block = self.document.blocks[index - 1], self.document.blocks[index]
        indent, bars = self._indent(block)
        drawn = bars[: before.quote]
        if block.info == UNKNOWN_COLUMNS != before.info:
            drawn.append(Decoration(indent, shorten(block.info, self.width - indent), "aside"))
        return Row((), tuple(drawn))

    def _indent(self, block: Block) -> tuple[int, list[Decoration]]:
        """Return the cell where the text of a block begins, and the quote bars before it."""
        room = self.width // 2
        quotes = min(block.quote, room // 2 // _QUOTE_INDENT)
        bars = [Decoration(i * _QUOTE_INDENT, signs.QUOTED.char, "quote") for i in range(quotes)]
        indent = quotes * _QUOTE_INDENT
        if block.depth:
            indent = min(indent + 1 + _LIST_INDENT * block.depth, room)
            indent = max(indent, min(room, cell_len(block.marker) + 1))
        if block.kind in (BlockKind.CODE, BlockKind.DIAGRAM):
            indent = min(indent + _CODE_INDENT, room)
        return indent, bars


def last_shown(text: str, start: int, end: int) -> int:
    """Return the offset of the last cluster of a row, ignoring the spaces at which it was broken."""
    stripped = start + len(text[start:end].rstrip(" "))
    return previous_boundary(text, max(stripped, min(start + 1, end)), start)
