"""The numbers of a text: the one at a place, and those that nobody has tagged a figure, looked for in steps."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from annotations.documents.document import Document
from annotations.text.numbers import figures
from tui.text.paint.margin import Margin, Placed

Stretch = tuple[int, int]
"""Start and end in code points."""

_BRIEF: Final = 40
"""Code points of the longest passage that all numbers in it are taken to be tagged with, such as a range or a rise."""

_NEAR: Final = 200
"""Code points before and after a place in which its number is looked for."""


def number_at(document: Document, offset: int) -> Stretch | None:
    """The number that an offset is in; None if it is in none."""
    block = document.blocks[document.block_index(offset)]
    start, end = max(block.start, offset - _NEAR), min(block.end, offset + _NEAR)
    while block.start < start < offset and not document.text[start - 1].isspace():
        start += 1
    return next((span for span in figures(document.text, start, end) if span[0] <= offset < span[1]), None)


def untagged(document: Document, margin: Margin, here: int, *, forward: bool) -> Iterator[Stretch | None]:
    """The numbers from an offset on, nearest first, that no passage tagged a figure is about.

    One is about a number that it shares text with if it has no other number in it, or is brief: a sentence that is
    tagged a figure says which of its numbers was meant only if it has one. None stands for a step that led to none of
    them, so that whoever looks can do something else in between.
    """
    if not document.blocks:
        return
    first = document.block_index(here)
    for index in range(first, len(document.blocks)) if forward else range(first, -1, -1):
        block = document.blocks[index]
        yield None
        spans: Iterable[Stretch] = figures(document.text, block.start, block.end)
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
            settled = not ahead or any(_is_figure(document, p) for p in margin.over(start, end))
            yield None if settled else (start, end)


def _is_figure(document: Document, passage: Placed) -> bool:
    """Whether a passage is tagged a figure and about every number in it."""
    if "figure" not in passage.annotation.tags:
        return False
    brief = passage.end - passage.start <= _BRIEF
    return brief or len(list(islice(figures(document.text, passage.start, passage.end), 2))) < 2
