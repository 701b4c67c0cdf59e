"""CSV that a spreadsheet takes for what it is."""

from typing import Final

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula, if it stands first."""


def guarded(cell: str) -> str:
    """A cell that a spreadsheet takes for text: one that could begin a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u200b\ufeff")[:1] in _FORMULA else cell
