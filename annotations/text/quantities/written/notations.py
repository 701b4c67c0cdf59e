"""Notations of more than one number: ratios, durations in the form of clocks, sizes, amounts in the brackets of accountants."""

from collections.abc import Sequence
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import COURSE
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.digits import number_at
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import unit_behind
from annotations.text.quantities.tables import currencies, units

_COLON: Final = lazy(r"(\d{1,6}):(\d{1,7})(?![\w:]|[.,]\d)")
_RATIO: Final = lazy(
    r"(?<![^\W_])(?:ratios?|odds|proportions?|scales?|leverage|gearing|outnumber\w*|verhältnis\w*|\w+verhältnis\w*|\w*schlüssel|maßstab\w*|mischung\w*"
    r"|rapport|échelle|proporción|relación|razón|escala)(?![^\W_])[^.,;!?\n]{0,60}$",
    2,
)
"""Words before two numbers that are a ratio: *the ratio fell from 17:1 to 9:1*."""
_RATIO_BEHIND: Final = lazy(r"[ ](?:ratio|odds|split|scale|leverage|mix)(?![^\W_])", 2)
_OF_DAY: Final = lazy(r"[ ]?(?:[ap]\.?m\b|uhr|h|horas|hrs|o['’]clock)(?![^\W_])", 2)
_BACK: Final = 80
_BESIDE: Final = frozenset(" \n\t\u00a0(,;:/")
"""Characters before a size."""
_LASTED: Final = lazy(
    r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,3}))?[ ](?P<any>stunden|std\.?|h|hours?|hrs?|heures?|horas?|minuten|minutes?|min\.?|minutos)|[ ](?P<word>stunden|hours|hrs|minuten|minutes|mins|minutos)|[.,](?P<part>\d{1,2})[ ](?P<swum>minuten|minutes|mins?\.?|minutos))(?![^\W_])",
    2,
)
_MINUTES: Final = "min"
_CROSSES: Final = frozenset("x×X/")
_PRESSURE: Final = lazy(r"(\d{2,3})/(\d{2,3})(?![\d/]|[.,]\d)")
_PULSE, _REST = range(70, 261), range(30, 161)
"""Pressures of the blood in its two states, in mmHg: *120/80*."""
_SIZE: Final = lazy(
    r"(\d{1,5}(?:[.,]\d{1,3})?)(?P<cross>[ ]?[x×X][ ]?)(\d{1,5}(?:[.,]\d{1,3})?)(?:[ ]?[x×X][ ]?(\d{1,5}(?:[.,]\d{1,3})?))?(?![.,]?\d)"
)
_SIDES: Final = frozenset(("length", "pixels"))
"""Dimensions of a side."""
_PIECES, _SLENDER = 10, 10
"""A smaller number before a side that is so many times larger is rather that of pieces: *2 x 500 mm*."""
_CELL: Final = lazy(r"\s*\([ ]?[$€£¥]?[ ]?\d[\d.,'’ ]*[ ]?%?\)[ ]?%?\s*")


def pair(text: str, start: int) -> Figure | None:
    """Return the figure that two or more numbers with colons are: *17:1* of a ratio, *2:24:51 hours*; None if they are none."""
    if text[start - 1 : start].isalnum() and start:
        return None
    if (found := _LASTED.match(text, start)) is not None:
        minutes = (found["any"] or found["word"] or found["swum"]).lower().startswith(_MINUTES)
        first, *rest = (int(found[group] or 0) for group in (1, 2, 3))
        value = first + rest[0] / 60 + rest[1] / 3600
        if found["part"]:  # 1:23,45 Minuten
            value += int(found["part"]) * 10.0 ** -len(found["part"]) / 60
        unit = units.units()["min" if minutes else "h"]
        return _whole(start, found.end(), value, 1 / 3600 if found["any"] else 1 / 60)._replace(unit=unit)
    found = _COLON.match(text, start)
    if found is None or not (over := int(found[1])) or not (under := int(found[2])):
        return None
    certain = (under == 1 and len(found[2]) == 1 and over >= 10) or (over == 1 and under >= 100)
    if certain or (_OF_DAY.match(text, found.end()) is None and is_ratio(text, start, found.end())):
        return _whole(start, found.end(), over / under, 1 / under)
    return None


def is_ratio(text: str, start: int, end: int) -> bool:
    """Return whether the words around two numbers make them a ratio: *odds of 3 to 1*."""
    return _RATIO_BEHIND.match(text, end) is not None or _RATIO.search(text, max(0, start - _BACK), start) is not None


def _whole(start: int, end: int, value: float, step: float) -> Figure:
    return Figure(start, end, value, step, 1.0, NONE, "", "", bare=False)


def size(context: Context, start: int) -> Sequence[Figure]:
    """Return the sides of the size whose first digit is at `start`, each with the unit of the last: *20x30 cm*; none if it is none."""
    text = context.text
    if _CROSSES.isdisjoint(text[start + 1 : start + 8]) or (start and text[start - 1] not in _BESIDE):
        return ()
    found = _SIZE.match(text, start)
    if found is None:
        return _pressures(context, start)
    spans = [found.span(group) for group in (1, 3, 4) if found[group]]
    numbers = [number_at(text, first, comma=lambda: context.comma, named=False) for first, _ in spans]
    unit, end = unit_behind(context, found.end(), scaled=False, value=1.0)
    if unit.dimension not in _SIDES or COURSE.match(text, end):
        return ()
    sides: list[Figure] = []
    for number, (first, last) in zip(numbers, spans, strict=True):
        if number is None or number.end != last:
            return ()
        stop = end if last == found.end() else last
        sides.append(Figure(first, stop, number.value, number.step, 1.0, unit, "", number.doubt, bare=False))
    pieces = " " in found["cross"] and sides[0].value < _PIECES and sides[1].value >= sides[0].value * _SLENDER
    return () if pieces else sides


def _pressures(context: Context, start: int) -> Sequence[Figure]:
    """Return the two pressures of the blood whose first digit is at `start`; none if they are none."""
    found = _PRESSURE.match(context.text, start)
    if found is None or not (int(found[1]) in _PULSE and int(found[2]) in _REST and int(found[1]) > int(found[2])):
        return ()
    unit, end = unit_behind(context, found.end(), scaled=False, value=1.0)
    if unit.name and unit.dimension != "pressure":
        return ()
    one, other = (
        Figure(*found.span(group), float(found[group]), 1.0, 1.0, unit, "", "", bare=not unit.name) for group in (1, 2)
    )
    return one, other._replace(end=end)


def in_brackets(context: Context, start: int) -> tuple[int, str] | None:
    """Return where an amount in brackets starts and its currency, if these make it negative: *$(12.5) million*.

    In a cell of a table they do without a sign of a currency before them, too.
    """
    text = context.text
    if text[start - 1 : start] != "(" or start == 0:
        if not (context.header and text[:1] in " (" and _CELL.fullmatch(text)):
            return None
        currency = currencies.of_sign(text[:start].strip(" ("), context.region)
        return text.index("("), currency
    before = text[max(0, start - 9) : start - 1]
    if (found := currencies.BEFORE.search(before)) and (code := currencies.of_sign(found[0], context.region)):
        return start - 1 - len(before) + found.start(), code
    measured = context.header and _CELL.fullmatch(text)
    if measured and (
        context.head.unit.dimension == "money" or not text.strip(" ()").isdigit() or sum(map(str.isdigit, text)) > 2
    ):
        return start - 1, ""
    return None
