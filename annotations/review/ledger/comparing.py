"""Verdict on two quantities of one metric: equal, compatible, converted, in conflict or not comparable, and why."""

from math import inf, isclose, isfinite
from typing import Final, NamedTuple

from annotations.text.quantities import Quantity
from annotations.text.quantities.readings import readings, spoken

EQUAL, CLOSE, CONVERTED, CONFLICT, UNLIKE, SILENT, UNREAD = "=", "≈", "⇄", "≠", "∅", "·", ""
"""Signs of a cell. The last two are of sources without a figure."""

SIGNS: Final = {
    EQUAL: "equal",
    CLOSE: "compatible",
    CONVERTED: "equal after conversion",
    CONFLICT: "conflict",
    UNLIKE: "not comparable",
    SILENT: "read, silent",
    UNREAD: "not read yet",
}
"""Each sign in words."""

_ABOUT: Final = 0.1
"""Share by which an approximate value may differ."""

_WHOLE: Final = 0.0095
"""Size from which on it has no decimals."""

_MANY: Final = 2.0
"""Quotient from which on a conflict is described as a multiple."""

_PARTS: Final = (
    {
        "second": 1.0,
        "s": 1.0,
        "minute": 60.0,
        "min": 60.0,
        "hour": 3600.0,
        "h": 3600.0,
        "day": 86400.0,
        "week": 604800.0,
    },
    {"month": 1.0, "quarter": 3.0, "year": 12.0, "decade": 120.0},
)
"""Lengths of periods that can be converted exactly into each other."""


ANYTHING: Final = frozenset("people person unit piece item".split())
"""Counted things that may be others, more exactly named: *people*, *employees*."""


class Verdict(NamedTuple):
    """Result of comparing two figures."""

    sign: str
    """`EQUAL`, `CLOSE`, `CONVERTED`, `CONFLICT` or `UNLIKE`."""
    reason: str
    size: float = 0.0
    """Of a conflict: the difference as a share of the greater value, over 0 and at most 1."""


class _Extent(NamedTuple):
    """Values that a quantity allows, in a unit that both quantities have."""

    low: float
    high: float
    step: float
    bound: str

    @property
    def reach(self) -> tuple[float, float]:
        """Lowest and highest value that is meant, as far as it is written."""
        if self.bound in {">", "≥"}:
            return self.low, inf
        if self.bound in {"<", "≤"}:
            return -inf, self.high
        half = self.step / 2 * (1 - 1e-9) if self.bound != "±" else 0.0
        low, high = self.low - half, self.high + half
        if self.bound == "~":
            return min(low, self.low - abs(self.low) * _ABOUT), max(high, self.high + abs(self.high) * _ABOUT)
        return low, high

    def times(self, factor: float, plus: float = 0.0) -> "_Extent":
        """Return it in another unit."""
        low, high = sorted((self.low * factor + plus, self.high * factor + plus))
        return _Extent(low, high, abs(self.step * factor), self.bound)


class _Common(NamedTuple):
    one: _Extent
    other: _Extent
    how: str = ""
    """Conversion, in words; `""` if there was none."""
    unsure: str = ""
    """Why a difference means nothing."""


def compare(one: Quantity, other: Quantity, periods: tuple[str, str] = ("", ""), bases: str = "") -> Verdict:
    """Compare two quantities, with the dates that they are for if they are known. The order makes no difference.

    `bases` is why their bases exclude each other, `""` if they do not.
    """
    if _order(other, periods[1]) < _order(one, periods[0]):
        one, other, periods = other, one, (periods[1], periods[0])
    if obstacle := _obstacle(one, other, periods) or bases:
        return Verdict(UNLIKE, obstacle)
    common = _common(one, other)
    if isinstance(common, str):
        return Verdict(UNLIKE, common)
    found = _judged(common, one, other)
    if found.sign == CONFLICT and all(periods) and periods[0] != periods[1]:
        return Verdict(UNLIKE, f"different periods: {periods[0]} and {periods[1]}")
    if common.unsure and found.sign != CLOSE:
        return Verdict(CLOSE if found.sign == EQUAL else UNLIKE, common.unsure)
    return found


def size_words(size: float) -> str:
    """Return the size of a conflict in per cent: *27%*, *0.3%*."""
    return f"{size:.0%}" if size >= _WHOLE else f"{max(size, 0.001):.1%}"


def nested(one: str, other: str) -> bool:
    """Return whether one of two periods is part of the other, or one is not known: `2026-04` of `2026-Q2` and of `2026`."""
    if not one or not other or one == other:
        return True
    (first, last), (start, end) = _months(one), _months(other)
    return (first <= start and end <= last) or (start <= first and last <= end)


def _months(period: str) -> tuple[int, int]:
    """Return the first and the last month of a period, counted from year 0."""
    year, _, part = period.partition("-")
    first = int(year) * 12 if year.isdecimal() else 0
    if part.startswith("Q") and part[1:].isdecimal():
        return first + int(part[1:]) * 3 - 3, first + int(part[1:]) * 3 - 1
    month = part.partition("-")[0]
    if month.isdecimal():
        return (first + int(month) - 1,) * 2
    return first, first + 11


def _order(one: Quantity, period: str) -> tuple[float, float, str, str, str]:
    low, high = one.base
    return low, high, one.written, one.unit, period


def _obstacle(one: Quantity, other: Quantity, periods: tuple[str, str]) -> str:
    """Return why two quantities cannot be compared whatever their units are; `""` if they can."""
    for each in (one, other):
        if each.doubt:
            found = " or ".join(map(spoken, readings(each)))
            return f"“{each.written}” may be {found}" if found else f"“{each.written}”: {each.doubt}"
        if not all(map(isfinite, each.base)):
            return f"“{each.written}” is too large to be compared"
    if not nested(*periods):
        return f"different periods: {periods[0]} and {periods[1]}"
    moves = [each.change in {"↗", "↘"} for each in (one, other)]
    if moves[0] != moves[1]:
        moved, still = (one, other) if moves[0] else (other, one)
        return f"“{moved.written}” is a change from one value to another, “{still.written}” is one value"
    return ""


def _common(one: Quantity, other: Quantity) -> _Common | str:
    """Return both in one unit, or why there is none."""
    (head, rate), (other_head, other_rate) = _parted(one), _parted(other)
    factor, how = 1.0, ""
    if rate != other_rate:
        found = per(rate, other_rate)
        if isinstance(found, str):
            return found
        factor, how = found, f"per {rate} and per {other_rate}"
    ones, others = _extent(one), _extent(other).times(factor)
    if "↗" not in {one.change, other.change} and {one.change, other.change} == {"+", "-"}:
        ones, others = (_signed(ones, one), _signed(others, other))
    if (restated := _restated(one, other, ones, others)) is not None:
        return restated
    if one.currency or other.currency:
        return _money(one, other, ones, others, how)
    if head == other_head and one.factor == other.factor:
        return _Common(ones, others, how)
    if one.dimension and one.dimension == other.dimension and not (one.counted or other.counted):
        return _Common(
            ones.times(one.factor),
            others.times(other.factor),
            how or f"{head or 'number'} and {other_head or 'number'}",
        )
    if one.counted and other.counted and not ANYTHING.isdisjoint((head, other_head)):
        return _Common(ones, others, how)
    if head and other_head:
        return f"different things are measured: {head} and {other_head}"
    bare = one if not head else other
    if one.counted or other.counted:  # What is counted is often not repeated.
        return _Common(ones, others, how)
    return _Common(ones, others, how, f"“{bare.written}” has no unit")


def _parted(one: Quantity) -> tuple[str, str]:
    head, _, rate = one.unit.partition("/")
    return head, rate


def _extent(one: Quantity) -> _Extent:
    return _Extent(one.low, one.high, one.precision, one.bound)


def _signed(extent: _Extent, one: Quantity) -> _Extent:
    return extent.times(-1.0) if one.change == "-" and extent.low > 0 else extent


def reach(one: Quantity) -> tuple[float, float]:
    """Return the lowest and the highest value that a quantity means as far as it is written, in the base unit."""
    return _extent(one).times(one.factor).reach


def per(rate: str, other: str) -> float | str:
    """Return the factor from one rate to another, such as 1/12 from per year to per month; or why there is none."""
    if not rate or not other:
        return f"one is per {rate or other}, the other is not"
    for lengths in _PARTS:
        if rate in lengths and other in lengths:
            return lengths[rate] / lengths[other]
    return f"different bases: per {rate} and per {other}"


def _money(one: Quantity, other: Quantity, ones: _Extent, others: _Extent, how: str) -> _Common | str:
    """Return amounts of money, or why their currencies are different ones."""
    if one.currency and other.currency:
        if one.currency == other.currency or {one.currency, other.currency} == {"$", "USD"}:
            return _Common(ones, others, how)
        return f"different currencies: {one.currency} and {other.currency}"
    bare = other if one.currency else one
    if bare.unit:
        return f"different things are measured: {one.unit} and {other.unit}"
    return _Common(ones, others, how, f"“{bare.written}” has no currency")


def _restated(one: Quantity, other: Quantity, ones: _Extent, others: _Extent) -> _Common | str | None:
    """Return per cent beside a factor or a share; None for other pairs."""
    if one.percent == other.percent:
        return None
    percent, extent, rest, ratio = (one, ones, other, others) if one.percent else (other, others, one, ones)
    unit = _parted(rest)[0]
    if unit == "×":
        growth, whole = ratio.times(100.0, -100.0), ratio.times(100.0)
        if percent.change == "-":
            extent = _signed(extent, percent)
        if percent.change or percent.sign == "+":
            return _Common(extent, growth, f"growth of {_number(growth.low)} % is {rest.written}")
        for form in (growth, whole):
            if _equal(extent, form):
                return _Common(extent, form, f"{percent.written} and {rest.written}")
        return f"“{percent.written}” may be growth or a share, “{rest.written}” is a multiple"
    share = rest.dimension in {"share", "ratio"} or (rest.precision < 1 and unit == "")
    if share and 0 <= rest.low <= rest.high <= 1 and rest.low < rest.high + 1e-12 and unit == "":
        return _Common(extent, ratio.times(100.0), "share and per cent")
    return None


def _equal(one: _Extent, other: _Extent) -> bool:
    return all(isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in ((one.low, other.low), (one.high, other.high)))


def _judged(common: _Common, one: Quantity, other: Quantity) -> Verdict:
    ones, others, how = common.one, common.other, common.how
    words = f"both {one.written}" if one.written == other.written else f"{one.written} and {other.written}"
    if _equal(ones, others) and ones.bound == others.bound:
        return Verdict(CONVERTED, f"{words}: equal after conversion ({how})") if how else Verdict(EQUAL, words)
    (low, high), (first, last) = ones.reach, others.reach
    if low <= last and first <= high and not _outside(ones, others) and not _outside(others, ones):
        return Verdict(CLOSE, f"{words}: {_why_close(ones, others)}{f' ({how})' if how else ''}")
    size, by = _difference(ones, others, points=one.percent or other.percent)
    return Verdict(CONFLICT, f"{words}: {by}{f' ({how})' if how else ''}", size)


def _outside(bound: _Extent, exact: _Extent) -> bool:
    """Return whether a value lies on a bound that excludes it: *over 40 %* and a plain 40 % are compatible, `>` 40 and `<` 40 not."""
    return {bound.bound, exact.bound} == {">", "<"} and isclose(bound.low, exact.high, rel_tol=1e-9)


def _why_close(one: _Extent, other: _Extent) -> str:
    bounds = {one.bound, other.bound}
    if bounds & {">", "≥", "<", "≤"}:
        return "a bound allows the other value"
    if "~" in bounds:
        return "within what “about” allows"
    if "±" in bounds:
        return "within the uncertainty"
    if one.low != one.high or other.low != other.high:
        return "the ranges overlap" if one.low != one.high and other.low != other.high else "within the range"
    return "one is rounded"


def _difference(one: _Extent, other: _Extent, *, points: bool) -> tuple[float, str]:
    """Return the gap between two extents as a share of the greater value, and in words."""
    low, high = (one, other) if one.low <= other.low else (other, one)
    below = low.low if low.bound in {">", "≥"} else low.high
    above = high.high if high.bound in {"<", "≤"} else high.low
    gap = abs(above - below)
    greatest = max(abs(above), abs(below))
    size = min(1.0, gap / greatest) if greatest else 1.0
    size = max(size, 1e-9)
    if points:
        return size, f"differ by {_number(gap)} percentage points"
    least = min(abs(above), abs(below))
    if least and above * below > 0 and greatest / least >= _MANY:
        return size, f"one is {_number(greatest / least)} times the other"
    return size, f"differ by {_number(size * 100)} %"


def _number(value: float) -> str:
    """Return a number with three significant digits, without an exponent."""
    return f"{float(f'{value:.3g}'):,.15g}" if abs(value) < 1e15 else f"{value:.2e}"
