"""The reader of Markdown: CommonMark with tables, strikethrough, tasks, footnotes and front matter.

A file is parsed in pieces, so that the first screen does not wait for the last line and the tokens of
a large file are never all in memory. A piece is a window of lines. What the parser makes of a window
is certain but for its last block, which the lines after the window might still change: the next window
begins there. A block that is longer than a window may become is cut, see `cuts`. Definitions are collected
beforehand for the whole file.
"""

from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from annotations.documents import line_shapes as shapes
from annotations.documents.blocks import BlockKind, Draft
from annotations.documents.file.lines import Lines
from annotations.documents.markdown import definitions
from annotations.documents.markdown import split_points as cuts
from annotations.documents.markdown.blocks import Blocks, fenced
from annotations.documents.markdown.parser import parser
from annotations.documents.markdown.regions import Regions, arrowed
from annotations.documents.plain_text import reader as plain
from annotations.documents.plain_text.set_apart import preformatted
from annotations.text.lazy_regex import lazy

_FIRST: Final = 2048
"""Code points of the first window: it holds a screen, and the reader waits for it."""
_WINDOW: Final = 8192
"""Code points of a window, about."""
_LONGEST: Final = 16_384
"""Code points to which a window grows for the sake of one block; then the block is cut."""
_WHOLE: Final = 1 << 20
"""Code points to which it grows where there is no place to cut; then the block is read as plain text."""
_FLAT: Final = ("pipe_table", "text_table", "math_block", "html_block", "code_block")
"""Blocks that hold no others: they may be that long; what holds others, a sixteenth of it."""
_LINE: Final = 32
"""Code points that a line counts for at least: deep nesting costs by the line."""
_FRONT_MATTER_LINES: Final = 200
_DEEPEST: Final = 96
"""Levels of nesting that are read as Markdown: a little below the parser's own limit, from which it drops text."""
_MARKS: Final = " \t>-+*0123456789"
_NESTED: Final = lazy(rf"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{{1,9}}[.)](?=[ \t]))){{{_DEEPEST + 1}}}")

Tell = Callable[[str], None]


def read(lines: Lines, tell: Tell, first_window: int = _FIRST, window: int = _WINDOW) -> Iterator[Draft]:
    """The blocks of a Markdown text, but for what Markdown would ruin, which is read by shape.

    ``tell`` takes a line about what was read otherwise than it was meant. The blocks are the same whatever
    the windows are.
    """
    return _Reader(lines, tell, first_window, window, Regions(lines)).drafts()


def read_strictly(lines: Lines, tell: Tell) -> Iterator[Draft]:
    """The blocks of a text that is taken for Markdown from its first line to its last."""
    return _Reader(lines, tell, _FIRST, _WINDOW, None).drafts()


class _Reader:
    """Reads a file window by window."""

    def __init__(self, lines: Lines, tell: Tell, first_window: int, window: int, regions: Regions | None) -> None:
        self._lines = lines
        self._tell = tell
        self._first_window = min(first_window, _LONGEST)
        self._window = min(window, _LONGEST)
        self._regions = regions
        self._md = parser(strict=regions is None)
        self._env, self._definitions = definitions.scan(lines.text, self._md)
        self._blocks = Blocks(self._md, self._env, lines.text, tell)
        self._place = 0
        """The line that is read next."""
        self._on = False
        """Whether a list goes on there that was cut."""

    def drafts(self) -> Iterator[Draft]:
        """Yield all blocks in the order of the text."""
        self._place = _front_matter(self._lines)
        if self._place:
            yield from preformatted(self._lines.part(1, self._place - 1), BlockKind.META, "")
        size = self._first_window
        while self._place < len(self._lines.texts):
            for draft in self._piece(size):
                if self._regions:
                    self._regions.pass_over(draft)
                    yield arrowed(draft)
                else:
                    yield draft
            size = self._window
        yield from self._blocks.notes()

    def _piece(self, size: int) -> Iterator[Draft]:
        """The blocks of the next window, which grows where one block is longer."""
        self._place = first = self._defined(self._place)
        texts = self._lines.texts
        if first == len(texts):
            return iter(())
        while True:
            part = self._lines.part(first, self._until(first, size))
            if (deep := _deep(part.texts)) == 0:
                return self._plain(part.part(0, 1), "nested too deep for Markdown")
            if deep > 0:
                part = part.part(0, deep)
                return self._taken(self._parse(part), part)
            tokens = self._parse(part)
            if first + len(part.texts) == len(texts):
                return self._taken(tokens, part)
            if done := _certain(tokens):
                return self._taken(tokens[: _top(tokens, done)], part.part(0, done))
            if size >= _LONGEST:
                if tokens and tokens[0].type == "fence":
                    return self._fence(tokens[0])
                if found := cuts.cut(tokens, part.texts):
                    return self._cut(part.part(0, found.line), found)
                if size >= (_WHOLE if tokens[0].type in _FLAT else 4 * _LONGEST):
                    return self._plain(part, "one block, which is too long for Markdown")
                if tokens[0].type == "pipe_table":
                    end = min(cuts.rows(texts, first + 2), len(texts) - 1)
                    size = min(_WHOLE, max(size, self._lines.starts[end] - self._lines.starts[first]))
            # A window never grows past the length from which blocks are cut, so that they are always cut there.
            size = 2 * size if size >= _LONGEST else min(2 * size, _LONGEST)

    def _defined(self, line: int) -> int:
        """The line after the definitions of links that begin at a line; their targets are known."""
        starts = self._lines.starts
        while line < len(self._lines.texts) and (end := self._definitions.get(starts[line])):
            line = bisect_left(starts, end, line)
        return min(line, len(self._lines.texts))

    def _until(self, first: int, size: int) -> int:
        """The line before which ``size`` code points have passed, at least one line on."""
        starts = self._lines.starts
        last, end = first + 1, starts[first] + size
        furthest = len(self._lines.texts)
        if size <= _LONGEST:
            furthest = min(furthest, first + max(1, size // _LINE))
        while last < furthest and starts[last] < end:
            last += 1
        return last

    def _parse(self, part: Lines) -> list[Token]:
        tokens: list[Token] = []
        self._md.block.parse("\n".join(part.texts), self._md, self._env, tokens)
        self._env.pop("duplicate_refs", None)
        return tokens

    def _taken(self, tokens: list[Token], part: Lines) -> Iterator[Draft]:
        """The blocks of the tokens of a part, and where they are to be read by shape, that."""
        on, self._on = self._on, False
        first, self._place = self._place, self._place + len(part.texts)
        if any(token.level >= _DEEPEST for token in tokens):
            self._place = first
            yield from self._plain(part, "nested too deep for Markdown")
            return
        n = 0
        while n < len(tokens):
            end = _after(tokens, n)
            group, n = tokens[n:end], end
            start, last = _lines(group[0])
            kept = self._regions.end(group, first + start, first + last) - first if self._regions else last
            if kept == last:
                yield from self._blocks.drafts(group, part, on=on)
            elif kept > start:
                # The block swallowed what follows: the rest is parsed again.
                self._place = first + kept
                yield from self._blocks.drafts(self._parse(part.part(start, kept)), part.part(start, kept))
                return
            elif self._regions and (yield from self._shaped(self._regions, first + start, first + last)):
                return
            on = False

    def _shaped(self, regions: Regions, first: int, last: int) -> Generator[Draft, None, bool]:
        """The blocks of some lines, by shape; whether that went beyond them."""
        for draft in regions.read(first, last):
            yield from self._blocks.shaped(draft)
        if regions.place > last:
            self._place = regions.place
            return True
        return False

    def _cut(self, part: Lines, found: cuts.Cut) -> Iterator[Draft]:
        """The blocks of a part that is the beginning of a longer block."""
        tokens = self._parse(part)
        end = self._place + len(part.texts)
        if tokens and tokens[-1].type == "paragraph_close":
            self._tell("a paragraph is too long to be read in one piece and is shown in several")
        yield from self._taken(tokens, part)
        self._on = found.on and self._place == end

    def _fence(self, token: Token) -> Iterator[Draft]:
        """A block of code that is longer than any window: no parser is needed for it."""
        first = self._place
        end = cuts.closing(self._lines.texts, first)
        self._place = min(end + 1, len(self._lines.texts))
        kind, info = fenced(token)
        indent = shapes.edges(self._lines.texts[first])[0]
        return preformatted(self._lines.part(first + 1, end), kind, info, cut=indent)

    def _plain(self, part: Lines, why: str) -> Iterator[Draft]:
        first, self._place = self._place, self._place + len(part.texts)
        one = len(part.texts) == 1
        which = f"line {first + 1} is" if one else f"lines {first + 1} to {self._place} are"
        self._tell(f"{which} read as plain text: {'it is' if one else 'they are'} {why}")
        return plain.read(part, self._tell)


def _front_matter(lines: Lines) -> int:
    """The line after front matter; 0 without it."""
    if not lines.texts or lines.texts[0].rstrip() != "---" or len(lines.texts) < 3 or shapes.blank(lines.texts[1]):
        return 0
    for n, line in enumerate(lines.texts[1:_FRONT_MATTER_LINES], 1):
        if line.rstrip() in ("---", "..."):
            return n + 1
    return 0


def _deep(texts: Sequence[str]) -> int:
    """The first of some lines that begins with more marks of lists and quotations than are read; -1 without one.

    The parser would go into all of them, each time over the rest of the line, before it gave up.
    """
    for n, line in enumerate(texts):
        if len(line) > _DEEPEST and line[0] in _MARKS and _NESTED.match(line) and not shapes.rule(line):
            return n
    return -1


def _certain(tokens: list[Token]) -> int:
    """The line at which the last block of a window begins: 0 if it has no other."""
    for token in reversed(tokens):
        if token.level == 0 and token.nesting >= 0 and token.map:
            return token.map[0]
    return 0


def _top(tokens: list[Token], line: int) -> int:
    """Index of the top-level token that begins at a line."""
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        if token.level == 0 and token.nesting >= 0 and token.map and token.map[0] == line:
            return n
    return len(tokens)


def _after(tokens: list[Token], n: int) -> int:
    """Index after the top-level block that begins at a token."""
    while tokens[n].level or tokens[n].nesting > 0:
        n += 1
    return n + 1


def _lines(token: Token) -> tuple[int, int]:
    """The range of lines of a token: the first, and the one after the last."""
    first, last = token.map or (0, 0)
    return first, last
