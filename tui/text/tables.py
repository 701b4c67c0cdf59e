"""Laying out a table: columns that fit their cells, or records where the columns cannot fit.

Cells wrap inside their column, so nothing of a table is ever cut off. Where even narrow columns do
not fit the width, each row becomes a record with one ``column  cell`` line a cell.
"""

from typing import NamedTuple

from annotations.documents.document import Block, Document
from tui.text.cells import cell_len, shorten
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap

SAMPLE = 400
"""Rows that are measured; a table of more rows wraps the longer cells that come later."""

_NARROWEST = 7
"""Cells below which a column is not squeezed."""
_BETWEEN = " │ "


class TableLayout(NamedTuple):
    """How the rows of one table are drawn."""

    widths: tuple[int, ...]
    """Cells of each column; empty if the rows are drawn as records."""
    labels: tuple[str, ...]
    """Of records: the column names."""
    spaced: bool
    """Whether a line parts the rows, because some are higher than one."""
    width: int


def lay_out_table(document: Document, first: int, width: int) -> TableLayout:
    """The layout of the table whose first row is block first, for a width in cells."""
    table = document.blocks[first].table
    count = table.count if table else 1
    rows = document.blocks[first : first + min(count, SAMPLE)]
    columns = max((len(row.cells) for row in rows), default=0)
    natural = [1] * columns
    words = [1] * columns
    for row in rows:
        for i, (start, end) in enumerate(row.cells):
            cell = document.text[start:end]
            natural[i] = max(natural[i], cell_len(cell))
            words[i] = max(words[i], max(map(cell_len, cell.split()), default=1))
    room = width - len(_BETWEEN) * (columns - 1)
    if sum(min(n, _NARROWEST) for n in natural) > room:
        return TableLayout((), _labels(document, rows[0], width), spaced=True, width=width)
    widths = _share(natural, words if sum(words) <= room else [min(n, _NARROWEST) for n in natural], room)
    return TableLayout(widths, (), spaced=any(n > w for n, w in zip(natural, widths, strict=True)), width=width)


def row_rows(document: Document, index: int, layout: TableLayout) -> list[Row]:
    """The screen rows of the table row at block index."""
    block = document.blocks[index]
    head = block.table is not None and index < block.table.first + block.table.head
    last = block.table is None or index == block.table.first + block.table.count - 1
    if not layout.widths:
        return _record(document, block, layout, head=head, last=last)
    rows = _columns(document, block, layout)
    if head or (layout.spaced and not last):
        line = "─┼─".join("─" * width for width in layout.widths)
        rows.append(Row((), (Decoration(0, line, "rule"),)))
    return rows


def _columns(document: Document, block: Block, layout: TableLayout) -> list[Row]:
    text = document.text
    aligns = block.table.aligns if block.table else ()
    cells = [
        wrap(text, *block.cells[i], width) if i < len(block.cells) and block.cells[i][0] < block.cells[i][1] else []
        for i, width in enumerate(layout.widths)
    ]
    rows = []
    for line in range(max([1, *map(len, cells)])):
        fragments, bars, x = [], [], 0
        for i, (lines, width) in enumerate(zip(cells, layout.widths, strict=True)):
            if line < len(lines):
                start, end = lines[line]
                spare = max(0, width - cell_len(text[start:end].rstrip(" ")))
                align = aligns[i] if i < len(aligns) else "left"
                shift = spare if align == "right" else spare // 2 if align == "center" else 0
                fragments.append(Fragment(start, end, x + shift))
            x += width + len(_BETWEEN)
            if i < len(layout.widths) - 1:
                bars.append(Decoration(x - 2, "│", "rule"))
        if not fragments and line == 0:
            fragments.append(Fragment(block.start, block.start, 0))
        rows.append(Row(tuple(fragments), tuple(bars)))
    return rows


def _record(document: Document, block: Block, layout: TableLayout, *, head: bool, last: bool) -> list[Row]:
    text = document.text
    gutter = 0 if head else min(max(map(len, layout.labels), default=0), layout.width // 3) + 2
    rows = []
    for i, (start, end) in enumerate(block.cells):
        if start == end:
            continue
        label = shorten(layout.labels[i], gutter - 2) if not head and i < len(layout.labels) else ""
        for line, (first, stop) in enumerate(wrap(text, start, end, layout.width - gutter)):
            labels = (Decoration(0, label, "label"),) if label and line == 0 else ()
            rows.append(Row((Fragment(first, stop, gutter),), labels))
    if not rows:
        rows.append(Row((Fragment(block.start, block.start, 0),)))
    if not last:
        rows.append(Row((), (Decoration(0, "─" * layout.width, "rule"),) if head else ()))
    return rows


def _labels(document: Document, head: Block, width: int) -> tuple[str, ...]:
    if head.table is None or not head.table.head:
        return tuple(str(i) for i in range(1, len(head.cells) + 1))
    return tuple(shorten(document.text[start:end], width // 3) for start, end in head.cells)


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
