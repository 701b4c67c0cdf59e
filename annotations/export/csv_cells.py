"""CSV cells that a spreadsheet does not interpret."""

import csv
import io
from collections.abc import Iterable
from typing import Final

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters of a cell that a spreadsheet interprets as a formula."""


def guarded(cell: str) -> str:
    """Return a cell as text for a spreadsheet: one that could start a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u200b\ufeff")[:1] in _FORMULA else cell


def csv_line(cells: Iterable[str]) -> str:
    """Return one line of CSV; no cell is a formula for a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([guarded(cell) for cell in cells])
    return out.getvalue()
