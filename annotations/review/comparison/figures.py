"""Comparison of figures and dates of two passages by value, however they are written.

Quantities are compared as in the ledger; a pair of passages needs no more than how near they are.
"""

from typing import Final, NamedTuple

from annotations.review.ledger import comparing
from annotations.text.quantities import Day, Quantity, Value

SAME, CLOSE, DIFFERENT, UNLIKE = "same", "close", "different", "unlike"
"""Equal; compatible as far as both are written; not equal; not comparable."""

_VERDICTS: Final = {
    comparing.EQUAL: SAME,
    comparing.CONVERTED: SAME,
    comparing.CLOSE: CLOSE,
    comparing.CONFLICT: DIFFERENT,
    comparing.UNLIKE: UNLIKE,
}
"""Verdicts by the signs of the ledger."""


class Comparison(NamedTuple):
    """Result of comparing two values."""

    verdict: str
    """`same`, `close`, `different` or `unlike`."""
    words: str
    """Reason in words: *40 % and 47 %*."""


def compare_figures(one: Value, other: Value) -> Comparison:
    """Compare two values. Different currencies and rates, such as per month and per year, are not comparable."""
    if isinstance(one, Day) and isinstance(other, Day):
        return Comparison(_days(one, other), _describe(one, other))
    if isinstance(one, Day) or isinstance(other, Day):
        return Comparison(UNLIKE, _describe(one, other))
    verdict = _quantities(one, other)
    if verdict in {SAME, CLOSE} and one.percent != other.percent:
        percent, rest = (one, other) if one.percent else (other, one)
        return Comparison(verdict, f"{rest.written} is {percent.written}")
    return Comparison(verdict, _describe(one, other))


def _quantities(one: Quantity, other: Quantity) -> str:
    if one.doubt or other.doubt:
        return UNLIKE
    if one.unit.partition("/")[2] != other.unit.partition("/")[2]:
        return UNLIKE
    return _VERDICTS[comparing.compare(one, other).sign]


def _describe(one: Value, other: Value) -> str:
    return f"both {one.written}" if one.written == other.written else f"{one.written} and {other.written}"


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
