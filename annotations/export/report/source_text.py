"""The text of a source as parts of a page, with its passages marked; marks that overlap are split at each other's borders."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document

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
    """Element of HTML: `h3` to `h6`, `p`, `li`, `pre`, `tr` or `hr`."""
    pieces: tuple[tuple[Piece, ...], ...]
    """Of a row of a table one tuple a cell, else a single one."""
    marker: str = ""
    """What is before an item of a list."""
    depth: int = 0
    """Number of lists around it."""
    quote: bool = False
    head: bool = False
    """True for a row that is the head of its table."""
    after: str = ""
    """Element that this part ends, such as a table: its name after the last row of it."""
    before: str = ""


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
    row = 0
    for block in document.blocks:
        while at < len(waiting) and waiting[at][0] < max(block.end, block.start + 1):
            open_.append(waiting[at])
            at += 1
        open_ = [one for one in open_ if one[1] > block.start]
        row = row + 1 if block.kind is BlockKind.ROW and parts and parts[-1].element == "tr" else 1
        parts.append(_part(document, block, open_, row))
    return SourceText(number, title, tuple(_joined(parts)))


def _part(document: Document, block: Block, passages: Sequence[Range], row: int) -> Part:
    element = {
        BlockKind.HEADING: f"h{min(6, block.level + 2)}",
        BlockKind.ITEM: "li",
        BlockKind.CODE: "pre",
        BlockKind.DIAGRAM: "pre",
        BlockKind.META: "pre",
        BlockKind.ROW: "tr",
        BlockKind.RULE: "hr",
    }.get(block.kind, "p")
    cells = block.cells if block.kind is BlockKind.ROW and block.cells else ((block.start, block.end),)
    pieces = tuple(tuple(_pieces(document, start, end, passages)) for start, end in cells)
    head = block.kind is BlockKind.ROW and block.table is not None and row <= block.table.head
    return Part(element, pieces, block.marker, block.depth, bool(block.quote), head)


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
    """Yield parts with the ends of tables, lists and stretches of code marked."""
    for place, part in enumerate(parts):
        before = parts[place - 1].element if place else ""
        after = parts[place + 1].element if place + 1 < len(parts) else ""
        group = part.element if part.element in {"tr", "pre", "li"} else ""
        yield part._replace(
            before=group if group and before != group else "", after=group if group and after != group else ""
        )
