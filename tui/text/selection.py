"""What is selected: by moving from an anchor, by whole rows, or by growing a scope around the cursor."""

from typing import NamedTuple

from annotations.documents.document import Document
from annotations.text.ranges import trimmed
from tui.text import motion
from tui.text.cells import next_boundary
from tui.text.layout.layout import Layout

SCOPES = ("word", "sentence", "paragraph", "section")
"""What a selection grows to, step by step."""


class Selection(NamedTuple):
    """A selection from an anchor to a head, both of them offsets of characters that are in it."""

    anchor: int
    head: int
    rows: bool = False
    """Whether it covers whole rows of the screen."""
    scope: str = ""
    """One of `SCOPES` as long as the selection is just that."""
    loose: bool = False
    """Whether a motion lets go of it instead of moving its head: it was offered, not made."""

    def moved(self, head: int) -> "Selection":
        """The selection with its head elsewhere."""
        return Selection(self.anchor, head, self.rows)

    def swapped(self) -> "Selection":
        """The selection with its other end as the moving one."""
        return Selection(self.head, self.anchor, self.rows)


def bounds(document: Document, layout: Layout, selection: Selection) -> tuple[int, int]:
    """Half-open span of a selection, without white space at its edges; empty if there was nothing else."""
    first, last = sorted((selection.anchor, selection.head))
    if selection.rows:
        return trimmed(document.text, _row(document, layout, first)[0], _row(document, layout, last)[1])
    block = document.blocks[document.block_index(last)]
    return trimmed(document.text, first, max(next_boundary(document.text, last, block.end), first))


def scoped(document: Document, offset: int, scope: str) -> Selection:
    """The selection of a scope around an offset."""
    start, end = _scope(document, offset, scope)
    start, end = trimmed(document.text, start, end)
    return Selection(start, max(start, motion.left(document, end)) if end > start else start, scope=scope)


def grown(document: Document, offset: int, selection: Selection | None) -> Selection:
    """The sentence around the offset, or the next larger scope than what is selected."""
    if selection is None or not selection.scope:
        return scoped(document, offset, "sentence")
    held = abs(selection.head - selection.anchor)
    for scope in SCOPES[SCOPES.index(selection.scope) + 1 :]:
        larger = scoped(document, offset, scope)
        if larger.head - larger.anchor > held:
            return larger
    return selection


def shrunk(document: Document, offset: int, selection: Selection) -> Selection | None:
    """The next smaller scope around the offset; None if there is none."""
    scope = selection.scope or "section"
    held = abs(selection.head - selection.anchor)
    for smaller in reversed(SCOPES[: SCOPES.index(scope)]):
        found = scoped(document, offset, smaller)
        if found.head - found.anchor < held:
            return found
    return None


def _row(document: Document, layout: Layout, offset: int) -> tuple[int, int]:
    """Bounds of the row of the screen that shows an offset; of a table in columns, of the whole row of the table."""
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
