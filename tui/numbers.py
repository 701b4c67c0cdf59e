"""The numbers of a text that nobody has tagged a figure, looked for in steps."""

from collections.abc import Iterable, Iterator

from annotations.documents.document import Document
from annotations.figures import figures
from tui.text.margin import Margin

Span = tuple[int, int]
"""Start and end in code points."""


def untagged(document: Document, margin: Margin, here: int, *, forward: bool) -> Iterator[Span | None]:
    """The numbers from an offset on, nearest first, that share no text with a passage tagged a figure.

    None stands for a step that led to none of them, so that whoever looks can do something else in between.
    """
    if not document.blocks:
        return
    first = document.block_index(here)
    for index in range(first, len(document.blocks)) if forward else range(first, -1, -1):
        block = document.blocks[index]
        yield None
        spans: Iterable[Span] = figures(document.text, block.start, block.end)
        if not forward:
            kept: list[Span] = []
            for span in spans:
                if span[0] >= here:
                    break
                kept.append(span)
                yield None
            spans = reversed(kept)
        for start, end in spans:
            ahead = start > here if forward else start < here
            settled = not ahead or any("figure" in p.annotation.tags for p in margin.over(start, end))
            yield None if settled else (start, end)
