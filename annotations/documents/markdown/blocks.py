"""Block tokens of Markdown become drafts."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.documents import mermaid as diagrams
from annotations.documents.blocks import BlockKind, Draft, DraftMark, Grid, MarkKind
from annotations.documents.file.lines import Lines
from annotations.documents.markdown.content import Content
from annotations.documents.markdown.html import HtmlReader
from annotations.documents.markdown.inline import Inline, Runs, place
from annotations.documents.plain_text.reader import terms
from annotations.documents.tabular import row_drafts, tables, text_tables
from annotations.text.lazy_regex import lazy

_CALL_OUT: Final = lazy(r"\[!([\w-]{1,40})(?:\|[^\]\n]*)?\][-+]?[ \t]*([^\n]*)(?:\n|$)")
_CONTAINER: Final = lazy(r"(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
"""What a line of a quotation or an item begins with."""
_ESCAPED_PIPE: Final = lazy(r"\\\|")


class _List:
    """A list that is open."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self.first = True


class Blocks:
    """Makes drafts of the tokens of one window after the other, and keeps the footnotes for the end."""

    def __init__(self, md: MarkdownIt, env: dict[str, Any], text: str, tell: Callable[[str], None]) -> None:
        """``env`` is the environment of the parser for the whole file, ``text`` all of it."""
        self._env = env
        self._content = Content(md, env, tell)
        self._page = HtmlReader(text, tell)
        self._length = len(text)
        self._notes: dict[str, list[Draft]] = {}
        self._list: _List | None = None
        """The list that was closed last."""

    def drafts(self, tokens: Sequence[Token], part: Lines, *, on: bool = False) -> Iterator[Draft]:
        """The blocks of the tokens of a window; ``part`` holds its lines.

        ``on`` says that the list it begins with goes on with the one that the window before it ended in.
        """
        walk = _Walk(self._content, self._page, part, self._list if on else None)
        n = 0
        while n < len(tokens):
            token = tokens[n]
            if token.type == "footnote_reference_open":
                end = next(m for m in range(n, len(tokens)) if tokens[m].type == "footnote_reference_close")
                drafts = [d for t in tokens[n + 1 : end] for d in walk.at(t)]
                self._notes.setdefault(token.meta["label"], []).extend(drafts)
                n = end
            elif token.type == "html_block":
                yield from walk.at(token)
            else:
                for draft in walk.at(token):
                    yield from self._page.place(draft)
            n += 1
        self._list = walk.closed

    def shaped(self, draft: Draft) -> Iterator[Draft]:
        """A block that was read by shape, with the Markdown inside it."""
        for read in self._shaped(draft):
            yield from self._page.place(read)

    def _shaped(self, draft: Draft) -> Iterator[Draft]:
        if draft.kind is BlockKind.ROW:
            yield row_drafts.row(draft._replace(shaped=True), [self._cell(draft, a, b) for a, b in draft.cells])
        elif draft.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING):
            hard_break = " " if draft.kind is BlockKind.HEADING else "\n"
            for n, found in enumerate(self._content.parts(draft.text, list(draft.runs), hard_break)):
                marks = found.marks
                if n == 0 and draft.marks and (lead := terms(found.text)) and not (marks and marks[0].start == 0):
                    marks = [*lead, *marks]
                cells = draft.cells if found.text == draft.text else ()
                read = draft._replace(text=found.text, runs=found.runs, marks=marks, cells=cells, shaped=True)
                yield read if n == 0 else read._replace(kind=BlockKind.PARAGRAPH, level=0, marker="", gap=False)
        else:
            yield draft._replace(shaped=True)

    def _cell(self, draft: Draft, start: int, end: int) -> Inline:
        return self._content.render(draft.text[start:end], [(0, place(draft.runs, start))], " ")

    def notes(self) -> Iterator[Draft]:
        """Yield the last blocks: an open table, then the footnotes, in the order of their first reference."""
        yield from self._page.finish(self._length)
        for number, data in sorted(self._env["footnotes"]["list"].items()):
            if number in self._content.notes:
                note = self._content.notes[number]
                yield _labelled(Draft(BlockKind.PARAGRAPH, note.text, note.runs, marks=note.marks), str(number + 1))
            else:
                yield from _note(self._notes.pop(data.get("label", ""), []), str(number + 1))
        for label, drafts in self._notes.items():
            yield from _note(drafts, label)


def _note(drafts: Sequence[Draft], label: str) -> Iterator[Draft]:
    for n, draft in enumerate(drafts):
        yield _labelled(draft, label) if n == 0 else draft


def _labelled(draft: Draft, label: str) -> Draft:
    """A draft with the label of its footnote before its text."""
    before = f"[{label}] "
    size = len(before)
    if draft.kind is not BlockKind.PARAGRAPH:
        return draft
    return draft._replace(
        text=before + draft.text,
        runs=[(0, draft.runs[0][1]), *((at + size, there) for at, there in draft.runs)],
        marks=[DraftMark(m.kind, m.start + size, m.end + size, m.target) for m in draft.marks],
    )


class _Walk:
    """Where a walk over tokens is: in which lists and quotes."""

    def __init__(self, content: Content, page: HtmlReader, part: Lines, on: _List | None) -> None:
        """``on`` is the list that the first one of the tokens goes on with."""
        self.closed: _List | None = None
        """The outermost list that was closed last."""
        self._content = content
        self._page = page
        self._inside: list[tuple[int, int]] = []
        """What was open of HTML where each item and quotation began."""
        self._part = part
        self._on = on
        self._lists: list[_List] = []
        self._quote = 0
        self._marker = ""
        self._marker_place = 0
        self._tight = False
        self._level = 0
        self._term = False
        """Whether what comes is a term that is defined."""
        self._defined = False
        """Whether the next block is directly under its term."""
        self._quoted = False
        """Whether what comes next is the first in its quotation."""

    def at(self, token: Token) -> Iterator[Draft]:
        """What a token adds, once what was opened before it is known."""
        kind = token.type
        if kind == "paragraph_open":
            self._tight = token.hidden
        elif kind == "heading_open":
            self._level = int(token.tag[1])
            yield from self._pending()
        elif kind == "inline":
            yield from self._inline(token)
        elif kind == "heading_close":
            self._level = 0
        elif kind == "hr":
            yield from self._pending()
            yield self._draft(BlockKind.RULE, "", [(0, self._start(token))])
        elif kind == "html_block":
            yield from self._html(token)
        elif kind in ("fence", "code_block"):
            yield from self._pending()
            yield from self._code(token)
        elif kind == "math_block":
            yield from self._pending()
            yield from self._written(token, "math")
        elif kind == "pipe_table":
            yield from self._pending()
            yield from self._table(token)
        elif kind == "text_table":
            yield from self._pending()
            yield from self._text_table(token)
        else:
            yield from self._around(token)

    def _around(self, token: Token) -> Iterator[Draft]:
        """What a token adds that begins or ends a list, an item, a quotation or a definition."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            yield from self._pending()
            start = int(token.attrs.get("start", 1))
            self._lists.append(self._on or _List(start if kind == "ordered_list_open" else None))
            self._on = None
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.closed = self._lists.pop()
        elif kind == "list_item_open":
            self._item(token)
            self._inside.append(self._page.opened())
        elif kind == "list_item_close":
            yield from self._pending()
            self._page.close_to(self._inside.pop())
            self._lists[-1].first = False
        elif kind == "blockquote_open":
            yield from self._pending()
            self._quote += 1
            self._quoted = True
            self._inside.append(self._page.opened())
        elif kind == "blockquote_close":
            self._quote -= 1
            self._page.close_to(self._inside.pop())
        elif kind == "dt_open":
            self._term = True
        elif kind == "dt_close":
            self._term = False
        elif kind == "dd_open":
            self._lists.append(_List(None))
            self._defined = True
        elif kind == "dd_close":
            self._lists.pop()

    def _draft(self, kind: BlockKind, text: str, runs: Runs, **more: Any) -> Draft:
        return Draft(kind, text, runs, depth=len(self._lists), quote=self._quote, **more)

    def _start(self, token: Token) -> int:
        return self._part.starts[token.map[0]] if token.map else 0

    def _item(self, token: Token) -> None:
        current = self._lists[-1]
        checked = token.meta.get("checked")
        if checked is not None:
            self._marker = "☑" if checked else "☐"
        else:
            self._marker = "•" if current.number is None else f"{current.number}{token.markup}"
        if current.number is not None:
            current.number += 1
        self._marker_place = self._start(token)

    def _pending(self) -> Iterator[Draft]:
        """The marker alone, for an item that begins with something other than a paragraph."""
        if self._marker:
            yield self._marked("", [(0, self._marker_place)], ())

    def _marked(self, text: str, runs: Runs, marks: Sequence[DraftMark]) -> Draft:
        current = self._lists[-1]
        gap = (not self._tight and text != "") or (current.first and len(self._lists) == 1)
        marker, self._marker = self._marker, ""
        current.first = False
        return self._draft(BlockKind.ITEM, text, runs, marker=marker, gap=gap, marks=marks)

    def _inline(self, token: Token) -> Iterator[Draft]:
        content, origin = token.content, self._origin(token)
        if self._quoted and (found := _CALL_OUT.match(content)):
            # The head of a call-out becomes a lead-in to its text; without a title, its kind is the head.
            yield from self._lead(found, origin)
            content, origin = content[found.end() :], _from(origin, found.end())
        self._quoted = False
        if content:
            yield from self._words(content, origin)

    def _lead(self, found: re.Match[str], origin: Runs) -> Iterator[Draft]:
        part = 2 if found[2] else 1
        within = [run for run in origin if run[0] < found.end(part)]
        title = self._content.render(found[part], _from(within, found.start(part)), " ")
        if title.text:
            mark = DraftMark(MarkKind.TERM, 0, len(title.text))
            yield self._draft(BlockKind.PARAGRAPH, title.text, title.runs, marks=[mark, *title.marks])

    def _words(self, content: str, origin: Runs) -> Iterator[Draft]:
        heading = self._level > 0
        parts = self._content.parts(content, origin, " " if heading else "\n")
        for n, found in enumerate(parts):
            if self._marker:
                yield self._marked(found.text, found.runs, found.marks)
            elif heading and n == 0:
                yield self._draft(BlockKind.HEADING, found.text, found.runs, level=self._level, marks=found.marks)
            elif found.text:
                gap = n == 0 and not (self._lists and self._tight) and not self._defined
                marks = found.marks
                if self._term:
                    marks = [DraftMark(MarkKind.TERM, 0, len(found.text)), *marks]
                self._defined = False
                yield self._draft(BlockKind.PARAGRAPH, found.text, found.runs, gap=gap, marks=marks)

    def _origin(self, token: Token) -> Runs:
        """Offsets in the file of the lines of a token's content."""
        origin: Runs = []
        at = 0
        first = token.map[0] if token.map else 0
        for n, line in enumerate(token.content.split("\n"), first):
            whole = self._part.texts[n] if n < len(self._part.texts) else ""
            origin.append((at, self._part.starts[min(n, len(self._part.starts) - 1)] + _column(whole, line)))
            at += len(line) + 1
        return origin

    def _code(self, token: Token) -> Iterator[Draft]:
        kind, info = BlockKind.CODE, ""
        lines = token.content.split("\n")
        if not lines[-1]:
            lines.pop()
        if token.type == "fence":
            kind, info = fenced(token)
        first = (token.map[0] if token.map else 0) + (token.type == "fence")
        for n, line in enumerate(lines):
            at = min(first + n, len(self._part.texts) - 1)
            runs = [(0, self._part.starts[at] + _column(self._part.texts[at], line))]
            yield self._draft(kind, line, runs, gap=n == 0, info=info)

    def _html(self, token: Token) -> Iterator[Draft]:
        base = self._draft(BlockKind.PARAGRAPH, "", [(0, self._start(token))])
        for draft in self._page.read(token.content, self._origin(token), base):
            if self._marker and draft.kind is BlockKind.PARAGRAPH:
                yield self._marked(draft.text, list(draft.runs), draft.marks)
            else:
                yield from self._pending()
                yield draft

    def _written(self, token: Token, info: str) -> Iterator[Draft]:
        """The lines of a block as they are."""
        first, last = token.map or (0, 0)
        inside = _marked(self._part.texts[first]) if self._quote or self._lists else 0
        for n in range(first, min(last, len(self._part.texts))):
            line = self._part.texts[n].rstrip()
            cut = _marked(line[:inside])
            if line or first < n < last - 1:
                places = [(0, self._part.starts[n] + cut)]
                yield self._draft(BlockKind.CODE, line[cut:], places, gap=n == first, info=info)

    def _text_table(self, token: Token) -> Iterator[Draft]:
        table: text_tables.TextTable = token.meta["table"]
        cells = [[self._pieces(cell, token.map[0] if token.map else 0) for cell in row] for row in table.rows]
        yield from row_drafts.rows(cells, table.head, self._draft(BlockKind.ROW, "", [(0, self._start(token))]))

    def _pieces(self, cell: text_tables.Cell, first: int) -> Inline:
        content, origin = "", []
        for line, a, b in cell:
            content += "\n" if content else ""
            origin.append((len(content), self._part.starts[first + line] + a))
            content += self._part.texts[first + line][a:b]
        return self._content.render(content, origin or [(0, self._part.starts[first])], "\n")

    def _table(self, token: Token) -> Iterator[Draft]:
        rows: list[str] = token.meta["rows"]
        grid: Grid | None = tables.grid(rows, 1, token.meta["aligns"])
        base = self._part.starts[0]
        for n, (row, start) in enumerate(zip(rows, token.meta["starts"], strict=True)):
            cells = [self._cell(row[a:b], base + start + a) for a, b in tables.split(row)]
            yield row_drafts.row(self._draft(BlockKind.ROW, "", [], gap=n == 0, grid=grid), cells)
            grid = None

    def _cell(self, source: str, start: int) -> Inline:
        content = source.replace("\\|", "|")
        origin = [(0, start)]
        for n, found in enumerate(_ESCAPED_PIPE.finditer(source)):
            origin.append((found.start() - n, start + found.end() - 1))
        return self._content.render(content, origin, "\n")


def _marked(line: str) -> int:
    """Where the text of a line begins that is inside a quotation or an item."""
    found = _CONTAINER.match(line)
    return found.end() if found else 0


def _from(origin: Runs, start: int) -> Runs:
    """The places of what follows an offset."""
    return [(0, place(origin, start)), *((at - start, there) for at, there in origin if at > start)]


def fenced(token: Token) -> tuple[BlockKind, str]:
    """The kind of a fenced block, code or diagram, and its language or the diagram's type."""
    info = token.info.strip().split(" ", 1)[0]
    if info != "mermaid":
        return BlockKind.CODE, info
    words = token.content.split(None, 1)
    return BlockKind.DIAGRAM, diagrams.kind(words[0] if words else "") or "mermaid"


def _column(line: str, text: str) -> int:
    """Where a text that the parser took from a line begins in it: at its end, but for space and closing marks."""
    if line.endswith(text):
        return len(line) - len(text)
    found = line.rfind(text.strip())
    # Of space in front only the length may be the parser's: the text behind it is at its place.
    return found - (len(text) - len(text.lstrip())) if found >= 0 else 0
