"""The reader of Markdown: CommonMark with tables, strikethrough, tasks, footnotes and front matter.

A file is parsed in pieces, so that the first screen does not wait for the last line and the tokens of
a large file are never all in memory. A piece is a window of lines. What the parser makes of a window
is certain but for its last block, which the lines after the window might still change: the next window
begins there. Definitions are collected beforehand for the whole file.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from annotations.documents import definitions, shapes, tables
from annotations.documents.blocks import Blocks
from annotations.documents.document import BlockKind, Draft
from annotations.documents.lines import Lines

_WINDOW: Final = 8192
"""Code points of a window, about; it grows where a single block is longer."""
_FIRST: Final = 2048
"""Code points of the first window: it holds a screen, and the reader waits for it."""
_FRONT_MATTER_LINES: Final = 200
_DEEPEST: Final = 96
"""Levels of nesting that are read as Markdown: a little below the parser's own limit, from which it drops text."""


@cache
def parser() -> MarkdownIt:
    """The parser with the extensions that are read."""
    md = MarkdownIt("default", {"html": True, "tasklists": True}).use(footnote_plugin)
    md.block.ruler.at("table", _pipe_table, {"alt": ["paragraph", "reference"]})
    return md


def _pipe_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    """A rule for the parser: a table whose rows keep their cells and which a line without a pipe ends."""
    if first + 2 > last or state.is_code_block(first) or state.is_code_block(first + 1):
        return False
    if state.sCount[first + 1] < state.blkIndent:
        return False
    head, under = _line(state, first), _line(state, first + 1)
    if "|" not in head or (aligns := tables.delimiter(under)) is None or tables.delimiter(head) is not None:
        return False
    if len(tables.split(head)) != len(aligns) and not (head.startswith("|") and under.startswith("|")):
        return False
    if silent:
        return True
    end = first + 2
    bounded = head.startswith("|")
    while end < last and tables.row(_line(state, end), len(aligns), bounded=bounded) and _goes_on(state, end, last):
        end += 1
    token = state.push("pipe_table", "", 0)
    token.map = [first, end]
    numbers = [first, *range(first + 2, end)]
    token.meta = {"aligns": aligns, "starts": [state.bMarks[n] + state.tShift[n] for n in numbers]}
    token.content = "\n".join(_line(state, n) for n in numbers)
    state.line = end
    return True


def _line(state: StateBlock, n: int) -> str:
    return state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]]


def _goes_on(state: StateBlock, n: int, last: int) -> bool:
    if state.sCount[n] < state.blkIndent or state.is_code_block(n):
        return False
    return not any(rule(state, n, last, True) for rule in state.md.block.ruler.getRules("blockquote"))


def read(
    lines: Lines, tell: Callable[[str], None], first_window: int = _FIRST, window: int = _WINDOW
) -> Iterator[Draft]:
    """The blocks of a Markdown text; ``tell`` takes a line about what was read as plain text instead.

    The blocks are the same whatever the windows are.
    """
    md = parser()
    env = definitions.scan("\n".join(lines.texts), md)
    blocks = Blocks(md, env, tell)
    first = _front_matter(lines)
    if first:
        from annotations.documents import text

        yield from text.preformatted(lines.part(1, first - 1), BlockKind.META, "")
    size = first_window
    while first < len(lines.texts):
        last = _until(lines, first, size)
        part = lines.part(first, last)
        tokens: list[Token] = []
        source = "\n".join(part.texts)
        md.block.parse(source, md, env, tokens)
        env.pop("duplicate_refs", None)
        if last == len(lines.texts):
            done = len(part.texts)
        elif done := _certain(tokens):
            tokens = tokens[: _top(tokens, done)]
        else:
            size = 2 * max(size, len(source))  # a line may be longer than a window
            continue
        if any(token.level >= _DEEPEST for token in tokens):
            tell(f"lines {first + 1} to {first + done} are nested too deep for Markdown and are read as plain text")
            from annotations.documents import text

            yield from text.read(part.part(0, done), tell)
        else:
            yield from blocks.drafts(tokens, part)
        first, size = first + done, window
    yield from blocks.notes()


def _front_matter(lines: Lines) -> int:
    """The line after front matter; 0 without it."""
    if not lines.texts or lines.texts[0].rstrip() != "---" or len(lines.texts) < 3 or shapes.blank(lines.texts[1]):
        return 0
    for n, line in enumerate(lines.texts[1:_FRONT_MATTER_LINES], 1):
        if line.rstrip() in ("---", "..."):
            return n + 1
    return 0


def _until(lines: Lines, first: int, size: int) -> int:
    """The line before which ``size`` code points have passed, at least one line on."""
    last, end = first + 1, lines.starts[first] + size
    while last < len(lines.texts) and lines.starts[last] < end:
        last += 1
    return last


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
