"""Lines that a program broke at a column, and lines that an author broke.

Mail and RFCs break a paragraph where the next word would have passed a column. Such lines are put
together again; a line that ended with room for the next word was ended on purpose.
"""

from collections.abc import Sequence
from typing import Final

from annotations.documents import line_shapes as shapes

WIDEST: Final = 100
"""Longest line, in code points, that a program is taken to have broken."""
_NARROWEST: Final = 50
_RAGGED: Final = 12
"""How much shorter than the file's width the longest of just two lines may be."""
_WIDE: Final = "\u2e80"
"""From here on scripts put no space between words."""

Text = tuple[str, list[tuple[int, int]]]
"""A text and where it comes from: (offset in the text, offset in the file)."""


def broken(line: str, following: str, width: int) -> bool:
    """Whether a program broke between two lines: the next word would not have fitted."""
    word = following.lstrip(shapes.SPACES).split(" ", 1)[0]
    return len(line.rstrip()) + 1 + len(word) > width


def file_width(texts: Sequence[str]) -> int:
    """The column at which a file is broken, in code points; 0 if it does not look broken."""
    widths = [len(line) for line in texts[:5000] if line]
    long = sum(1 for width in widths if width > WIDEST)
    if not widths or long > len(widths) * 0.05:
        return 0
    return max((width for width in widths if width <= WIDEST), default=0)


def paragraphs(lines: Sequence[str], width: int) -> list[tuple[int, int]]:
    """The paragraphs of a region of lines, as ranges of them; ``width`` is that of the file, 0 if it has none.

    Each line is one, unless the region was plainly broken by a program: three lines in a row that the
    next word would not have fitted, or two that are as wide as the rest of the file.
    """
    alone = [(n, n + 1) for n in range(len(lines))]
    own = max(map(len, lines))
    if len(lines) < 2 or not _NARROWEST <= own <= WIDEST:
        return alone
    cuts = [n + 1 for n in range(len(lines) - 1) if not broken(lines[n], lines[n + 1], own)]
    found = list(zip([0, *cuts], [*cuts, len(lines)], strict=True))
    longest = max(end - start for start, end in found)
    if longest < 2 or (longest == 2 and (len(lines) > 2 or own < width - _RAGGED or not width)):
        return alone
    return found


def join(lines: Sequence[tuple[str, int]]) -> Text:
    """The text of lines, given with their offsets in the file, as one."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    last = ""
    for line, offset in lines:
        start, end = shapes.edges(line)
        part = line[start:end]
        if last and part and not _seamless(last, part[0]):
            parts.append(" ")
            length += 1
        runs.append((length, offset + start))
        parts.append(part)
        length += len(part)
        last = part[-2:] or last
    return "".join(parts), runs


def _seamless(before: str, after: str) -> bool:
    """Whether two lines are put together without a space: in scripts without it, and after a hyphen."""
    if before[-1] >= _WIDE and after >= _WIDE:
        return before[-1] < "\U0001f000" and after < "\U0001f000"
    return before[-1] == "-" and len(before) == 2 and before[0].isalpha() and after.isalpha()
