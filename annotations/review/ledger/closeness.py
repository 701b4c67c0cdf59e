"""How near two figures are by their values: what that tells of whether they are of one metric."""

from functools import lru_cache
from math import isfinite, log
from typing import Final

from annotations.review.ledger.comparing import per
from annotations.review.ledger.figures import Figure

_FEWEST: Final = 2
"""Significant digits of a value that two figures seldom share by chance."""

_APART: Final = 0.5
"""What is taken from the likeness of two values if one is `_FAR` times the other or more, and less if they are nearer."""

_FAR: Final = 16.0
_FARTHEST: Final = 2.5
"""Powers of `_FAR` from which on it makes no difference."""

_UNDATED: Final = 0.35
"""What is taken away if only one of two different values has a date."""

_NEAR: Final = 1.1
CLOSE: Final = 0.1
"""What is added if two values are within a tenth of each other."""

_ROUNDED: Final = 0.2
"""What is added if one of two values is the other one, rounded."""


def moved(figure: Figure) -> bool:
    """Return whether a figure is a change from one value to another."""
    return figure.quantity.change in {"↗", "↘"}


def telling(figure: Figure) -> frozenset[float]:
    """Return the values that a figure may mean, if another one is unlikely to have them by chance: 5.2× is +420 % or 520 %."""
    one = figure.quantity
    low, high = one.base
    if low != high or digits(one.low) < _FEWEST:
        return frozenset()
    if one.unit.partition("/")[0] == "×":
        return frozenset({round((one.low - 1) * 100, 6), round(one.low * 100, 6)})
    if figure.family == "share":
        return frozenset({round(one.low if one.percent else one.low * 100, 6)})
    rate = one.unit.partition("/")[2]
    factor = per("year", rate) if rate else ""  # Per month and per year: what a year costs.
    return frozenset({low, round(low * factor, 6)} if isinstance(factor, float) else {low})


def by_distance(one: Figure, other: Figure) -> float:
    """Return what the distance of two values of one dimension adds to their likeness, or takes from it."""
    first, second = one.quantity, other.quantity
    if first.doubt or second.doubt:  # Its value is not known.
        return 0.0
    bare = (first.counted or not first.unit) and (second.counted or not second.unit)
    if first.unit == second.unit or bare:
        low, high = sorted((abs(first.low), abs(second.low)))
    elif first.dimension == second.dimension != "" and "/" not in first.unit + second.unit and not first.currency:
        low, high = sorted((abs(first.base[0]), abs(second.base[0])))
    else:
        return 0.0
    if low == high:
        return 0.0
    undated = _UNDATED if bool(one.period) != bool(other.period) else 0.0
    if not low or not isfinite(high):
        return -_APART
    if high / low <= _NEAR and digits(first.low) >= _FEWEST:
        rounded = min(digits(low), digits(high)) >= _FEWEST and _rounded(low, high)
        return (_ROUNDED if rounded else CLOSE) - undated
    if _significant(low) == _significant(high):  # *million* for *billion* is an error worth seeing.
        return -undated
    return -_APART * min(_FARTHEST, log(high / low) / log(_FAR)) - undated


def _rounded(one: float, other: float) -> bool:
    """Return whether two values are equal to as many digits as the shorter of them has."""
    places = min(digits(one), digits(other)) - 1
    return f"{one:.{places}e}" == f"{other:.{places}e}"


def _significant(value: float) -> str:
    """Return the digits of a value without its power of ten."""
    return f"{value:.5e}".partition("e")[0]


@lru_cache(1 << 12)
def digits(value: float) -> int:
    """Return the number of significant digits, at most six."""
    return len(f"{value:.5e}".partition("e")[0].replace(".", "").strip("0-"))
