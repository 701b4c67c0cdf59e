"""Scale, unit and currency right behind a number."""

import re
from functools import lru_cache
from typing import Final

from annotations.text.language.guess import small_words
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.around import COURSE, counted
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.tables import currencies, products, scaled, trade, units
from annotations.text.quantities.tables.numerals import GUARDED
from annotations.text.quantities.tables.units import Unit
from annotations.text.quantities.values import POINTS

TIMES: Final = Unit("×", "ratio", 1.0)

_BLANK: Final = r"[ \u00a0\u2009\u202f]"
_SCALE: Final = lazy(r"(?:[ \u00a0\u202f]{1,2}|-)?(?:de )?([^\W\d_]{1,24}\.?)")
LETTER: Final = lazy(r"([ ]?)([kKmMbBtT])(?![^\W_]|['’]\w|(?<=[ ][KMBT])-\d\d+(?![\d.,]|[ ]?\2))")
_EAST: Final = {"万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12}
_LETTERS: Final = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_SYMBOL: Final = lazy(rf"(?:{_BLANK}|-(?=[A-Za-zµ°]{{2}}))?([%‰‱°º℃℉″′Ω×µμÅ\u212b]?[A-Za-zΩ]{{0,6}})")
_PARTED: Final = lazy(r"[ ]([CF])(?![^\W_])")
_HEMISPHERE: Final = lazy(r"°[ ]?([NSEW])(?![^\W_])")
_STANDARD: Final = lazy(r"[ ]?(V?-?PDB|V-?SMOW|SMOW|VCDT)(?![^\W_])")
"""What the isotopes of a sample are compared with: *−25 ‰ VPDB*."""

_PERCENT_BY: Final = lazy(rf"{_BLANK}?(wt|vol|mol|at)\.?[ ]?%")
"""Percentage of the weight, the volume, the substance, the atoms."""

_PER_HUNDRED: Final = lazy(
    rf"{_BLANK}(?:(?:por|pour|vom){_BLANK}100|por{_BLANK}cien)(?!{_BLANK}?[\d=]|[.,:]\d|[^\W_]|[/%-]|{_BLANK}(?:son|es|font|mil|mille|millions|millones)\b)",
    2,
)
"""*Por ciento* in digits and in its short form: *25 por 100*, *90 por cien*."""
_OF_PARTS: Final = (" de ", " del ", " des ", " du ", " d'", " d’", " der ")
_OPENS_HUNDRED: Final = (" por", " pour", " vom", "\u00a0por", "\u00a0pour", "\u00a0vom")

_IN_FRONT: Final = frozenset(("Rp",))
"""Signs of currencies that go before an amount, or behind one of at least a thousand."""

_TRACES: Final = frozenset(
    "ppm ppb ppq pptv ppbv ppmv pfas pfoa pfos dioxin dioxins furans pcb pcbs mixing isotope isotopes cfc cfcs hcfc hfc hfcs trace traces contaminant contaminants groundwater atmospheric "
    "stratosphere stratospheric troposphere tropospheric ng pg trillion bro clo hg mercury".split()
)
"""Words of very small shares: beside them *ppt* is parts per trillion."""

_MODEL: Final = lazy(r"-\d+[ ]?")
_CARBON: Final = lazy(r"[2₂](?:-?eq?)?(?![^\W_])")
_MANY_CODES: Final = 1e6
"""From here on the name of a currency may follow *de*: *5.000.000 de euros*."""

_OPENS_AMOUNT: Final = lazy(rf"{_BLANK}?(?=\d)")
_OPENS_PERCENT: Final = frozenset("wvma \u00a0\u2009\u202f")
_SHARES: Final = frozenset("%‰‱")
_WORDS: Final = lazy(
    rf"(?:{_BLANK}{{1,2}}|-|[ ]?)(?:de |d['’]|odd |of a |of an |of |premiers |premières |derniers |dernières |ersten |letzten )?([^\W\d_]{{1,40}}(?:[ \u00a0'’-][^\W\d_]{{1,40}}){{0,3}})"
)
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

_PENCE: Final = lazy(r"(?<=\d)p(?![^\W_]|\.?\d|/\d)")
_LINES: Final = frozenset((144, 240, 288, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320))
"""Heights of a picture in lines: *1080p*."""

_CUT: Final = lazy(r"[ \u00a0-]")
_QUOTE: Final = lazy("""["'”’](?![^\\W_])|'(?=\\d)""")
_BEHIND_INCH: Final = lazy(
    r"(?:[ ]|(?<=\d))in(?=\.?(?:$|[,;)]|[ ](?:thick|long|wide|tall|deep|high|diameter|by|x|×|of rain|and|or)\b))"
)


def money(currency: str) -> Unit:
    """Return the unit of a currency."""
    return Unit(currency, "money", 1.0)


def behind(context: Context, end: int, currency: str, value: float = 0.0) -> tuple[float, Unit, int, str]:
    """Return the scale and the unit right behind a number, the end of both, and their doubt."""
    text, scale, doubt = context.text, 1.0, ""
    follower = text[end : end + 2]
    if text[end : end + 1] in _SHARES:
        return 1.0, *_percent(text, end), ""
    if follower[:1] in _EAST:
        scale, end = _EAST[follower[0]], end + 1
    if (
        follower[:1] in scaled.OPENERS
        and (found := scaled.BEHIND.match(text, end))
        and (currency or not found["alone"])
    ):
        code = currency or currencies.of_sign(found["code"] or found["sign"], context.region)
        letters = found["scale"] or found["letter"] or found["alone"]
        # In Spanish these letters are a million or a thousand of them.
        unclear = letters == "MM" and (context.language == "es" or code == "EUR")
        return scaled.size_of(letters), money(code), found.end(), "thousands" if unclear else ""
    factors = words.scales(context.language)
    while found := _SCALE.match(text, end):
        word = found[1].lower()
        stop = found.end(1)
        if word not in factors:
            word, stop = word.rstrip("."), stop - word.count(".")
        if word not in factors or word in {"cent", "cents"}:
            break
        if text[stop : stop + 1].isalnum() or (word in GUARDED and not currency and _names(text, stop)):
            break
        scale, end = scale * factors[word], stop
    traded, last, unclear = trade.unit_at(context.words, text, end)
    if traded.name and not currency:
        return scale, traded, last, unclear
    if scale == 1.0 and (found := LETTER.match(text, end)):
        scale, unit, end, doubt = _lone(context, found, currency, value)
        if unit.name:
            return scale, unit, end, doubt
    if currency:
        attached = scale == 1 and text[end : end + 1] not in {" ", "-"}
        unit, last = (NONE, end) if attached else unit_behind(context, end, scaled=True, value=value)
        return (
            (scale, unit, last, doubt)
            if unit.dimension == "money" and unit.name != "cent"
            else (scale, NONE, end, doubt)
        )
    unit, last = unit_behind(context, end, scaled=scale > 1, value=value)
    if unit.name == "ppt" and _TRACES.isdisjoint(context.words):
        doubt = POINTS
    if (
        unit.dimension == "money"
        and scale == 1
        and (found := _SCALE.match(text, last))
        and found[1].lower() in factors
        and len(found[1]) > 1
    ):
        scale, last = factors[found[1].lower()], found.end(1)
    return scale, unit, last, doubt


def _percent(text: str, end: int) -> tuple[Unit, int]:
    """Return the unit of a percent or per mille sign at `end`, with the standard that it is measured against."""
    if end == len(text):
        return NONE, end
    unit = units.symbols()[text[end]]
    if standard := _STANDARD.match(text, end + 1):
        return Unit(f"{unit.name} {standard[1]}", f"share {standard[1]}", unit.factor), standard.end()
    return unit, end + 1


def _names(text: str, end: int) -> bool:
    """Return whether a word that is no small one is right behind a factor: *2 grand pianos*."""
    found = _WORDS.match(text, end)
    return found is not None and found[1].split(" ")[0].lower() not in small_words()


def half_behind(text: str, end: int) -> int:
    """Return the end of a half that follows a quantity: *dos horas y media*, *un million et demi*; 0 if there is none."""
    found = _AND_HALF.match(text, end) if text[end + 1 : end + 2] in {"a", "e", "u", "y"} else None
    return found.end() if found else 0


def _lone(context: Context, found: "re.Match[str]", currency: str, value: float) -> tuple[float, Unit, int, str]:
    """Return scale, unit, end and doubt of a letter behind a number that may be a scale or a unit."""
    text, end, letter = context.text, found.end(), found[2]
    factor = _LETTERS[letter.lower()]
    if letter == "m" and not currency and (course := COURSE.match(text, end)):
        return 1.0, units.symbols()["m"], end, "million" if course["many"] else ""
    if currency or _scales(context, end, letter) or (letter == "k" and text[end : end + 1] != "/"):
        return factor, NONE, end, ""
    if letter.isupper() and not found[1] and letter != "K":
        return factor, NONE, end, ""
    if (
        letter in "KM"
        and (power := products.powered(text, end, _MOLAR if letter == "M" else units.symbols()["K"]))[1] > end
    ):
        return 1.0, *power, ""
    if letter == "M" and found[1] and _DISSOLVED.match(text, end):
        return 1.0, _MOLAR, end, ""
    if letter == "K":
        kelvin = (
            "°" in text[max(0, end - 40) : end + 40]
            or "emperatur" in text[max(0, end - 60) : end + 20]
            or (found[1] and _HEAT.search(text, max(0, end - 150), end + 150))
        )
        return (
            (factor, NONE, end, "")
            if not found[1] and not kelvin
            else (1.0, units.symbols()["K"], end, "")
            if kelvin
            else (1.0, units.symbols()["K"], end, "thousand")
        )
    if letter == "m":
        unit, last = products.powered(text, end, units.symbols()["m"])
        clear = (
            unit.name != "m"
            or context.comma
            or context.language in {"de", "fr", "es"}
            or _LONG.match(text, end)
            or (
                _LENGTH.search(text, max(0, end - 40), end + 40) and not _MONEY.search(text, max(0, end - 40), end + 40)
            )
            or (found[1] and value >= _MANY and not _MONEY.search(text))
            or (_MEASURES.search(text, max(0, end - 120), end + 120) and not _MONEY.search(text))
        )
        return 1.0, unit, last, "" if clear else "million"
    if letter == "t":
        unit, last = products.powered(text, end, units.symbols()["t"])
        return 1.0, unit, last, "trillion" if unit.name == "t" and value < 1000 else ""
    if letter.isupper():
        return 1.0, NONE, found.start(), {"M": "million", "B": "billion", "T": "trillion"}[letter]
    return 1.0, Unit("b", "", 1.0), end, "billion" if value < 1000 else ""


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
    after = _WORDS.match(text, end)
    return after is not None and bool(currencies.of_words(after[1].split(" "))[0])


def unit_behind(context: Context, end: int, *, scaled: bool, value: float) -> tuple[Unit, int]:
    """Return the unit that follows at `end`, and its end."""
    text = context.text
    follower = text[end : end + 1]
    if not follower or follower in "\n\t.,;:)]|?!":
        return NONE, end
    if (
        currencies.may_be_behind(text, end)
        and (found := currencies.BEHIND.match(text, end))
        and (code := currencies.of_sign(found[0], context.region))
    ):
        stop = found.end()
        if found[0].strip() in _IN_FRONT and value < 1000 and not scaled:
            return Unit(found[0].strip(), "", 1.0), stop  # 1.5Rp: radii of a planet.
        opens = _OPENS_AMOUNT.match(text, stop) if found[0][0] == "-" or found[0].strip() in {"$", "£"} else None
        if not opens or (opens[0] and found[0][0] != "-"):  # $5m-$10m
            return money(code), stop
    if follower in "\"'”’″′" and (found := _QUOTE.match(text, end)):
        if follower in "\"'" and (text[end + 1 : end + 2].isdigit() or not _quoted(text, end, follower)):
            return units.units()["in" if follower == '"' else "ft"], end + 1
        return NONE, end
    if follower == "p" and (found := _PENCE.match(text, end)) and value not in _LINES:
        return Unit("cent", "money", 1.0), found.end()
    if follower in _OPENS_PERCENT and (found := _PERCENT_BY.match(text, end)):
        return Unit(f"{found[1]}%", f"share by {found[1]}", 1.0), found.end()
    if text.startswith(_OPENS_HUNDRED, end) and (found := _PER_HUNDRED.match(text, end)):
        parts = text.startswith(_OF_PARTS, found.end())  # Without these words it is a rate: 25 por 100 habitantes.
        counts = counted(text, found.end())[0] or unit_behind(context, found.end(), scaled=True, value=100.0)[0].name
        return (NONE, end) if counts and not parts else (units.symbols()["%"], found.end())
    if follower == "°" and (found := _HEMISPHERE.match(text, end)):
        return Unit(f"°{found[1]}", f"angle {found[1]}", 1.0), found.end()
    found = _SYMBOL.match(text, end)
    if found and found[1]:
        symbol, stop = found[1].replace("º", "°"), found.end()
        known = units.symbols().get(symbol)
        if known is None and len(symbol) > 1 and symbol[0] in "%‰‱°×":
            known, stop = units.symbols()[symbol[0]], found.start(1) + 1
        if known is None and symbol.endswith("CO") and (gas := _CARBON.match(text, stop)):  # 12 tCO2e
            known, stop = units.symbols().get(symbol.removesuffix("CO")), gas.end()
        if symbol in {"C", "F"}:
            known = units.symbols()[f"°{symbol}"]
        elif symbol == "°" and (parted := _PARTED.match(text, stop)):  # 20° C
            known, stop = units.symbols()[f"°{parted[1]}"], parted.end()
        spaced = found.start(1) > end
        if spaced and symbol == "um" and (context.language in {"de", "pt"} or text[stop : stop + 2].strip().isdigit()):
            known = None  # Von 2025 um 12 Prozent.
        if (
            known
            and not text[stop : stop + 1].isalpha()
            and text[stop : stop + 2] not in {"’t", "'t"}
            and not (symbol in {"x", "×", "X"} and _crossed(text, stop, spaced=spaced))
        ):
            unit, stop = _percent(text, stop - 1) if symbol in _SHARES else products.powered(text, stop, known)
            if not (text[stop : stop + 1].isdigit() or (spaced and _is_model(text, stop, symbol))):
                return unit, stop
    if text.startswith(("in", " in"), end) and (found := _BEHIND_INCH.match(text, end)):
        return units.units()["in"], found.end()
    return worded(context, end, scaled=scaled or value < 1 or value >= _MANY_CODES)


def _is_model(text: str, stop: int, symbol: str) -> bool:
    """Return whether a letter behind a number begins the name of a model: *5 F-16 jets*, but not *12 V-24 V*."""
    if text[stop - 1 : stop] != symbol or not symbol.isupper():
        return False
    found = _MODEL.match(text, stop)
    return found is not None and not text.startswith(symbol, found.end())


def _crossed(text: str, stop: int, *, spaced: bool) -> bool:
    """Return whether a cross is between two numbers: *3 x 5 cm*."""
    rest = text[stop : stop + 2].lstrip()
    return rest[:1].isdigit() or (spaced and rest[:1].isalpha() and text[stop : stop + 1] != " ")


def worded(context: Context, end: int, *, scaled: bool) -> tuple[Unit, int]:
    """Return the unit or the currency in words that follow at `end`, and its end."""
    found = _WORDS.match(context.text, end)
    if found is None:
        return NONE, end
    if not scaled and context.text[end : found.start(1)].strip().startswith(("de", "d'", "d’", "of")):
        return NONE, end
    phrase = found[1]
    if not _may_open(phrase.partition(" ")[0], context.language):
        return NONE, end
    known = units.words(context.language)
    stops = [cut.start() for cut in _CUT.finditer(phrase)] + [len(phrase)]
    lower = phrase.lower()
    for stop in reversed(stops):
        key = lower[:stop].replace("\u00a0", " ")
        if unit := known.get(key):
            if key in {"times", "fold", "fach"}:
                return NONE, end
            return unit, found.start(1) + stop
    code, count = currencies.of_words(phrase.split(" "), context.region)
    if not code and (hyphen := lower.partition("-")[0]) in {"dollar", "euro", "pound", "yen"}:
        return money(currencies.of_words([hyphen], context.region)[0]), found.start(1) + len(hyphen)
    if not code:
        return NONE, end
    if code == "cent":
        return Unit("cent", "money", 1.0), found.start(1) + stops[0]
    if code == "pound" and not scaled:
        return units.units()["lb"], found.start(1) + stops[0]
    if code == "pound":
        code = "GBP"
    return money(code), found.start(1) + sum(len(word) + 1 for word in phrase.split(" ")[:count]) - 1


@lru_cache(4096)
def _may_open(word: str, language: str) -> bool:
    """Return whether a unit or a currency in words may begin with a word, or with what is before its hyphen."""
    first = _CUT.split(word, 1)[0]
    names = currencies.may_open_name
    return units.may_open(first.lower(), language) or names(first) or (word != first and names(word))


def _quoted(text: str, end: int, quote: str) -> bool:
    """Return whether a quotation mark behind a number closes a quotation that was opened on its line."""
    line = text[max(0, end - 200) : end].rpartition("\n")[2]
    if quote == "'" and text[end + 1 : end + 2].isalpha():
        return True
    return sum(not line[max(0, at - 1) : at].isdigit() for at, char in enumerate(line) if char == quote) % 2 == 1
