"""CSV cells that a spreadsheet does not interpret."""

from typing import Final

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters of a cell that a spreadsheet interprets as a formula."""


def guarded(cell: str) -> str:
    """Return a cell as text for a spreadsheet: one that could start a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u200b\ufeff")[:1] in _FORMULA else cell
