"""Selections: from an anchor to a head, by whole rows, or of a scope around the cursor."""

from typing import NamedTuple

from annotations.documents.document import Document
from annotations.text.ranges import trimmed
from tui.text import motion
from tui.text.cells import next_boundary, previous_boundary
from tui.text.layout.layout import Layout

SCOPES = ("word", "sentence", "paragraph", "section")
"""Scopes of a selection, from the smallest to the largest."""


class Selection(NamedTuple):
    """A selection from an anchor to a head, both offsets of characters inside it."""

    anchor: int
    head: int
    rows: bool = False
    """Whether the selection consists of whole rows of the screen."""
    scope: str = ""
    """The scope in `SCOPES` that the selection is; ``""`` after the head was moved."""
    loose: bool = False
    """Whether a motion clears the selection instead of moving its head; true if the program suggested it."""

    def moved(self, head: int) -> "Selection":
        """Return the selection with another head."""
        return Selection(self.anchor, head, self.rows)

    def swapped(self) -> "Selection":
        """Return the selection with anchor and head exchanged."""
        return Selection(self.head, self.anchor, self.rows)


def bounds(document: Document, layout: Layout, selection: Selection) -> tuple[int, int]:
    """Return the half-open range of a selection without white space at its ends; empty if it has no other text."""
    first, last = sorted((selection.anchor, selection.head))
    if selection.rows:
        return trimmed(document.text, _row(document, layout, first)[0], _row(document, layout, last)[1])
    block = document.blocks[document.block_index(last)]
    return trimmed(document.text, first, max(next_boundary(document.text, last, block.end), first))


def scoped(document: Document, offset: int, scope: str) -> Selection:
    """Return the selection of a scope around `offset`."""
    start, end = _scope(document, offset, scope)
    start, end = trimmed(document.text, start, end)
    return Selection(start, max(start, motion.left(document, end)) if end > start else start, scope=scope)


def dragged(document: Document, anchor: int, head: int) -> Selection:
    """Return the selection of whole words from the one at `anchor` to the one at `head`.

    White space at the moving end is not a word: a drag that ends behind a word takes that word.
    """
    first, last = sorted((anchor, head))
    start, end = motion.word_at(document, first)[0], motion.word_at(document, last)[1]
    last = max(start, previous_boundary(document.text, end, start))
    return Selection(start, last) if head >= anchor else Selection(last, start)


def grown(document: Document, offset: int, selection: Selection | None) -> Selection:
    """Return the next larger scope around `offset`; the sentence if `selection` has no scope."""
    if selection is None or not selection.scope:
        return scoped(document, offset, "sentence")
    length = abs(selection.head - selection.anchor)
    for scope in SCOPES[SCOPES.index(selection.scope) + 1 :]:
        larger = scoped(document, offset, scope)
        if larger.head - larger.anchor > length:
            return larger
    return selection


def shrunk(document: Document, offset: int, selection: Selection) -> Selection | None:
    """Return the next smaller scope around `offset`, or None."""
    scope = selection.scope or "section"
    length = abs(selection.head - selection.anchor)
    for smaller in reversed(SCOPES[: SCOPES.index(scope)]):
        found = scoped(document, offset, smaller)
        if found.head - found.anchor < length:
            return found
    return None


def _row(document: Document, layout: Layout, offset: int) -> tuple[int, int]:
    """Return the bounds of the screen row that shows `offset`; in a table in columns, of the table row."""
    index = document.block_index(offset)
    if layout.tables.in_columns(index):
        return document.blocks[index].start, document.blocks[index].end
    row = layout.row(layout.place(offset))
    return row.start, row.end


def _scope(document: Document, offset: int, scope: str) -> tuple[int, int]:
    if scope == "word":
        return motion.word_at(document, offset)
    if scope == "sentence":
        return motion.sentence_at(document, offset)
    if scope == "paragraph":
        return motion.paragraph_at(document, offset)
    start = motion.heading_back(document, offset + 1)
    end = motion.heading_forward(document, offset)
    return (start if start <= offset else 0), (end if end > offset else document.length)
