"""Figures and dates of a document; those of a table are read with the heads that are about their cell."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from annotations.documents.blocks import BOILERPLATE, Block, BlockKind
from annotations.documents.boilerplate import about_page
from annotations.documents.document import Document
from annotations.documents.tabular.tables import numeric
from annotations.text.language.detection import sure_language
from annotations.text.quantities import Quantity, Value, needs_language, read, writes_as
from annotations.text.sentences import sentences

_LONGEST: Final = 2000
"""Code points of the longest cell that is read whole, and of a head."""

_WHOLE: Final = 6000
"""Code points of the longest paragraph that is read whole."""

_NEAR: Final = 200
"""Code points beside a range that are read of a longer cell."""

_AROUND: Final = 300
"""Code points on each side of a number that tell its language."""

_SAMPLES: Final = 12
"""Places of a document that tell its language."""

_known: Final[WeakKeyDictionary[Document, tuple[int, str]]] = WeakKeyDictionary()
"""Length and language of documents, by which numbers were read."""

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


def read_in(document: Document, start: int, end: int) -> Iterator[list[Value]]:
    """Yield the figures and dates that overlap a range, of one cell of a table or one block after the other, in order.

    They are in code points of the document. The range should start at a possible start of a word; of a cell all is read.
    """
    if not document.blocks:
        return
    for index in range(document.block_index(start), len(document.blocks)):
        block = document.blocks[index]
        if block.start >= end:
            break
        for first, last, header in _pieces(document, index, max(start, block.start), min(end, block.end)):
            text = document.slice(first, last)
            values = read(text, header=header, locale=language_for(document, first, text))
            moved = (one.moved(first) for one in values)
            yield [one for one in moved if one.start < end and start < one.end]


def read_of_subject(document: Document, start: int, end: int) -> Iterator[list[Value]]:
    """Yield what `read_in` does, without what says nothing of its subject: furniture, reading times, counts of clicks, *three reasons*."""
    for values in read_in(document, start, end):
        block = document.blocks[document.block_index(values[0].start)] if values else None
        yield of_subject(document, block, values) if block is not None else values


def of_subject(document: Document, block: Block, values: Sequence[Value], at: int = 0) -> list[Value]:
    """Return the values that are about the subject of a document, not about its page or how many things it tells next.

    `values` were read in the text of `block` that begins at `at`.
    """
    values = [one for one in values if not (isinstance(one, Quantity) and one.announces)]
    if not values or block.info == BOILERPLATE:
        return []
    if block.table is not None:
        return [*values]
    start = max(block.start, at + values[0].start - _NEAR)
    text, by = document.slice(start, min(block.end, at + values[-1].end + _NEAR)), at - start
    return [one for one in values if not about_page(text, one.start + by, one.end + by)]


def language_for(document: Document, start: int, text: str) -> str:
    """Return the language that decides what the numbers of a text mean, which is in a document from `start` on.

    Returns `""` if they mean the same in all languages, or if the language is not certain: that around the text differs
    from that of the document, or numbers of the document are written as in another language.
    """
    if not needs_language(text):
        return ""
    middle = start + len(text) // 2
    near = sure_language([document.slice(max(0, middle - _AROUND), middle + _AROUND)])
    known = _known.get(document)
    if known is None or known[0] * 2 < document.length:
        known = _known[document] = document.length, _language(document)
    return known[1] if near in {"", known[1]} else ""


def _language(document: Document) -> str:
    """Return the language of a document as far as it has been read; `""` if it is not certain, or its numbers are in doubt."""
    step = max(2 * _AROUND, document.length // _SAMPLES)
    samples = [document.slice(start, start + 2 * _AROUND) for start in range(0, document.length, step)]
    language = sure_language(samples)
    return language if language and writes_as("\n".join(samples), language) else ""


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
        yield from ((first, last, "") for first, last in _stretches(document, start, end))
    for cell in cells:
        if cell.start < end and start < cell.end:
            whole = cell.end - cell.start <= _LONGEST
            yield (
                cell.start if whole else max(cell.start, start - _NEAR),
                cell.end if whole else min(cell.end, end + _NEAR),
                cell.header,
            )


def _stretches(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a range of a paragraph, in stretches of whole sentences if it is too long to be read at once."""
    if end - start <= _WHOLE:
        yield start, end
        return
    text, first = document.slice(start, end), 0
    for _, last in sentences(text):
        while last - first >= _LONGEST:
            stop = last if last - first <= _WHOLE else text.rfind(" ", first + 1, first + _LONGEST) + 1
            stop = stop or first + _LONGEST  # A word without an end.
            yield start + first, start + stop
            first = stop
    if first < len(text):
        yield start + first, end


def _cells(document: Document, index: int, block: Block) -> Iterator[Cell]:
    table = block.table
    heads: list[str] = []
    if table is not None and table.head and index != table.first:
        heads = [_words(document, *cell) for cell in document.blocks[table.first].cells]
    above = [*heads[:1], *_captions(document, table.first)] if table is not None else []
    row = _words(document, *block.cells[0]) if block.cells else ""
    is_head = table is not None and table.head > 0 and index == table.first
    first, by = _shift(document, block, table.aligns) if table is not None and heads else (0, 0)
    for place, (start, end) in enumerate(block.cells):
        under = place + by if place >= first else place
        column = heads[under] if under < len(heads) else ""
        lines = () if is_head else (column, row, *above) if place else (column,)
        header = "\n".join(lines) if any(lines) else ""
        yield Cell(start, end, column, header)


def _shift(document: Document, block: Block, aligns: Sequence[str]) -> tuple[int, int]:
    """Return from which cell on a table row is too far left, as it lacks a cell, and by how many columns; 0 and 0 if it is not.

    It has empty cells at its end and a number in a column of words; behind that it has only numbers, and all of them are in
    columns of numbers if they are moved, in one way only.
    """
    cells = [document.slice(*cell).strip() for cell in block.cells]
    while cells and not cells[-1]:
        cells.pop()
    numbers = [place for place, words in enumerate(cells) if place and numeric([words])]
    if len(cells) >= len(aligns) or not numbers or not numeric(cells[numbers[0] :]):
        return 0, 0
    ways = range(len(aligns) - len(cells) + 1)
    fits = [*islice((by for by in ways if all(aligns[place + by] == "right" for place in numbers)), 2)]
    return (numbers[0], fits[0]) if len(fits) == 1 else (0, 0)


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
