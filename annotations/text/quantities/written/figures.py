"""Figures in digits: number, sign, currency, scale and unit, before the words around them are read."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import counted
from annotations.text.quantities.context import Context, Head
from annotations.text.quantities.digits import DIGIT, Number, number_at
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import behind, half_behind, money, unit_behind
from annotations.text.quantities.tables import currencies, scaled, units
from annotations.text.quantities.tables.units import Unit
from annotations.text.quantities.values import TOO_LARGE
from annotations.text.quantities.written import labels, lookalikes, notations, results
from annotations.text.quantities.written.heads import applies

_SIGN: Final = lazy(r"(?:(?<![\w)\]%])|^)(\+/[-−]|\+-|[-−–+±])$|(?:(?<![\w)\]%])|^)(−|±|\+/-)[ ]$")
_IN_CODE: Final = lazy(r"\d[eE]\d{1,2}")
"""Power that is rather the end of a name whose letters are a currency: *CYP2E1*."""

_DOLLARS: Final = ("$", "$ ", "$\u00a0", "S/", "S/ ", "S/.", "S/. ")
_PAID: Final = tuple(f"{code} " for code in ("MXN", "USD", "COP", "DOP", "GTQ", "HNL", "PEN", "CRC", "NIO", "PAB"))
_PESOS: Final = lazy(
    r"[ ](?:MXN|USD|DOP|GTQ|HNL|PEN|pesos|dólares|quetzales|lempiras|soles|córdobas|balboas)(?![^\W_])"
)
"""Money of America in Spanish, whose thousands a comma may part."""

_OF_SCALE: Final = lazy(r"[ \u00a0]?(?:mil|mio|mrd|mld|md|bil|tril|mn|bn|[kmbt](?![^\W_]))", 2)
_THREE: Final = lazy(r"[1-9]\d{0,2},(?!000)\d{3}")
"""Number that is a thousand times another one where a comma parts thousands."""

_DAYS_ON: Final = lazy(r"[ ]?[-–][ ]?(?:[12]?\d|3[01])(?![\d.,]{0,3}\d|[^\W_]|[ ]?%)")
"""Rest of a range of days behind the first of them: *Sept. 22-28*."""

_DASHES: Final = frozenset("-‐‑–—−")
_CLOSED: Final = frozenset("%‰‱)")
"""Signs behind which a dash is read as one without this."""

_NEGATIVE_CELL: Final = lazy(r"- \d[\d.,]{0,19}[ ]?[^\W\d]{0,12}")
"""Text that is only a number: its hyphen opens no item of a list."""

_PER: Final = lazy(r"(?<![^\W_])(?:per|(?-i:pro)|every|each)[ ]$|(?<!\w)/$|(?<=[^\W\d_])/(?=\d+[ ])$", 2)
"""Words and signs before a number of a denominator: *per 100 km*."""
_PER_ENDS: Final = frozenset("rRoOyYhH")
"""Last letters of these words."""

_LINKS: Final = frozenset(":-–x×X/")
"""Signs between the numbers of a ratio, a result or a size."""

_STROKES: Final = frozenset("/\n")
_SIGNS: Final = frozenset("-−–+±")
_BLANK_SIGNS: Final = frozenset("-−±")
"""What `_SIGN` finds right before a number, and before a blank."""


def written(context: Context, days: list[tuple[int, int]]) -> Iterator[Figure]:
    """Yield the figures in digits, in order; `days` are the ranges of dates, which have none."""
    text, at, next_day, done = context.text, 0, 0, 0
    last: Figure | None = None
    while found := DIGIT.search(text, at):
        start = found.start()
        while next_day < len(days) and days[next_day][1] <= start:
            next_day += 1
        if next_day < len(days) and days[next_day][0] <= start:
            at = days[next_day][1]
            if more := _DAYS_ON.match(text, at):
                at = more.end()
            continue
        if not _LINKS.isdisjoint(text[start + 1 : start + 8]) and (several := _several(context, start, last)):
            yield from several
            last = several[-1]
            at = done = last.end
            continue
        if last is not None and start == done + 1 and (figure := _far_end(context, last, start)):
            yield figure
            last = figure
            at = done = figure.end
            continue
        begin, currency, sign = _ahead(context, start)
        if begin < done:  # The currency of the figure before: 10 $ 30 cent.
            begin, currency, sign = start, "", ""
        end = 0 if currency or sign == "(" else lookalikes.skip(context, start)
        if end:
            at = max(end, start + 1)
            continue
        figure = _figure(context, start, begin, currency, sign) if not is_of_rate(text, start) else None
        if figure is None:
            at = _past(text, start)
            continue
        yield figure
        last, done = figure, figure.end
        at = max(done, start + 1)


def _several(context: Context, start: int, last: Figure | None) -> Sequence[Figure]:
    """Return what the numbers from `start` on are with the signs between them: a ratio, a result, a size; nothing if none of these."""
    if pair := notations.pair(context.text, start):
        return (pair,)
    return results.result(context, start, last) or notations.size(context, start)


def _far_end(context: Context, one: Figure, start: int) -> Figure | None:
    """Return the number at `start` if a dash joins it to one with a unit of the same dimension: *5 cm-10 cm*, *10k-20k*."""
    if context.text[one.end] not in _DASHES or one.bare or context.text[one.end - 1] in _CLOSED:
        return None
    amount = one.unit.dimension == "money" and not context.text[one.start].isdigit()
    if amount and (same := _figure(context, start, start, one.unit.name, "")) and same.scale > 1:  # $5m-10m
        return same
    other = _figure(context, start, start, "", "")
    alike = other is not None and not other.bare and (one.unit.dimension == other.unit.dimension or not one.unit.name)
    return other if alike else None


def is_of_rate(text: str, start: int) -> bool:
    """Return whether the number at `start` is a part of a rate: *per 100 km*."""
    last = text[start - 1 : start]
    if last == "/" and text.endswith("S/", 0, start):  # Soles.
        return False
    if last not in _STROKES and (last != " " or text[start - 2 : start - 1] not in _PER_ENDS):
        return False
    return _PER.search(text, max(0, start - 5), start) is not None


def _past(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and (text[end].isalnum() or (text[end] in ".,-" and text[end + 1 : end + 2].isdigit())):
        end += 1
    return end


def _ahead(context: Context, start: int) -> tuple[int, str, str]:
    """Return the start of a number with its sign and currency, the currency and the sign; `(` if brackets make it negative."""
    text, region = context.text, context.region
    begin, currency, sign = start, "", ""
    if "(" in text[max(0, start - 2) : start] and (amount := notations.in_brackets(context, start)):
        return *amount, "("
    before = text[max(0, start - 9) : start]
    low = start - len(before)
    if text[start - 1 : start] == "." and start > 0 and not text[start - 2 : start - 1].isalnum():
        return start, "", ""
    if currencies.may_be_before(before) and not before[-1].isdigit() and (found := currencies.BEFORE.search(before)):
        named = found["minus"] and found[0][:3].isalpha() and not found[0][3:4].isspace()  # CVE-2024-1
        currency = "" if named else currencies.of_sign(found[0], region)
        if currency and currencies.may_open(found[0]):
            begin = low + found.start()
            sign = "-" if found["minus"] else ""
        else:
            currency = ""
    if _is_signed(text, begin) and (found := _SIGN.search(text, max(0, begin - 4), begin)):
        mark = found[1] or found[2]
        if len(mark) > 1 or mark == "±":
            return found.start(), currency, "±"
        sign, begin = "+" if mark == "+" else "-", found.start()
    if not currency and text.startswith("- ") and _NEGATIVE_CELL.fullmatch(text) and not text[:begin].strip("- "):
        return 0, currency, "-"
    return begin, currency, sign


def _is_signed(text: str, begin: int) -> bool:
    """Return whether a sign may be right before `begin`. Fast."""
    last = text[begin - 1 : begin]
    return last in _SIGNS or last == "\n" or (last == " " and text[begin - 2 : begin - 1] in _BLANK_SIGNS)


def _figure(context: Context, start: int, begin: int, currency: str, sign: str) -> Figure | None:
    """Return the figure whose first digit is at `start`, or None if the number belongs to a word."""
    text = context.text
    named = not currency and lookalikes.is_name(text, begin) and not _is_measured(context, start)
    number = _number(context, start, named=named)
    if number is None:
        return None
    if text[start - 1 : start] == "." and start > 0 and not text[start - 2 : start - 1].isalnum():
        number, begin, sign = _pointed(text, start, number, sign)
    if sign == "(":
        closed = text[number.end : number.end + 1] == ")"
        if not closed and text[number.end : number.end + 2] != "%)":
            return _figure(context, start, start, "", "")
        number, sign = number._replace(end=number.end + closed), "-"
    if currency and not number.plain and text[start - 1].isalpha() and _IN_CODE.fullmatch(text, start, number.end):
        return None
    value, step, scale, unit, end, doubt = _measured(context, number, currency)
    if currency and scale == 1:
        scale = scaled.split(text[begin:start].lstrip("+-−– "))[0]
    if sign == "-" and text[start - 1 : start] == "(" and text[end : end + 1] == ")" and begin < start:  # (4 %)
        end += 1
    bare = not currency and scale == 1 and not unit.name and end == number.end
    one = Figure(begin, end, value, step, scale, unit, sign, doubt, bare)
    if _is_in_word(text, one, number, currency) or _is_label(context, one, number, start, currency):
        return None
    if bare and named and not math.isinf(value) and (number.plain or value < 1000) and number.doubt != "thousands":
        one = one._replace(weak=_OPENS_RANGE.match(text, end) is not None)  # Simmer 2–3 minutes.
        if not one.weak and not (context.language == "de" and value >= 10 and _NOUN.match(text, end)):
            return None
    if bare and text.startswith(_ACIDITY, begin - 3) and begin >= len(_ACIDITY):
        one = one._replace(start=begin - 3, unit=Unit("pH", "pH", 1.0), bare=False)
    return _signed(_headed(context, one, currency), currency, number.doubt)


def _number(context: Context, start: int, *, named: bool) -> Number | None:
    """Return the number at `start`, in doubt if its comma or point may part thousands; `named`: behind a name."""
    text = context.text
    number = number_at(text, start, comma=lambda: context.comma, named=named and context.language != "de")
    if number is None:
        return None
    if number.end - start > 4 and not number.doubt and _THREE.fullmatch(text, start, number.end) and context.comma:
        spanish = context.language == "es" and (text.endswith(_PAID, 0, start) or _PESOS.match(text, number.end))
        if (spanish or text.endswith(_DOLLARS, 0, start)) and not _OF_SCALE.match(text, number.end):
            return number._replace(value=float(round(number.value * 1000)), step=1.0)  # They have no tenths of a cent.
        # Few decimals end in 0, so that this may be a number as in English although the language is known.
        number = number._replace(doubt="thousands" if context.is_guess or text[number.end - 1] == "0" else "")
    if number.doubt == "thousands" and context.language == "es" and text.endswith(".000", start, number.end):
        number = number._replace(value=number.value * 1000, step=1.0, doubt="")  # Beside 1.5 %, too.
    return number


def _pointed(text: str, start: int, number: Number, sign: str) -> tuple[Number, int, str]:
    """Return a number behind a point, *.5*, with the start and the sign before the point."""
    step, begin = step_of(number.end - start), start - 1
    if (found := _SIGN.search(text, max(0, begin - 2), begin)) and found[1]:
        sign, begin = "-" if found[1] in "-−–" else "+", found.start()
    return number._replace(value=number.value * step, step=step), begin, sign


def _is_in_word(text: str, one: Figure, number: Number, currency: str) -> bool:
    """Return whether letters go on right behind a figure, so that it is part of a word."""
    follower = text[one.end : one.end + 1]
    if not follower or not (follower.isalpha() or follower == "_") or lookalikes.is_apart(follower):
        return False
    return (bool(currency) and one.end == number.end) or one.unit.dimension != "money"


def _is_label(context: Context, one: Figure, number: Number, start: int, currency: str) -> bool:
    """Return whether a number is one of a label or a code: *Apartment 3B*, *train 05162*."""
    text = context.text
    lettered = one.end == number.end + 1 and text[number.end].isalpha() and not currency
    counts = one.unit.name == "×" or (one.value >= _COUNTED and not number.plain)  # To print 100,000 of them.
    if (one.bare or lettered) and not counts and labels.is_label(context, one.start):
        return True
    coded = one.bare and number.plain and one.end > start + 2 and text[start] == "0"
    return coded and len(text.strip()) > one.end - start


def _headed(context: Context, one: Figure, currency: str) -> Figure:
    """Return a figure of a table with the scale, the unit and the rate that the heads of its cell give it."""
    if not context.header:
        return one
    head, scale, unit, doubt = context.head, one.scale, one.unit, one.doubt
    if not unit.name and not counted(context.text, one.end)[0]:
        if currency and scale == 1 and applies(head, currency):
            scale = head.scale
        elif not currency and (_lasts(head) or not _YEAR.fullmatch(context.text, one.start, one.end)):
            scale, unit = head.scale if one.bare else scale, head.unit
            doubt = doubt or (head.doubt if one.bare else "")
    rate = (head.rate, head.period) if currency or unit.dimension == "money" else ("", "")
    return one._replace(scale=scale, unit=unit, doubt=doubt, rate=rate)


def _signed(one: Figure, currency: str, doubt: str) -> Figure:
    """Return a figure with its currency, the value that its sign gives it, and the doubt of its number if it has no other."""
    unit = one.unit
    if currency:
        named_too = unit.dimension == "money" and len(currency) < 3 and len(unit.name) == 3  # $5 CAD
        unit = unit if named_too else money(currency)
    own = TOO_LARGE if math.isinf(one.value * one.scale) else one.doubt
    if own == TOO_LARGE or not own:
        own = doubt or own
    sign, value = one.sign, -one.value if one.sign == "-" else one.value
    return one._replace(value=value, unit=unit, sign=sign.strip("±"), bound=sign.strip("+-"), doubt=own)


def _is_measured(context: Context, start: int) -> bool:
    """Return whether a number behind a capital is of no name: it has a decimal comma, or its sentence opens with a verb."""
    text = context.text
    if context.comma and _DECIMALS.match(text, start):
        return True
    if context.language not in {"es", "fr"} or _FIRST_WORD.search(text, max(0, start - 24), start) is None:
        return False
    found = _PLAIN.match(text, start)
    return found is not None and bool(counted(text, found.end())[0])


def _measured(context: Context, number: Number, currency: str) -> tuple[float, float, float, Unit, int, str]:
    """Return value, step, scale, unit, end and doubt of a number with what is right behind it."""
    text, value = context.text, number.value
    follower = text[number.end : number.end + 1]
    if follower == "h" and not currency and (minutes := _MINUTES.match(text, number.end)):  # 2h45
        return value + int(minutes[1]) / 60, 1 / 60, 1.0, units.units()["h"], minutes.end(), ""
    if follower in _MARKS and (dash := _NO_CENTS.match(text, number.end)):  # 12,- €
        number = number._replace(end=dash.end())
    spoken = _SPOKEN.match(text, number.end) if number.plain and follower == " " else None
    if number.plain and follower in _APOSTROPHES and (raised := _RAISED_COMMA.match(text, number.end)):
        spoken = raised if context.language == "es" or raised["share"] is not None else None
    if spoken:  # 1 Komma 5
        step = step_of(len(spoken[1]))
        number = number._replace(end=spoken.end(), value=value + int(spoken[1]) * step, step=step)
    scale, unit, end, doubt = behind(context, number.end, currency, number.value)
    if half := half_behind(text, end):
        unit, half = (unit, half) if unit.name else unit_behind(context, half, scaled=scale > 1, value=value)
        return number.value + 0.5, 0.5, scale, unit, half, doubt
    return number.value, number.step, scale, unit, end, doubt


_OPENS_RANGE: Final = lazy(r"[ ]?[-–—][ ]?\d|[ ](?:to|bis|à|a)[ ]\d")
_NOUN: Final = lazy(r"[ ][A-ZÄÖÜ][a-zäöüß]{3,}")
"""What a German number counts."""

_SPOKEN: Final = lazy(r"[ ](?:komma|virgule|coma|punto|point)[ ](\d{1,6})(?![\d.,]{0,3}\d|[^\W_])", re.IGNORECASE)
_APOSTROPHES: Final = frozenset("'’´")
_RAISED_COMMA: Final = lazy(r"['’´](\d{1,2})(?![\d'’\"”]|[.,]\d|[^\W_])(?P<share>(?=[ \u00a0]?(?:[%€]|mill)))?")
"""Decimals in Spanish as they are written by hand: *1'5 millones*."""
_MARKS: Final = frozenset(",.")
_NO_CENTS: Final = lazy(r"[.,](?:-{1,2}|[–—])(?=[ \u00a0]?(?:[€$£]|EUR|Euro|CHF|Fr)|[\s.,;)]|$)")
_DECIMALS: Final = lazy(r"\d+,\d{1,2}(?![\d.,]{0,3}\d)")
_FIRST_WORD: Final = lazy(r"(?:^|[.!?:;]\s|\n)[A-ZÁÉÍÓÚÉÀ][a-zà-ÿ]+[ ]$")
_PLAIN: Final = lazy(r"\d+")
_MINUTES: Final = lazy(r"h([0-5]\d)(?![\d\w])")

_COUNTED: Final = 1e5
"""A number with marks between its thousands from which on it is the number of no section."""

_YEAR: Final = lazy(r"(?:19|20)\d\d")
_ACIDITY: Final = "pH "


def _lasts(head: Head) -> bool:
    """Return whether numbers below a head are no years, though they look like years."""
    return head.own and head.unit.dimension not in {"", "time"}


def step_of(digits: int) -> float:
    """Return the value of the last of some digits behind a decimal point."""
    return 10.0 ** -min(digits, 300)
