"""Numbers of a text: the one at an offset, and those that are not tagged as figures."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from annotations.documents.document import Document
from annotations.documents.figures import read_in, read_of_subject
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Quantity, Value
from tui.text.paint.margin import Margin, Placed

Stretch = tuple[int, int]
"""Start and end in code points."""

Reading = Callable[[Document, int, int], Iterator[list[Value]]]
"""Reads the numbers in a range of a document."""

_OF_WHAT: Final = lazy(r"[ \u00a0](?:of|der|des|du|de|del)[ ](?:(?:the|all|its|their|la|los|las|les)[ ])?[^\W\d_]+")
"""What a share is of, behind it."""

_BRIEF: Final = 40
"""Longest passage in code points that tags all numbers in it, such as a range."""

_NEAR: Final = 200
"""Code points before and after an offset that are searched for its number."""


def number_at(document: Document, offset: int) -> Stretch | None:
    """Return the range of the number that contains `offset`, or None; *revenue* is of the number in *over 40 % of revenue*."""
    block = document.blocks[document.block_index(offset)]
    start, end = max(block.start, offset - _NEAR), min(block.end, offset + _NEAR)
    while block.start < start < offset and not document.text[start - 1].isspace():
        start += 1
    for span in _quantities(document, start, end):
        if span[0] > offset:
            break
        share = _OF_WHAT.match(document.text, span[1], end) if document.text[span[1] - 1] == "%" else None
        if offset < span[1] or (share is not None and span[1] <= offset < share.end()):
            return span
    return None


def _quantities(document: Document, start: int, end: int, read: Reading = read_in) -> Iterator[Stretch]:
    """Yield the ranges of the quantities in a range of the text, with their bounds and units."""
    for found in read(document, start, end):
        yield from ((value.start, value.end) for value in found if isinstance(value, Quantity))


def untagged(
    document: Document, margin: Margin, here: int, figures: Collection[str], *, forward: bool
) -> Iterator[Stretch | None]:
    """Yield the numbers from `here` on that no passage with one of the tags `figures` covers, nearest first.

    Numbers that tell of the page, as a reading time does, are left out.

    Yields None after each step without a result, so that the caller can interrupt the search.
    """
    if not document.blocks:
        return
    first = document.block_index(here)
    for index in range(first, len(document.blocks)) if forward else range(first, -1, -1):
        block = document.blocks[index]
        yield None
        spans: Iterable[Stretch] = _quantities(document, block.start, block.end, read_of_subject)
        if not forward:
            kept: list[Stretch] = []
            for span in spans:
                if span[0] >= here:
                    break
                kept.append(span)
                yield None
            spans = reversed(kept)
        for start, end in spans:
            ahead = start > here if forward else start < here
            settled = not ahead or any(_is_figure(document, p, figures) for p in margin.over(start, end))
            yield None if settled else (start, end)


def _is_figure(document: Document, passage: Placed, figures: Collection[str]) -> bool:
    """Return whether a passage tags every number in it as a figure: if it has one number only, or is short."""
    if not any(tag in figures for tag in passage.annotation.tags):
        return False
    brief = passage.end - passage.start <= _BRIEF
    return brief or len(list(islice(_quantities(document, passage.start, passage.end), 2))) < 2
