"""Rows of tables as drafts, made of cells that are texts with marks and places."""

from collections.abc import Iterator, Sequence

from annotations.documents.blocks import Draft, DraftMark, Grid
from annotations.documents.tabular import tables

Cell = tuple[str, Sequence[DraftMark], Sequence[tuple[int, int]]]
"""Text, marks and runs of a cell."""


def row(draft: Draft, cells: Sequence[Cell]) -> Draft:
    """A row of a table with other cells."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    marks: list[DraftMark] = []
    places: list[tuple[int, int]] = []
    at = 0
    for text, own_marks, own_runs in cells:
        parts.append(text.replace("\t", " "))
        places.append((at, at + len(text)))
        runs += [(at + offset, there) for offset, there in own_runs]
        marks += [DraftMark(m.kind, at + m.start, at + m.end, m.target) for m in own_marks]
        at += len(text) + 1
    if runs and runs[0][0]:
        runs.insert(0, (0, runs[0][1]))
    return draft._replace(text="\t".join(parts), runs=runs or draft.runs, marks=marks, cells=places)


def rows(table: Sequence[Sequence[Cell]], head: int, draft: Draft) -> Iterator[Draft]:
    """The rows of a table, whose first ``head`` rows are its head; columns of numbers are aligned right."""
    columns = max(map(len, table))
    aligns = tuple(
        "right" if tables.numeric(cells[n][0] for cells in table[head:] if n < len(cells)) else "left"
        for n in range(columns)
    )
    grid = Grid(len(table), head, aligns)
    for n, cells in enumerate(table):
        yield row(draft._replace(gap=n == 0, grid=grid if n == 0 else None), cells)
