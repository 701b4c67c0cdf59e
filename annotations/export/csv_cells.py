"""CSV cells that a spreadsheet does not interpret."""

import csv
import io
from collections.abc import Container, Iterable
from typing import Final

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters of a cell that a spreadsheet interprets as a formula."""


def guarded(cell: str) -> str:
    """Return a cell as text for a spreadsheet: one that could start a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u200b\ufeff")[:1] in _FORMULA else cell


def unguarded(cell: str) -> str:
    """Return the text of a cell that `guarded` may have made."""
    rest = cell.removeprefix("'")
    return rest if rest != cell and guarded(rest) == cell else cell


def csv_line(cells: Iterable[str], *, numbers: Container[int] = ()) -> str:
    """Return one line of CSV; no cell is a formula for a spreadsheet.

    `numbers` are the places of cells that are numbers, from 0: they stay as they are, also if they begin with a minus.
    """
    out = io.StringIO()
    guarded_cells = [cell if place in numbers else guarded(cell) for place, cell in enumerate(cells)]
    csv.writer(out, lineterminator="\n").writerow(guarded_cells)
    return out.getvalue()
