"""Dates as people write them: a year, a month or a day, in ISO 8601 as `2026`, `2026-04` or `2026-04-08`."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.values import Day

LONGEST: Final = 80
"""Code points of the longest text that is read as a date."""

_ISO: Final = lazy(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:(?:[T ,]|\s+at)\s*\d{1,2}[:.h]\d\d.*)?")
_DAY_FIRST: Final = lazy(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[ ,]+\d{1,2}[:.]\d\d.*)?")
_SLASHED: Final = lazy(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ ,]+\d{1,2}:\d\d.*)?")
_NAMED: Final = lazy(
    r"(?:[^\W\d_]+\.?,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?)?(?P<name>[^\W\d_]{3,12})\.?"
    r"(?:\s+(?P<late>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?:de\s+)?(?P<year>\d{4})(?:(?:,|\s+at|\s)\s*\d{1,2}[:.]\d\d.*)?"
)

_AGO: Final = lazy(r"(\d{1,6})\s?([hdwy])")
_TIMED: Final = lazy(r"\d{4}-\d\d-\d\d[Tt]\d.*")
_FIRST: Final = "0001-01-01T00:00:00.000Z"
_HOURS: Final = {"h": 1, "d": 24, "w": 7 * 24, "y": 365 * 24}

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene gennaio gen januari",
            "february feb februar février févr febrero febbraio februari",
            "march mar märz mär mars marzo maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag mei",
            "june jun juni juin junio giugno giu",
            "july jul juli juillet juil julio luglio lug",
            "august aug août agosto ago augustus",
            "september sept sep septembre septiembre settembre set",
            "october oct oktober okt octobre octubre ottobre ott",
            "november nov novembre noviembre",
            "december dec dezember dez décembre déc diciembre dic dicembre",
        ),
        1,
    )
    for name in names.split()
}


def read_date(text: str) -> str:
    """Return a date as ISO 8601, as exact as it is written; `""` if it is none or could be two different ones."""
    text = text.strip()
    if not text.isprintable() or len(text) > LONGEST:
        return ""
    if found := _ISO.fullmatch(text):
        return _iso(found[1], found[3] or "", found[4] or "")
    if found := _DAY_FIRST.fullmatch(text):
        return _iso(found[3], found[2], found[1])
    if found := _SLASHED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first == second or (first > 12) != (second > 12):
            return _iso(found[3], str(min(first, second) if first > 12 else first), str(max(first, second)))
        return ""
    if (found := _NAMED.fullmatch(text)) and (month := _MONTHS.get(found["name"].lower())):
        if found["day"] and found["late"]:
            return ""
        return _iso(found["year"], str(month), found["day"] or found["late"] or "")
    return ""


def _iso(year: str, month: str, day: str) -> str:
    """Return a date from its digits; `""` if there is none like that."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    parts = [year, month.zfill(2) if month else "", day.zfill(2) if day else ""]
    return "-".join(part for part in parts if part)


def start_of(text: str) -> str:
    """Return the moment that begins a date, here, or was an age ago, as RFC 3339 in UTC; `""` if it is neither.

    An age is a number of hours, days, weeks or years: 12h, 7d, 2w, 1y. A date may have a time of day: 2026-04-08T12:30.
    """
    text = text.strip()
    ago = _AGO.fullmatch(text.lower())
    try:
        if ago:
            at = datetime.now(UTC) - timedelta(hours=int(ago[1]) * _HOURS[ago[2]])
        elif _TIMED.fullmatch(text):
            at = datetime.fromisoformat(text.upper()).astimezone(UTC)
        elif found := read_date(text):
            year, month, day = (*map(int, found.split("-")), 1, 1)[:3]
            at = datetime(year, month, day).astimezone(UTC)
        else:
            return ""
    except OverflowError:
        return _FIRST
    except ValueError:
        return ""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


_SHORT: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""First three letters of the months, in order."""

_MONTH_PATTERN = (
    r"(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR_PATTERN = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_TH = r"(?:st|nd|rd|th)?\b"
_QUARTER = r"(?:Q(?P<{0}>[1-4])|(?P<{0}word>first|second|third|fourth){1}quarter(?:{1}of)?)"
_DATE = lazy(
    rf"""
    (?:
      \b(?P<iso>\d{{4}})-(?P<isomonth>\d\d)-(?P<isoday>\d\d)\b
    | \b(?P<dotday>\d{{1,2}})\.[ ]?(?P<dotmonth>\d{{1,2}})\.[ ]?(?P<dotyear>{_YEAR_PATTERN})
    | \b{_MONTH_PATTERN.format("month")}[ ](?P<day>\d{{1,2}})(?!\d){_TH}(?![.,]?\d|[ ]?(?:%|[mbtr]+illion|thousand|percent|bn\b))(?:,?[ ](?P<year>{_YEAR_PATTERN}))?
    | \b(?P<firstday>\d{{1,2}}){_TH}(?:[ ]of)?[ ]{_MONTH_PATTERN.format("aftermonth")}(?:,?[ ](?P<lastyear>{_YEAR_PATTERN}))?
    | \b{_MONTH_PATTERN.format("only")}[ ](?P<onlyyear>{_YEAR_PATTERN})
    | \b{_QUARTER.format("quarter", "[ ]")}(?:,?[ ](?P<quarteryear>{_YEAR_PATTERN}))?
    | \b(?P<beforeyear>{_YEAR_PATTERN})[ ]{_QUARTER.format("after", "[ ]")}
    | (?<![\w.,$€£¥-])(?P<bare>{_YEAR_PATTERN})(?![\w-])
    )""",
    re.VERBOSE,
)
_WORDS: Final = frozenset(
    "jan january feb february mar march apr april may june jun july jul aug august sep sept september oct october nov november dec december q".split()
)
_QUARTERS: Final = "quarter"
_YEAR: Final = lazy(r"\d\d\d\d")
"""Each date has one of these words, the name of a quarter, or four digits."""
_RUN: Final = lazy(r"[^\W\d_]+")
_MONTHS_OPEN: Final = "(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)"
_NUMBER_OPENS: Final = r"\d{3}|\d?(?:\.|(?:st|nd|rd|th)?[ ](?:of[ ])?[JFMASOND])"
_OPENS: Final = lazy(rf"[\dJFMASONDQ](?<!\w.)(?:(?<=\d)(?:{_NUMBER_OPENS})|(?<=[JFMASOND]){_MONTHS_OPEN}|(?<=Q)[1-4])")
_QUARTER_OPENS: Final = lazy(
    rf"[\dJFMASONDQfst](?<!\w.)(?:(?<=\d)(?:{_NUMBER_OPENS})|(?<=[JFMASOND]){_MONTHS_OPEN}|(?<=Q)[1-4]|(?<=f)(?:irst|ourth)|(?<=s)econd|(?<=t)hird)"
)
"""Where a date may begin, in a text without and with the name of a quarter."""

_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def dates(text: str, words: AbstractSet[str] | None = None) -> list[Day]:
    """Return the dates of a text, in order. `words` are all its words, in small letters, if they are known."""
    words = frozenset(_RUN.findall(text.lower())) if words is None else words
    if _WORDS.isdisjoint(words) and _QUARTERS not in text and _YEAR.search(text) is None:
        return []  # Most texts have none.
    return list(_days(text))


def _days(text: str) -> Iterator[Day]:
    at = 0
    for opened in (_QUARTER_OPENS if _QUARTERS in text else _OPENS).finditer(text):
        start = opened.start()
        if start < at or (match := _DATE.match(text, start)) is None:
            continue
        at = match.end()
        parts = {name: value for name, value in match.groupdict().items() if value}
        names = [parts[name] for name in ("month", "aftermonth", "only") if name in parts]
        month = _SHORT.index(names[0][:3].lower()) + 1 if names else int(_one(parts, "isomonth", "dotmonth"))
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
