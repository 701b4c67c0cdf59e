"""The reader of plain text: line by line, by shape.

Text copied from the web is the common case, and strict Markdown ruins it. Every line becomes a block,
or part of one, in its place; nothing but white space, markers and the strokes of tables leaves the text.
"""

from collections.abc import Callable, Iterable, Iterator

from annotations.documents import boilerplate
from annotations.documents import line_shapes as shapes
from annotations.documents import mermaid as diagrams
from annotations.documents.blocks import BOILERPLATE, UNKNOWN_COLUMNS, BlockKind, Draft, DraftMark, Grid, MarkKind
from annotations.documents.file.lines import Lines
from annotations.documents.plain_text import columns
from annotations.documents.plain_text import headings as headline
from annotations.documents.plain_text import wrapped_lines as flow
from annotations.documents.plain_text.page_lines import PageLines
from annotations.documents.tabular import row_drafts, tables, text_tables

Found = tuple[int, Iterable[Draft]]
"""The line after what was found, and its blocks."""

_SHORT = 80
"""Code points up to which lines under one another stay together, as in an address."""
_REGION = 2000
"""Lines that are looked at together."""
_DEEPEST_QUOTE = 32
_FLATTENED = 200
"""Lines that a table of unknown columns may have."""


def read(lines: Lines, _tell: Callable[[str], None]) -> Iterator[Draft]:
    """The blocks of a plain text, which never has problems to report."""
    lines = lines.cut()
    for draft in Reader(lines, flow.Measure.of(lines.texts), 0).drafts():
        yield draft._replace(shaped=True)


def preformatted(
    lines: Lines, kind: BlockKind, info: str, quote: int = 0, depth: int = 0, cut: int = 0
) -> Iterator[Draft]:
    """Lines as they are, a block each, without their first ``cut`` characters where these are space."""
    for n, (line, start) in enumerate(zip(lines.texts, lines.starts, strict=True)):
        skip = min(cut, shapes.edges(line)[0])
        yield Draft(kind, line[skip:], ((0, start + skip),), quote=quote, depth=depth, gap=n == 0, info=info)


class Reader:
    """Reads lines that are inside ``quote`` block quotes."""

    def __init__(self, lines: Lines, measure: flow.Measure, quote: int) -> None:
        """``measure`` is how the lines are broken."""
        self.place = 0
        """The line after what has been read."""
        self._lines = lines
        self._texts = lines.texts
        self._measure = measure
        self._quote = quote
        self._pages = PageLines(lines.texts) if not quote else PageLines(())
        self.headlines = headline.Headlines(lines.texts, measure.width, self._pages)
        self._indents: list[int] = []
        """Columns of the markers of the lists that are open."""
        self._blank = True
        """Whether a blank line comes before the current line."""
        self.front = True
        """Whether nothing but headings was read so far."""
        self._last = len(lines.texts)
        """The line before which paragraphs end."""
        self._unclosed = {"`": 0, "~": 0}
        """Shortest fence of each kind that is known never to be closed, to search for its end once."""
        self._above = ""
        """The text of the block above, if that is a paragraph; else empty."""
        self._ends: dict[int, int] = {}
        """Of the region of short lines that is being read: where each of its paragraphs begins and ends."""

    def drafts(self) -> Iterator[Draft]:
        """The blocks of all lines."""
        return self.part(0, len(self._texts))

    def part(self, first: int, last: int) -> Iterator[Draft]:
        """The blocks from line ``first`` to ``last``, and as far beyond as what begins there goes on; see `place`."""
        self._blank, self._indents, self._above, self._last, self.place = True, [], "", last, first
        while self.place < last:
            if shapes.blank(self._texts[self.place]):
                self._blank = True
                self.place += 1
                continue
            self.place, found = self._at(self.place)
            yield from found
            self._blank = False

    def _at(self, i: int) -> Found:
        if self._pages.furniture(i):
            text, runs = flow.join(self._numbered(i, i + 1))
            draft = Draft(BlockKind.PARAGRAPH, text, runs, quote=self._quote, gap=self._blank, info=BOILERPLATE)
            return i + 1, (draft,)
        heading = self._heading(i)
        # A page's furniture, or a line of mere signs that is left of it, is not yet text.
        line = self._texts[i]
        self.front = self.front and (heading is not None or not any(map(str.isalnum, line)) or boilerplate.sure(line))
        special = heading or self._special(i)
        if special is None:
            return self._flattened(i) or self._item(i) or self._paragraph(i)
        self._above = ""
        if self._texts[i][0] not in shapes.SPACES:
            self._indents = []
        return special

    def _special(self, i: int) -> Found | None:
        """The block that begins at line ``i`` if that is no heading, item or paragraph."""
        for shape in (
            self._fence,
            self._quoted,
            self._table,
            self._text_table,
            self._diagram,
            self._rule,
            self._drawn,
            self._comment,
        ):
            if found := shape(i):
                return found
        return None

    def _heading(self, i: int) -> Found | None:
        found = self.headlines.find(i, front=self.front)
        if found is None:
            return None
        text = self._texts[i][found.start : found.end]
        runs = ((0, self._lines.starts[i] + found.start),)
        draft = Draft(BlockKind.HEADING, text, runs, level=found.level, quote=self._quote)
        return i + 1 + found.underlined, (draft,)

    def _fence(self, i: int) -> Found | None:
        found = shapes.fence(self._texts[i])
        if found is None:
            return None
        mark, info = found
        end = self._closing(i + 1, mark)
        if end <= i + 1:
            return None
        language = info.split(" ", 1)[0]
        kind, info = (BlockKind.DIAGRAM, "") if language == "mermaid" else (BlockKind.CODE, info)
        if kind is BlockKind.DIAGRAM:
            info = diagrams.kind((self._texts[i + 1].split() or [""])[0]) or "mermaid"
        cut = shapes.edges(self._texts[i])[0]
        return end + 1, preformatted(self._lines.part(i + 1, end), kind, info, self._quote, cut=cut)

    def _closing(self, i: int, mark: str) -> int:
        """The line that closes a fence; -1 if none does."""
        if 0 < self._unclosed[mark[0]] <= len(mark):
            return -1
        for end in range(i, len(self._texts)):
            found = shapes.fence(self._texts[end])
            if found and found[0].startswith(mark):
                # One that opens another block says that this one was never closed.
                return end if not found[1] else -1
        self._unclosed[mark[0]] = len(mark)
        return -1

    def _quoted(self, i: int) -> Found | None:
        if self._quote >= _DEEPEST_QUOTE or not shapes.quote(self._texts[i]):
            return None
        texts, starts, end = [], [], i
        while end < len(self._texts) and (cut := shapes.quote(self._texts[end])):
            texts.append(self._texts[end][cut:])
            starts.append(self._lines.starts[end] + cut)
            end += 1
        inner = Reader(Lines(texts, starts), flow.Measure.of(texts), self._quote + 1)
        inner.front = False  # a quotation has no title of its own
        return end, inner.drafts()

    def _table(self, i: int) -> Found | None:
        if end := tables.tab_extent(self._texts, i):
            body = self._texts[i:end]
            first = [body[0][a:b] for a, b in tables.tabs(body[0])]
            head = int(all(first) and not any(tables.numeric([cell]) for cell in first))
            return end, self._rows(range(i, end), tables.grid(body, head, (), tables.tabs), tables.tabs)
        if not (found := tables.extent(self._texts, i)):
            return None
        end, aligns = found
        numbers = list(range(i, end))
        if aligns is not None:
            del numbers[1]  # the line of dashes
        rows = [self._texts[n] for n in numbers]
        return end, self._rows(numbers, tables.grid(rows, int(aligns is not None), aligns or ()), tables.split)

    def _rows(self, numbers: Iterable[int], grid: Grid, cut: Callable[[str], tables.Cells]) -> Iterator[Draft]:
        for n, i in enumerate(numbers):
            line, start = self._texts[i], self._lines.starts[i]
            parts: list[str] = []
            runs: list[tuple[int, int]] = []
            cells: list[tuple[int, int]] = []
            length = 0
            for first, last in cut(line):
                # A tab in a cell would look like the one between cells.
                parts.append(line[first:last].replace("\t", " "))
                runs.append((length, start + first))
                cells.append((length, length + last - first))
                length += last - first + 1
            text = "\t".join(parts)
            yield Draft(
                BlockKind.ROW, text, runs, quote=self._quote, gap=n == 0, cells=cells, grid=grid if n == 0 else None
            )

    def _text_table(self, i: int) -> Found | None:
        found = text_tables.find(self._texts, i)
        return (found.end, self._drawn_rows(i, found)) if found else None

    def _drawn_rows(self, first: int, table: text_tables.TextTable) -> Iterator[Draft]:
        texts, starts = self._texts, self._lines.starts
        cells = []
        for row in table.rows:
            joined = [flow.join([(texts[first + n][a:b], starts[first + n] + a) for n, a, b in cell]) for cell in row]
            cells.append([(text, (), runs) for text, runs in joined])
        draft = Draft(BlockKind.ROW, "", ((0, starts[first]),), quote=self._quote)
        return row_drafts.rows(cells, table.head, draft)

    def _diagram(self, i: int) -> Found | None:
        if not (found := diagrams.extent(self._texts, i)):
            return None
        end, kind = found
        return end, preformatted(self._lines.part(i, end), BlockKind.DIAGRAM, kind, self._quote)

    def _rule(self, i: int) -> Found | None:
        if not shapes.rule(self._texts[i]):
            return None
        return i + 1, (Draft(BlockKind.RULE, "", ((0, self._lines.starts[i]),), quote=self._quote),)

    def _drawn(self, i: int) -> Found | None:
        """Programs that are set in, and lines that live from their columns."""
        if not self._blank:
            return None
        end = i
        while end < self._last and not shapes.blank(self._texts[end]):
            end += 1
            if end - i == 1 and len(self._texts[i]) > flow.WIDEST * 2:
                return None
        region = self._texts[i:end]
        inset = min(map(shapes.indent, region)) >= 4 and not self._indents
        programs = sum(map(shapes.code, region))
        if (inset and programs * 2 > len(region)) or columns.kept(region):
            cut = min(shapes.edges(line)[0] for line in region) if inset else 0
            return end, preformatted(self._lines.part(i, end), BlockKind.CODE, "", self._quote, cut=cut)
        return None

    def _comment(self, i: int) -> Found | None:
        """Lines that each begin with the sign of a comment."""
        end = i
        while end < self._last and shapes.comment(self._texts[end]):
            end += 1
        if end - i < 2:
            return None
        return end, preformatted(self._lines.part(i, end), BlockKind.CODE, "", self._quote)

    def _flattened(self, i: int) -> Found | None:
        """The rows of a table without columns: left as they are, and marked."""
        # A few lines tell whether it is one: to cut out all that it may have for every line of a text takes long.
        if not shapes.flattened(self._texts[i : min(i + shapes.TELLING, self._last)]):
            return None
        count = shapes.flattened(self._texts[i : min(i + _FLATTENED, self._last)])
        self._indents, self._above = [], ""
        found = []
        for n in range(i, i + count):
            text, runs = flow.join(self._numbered(n, n + 1))
            found.append(
                Draft(
                    BlockKind.PARAGRAPH,
                    text,
                    runs,
                    quote=self._quote,
                    gap=n == i or len(text) > _SHORT,
                    info=UNKNOWN_COLUMNS,
                )
            )
        return i + count, found

    def _item(self, i: int) -> Found | None:
        line = self._texts[i]
        found = shapes.item(line)
        if found is None:
            return None
        first = not self._indents
        self._open(found.indent)
        end = self._hangs(i, found.indent)
        text, runs = flow.join(
            [(line[found.start :], self._lines.starts[i] + found.start), *self._numbered(i + 1, end)],
            hyphens=self._measure.hyphens,
        )
        draft = Draft(
            BlockKind.ITEM,
            text,
            runs,
            depth=len(self._indents),
            quote=self._quote,
            marker=found.marker,
            gap=self._blank or first,
            marks=terms(text),
        )
        self._above = ""
        return end, (draft,)

    def _hangs(self, i: int, indent: int) -> int:
        """The line after an item: what is set in under its marker belongs to it, and what plainly goes on with it."""
        end = i + 1
        texts = self._texts
        while end < self._last and not shapes.blank(texts[end]):
            under = shapes.indent(texts[end]) > indent
            if not under and (shapes.indent(texts[end]) < indent or not flow.goes_on(texts[end - 1], texts[end])):
                break
            if not self._plain(end) or shapes.label(texts[end]):
                break
            end += 1
        return end

    def _open(self, indent: int) -> None:
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)

    def _paragraph(self, i: int) -> Found:
        indent = shapes.indent(self._texts[i])
        while self._indents and indent <= self._indents[-1]:
            self._indents.pop()
        end = self._end(i)
        text, runs = flow.join(self._numbered(i, end), hyphens=self._measure.hyphens)
        draft = Draft(
            BlockKind.PARAGRAPH,
            text,
            runs,
            depth=len(self._indents),
            quote=self._quote,
            gap=self._gap(text),
            marks=terms(text),
        )
        self._above = text
        return end, (draft,)

    def _gap(self, text: str) -> bool:
        """Short lines under one another and an answer under its question stay together."""
        if self._blank:
            return True
        if self._indents:
            return False
        if shapes.question_or_answer(self._above) == "Q" and shapes.question_or_answer(text) == "A":
            return False
        return not (self._above and len(self._above) <= _SHORT and len(text) <= _SHORT)

    def _end(self, i: int) -> int:
        """The line after the paragraph that begins at line ``i``."""
        if not i < self._ends.get(i, 0) <= self._last:
            end = i + 1
            while end < self._last and end - i < _REGION and self._plain(end):
                end += 1
            self._ends = {i + a: i + b for a, b in flow.paragraphs(self._texts[i:end], self._measure)}
        return self._ends[i]

    def _plain(self, i: int) -> bool:
        """Whether line ``i`` may go on with the paragraph above it."""
        line = self._texts[i]
        if shapes.blank(line) or shapes.question_or_answer(line) or self._pages.furniture(i):
            return False
        if self._lines.breaks and self._lines.starts[i] in self._lines.breaks:
            return False
        above = self._texts[i - 1]
        if any(boilerplate.sure(near) or shapes.fence(near) for near in (above, line)):
            return False
        if self._indents and shapes.indent(line) <= self._indents[-1] < shapes.indent(above):
            return flow.goes_on(above, line)  # back from what was set in under an item
        item = shapes.item(line)
        if (item and not self._moved(item, above, line)) or self.headlines.find(i, front=False):
            return False
        blank, self._blank = self._blank, False
        special = self._special(i)
        self._blank = blank
        return special is None

    def _ruled(self, i: int) -> bool:
        """Whether a line may be a rule under the head of a table."""
        return i < len(self._texts) and self._texts[i].lstrip()[:1] in ("-", "=", "+")

    def _moved(self, item: shapes.Item, above: str, line: str) -> bool:
        """Whether a number begins a line because the text was wrapped before it, and so begins no item."""
        if not item.marker[0].isdigit() or not self._measure.width or self._indents:
            return False
        return item.marker != "1." or (not flow.ended(above) and flow.broken(above, line, self._measure.width))

    def _numbered(self, first: int, last: int) -> list[tuple[str, int]]:
        return list(zip(self._texts[first:last], self._lines.starts[first:last], strict=True))


def terms(text: str) -> tuple[DraftMark, ...]:
    """The mark of the words that lead a text in, if it has such."""
    end = shapes.lead_in(text)
    return (DraftMark(MarkKind.TERM, 0, end),) if end else ()
