"""Drawings of the diagrams of a document."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Final

from msgspec import Struct

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document
from tui.text.cells import previous_boundary
from tui.text.diagrams.canvas import Sketch, Span, UndrawableError
from tui.text.rows import Row

MOST_LINES: Final = 400
"""Lines of the longest diagram that is drawn."""
LONGEST: Final = 20_000
"""Code points of the longest diagram that is drawn."""

LONGEST_LINE: Final = 1_000
"""Code points of the longest line of a diagram that is drawn; the patterns are slow on longer ones."""

_KINDS: Final = ("flowchart", "timeline", "sequence", "pie")
"""Kinds of diagrams that are drawn, each by the module of that name."""

_Draw = Callable[[str, Sequence[Span], Sketch], None]


class Drawing(Struct, frozen=True):
    """The drawing of a diagram."""

    first: int
    """Index of the block of its first line, which has all rows of the drawing."""
    last: int
    """Index of the block after its last line."""
    rows: tuple[Row, ...]
    spots: tuple[tuple[int, int, int], ...]
    """Start, end and row of each range of the text that is shown, by start."""

    def row(self, offset: int) -> int:
        """Return the row that shows `offset`, or the nearest text before it; else the first one with text."""
        found = bisect_right(self.spots, offset, key=lambda spot: spot[0]) - 1
        return self.spots[max(0, found)][2]

    def shows(self, offset: int) -> bool:
        """Return whether `offset` is shown."""
        found = bisect_right(self.spots, offset, key=lambda spot: spot[0]) - 1
        return found >= 0 and offset < self.spots[found][1]

    def after(self, offset: int) -> int:
        """Return the first shown offset from `offset` on; -1 if there is none."""
        if self.shows(offset):
            return offset
        found = bisect_right(self.spots, offset, key=lambda spot: spot[0])
        return self.spots[found][0] if found < len(self.spots) else -1

    def before(self, offset: int) -> int:
        """Return the end of the last shown range before `offset`, which is not shown; -1 if there is none."""
        found = bisect_right(self.spots, offset, key=lambda spot: spot[0]) - 1
        return self.spots[found][1] if found >= 0 else -1


class Drawings:
    """The diagrams of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._drawn: dict[int, tuple[int, Drawing | str]] = {}
        self._as_text: set[int] = set()
        self._unfinished: set[int] = set()
        """Diagrams that were not drawn because they had not been read to their end."""

    def at(self, index: int, width: int) -> Drawing | None:
        """Return the drawing that contains block `index`, at a width in cells; None if it is shown as text."""
        if self._document.blocks[index].kind is not BlockKind.DIAGRAM:
            return None
        first = self._first(index)
        if first in self._as_text:
            return None
        found = self._draw(first, width)
        return found if isinstance(found, Drawing) else None

    def why_not(self, index: int, width: int) -> str:
        """Return why a diagram cannot be drawn at a width, in a few words; ``""`` if it can."""
        found = self._draw(self._first(index), width)
        return found if isinstance(found, str) else ""

    def show(self, index: int, *, as_text: bool) -> None:
        """Show the diagram of block `index` as text, or draw it if possible. Its rows become invalid."""
        first = self._first(index)
        if as_text:
            self._as_text.add(first)
        else:
            self._as_text.discard(first)
            self._drawn.pop(first, None)

    def finish(self) -> bool:
        """Allow drawing of diagrams that have been read to their end since. Return whether there are any.

        Their rows become invalid.
        """
        finished = {first for first in self._unfinished if not self._goes_on(first)}
        for first in finished:
            self._drawn.pop(first, None)
        self._unfinished -= finished
        return bool(finished)

    def _goes_on(self, first: int) -> bool:
        """Return whether the end of a diagram may not have been read yet."""
        return self._last(first) == len(self._document.blocks) and not self._document.complete

    def _draw(self, first: int, width: int) -> Drawing | str:
        # The result stays until `finish`: the rows of a page must not change by themselves.
        known = self._drawn.get(first)
        if known is not None and known[0] == width:
            return known[1]
        found: Drawing | str
        try:
            found = self._sketch(first, width)
        except UndrawableError as reason:
            found = str(reason)
        self._drawn[first] = width, found
        return found

    def _sketch(self, first: int, width: int) -> Drawing:
        blocks = self._document.blocks
        if blocks[first].info not in _KINDS:
            raise UndrawableError("of a kind that is not drawn")
        last = self._last(first)
        if last - first > MOST_LINES or blocks[last - 1].end - blocks[first].start > LONGEST:
            raise UndrawableError("too large to be drawn")
        if max(block.end - block.start for block in blocks[first:last]) > LONGEST_LINE:
            raise UndrawableError("too large to be drawn")
        if self._goes_on(first):
            self._unfinished.add(first)
            raise UndrawableError("not read to its end yet")
        sketch = Sketch(self._document.text, width)
        _module(blocks[first].info)(
            self._document.text, [(block.start, block.end) for block in blocks[first:last]], sketch
        )
        spots = sorted((f.start, f.end, n) for n, row in enumerate(sketch.rows) for f in row.fragments)
        if not spots:
            raise UndrawableError("not understood")
        return Drawing(first, last, tuple(sketch.rows), tuple(spots))

    def _first(self, index: int) -> int:
        """Return the block of the diagram's first line; of a very long diagram, of some line."""
        blocks = self._document.blocks
        for first in range(index, max(0, index - MOST_LINES - 1), -1):
            if blocks[first].gap or not _together(blocks[first - 1], blocks[index]):
                return first
        return max(0, index - MOST_LINES - 1)

    def _last(self, first: int) -> int:
        blocks, last = self._document.blocks, first + 1
        while (
            last < len(blocks)
            and last - first <= MOST_LINES
            and not blocks[last].gap
            and _together(blocks[last], blocks[first])
        ):
            last += 1
        return last


def shown(document: Document, drawing_of: Callable[[int], Drawing | None], offset: int, *, back: bool) -> int:
    """Return `offset`, or the next offset that a drawn diagram shows; with `back` the previous one."""
    drawing = drawing_of(document.block_index(offset))
    if drawing is None or drawing.shows(offset):
        return offset
    text, blocks = document.text, document.blocks
    if back and (end := drawing.before(offset)) >= 0:
        return previous_boundary(text, end, 0)
    if back and drawing.first:
        before = blocks[drawing.first - 1]
        return shown(document, drawing_of, previous_boundary(text, before.end, before.start), back=True)
    if (after := drawing.after(offset)) >= 0:
        return after
    if drawing.last < len(blocks):
        return shown(document, drawing_of, blocks[drawing.last].start, back=False)
    return previous_boundary(text, drawing.before(offset), 0)


def label_at(document: Document, offset: int) -> Span:
    """Return the bounds of the label of a diagram that contains `offset`, else of its line."""
    block = document.blocks[document.block_index(offset)]
    sketch = Sketch(document.text, LONGEST)
    if block.info in _KINDS and block.end - block.start <= LONGEST_LINE:
        with suppress(UndrawableError):
            _module(block.info)(document.text, [(block.start, block.end)], sketch)
    labels = ((f.start, f.end) for row in sketch.rows for f in row.fragments)
    return next((span for span in labels if span[0] <= offset < span[1]), (block.start, block.end))


def _module(kind: str) -> _Draw:
    draw: _Draw = import_module(f"tui.text.diagrams.{kind}").draw
    return draw


def _together(block: Block, other: Block) -> bool:
    return block.kind is other.kind and block.info == other.info
