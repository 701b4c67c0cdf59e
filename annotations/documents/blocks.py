"""Block tokens of Markdown become drafts."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.documents import diagrams, tables
from annotations.documents.document import BlockKind, Draft, Grid, Span
from annotations.documents.inline import Inline, Runs, entangled, literal, render
from annotations.documents.lines import Lines

_ESCAPED_PIPE: Final = re.compile(r"\\\|")


class _List:
    """A list that is open."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self.first = True


class Blocks:
    """Makes drafts of the tokens of one window after the other, and keeps the footnotes for the end."""

    def __init__(self, md: MarkdownIt, env: dict[str, Any], tell: Callable[[str], None]) -> None:
        """``env`` is the environment of the parser for the whole file."""
        self._md = md
        self._env = env
        self._tell = tell
        self._inline_notes: dict[int, Inline] = {}
        self._notes: dict[str, list[Draft]] = {}

    def drafts(self, tokens: Sequence[Token], part: Lines) -> Iterator[Draft]:
        """The blocks of the tokens of a window; ``part`` holds its lines."""
        walk = _Walk(self._md, self._env, part, self._inline_notes, self._tell)
        n = 0
        while n < len(tokens):
            token = tokens[n]
            if token.type == "footnote_reference_open":
                end = next(m for m in range(n, len(tokens)) if tokens[m].type == "footnote_reference_close")
                drafts = [d for t in tokens[n + 1 : end] for d in walk.at(t)]
                self._notes.setdefault(token.meta["label"], []).extend(drafts)
                n = end
            else:
                yield from walk.at(token)
            n += 1

    def notes(self) -> Iterator[Draft]:
        """The footnotes: those referred to by their numbers, then the rest by their labels."""
        for number, data in sorted(self._env["footnotes"]["list"].items()):
            if number in self._inline_notes:
                note = self._inline_notes[number]
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
        marks=[Span(m.kind, m.start + size, m.end + size, m.target) for m in draft.marks],
    )


class _Walk:
    """Where a walk over tokens is: in which lists and quotes."""

    def __init__(
        self,
        md: MarkdownIt,
        env: dict[str, Any],
        part: Lines,
        notes: dict[int, Inline],
        tell: Callable[[str], None],
    ) -> None:
        self._md = md
        self._env = env
        self._part = part
        self._notes = notes
        self._tell = tell
        self._lists: list[_List] = []
        self._quote = 0
        self._marker = ""
        self._marker_place = 0
        self._tight = False
        self._level = 0

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
        elif kind in ("bullet_list_open", "ordered_list_open"):
            yield from self._pending()
            start = int(token.attrs.get("start", 1))
            self._lists.append(_List(start if kind == "ordered_list_open" else None))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._item(token)
        elif kind == "list_item_close":
            yield from self._pending()
            self._lists[-1].first = False
        elif kind == "blockquote_open":
            yield from self._pending()
            self._quote += 1
        elif kind == "blockquote_close":
            self._quote -= 1
        elif kind == "hr":
            yield from self._pending()
            yield self._draft(BlockKind.RULE, "", [(0, self._start(token))])
        elif kind in ("fence", "code_block", "html_block"):
            yield from self._pending()
            yield from self._code(token)
        elif kind == "pipe_table":
            yield from self._pending()
            yield from self._table(token)

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
        """An item that begins with anything but a paragraph: its marker stands alone."""
        if self._marker:
            yield self._marked("", [(0, self._marker_place)], ())

    def _marked(self, text: str, runs: Runs, marks: Sequence[Span]) -> Draft:
        current = self._lists[-1]
        gap = (not self._tight and text != "") or (current.first and len(self._lists) == 1)
        marker, self._marker = self._marker, ""
        current.first = False
        return self._draft(BlockKind.ITEM, text, runs, marker=marker, gap=gap, marks=marks)

    def _inline(self, token: Token) -> Iterator[Draft]:
        heading = self._level > 0
        found = self._render(token.content, self._origin(token), " " if heading else "\n")
        if self._marker:
            yield self._marked(found.text, found.runs, found.marks)
        elif heading:
            yield self._draft(BlockKind.HEADING, found.text, found.runs, level=self._level, marks=found.marks)
        elif found.text:
            gap = not (self._lists and self._tight)
            yield self._draft(BlockKind.PARAGRAPH, found.text, found.runs, gap=gap, marks=found.marks)

    def _render(self, content: str, origin: Runs, hard_break: str) -> Inline:
        if entangled(content):
            self._tell("a paragraph has too many brackets within brackets for Markdown and is shown as it is written")
            return literal(content, origin)
        children: list[Token] = []
        self._md.inline.parse(content, self._md, self._env, children)
        for child in children:
            if child.type == "footnote_ref" and "label" not in child.meta:
                child.meta["note"] = self._env["footnotes"]["list"][child.meta["id"]]
        found, notes = render(content, origin, children, self._md, hard_break)
        self._notes.update(notes)
        return found

    def _origin(self, token: Token) -> Runs:
        """Where the lines of a token's content stand in the file."""
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
        if token.type == "html_block":
            info = "html"
        elif token.type == "fence":
            info = token.info.strip().split(" ", 1)[0]
            if info == "mermaid":
                words = token.content.split(None, 1)
                kind, info = BlockKind.DIAGRAM, diagrams.kind(words[0] if words else "") or "mermaid"
        first = (token.map[0] if token.map else 0) + (token.type == "fence")
        for n, line in enumerate(lines):
            at = min(first + n, len(self._part.texts) - 1)
            runs = [(0, self._part.starts[at] + _column(self._part.texts[at], line))]
            yield self._draft(kind, line, runs, gap=n == 0, info=info)

    def _table(self, token: Token) -> Iterator[Draft]:
        rows = token.content.split("\n")
        grid: Grid | None = tables.grid(rows, 1, token.meta["aligns"])
        base = self._part.starts[0]
        for n, (row, start) in enumerate(zip(rows, token.meta["starts"], strict=True)):
            text: list[str] = []
            runs: Runs = []
            marks: list[Span] = []
            cells: list[tuple[int, int]] = []
            at = 0
            for a, b in tables.split(row):
                cell = self._cell(row[a:b], base + start + a)
                text.append(cell.text.replace("\t", " "))
                cells.append((at, at + len(cell.text)))
                runs += [(at + offset, there) for offset, there in cell.runs]
                marks += [Span(m.kind, at + m.start, at + m.end, m.target) for m in cell.marks]
                at += len(cell.text) + 1
            yield self._draft(BlockKind.ROW, "\t".join(text), runs, gap=n == 0, cells=cells, marks=marks, grid=grid)
            grid = None

    def _cell(self, source: str, start: int) -> Inline:
        content = source.replace("\\|", "|")
        origin = [(0, start)]
        for n, found in enumerate(_ESCAPED_PIPE.finditer(source)):
            origin.append((found.start() - n, start + found.end() - 1))
        return self._render(content, origin, " ")


def _column(line: str, text: str) -> int:
    """Where a text that the parser took from a line begins in it: at its end, but for space and closing marks."""
    if line.endswith(text):
        return len(line) - len(text)
    found = line.rfind(text.strip())
    return max(0, found)
