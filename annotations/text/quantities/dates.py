"""Dates as people write them: a year, a month or a day, in ISO 8601 as `2026`, `2026-04` or `2026-04-08`."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from annotations.text.lazy_regex import lazy

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
