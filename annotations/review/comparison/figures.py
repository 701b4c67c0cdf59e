"""Figures of two passages compared by what they come to, not by how they are written."""

from collections.abc import Sequence
from itertools import product
from math import isclose
from typing import Final, NamedTuple

from annotations.text.quantities import Day, Quantity, Value

SAME, CLOSE, DIFFERENT, UNLIKE = "same", "close", "different", "unlike"
"""Equal; equal as far as both are written, or one within what the other leaves open; not equal; of different things."""

_ABOUT: Final = 0.1
"""The share by which a value that is *about* something may differ."""


class Comparison(NamedTuple):
    """How two values compare."""

    verdict: str
    """``same``, ``close``, ``different`` or ``unlike``."""
    words: str
    """Why, in words: *40 % and 47 %*."""


def compare_figures(one: Value, other: Value) -> Comparison:
    """Compare two values. Different currencies and units are never converted into each other."""
    if isinstance(one, Day) and isinstance(other, Day):
        return Comparison(_days(one, other), _said(one, other))
    if isinstance(one, Day) or isinstance(other, Day):
        return Comparison(UNLIKE, _said(one, other))
    for a, b in ((one, other), (other, one)):
        if (as_told := _told_otherwise(a, b)) is not None:
            return Comparison(
                SAME if as_told else DIFFERENT, f"{a.written} is {b.written}" if as_told else _said(one, other)
            )
    if one.unit != other.unit and "" not in {one.unit, other.unit}:
        return Comparison(UNLIKE, _said(one, other))
    return Comparison(_quantities(one, other), _said(one, other))


def compare_all(ones: Sequence[Value], others: Sequence[Value]) -> list[Comparison]:
    """The values of two passages, each compared with the one of the other that is most like it; unlike ones left out."""
    found, taken = [], set[int]()
    pairs = [
        (compare_figures(one, other), i, j) for (i, one), (j, other) in product(enumerate(ones), enumerate(others))
    ]
    for comparison, i, j in sorted(pairs, key=lambda pair: (SAME, CLOSE, DIFFERENT, UNLIKE).index(pair[0].verdict)):
        if comparison.verdict != UNLIKE and i not in taken and ~j not in taken:
            taken |= {i, ~j}
            found.append(comparison)
    return found


def _said(one: Value, other: Value) -> str:
    return f"both {one.written}" if one.written == other.written else f"{one.written} and {other.written}"


def _told_otherwise(one: Quantity, other: Quantity) -> bool | None:
    """Whether one value says the other in its own way: 0.4 for 40 %, 5.2 times for 420 % more. None if neither is so."""
    if other.unit != "%":
        return None
    if one.unit == "×":
        more = (one.low - 1) * 100
        return True if isclose(more, other.low, rel_tol=1e-6) else None
    if one.unit == "" and 0 < one.low < 1 and one.step < 1:
        return isclose(one.low * 100, other.low, rel_tol=1e-6)
    return None


def _quantities(one: Quantity, other: Quantity) -> str:
    if _equal(one.low, other.low) and _equal(one.high, other.high):
        return SAME if one.comparator == other.comparator else CLOSE
    (low, high), (first, last) = _reach(one), _reach(other)
    return CLOSE if low <= last and first <= high else DIFFERENT


def _reach(one: Quantity) -> tuple[float, float]:
    """All that a quantity may be, as it is written."""
    half = one.step / 2 * (1 - 1e-9)
    low, high = one.low - half, one.high + half
    if one.comparator in {">", "≥"}:
        return one.low, float("inf")
    if one.comparator in {"<", "≤"}:
        return float("-inf"), one.high
    if one.comparator == "~":
        return min(low, one.low - abs(one.low) * _ABOUT), max(high, one.high + abs(one.high) * _ABOUT)
    return low, high


def _equal(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _days(one: Day, other: Day) -> str:
    """Dates, as far as both are written: *April 8* and *8 April 2026* are the same day until a year is named."""
    if one.year and other.year and one.year != other.year:
        return DIFFERENT
    if one.month and other.month and not (one.month <= other.last_month and other.month <= one.last_month):
        return DIFFERENT
    if one.day and other.day:
        return SAME if one.day == other.day else DIFFERENT
    if not (one.day or other.day) and one[3:] == other[3:]:
        return SAME
    return CLOSE if (one.year and other.year) or (one.month and other.month) else UNLIKE
