"""Scale right behind a number, in words or as a letter, with the unit behind it: *5 million km*, *5m users*, *5 m deep*."""

import re
from typing import Final

from annotations.text.language.guess import small_words
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.around import COURSE, counted
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.measures.units import SHARES, WORDS, money, percent, unit_behind
from annotations.text.quantities.tables import currencies, products, scaled, trade, units
from annotations.text.quantities.tables.numerals import GUARDED
from annotations.text.quantities.tables.units import Unit
from annotations.text.quantities.values import POINTS

_SCALE: Final = lazy(r"(?:[ \u00a0\u202f]{1,2}|-)?(?:de )?([^\W\d_]{1,24}\.?)")
LETTER: Final = lazy(
    r"([ ]?)([kKmMbBtT])(?![^\W_]|['’]\w|(?<=[ ].)-(?!parameter|a-|year)[^\W\d_]|(?<=[TB])[ ](?:cells?|lymphocytes?|receptors?)(?![^\W_])|(?<=[ ][MK])[ ]dwarfs?(?![^\W_])|(?<=[ ][KMBT])-\d\d+(?![\d.,]|[ ]?\2))"
)
_EAST: Final = {"万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12}
_LETTERS: Final = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_CENTS: Final = frozenset(("cent", "cents"))
_TRACES: Final = frozenset(
    "ppm ppb ppq pptv ppbv ppmv pfas pfoa pfos dioxin dioxins furans pcb pcbs mixing isotope isotopes cfc cfcs hcfc hfc hfcs trace traces contaminant contaminants groundwater atmospheric "
    "stratosphere stratospheric troposphere tropospheric ng pg trillion bro clo hg mercury".split()
)
"""Words of very small shares: beside them *ppt* is parts per trillion."""

_AND_HALF: Final = lazy(
    r"[ ](?:and a half|et demie?|y medi[oa]|und eine halbe)(?![^\W_]|[ -](?:li[fv]e|dozen|hour|day|year|cent|million|billion))",
    2,
)
_LONG: Final = lazy(
    r"[ ](?:high|long|wide|tall|deep|thick|away|across|apart|above|below|underground|hoch|lang|breit|tief|entfernt|de (?:haut|long|large|profondeur|hauteur|largo|alto|ancho|altura|profundidad))\b"
)
_LENGTH: Final = lazy(
    r"[\d½¼¾][ ]?(?:[kcd]m|mm|ft|yd|mi|m[ ]?[x×])(?![^\W_])|\b(?:met(?:re|er)s?|feet|kilomet(?:re|er)s?|Meter|mètres|metros)\b"
)
"""Words that make a lone *m* metres: another length beside it, or what is measured."""

_MEASURES: Final = lazy(
    r"\d[ ]?(?:[kcdmµμn]m|m[ ]?[x×])(?![^\W_])|\b(?:depths?|thick(?:ness)?|heights?|widths?|wide|deep|tall|altitudes?|elevations?|diameters?|boreholes?|sediments?|sedimentary|stratigraphic|outcrops?|above sea level|below (?:sea level|the surface|ground))\b",
    2,
)
"""Other lengths and what is measured in metres, in some distance from a lone *m*."""

_MONEY: Final = lazy(
    r"[$€£¥₹]|\b(?:[mb]n|[mb]illions?|users|subscribers|downloads|visitors|revenues?|profits?|loss(?:es)?|sales|customers|deals?|worth"
    r"|costs?|prices?|paid|pay(?:s|ing|ment|ments)?|budgets?|fund(?:s|ing|ed)?|loans?|debts?|tax(?:es)?|income|spen[dt]|spending|invest\w*|rais(?:ed|ing)"
    r"|earn\w*|markets?|shares?|valu(?:ed|ation)|USD|EUR|GBP)\b",
    2,
)
"""Words of money or of what is counted in millions: beside them a lone *m* stays in doubt."""

_MANY: Final = 1000
"""Metres rather than millions: *8,611 m*."""

_HEAT: Final = lazy(r"(?:temperatur|kelvin|isotherm|thermal|\bheat|\bcool(?:ing|er|ed)\b|colder|warmer)", 2)
_DISSOLVED: Final = lazy(
    r"[ ](?:NaCl|HCl|NaOH|KCl|KOH|HNO3|H2SO4|CaCl2|MgCl2|NaHCO3|EDTA|Tris|HEPES|urea|glucose|sucrose|solutions?\b|aqueous|acetic|hydrochloric|nitric|sulfuric|phosphate)"
)
_MOLAR: Final = Unit("M", "concentration", 1.0)
Measured = tuple[float, Unit, int, str]
"""Scale, unit, the end of both and their doubt."""


def behind(context: Context, end: int, currency: str, value: float = 0.0) -> Measured:
    """Return the scale and the unit right behind a number, the end of both, and their doubt."""
    text, doubt = context.text, ""
    follower = text[end : end + 1]
    if follower in SHARES:
        return 1.0, *percent(text, end), ""
    scale = _EAST.get(follower, 1.0)
    if follower in _EAST:
        end += 1
    if follower in scaled.OPENERS and (amount := _amount(context, end, currency)):
        return amount
    factor, end = _factors(context, end, currency)
    scale *= factor
    traded, last, unclear = trade.unit_at(context.words, text, end)
    if traded.name and not currency:
        return scale, traded, last, unclear
    if scale == 1.0 and (found := LETTER.match(text, end)):
        scale, unit, end, doubt = _lone(context, found, currency, value)
        if unit.name:
            return scale, unit, end, doubt
    if currency:
        return _second_currency(context, scale, end, doubt, value)
    unit, last = unit_behind(context, end, scaled=scale > 1, value=value)
    if unit.dimension == "money" and text[last : last + 1].isdigit():  # *two | €5 coins*
        unit, last = NONE, end
    if unit.name == "ppt" and _TRACES.isdisjoint(context.words):
        doubt = POINTS
    if unit.dimension == "money" and scale == 1:
        scale, last = _late_factor(context, last)
    return scale, unit, last, doubt


def _amount(context: Context, end: int, currency: str) -> Measured | None:
    """Return a scale that is written together with a currency or only beside one: *5 Mio. €*, *$5bn*; None if there is none."""
    found = scaled.BEHIND.match(context.text, end)
    if found is None or not (currency or not found["alone"]):
        return None
    if found["named"]:
        return 1e6, money(currency or scaled.MILLIONS[found["named"].lower()]), found.end(), ""
    code = currency or currencies.of_sign(found["code"] or found["sign"], context.region)
    letters = found["scale"] or found["letter"] or found["alone"]
    # In Spanish these letters are a million or a thousand of them.
    unclear = letters == "MM" and (context.language == "es" or code == "EUR")
    return scaled.size_of(letters), money(code), found.end(), "thousands" if unclear else ""


def _factors(context: Context, end: int, currency: str) -> tuple[float, int]:
    """Return the product of the words of scale that follow at `end`, and their end."""
    text, scale, known = context.text, 1.0, words.scales(context.language)
    while found := _SCALE.match(text, end):
        word = found[1].lower()
        stop = found.end(1)
        if word not in known:
            word, stop = word.rstrip("."), stop - word.count(".")
        if word not in known or word in _CENTS:
            break
        if text[stop : stop + 1].isalnum() or (word in GUARDED and not currency and _names(text, stop)):
            break
        scale, end = scale * known[word], stop
    return scale, end


def _late_factor(context: Context, end: int) -> tuple[float, int]:
    """Return the word of scale behind the currency that ends at `end`, *75 USD million*, and its end; 1 if there is none."""
    found, known = _SCALE.match(context.text, end), words.scales(context.language)
    if found is None or len(found[1]) < 2 or found[1].lower() not in known:
        return 1.0, end
    return known[found[1].lower()], found.end(1)


def _second_currency(context: Context, scale: float, end: int, doubt: str, value: float) -> Measured:
    """Return the currency behind an amount with one before it, *$5 CAD*; no unit if there is none."""
    if scale == 1 and context.text[end : end + 1] not in {" ", "-"}:  # Right behind its digits.
        return scale, NONE, end, doubt
    unit, last = unit_behind(context, end, scaled=True, value=value)
    return (
        (scale, unit, last, doubt) if unit.dimension == "money" and unit.name != "cent" else (scale, NONE, end, doubt)
    )


def _names(text: str, end: int) -> bool:
    """Return whether a word that is no small one is right behind a factor: *2 grand pianos*."""
    found = WORDS.match(text, end)
    return found is not None and found[1].split(" ")[0].lower() not in small_words()


def half_behind(text: str, end: int) -> int:
    """Return the end of a half that follows a quantity: *dos horas y media*, *un million et demi*; 0 if there is none."""
    found = _AND_HALF.match(text, end) if text[end + 1 : end + 2] in {"a", "e", "u", "y"} else None
    return found.end() if found else 0


def _lone(context: Context, found: re.Match[str], currency: str, value: float) -> Measured:
    """Return scale, unit, end and doubt of a letter behind a number that may be a scale or a unit."""
    text, end, letter = context.text, found.end(), found[2]
    if letter == "m" and not currency and (course := COURSE.match(text, end)):
        return 1.0, units.symbols()["m"], end, "million" if course["many"] else ""
    glued = letter.isupper() and not found[1] and letter != "K"
    if currency or _scales(context, end, letter) or (letter == "k" and text[end : end + 1] != "/") or glued:
        return _LETTERS[letter.lower()], NONE, end, ""
    if letter in "KM":
        power = products.powered(text, end, _MOLAR if letter == "M" else units.symbols()["K"])
        if power[1] > end:
            return 1.0, *power, ""
    if letter == "K":
        return _kelvin(text, end, spaced=bool(found[1]))
    if letter == "M" and found[1] and _DISSOLVED.match(text, end):
        return 1.0, _MOLAR, end, ""
    if letter == "m":
        unit, last = products.powered(text, end, units.symbols()["m"])
        clear = unit.name != "m" or _are_metres(context, end, value, spaced=bool(found[1]))
        return 1.0, unit, last, "" if clear else "million"
    if letter == "t":
        unit, last = products.powered(text, end, units.symbols()["t"])
        return 1.0, unit, last, "trillion" if unit.name == "t" and value < 1000 else ""
    if letter.isupper():
        return 1.0, NONE, found.start(), {"M": "million", "B": "billion", "T": "trillion"}[letter]
    return 1.0, Unit("b", "", 1.0), end, "billion" if value < 1000 else ""


def _kelvin(text: str, end: int, *, spaced: bool) -> Measured:
    """Return what a capital *K* is: kelvins beside words of heat, a thousand right behind its number, otherwise in doubt."""
    heat = "°" in text[max(0, end - 40) : end + 40] or "emperatur" in text[max(0, end - 60) : end + 20]
    if heat or (spaced and _HEAT.search(text, max(0, end - 150), end + 150)):
        return 1.0, units.symbols()["K"], end, ""
    return (1.0, units.symbols()["K"], end, "thousand") if spaced else (_LETTERS["k"], NONE, end, "")


def _are_metres(context: Context, end: int, value: float, *, spaced: bool) -> bool:
    """Return whether a lone *m* is certainly no million: by the language, or by other lengths where nothing tells of money."""
    if context.comma or context.language in {"de", "fr", "es"} or _LONG.match(context.text, end):
        return True
    text, near = context.text, (max(0, end - 40), end + 40)
    if _LENGTH.search(text, *near) and not _MONEY.search(text, *near):
        return True
    measured = (spaced and value >= _MANY) or _MEASURES.search(text, max(0, end - 120), end + 120)
    return bool(measured) and not _MONEY.search(text)


def _scales(context: Context, end: int, letter: str) -> bool:
    """Return whether what follows a letter, or the head of the column, makes it a scale: *5m users*, *Revenue ($m)*."""
    text = context.text
    if (context.language != "de" and counted(text, end)[0]) or text[end : end + 11].lower().startswith(
        ("-parameter", " people", " user", *((" d'", " d’") if letter == "M" else ()))
    ):
        return True
    if context.header and context.head.scale == _LETTERS[letter.lower()]:
        return True
    if (sign := currencies.BEHIND.match(text, end)) and currencies.of_sign(sign[0]):
        return True
    after = WORDS.match(text, end)
    return after is not None and bool(currencies.of_words(after[1].split(" "))[0])
