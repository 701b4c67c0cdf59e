"""Table of counts: plain values for the screen, the command line and other programs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from annotations.model import Source

COUNT, SHARE, SIDES, BAR = "count", "share", "sides", "bar"
"""What the cells of a column are: a number, a share from 0 to 1, how many for and against, the shares along a source."""

MANY_COLUMNS: Final = 40
"""Columns from which on those that count nothing are left out for people."""

Value = int | float | tuple[int, int] | tuple[float, ...]

SOURCE: Final = ("source", "path")
"""Heads of a line about one source: its number and its path."""


class Column(NamedTuple):
    """Column of a table."""

    key: str
    """Name in exported data: a tag, a type of link, the number of a source, or a fixed name."""
    label: str
    kind: str = COUNT
    long: str = ""
    """Longer label, such as the path of the source whose number is the label."""


class Cell(NamedTuple):
    """Value of one cell with the records that it counts."""

    value: Value
    ids: tuple[str, ...] = ()
    """Ids of the annotations or links, see `Table.counted`; empty if there is nothing to open."""


class Line(NamedTuple):
    """Line of a table."""

    heads: tuple[str | int, ...]
    """One value for each of `Table.heads`."""
    cells: Mapping[str, Cell]
    """By key of the column; a column without a cell counts nothing."""
    key: str = ""
    """Id of the source that the line is about; `""` if it is about none or several."""


class Table(NamedTuple):
    """Table of counts."""

    name: str
    title: str
    about: str
    """One sentence: what a number counts."""
    heads: tuple[str, ...]
    """Names of the values that lead each line."""
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: Line | None = None
    counted: str = "annotations"
    """Table of the records whose ids are in the cells: `annotations` or `links`."""


def source_heads(source: Source) -> tuple[str | int, ...]:
    """Return the heads of a line about a source."""
    return source.number, source.path


def counted(groups: Mapping[str, Sequence[str]]) -> dict[str, Cell]:
    """Return a cell for each group of ids; empty groups have none."""
    return {key: Cell(len(ids), tuple(ids)) for key, ids in groups.items() if ids}


def totalled(lines: Iterable[Line], heads: tuple[str | int, ...]) -> Line:
    """Return a line of the sums of the counts of each column."""
    sums: dict[str, int] = {}
    ids: dict[str, list[str]] = {}
    for line in lines:
        for key, cell in line.cells.items():
            if isinstance(cell.value, int):
                sums[key] = sums.get(key, 0) + cell.value
                ids.setdefault(key, []).extend(cell.ids)
    return Line(heads, {key: Cell(value, tuple(dict.fromkeys(ids[key]))) for key, value in sums.items()})


def columns_to_read(table: Table) -> list[Column]:
    """Return the columns for people: of very many, as a large codebook makes them, those that count anything."""
    columns = [column for column in table.columns if column.key != "progress"]
    if len(columns) <= MANY_COLUMNS:
        return columns
    counted_ = {key for line in table.lines for key, cell in line.cells.items() if cell.value}
    return [column for column in columns if column.key in counted_] or columns[:MANY_COLUMNS]
