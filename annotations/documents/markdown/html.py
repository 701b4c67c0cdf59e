"""Raw HTML in Markdown becomes what a browser would show of it: words, lists, tables, the descriptions of images.

Tags, attributes, comments, scripts and styles are not shown. An element that a block of HTML leaves open holds for the
Markdown after it, as in a browser: a list, a quotation, a heading, the cell of a table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from annotations.documents.blocks import BlockKind, Draft
from annotations.documents.markdown import html_tags as tags
from annotations.documents.markdown.html_words import Words, lines
from annotations.documents.markdown.inline import Inline, Runs, place
from annotations.documents.tabular import row_drafts
from annotations.text.lazy_regex import lazy

_HELD: Final = 65_536
"""Code points of a table that are held until it ends; what ends later ends here."""
_TABLE_END: Final = lazy(r"</[tT][aA][bB][lL][eE]\b")
_DEEPEST: Final = 32
"""Lists and quotations within others that are distinguished."""
_MOST_CELLS: Final = 200
"""Columns of a table, and rows that one cell may reach over."""
_ROW_PARTS: Final = frozenset(("table", "tbody", "tfoot", "thead", "tr"))
_CELLS: Final = frozenset(("td", "th"))
_LISTS: Final = frozenset(("dir", "menu", "ol", "ul"))
_DEFINED: Final = -1
"""Sign of a definition among the open lists."""


@dataclass
class _Table:
    """A table that is open."""

    rows: list[list[Inline]] = field(default_factory=list)
    row: list[Inline] = field(default_factory=list)
    cell: tags.Tag | None = None
    """The tag of the cell that is open."""
    inner: int = 0
    """Tables that are open inside its cell."""
    heads: bool = True
    """Whether all cells of the first row so far are those of a head."""
    below: dict[int, int] = field(default_factory=dict)
    """Columns that a cell further up reaches into, each with the number of rows."""
    size: int = 0

    def add(self, content: Inline, at: int) -> None:
        """Append the cell that was open to the row."""
        self.fill(at)
        cell, self.cell = self.cell, None
        if cell is None:
            return
        self.heads = self.heads and (bool(self.rows) or cell.name == "th")
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        first = len(self.row)
        self.row.append(content)
        self.row += [_empty(at)] * min(across - 1, max(0, _MOST_CELLS - len(self.row)))
        if down > 1:
            self.below |= dict.fromkeys(range(first, len(self.row)), down - 1)
        self.size += len(content.text)

    def fill(self, at: int) -> None:
        """Append empty cells where a cell further up reaches into the row."""
        while self.below.get(len(self.row), 0) > 0:
            self.below[len(self.row)] -= 1
            self.row.append(_empty(at))

    def end_row(self, at: int) -> None:
        """End the row, if it has anything."""
        if self.row:
            self.fill(at)
        if any(cell.text for cell in self.row):
            self.rows.append(self.row)
        self.row = []


class HtmlReader:
    """Reads the HTML of one file, block after block, and places the Markdown in between."""

    def __init__(self, text: str, tell: Callable[[str], None]) -> None:
        """``text`` is that of the whole file; ``tell`` takes a message about what is not shown."""
        self._text = text
        self._tell = tell
        self._words = Words()
        self._lists: list[int] = []
        """The number of the next item of each open list; 0 of those without numbers."""
        self._quote = 0
        self._level = 0
        """Of the heading that is open."""
        self._marker = ""
        """Of an item whose text is still to come."""
        self._pre = False
        self._table: _Table | None = None
        self._out: list[Draft] = []
        self._base = Draft(BlockKind.PARAGRAPH, "", [])
        self._above: BlockKind | None = None

    def read(self, source: str, origin: Runs, base: Draft) -> Iterator[Draft]:
        """The blocks of some HTML; ``origin`` maps its offsets to offsets in the file, ``base`` is in the same list."""
        self._base, self._above = base, None
        unshown, at = "", 0
        for piece in tags.pieces(source):
            at = place(origin, piece.at)
            if unshown:
                unshown = "" if isinstance(piece, tags.Tag) and piece.closes and piece.name == unshown else unshown
            elif isinstance(piece, tags.Text):
                self._write(piece, origin)
            elif piece.closes:
                self._end(piece.name, at)
            elif not piece.name:
                line = self._text.count("\n", 0, at) + 1
                self._tell(f"a tag that is not closed hides what follows it, in line {line}")
            elif piece.name in tags.UNSHOWN:
                unshown = piece.name
            else:
                self._begin(piece, at, origin)
            if self._out:
                yield from self._released()
        if self._table and not (self._table.size < _HELD and self._text and self._ends(at)):
            self._end_table(at)
        if self._table is None or self._table.cell is None:
            self._flush(at)
        self._words.forget()
        self._pre = False
        yield from self._released()

    def place(self, draft: Draft) -> Iterator[Draft]:
        """A block of Markdown where it is: in a list, quotation, heading or cell that is open."""
        if self._table and self._table.cell:
            self._words.take(draft)
            self._table.size += len(draft.text)
            if self._table.size > _HELD:
                self._end_table(draft.runs[-1][1])
                yield from self._released()
            return
        if not (self._lists or self._quote or self._level or self._marker):
            yield draft
            return
        if draft.kind is BlockKind.HEADING and draft.level < 3:
            self._close()
        elif self._level and draft.kind is BlockKind.PARAGRAPH:
            draft = draft._replace(kind=BlockKind.HEADING, level=self._level)
        elif self._marker and draft.kind is BlockKind.PARAGRAPH:
            draft = draft._replace(kind=BlockKind.ITEM, marker=self._marker)
        self._level, self._marker = 0, ""
        yield draft._replace(depth=draft.depth + self._depth, quote=draft.quote + self._quoted)

    def finish(self, at: int) -> Iterator[Draft]:
        """What is left when the file has ended, at a place."""
        self._end_table(at)
        self._close()
        yield from self._released()

    def opened(self) -> tuple[int, int]:
        """How many lists and quotations are open."""
        return len(self._lists), self._quote

    def close_to(self, opened: tuple[int, int]) -> None:
        """Close what was opened inside an item or a quotation of Markdown, which has ended."""
        del self._lists[opened[0] :]
        self._quote = min(self._quote, opened[1])

    @property
    def _depth(self) -> int:
        return min(len(self._lists), _DEEPEST)

    @property
    def _quoted(self) -> int:
        return min(self._quote, _DEEPEST)

    def _close(self) -> None:
        self._lists, self._quote, self._level, self._marker = [], 0, 0, ""

    def _released(self) -> Iterator[Draft]:
        out, self._out = self._out, []
        yield from out

    def _ends(self, at: int) -> bool:
        """Whether a table ends within reach of a place."""
        return _TABLE_END.search(self._text, at, at + _HELD) is not None

    def _write(self, text: tags.Text, origin: Runs) -> None:
        if text.written != len(text.text):
            origin = [(0, place(origin, text.at) - text.at)]
        write = self._words.keep if self._pre else self._words.write
        write(text.text, text.at, origin)

    def _begin(self, tag: tags.Tag, at: int, origin: Runs) -> None:
        name, table = tag.name, self._table
        if name == "br":
            self._words.line_break(at)
        elif name == "img":
            self._words.image(tag, origin)
        elif table and table.cell and (name not in _CELLS | _ROW_PARTS or table.inner or name == "table"):
            # What is a block elsewhere is a line of a cell; a table in it is lines of cells.
            table.inner += name == "table"
            if name in _CELLS:
                self._words.write(" ", tag.at, origin)
            elif name in tags.BLOCKS:
                self._words.newline(at)
            self._pre = self._pre or name == "pre"
            self._words.open(tag)
        elif name in tags.BLOCKS or name == "hr":
            self._begin_block(tag, at)
            self._words.open(tag)
        else:
            self._words.open(tag)

    def _begin_block(self, tag: tags.Tag, at: int) -> None:
        name = tag.name
        if self._table and name in _CELLS | _ROW_PARTS:
            self._end_cell(at)
            if name == "tr":
                self._table.end_row(at)
            elif name in _CELLS:
                self._flush(at)
                self._table.cell = tag
            return
        if name in ("dd", "dt"):
            self._words.close("dt")
        self._flush(at)
        if name in ("dd", "dt") and self._lists and self._lists[-1] == _DEFINED:
            self._lists.pop()
        if name in tags.HEADINGS:
            self._level = int(name[1])
        elif name in _LISTS:
            self._lists.append(_number(tag.attributes.get("start", "1")) if name == "ol" else 0)
        elif name == "li":
            self._item()
        elif name == "dd":
            self._lists.append(_DEFINED)
        elif name == "blockquote":
            self._quote += 1
        elif name == "pre":
            self._pre = True
        elif name == "table":
            self._table = _Table()
        elif name in _CELLS | {"tr"}:
            self._table = _Table(cell=tag if name in _CELLS else None)
        elif name == "hr":
            self._emit(BlockKind.RULE, Inline("", [], [(0, at)]))

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else 0
        self._marker = f"{number}." if number > 0 else "•"
        if number > 0:
            self._lists[-1] += 1

    def _end(self, name: str, at: int) -> None:
        table = self._table
        self._words.close("dt" if name == "dl" else name)
        if table and (table.inner or (table.cell and name not in _CELLS | _ROW_PARTS)):
            table.inner -= name == "table" and table.inner > 0
            self._pre = self._pre and name != "pre"
            if name in tags.BLOCKS - _CELLS:
                self._words.newline(at)
        elif table and name in _CELLS:
            self._end_cell(at)
        elif name == "table":
            self._end_table(at)
        elif table and name in _ROW_PARTS:
            self._end_cell(at)
            table.end_row(at)
        elif name in tags.BLOCKS:
            self._flush(at)
            self._end_block(name)

    def _end_block(self, name: str) -> None:
        if name in tags.HEADINGS:
            self._level = 0
        elif self._lists and (name in _LISTS or (name in ("dd", "dl") and self._lists[-1] == _DEFINED)):
            self._lists.pop()
        elif name == "li":
            self._marker = ""
        elif name == "blockquote" and self._quote:
            self._quote -= 1
        elif name == "pre":
            self._pre = False

    def _end_cell(self, at: int) -> None:
        if self._table and self._table.cell:
            self._table.add(self._words.taken(at), at)

    def _end_table(self, at: int) -> None:
        if self._table is None:
            return
        self._end_cell(at)
        self._table.end_row(at)
        table, self._table = self._table, None
        if table.rows:
            base = self._base._replace(kind=BlockKind.ROW, quote=self._base.quote + self._quoted)
            self._out += row_drafts.rows(table.rows, int(table.heads), base)
        self._above = BlockKind.ROW

    def _flush(self, at: int) -> None:
        """End the block that is being read."""
        found, depth = self._words.taken(at), self._depth
        if self._pre and found.text.strip("\n"):
            for line, runs in lines(found):
                self._emit(BlockKind.CODE, Inline(line, [], runs), depth)
        elif found.text.strip():
            if self._level:
                found = found._replace(text=found.text.replace("\n", " "))
            kind = BlockKind.HEADING if self._level else BlockKind.ITEM if self._marker else BlockKind.PARAGRAPH
            self._emit(kind, found, max(depth, int(bool(self._marker))))
            self._marker = ""

    def _emit(self, kind: BlockKind, found: Inline, depth: int = 0) -> None:
        base = self._base
        self._out.append(
            base._replace(
                kind=kind,
                text=found.text,
                runs=found.runs,
                marks=found.marks,
                level=self._level if kind is BlockKind.HEADING else 0,
                depth=base.depth + depth,
                quote=base.quote + self._quoted,
                marker=self._marker if kind is BlockKind.ITEM else "",
                gap=self._above is not kind or kind not in (BlockKind.ITEM, BlockKind.CODE),
            )
        )
        self._above = kind
        if kind is BlockKind.HEADING:
            self._level = 0


def _empty(at: int) -> Inline:
    return Inline("", [], [(0, at)])


def _span(cell: tags.Tag, name: str) -> int:
    return max(1, min(_MOST_CELLS, _number(cell.attributes.get(name, "1"))))


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1
