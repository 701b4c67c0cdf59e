"""Statistics as text, CSV and JSON, written table by table."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from wcwidth import wcswidth

from annotations.errors import UsageError
from annotations.export.board_table import COLUMNS, shown
from annotations.export.cells import cut_start, padded
from annotations.export.csv_cells import csv_line
from annotations.export.json_text import encoded
from annotations.review.overview.statistics.coverage import bar
from annotations.review.overview.statistics.tables import BAR, SHARE, SIDES, Cell, Column, Line, Table, columns_to_read

VERSION: Final = 1
"""Version of the format of the JSON."""

WIDE: Final = 40
"""Cells of a bar."""

_LONGEST: Final = 48
"""Maximum width of the path of a source in text, in terminal cells."""


def written(tables: Sequence[Table], form: str) -> Iterator[str]:
    """Yield tables as text, in whole lines. Raises UsageError if `form` is not a key of `FORMS`."""
    writer = FORMS.get(form)
    if writer is None:
        raise UsageError(f"Statistics have no format “{form}”; there are {', '.join(FORMS)}.")
    return writer(tables)


def words_of(cell: Cell | None, column: Column, line: Line, width: int = WIDE) -> str:
    """Return a cell as people read it; `""` if it counts nothing or is not known."""
    if cell is None:
        return ""
    value = cell.value
    if column.kind == SHARE and isinstance(value, int | float):
        return f"{int(value * 100)} %" if value >= 0.01 or not value else "<1 %"
    if column.kind == SIDES and isinstance(value, tuple):
        agree, against = value
        return " ".join(f"{count}{sign}" for count, sign in ((agree, "✓"), (against, "✗")) if count)
    if column.kind == BAR and isinstance(value, tuple):
        read = line.cells.get("progress")
        return bar(value, read.value if read and isinstance(read.value, tuple) else (), width)
    return f"{value:,}" if value else ""


def _text(tables: Sequence[Table]) -> Iterator[str]:
    between = ""
    for table in map(_narrowed, tables):
        yield f"{between}{shown(table.title)}\n{shown(table.about)}\n\n"
        between = "\n"
        yield from _aligned(table)
    if any(column.kind == BAR for table in tables for column in table.columns):
        yield "\n▁▂▃▄▅▆▇█ share of tagged text   · read, not tagged   blank: not read\n"


def _aligned(table: Table) -> Iterator[str]:
    """Yield a table in columns: numbers to the right, words to the left."""
    columns = columns_to_read(table)
    rows = [[*table.heads, *(shown(column.label) for column in columns)]]
    lines = [*table.lines, table.totals] if table.totals is not None and table.lines else table.lines
    for line in lines:
        heads = [cut_start(shown(str(head)), _LONGEST) for head in line.heads]
        rows.append([*heads, *(words_of(line.cells.get(column.key), column, line) or "·" for column in columns)])
    if len(rows) == 1:
        yield "nothing to count\n"
        return
    widths = [max(map(wcswidth, cells)) for cells in zip(*rows, strict=True)]
    right = [False] * len(table.heads) + [column.kind != BAR for column in columns]
    right[0] = table.heads[0] in {"source", "from"}
    if table.heads[-1] == "to":
        right[1] = True
    for row in rows:
        cells = (padded(cell, width, right=numeric) for cell, width, numeric in zip(row, widths, right, strict=True))
        yield "  ".join(cells).rstrip() + "\n"


def _csv(tables: Sequence[Table]) -> Iterator[str]:
    """Yield each table with its heads; of several tables each has its name above it and a blank line between."""
    for place, table in enumerate(map(_narrowed, tables)):
        if len(tables) > 1:
            yield ("\n" if place else "") + csv_line((table.title,))
        columns = [column for column in table.columns if column.key != "progress"]
        yield csv_line((*table.heads, *(column.label for column in columns)))
        for line in table.lines:
            cells = (_csv_cell(line.cells.get(column.key), column, line) for column in columns)
            yield csv_line((*map(str, line.heads), *cells))


def _csv_cell(cell: Cell | None, column: Column, line: Line) -> str:
    if column.kind == BAR:
        return words_of(cell, column, line)
    if column.kind == SIDES:
        agree, against = cell.value if cell is not None and isinstance(cell.value, tuple) else (0, 0)
        return f"{agree} for, {against} against" if agree or against else ""
    if cell is None:
        return "" if column.kind == SHARE else "0"
    return f"{cell.value:.4f}" if column.kind == SHARE else str(cell.value)


def _json(tables: Sequence[Table]) -> Iterator[str]:
    """Yield all values, one line of a table per line."""
    yield f'{{\n"format": "postil-statistics",\n"version": {VERSION},\n"tables": [\n'
    for place, table in enumerate(tables):
        head = {
            "name": table.name,
            "title": table.title,
            "about": table.about,
            "heads": table.heads,
            "columns": [{"key": column.key, "label": column.label, "kind": column.kind} for column in table.columns],
        }
        yield _encoded(head)[:-1] + ',"lines":[\n'
        yield from (_json_line(line) + (",\n" if line is not table.lines[-1] else "\n") for line in table.lines)
        totals = "null" if table.totals is None else _json_line(table.totals)
        yield f'],"totals":{totals}}}{"," if place < len(tables) - 1 else ""}\n'
    yield "]\n}\n"


def _json_line(line: Line) -> str:
    cells = {key: cell.value for key, cell in line.cells.items()}
    return _encoded({"heads": line.heads, "cells": cells})


def _encoded(value: object) -> str:
    return encoded(value).decode()


def _narrowed(table: Table) -> Table:
    """Return a matrix of more than `COLUMNS` sources as a list of pairs; other tables are returned unchanged."""
    if len(table.columns) <= COLUMNS or any(column.kind != SIDES for column in table.columns):
        return table
    columns = (Column("for", "for"), Column("against", "against"))
    lines = []
    for line in table.lines:
        for column in table.columns:
            cell = line.cells.get(column.key)
            if cell is not None and isinstance(cell.value, tuple) and int(line.heads[0]) < int(column.key):
                agree, against = (int(count) for count in cell.value)
                cells = {"for": Cell(agree, cell.ids[:agree]), "against": Cell(against, cell.ids[agree:])}
                lines.append(Line((line.heads[0], int(column.key)), cells))
    return table._replace(heads=("source", "and"), columns=columns, lines=tuple(lines))


FORMS: Final[dict[str, Callable[[Sequence[Table]], Iterator[str]]]] = {"text": _text, "csv": _csv, "json": _json}
