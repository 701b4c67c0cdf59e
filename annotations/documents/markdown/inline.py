"""Inline Markdown becomes text with marks, each character with its place in the file.

The parser's tokens have no offsets. They come in the order of the source, so a cursor that steps over the markup
of each token finds the place of every text again.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.documents.blocks import DraftMark, MarkKind
from annotations.documents.markdown import html_tags as tags
from annotations.documents.markdown.extensions import HIDDEN
from annotations.documents.plain_text import joining

Runs = list[tuple[int, int]]
"""(offset in a text, offset in the file): from there on they advance together."""

_OPENS: Final = {
    "em_open": MarkKind.EMPHASIS,
    "strong_open": MarkKind.STRONG,
    "s_open": MarkKind.STRIKE,
    "highlight_open": MarkKind.STRONG,
    "link_open": MarkKind.LINK,
}
_DEEPEST: Final = 20
"""Open elements that the end of one is looked for in."""
_CLOSES: Final = frozenset(("em_close", "strong_close", "s_close", "highlight_close", "link_close"))
_HIDDEN: Final = " \t\n"
_BREAKS: Final = "\v\f\u2028\u2029"
"""Breaks of lines that are none to Markdown."""


class Inline(NamedTuple):
    """A stretch of inline Markdown as it is read."""

    text: str
    marks: list[DraftMark]
    runs: Runs


def broken(text: str) -> str:
    """A text with newlines for breaks of other kinds."""
    for char in _BREAKS:
        if char in text:
            text = text.replace(char, "\n")
    return text


def place(runs: Sequence[tuple[int, int]], offset: int) -> int:
    """The place in the file of an offset, by runs."""
    run = runs[max(0, bisect_right(runs, (offset, 1 << 62)) - 1)]
    return run[1] + offset - run[0]


def render(
    content: str, origin: Sequence[tuple[int, int]], tokens: Sequence[Token], md: MarkdownIt, hard_break: str = "\n"
) -> tuple[Inline, dict[int, Inline]]:
    """The tokens that ``content`` was parsed into, as text; and the inline footnotes in them by their number.

    ``origin`` maps offsets in the content to offsets in the file. A hard line break becomes ``hard_break``.
    """
    renderer = _Renderer(content, origin, md, hard_break)
    renderer.walk(tokens)
    return renderer.trimmed(), renderer.notes


class _Renderer:
    def __init__(self, content: str, origin: Sequence[tuple[int, int]], md: MarkdownIt, hard_break: str) -> None:
        self._content = content
        self._flat = content.replace("\n", " ")  # in code spans a newline reads as a space
        self._origin = origin
        self._md = md
        self._break = hard_break
        self._cursor = 0
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[DraftMark] = []
        self._open: list[tuple[int, MarkKind, str, str]] = []
        self._runs: Runs = []
        self._elements: list[tuple[str, int, str]] = []
        """Elements of HTML that are open: name, index of the mark, target."""
        self._unshown = ""
        """The element of HTML whose content is stepped over."""
        self._gone = False
        """Whether something was stepped over behind a blank."""
        self.notes: dict[int, Inline] = {}

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            kind = token.type
            if self._unshown:
                self._step_over(token)
            elif kind == "text":
                start = self._find(token.content)
                skipped = self._gone and token.content.startswith(" ")
                self._gone = False
                self._add(token.content[skipped:], start + skipped)
                self._cursor += len(token.content)
            elif kind == "text_special":
                self._add(token.content.replace("\n", " "), self._find(token.markup))
                self._cursor += len(token.markup)
            elif kind == "softbreak":
                self._newline(" ")
            elif kind == "hardbreak":
                self._newline(self._break)
            elif kind in _OPENS:
                self._enter(token, _OPENS[kind])
            elif kind in _CLOSES:
                self._leave(token)
            elif kind == "code_inline":
                self._code(token)
            elif kind == "image":
                self._image(token)
            elif kind == "footnote_ref":
                self._note(token)
            elif kind == "html_inline":
                self._html(token)
            elif kind in ("math_inline", "math_inline_double"):
                self._math(token)
            elif kind == "wiki_link":
                self._wiki(token)
            elif kind == HIDDEN:
                self._hide(token)

    def _add(self, text: str, start: int) -> None:
        """Append the text at ``start`` of the content, with a run for each line it covers."""
        if not text:
            return
        end = start + len(text)
        self._runs.append((self._length, place(self._origin, start)))
        run = bisect_right(self._origin, (start, 1 << 62))
        while run < len(self._origin) and self._origin[run][0] < end:
            at, there = self._origin[run]
            self._runs.append((self._length + at - start, there))
            run += 1
        self._parts.append(broken(text))
        self._length += len(text)

    def _find(self, text: str, where: str = "") -> int:
        """Move the cursor to the next place of a text, if there is one, and return it."""
        where = where or self._content
        if not where.startswith(text, self._cursor):
            found = where.find(text, self._cursor)
            self._cursor = self._cursor if found < 0 else found
        return self._cursor

    def _skip(self, text: str) -> None:
        if self._content.startswith(text, self._cursor):
            self._cursor += len(text)
        elif (found := self._content.find(text, self._cursor)) >= 0:
            self._cursor = found + len(text)

    def _newline(self, text: str) -> None:
        found = self._content.find("\n", self._cursor)
        start = self._cursor if found < 0 else found
        content, begun = self._content, bool(self._parts) and self._parts[-1].endswith("\n")
        if text != " " or not (begun or joining.seamless(content[:start][-1:], content[start + 1 : start + 2])):
            self._add(text, start)
        self._cursor = start + 1
        while self._cursor < len(self._content) and self._content[self._cursor] in " \t":
            self._cursor += 1

    def _enter(self, token: Token, kind: MarkKind) -> None:
        mark = "<" if token.markup == "autolink" else token.markup or "["
        self._open.append((len(self._marks), kind, str(token.attrGet("href") or ""), mark))
        self._marks.append(DraftMark(kind, self._length, self._length))
        self._skip(mark)

    def _leave(self, token: Token) -> None:
        index, kind, target, mark = self._open.pop()
        self._marks[index] = DraftMark(kind, self._marks[index].start, self._length, target)
        if token.type != "link_close":
            self._skip(token.markup)
        elif mark == "<":
            self._skip(">")
        else:
            self._skip("]")
            self._skip_target()

    def _skip_target(self) -> None:
        """Step over what follows the text of a link: ``(target "title")``, ``[label]`` or nothing."""
        content, cursor = self._content, self._cursor
        if content.startswith("[", cursor):
            end = content.find("]", cursor)
            self._cursor = cursor if end < 0 else end + 1
        elif content.startswith("(", cursor):
            helpers = self._md.helpers
            at = self._over_space(cursor + 1)
            target = helpers.parseLinkDestination(content, at, len(content))
            at = self._over_space(target.pos if target.ok else at)
            title = helpers.parseLinkTitle(content, at, len(content), None)
            at = self._over_space(title.pos if title.ok else at)
            if content.startswith(")", at):
                self._cursor = at + 1

    def _over_space(self, at: int) -> int:
        while at < len(self._content) and self._content[at] in " \t\n":
            at += 1
        return at

    def _code(self, token: Token) -> None:
        self._skip(token.markup)
        start = self._length
        self._add(token.content, self._find(token.content, self._flat))
        self._marks.append(DraftMark(MarkKind.CODE, start, self._length))
        self._cursor += len(token.content)
        self._skip(token.markup)

    def _hide(self, token: Token) -> None:
        """Step over what is not shown, and over one of the two blanks around it."""
        self._skip(token.content)
        if self._parts and self._parts[-1].endswith(" "):
            self._gone = True

    def _math(self, token: Token) -> None:
        """A formula as it is written, with its signs."""
        written = token.markup + token.content + token.markup
        self._add(written.replace("\n", " "), self._find(written))
        self._cursor += len(written)

    def _wiki(self, token: Token) -> None:
        start, at = self._find(token.markup), self._length
        self._add(token.content, self._content.find(token.content, start + token.markup.rfind(token.content)))
        self._marks.append(DraftMark(MarkKind.LINK, at, self._length, token.meta["target"]))
        self._cursor = start + len(token.markup)

    def _image(self, token: Token) -> None:
        self._skip("![")
        target = str(token.attrGet("src") or "")
        start, index = self._length, len(self._marks)
        self._marks.append(DraftMark(MarkKind.IMAGE, start, start, target))
        self.walk(token.children or [])
        if self._length == start:
            # Without a description the reader would not see that there is an image.
            self._add(target.rstrip("/").rpartition("/")[2] or "image", self._cursor)
        self._marks[index] = DraftMark(MarkKind.IMAGE, start, self._length, target)
        self._skip("]")
        self._skip_target()

    def _note(self, token: Token) -> None:
        number: int = token.meta["id"]
        label = f"[{number + 1}]"
        if "label" in token.meta:
            self._add(label, self._find(f"[^{token.meta['label']}]"))
            self._cursor += len(token.meta["label"]) + 3
            return
        note = token.meta["note"]
        self._add(label, self._find("^[" + note["content"]))
        shifted = [(0, place(self._origin, self._cursor + 2))]
        for at, there in self._origin:
            if at > self._cursor + 2:
                shifted.append((at - self._cursor - 2, there))
        inner, notes = render(note["content"], shifted, note["tokens"], self._md)
        self.notes |= {number: inner, **notes}
        self._cursor += len(note["content"]) + 3

    def _html(self, token: Token) -> None:
        start = self._find(token.content)
        tag = tags.tag(token.content)
        if tag is None:
            self._hide(token)
        elif tag.name in tags.LITERAL and not tag.closes and not self._closed(tag.name):
            self._add(token.content.replace("\n", " "), start)
        elif tag.name in tags.UNSHOWN and not tag.closes:
            self._unshown = tag.name if self._closed(tag.name) else ""
        elif tag.name == "br":
            self._trim_blank()
            self._add(self._break, start)
            self._gone = True
        elif tag.name == "img":
            self._picture(tag, start)
        elif tag.name in tags.BLOCKS:
            self._line(start)
        elif tag.name in tags.MARKS:
            self._element(tag)
        self._cursor = start + len(token.content)

    def _step_over(self, token: Token) -> None:
        """Look for the end of an element that is not shown."""
        if token.type == "html_inline" and token.content.lower().startswith(f"</{self._unshown}"):
            self._unshown = ""
            self._skip(token.content)
        elif token.type in _OPENS:
            self._enter(token, _OPENS[token.type])
        elif token.type in _CLOSES:
            self._leave(token)

    def _closed(self, name: str) -> bool:
        """Whether the end of an element is in what is still to be read."""
        return self._content.lower().find(f"</{name}", self._cursor) >= 0

    def _element(self, tag: tags.Tag) -> None:
        """Begin or end the mark of an element of a line."""
        if not tag.closes:
            self._elements.append((tag.name, len(self._marks), tag.attributes.get("href", "")))
            self._marks.append(DraftMark(tags.MARKS[tag.name], self._length, self._length))
            return
        for n in range(len(self._elements) - 1, max(-1, len(self._elements) - _DEEPEST), -1):
            name, index, target = self._elements[n]
            if name == tag.name:
                del self._elements[n]
                self._marks[index] = self._marks[index]._replace(end=self._length, target=target)
                return

    def _line(self, start: int) -> None:
        """Begin a line at the tag of a block, unless one was just begun."""
        self._trim_blank()
        if self._length and not self._parts[-1].endswith("\n"):
            self._add(self._break, start)
        self._gone = True

    def _trim_blank(self) -> None:
        """Take back a blank at the end of what was rendered, before a line break."""
        if self._parts and self._parts[-1].endswith(" ") and len(self._parts[-1]) > 1:
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1

    def _picture(self, tag: tags.Tag, start: int) -> None:
        """Append an image that is written as a tag: its description, mapped to its own place, or its file name."""
        first = self._length
        for piece in tags.described(tag):
            self._add(piece.text.replace("\n", " "), start + piece.at)
        self._marks.append(DraftMark(MarkKind.IMAGE, first, self._length, tag.attributes.get("src", "")))

    def trimmed(self) -> Inline:
        """What was rendered, without the space and breaks at its edges."""
        for _, index, target in self._elements:
            self._marks[index] = self._marks[index]._replace(end=self._length, target=target)
        text = "".join(self._parts)
        start = len(text) - len(text.lstrip(_HIDDEN))
        end = max(start, len(text.rstrip(_HIDDEN)))
        marks = [DraftMark(m.kind, max(m.start, start) - start, min(m.end, end) - start, m.target) for m in self._marks]
        marks = [mark for mark in marks if mark.end > mark.start]
        runs = [(0, place(self._runs or self._origin, start))]
        runs += [(at - start, there) for at, there in self._runs if start < at < end]
        return Inline(text[start:end], marks, runs)
