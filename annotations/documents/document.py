r"""A document: a source as a person reads it.

The *reading text* is the text without its markup. **Each block is exactly one stretch of it and
blocks are separated by one newline**: ``text == "\n".join(text[b.start:b.end] for b in blocks)``.
A block may itself hold newlines where the author broke a line by hand. List markers, table rules,
quote bars and heading marks are not in the text: a block says what is to be drawn. All offsets are
code points, half-open.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotations.documents.blocks import BOILERPLATE, Block, BlockKind, Draft, Mark, Table
from annotations.documents.packed_list import Packed
from annotations.text.lazy_regex import lazy
from annotations.text.words.count import estimate_words

READER_VERSION = 6
"""Raised whenever the same bytes would give another reading text."""


class Manner(StrEnum):
    """How a source was read."""

    MARKDOWN = "markdown"
    SHAPE = "shape"
    """Line by line, by what the lines look like."""
    MIXED = "mixed"
    """Markdown, but for regions that Markdown would have ruined."""


class Location(NamedTuple):
    """A place in the file."""

    line: int
    """From 1."""
    column: int
    """In code points, from 1."""


_META_TITLE = lazy(r"title:\s*([\"']?)(.+?)\1\s*$")
_TITLE_LENGTH = 100


class Document:
    """The reading text of one source with its blocks.

    It grows while the source is being read and never changes what it has: a `DocumentLoader` extends it,
    all other code only reads it.
    """

    def __init__(
        self,
        encoding: str = "utf-8",
        newline: str = "lf",
        problems: Iterable[str] = (),
        line_starts: "array[int] | None" = None,
    ) -> None:
        """An empty document; ``line_starts`` are the offsets in the file at which its lines begin."""
        self.blocks = Packed(Block)
        self.complete = False
        """Whether the whole source has been read."""
        self.title = ""
        """The highest heading before the first text, else the first heading, else the first words."""
        self.stated: dict[str, str] = {}
        """Facts that the source states about itself, by the names of `annotations.model.FACTS`; known at its end."""
        self.encoding = encoding
        self.guessed = False
        """True if its letters alone decided in which encoding the file is."""
        self.newline = newline
        """``lf``, ``crlf``, ``cr`` or ``mixed``."""
        self.problems = list(problems)
        """Messages about undecodable bytes and the like, one line each, to be shown once."""
        self.length = 0
        """Code points of text read so far."""
        self.words = 0
        """Words of the text read so far, see `estimate_words`."""
        self._parts: list[str] = []
        self._part_starts = array("I")
        self._starts = array("I")
        self._map_text = array("I")
        self._map_file = array("I")
        self._moved = False
        """Whether some of the text comes later than what follows it in the file, as the foot of a page may."""
        self._line_starts = array("I", [0]) if line_starts is None else line_starts
        self._headings = array("I")
        self._parents = array("i")
        self.highest = 6
        """The level of the highest heading."""
        self._apart = array("I")
        """Indexes of the blocks that stand apart from what is before them, and of the items of lists."""
        self._rows = array("I")
        """Where rows of tables begin to stand together, and where they end to: two indexes of blocks for each time."""
        self._table: Table | None = None
        self._title_rank = _NO_TITLE
        self._in_front = True
        self._manners: set[bool] = set()
        self.languages: set[str] = set()
        """The languages of its code blocks."""

    @property
    def manner(self) -> Manner:
        """The manner of the part that has been read so far."""
        if len(self._manners) > 1:
            return Manner.MIXED
        return Manner.SHAPE if True in self._manners else Manner.MARKDOWN

    @property
    def text(self) -> str:
        """The reading text as far as it has been read."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
            self._part_starts = array("I", [0])
        return self._parts[0] if self._parts else ""

    def slice(self, start: int, end: int) -> str:
        """The reading text from start to end."""
        start, end = max(0, start), min(end, self.length)
        if start >= end:
            return ""
        first = bisect_right(self._part_starts, start) - 1
        last = bisect_right(self._part_starts, end - 1)
        base = self._part_starts[first]
        joined = self._parts[first] if last == first + 1 else "".join(self._parts[first:last])
        return joined[start - base : end - base]

    def block_index(self, offset: int) -> int:
        """Index of the block at an offset; the newline after a block belongs to it.

        An offset past the end gives the last block. Raises IndexError if there is no block.
        """
        if not self.blocks:
            raise IndexError("an empty document has no blocks")
        return max(0, bisect_right(self._starts, offset) - 1)

    def location(self, offset: int) -> Location:
        """Line and column in the file of an offset of the reading text."""
        run = bisect_right(self._map_text, offset) - 1
        if run < 0:
            return Location(1, 1)
        place = self._map_file[run] + offset - self._map_text[run]
        line = bisect_right(self._line_starts, place) - 1
        return Location(line + 1, place - self._line_starts[line] + 1)

    def offset_at(self, location: Location) -> int:
        """The offset of a line and column of the file; of what follows if it holds nothing of the text there."""
        place = self._line_starts[location.line - 1] + location.column - 1
        order: Sequence[int] = range(len(self._map_file))
        if self._moved:
            order = sorted(order, key=self._map_file.__getitem__)
        found = bisect_right(order, place, key=self._map_file.__getitem__) - 1
        if found < 0:
            return 0
        run = order[found]
        end = self._map_text[run + 1] if run + 1 < len(self._map_text) else self.length
        return min(self._map_text[run] + place - self._map_file[run], end)

    def headings(self) -> list[int]:
        """Indexes of the blocks that are headings."""
        return self._headings.tolist()

    def starts(self) -> "array[int]":
        """Start offset of each block."""
        return self._starts[:]

    def paragraph_after(self, index: int) -> int | None:
        """Index of the next block that begins a paragraph or is an item, or None. Unpacks no block."""
        found = bisect_right(self._apart, index)
        return self._apart[found] if found < len(self._apart) else None

    def paragraph_before(self, index: int) -> int | None:
        """Index of the last such block before ``index``, or None."""
        found = bisect_left(self._apart, index)
        return self._apart[found - 1] if found else None

    def next_rows(self, index: int) -> tuple[int, int]:
        """The run of table rows at or after a block, as a half-open range of block indexes that begins at ``index`` or later.

        Both ends are the number of blocks if there is no such run. Unpacks no block.
        """
        run = bisect_right(self._rows, index)
        if run % 2:
            return index, self._rows[run]
        return (self._rows[run], self._rows[run + 1]) if run < len(self._rows) else (len(self.blocks),) * 2

    def heading_path(self, offset: int) -> tuple[str, ...]:
        """The headings above an offset, outermost first."""
        if not self.blocks:
            return ()
        path: list[str] = []
        heading = bisect_right(self._headings, self.block_index(offset)) - 1
        while heading >= 0:
            block = self.blocks[self._headings[heading]]
            path.append(self.slice(block.start, block.end))
            heading = self._parents[heading]
        return tuple(reversed(path))

    def extend(self, drafts: Iterable[Draft]) -> None:
        """Append blocks to the document; for a `DocumentLoader` alone."""
        base = self.length
        chunk: list[str] = []
        for draft in drafts:
            if self.blocks:
                chunk.append("\n")
                self.length += 1
            chunk.append(draft.text)
            self._append(draft)
        if text := "".join(chunk):
            self._parts.append(text)
            self._part_starts.append(base)
            self.words += estimate_words(text)

    def finish(self) -> None:
        """Mark the whole source as read; for a `DocumentLoader` alone."""
        self.complete = True
        _ = self.text  # one string from now on: nothing is joined again

    def adopt(self, other: "Document") -> bool:
        """Take the place of another that begins as this one does, if it does; for a `DocumentLoader` alone.

        References to this document stay valid: it has the content of the other one then, and its beginning is the same.
        """
        alike = self.blocks == other.blocks[: len(self.blocks)] and self.text == other.slice(0, self.length)
        if alike:
            vars(self).update(vars(other))
        return alike

    def _append(self, draft: Draft) -> None:
        start = self.length
        index = len(self.blocks)
        self.length += len(draft.text)
        self._manners.add(draft.shaped)
        if draft.kind is BlockKind.CODE and draft.info:
            self.languages.add(draft.info)
        self._starts.append(start)
        for offset, place in draft.runs:
            self._map(start + offset, place)
        if draft.kind is not BlockKind.ROW:
            self._table = None
        else:
            self._index_row(index)
            self._table = Table(index, *draft.grid) if draft.grid else self._table
        if draft.gap or draft.kind is BlockKind.ITEM:
            self._apart.append(index)
        if draft.kind is BlockKind.HEADING:
            self._index_heading(index, draft.level)
        self._consider_title(draft)
        self.blocks.append(
            Block(
                draft.kind,
                start,
                self.length,
                draft.level,
                draft.depth,
                draft.quote,
                draft.marker,
                draft.gap and index > 0,
                draft.info,
                tuple([Mark(m.kind, start + m.start, start + m.end, m.target) for m in draft.marks])
                if draft.marks
                else (),
                tuple([(start + a, start + b) for a, b in draft.cells]) if draft.cells else (),
                self._table,
            )
        )

    def _map(self, offset: int, place: int) -> None:
        # A run that only continues the one before it would cost memory and say nothing.
        if not self._map_text or place - self._map_file[-1] != offset - self._map_text[-1]:
            self._moved = self._moved or (bool(self._map_file) and place < self._map_file[-1])
            self._map_text.append(offset)
            self._map_file.append(place)

    def _index_heading(self, index: int, level: int) -> None:
        parent = len(self._headings) - 1
        while parent >= 0 and self.blocks[self._headings[parent]].level >= level:
            parent = self._parents[parent]
        self._headings.append(index)
        self._parents.append(parent)
        self.highest = min(self.highest, level)

    def _index_row(self, index: int) -> None:
        if self._rows and self._rows[-1] == index:
            self._rows[-1] = index + 1
        else:
            self._rows.extend((index, index + 1))

    def _consider_title(self, draft: Draft) -> None:
        if self._title_rank == _META_RANK or draft.info == BOILERPLATE:
            return
        rank, title = _NO_TITLE, draft.text
        if draft.kind is BlockKind.META:
            if found := _META_TITLE.match(draft.text):
                rank, title = _META_RANK, found[2]
        elif draft.kind is BlockKind.HEADING:
            rank = draft.level if self._in_front else _LATE_HEADING
        elif any(map(str.isalnum, draft.text)):
            self._in_front = False
            rank = _WORDS_RANK
        if rank < self._title_rank and any(map(str.isalnum, title)):
            self._title_rank = rank
            self.title = _shorten(" ".join(title.split()))


_META_RANK, _LATE_HEADING, _WORDS_RANK, _NO_TITLE = 0, 7, 8, 9
"""How well a title is known: front matter, then headings before any text by level (1 to 6), …"""


def _shorten(title: str) -> str:
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
