"""Lines whose characters are aligned in columns: drawings, letterheads, tables of contents.

They are kept as they are. Each line is tested for signs of that, then the number of such lines in a region decides.
"""

from collections.abc import Sequence
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.text.lazy_regex import lazy

_GAP: Final = lazy(r"\S(?: {3,}|\t+)\S")
_WIDE_GAP: Final = lazy(r"\S {6,}\S")
_LEADER: Final = lazy(r"\S ?(?:\.{4,}|(?: \.){3,}|…{2,}|_{4,}) *[\divxlc]+\s*$")
_BOX: Final = lazy(
    r"[\u2500-\u259f]|\+[-=]{1,}\+|\+[-=]{2,}|[-=]{2,}\+|<-{2,}|-{2,}>|^[\s|]*[|`+\\]-{1,} ?\S|[/\\]_{2,}|_{2,}[/\\]"
)
_BARS: Final = lazy(r"^\s*\|.*\|\s*$|^\s*\|(?: {2,}|\s*$)|\S\s+\|\s+\S.*\|")
_PIPES: Final = lazy(r"[\s|:-]+$")
"""The line under the head of a table with pipes, also of one that is none."""
_ANY: Final = lazy(
    r"\S {3,}\S|\S\t|[\u2500-\u259f]|[^\w\s,;:.\"'’)”?!] ?[^\w\s\"'“‘(,.;:]|\.{3}|(?: \.){3}|…|_{2}|(?:^|\n) *\S{1,2}(?: +\S{1,2}){7}"
)
"""Something of what is looked for: most regions have nothing of it."""
_TELLING: Final = ("   ", "\t", "|", "--", "==", "__", "...", "+", "/", "\\", "<", "0 1 2")
"""Such lines have at least one of these; a quick test."""
_FIELDS: Final = 3
"""Lines under one another that show columns."""
_FIELD: Final = lazy(rf"[{shapes.SPACES}]*[^\s.!?:;,]+(?: [^\s.!?:;,]+)?(?:  +|\t+)(?=\S)")
_RIGHT: Final = 24
"""Columns of space before a line that is set to the right, or in the middle."""
_TICKS: Final = 8
"""Words of a character or two, as on a scale of bits."""


def drawn(line: str) -> bool:
    """Whether a line is a piece of a drawing."""
    if shapes.fence(line) or _PIPES.match(line):
        return False
    if _BOX.search(line):
        return True
    words = line.split()
    if len(words) >= _TICKS and max(map(len, words)) <= 2:
        return True
    signs = "".join(words).replace("|", "")
    return len(signs) >= 3 and sum(map(str.isalnum, signs)) * 5 < len(signs) * 2 and not shapes.rule(line)


def apart(line: str) -> bool:
    """Whether a line has parts that are separated by a wide space."""
    return _GAP.search(line) is not None or _LEADER.search(line) is not None


def kept(region: Sequence[str]) -> bool:
    """Whether lines between blank ones are to be kept as they are."""
    size = len(region)
    if size < 2:
        return False
    text = "\n".join(region)
    if not any(sign in text for sign in _TELLING) and text.isascii():
        return False
    if _ANY.search(text) is None:
        return False
    drawing = [line for line in region if drawn(line)]
    if len(drawing) > 1 or (drawing and sum(1 for line in region if _BARS.match(line)) > 1):
        shown = sum(1 for line in region if drawn(line) or _BARS.search(line) or apart(line))
        if shown * 2 >= size:
            return True
    parts = [line for line in region if apart(line) and not shapes.item(line) and "|" not in line]
    if not parts:
        return False
    if size == 2:
        return len(parts) == 2 and _two(region)
    right = sum(1 for line in region if shapes.indent(line) >= _RIGHT)
    wide = sum(1 for line in parts if _WIDE_GAP.search(line) or _LEADER.search(line))
    if wide > 1 and (len(parts) + right) * 2 >= size:
        return True
    return len(parts) * 3 >= size * 2


def _two(region: Sequence[str]) -> bool:
    """Whether two lines have their parts in the same places, or a wide space and no sentence."""
    first, second = ([found.end() for found in _GAP.finditer(line)] for line in region)
    if (
        not set(first).isdisjoint(second)
        or (len(first) > 1 and len(first) == len(second))
        or all(_LEADER.search(line) for line in region)
    ):
        return True
    return all(_WIDE_GAP.search(line) and not shapes.ends_sentence(line) for line in region)


def fields(lines: Sequence[str]) -> set[int]:
    """Indexes of lines with a word and its value in columns, three and more under one another, and of those after."""
    if len(lines) < _FIELDS or not any("  " in line.strip() for line in lines):
        return set()
    places = [field.end() if (field := _FIELD.match(line)) else -n for n, line in enumerate(lines, 1)]
    found: set[int] = set()
    first = 0
    for n in range(1, len(lines) + 1):
        if n < len(lines) and places[n] == places[first]:
            continue
        if n - first >= _FIELDS:
            found.update(range(first, n))
            if n < len(lines) and shapes.indent(lines[n]) <= shapes.indent(lines[n - 1]):
                found.add(n)
        first = n
    return found
