"""Words around a passage that tell what its figures measure: its sentence, its heading, the heads of its table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from annotations.documents.document import Document
from annotations.documents.figures import cells_of, language_for
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
    """Words of the first cell of its table row."""
    cells: tuple[CellSpan, ...] = ()
    """Cells of its table row."""
    unheaded: bool = False
    """Whether it is in a table whose heads are not known."""
    given: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Details of figures that a person set, see `Annotation.figures`."""
    former: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Other numbers under which they are recorded, see `Figure.former`."""
    was: str = ""
    """The words that the passage was recorded with, if it has others now."""
    language: str = ""
    """Language that decides what its numbers mean; `""` if it does not matter or is not certain."""
    at: int = 0
    """Offset in the passage of the part of it that is in `text`."""
    before: str = ""
    """The sentence before it, that of another speaker too."""
    others: "tuple[Context, ...]" = ()
    """Contexts of further parts of the passage, if it has rows of a table."""

    @property
    def parts(self) -> "tuple[Context, ...]":
        """The contexts of all parts of the passage, with what a person set."""
        if not self.others:
            return (self,)
        return self._replace(others=()), *(one._replace(given=self.given) for one in self.others)

    def of(self, annotation: Annotation) -> "Context":
        """Return this context with what is recorded about the figures of its passage."""
        was = annotation.exact[:_LONGEST]
        if self.others or self.text[self.start : self.end] != was:
            now = " ".join(part.text[part.start : part.end] for part in self.parts)
            return self._replace(given=annotation.figures, was=was if was.split() != now.split() else "")
        return self._replace(given=annotation.figures, was="")


def context_of(document: Document, start: int, end: int) -> Context:
    """Return the context of a passage in a document that has been read."""
    end = min(end, start + _LONGEST)
    heading = next(reversed(document.heading_path(start)), "")
    if (parts := _by_block(document, start, end, heading)) is not None:
        return parts[0]._replace(others=tuple(parts[1:]))
    low, high = max(0, start - _MOST), min(document.length, end + _MOST)
    around = document.slice(low, high)
    first = around.rfind("\n", 0, start - low) + 1
    last = around.find("\n", end - low)
    line = around[first : last if last >= 0 else len(around)]
    found = _cut(line, start - low - first, end - low - first, heading)
    if not found.before:
        found = found._replace(before=_last(around[:first]))
    return found._replace(language=language_for(document, start - found.start, found.text))


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
    return Context(line[first:last], start - first, end - first, heading, before=_last(line[:first]))


def _last(text: str) -> str:
    """Return the last sentence of a text."""
    line = text.rstrip().rpartition("\n")[2]
    return line[[0, *(start for start, _ in sentences(line))][-1] :].strip()


def _by_block(document: Document, start: int, end: int, heading: str) -> list[Context] | None:
    """Return a context for each block of a passage that has rows of a table; None if it has none."""
    if not document.blocks:
        return None
    first, last = document.block_index(start), document.block_index(max(start, end - 1))
    if document.next_rows(first)[0] > last:
        return None
    found = []
    for index in range(first, last + 1):
        block = document.blocks[index]
        low, high = max(start, block.start), min(end, block.end)
        if low < high and block.table is not None:
            found.append(_in_table(document, index, low, high, heading)._replace(at=low - start))
        elif low < high:
            text = document.slice(block.start, block.end)
            language = language_for(document, block.start, text)
            cut = _cut(text, low - block.start, high - block.start, heading)
            found.append(cut._replace(at=low - start, language=language))
    return found or None


def _in_table(document: Document, index: int, start: int, end: int, heading: str) -> Context:
    block = document.blocks[index]
    text = document.slice(block.start, block.end)
    cells = tuple(
        CellSpan(cell.start - block.start, cell.end - block.start, cell.column, cell.header)
        for cell in cells_of(document, index)
    )
    row = " ".join(text[cells[0].start : cells[0].end].split()) if cells else ""
    language = language_for(document, block.start, text)
    return Context(text, start - block.start, end - block.start, heading, row, cells, language=language)
