"""Raw HTML in Markdown becomes what a browser would show of it: words, lists, tables, the descriptions of images.

The standard library's parser splits it and gives the place of each piece. Tags, attributes, comments, scripts
and styles are not shown; nothing is fetched and nothing runs.
"""

from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Final, NamedTuple

from annotations.documents.blocks import BlockKind, DraftMark, MarkKind
from annotations.documents.markdown.inline import Inline, Runs, place
from annotations.text.lazy_regex import lazy

LONGEST: Final = 65_536
"""Code points of HTML that are read at once; what is longer is shown as its source."""
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSHOWN: Final = frozenset(
    ("script", "style", "template", "head", "title", "noscript", "iframe", "svg", "object", "select")
)
_INLINE: Final = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "mark": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "var": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "s": MarkKind.STRIKE,
    "del": MarkKind.STRIKE,
    "strike": MarkKind.STRIKE,
    "a": MarkKind.LINK,
    "summary": MarkKind.TERM,
    "dt": MarkKind.TERM,
}
_WITHIN: Final = frozenset(
    "abbr acronym bdi bdo big data dfn font ins label small span sub sup time u q ruby rt rp rb wbr picture source center nobr meter "
    "progress output input button img br a b strong mark i em cite var code kbd samp tt s del strike".split()
)
"""Inline elements; any other begins a block."""
_CELLS: Final = frozenset(("td", "th"))
_SPACE: Final = lazy(r"[ \t\n\r\f]+")


class Piece(NamedTuple):
    """A block that HTML shows, or a row of a table, which has cells."""

    kind: BlockKind
    content: Inline
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""
    cells: Sequence[Inline] = ()
    head: bool = False
    table: int = 0
    """The number of the table that a row is of, from 1."""


def read(source: str, origin: Runs) -> list[Piece]:
    """The blocks of some HTML; ``origin`` maps its offsets to offsets in the file."""
    parser = _Parser(source, origin)
    parser.feed(source)
    parser.close()
    parser.end()
    return parser.pieces


class _Words:
    """A stretch of text as it is put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: Runs = []
        self.marks: list[DraftMark] = []
        self.length = 0
        self.space = False

    def add(self, text: str, at: int) -> None:
        if text:
            self.runs.append((self.length, at))
            self.parts.append(text)
            self.length += len(text)

    def inline(self, start: int) -> Inline:
        """What was put together, without breaks at its end."""
        text = "".join(self.parts).rstrip("\n ")
        marks = [mark._replace(end=min(mark.end, len(text))) for mark in self.marks]
        marks = sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: (mark.start, -mark.end))
        runs = [run for run in self.runs if run[0] < len(text)] or [(0, start)]
        return Inline(text, marks, runs)


class _Parser(HTMLParser):
    def __init__(self, source: str, origin: Runs) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[Piece] = []
        self._starts = [0]
        for n, char in enumerate(source):
            if char == "\n":
                self._starts.append(n + 1)
        self._source = source
        self._origin = origin
        self._words = _Words()
        self._open: list[tuple[str, int, str]] = []
        """Elements in a line that are open: name, where their text begins, where they lead."""
        self._unshown = ""
        self._level = 0
        self._quote = 0
        self._lists: list[int] = []
        """The number of the next item of each open list; 0 of those without numbers."""
        self._marker = ""
        self._pre = False
        self._row: list[Inline] | None = None
        self._in_cell = False
        self._head = False
        self._tables = 1

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[min(line, len(self._starts)) - 1] + column

    def _place(self, offset: int) -> int:
        return place(self._origin, offset)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if self._unshown:
            return
        if tag in _UNSHOWN:
            self._unshown = tag
            return
        if tag == "br":
            self._words.add("\n", self._place(self._at))
            self._words.space = False
        elif tag == "img":
            self._image(dict(attrs))
        elif tag in _CELLS:
            self._close_cell()
            self._row = [] if self._row is None else self._row
            self._head = tag == "th" and (self._head or not self._row)
            self._in_cell = True
        elif self._row is not None and tag not in ("tr", "table", "tbody", "thead", "tfoot", "caption"):
            if tag not in _WITHIN and self._words.length:
                self._words.add("\n", self._place(self._at))
            self._enter(tag, dict(attrs))
        elif tag not in _WITHIN:
            self._block(tag)
            self._enter(tag, dict(attrs))
        else:
            self._enter(tag, dict(attrs))

    def _enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in _INLINE:
            words = self._words
            blank = words.space and words.length > 0 and not words.parts[-1].endswith("\n")
            self._open.append((tag, words.length + blank, attrs.get("href") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "img", "hr", "input", "wbr", "source"):
            self.handle_endtag(tag)

    def _block(self, tag: str) -> None:
        self._flush()
        if tag in _HEADINGS:
            self._level = int(tag[1])
        elif tag in ("ul", "ol", "menu"):
            self._lists.append(int(tag == "ol"))
        elif tag == "li":
            number = self._lists[-1] if self._lists else 0
            self._marker = f"{number}." if number else "•"
            if number:
                self._lists[-1] += 1
        elif tag == "blockquote":
            self._quote += 1
        elif tag == "pre":
            self._pre = True
        elif tag == "table":
            self._tables += 1
        elif tag == "tr":
            self._row, self._head = [], False
        elif tag == "hr":
            self.pieces.append(Piece(BlockKind.RULE, Inline("", [], [(0, self._place(self._at))]), quote=self._quote))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._unshown:
            self._unshown = "" if tag == self._unshown else self._unshown
            return
        if tag in _INLINE:
            self._leave(tag)
        if tag in _CELLS:
            self._close_cell()
        elif tag in ("tr", "table"):
            self._close_row()
            self._tables += tag == "table"
        elif tag not in _WITHIN and self._row is None:
            self._flush()
            if tag in _HEADINGS:
                self._level = 0
            elif tag in ("ul", "ol", "menu") and self._lists:
                self._lists.pop()
            elif tag == "blockquote" and self._quote:
                self._quote -= 1
            elif tag == "pre":
                self._pre = False

    def _leave(self, tag: str) -> None:
        for n in range(len(self._open) - 1, max(-1, len(self._open) - 20), -1):
            name, start, target = self._open[n]
            if name == tag:
                del self._open[n]
                if start < self._words.length:
                    self._words.marks.append(DraftMark(_INLINE[tag], start, self._words.length, target))
                return

    def _image(self, attrs: dict[str, str | None]) -> None:
        alt, target = attrs.get("alt"), attrs.get("src") or ""
        text = _SPACE.sub(" ", alt or "").strip() or target.rstrip("/").rpartition("/")[2] or "image"
        tag = self.get_starttag_text() or ""
        found = tag.find(text)
        self._blank()
        start = self._words.length
        self._words.add(text, self._place(self._at + max(0, found)))
        self._words.marks.append(DraftMark(MarkKind.IMAGE, start, self._words.length, target))

    def _blank(self) -> None:
        """Append a blank if white space came before the next piece."""
        if (
            self._words.space
            and self._words.length
            and not (self._words.parts and self._words.parts[-1].endswith("\n"))
        ):
            self._words.add(" ", self._place(max(0, self._at - 1)))
        self._words.space = False

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._unshown:
            self._text(data, self._at)

    def _text(self, data: str, start: int) -> None:
        if self._pre:
            self._words.add(data, self._place(start))
            return
        at = 0
        while at < len(data):
            found = _SPACE.search(data, at)
            end = found.start() if found else len(data)
            if end > at:
                if self._words.space and self._words.length and not self._words.parts[-1].endswith("\n"):
                    self._words.add(" ", self._place(max(0, start + at - 1)))
                self._words.space = False
                self._words.add(data[at:end], self._place(start + at))
            if found:
                self._words.space = True
            at = found.end() if found else end

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self._character(f"&{name};" if self._source.startswith(f"&{name};", self._at) else f"&{name}")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._character(f"&#{name};")

    def _character(self, written: str) -> None:
        if not self._unshown:
            self._blank()
            self._words.add(unescape(written).replace("\t", " ").replace("\x00", "\ufffd"), self._place(self._at))

    def _taken(self) -> Inline:
        words, self._words = self._words, _Words()
        for name, start, target in self._open:
            if start < words.length:
                words.marks.append(DraftMark(_INLINE[name], start, words.length, target))
        self._open = [(name, 0, target) for name, _, target in self._open]
        return words.inline(self._place(self._at))

    def _close_cell(self) -> None:
        if self._row is not None and self._in_cell:
            self._row.append(self._taken())
        self._in_cell = False

    def _close_row(self) -> None:
        self._close_cell()
        row, self._row = self._row, None
        if row and any(cell.text for cell in row):
            content = Inline("", [], [(0, self._place(self._at))])
            self.pieces.append(
                Piece(BlockKind.ROW, content, quote=self._quote, cells=row, head=self._head, table=self._tables)
            )
        else:
            self._flush()

    def _flush(self) -> None:
        if self._row is not None:
            self._close_row()
        pre = self._pre
        found = self._taken()
        depth = len(self._lists)
        if pre and found.text.strip("\n"):
            for line, runs in _lines(found):
                self.pieces.append(Piece(BlockKind.CODE, Inline(line, [], runs), depth=depth, quote=self._quote))
        elif found.text.strip():
            if self._level:
                found = found._replace(text=found.text.replace("\n", " "))
            kind = BlockKind.HEADING if self._level else BlockKind.ITEM if self._marker else BlockKind.PARAGRAPH
            self.pieces.append(
                Piece(kind, found, self._level, max(depth, int(bool(self._marker))), self._quote, self._marker)
            )
            self._marker = ""

    def end(self) -> None:
        """The source has ended, whatever is open."""
        self._flush()


def _lines(found: Inline) -> list[tuple[str, Runs]]:
    """The lines of a text, each with its places."""
    lines, at = [], 0
    for line in found.text.split("\n"):
        inside = [(offset - at, there) for offset, there in found.runs if at < offset < at + len(line)]
        lines.append((line, [(0, place(found.runs, at)), *inside]))
        at += len(line) + 1
    while lines and not lines[0][0]:
        lines.pop(0)
    return lines
