"""Which regions of a Markdown file are read by shape, because Markdown would ruin them.

Text copied from the web into a Markdown file has bullets that are none to a parser, headings without a
sign, paragraphs in lines of a thousand characters under one another. A parser puts all of that into one
paragraph. A region is what the parser took for one block: it is read by shape if there is a sign that it
was never meant as one, and as Markdown otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from annotations.documents import boilerplate
from annotations.documents import line_shapes as shapes
from annotations.documents import mermaid as diagrams
from annotations.documents.blocks import BlockKind, Draft
from annotations.documents.file.lines import Lines
from annotations.documents.plain_text import columns
from annotations.documents.plain_text import wrapped_lines as flow
from annotations.documents.plain_text.measure import Measure
from annotations.documents.plain_text.reader import Reader
from annotations.documents.tabular import flattened, tables
from annotations.text.lazy_regex import lazy

_SAMPLE: Final = 65_536
"""Code points that are searched to decide whether a file marks its headings."""
_LONG: Final = 140
"""Code points beyond which a line counts as not wrapped by hand."""


_BULLET_SIGN: Final = r"[ \t\xa0]*[•●◦▪▫‣⁃■□➔➜➤►▶→⇒✓✔✗✘☐☑☒](?:[ \t\xa0]|(?<=[→➔➜➤►▶⇒])\S)"
_BULLET: Final = lazy(_BULLET_SIGN)
_DASH: Final = lazy(r"[ \t]*[–—][ \t]+\S")
_HEADING: Final = lazy(r"^ {0,3}#{1,6}[ \t]+\S|^[^-*+>|\d=\s].{0,200}\n(?:=+|--+)[ \t]*$", re.MULTILINE)
_WEB: Final = lazy(
    rf"^{_BULLET_SIGN}|^[*_]{{0,2}}Q\d*[.:]|^(?:flowchart|graph|timeline|sequenceDiagram)\b|^.{{140,}}\n.{{140,}}$",
    re.MULTILINE,
)
_SENTENCES: Final = lazy(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]?[A-Z0-9]|[。！？].")
_PLAIN: Final = lazy(r"[\w\"'“‘„«(][^|`<\[*_\\]{0,79}(?<!  )$")
"""A line without markup, and without a hard break at its end."""
_ARROW: Final = lazy(r"[→➔➜➤►▶⇒•]\s*(?=\S)")


class Regions:
    """Finds blocks of a Markdown file that were not meant as such, and reads them by shape."""

    def __init__(self, lines: Lines) -> None:
        """``lines`` are those of the whole file."""
        self._lines = lines
        self._texts = lines.texts
        self._measure = Measure.of(lines.texts)
        self._reader = Reader(lines, self._measure, 0)
        sample = _sample(lines)
        marked = sum(1 for _, _ in zip(range(2), _HEADING.finditer(sample), strict=False))
        self._unmarked = marked == 0 or (marked == 1 and _WEB.search(sample) is not None)
        """Whether headings are to be looked for that have no mark."""

    def end(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The line before which a block of Markdown ends: ``last``, or where it swallowed what is no part of it.

        The block covers lines ``first`` to ``last`` of the file; it ends at ``first`` if all of it is to be read by
        shape.
        """
        kind = tokens[0].type
        if kind == "paragraph_open":
            return first if self._paragraph(first, last) else last
        if kind in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            if kind == "ordered_list_open" and self._heads(first):
                return first
            return self._swallowed(first, last) or last
        if kind == "heading_open" and tokens[0].markup in ("-", "="):
            text = tokens[1].content
            return first if len(text) > _LONG and shapes.ends_sentence(text) else last
        if kind == "code_block":
            lines = [line for line in self._texts[first:last] if not shapes.blank(line)]
            return first if all(_BULLET.match(line) for line in lines) else last
        return last

    def read(self, first: int, last: int) -> Iterator[Draft]:
        """The blocks of the lines, by shape; `place` says how far that went."""
        return self._reader.part(first, last)

    @property
    def place(self) -> int:
        """The line after what was read by shape."""
        return self._reader.place

    def pass_over(self, draft: Draft) -> None:
        """Take in what was read as Markdown: after any text a heading is no longer the title."""
        if not self._reader.front or draft.kind is BlockKind.HEADING:
            return
        if any(map(str.isalnum, draft.text)) and not boilerplate.sure(draft.text):
            self._reader.front = False

    def _heads(self, line: int) -> bool:
        return self._unmarked and self._reader.headlines.find(line, front=False) is not None

    def _paragraph(self, first: int, last: int) -> bool:
        """Whether what Markdown takes for one paragraph is none."""
        lines = [line for line in self._texts[first:last] if not shapes.blank(line)]
        if any(_BULLET.match(line) for line in lines):
            return True
        if self._heads(first) or diagrams.extent(self._texts, first):
            return True
        if len(lines) == 1:
            return False
        if sum(1 for line in lines if _DASH.match(line)) > 1:
            return True
        if any(map(shapes.question_or_answer, lines[1:])) or any(map(boilerplate.sure, lines)):
            return True
        if len(flow.labels(lines)) > 1 or columns.kept(lines):
            return True
        if len(lines) > 2 and all(map(_PLAIN.match, lines)) and flow.separate(lines, self._measure):
            return True  # verse, or an address
        if any("|" in line and tables.extent(lines, n) for n, line in enumerate(lines)):
            return True
        if any(_is_table(lines, n) or diagrams.extent(lines, n) for n in range(len(lines))):
            return True
        return sum(map(_whole, lines)) > (0 if self._unmarked else 1)

    def _swallowed(self, first: int, last: int) -> int:
        """The line at which a list or quotation goes on without its mark though it does not; 0 if there is none."""
        inside = self._texts[first].lstrip()[:1]
        for n in range(first + 1, last):
            line = self._texts[n]
            if shapes.blank(line) or line[0] in " \t>" or shapes.blank(self._texts[n - 1]):
                continue
            if inside != ">" and shapes.item(line):
                continue
            if _whole(line) or self._heads(n) or shapes.question_or_answer(line) or _BULLET.match(line):
                return n
        return 0


def _sample(lines: Lines) -> str:
    taken, size = [], 0
    for line in lines.texts:
        taken.append(line)
        size += len(line) + 1
        if size > _SAMPLE:
            break
    return "\n".join(taken)[:_SAMPLE]


def _is_table(lines: Sequence[str], n: int) -> bool:
    """Whether a table without columns begins at a line."""
    return flattened.may_head(lines[n]) and flattened.rows(lines[n : n + flattened.TELLING]) > 0


def _whole(line: str) -> bool:
    """Whether a line is a whole paragraph: several sentences without a line break."""
    return len(line) > _LONG and _SENTENCES.search(line[:2000]) is not None


def arrowed(draft: Draft) -> Draft:
    """An item whose bullet is followed by another one, as menus of the web have it: the second is its marker."""
    if draft.kind is not BlockKind.ITEM or draft.marker != "•" or not (found := _ARROW.match(draft.text)):
        return draft
    cut = found.end()
    at = max(n for n, run in enumerate(draft.runs) if run[0] <= cut)
    runs = [(0, draft.runs[at][1] + cut - draft.runs[at][0])]
    runs += [(offset - cut, place) for offset, place in draft.runs[at + 1 :]]
    marks = [
        mark._replace(start=max(0, mark.start - cut), end=mark.end - cut) for mark in draft.marks if mark.end > cut
    ]
    return draft._replace(text=draft.text[cut:], marker=draft.text[0], runs=runs, marks=marks)
