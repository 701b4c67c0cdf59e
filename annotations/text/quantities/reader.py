"""Values of the figures and dates of a text, however they are written."""

import re
from collections.abc import Iterator
from typing import Final

from annotations.text.quantities.numbers import figures
from annotations.text.quantities.units import CURRENCIES, MONTHS, NUMBERS, SCALES, spelled, unit
from annotations.text.quantities.values import Day, Quantity, Value

_MONTH = (
    r"(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_TH = r"(?:st|nd|rd|th)?\b"
_QUARTER = r"(?:Q(?P<{0}>[1-4])|(?P<{0}word>first|second|third|fourth){1}quarter(?:{1}of)?)"
_DAY = re.compile(
    rf"""
      \b(?P<iso>\d{{4}})-(?P<isomonth>\d\d)-(?P<isoday>\d\d)\b
    | \b(?P<dotday>\d{{1,2}})\.[ ]?(?P<dotmonth>\d{{1,2}})\.[ ]?(?P<dotyear>{_YEAR})
    | \b{_MONTH.format("month")}[ ](?P<day>\d{{1,2}})(?!\d){_TH}(?![.,]?\d|[ ]?%)(?:,?[ ](?P<year>{_YEAR}))?
    | \b(?P<firstday>\d{{1,2}}){_TH}(?:[ ]of)?[ ]{_MONTH.format("aftermonth")}(?:,?[ ](?P<lastyear>{_YEAR}))?
    | \b{_MONTH.format("only")}[ ](?P<onlyyear>{_YEAR})
    | \b{_QUARTER.format("quarter", "[ ]")}(?:,?[ ](?P<quarteryear>{_YEAR}))?
    | \b(?P<beforeyear>{_YEAR})[ ]{_QUARTER.format("after", "[ ]")}
    | (?<![\w.,$€£¥-])(?P<bare>{_YEAR})(?![\w-])
    """,
    re.VERBOSE,
)
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_NUMBER = r"(?:\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d*[.,]?\d+[½¼¾]?|[½¼¾])"
_FIGURE = re.compile(rf"([-−–+±]?)(\D*?)({_NUMBER})(?:[-–—]\D?({_NUMBER}))?\s*-?(.*)", re.DOTALL)
_PARTS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}

_WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
_LARGE = "hundred|thousand|million|billion|trillion|dozen"
_SPELLED = re.compile(
    rf"\b(?:half[ ]an?(?:[ ](?:{_LARGE}))?|an?[ ](?:{_LARGE})|(?:{_WORD}|{_LARGE})(?:(?:[ -]|[ ]and[ ])(?:{_WORD}|{_LARGE}))*)"
    r"(?![\w])",
    re.IGNORECASE,
)
_AFTER_WORDS = re.compile(
    r"[ -]?(%|per[ ]?cent|percentage points?|basis points?|dollars?|euros?|pounds?|yen|yuan|times|fold|years?|months?|weeks?"
    r"|days?|hours?|minutes?|seconds?|decades?)(?!\w)",
    re.IGNORECASE,
)

_BEFORE: Final = tuple(
    (sign, re.compile(rf"(?:\b(?:{words})|{signs})\s*$", re.IGNORECASE))
    for sign, words, signs in (
        ("≥", "at least|no less than|no fewer than|starting (?:at|from)", "≥|>="),
        ("≤", "at most|up to|no more than", "≤|<="),
        (">", "more than|over|above|beyond|exceed(?:s|ed|ing)?|upwards of", ">"),
        ("<", "less than|fewer than|under|below", "<"),
        ("~", r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|circa|ca\.|estimated", "[~≈]"),
    )
)
"""Comparators before a number, longer ones first: *no more than* ends like *more than*."""

_BEHIND: Final = (
    ("≥", re.compile(r"\s*(?:\+|or more\b|and more\b|at least\b)", re.IGNORECASE)),
    ("≤", re.compile(r"\s*(?:or less\b|or fewer\b|at most\b)", re.IGNORECASE)),
)
_JOIN = re.compile(r"\s*(?:to|and|[-–—])\s*")
_OPENS_RANGE = re.compile(r"\b(?:from|between)\s*$", re.IGNORECASE)
_PER = re.compile(r"(?:\s?/\s?|\s+(?:per|an?|each|every)\s+)((?:(?:1M|million|thousand)\s)?[a-z]+)")
_NOUNS = re.compile(r"[ \u00a0-]((?:[a-z][a-z’'-]* ){0,2}?)([a-z][a-z-]*[a-rt-z]s|people|parameter|token)\b")
_NO_NOUN: Final = frozenset("was is has its this does goes says of in on at by from to and or than as with".split())
_NAMED = re.compile(r"\b([A-Z][\w’'.-]*)[ -]$")
_STARTERS: Final = frozenset(
    "in at about some over only than to by from of with the a all almost around between for".split()
)


def read(text: str, *, header: str = "", locale: str = "") -> list[Value]:  # noqa: ARG001
    """Return all figures and dates of a text that can be compared, in order. Takes milliseconds per page."""
    found: list[Value] = list(_days(text))
    taken = [(value.start, value.end) for value in found]
    for quantity in (*_joined(text, list(_written(text))), *_in_words(text)):
        if not any(start < quantity.end and quantity.start < end for start, end in taken):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    return sorted(found, key=lambda value: value.start)


def dates(text: str) -> list[Day]:
    """Return the dates of a text, in order."""
    if "quarter" not in text and not any(map(str.isdigit, text)):
        return []  # Most texts have none.
    return list(_days(text))


def _days(text: str) -> Iterator[Day]:
    for match in _DAY.finditer(text):
        parts = {name: value for name, value in match.groupdict().items() if value}
        names = [parts[name] for name in ("month", "aftermonth", "only") if name in parts]
        month = MONTHS.index(names[0][:3].lower()) + 1 if names else int(_one(parts, "isomonth", "dotmonth"))
        last = month
        if quarter := _quarter(parts):
            month, last = quarter * 3 - 2, quarter * 3
        year = int(_one(parts, "iso", "dotyear", "year", "lastyear", "onlyyear", "quarteryear", "beforeyear", "bare"))
        day = int(_one(parts, "isoday", "dotday", "day", "firstday"))
        if month <= 12 and day <= 31:
            yield Day(match.start(), match.end(), match.group(), year, month, last, day)


def _one(parts: dict[str, str], *names: str) -> str:
    return next((parts[name] for name in names if name in parts), "0")


def _quarter(parts: dict[str, str]) -> int:
    digit = _one(parts, "quarter", "after")
    return int(digit) or _ORDINALS.get(_one(parts, "quarterword", "afterword"), 0)


def _written(text: str) -> Iterator[Quantity]:
    """Yield the figures in digits."""
    for start, end in figures(text, 0, len(text)):
        match = _FIGURE.fullmatch(text[start:end])
        if match is None:
            continue
        sign, currency, number, to, rest = match.groups()
        scale, name, size = _scaled(rest.strip(" -\u00a0\u202f"))
        bare = not (currency or rest)
        named = _NAMED.search(text, max(0, start - 24), start) if bare else None
        if named and named[1].lower() not in _STARTERS:  # Llama 3.1 is a name.
            continue
        if not name and currency:
            name = CURRENCIES.get(currency.strip(" -\u00a0\u202f"), currency.strip())
        low, step = _number(number)
        high, step = _number(to) if to else (low, step)
        factor = scale * size * (-1 if sign in {"-", "−", "–"} and not to else 1)
        yield _quantity(text, start, end, (low * factor, high * factor), name, step * scale * size)


def _scaled(rest: str) -> tuple[float, str, float]:
    """Split the words behind a number into scale, unit and factor of the unit.

    Examples are `million dollars`, `bn` and `PB`.
    """
    if (known := unit(rest))[0]:
        return 1.0, *known
    for name in sorted(SCALES, key=len, reverse=True):
        if rest.startswith(name) and (len(name) > 1 or len(rest) == 1 or not rest[1].isalpha()):
            return SCALES[name], *unit(rest[len(name) :].strip(" -\u00a0\u202f"))
    return 1.0, rest.lower().removesuffix("s"), 1.0


def _number(written: str) -> tuple[float, float]:
    """Return the value of a number in digits, and the value of one unit in its last digit."""
    fraction = _PARTS.get(written[-1], 0.0)
    digits = written.rstrip("½¼¾") or "0"
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?", digits):
        digits = re.sub("[^\\d.]", "", digits)
    digits = digits.replace(",", ".")
    return float(digits) + fraction, 0.25 if fraction else 10.0 ** -len(digits.partition(".")[2])


def _in_words(text: str) -> Iterator[Quantity]:
    """Yield the figures in words; small ones only with a unit, because *one* and *two* seldom count anything."""
    for match in _SPELLED.finditer(text):
        number, after = spelled(match.group()), _AFTER_WORDS.match(text, match.end())
        name, size = unit(after[1].replace("per cent", "percent")) if after else ("", 1.0)
        if after or number >= 10:
            step = size * next((one for one in (1e12, 1e9, 1e6, 1e3, 1.0) if number % one == 0), number / 2)
            end = after.end() if after else match.end()
            yield _quantity(text, match.start(), end, (number * size, number * size), name, step)


def _quantity(text: str, start: int, end: int, range_: tuple[float, float], name: str, step: float) -> Quantity:
    """Extend a number by the words around it: comparator, counted noun, rate."""
    before, after = text[max(0, start - 24) : start], text[end : end + 48]
    comparator, first, last, factor, counted = "=", start, end, 1.0, False
    for sign, pattern in _BEFORE:
        if comparator == "=" and (found := pattern.search(before)):
            comparator, first = sign, start - len(before) + found.start()
    if not name and (times := re.match(r"[ -]?(times|fold)\b", after)):
        name, last = "×", end + times.end()
    elif not name and (noun := _NOUNS.match(after)) and _NO_NOUN.isdisjoint({*noun[1].split(), noun[2]}):
        (name, factor), last = unit(noun[2]), end + noun.end()
        counted = not name
        name = name or _singular(noun[2])
    if name not in {"×", ""} and (per := _PER.match(text, last)):
        name, last = f"{name}/{per[1].removesuffix('s').replace('1M ', 'million ')}", per.end()
    for sign, pattern in _BEHIND:
        if comparator == "=" and (found := pattern.match(text, last)):
            comparator, last = sign, found.end()
    low, high = min(range_) * factor, max(range_) * factor
    core = start, end
    rated = name.partition("/")[2]
    return Quantity(
        first,
        last,
        text[first:last],
        low,
        high,
        name,
        comparator,
        percent=name == "%",
        currency=one if (one := name.partition("/")[0]) in CURRENCIES else "",
        precision=step * factor,
        period=rated if rated in {"second", "minute", "hour", "day", "week", "month", "year"} else "",
        core=core,
        counted=counted,
    )


def _singular(noun: str) -> str:
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _joined(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities; two joined by *to*, or by *and* after *between*, become one range."""
    index = 0
    while index < len(found):
        one = found[index]
        index += 1
        if index < len(found) and (range_ := _range(text, one, found[index])):
            one = range_
            index += 1
        yield one


def _range(text: str, one: Quantity, other: Quantity) -> Quantity | None:
    """Return the range from one quantity to another, or None if they are not written as one."""
    join = _JOIN.fullmatch(text, one.end, other.start)
    if join is None or one.unit not in {"", other.unit, other.unit.partition("/")[0]}:
        return None
    if join.group().strip() == "and" and not _OPENS_RANGE.search(text, max(0, one.start - 12), one.start):
        return None
    low = one.low if one.unit else _in_scale_of(one, other)
    if low > other.high:
        return None
    written = text[one.start : other.end]
    core = one.core[0], other.core[1]
    return other._replace(start=one.start, written=written, low=low, bound="=", core=core)


def _in_scale_of(first: Quantity, second: Quantity) -> float:
    """Return the lower end in the scale of the upper one: *2 to 3 million* starts at two million."""
    return first.low * second.precision if first.precision == 1 and second.precision > 1 else first.low
