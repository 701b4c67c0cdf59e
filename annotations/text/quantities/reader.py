"""All quantities of a text: figures are found, joined, and completed by the words around them."""

import math
from typing import Final, NamedTuple

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import (
    BELOW_ZERO,
    bound_before,
    bound_behind,
    counted,
    direction,
    is_period,
    rate,
)
from annotations.text.quantities.around.bounds import Bound
from annotations.text.quantities.context import Context
from annotations.text.quantities.dates import dates
from annotations.text.quantities.digits import DIGIT
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.joining import joined
from annotations.text.quantities.measures import TIMES
from annotations.text.quantities.spelled import may_be_in, spelled
from annotations.text.quantities.tables import trade
from annotations.text.quantities.values import Day, Quantity, Value
from annotations.text.quantities.written.figures import written
from annotations.text.quantities.written.heads import head_of

_TIMES: Final = lazy(r"[ -]?(?:times|fold|mal|fois|veces|[fF]ach(?:e[nrsm]?)?)(?!\w)(?!['’])")
_BY: Final = (" by ", " par ", " por ")
_MULTIPLIED: Final = lazy(r"(?<![^\W_])multipli[^\W\d_]{0,8}[ ](?:by|par|por)[ ]$", 2)
_MINUS: Final = frozenset("minus moins menos".split())
_FROM: Final = frozenset("from between von zwischen de del du des entre desde".split())
_COLD: Final = frozenset(("", "angle", "temperature", "fahrenheit"))
"""Dimensions of what can be below zero."""

_BESIDE: Final = 120
"""Code points between a quantity and the date that is its period."""

_ADDRESS: Final = lazy(r"[A-Za-z]{2,10}://[^\s<>]+")
_THREE_DECIMALS: Final = lazy(r"[+−-]?[1-9]\d{0,2}[.,]\d{3}")
_STOP: Final = lazy(r"[.!?;]\s|\n|\t")
_MONEY: Final = "money"


def read(text: str, *, header: str = "", locale: str = "") -> list[Value]:
    """Return all figures and dates of a text, in order and disjoint."""
    context = Context(text, header, locale, head_of)
    days = dates(text, context.words)
    fixed = [(day.start, day.end) for day in days if day.month or not day.written.isdigit()]
    if "://" in text:  # The numbers of an address are no figures.
        fixed = sorted([*fixed, *(found.span() for found in _ADDRESS.finditer(text))])
    figures = _figures(context, fixed)
    found: list[Quantity] = []
    last: Quantity | None = None
    starts = [*(figure.start for figure in figures[1:]), len(text)]
    for figure, ceiling in zip(figures, starts, strict=False):
        found.append(_quantity(context, figure, last, ceiling))
        last = found[-1]
    return _dated(text, _with_days([*found], days)) if days else [*found]


def _dated(text: str, values: list[Value]) -> list[Value]:
    """Return the quantities with the date beside them in their sentence as their period, if they have no other."""
    found = list(values)
    days = [index for index, value in enumerate(values) if isinstance(value, Day) and value.period]
    for index in sorted({index + by for index in days for by in (-2, -1, 1, 2)} & {*range(len(values))}):
        value = values[index]
        if not isinstance(value, Quantity) or value.period:
            continue
        for other in (*values[index + 1 : index + 3], *values[max(0, index - 2) : index][::-1]):
            if isinstance(other, Day) and other.period:
                between = text[min(value.end, other.end) : max(value.start, other.start)]
                if len(between) <= _BESIDE and _STOP.search(between) is None:
                    found[index] = value._replace(period=other.period)
                    break
    return found


def may_have(text: str) -> bool:
    """Return whether a text may have a figure, in digits or in words. Fast, with few false positives."""
    return DIGIT.search(text) is not None or may_be_in(Context(text))


def cores(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the figures of a text, without the words around them."""
    if not may_have(text):
        return []
    if dates(text):  # A date and a figure may exclude each other.
        return [value.core for value in read(text) if isinstance(value, Quantity)]
    return [(figure.start, figure.end) for figure in _figures(Context(text), [])]


def _figures(context: Context, days: list[tuple[int, int]]) -> list[Figure]:
    """Return the figures in digits and in words, joined where several are one quantity."""
    found = list(written(context, days))
    more = [*spelled(context)] if may_be_in(context) else []
    if more:
        # A proportion contains numbers: 1 in 5. Otherwise digits are first, then what begins first, then what is longest.
        ranked: list[tuple[int, bool, bool, int, Figure | None]] = [
            (one.start, not one.proportion, one.worded, -one.end, one) for one in (*found, *more)
        ]
        ranked += [(start, True, False, -end, None) for start, end in days]
        ranked.sort(key=lambda entry: entry[:4])
        found, end = [], 0
        for start, _, _, last, one in ranked:
            if start < end:
                continue
            end = -last
            if one is not None:
                found.append(one)
    return joined(context.text, found)


class _Measure(NamedTuple):
    """What a figure measures, by the words behind it."""

    name: str
    end: int
    """End of these words."""
    dimension: str
    counted: bool = False


def _quantity(context: Context, figure: Figure, previous: Quantity | None, ceiling: int) -> Quantity:
    """Return a figure with its bound, the noun that it counts, and its rate."""
    text, floor = context.text, previous.end if previous else 0
    measure = _measure(context, figure, ceiling)
    before = _bound_before(text, figure, measure, previous)
    opened = before.start >= floor
    name, period, last = _rated(text, figure, measure, ceiling)
    bound, last = _bound_behind(text, figure, figure.bound or (before.sign if opened else ""), last, ceiling, name)
    below = _below_zero(text, figure, last) if measure.dimension in _COLD and text[last : last + 1] == " " else last
    low, high, sign = _ends(text, figure, before if opened else None, below=below > last)
    first, last = before.start if opened else figure.start, below
    in_parts = measure.counted and _in_parts(text, figure) and "/" not in name
    return Quantity(
        first,
        last,
        context.written[first:last],
        low,
        high,
        name,
        bound or "=",
        sign,
        figure.scale,
        measure.dimension,
        figure.unit.name if measure.dimension == _MONEY else "",
        figure.unit.name == "%",
        figure.step * figure.scale if not math.isinf(low) else 0.0,
        period,
        figure.change or ("" if figure.apart else direction(text, first, last)),
        figure.doubt or ("thousands" if in_parts else ""),
        (figure.start, figure.end),
        measure.counted,
        figure.unit.factor,
    )


def _measure(context: Context, figure: Figure, ceiling: int) -> _Measure:
    """Return the unit of a figure, or the noun or the *times* behind it; `ceiling` is the start of the figure after it."""
    end, unit = figure.end, figure.unit
    if unit.name or figure.apart:
        return _Measure(unit.name, end, unit.dimension)
    if times := _TIMES.match(context.text, end):
        often = rate(context.text, times.end())[1] and times[0][0] == " "  # Three times a day.
        return _Measure(*(("time", times.end(), "count") if often else ("×", times.end(), "ratio")))
    if _is_factor(context.text, figure.start):
        return _Measure("×", end, "ratio")
    if unit is not TIMES and (noun := _counted(context, end))[0] and noun[1] <= ceiling:
        return _Measure(*noun, "count", counted=True)
    return _Measure("", end, unit.dimension)


def _bound_before(text: str, figure: Figure, measure: _Measure, previous: Quantity | None) -> Bound:
    """Return the bound before a figure, without an *over* that says during what or by what something is divided."""
    before = bound_before(text, figure.start)
    if not before.preposition:
        return before
    divides = (  # 6 kg over 4.5 kg
        previous and text[previous.end : before.start] == " " and previous.dimension == measure.dimension != ""
    )
    if divides or is_period(text, before, measure.end, measure.name, measure.dimension):
        return before._replace(sign="", start=figure.start)
    return before


def _rated(text: str, figure: Figure, measure: _Measure, ceiling: int) -> tuple[str, str, int]:
    """Return what a figure measures with below what it is counted, the period that this is, and the end of both."""
    name, last = measure.name, measure.end
    if name and measure.dimension != "ratio" and (over := rate(text, last))[0] and over[2] <= ceiling:
        return f"{name}/{over[0]}", over[1], over[2]
    if name and figure.rate[0]:
        return f"{name}/{figure.rate[0]}", figure.rate[1], last
    return name, trade.period_of(name) if "/" in name else "", last


def _bound_behind(text: str, figure: Figure, bound: str, last: int, ceiling: int, name: str) -> tuple[str, int]:
    """Return the bound of a figure, with what is behind it if its own is none or only *about*, and the end of both."""
    if bound in {"", "~"} and (after := bound_behind(text, last, plus=name != "×"))[0] and after[1] <= ceiling:
        bound, last = after
    if not bound and "odd " in text[figure.end : last]:  # 30 odd years, 80-odd engineers
        bound = "~"
    return bound, last


def _below_zero(text: str, figure: Figure, last: int) -> int:
    """Return the end of *below zero* behind a figure that it makes negative; `last` if it is not there."""
    if figure.value < 0:
        return last
    found = BELOW_ZERO.match(text, last)
    return found.end() if found else last


def _ends(text: str, figure: Figure, before: Bound | None, *, below: bool) -> tuple[float, float, str]:
    """Return the lower and the upper value of a figure and its sign, with the words that make it negative."""
    low, sign = figure.value * figure.scale, figure.sign
    high = figure.high * figure.scale if figure.high is not None else low
    negated = before is not None and before.negative
    if before is not None and negated and _begins_negative(text, figure, before.start):
        low, sign = -low, "-"
    elif below or negated:
        low, high, sign = -high, -low, "-"
    return min(low, high), max(low, high), sign


def _is_factor(text: str, start: int) -> bool:
    """Return whether something is multiplied by the number at `start`: *se ha multiplicado por cuatro*."""
    return text.endswith(_BY, 0, start) and _MULTIPLIED.search(text, max(0, start - 24), start) is not None


def _begins_negative(text: str, figure: Figure, start: int) -> bool:
    """Return whether only the first end of a range is negative: *from minus 5 to 10*; both are in *minus 5 to 10 degrees*."""
    if figure.high is None or not _MINUS.isdisjoint(text[figure.start : figure.end].lower().split()):
        return False
    opener = text[max(0, start - 12) : start].lower().split()[-1:]
    return not _FROM.isdisjoint(opener) or " plus " in text[figure.start : figure.end]


def _in_parts(text: str, figure: Figure) -> bool:
    """Return whether a figure has three decimals although what it counts is whole: 1.234 people are rather a thousand."""
    return not figure.value.is_integer() and _THREE_DECIMALS.fullmatch(text, figure.start, figure.end) is not None


def _counted(context: Context, end: int) -> tuple[str, int]:
    """Return what a figure counts; German nouns have a capital, and what else ends with an *s* is none."""
    found = counted(context.text, end)
    return found if found[0] and context.language != "de" else ("", end)


def _with_days(found: list[Value], days: list[Day]) -> list[Value]:
    """Return figures and dates in order: a bare year is a date unless a unit makes it a figure."""
    if not days:
        return found
    kept: list[Value] = []
    at = 0
    for day in days:
        if kept and kept[-1].end > day.start:  # Within a measured range: 2000 to 2048 bits.
            continue
        while at < len(found) and found[at].end <= day.start:
            kept.append(found[at])
            at += 1
        over = []
        while at < len(found) and found[at].start < day.end:
            over.append(found[at])
            at += 1
        measured = [value for value in over if isinstance(value, Quantity) and value.unit and not value.counted]
        kept += measured or [day]
    return kept + found[at:]
