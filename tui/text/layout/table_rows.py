"""Screen rows of one table row, in columns or as a record."""

from annotations.documents.blocks import Block
from annotations.documents.document import Document
from tui.text.cells import cell_len, shorten
from tui.text.layout.parts import count_parts, part_bounds
from tui.text.layout.tables import BETWEEN, TableLayout, has_head
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap
from tui.theming import signs


def table_rows(document: Document, index: int, layout: TableLayout, part: int) -> list[Row]:
    """Return the screen rows of a part of the table row at block `index`."""
    block = document.blocks[index]
    head = has_head(block) and block.table is not None and index < block.table.first + block.table.head
    last = block.table is None or index == block.table.first + block.table.count - 1
    ends = part == count_row_parts(block, layout) - 1
    if layout.columns:
        rows = _in_columns(document, block, layout, part)
        if ends and (head or (layout.spaced and not last)):
            line = "─┼─".join("─" * column.width for column in layout.columns)
            rows.append(Row((), (Decoration(0, line, "rule"),)))
    else:
        rows = _record(document, block, layout, part, head=head)
        if ends and not last:
            rows.append(Row((), (Decoration(0, "─" * layout.width, "rule"),) if head else ()))
    return rows


def count_row_parts(block: Block, layout: TableLayout) -> int:
    """Return the number of parts of a table row; in columns each cell is cut separately."""
    whole = count_parts(block.start, block.end)
    if whole == 1 or not layout.columns:
        return whole
    shown = [block.cells[column.number] for column in layout.columns if column.number < len(block.cells)]
    return max((count_parts(*cell) for cell in shown), default=1)


def _in_columns(document: Document, block: Block, layout: TableLayout, part: int) -> list[Row]:
    text = document.text
    aligns = block.table.aligns if block.table else ()
    cells: list[list[tuple[int, int]]] = []
    for column in layout.columns:
        start, end = block.cells[column.number] if column.number < len(block.cells) else (0, -1)
        there = start <= end and part < count_parts(start, end)
        cells.append(wrap(text, *part_bounds(text, start, end, part), column.width) if there else [])
    bars = _bars(layout)
    rows = []
    for line in range(max([1, *map(len, cells)])):
        fragments = []
        for column, lines in zip(layout.columns, cells, strict=True):
            if line < len(lines):
                start, end = lines[line]
                align = aligns[column.number] if column.number < len(aligns) else "left"
                # An empty cell needs one cell for the cursor.
                spare = max(0, column.width - max(1, cell_len(text[start:end].rstrip(" "))))
                shift = spare if align == "right" else spare // 2 if align == "center" else 0
                fragments.append(Fragment(start, end, column.x + shift, column.number))
        rows.append(Row(tuple(fragments) or (Fragment(block.start, block.start, 0),), bars))
    return rows


def _bars(layout: TableLayout) -> tuple[Decoration, ...]:
    """Return the bars between the columns, with a sign at an edge with hidden columns."""
    bars = [Decoration(column.x + column.width + 1, BETWEEN.strip(), "rule") for column in layout.columns[:-1]]
    left, right = layout.hidden
    if left and bars:
        bars[0] = Decoration(bars[0].x, signs.LEFT.char, "label")
    if right:
        bars.append(Decoration(layout.width - 1, signs.RIGHT.char, "label"))
    return tuple(bars)


def _record(document: Document, block: Block, layout: TableLayout, part: int, *, head: bool) -> list[Row]:
    text = document.text
    first, last = part_bounds(text, block.start, block.end, part)
    names = document.blocks[block.table.first] if block.table and has_head(block) else None
    gutter = 0 if head else layout.label_width + 2
    rows = []
    for i, (start, end) in enumerate(block.cells):
        # An empty cell has a row too, for its label and the cursor.
        if (start < first and end <= first) or start > last or (start == last < block.end):
            continue
        label = ""
        if start >= first and not head:
            label = text[slice(*names.cells[i])] if names and i < len(names.cells) else "" if names else str(i + 1)
        label = shorten(label, layout.label_width)
        for line, (begin, stop) in enumerate(wrap(text, max(start, first), min(end, last), layout.width - gutter)):
            labels = (Decoration(0, label, "label"),) if label and line == 0 else ()
            rows.append(Row((Fragment(begin, stop, gutter),), labels))
    return rows or [Row((Fragment(first, first, 0),))]
