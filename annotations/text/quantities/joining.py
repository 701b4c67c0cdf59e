"""Figures that are one quantity together: compounds, ranges, values with their uncertainty, changes."""

import re
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import counted, direction, rate
from annotations.text.quantities.around.changes import is_span
from annotations.text.quantities.around.ends import may_range, range_of
from annotations.text.quantities.around.lists import with_shared_units
from annotations.text.quantities.around.offers import is_offered
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.spelled.hundreds import with_hundreds
from annotations.text.quantities.tables.units import units
from annotations.text.quantities.values import UNSCALED, VAGUE
from annotations.text.quantities.written.notations import is_ratio

_BLANKS: Final = frozenset((" ", "\u00a0"))
_COMPOUND: Final = lazy(r"[ \u00a0]?,?[ ]?(?:(?:and|und|et|y)[ ])?")
_TO: Final = lazy(
    r"(?:\s?[-–—]\s?|[−‐‑]|-to-|-?[ ](?:to|bis|à|a|until)[ ](?:as (?:high|much|many) as |about |around |nearly |over |plus |[~≈∼][ ]?)?|(?P<between>[ ](?:and|und|et|y|e)[ ](?:una?[ ]|el[ ]|plus[ ])?)|(?P<either>[ ](?:or|oder|ou|o)[ ])|(?P<until>[ ](?:hasta|jusqu['’]à|bis zu)[ ])|(?P<within>[ ]?(?:±|\+/-|\+-)[ ]?|[ ]plus (?:or |oder )?minus[ ])|(?P<led>[ ]auf[ ](?:etwa |rund |fast |knapp |nur |über )?|[ ](?:al|a l[ao]s|aux?|a una?)[ ])|(?P<through>[ ]through[ ]))(?P<minus>(?:minus|moins|menos)[ ])?"
)
_NEGATED: Final = lazy(r"(?<![^\W_])(?:minus|moins|menos)[ ]$", 2)
_RATIO_JOIN: Final = lazy(r"(?P<hyphens>-to-)|[ ](?:to|zu|contre|a)[ ]")
_OPENS: Final = lazy(
    r"(?<![^\W_])(?P<word>from|between|von|zwischen|entre|del|de|du|des|desde|von rund)[ ](?:about |around |roughly |nearly |some |an estimated |etwa |rund |environ |una? |el |l[ao]s |minus |moins |menos |[~≈∼][ ]?)?$",
    2,
)
_YEAR: Final = lazy(r"(?<![^\W_])(?:in|since|during|of|by|im|seit|en|depuis|desde)[ ]$", 2)
_SOURCES: Final = frozenset("from von de del du des desde".split())
_TARGETS: Final = frozenset("to bis à a al au aux auf".split())
"""Words before the old and the new value of a change."""

_RANGES: Final = lazy(
    r"(?<![^\W_])(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|anything|aged|ages|span(?:s|ned)?|everything|reich(?:t|en)|schwank(?:t|en)|varie(?:nt)?|oscilan?)\s+$",
    2,
)
_CONVERTED: Final = frozenset(
    "length mass time energy power pressure frequency voltage current force volume area substance concentration data resistance".split()
)
"""Dimensions in which the ends of a range may have different units: *25 cm to 3 m*."""

_AGES: Final = frozenset(("ka", "Ma", "Ga"))
"""Units of time that have no smaller ones beside them: *3 Gyr and 3 Myr* are two."""

_PARTS: Final = {
    ("km", "m"),
    ("ft", "in"),
    ("yd", "ft"),
    ("yd", "in"),
    ("mi", "yd"),
    ("mi", "ft"),
    ("m", "cm"),
    ("cm", "mm"),
    ("lb", "oz"),
    ("kg", "g"),
    ("°", "in"),
    ("ft", "°"),
}
_DIVIDED: Final = frozenset("time length mass volume".split())
"""Dimensions of units that have smaller ones beside them."""

_ONE: Final = 1.000001
"""A part is smaller than the unit of what it is a part of; more than 1 for the errors of its calculation."""

_HYPHENED: Final = {("ft", "in"), ("lb", "oz")}
_WHOLE: Final = 1000.0
"""A number with as much needs no scale of a smaller one: *from 900,000 to 1.2 million*."""

_AMOUNT: Final = 6.0
"""Smallest quotient of a share and the amount by which it has changed, where both may be the ends of a range."""

_ENDINGS: Final = {"hundert": 100, "tausend": 1000}
_NEAR: Final = 5.0
"""Largest quotient of two numbers of a change that have one scale: *from 96 to 71 million*."""


def joined(text: str, found: list[Figure]) -> list[Figure]:
    """Return the figures of a text, those in one where several are one quantity."""
    result: list[Figure] = []
    for figure in with_hundreds(text, found) if len(found) > 1 else found:
        last = result[-1] if result else None
        if last is not None and figure.start - last.end <= 30 and (one := _one(text, last, figure)):
            result[-1] = one
        elif last is not None and _score(text, last, figure):
            result.pop()
        else:
            result.append(figure)
    return [figure for figure in with_shared_units(text, result) if not figure.weak]


def _score(text: str, one: Figure, other: Figure) -> bool:
    """Return whether two numbers are a result or a code that no word makes clear: *3-1*."""
    if not (one.bare and other.bare) or one.worded or other.worded or one.high is not None or one.apart:
        return False
    between = text[one.end : other.start]
    return (between or text[other.start]) in {"-", "–"}


def _one(text: str, one: Figure, other: Figure) -> Figure | None:
    """Return two neighbours as one quantity, or None."""
    if one.apart or other.apart or VAGUE in {one.doubt, other.doubt}:
        return None
    return _compound(text, one, other) or _range(text, one, other)


def _compound(text: str, one: Figure, other: Figure) -> Figure | None:
    """Return two figures as their sum, *5 ft 2 in*, or as a ratio, *4:1*; None if they are neither."""
    if one.bare and other.bare and one.high is None and other.value == 1 < one.value and _to_one(text, one, other):
        return one._replace(end=other.end, bare=False, weak=False)
    if one.high is not None or other.high is not None or other.sign or one.bound or other.bound:
        return None
    between = text[one.end : other.start]
    hyphened = between == "-" and (one.unit.name, other.unit.name) in _HYPHENED
    if not hyphened and between != ":" and _COMPOUND.fullmatch(between) is None:
        return None
    if one.bare and other.bare and other.value == 1 and between == ":":
        return one._replace(end=other.end, bare=False)
    if between in _BLANKS and _goes_on(text, one, other):
        whole = _sum(one, other, other.value * other.scale)
        return whole._replace(unit=other.unit if other.unit.name else one.unit)
    more = _part(text, one, other, between)
    return _sum(one, other, more) if more is not None else None


def _part(text: str, one: Figure, other: Figure, between: str) -> float | None:
    """Return what a figure adds to the one before it, in units of that; None if it is no part of it."""
    two = other.value >= 10 or (other.end - other.start == 2 and text[other.start] == "0")
    spoken = other.bare and between == " " and one.value.is_integer() and two  # 3 euros 50, 1 h 05
    if one.unit.dimension == "money":
        cents = other.unit.name == "cent" != one.unit.name or (spoken and _is_end(text, other.end))
        return other.value / 100 if cents and other.value < 100 and one.scale == 1 else None
    if one.unit.name == "h" and spoken and other.value < 60:
        return other.value / 60
    if one.unit.name == "ft" and other.bare and between in {" ", ""} and other.value < 12 and _is_end(text, other.end):
        return other.value / 12
    minutes = one.unit.dimension == "time" and one.unit.factor > 60 and other.unit.name == "m"
    unit = units()["min"] if minutes else other.unit
    if one.unit.dimension not in _DIVIDED or unit.dimension != one.unit.dimension or unit.factor >= one.unit.factor:
        return None
    pair = one.unit.name, unit.name
    fits = not between.strip() or pair in _PARTS or (unit.dimension == "time" and one.unit.name not in _AGES)
    more = other.value * other.scale * (unit.factor / one.unit.factor)
    if not fits or more >= _ONE or ("," in between and "." in text[one.start : one.end]):
        return None
    return more


def _goes_on(text: str, one: Figure, other: Figure) -> bool:
    """Return whether a number goes on with a smaller scale: *2 Mrd. 300 Mio. Euro*, *1 millón 200 mil*."""
    if not 1 < other.scale < one.scale or other.value * other.scale >= one.scale or other.value < 1:
        return False
    leads = not one.unit.name or (one.unit.dimension == "money" and not text[one.start].isdigit())
    return leads and one.value == int(one.value) and text[other.start].isdigit() and not other.doubt


def _to_one(text: str, one: Figure, other: Figure) -> bool:
    """Return whether a number and a one are a ratio: *four-to-one*, *the odds were 3 to 1*."""
    join = _RATIO_JOIN.fullmatch(text, one.end, other.start)
    if join is None:
        return False
    return join["hyphens"] is not None or one.value >= 10 or is_ratio(text, one.start, other.end)


def _is_end(text: str, end: int) -> bool:
    return not text[end : end + 1].strip() or text[end : end + 1] in ".,;)"


def _sum(one: Figure, other: Figure, more: float) -> Figure:
    """Return two figures as one; `more` is what the second adds, in units of the first."""
    size = one.scale
    value = one.value + (-more if one.value < 0 else more) / size
    step = abs(other.step * more / other.value) / size if other.value else one.step
    return one._replace(end=other.end, value=value, step=step, doubt="", bare=False)


def _range(text: str, one: Figure, other: Figure) -> Figure | None:
    if one.high is not None or other.high is not None or (one.weak and not one.worded and not other.unit.name):
        return None
    end, bound = _end(text, one, other), ""
    join = _TO.fullmatch(text, end, other.start)
    if join is None and other.sign != "-" and other.bound != "±" and not may_range(text, end, other.start):
        return None
    opens = _OPENS.search(text, max(0, one.start - 30), one.start)
    between = opens is not None and opens["word"].lower() in {"between", "zwischen", "entre"}
    if join:
        if join["within"]:
            return _uncertain(one, other)
        if join["minus"] and not _is_negated(text, one):
            other = other._replace(value=-other.value)
        if not _joins(join, one, other, opened=opens is not None, between=between):
            return None
    elif other.start == one.end and other.sign == "-" and text[other.start] in "-–−":
        other = other._replace(value=-other.value)
    elif other.bound == "±" and not text[one.end : other.start].strip():
        return _uncertain(one, other)
    elif not (bound := range_of(text, (one.start, end), other.start, between=between)):
        return None
    if one.worded and other.worded and join and text[one.end] == "-":
        one = _with_scale_of(text, one, other)
    alike = _in_one_unit(one, other, joined=join is not None)
    span = _span(text, one, alike, join, opens) if alike else None
    return span._replace(bound=bound) if span else None


def _with_scale_of(text: str, one: Figure, other: Figure) -> Figure:
    """Return the first end of a German range with the scale that the second ends in: *zwei- bis dreihundert*."""
    for word, size in _ENDINGS.items():
        if other.scale == 1 and one.value < size and text.endswith(word, other.start, other.end):
            return one._replace(value=one.value * size)
    return one


def _joins(join: "re.Match[str]", one: Figure, other: Figure, *, opened: bool, between: bool) -> bool:
    """Return whether the words between two numbers make them a range."""
    if join["between"]:
        return between
    if join["either"]:
        return one.scale == 1 and other.value == one.value + 1
    if join["until"] or join["led"]:
        return opened
    return not join["through"]


def _in_one_unit(one: Figure, other: Figure, *, joined: bool) -> Figure | None:
    """Return the second end of a range in the unit of the first if both measure the same; None if they do not."""
    if _alike(one, other):
        return other
    if not (joined and one.unit.dimension == other.unit.dimension and one.unit.dimension in _CONVERTED):
        return None
    ratio = other.unit.factor / one.unit.factor
    return other._replace(unit=one.unit, value=float(f"{other.value * ratio:.12g}"), step=other.step * ratio)


def _span(
    text: str, one: Figure, other: Figure, join: "re.Match[str] | None", opens: "re.Match[str] | None"
) -> Figure | None:
    """Return two numbers as the ends of a range or of a change, or None."""
    ranged = opens is not None and (
        _RANGES.search(text, max(0, opens.start() - 12), opens.start()) is not None
        or (one.unit.dimension == "money" and is_offered(text, opens.start()))
    )
    led = join is not None and join[0].strip("- ").partition(" ")[0] in _TARGETS
    changed = opens is not None and not ranged and led and opens["word"].lower() in _SOURCES
    if changed and opens and join and not join["led"] and one.value <= other.value:
        changed = not is_span(text, opens.start(), other)
    negative = _is_negated(text, one)
    scale, low, value, doubt = _scaled(text, one, other, opens.start() if changed and opens else -1, negative=negative)
    if join and " to " in join[0] and _are_apart(text, one, low, value):
        return None
    negated = negative and low > 0  # What it negates is negated later.
    both = negated and join is not None and join["minus"] is not None  # Minus 5 to minus 2.
    plus = join is not None and "plus" in join[0]
    first = negated and not both and (opens is not None or plus)  # From minus 5 to 2.
    if low > value and not (changed or ranged or both or first or (low < 0 and join and one.sign and other.sign)):
        return None
    if (
        one.bare
        and 1900 <= one.value < 2100
        and (other.scale > 1 or _YEAR.search(text, max(0, one.start - 9), one.start))
    ):
        return None
    return other._replace(
        start=one.start,
        value=low if first else min(low, value),
        high=value if first else max(low, value),
        scale=scale,
        unit=other.unit if other.unit.name and (other.unit.name != "$" or not one.unit.name) else one.unit,
        sign=one.sign,
        change=("↗" if first or (value >= low) != both else "↘") if changed else "",
        doubt=one.doubt or other.doubt or doubt,
        bare=one.bare and other.bare,
        weak=one.weak and one.worded and other.weak and bool(join and (join["either"] or join["between"])),
    )


def _is_negated(text: str, one: Figure) -> bool:
    """Return whether *minus* is before a figure."""
    return (
        text[one.start - 1 : one.start] == " " and _NEGATED.search(text, max(0, one.start - 8), one.start) is not None
    )


def _are_apart(text: str, one: Figure, low: float, value: float) -> bool:
    """Return whether the first of two shares is rather the amount of a change to the second: *rose 0.4% to 5.1%*."""
    share = one.unit.dimension in {"share", "points"}
    if not share or not 0 < low * _AMOUNT <= value:
        return False
    return text.endswith(" by ", 0, one.start) or direction(text, one.start, one.start) != ""


def _scaled(text: str, one: Figure, other: Figure, opens: int, *, negative: bool) -> tuple[float, float, float, str]:
    """Return the scale of a range, its two numbers without it, and the doubt whether the first has the scale of the second.

    `opens` is the start of the words that make it a change; -1 if it is none: *fell from 96 to 71 million*.
    `negative` is whether *minus* is before the first: *between minus 5 and minus 2 million*.
    """
    value = other.value
    led = opens >= 0 and text.startswith((" to ", " auf "), one.end)
    if not led and one.bare and one.scale == other.scale == 1 and _in_thousands(text, one, other):
        return 1.0, one.value * 1000, value, ""
    if one.scale > 1 and other.scale == 1:
        return 1.0, one.value * one.scale, value * other.scale, ""
    low = one.value * one.scale / other.scale
    shared = other.unit.name in {"", one.unit.name} or not one.unit.name or other.unit.dimension == "money"
    if one.scale > 1 or other.scale == 1 or not shared:
        return other.scale, low, value, ""
    if one.value <= value or (negative and one.value < _WHOLE):
        return other.scale, one.value, value, ""
    if one.value >= _WHOLE:
        return other.scale, low, value, ""
    way = direction(text, opens, opens) if opens >= 0 else "+"
    if way == "-" or (not way and one.value < _NEAR * value):
        return other.scale, one.value, value, ""
    return other.scale, low, value, "" if way else UNSCALED


def _in_thousands(text: str, one: Figure, other: Figure) -> bool:
    """Return whether only the second of two numbers has its thousands: *20 to 30,000 people*, but not *from 1 to 10,000*."""
    if one.worded or other.worded or not 10 <= one.value < other.value / 1000 < 2 * one.value:
        return False
    return other.value % 1000 == 0 and one.value.is_integer() and text[other.end - 1] != "%"


def _end(text: str, one: Figure, other: Figure) -> int:
    """Return the end of a figure with its rate, and with its noun if the other counts the same."""
    noun, end = ("", one.end) if one.unit.name else counted(text, one.end)
    if not noun or end > other.start or noun != counted(text, other.end)[0]:
        end = one.end
    return rate(text, end)[2]


_DOLLARS: Final = ("D", "D$", "CLP", "COP", "ARS", "MXN", "UYU", "DOP")
"""Ends of the codes of what *$* may be, alone and behind it."""


def _alike(one: Figure, other: Figure) -> bool:
    """Return whether two figures may be the ends of one range."""
    if one.unit.name == other.unit.name or not one.unit.name:
        return True
    if one.unit.dimension == other.unit.dimension == "money":  # US $89 to $93 billion
        return "$" in {one.unit.name, other.unit.name} and (one.unit.name + other.unit.name).endswith(_DOLLARS)
    return not other.unit.name and one.unit.dimension in {"money", "pH"}


def _uncertain(one: Figure, other: Figure) -> Figure:
    scale = other.scale if one.scale == 1 else one.scale
    unit = other.unit if other.unit.name else one.unit
    wide = abs(other.value)
    if other.unit.name == "%" and one.unit.name != "%":
        wide, unit = abs(one.value) * wide / 100, one.unit
    return one._replace(
        end=other.end, value=one.value - wide, high=one.value + wide, scale=scale, unit=unit, bound="±", bare=False
    )
