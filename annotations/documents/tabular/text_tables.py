"""Tables that are drawn with characters: grids of programs and converters, and columns under dashes.

A table is a list of rows, a row a list of cells, a cell the pieces of lines that it consists of.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotations.documents import line_shapes as shapes
from annotations.text.cell_width import width
from annotations.text.lazy_regex import lazy

Piece = tuple[int, int, int]
"""A line, counted from the first one of the table, and where the piece begins and ends in it."""
Cell = list[Piece]


class TextTable(NamedTuple):
    """A table and how far it goes."""

    end: int
    """The line after it."""
    rows: list[list[Cell]]
    head: int
    """Number of rows in the head: 0 or 1."""


_RULE: Final = lazy(r"\s*[+|]?[-=:]{2,}(?:[+|][-=:]{2,})*[+|]?\s*$")
_GROUPS: Final = lazy(r"\s*(?:-{2,}(?:\s+-{2,})+|={2,}(?:\s+={2,})+)\s*$")
_FULL: Final = lazy(r"\s*-{6,}\s*$")
_RUN: Final = lazy(r"[-=]+")
_STROKES: Final = ("+", "|")
_HEAD: Final = 4
"""Lines that the head of a table with rows of several lines may have."""
_LONGEST: Final = 2000


def find(texts: Sequence[str], first: int) -> TextTable | None:
    """The table that begins at a line, if one does."""
    line = texts[first]
    below = texts[first + 1] if first + 1 < len(texts) else ""
    if not line.strip() or not below.strip():
        return None
    if (_is_rule(line) and "|" in below) or ("|" in line and "+" in below and _is_rule(below)):
        return _grid(texts, first)
    if _GROUPS.match(below) and not _GROUPS.match(line) and not _FULL.match(line):
        return _simple(texts, first, first + 1)
    if _GROUPS.match(line):
        return _simple(texts, first, first)
    if _FULL.match(line):
        return _tall(texts, first)
    return None


def _is_rule(line: str) -> bool:
    return "+" in line and _RULE.match(line) is not None


def _places(line: str, columns: Sequence[int]) -> list[int] | None:
    """Offsets of the bars of a line that has one in each of some columns."""
    if line.isascii():
        places = list(columns)
    else:
        at, column = [], 0
        for char in line:
            at.append(column)
            column += width(char)
        wanted = set(columns)
        places = [n for n, there in enumerate(at) if there in wanted and line[n] == "|"]
    if len(places) != len(columns) or any(place >= len(line) or line[place] != "|" for place in places):
        return None
    return places


def _grid(texts: Sequence[str], first: int) -> TextTable | None:
    rule = texts[first] if _is_rule(texts[first]) else texts[first + 1]
    signs = [n for n, char in enumerate(rule) if char in "+|"]
    begin, end = shapes.edges(rule)
    inner = [n for n in signs if begin < n < end - 1]
    if not inner:
        return None
    groups: list[list[list[Cell]]] = [[]]
    double, last = False, first
    while last < len(texts) and last - first < _LONGEST:
        line = texts[last]
        if _is_rule(line):
            if [n for n, char in enumerate(line) if char in "+|"] != signs:
                return None
            double = double or "=" in line
            groups.append([])
        elif (bars := _places(line, inner)) is not None and line.count("|") <= len(signs):
            groups[-1].append(list(_between(line, last - first, bars)))
        elif line.lstrip()[:1] in _STROKES:
            return None  # cells that span several columns: it is better kept as it is
        else:
            break
        last += 1
    segments = [group for group in groups if group]
    if not segments:
        return None
    tall = rule.lstrip().startswith("+") and (double or len(segments) > 2)
    if tall:
        rows = [
            [[piece for part in parts for piece in part] for parts in zip(*group, strict=True)] for group in segments
        ]
        return TextTable(last, rows, int(double and len(segments) > 1))
    head = int(len(segments) > 1 and len(segments[0]) == 1)
    return TextTable(last, [row for group in segments for row in group], head)


def _between(line: str, number: int, bars: Sequence[int]) -> Iterator[Cell]:
    """The cells of a line between bars; what bounds it on the outside belongs to none."""
    start, end = shapes.edges(line)
    start += line.startswith("|", start) and start not in bars
    end -= end > start and line[end - 1] == "|" and end - 1 not in bars
    for a, b in zip([start, *(bar + 1 for bar in bars)], [*bars, end], strict=True):
        yield _cell(line, number, a, b)


def _cell(line: str, number: int, start: int, end: int) -> Cell:
    inner, outer = shapes.edges(line[start:end])
    return [(number, start + inner, start + outer)] if outer > inner else []


def _columns(line: str, number: int, starts: Sequence[int]) -> list[Cell] | None:
    """The cells of a line whose columns begin at some places; None if a word crosses the edge of a column."""
    if not line.isascii():
        at: dict[int, int] = {}
        column = 0
        for n, char in enumerate(line):
            at.setdefault(column, n)
            column += width(char)
        starts = [at.get(start, len(line) if start >= column else -1) for start in starts]
        if -1 in starts:
            return None
    if any(0 < start < len(line) and line[start - 1] not in shapes.SPACES for start in starts[1:]):
        return None
    edges = [0, *starts[1:], max(len(line), starts[-1])]
    return [_cell(line, number, a, b) for a, b in itertools.pairwise(edges)]


def _starts(rule: str) -> list[int]:
    return [found.start() for found in _RUN.finditer(rule)]


def _simple(texts: Sequence[str], first: int, rule: int) -> TextTable | None:
    """Columns under dashes: a head above them or none, a row a line, up to a blank line or dashes again."""
    starts = _starts(texts[rule])
    rows: list[list[Cell]] = []
    if rule > first:
        head = _columns(texts[first], 0, starts)
        if head is None or not all(head[1:]):
            return None
        rows.append(head)
    last, closed, heads = rule + 1, False, int(rule > first)
    while last < len(texts) and last - first < _LONGEST and not shapes.blank(texts[last]):
        line = texts[last]
        if _GROUPS.match(line) or _FULL.match(line):
            last += 1
            if rule == first and not heads and len(rows) == 1 and last < len(texts) and not shapes.blank(texts[last]):
                heads = 1
                continue
            closed = True
            break
        cells = _columns(line, last - first, starts)
        if cells is None:
            return None
        rows.append(cells)
        last += 1
    if len(rows) < 1 + heads or (rule == first and not closed):
        return None
    return TextTable(last, rows, heads)


def _tall(texts: Sequence[str], first: int) -> TextTable | None:
    """Rows of several lines, with blank lines between them, from a line of dashes to a line of dashes."""
    rule = next((n for n in range(first + 1, min(first + 2 + _HEAD, len(texts))) if _GROUPS.match(texts[n])), 0)
    if not rule:
        return None
    starts = _starts(texts[rule])
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    for last in range(first + 1, min(first + _LONGEST, len(texts))):
        line = texts[last]
        closing = last > rule and (_FULL.match(line) is not None or _GROUPS.match(line) is not None)
        if last == rule or closing or shapes.blank(line):
            if row:
                rows.append(row)
            row = []
            if closing:
                return TextTable(last + 1, rows, int(rule > first + 1)) if len(rows) > 1 else None
            continue
        cells = _columns(line, last - first, starts)
        if cells is None:
            return None
        row = [a + b for a, b in zip(row, cells, strict=True)] if row else cells
    return None
