"""Where a block is cut that is too long to be parsed at once.

What the parser makes of a window is certain but for its last block. A block that fills a window whole
has no such end: a list of a megabyte, a quotation, a paragraph, a log in a fence. It is cut where that
changes least: before an item, before a paragraph of a quotation, after a line.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

_LISTS: Final = ("bullet_list_open", "ordered_list_open")


class Cut(NamedTuple):
    """The line before which a block is cut, and whether what follows goes on with the same list."""

    line: int
    on: bool = False


def cut(tokens: Sequence[Token], texts: Sequence[str]) -> Cut | None:
    """Where the block that a window begins with is cut; None if it must be seen whole."""
    if not tokens:
        return Cut(len(texts))  # definitions of links, which leave no token
    first, level = 0, 0
    while tokens[first].type == "blockquote_open":
        starts = _children(tokens, first)
        if len(starts) > 1:
            line = _start(tokens[starts[-1]])
            return Cut(line) if texts[line].lstrip().startswith(">") else None
        first, level = starts[0] if starts else len(tokens), level + 1
        if first == len(tokens):
            return None
    if tokens[first].type in _LISTS:
        line = _start(tokens[_children(tokens, first)[-1]])
        if line == 0 or (level and not texts[line].lstrip().startswith(">")):
            return None
        return Cut(line, on=level == 0)
    if tokens[first].type == "paragraph_open":
        return Cut((level and _quoted(texts)) or _word(texts))
    return None


def rows(texts: Sequence[str], first: int) -> int:
    """The line after the rows that begin with a pipe, from line ``first`` on."""
    while first < len(texts) and texts[first].lstrip(" ").startswith("|"):
        first += 1
    return first


def closing(texts: Sequence[str], first: int) -> int:
    """The line that closes the block of code which a fence opens in line ``first``, or the one after the last."""
    fence = texts[first].lstrip(" ")
    size = len(fence) - len(fence.lstrip(fence[0]))
    end = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{size},}}[ \t]*$")
    return next((n for n in range(first + 1, len(texts)) if end.match(texts[n])), len(texts))


def _children(tokens: Sequence[Token], n: int) -> list[int]:
    """Indexes of the opening tokens directly inside the token at ``n``."""
    level = tokens[n].level + 1
    found = []
    for m in range(n + 1, len(tokens)):
        if tokens[m].level < level:
            break
        if tokens[m].level == level and tokens[m].nesting >= 0 and tokens[m].map:
            found.append(m)
    return found


def _start(token: Token) -> int:
    return token.map[0] if token.map else 0


def _quoted(texts: Sequence[str]) -> int:
    """The last line that has the mark of a quotation."""
    return next((n for n in range(len(texts) - 1, 0, -1) if texts[n].lstrip().startswith(">")), 0)


def _word(texts: Sequence[str]) -> int:
    """The last line that begins with a letter, as nothing but text does."""
    return next((n for n in range(len(texts) - 1, 0, -1) if texts[n][:1].isalpha()), max(1, len(texts) - 1))
