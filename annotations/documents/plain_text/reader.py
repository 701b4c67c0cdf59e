"""The reader of plain text: line by line, by shape.

Text copied from the web is the common case, and strict Markdown ruins it. Every line becomes a block, or part of one;
nothing but white space, markers and the strokes of tables leaves the text. All is in its place, but that the head and
the foot of a page come after the paragraph that goes on over them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from annotations.documents import boilerplate
from annotations.documents import line_shapes as shapes
from annotations.documents import mermaid as diagrams
from annotations.documents.blocks import BOILERPLATE, UNKNOWN_COLUMNS, BlockKind, Draft, DraftMark, MarkKind
from annotations.documents.file.lines import Lines
from annotations.documents.plain_text import headings as headline
from annotations.documents.plain_text import line_ends as ends
from annotations.documents.plain_text import wrapped_lines as flow
from annotations.documents.plain_text.joining import Text, join
from annotations.documents.plain_text.measure import Measure
from annotations.documents.plain_text.page_lines import PageLines
from annotations.documents.plain_text.set_apart import Found, SetApart
from annotations.documents.tabular import flattened

Parts = list[tuple[str, int]]
"""Lines with their offsets in the file."""

_SHORT: Final = 80
"""Code points up to which lines under one another stay together, as in an address."""
_REGION: Final = 2000
"""Lines that are looked at together."""
_DEEPEST_QUOTE: Final = 32
_FLATTENED: Final = 200
"""Lines that a table (columns not recognised) may have."""
_PAGE_END: Final = 12
"""Lines that may be between the text of one page and that of the next."""


def read(lines: Lines, _tell: Callable[[str], None]) -> Iterator[Draft]:
    """The blocks of a plain text, which never has problems to report."""
    lines = lines.cut()
    return Reader(lines, Measure.of(lines.texts), 0).drafts()


class Reader:
    """Reads lines that are inside ``quote`` block quotes."""

    def __init__(self, lines: Lines, measure: Measure, quote: int) -> None:
        """``measure`` is how the lines are broken."""
        self.place = 0
        """The line after what has been read."""
        self._lines = lines
        self._texts = lines.texts
        self._measure = measure
        self._quote = quote
        self._pages = PageLines(lines.texts) if not quote else PageLines(())
        self._apart = SetApart(lines, quote)
        self.headlines = headline.Headlines(lines.texts, measure, self._pages)
        self._indents: list[int] = []
        """Columns of the markers of the lists that are open."""
        self._blank = True
        """Whether a blank line comes before the current line."""
        self.front = True
        """Whether nothing but headings was read so far."""
        self._last = len(lines.texts)
        """The line before which paragraphs end."""
        self._above = ""
        """The text of the block above, if that is a paragraph; else empty."""
        self._ends: dict[int, int] = {}
        """Of the region of short lines that is being read: where each of its paragraphs begins and ends."""

    def drafts(self) -> Iterator[Draft]:
        """The blocks of all lines."""
        return self.part(0, len(self._texts))

    def part(self, first: int, last: int) -> Iterator[Draft]:
        """Yield the blocks of lines ``first`` to ``last``; the last block may end after that, see `place`."""
        self._blank, self._indents, self._above, self._last, self.place = True, [], "", last, first
        while self.place < last:
            line = self._texts[self.place]
            if not line or line.isspace():
                self._blank = True
                self.place += 1
                continue
            self.place, found = self._at(self.place, line)
            yield from found
            self._blank = False

    def _at(self, i: int, line: str) -> Found:
        if self._lone_word(i, line):
            return i + 1, (self._word(i, line),)
        if self._pages.furniture(line):
            return i + 1, (self._furniture(i),)
        heading = self._heading(i)
        # A page's furniture, or a line of mere signs that is left of it, is not yet text.
        if self.front:
            self.front = heading is not None or not any(map(str.isalnum, line)) or boilerplate.sure(line)
        special = heading or self._special(i, line, free=self._blank)
        if special is None:
            return self._flattened(i, line) or self._item(i, line) or self._paragraph(i, line)
        self._above = ""
        if line[0] not in shapes.SPACES:
            self._indents = []
        return special

    def _lone_word(self, i: int, line: str) -> bool:
        """Whether a line is one word in small letters between blank ones."""
        if not self._blank or not line.isalpha() or not line.islower() or line.startswith(diagrams.WORDS):
            return False
        return i + 1 == self._last or not self._texts[i + 1]

    def _word(self, i: int, line: str) -> Draft:
        """The block of such a word, which is a paragraph whatever is around it: no kind of block is looked for."""
        self.front = self.front and boilerplate.sure(line)
        self._indents, self._above = [], line
        return Draft(BlockKind.PARAGRAPH, line, ((0, self._lines.starts[i]),), quote=self._quote, shaped=True)

    def _furniture(self, i: int) -> Draft:
        text, runs = join(self._numbered(i, i + 1))
        return Draft(BlockKind.PARAGRAPH, text, runs, quote=self._quote, gap=self._blank, info=BOILERPLATE, shaped=True)

    def _special(self, i: int, line: str, *, free: bool) -> Found | None:
        """The block that begins at line ``i`` if that is no heading, item or paragraph."""
        if ">" in line and (found := self._quoted(i)):
            return found
        found = self._apart.find(i, line, self._last, free=free, listed=bool(self._indents))
        return (found[0], _shaped(found[1])) if found else None

    def _heading(self, i: int) -> Found | None:
        found = self.headlines.find(i, front=self.front)
        if found is None:
            return None
        at = i + found.overlined
        text = self._texts[at][found.start : found.end]
        runs = ((0, self._lines.starts[at] + found.start),)
        draft = Draft(BlockKind.HEADING, text, runs, level=found.level, quote=self._quote, shaped=True)
        return at + 1 + found.underlined, (draft,)

    def _quoted(self, i: int) -> Found | None:
        if self._quote >= _DEEPEST_QUOTE or not shapes.quote(self._texts[i]):
            return None
        texts, starts, end = [], [], i
        while end < len(self._texts) and (cut := shapes.quote(self._texts[end])):
            texts.append(self._texts[end][cut:])
            starts.append(self._lines.starts[end] + cut)
            end += 1
        inner = Reader(Lines(texts, starts), Measure.of(texts), self._quote + 1)
        inner.front = False  # a quotation has no title of its own
        return end, inner.drafts()

    def _flattened(self, i: int, line: str) -> Found | None:
        """The rows of a table without columns: left as they are, and marked."""
        if not flattened.may_head(line):
            return None
        # A few lines tell whether it is one: to cut out all that it may have for every line of a text takes long.
        if not flattened.rows(self._texts[i : min(i + flattened.TELLING, self._last)]):
            return None
        count = flattened.rows(self._texts[i : min(i + _FLATTENED, self._last)])
        self._indents, self._above = [], ""
        found, ends = [], len(flattened.ends(line.strip(shapes.SPACES)))
        for n in range(i, i + count):
            text, runs = join(self._numbered(n, n + 1))
            gap = n == i or len(text) > _SHORT
            draft = Draft(
                BlockKind.PARAGRAPH, text, runs, quote=self._quote, gap=gap, info=UNKNOWN_COLUMNS, shaped=True
            )
            found.append(draft._replace(cells=flattened.cells(text, ends)))
        return i + count, found

    def _item(self, i: int, line: str) -> Found | None:
        found = shapes.item(line)
        if found is None:
            return None
        first = not self._indents
        self._open(found.indent)
        end = self._hangs(i, found.indent)
        parts = [(line[found.start :], self._lines.starts[i] + found.start), *self._numbered(i + 1, end)]
        end, pages = self._over_pages(end, parts)
        text, runs = self._joined(parts)
        draft = Draft(
            BlockKind.ITEM,
            text,
            runs,
            depth=len(self._indents),
            quote=self._quote,
            marker=found.marker,
            gap=self._blank or first,
            marks=terms(text),
            shaped=True,
        )
        self._above = ""
        return end, (draft, *pages)

    def _hangs(self, i: int, indent: int) -> int:
        """The line after an item: what is set in under its marker belongs to it, and what plainly goes on with it."""
        end = i + 1
        texts = self._texts
        while end < self._last and not shapes.blank(texts[end]):
            line, above = texts[end], texts[end - 1]
            deep = shapes.indent(line)
            on = deep > indent or flow.runs_on(above, line, self._measure) or flow.full(above, self._measure)
            # Where its lines are set like its marker, one that is set in begins the next paragraph.
            back = end > i + 1 and shapes.indent(above) <= indent < deep and ends.ended(above)
            if not on or back or not self._plain(end, line, above):
                break
            end += 1
        if end > i + 1:
            begun = flow.labels(texts[i:end], self._measure.width)
            end = min([i + n for n in begun if n], default=end)
        for n in range(i + 1, end - 1):
            if texts[n - 1].rstrip().endswith(":") and flow.separate(texts[n:end], self._measure):
                return n  # an address or a verse that the item announces
        return end

    def _open(self, indent: int) -> None:
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)

    def _paragraph(self, i: int, line: str) -> Found:
        if self._indents:
            indent = shapes.indent(line)
            while self._indents and indent <= self._indents[-1]:
                self._indents.pop()
        end = self._end(i)
        parts = self._numbered(i, end)
        end, pages = self._over_pages(end, parts)
        text, runs = self._joined(parts) if len(parts) > 1 else join(parts)
        gap = self._blank or self._gap(text)
        draft = Draft(
            BlockKind.PARAGRAPH,
            text,
            runs,
            depth=len(self._indents),
            quote=self._quote,
            gap=gap,
            marks=terms(text),
            shaped=True,
        )
        self._above = text
        return end, (draft, *pages) if pages else (draft,)

    def _gap(self, text: str) -> bool:
        """Short lines under one another and an answer under its question stay together."""
        if self._indents:
            return False
        if shapes.question_or_answer(self._above) == "Q" and shapes.question_or_answer(text) == "A":
            return False
        return not (self._above and len(self._above) <= _SHORT and len(text) <= _SHORT)

    def _joined(self, parts: Parts) -> Text:
        measure = self._measure
        return join(parts, hyphens=measure.hyphens, compounds=measure.compounds, literal=measure.cut > 0)

    def _over_pages(self, end: int, parts: Parts) -> tuple[int, list[Draft]]:
        """Add to the lines of a paragraph what follows the head and foot of a page, if it goes on there.

        Return the line after it, and the blocks of those heads and feet.
        """
        pages: list[Draft] = []
        if not self._pages.heads or ends.ended(parts[-1][0]):
            return end, pages
        while end < self._last and shapes.blank(self._texts[end]) and (there := self._next_page(end)):
            line = self._texts[there]
            if not flow.runs_over(self._texts[end - 1], line, self._measure) or shapes.label(line):
                break
            if not self._plain(there, line, ""):
                break
            pages += [self._furniture(n) for n in range(end, there) if not shapes.blank(self._texts[n])]
            begin, end = there, self._end(there)
            parts += self._numbered(begin, end)
        return end, pages

    def _next_page(self, i: int) -> int:
        """The first line of text after the foot and the head of a page that follow line ``i``; 0 if none do."""
        seen = False
        for n in range(i, min(i + _PAGE_END, self._last)):
            line = self._texts[n]
            if shapes.blank(line):
                continue
            if not self._pages.furniture(line):
                return n if seen else 0
            seen = True
        return 0

    def _end(self, i: int) -> int:
        """The line after the paragraph that begins at line ``i``."""
        if i + 1 >= self._last or not self._texts[i + 1]:
            return i + 1
        if not i < self._ends.get(i, 0) <= self._last:
            end = i + 1
            above = self._texts[i]
            while end < self._last and end - i < _REGION and self._plain(end, line := self._texts[end], above):
                end += 1
                above = line
            self._ends = {i + a: i + b for a, b in flow.paragraphs(self._texts[i:end], self._measure)}
        return self._ends[i]

    def _plain(self, i: int, line: str, above: str) -> bool:
        """Whether line ``i`` may go on with the paragraph whose last line is ``above``; empty after the end of a page."""
        if not line or line.isspace() or self._pages.furniture(line):
            return False
        if self._lines.breaks and self._lines.starts[i] in self._lines.breaks and above:
            return False
        if flow.full(above, self._measure):
            return True
        if shapes.question_or_answer(line) or boilerplate.sure(line) or boilerplate.sure(above) or shapes.fence(above):
            return False
        item = shapes.item(line)
        if item and not self._moved(item, above, line):
            return False
        if self._indents and above and shapes.indent(line) <= self._indents[-1] < shapes.indent(above):
            return ends.goes_on(above, line)  # back from what was set in under an item
        return self.headlines.find(i, front=False) is None and self._special(i, line, free=not above) is None

    def _moved(self, item: shapes.Item, above: str, line: str) -> bool:
        """Whether a number or a dash begins a line because the text was wrapped before it, and so begins no item."""
        marker, width = item.marker, self._measure.width
        if not width:
            return False
        if marker[0].isdigit() and marker != "1." and not self._indents:
            return True
        if shapes.item(above) and marker == "•":
            return False
        numbered = marker[0].isdigit() or marker[-1] == ")"
        small = line[item.start : item.start + 1].islower()
        if not numbered and (self._indents or not small):
            return False
        return not ends.ended(above) and ends.broken(above, line, width)

    def _numbered(self, first: int, last: int) -> Parts:
        if last == first + 1:
            return [(self._texts[first], self._lines.starts[first])]
        return list(zip(self._texts[first:last], self._lines.starts[first:last], strict=True))


def _shaped(drafts: Iterable[Draft]) -> Iterator[Draft]:
    return (draft._replace(shaped=True) for draft in drafts)


def terms(text: str) -> tuple[DraftMark, ...]:
    """The mark of the words that lead a text in, if it has such."""
    if ":" not in text[:80]:
        return ()
    end = shapes.lead_in(text)
    return (DraftMark(MarkKind.TERM, 0, end),) if end else ()
