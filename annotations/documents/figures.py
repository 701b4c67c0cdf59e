"""Figures and dates of a document; those of a table are read with the heads that are about their cell."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document
from annotations.text.quantities import Value, read

_LONGEST: Final = 2000
"""Code points of the longest cell that is read whole, and of a head."""

_NEAR: Final = 200
"""Code points beside a range that are read of a longer cell."""

_CAPTIONS: Final = 2
"""Blocks before a table that may have the unit of its numbers."""


class Cell(NamedTuple):
    """Cell of a table row."""

    start: int
    end: int
    column: str
    """Words of the head of its column; `""` if the table has none."""
    header: str
    """Heads that are about it, for `annotations.text.quantities.read`."""


def values_in(document: Document, start: int, end: int) -> list[Value]:
    """Return the figures and dates that overlap a range, in order, in code points of the document.

    The range should start at a possible start of a word; of a cell of a table all is read.
    """
    return [one for found in read_in(document, start, end) for one in found]


def read_in(document: Document, start: int, end: int) -> Iterator[list[Value]]:
    """Yield what `values_in` returns, one cell of a table or one block after the other."""
    if not document.blocks:
        return
    for index in range(document.block_index(start), len(document.blocks)):
        block = document.blocks[index]
        if block.start >= end:
            break
        for first, last, header in _pieces(document, index, max(start, block.start), min(end, block.end)):
            values = (one.moved(first) for one in read(document.slice(first, last), header=header))
            yield [one for one in values if one.start < end and start < one.end]


def cells_of(document: Document, index: int) -> list[Cell]:
    """Return the cells of a table row; empty for other blocks."""
    block = document.blocks[index]
    if block.table is None:
        return []
    return [*_cells(document, index, block)]


def _pieces(document: Document, index: int, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of a block in a range that are read for themselves, with their heads."""
    cells = cells_of(document, index)
    if not cells:
        yield start, end, ""
    for cell in cells:
        if cell.start < end and start < cell.end:
            whole = cell.end - cell.start <= _LONGEST
            yield (
                cell.start if whole else max(cell.start, start - _NEAR),
                cell.end if whole else min(cell.end, end + _NEAR),
                cell.header,
            )


def _cells(document: Document, index: int, block: Block) -> Iterator[Cell]:
    table = block.table
    heads: list[str] = []
    if table is not None and table.head and index != table.first:
        heads = [_words(document, *cell) for cell in document.blocks[table.first].cells]
    above = [*heads[:1], *_captions(document, table.first)] if table is not None else []
    row = _words(document, *block.cells[0]) if block.cells else ""
    is_head = table is not None and table.head > 0 and index == table.first
    for place, (start, end) in enumerate(block.cells):
        column = heads[place] if place < len(heads) else ""
        lines = () if is_head else (column, row, *above) if place else (column,)
        header = "\n".join(lines) if any(lines) else ""
        yield Cell(start, end, column, header)


def _captions(document: Document, first: int) -> list[str]:
    """Return the lines before a table that may have the unit of its numbers, the nearest first."""
    found = []
    for index in range(first - 1, max(-1, first - 1 - _CAPTIONS), -1):
        block = document.blocks[index]
        if block.table is not None or block.kind in {BlockKind.CODE, BlockKind.DIAGRAM}:
            break
        found.append(_words(document, block.start, block.end))
    return found


def _words(document: Document, start: int, end: int) -> str:
    return " ".join(document.slice(start, min(end, start + _LONGEST)).split())
