"""The text of a source as parts of a page, with its passages marked; marks that overlap are split at each other's borders."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document

_DEEPEST: Final = 5
"""Lists and block quotes in each other that are distinguished."""

_CONTAINERS: Final = {"tr": "table", "li": "ul", "pre": "pre"}
"""Elements that stretches of elements are in."""

Range = tuple[int, int, str]
"""Start, end and address of a passage."""


class Piece(NamedTuple):
    """A stretch of text with the same passages all over it."""

    text: str
    marks: tuple[tuple[str, str], ...]
    """Address of each passage, and the id of its mark on the page, `""` but where it begins; the outer first."""


class Part(NamedTuple):
    """A block of the text."""

    element: str
    """Element of HTML: `h4` to `h6`, `p`, `li`, `pre`, `tr` or `hr`."""
    pieces: tuple[tuple[Piece, ...], ...]
    """Of a row of a table one tuple a cell, so also where the columns are only likely, else a single one."""
    marker: str = ""
    """What is before an item of a list."""
    depth: int = 0
    """Number of lists around it."""
    quote: int = 0
    """Number of block quotes around it."""
    head: bool = False
    """True for a row that is the head of its table."""
    opens: tuple[str, ...] = ()
    """Elements that begin before it: `blockquote`, then `table`, `ul` or `pre`."""
    closes: tuple[str, ...] = ()
    """Elements that end after it, the inner first."""


class SourceText(NamedTuple):
    """The text of one source."""

    number: int
    title: str
    parts: tuple[Part, ...]


def source_text(document: Document, passages: Sequence[Range], number: int, title: str) -> SourceText:
    """Return the text of a source with marks for passages, given in any order."""
    ordered = sorted(passages, key=lambda one: (one[0], -one[1]))
    parts: list[Part] = []
    waiting, at = list(ordered), 0
    open_: list[Range] = []
    row, headings = 0, _Headings()
    for block in document.blocks:
        while at < len(waiting) and waiting[at][0] < max(block.end, block.start + 1):
            open_.append(waiting[at])
            at += 1
        open_ = [one for one in open_ if one[1] > block.start]
        row = row + 1 if block.kind is BlockKind.ROW and parts and parts[-1].element == "tr" else 1
        level = headings.level(block) if block.kind is BlockKind.HEADING else 0
        parts.append(_part(document, block, open_, row, level))
    return SourceText(number, title, tuple(_joined(parts)))


def _part(document: Document, block: Block, passages: Sequence[Range], row: int, level: int) -> Part:
    element = {
        BlockKind.HEADING: f"h{level}",
        BlockKind.ITEM: "li",
        BlockKind.CODE: "pre",
        BlockKind.DIAGRAM: "pre",
        BlockKind.META: "pre",
        BlockKind.ROW: "tr",
        BlockKind.RULE: "hr",
    }.get(block.kind, "p")
    listed = block.kind is BlockKind.ROW or element == "p"
    cells = block.cells if listed and block.cells else ((block.start, block.end),)
    pieces = tuple(tuple(_pieces(document, start, end, passages)) for start, end in cells)
    head = block.kind is BlockKind.ROW and block.table is not None and row <= block.table.head
    return Part(element, pieces, block.marker, min(block.depth, _DEEPEST), block.quote, head)


def _pieces(document: Document, start: int, end: int, passages: Sequence[Range]) -> Iterator[Piece]:
    """Yield a stretch in pieces, cut where a passage begins or ends."""
    own = [one for one in passages if one[0] < end and one[1] > start]
    borders = {start, end} | {border for one in own for border in one[:2] if start < border < end}
    for first, last in pairwise(sorted(borders)):
        marks = tuple(
            (address, f"p-{address.replace(':', '-')}" if first == max(begin, start) and begin >= start else "")
            for begin, finish, address in own
            if begin <= first and finish >= last
        )
        yield Piece(document.slice(first, last), marks)


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts with the elements that begin before them and end after them."""
    around = [_around(part) for part in parts]
    for place, part in enumerate(parts):
        before = around[place - 1] if place else ()
        after = around[place + 1] if place + 1 < len(parts) else ()
        own = around[place]
        opens, closes = own[_common(before, own) :], own[_common(own, after) :]
        yield part._replace(opens=opens, closes=closes[::-1])


def _around(part: Part) -> tuple[str, ...]:
    """Return the elements that a part is in, the outer first."""
    inner = _CONTAINERS.get(part.element)
    return ("blockquote",) * min(part.quote, _DEEPEST) + ((inner,) if inner else ())


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many elements two parts have in common, from the outermost."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


class _Headings:
    """Levels of headings below that of the title of a text, without a gap."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def level(self, block: Block) -> int:
        """Return the level of the next heading, from 4 to 6."""
        while self._open and self._open[-1] >= block.level:
            self._open.pop()
        self._open.append(block.level)
        return min(6, 3 + len(self._open))
