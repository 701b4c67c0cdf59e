"""The parts of a document: blocks with their marks and tables, and the drafts of blocks that readers yield."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

BOILERPLATE = "boilerplate"
"""`Block.info` of furniture of a page: cookies, paywalls, buttons."""
UNKNOWN_COLUMNS = "table (columns not recognised)"
"""`Block.info` of a row whose cells were run together on copying, so that their ends are unknown."""


class BlockKind(StrEnum):
    """Kinds of blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """First block of a list item, with its marker; later blocks of it are paragraphs of that depth."""
    CODE = "code"
    """One line of a code block or of a formula."""
    ROW = "row"
    """One row of a table; cells are separated by one tab in the text."""
    DIAGRAM = "diagram"
    """One line of a diagram's source (Mermaid flowcharts, timelines)."""
    RULE = "rule"
    """A thematic break: an empty stretch of text, drawn as a line."""
    META = "meta"
    """One line of front matter."""


class MarkKind(StrEnum):
    """How a stretch inside a block is set off."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    IMAGE = "image"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    TERM = "term"
    """The lead-in of a line: ``Q:``, ``A:``, ``Key Factor:``."""


class Mark(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A stretch inside a block that is set off; marks may nest."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""
    """Target of a link or path of an image."""


class Table(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Properties that the rows of one table share."""

    first: int
    """Index of the block that is its first row."""
    count: int
    """Number of rows, those of the head included."""
    head: int
    """Number of rows in the head: 0 or 1."""
    aligns: tuple[str, ...]
    """One of ``left``, ``right``, ``center`` for each column."""


class Block(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One stretch of the reading text."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading: 1 to 6."""
    depth: int = 0
    """Number of lists around it."""
    quote: int = 0
    """Number of block quotes around it."""
    marker: str = ""
    """Of an item: what is drawn before it, ``•``, ``3.``, ``☐``, ``☑``."""
    gap: bool = True
    """Whether a blank row comes before it."""
    info: str = ""
    """Of code: the language. Of a diagram: ``flowchart``, ``timeline``, ``sequence`` or what else it calls itself.

    Of a paragraph or item: `BOILERPLATE`, `UNKNOWN_COLUMNS` or nothing.
    """
    marks: tuple[Mark, ...] = ()
    """Ordered by start, the outer before the inner."""
    cells: tuple[tuple[int, int], ...] = ()
    """Of a row: the start and end of each cell. Of a row of unknown columns: where its cells likely are, one after the other."""
    table: Table | None = None
    """Of a row: its table."""


class Grid(NamedTuple):
    """Properties of a table, known when its first row is drafted."""

    rows: int
    """Number of rows, those of the head included."""
    head: int
    aligns: tuple[str, ...]


class DraftMark(NamedTuple):
    """A mark of a draft: offsets count from the start of its text."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


class Draft(NamedTuple):
    """A block as a reader hands it over, before it has its place in the reading text."""

    kind: BlockKind
    text: str
    runs: Sequence[tuple[int, int]]
    """Origin of the text: (offset in the text, offset in the file), ordered, the first at 0."""
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""
    gap: bool = True
    info: str = ""
    marks: Sequence[DraftMark] = ()
    cells: Sequence[tuple[int, int]] = ()
    grid: Grid | None = None
    """Of the first row of a table; the rows after it belong to the same table."""
    shaped: bool = False
    """Whether it was read by shape."""
