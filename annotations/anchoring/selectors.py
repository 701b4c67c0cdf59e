"""Selectors: describe a passage so that it is found again, with one fragment per cell in tables."""

from typing import Final, Generic, NamedTuple, TypeVar

from annotations.documents.document import Document
from annotations.errors import UsageError
from annotations.model import CONTEXT

WINDOW: Final = 64
"""Code points examined on each side of an edge; no grapheme cluster of real text is longer."""


Offset_co = TypeVar("Offset_co", bound="int | None", covariant=True)


class Quote(NamedTuple, Generic[Offset_co]):
    """Passage by its words and, as far as they are known, its context and position.

    An annotation of another tool may have neither: prefix and suffix are empty then, and start and end None.
    """

    exact: str
    prefix: str
    suffix: str
    start: Offset_co
    end: Offset_co


Selectors = Quote[int]
"""Passage by its quote and its position, as in the W3C Web Annotation Data Model."""


def placed(quote: Quote[int | None]) -> Selectors:
    """Return a quote with a position: one bound gives the other, and both are -1 if neither is known."""
    exact, prefix, suffix, start, end = quote
    if start is None:
        start = -1 if end is None else max(0, end - len(exact))
    return Selectors(exact, prefix, suffix, start, start + len(exact) if end is None and start >= 0 else end or -1)


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to whole grapheme clusters.

    Offsets are clamped to the text, and swapped if `end` is before `start`. An empty range stays empty, at the start of
    its cluster.
    """
    start, end = sorted((min(max(start, 0), len(text)), min(max(end, 0), len(text))))
    first = _cluster(text, start)[0]
    if start == end:
        return first, first
    return first, _cluster(text, end - 1)[1]


def _cluster(text: str, offset: int) -> tuple[int, int]:
    """Return the range of the grapheme cluster at an offset; empty at the end of the text."""
    if offset >= len(text):
        return len(text), len(text)
    if text[offset] not in "\r\n" and text[max(0, offset - 1) : offset + 2].isascii():
        return offset, offset + 1
    from wcwidth import grapheme_boundary_before, iter_graphemes  # imported at the first annotation, not at start

    base = max(0, offset - WINDOW)
    window = text[base : offset + WINDOW]
    first = grapheme_boundary_before(window, offset - base + 1)
    cluster = next(iter_graphemes(window, first))
    return base + first, max(base + first + len(cluster), offset + 1)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Remove white space at the edges of a range; empty if it has nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def describe(text: str, start: int, end: int) -> Selectors:
    """Describe `text[start:end]`, in whole grapheme clusters and without white space at its edges.

    Raises UsageError if nothing is left.
    """
    start, end = trim(text, *snap(text, start, end))
    if start == end:
        raise UsageError("The passage is blank. Select some text to annotate.")
    return Selectors(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def fragments(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split a range of the reading text so that no fragment spans two cells; empty cells have none.

    Blocks outside of tables stay together. The range has no white space at its edges, as `describe` returns it.
    """
    index, after = document.block_index(start), document.block_index(end - 1) + 1
    if index + 1 == after <= document.next_rows(index)[0]:
        return ((start, end),)  # Most passages are within one block.
    found: list[tuple[int, int]] = []
    while index < after:
        # Of the blocks between two tables only those at the edges are examined: a passage may be a whole source.
        first, last = (min(one, after) for one in document.next_rows(index))
        found += _together(document, index, first, start, end)
        for row in document.blocks[first:last]:
            found += [(max(a, start), min(b, end)) for a, b in row.cells if max(a, start) < min(b, end)]
        index = last
    return tuple(found) or ((start, end),)


def _together(document: Document, first: int, after: int, start: int, end: int) -> list[tuple[int, int]]:
    """Return the part of a range in blocks outside of tables, without the empty ones at its edges."""
    blocks = document.blocks
    while first < after and max(blocks[first].start, start) >= min(blocks[first].end, end):
        first += 1
    while first < after and max(blocks[after - 1].start, start) >= min(blocks[after - 1].end, end):
        after -= 1
    return [(max(blocks[first].start, start), min(blocks[after - 1].end, end))] if first < after else []
