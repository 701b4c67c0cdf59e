"""Comparison of figures of two passages by value, however they are written."""

from collections.abc import Sequence
from itertools import product
from math import isclose
from typing import Final, NamedTuple

from annotations.text.quantities import Day, Quantity, Value
from annotations.text.quantities.values import VAGUE

SAME, CLOSE, DIFFERENT, UNLIKE = "same", "close", "different", "unlike"
"""Equal; compatible as far as both are written; not equal; not comparable."""

_ABOUT: Final = 0.1
"""Share by which an approximate value may differ."""


class Comparison(NamedTuple):
    """Result of comparing two values."""

    verdict: str
    """`same`, `close`, `different` or `unlike`."""
    words: str
    """Reason in words: *40 % and 47 %*."""


def compare_figures(one: Value, other: Value) -> Comparison:
    """Compare two values. Different currencies and units are never converted."""
    if isinstance(one, Day) and isinstance(other, Day):
        return Comparison(_days(one, other), _describe(one, other))
    if isinstance(one, Day) or isinstance(other, Day):
        return Comparison(UNLIKE, _describe(one, other))
    for a, b in ((one, other), (other, one)):
        if (restated := _restated(a, b)) is not None:
            return Comparison(
                SAME if restated else DIFFERENT, f"{a.written} is {b.written}" if restated else _describe(one, other)
            )
    if one.doubt or other.doubt:
        # Two readings of the same words are the same; otherwise the choice between them is missing.
        same = one[3:] == other[3:] and VAGUE not in {one.doubt, other.doubt}
        return Comparison(SAME if same else UNLIKE, _describe(one, other))
    return Comparison(_quantities(one, other) if _comparable(one, other) else UNLIKE, _describe(one, other))


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Return whether the values have units that are equal or can be converted."""
    if one.unit == other.unit or "" in {one.unit, other.unit}:
        return True
    if one.unit.partition("/")[2] != other.unit.partition("/")[2] or one.dimension != other.dimension:
        return False
    return one.dimension not in {"", "count", "money"}


def compare_all(ones: Sequence[Value], others: Sequence[Value]) -> list[Comparison]:
    """Match each value of one passage with the most similar one of the other; pairs that are unlike are omitted."""
    found, taken = [], set[int]()
    pairs = [
        (compare_figures(one, other), i, j) for (i, one), (j, other) in product(enumerate(ones), enumerate(others))
    ]
    for comparison, i, j in sorted(pairs, key=lambda pair: (SAME, CLOSE, DIFFERENT, UNLIKE).index(pair[0].verdict)):
        if comparison.verdict != UNLIKE and i not in taken and ~j not in taken:
            taken |= {i, ~j}
            found.append(comparison)
    return found


def _describe(one: Value, other: Value) -> str:
    return f"both {one.written}" if one.written == other.written else f"{one.written} and {other.written}"


def _restated(one: Quantity, other: Quantity) -> bool | None:
    """Return whether the values are equal in different units, such as 0.4 and 40 %; None if these do not apply."""
    if other.unit != "%":
        return None
    if one.unit == "×":
        more = (one.low - 1) * 100
        return True if isclose(more, other.low, rel_tol=1e-6) else None
    if one.unit == "" and 0 < one.low < 1 and one.precision < 1:
        return isclose(one.low * 100, other.low, rel_tol=1e-6)
    return None


def _quantities(one: Quantity, other: Quantity) -> str:
    if all(map(_equal, one.base, other.base)):
        return SAME if one.bound == other.bound else CLOSE
    (low, high), (first, last) = _reach(one), _reach(other)
    return CLOSE if low <= last and first <= high else DIFFERENT


def _reach(one: Quantity) -> tuple[float, float]:
    """Return the range of values that a quantity allows as written."""
    half = one.precision * one.factor / 2 * (1 - 1e-9)
    first, last = one.base
    low, high = first - half, last + half
    if one.bound in {">", "≥"}:
        return first, float("inf")
    if one.bound in {"<", "≤"}:
        return float("-inf"), last
    if one.bound == "~":
        return min(low, first - abs(first) * _ABOUT), max(high, last + abs(last) * _ABOUT)
    return low, high


def _equal(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _days(one: Day, other: Day) -> str:
    """Compare dates as far as both are written: *April 8* and *8 April 2026* are the same day."""
    if one.year and other.year and one.year != other.year:
        return DIFFERENT
    if one.month and other.month and not (one.month <= other.last_month and other.month <= one.last_month):
        return DIFFERENT
    if one.day and other.day:
        return SAME if one.day == other.day else DIFFERENT
    if not (one.day or other.day) and one[3:] == other[3:]:
        return SAME
    return CLOSE if (one.year and other.year) or (one.month and other.month) else UNLIKE
