"""Text of HTML as it is put together: white space, marks and the place of each character in the file."""

from typing import Final

from annotations.documents.blocks import Draft, DraftMark, MarkKind
from annotations.documents.markdown import html_tags as tags
from annotations.documents.markdown.inline import Inline, Runs, place
from annotations.text.lazy_regex import lazy

_SPACE: Final = lazy(r"[ \t\n\r\f]+")
_DEEPEST: Final = 20
"""Open elements of a line that the end of one is looked for in: a tag that closes nothing costs no more."""


class Words:
    """The text of one block, cell or heading, until it is taken."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, str]] = []
        """Elements of a line that are open: name, where their text begins, where they lead."""
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._runs: Runs = []
        self._marks: list[DraftMark] = []
        self._space = -1
        """Where in the file white space was, to be added before the next word; -1 without."""
        self.length = 0

    def add(self, text: str, at: int) -> None:
        """Append text unchanged; ``at`` is its offset in the file."""
        if text:
            self._runs.append((self.length, at))
            self._parts.append(text)
            self.length += len(text)

    def write(self, text: str, at: int, origin: Runs) -> None:
        """Append some text whose white space counts as one blank; ``origin`` gives the places of offsets from ``at`` on."""
        start = 0
        while start < len(text):
            found = _SPACE.search(text, start)
            end = found.start() if found else len(text)
            if end > start:
                self._blank()
                self.add(text[start:end], place(origin, at + start))
            if found:
                self._space = place(origin, at + found.start())
            start = found.end() if found else end

    def keep(self, text: str, at: int, origin: Runs) -> None:
        """Append some text with its white space and line breaks; ``origin`` gives the places of offsets from ``at`` on."""
        start = 0
        for line in text.split("\n"):
            if start:
                self.add("\n", place(origin, at + start - 1))
            self.add(line, place(origin, at + start))
            start += len(line) + 1

    def newline(self, at: int) -> None:
        """Begin a line, unless one was just begun."""
        if self.length and not self._parts[-1].endswith("\n"):
            self.line_break(at)

    def line_break(self, at: int) -> None:
        """Break the line, but not before the first one."""
        if self.length:
            self.add("\n", at)
        self._space = -1

    def open(self, tag: tags.Tag) -> None:
        """Open an element of a line."""
        if tag.name in tags.MARKS:
            self._open.append((tag.name, self._next(), tag.attributes.get("href", "")))

    def close(self, name: str) -> None:
        """Close the innermost element of a name."""
        for n in range(len(self._open) - 1, max(-1, len(self._open) - _DEEPEST), -1):
            if self._open[n][0] == name:
                self._mark(*self._open.pop(n))
                return

    def image(self, tag: tags.Tag, origin: Runs) -> None:
        """Append the description of an image."""
        described = [piece for piece in tags.described(tag) if piece.text]
        if described:
            self._blank()
            start = self.length
            for piece in described:
                self.add(_SPACE.sub(" ", piece.text), place(origin, piece.at))
            self._marks.append(DraftMark(MarkKind.IMAGE, start, self.length, tag.attributes.get("src", "")))

    def take(self, draft: Draft) -> None:
        """Append a block of Markdown, on a line of its own."""
        if draft.text:
            self.newline(draft.runs[0][1])
            start = self.length
            self._runs += [(start + offset, there) for offset, there in draft.runs]
            self._marks += [m._replace(start=start + m.start, end=start + m.end) for m in draft.marks]
            self._parts.append(draft.text)
            self.length += len(draft.text)
            self.newline(draft.runs[-1][1])

    def taken(self, start: int) -> Inline:
        """The text, without breaks at its end, which is ended by this; ``start`` is its place if it is empty."""
        for name, at, target in self._open:
            self._mark(name, at, target)
        text = "".join(self._parts).rstrip("\n ")
        marks = [mark._replace(end=min(mark.end, len(text))) for mark in self._marks]
        marks = sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: (mark.start, -mark.end))
        runs = [run for run in self._runs if run[0] < len(text)] or [(0, start)]
        self._open = [(name, 0, target) for name, _, target in self._open]
        self._clear()
        return Inline(text, marks, runs)

    def forget(self) -> None:
        """Close the elements that nothing closed."""
        self._open = []

    def _mark(self, name: str, start: int, target: str) -> None:
        if start < self.length:
            self._marks.append(DraftMark(tags.MARKS[name], start, self.length, target))

    def _next(self) -> int:
        """Offset of the next word."""
        blank = self._space >= 0 and self.length > 0 and not self._parts[-1].endswith("\n")
        return self.length + blank

    def _blank(self) -> None:
        if self._next() > self.length:
            self.add(" ", self._space)
        self._space = -1


def lines(found: Inline) -> list[tuple[str, Runs]]:
    """The lines of a text, each with its places; not the empty ones that it begins with."""
    cut, at = [], 0
    for line in found.text.split("\n"):
        inside = [(offset - at, there) for offset, there in found.runs if at < offset < at + len(line)]
        cut.append((line, [(0, place(found.runs, at)), *inside]))
        at += len(line) + 1
    while cut and not cut[0][0]:
        cut.pop(0)
    return cut
