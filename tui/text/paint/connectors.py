"""Connectors: lines between passages on two pages."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style


class Joint(NamedTuple):
    """A cell of a connector on a page."""

    x: int
    """Column of the page; negative from its right edge."""
    y: int
    """Row of the page."""
    sign: str
    """One cell wide."""
    style: Style


def side_by_side(one: int, other: int, height: int, style: Style) -> tuple[list[Joint], list[Joint]]:
    """Return the cells that connect row `one` of the left page with row `other` of the right page, for each page.

    A row below 0 or from `height` on is off the screen: the line ends in an arrow at that edge. Both empty if both rows
    are off at the same edge.
    """
    if max(one, other) < 0 or min(one, other) >= height or height < 1:
        return [], []
    first, last = _within(one, height), _within(other, height)
    left = [Joint(-2, y, "│", style) for y in range(min(first, last) + 1, max(first, last))]
    if first == last:
        left.append(Joint(-2, first, "─" if first == one else _arrow(one), style))
    else:
        down = last > first
        left.append(Joint(-2, first, ("╮" if down else "╯") if first == one else _arrow(one), style))
        left.append(Joint(-2, last, ("╰" if down else "╭") if last == other else _arrow(other), style))
    if last != other:
        return left, []
    left.append(Joint(-1, last, "─", style))
    return left, [Joint(0, last, "▸", style)]


def stacked(row: int, height: int, glyph: str, style: Style) -> Sequence[Joint]:
    """Return the sign of a connected row on one of two stacked pages; an arrow at the edge if the row is off the screen."""
    if height < 1:
        return []
    sign = glyph if 0 <= row < height else _arrow(row)
    return [Joint(-2, _within(row, height), sign, style)]


def _within(row: int, height: int) -> int:
    return max(0, min(row, height - 1))


def _arrow(row: int) -> str:
    return "↑" if row < 0 else "↓"
