"""What is read in a text: quantities and dates, with their places."""

from math import isfinite
from typing import Final, NamedTuple

_TOLD: Final = frozenset(
    "thing way reason side half part kind type sort question aspect factor step choice cosa raison manière façon côté partie étape razone manera forma aspecto lado parte tipo pregunta paso".split()
)
"""Nouns of what a small number in words announces rather than measures: *three reasons*."""

_ANNOUNCING: Final = frozenset(
    "distinct main key major core primary basic fundamental broad important critical principaux principales grands grandes".split()
)
"""Adjectives of what it announces: *two key risks*."""

_FEW: Final = 13
_BOTH: Final = "beiden"

_SMALL, _LARGE = 1e-4, 1e15
"""A number is written with an exponent below the one and from the other on."""

_ALL_DIGITS, _FEW_DIGITS = 15, 6
"""Digits that a float holds for certain; digits that are shown if its decimals have no end."""

_ABBREVIATED = 3
"""Letters up to which a unit is an abbreviation."""


class Quantity(NamedTuple):
    """Number with its unit, in code points of the text that it was read in."""

    start: int
    """Start of the whole quantity: its bound, sign and currency belong to it."""
    end: int
    """End of the whole quantity: its unit, rate and counted noun belong to it."""
    written: str
    low: float
    """Lower value in `unit`, multiplied by `scale`: 15e9 for $15 billion, 40 for 40 %."""
    high: float
    """Equal to `low` unless it is a range or a change from one value to another."""
    unit: str = ""
    """`%`, `km`, `USD`, `×`, a counted noun such as `download`, or a rate such as `USD/month`; `""` if none."""
    bound: str = "="
    """`=`, `~` (about), `>`, `≥`, `<`, `≤`, or `±` for a value with its uncertainty."""
    sign: str = ""
    """`+` or `-` if one is written."""
    scale: float = 1.0
    """Factor written as a word or letter: 1e9 for $15 billion."""
    dimension: str = ""
    """`length`, `mass`, `time`, `money`, `share`, `ratio`, `count` and others of the table of units; `""` if unknown."""
    currency: str = ""
    """Code of ISO 4217, or the sign if it is of several currencies: `$`, `kr`, `¥`, `Rs`."""
    percent: bool = False
    precision: float = 0.0
    """Value of one unit in the last written digit: 0.1 for 4.2 %."""
    period: str = ""
    """Period that it is for: `month` for $9.9/month, otherwise the date in its sentence as `2026`, `2026-Q1`, `2026-04`."""
    change: str = ""
    """`+` or `-` for an amount of growth or decline, `↗` or `↘` for a change between `low` and `high`."""
    doubt: str = ""
    """Why it must not be compared: its other reading, or that it is vague or too large; `""` if there is no doubt."""
    core: tuple[int, int] = (0, 0)
    """Range of the number with its sign, currency, scale and unit, without the words around it."""
    counted: bool = False
    """Whether the unit is a noun for counted things rather than a unit of measurement."""
    factor: float = 1.0
    """Factor from `unit` to the base unit of its dimension, such as metre, gram, second and byte."""

    @property
    def number(self) -> str:
        """Its words without those of its bound, rate and noun, on one line: *$3–5* of *roughly $3–5 per hour*."""
        return " ".join(self.written[self.core[0] - self.start : self.core[1] - self.start].split())

    def moved(self, by: int) -> "Quantity":
        """Return it at another place."""
        core = self.core[0] + by, self.core[1] + by
        return self._replace(start=self.start + by, end=self.end + by, core=core)

    def cut(self, start: int, end: int) -> "Quantity":
        """Return it without its words outside of a range; what they mean stays."""
        if start <= self.start and self.end <= end:
            return self
        first, last = max(start, self.start), min(end, self.end)
        core = min(max(self.core[0], first), last), max(min(self.core[1], last), first)
        return self._replace(
            start=first, end=last, written=self.written[first - self.start : last - self.start], core=core
        )

    @property
    def value(self) -> float | None:
        """The value in `unit`; None for a range, for a change between two values and for what has no number."""
        if self.bound == "±":
            return (self.low + self.high) / 2
        return self.low if self.low == self.high and self.doubt != VAGUE and isfinite(self.low) else None

    @property
    def announces(self) -> bool:
        """Whether it counts in words what is told next rather than measures something: *three main reasons*."""
        if self.written == _BOTH:
            return True
        if not self.counted or abs(self.high) >= _FEW or any(map(str.isdigit, self.written)):
            return False
        return self.unit in _TOLD or not _ANNOUNCING.isdisjoint(self.written.lower().split())

    @property
    def base(self) -> tuple[float, float]:
        """Lower and upper value in the base unit of the dimension."""
        return self.low * self.factor, self.high * self.factor


VAGUE, TOO_LARGE = "no exact number", "beyond the numbers that can be compared"
"""Doubts about quantities without a value."""

POINTS = "percentage points"
"""Doubt about *ppt*, which is parts per trillion, percentage points or parts per thousand."""

UNSCALED = "the scale of its first number is not known"
"""Doubt about a change such as *from 20 to 2 million*."""

UNHEADED = "the heads of its table are not known"
"""Doubt about a bare number in a table whose source cannot be read now."""


class Day(NamedTuple):
    """Date, complete or in part."""

    start: int
    end: int
    written: str
    year: int
    """0 if it is not written; the same holds for the other parts."""
    month: int
    last_month: int
    """Equal to `month` unless it is a quarter."""
    day: int

    def moved(self, by: int) -> "Day":
        """Return it at another place."""
        return self._replace(start=self.start + by, end=self.end + by)

    def cut(self, start: int, end: int) -> "Day":
        """Return it without its words outside of a range."""
        first, last = max(start, self.start), min(end, self.end)
        return self._replace(start=first, end=last, written=self.written[first - self.start : last - self.start])

    @property
    def dimension(self) -> str:
        """`date`."""
        return "date"

    @property
    def value(self) -> None:
        """None: a date is no number."""
        return

    @property
    def period(self) -> str:
        """The date as `2026`, `2026-Q1`, `2026-04` or `2026-04-08`; `""` if its year is not written."""
        if not self.year:
            return ""
        if self.month != self.last_month:
            return f"{self.year:04}-Q{(self.month + 2) // 3}"
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


Value = Quantity | Day


def in_digits(value: float) -> str:
    """Return a number in digits, *150,000,000,000*; six and an ellipsis if its decimals have no end: *0.333333…*."""
    if not (value == 0 or _SMALL <= abs(value) < _LARGE):
        return f"{value:.6g}"
    digits = f"{value:,.15g}"
    whole, _, decimals = digits.lstrip("-").partition(".")
    written = sum(map(str.isdigit, (whole + decimals).lstrip("0")))
    if not decimals or written < _ALL_DIGITS:
        return digits
    return digits[: digits.index(".") + 1 + max(2, _FEW_DIGITS - len(whole.strip("0")))] + "…"


def unit_beside(unit: str, written: str) -> str:
    """Return a unit to show beside the words of a figure: `""` for a noun that they have, as in *62 turbines*."""
    return "" if len(unit) > _ABBREVIATED and unit in written.lower() else unit
