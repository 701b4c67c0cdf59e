"""Pipe tables: where their cells stand, how long they go on, how their columns are aligned.

A strict parser wants a blank line after a table and the same number of cells in each row. Text copied
from the web has neither, so a row keeps the cells it has and a line without a pipe ends the table.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.documents.blocks import Grid
from annotations.text.lazy_regex import lazy

Cells = list[tuple[int, int]]
"""Start and end of each cell of a row in its line, without the space around it."""

_PIPE: Final = lazy(r"(?<!\\)(?:\\\\)*\|")
_DELIMITER: Final = lazy(r":?-+:?")
_NUMBER: Final = lazy(
    r"[~≈<>≤≥=+−–-]{0,2}\s?[$€£¥₹]?\s?[+−-]?\d[\d.,\u2019'\u202f ]*"
    r"(?:\s?[–-]\s?[$€£¥₹]?\d[\d.,]*)?\s?(?:%|‰|x|×|pp|[kKmMbBtT]n?|million|billion|trillion|[$€£¥₹])?\+?",
)
_PLACEHOLDERS: Final = frozenset(("", "-", "–", "—", "n/a", "na", "tbd", "?", "…", "."))
_SAMPLE_ROWS = 200


def split(line: str) -> Cells:
    """The cells of a line; the pipes at its edges bound it and open no cell."""
    start, end = shapes.edges(line)
    if "\\" not in line:
        return _cells(line, start, end)
    bars = [found.end() - 1 for found in _PIPE.finditer(line)]
    if bars and bars[0] == start:
        start = bars.pop(0) + 1
    if bars and bars[-1] == end - 1:
        end = bars.pop()
    cells = []
    for first, last in zip([start, *(bar + 1 for bar in bars)], [*bars, max(start, end)], strict=True):
        inner, outer = shapes.edges(line[first:last])
        cells.append((first + inner, first + outer))
    return cells


def _cells(line: str, start: int, end: int) -> Cells:
    """The same where no pipe is escaped, which is nearly always and takes half the time."""
    at = start + line.startswith("|", start)
    inner = line[at:end]
    cells = []
    for part in inner.removesuffix("|").split("|"):
        cell = part.lstrip(shapes.SPACES)
        first = at + len(part) - len(cell)
        cells.append((first, first + len(cell.rstrip(shapes.SPACES))))
        at += len(part) + 1
    return cells


def count(line: str) -> int:
    """Number of cells of a line, counted without finding their places."""
    if "\\" in line:
        return len(split(line))
    inner = line.strip(shapes.SPACES)
    return inner.count("|") + 1 - inner.startswith("|") - (inner.endswith("|") and len(inner) > 1)


def tabs(line: str) -> Cells:
    """The cells of a line that are separated by tabs."""
    cells, start = [], 0
    for cell in line.split("\t"):
        inner, outer = shapes.edges(cell)
        cells.append((start + inner, start + outer))
        start += len(cell) + 1
    return cells


def delimiter(line: str) -> list[str] | None:
    """The alignments that a line under a table's head gives, empty where it gives none; None if it is no such line."""
    if "-" not in line or "|" not in line:
        return None
    aligns = []
    for start, end in split(line):
        cell = line[start:end]
        if not _DELIMITER.fullmatch(cell):
            return None
        left, right = cell[0] == ":", cell[-1] == ":"
        aligns.append("center" if left and right else "right" if right else "left" if left else "")
    return aligns


def extent(texts: Sequence[str], first: int) -> tuple[int, list[str] | None] | None:
    """The table that begins at a line: the line after its last row, and its alignments if it has a head.

    Without a line of dashes it takes two rows that begin and end with a pipe and have as many cells.
    """
    head = texts[first]
    if "|" not in head or first + 1 >= len(texts):
        return None
    bounded = all(line.strip(shapes.SPACES).startswith("|") for line in texts[first : first + 2])
    columns = count(head)
    aligns = delimiter(texts[first + 1])
    if (
        aligns is not None
        and delimiter(head) is None
        and fits(head, aligns, texts[first + 2 : first + 3], bounded=bounded)
    ):
        last = first + 2
        while last < len(texts) and row(texts[last], len(aligns), bounded=bounded):
            last += 1
        return last, aligns
    last = first
    while last < len(texts) and columns > 1 and _enclosed(texts[last]) and count(texts[last]) == columns:
        last += 1
    return (last, None) if last - first > 1 else None


def fits(head: str, aligns: Sequence[str], below: Sequence[str], *, bounded: bool) -> bool:
    """Whether a head and the line of dashes under it make a table; ``below`` is the line after them, if there is one.

    Copied from the web one of them may lack a cell. A single cell beside several is more than a lack, unless the
    line below has as many as there should be.
    """
    columns = count(head)
    if columns == len(aligns):
        return True
    most = max(columns, len(aligns))
    return bounded and (min(columns, len(aligns)) > 1 or any(count(line) == most for line in below))


def row(line: str, columns: int, *, bounded: bool) -> bool:
    """Return whether a line is a row of a table of `columns` columns; each row of a `bounded` one begins with a pipe."""
    if "|" not in line:
        return False
    return line.strip(shapes.SPACES).startswith("|") if bounded else abs(count(line) - columns) <= 1


def _enclosed(line: str) -> bool:
    line = line.strip(shapes.SPACES)
    return len(line) > 1 and line[0] == line[-1] == "|"


def tab_extent(texts: Sequence[str], first: int) -> int:
    """The line after the last one of a table whose cells are separated by tabs; 0 where none begins."""
    count = texts[first].count("\t")
    if not count or texts[first][0] in shapes.SPACES:
        return 0
    last = first
    while last < len(texts) and texts[last].count("\t") == count and texts[last][0] not in shapes.SPACES:
        last += 1
    return last if last - first > 1 else 0


def grid(rows: Sequence[str], head: int, given: Sequence[str], cut: Callable[[str], Cells] = split) -> Grid:
    """The grid of a table; columns of numbers without an alignment of their own are aligned right.

    ``rows`` are its lines, and the first ``head`` of them its head; ``given`` are alignments, empty
    where none is given. Lines that are not cut by `split` have as many cells each.
    """
    width = max(map(count, rows)) if cut is split else len(cut(rows[0]))
    sample = [[line[start:end] for start, end in cut(line)] for line in islice(rows, head, head + _SAMPLE_ROWS)]
    aligns = [*given, *([""] * (width - len(given)))]
    for column, align in enumerate(aligns):
        if not align:
            cells = [cells[column] for cells in sample if column < len(cells)]
            aligns[column] = "right" if numeric(cells) else "left"
    return Grid(len(rows), head, tuple(aligns))


def numeric(cells: Iterable[str]) -> bool:
    """Whether cells hold numbers, or nothing where there is none to hold."""
    filled = [cell for cell in cells if cell.lower() not in _PLACEHOLDERS]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
