"""Dates without a year: a month alone, a season, a day in words.

They are too vague for figures that a reader tags, but tell when something happened.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotations.text.quantities import Day, Value

_MONTHS: Final = "January February March April May June July August September October November December".split()
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month of each, in the north. Winter is in two years."""
WORDS: Final = frozenset((*_SEASONS, *map(str.lower, _MONTHS)))
"""Words without which a text has none, folded."""
_DAYS: Final = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
    seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
    twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
""".split()
_VAGUE: Final = re.compile(
    rf"\b(?P<on>(?P<day>{'|'.join(_DAYS)})\s+of\s+(?P<of>{'|'.join(_MONTHS)}))\b(?!\s+\d)"
    r"|\b(?:in|by|before|until|till|since|last|next|early|late|mid|from|to|during|after|through|between|and)[ -]+(?:the\s+)?"
    rf"(?P<when>(?P<month>{'|'.join(_MONTHS)})\b(?!\s+\d)|(?P<season>{'|'.join(_SEASONS)})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)"
)
"""A month needs a word before it: *May* and *March* mean something else, too."""


def vague_dates(text: str, values: Sequence[Value]) -> Iterator[Day]:
    """Yield the vague dates of a text; *spring of 2023* takes the place of the year among its values."""
    for match in _VAGUE.finditer(text):
        at = "on" if match["on"] else "when"
        start, end = match.span(at)
        within = [value for value in values if value.start < end and start < value.end]
        if match["season"]:
            if all(isinstance(value, Day) for value in within):
                yield Day(start, end, match[at], int(match["year"]), *_SEASONS[match["season"]], 0)
        elif not within:
            month = _MONTHS.index(match["of"] or match["month"]) + 1
            yield Day(start, end, match[at], 0, month, month, _DAYS.index(match["day"]) + 1 if match["day"] else 0)
