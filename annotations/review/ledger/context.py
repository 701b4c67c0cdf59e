"""Words around a passage that tell what its figures measure: its sentence, its heading, the heads of its table."""

from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from annotations.documents.document import Document
from annotations.documents.figures import cells_of
from annotations.model import Annotation
from annotations.text.sentences import sentences

_MOST: Final = 600
"""Code points of a line that are looked at on each side of a passage."""

_LONGEST: Final = 2000
"""Code points of a passage in which figures are read."""


class CellSpan(NamedTuple):
    """Cell of a table row."""

    start: int
    """Offset in `Context.text`."""
    end: int
    head: str
    """Words of the head of its column; `""` if the table has none."""
    header: str = ""
    """Heads that are about it, see `annotations.documents.figures`."""


class Context(NamedTuple):
    """Text around a passage."""

    text: str
    start: int
    """Offset of the passage in `text`."""
    end: int
    heading: str = ""
    """Heading above it."""
    row: str = ""
    """Words of the first cell of its table row, unless the passage is in that cell."""
    cells: tuple[CellSpan, ...] = ()
    """Cells of its table row."""
    unheaded: bool = False
    """Whether it is in a table whose heads are not known."""
    given: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Details of figures that a person set, see `Annotation.figures`."""


def context_of(document: Document, start: int, end: int) -> Context:
    """Return the context of a passage in a document that has been read."""
    end = min(end, start + _LONGEST)
    heading = next(reversed(document.heading_path(start)), "")
    index = document.block_index(start)
    block = document.blocks[index] if document.blocks else None
    if block is not None and block.table is not None and end <= block.end:
        return _in_table(document, index, start, end, heading)
    low, high = max(0, start - _MOST), min(document.length, end + _MOST)
    around = document.slice(low, high)
    first = around.rfind("\n", 0, start - low) + 1
    last = around.find("\n", end - low)
    line = around[first : last if last >= 0 else len(around)]
    return _cut(line, start - low - first, end - low - first, heading)


def recorded_context(annotation: Annotation) -> Context:
    """Return the context of a passage as far as its record has it."""
    text = annotation.prefix + annotation.exact[:_LONGEST] + annotation.suffix
    start = len(annotation.prefix)
    row = annotation.prefix.rpartition("\n")[2] + annotation.exact + annotation.suffix.partition("\n")[0]
    found = _cut(text, start, start + min(len(annotation.exact), _LONGEST), "")
    return found._replace(unheaded="\t" in row)


def _cut(line: str, start: int, end: int, heading: str) -> Context:
    """Return the context within the sentences of a passage."""
    spans = [(first, last) for first, last in sentences(line) if first < end and start < last]
    first = min((span[0] for span in spans), default=start)
    last = max((span[1] for span in spans), default=end)
    first, last = min(first, start), max(last, end)
    return Context(line[first:last], start - first, end - first, heading)


def _in_table(document: Document, index: int, start: int, end: int, heading: str) -> Context:
    block = document.blocks[index]
    text = document.slice(block.start, block.end)
    cells = tuple(
        CellSpan(cell.start - block.start, cell.end - block.start, cell.column, cell.header)
        for cell in cells_of(document, index)
    )
    row = ""
    if cells and bisect_right([cell.start for cell in cells], start - block.start) > 1:
        row = " ".join(text[cells[0].start : cells[0].end].split())
    return Context(text, start - block.start, end - block.start, heading, row, cells)
