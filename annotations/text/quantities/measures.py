"""Scales, units and bounds of numbers that the review does not parse, in the most frequent languages of sources."""

import re
from functools import cache
from typing import Final

from annotations.text.quantities.units import unit

_UNITS: Final = {
    "%": "percent|per cent|pour cent|por ciento|por cento|per cento|prozent|procent|процент(?:а|ов)?",
    "pp": "percentage points?|prozentpunkte?n?|points? de pourcentage|puntos? porcentual(?:es)?",
    "m": "met(?:er|re)s?|metern|metros?|metri",
    "km": "kilomet(?:er|re)s?|kilometern|kil[oó]metros?",
    "cm": "centimet(?:er|re)s?|zentimetern?",
    "mm": "millimet(?:er|re)s?|millimetern?",
    "mile": "miles?|meilen?",
    "ft": "foot|feet",
    "in": "inch(?:es)?",
    "g": "gram(?:me)?s?|gramm",
    "kg": "kilo(?:gram(?:me|m)?)?s?",
    "mg": "milligram(?:me|m)?s?",
    "t": "tonnen",
    "lb": "lbs?",
    "l": "lit(?:er|re)s?|litern|litros?",
    "ml": "millilit(?:er|re)s?",
    "ha": "hectares?|hektar|hectáreas?",
    "acre": "acres?",
    "°C": "degrees? celsius|grad celsius",
    "°F": "degrees? fahrenheit",
    "°": "degrees?|grad",
}
_SYMBOLS: Final = (
    "%|‰|°C|°F|°|K|J|kJ|MJ|cal|kcal|V|kV|mV|A|mA|Ω|Pa|hPa|kPa|bar|ha|ft|lb|oz|ml|mL|dl|dL|l|L|mol|mmHg|ppm|ppb|dB|rpm|mph"
    "|km/h|m/s|kg|mg|µg|g|km|m|cm|mm|t|kt|Mt|Gt|GWh|MWh|kWh"
)
"""Units that are distinguished by case."""

_SCALES: Final = {
    "1e3": r"thousand|tausend|tsd\.?|mille|mil|mila|тысяч[аи]?|тыс\.?",
    "1e6": r"millionen|million|mio\.?|millions?|mill[oó]n(?:es)?|milh(?:ão|ões)|milion[ei]|миллион(?:а|ов)?|млн\.?",
    "1e9": r"billion|milliarden?|mrd\.?|milliards?|mil millones|bilh(?:ão|ões)|miliard[oi]|миллиард(?:а|ов)?|млрд\.?",
    "1e12": r"trillion|billionen|bio\.?",
}
_BOUNDS: Final = {
    "±": r"±|\+/-|plus or minus",
    "≥": r"mindestens|wenigstens|ab|au moins|al menos|por lo menos|pelo menos|almeno|не менее",
    "≤": r"höchstens|maximal|bis zu|au plus|jusqu['’]à|como máximo|hasta|no máximo|al massimo|не более|a maximum of",
    ">": r"über|mehr als|plus de|más de|mais de|più di|oltre|более|свыше|topp(?:ed|ing)|surpass(?:es|ed|ing)?|north of",
    "<": r"unter|weniger als|knapp|moins de|menos de|meno di|менее|short of",
    "~": r"etwa|rund|ungefähr|environ|près de|casi|unos|unas|cerca de|около|примерно",
    "-": r"minus|negative|moins|menos|meno",
}
_BLANK: Final = r"[ \u00a0\u2009\u202f-]?"

BEFORE: Final = 24
"""Code points before a number that may contain its bound."""


def bound_before(text: str, start: int) -> str:
    """Return the sign for the words right before a number that bound it; `""` if there are none."""
    found = _bound().search(text, max(0, start - BEFORE), start)
    return _name(found, _BOUNDS)


def measure_after(text: str, end: int) -> tuple[float, str]:
    """Return the factor of the scale and unit right behind a number, and the unit after multiplying by it."""
    scale = _scale().match(text, end)
    size = float(_name(scale, _SCALES) or 1)
    end = scale.end() if scale else end
    symbol = _symbol().match(text, end)
    name = symbol[1] if symbol else _name(_unit().match(text, end), _UNITS)
    known, factor = unit(name)
    return size * factor, known or name


def _name(found: re.Match[str] | None, names: dict[str, str]) -> str:
    """Return the key of `names` whose alternative matched; `""` if none did."""
    return list(names)[found.lastindex - 1] if found and found.lastindex else ""


def _any_of(names: dict[str, str]) -> str:
    return "|".join(f"({words})" for words in names.values())


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(_BOUNDS)})\s*$", re.IGNORECASE)


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}(?:{_any_of(_SCALES)})(?!\w)", re.IGNORECASE)


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}({_SYMBOLS})(?!\w|['’])")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}(?:{_any_of(_UNITS)})(?!\w)", re.IGNORECASE)
