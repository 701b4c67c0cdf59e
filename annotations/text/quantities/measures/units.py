"""Unit or currency right behind a number: a sign, a symbol or words."""

from functools import lru_cache
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import counted
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.tables import currencies, products, units
from annotations.text.quantities.tables.units import Unit

TIMES: Final = Unit("×", "ratio", 1.0)
BLANK: Final = r"[ \u00a0\u2009\u202f]"
_SYMBOL: Final = lazy(rf"(?:{BLANK}|-(?=[A-Za-zµ°]{{2}}))?([%‰‱°º℃℉″′Ω×µμÅ\u212b]?[A-Za-zΩ]{{0,6}})")
_PARTED: Final = lazy(r"[ ]([CF])(?![^\W_])")
_HEMISPHERE: Final = lazy(r"°[ ]?([NSEW])(?![^\W_])")
_STANDARD: Final = lazy(r"[ ]?(V?-?PDB|V-?SMOW|SMOW|VCDT)(?![^\W_])")
"""What the isotopes of a sample are compared with: *−25 ‰ VPDB*."""

_PERCENT_BY: Final = lazy(rf"{BLANK}?(wt|vol|mol|at)\.?[ ]?%")
"""Percentage of the weight, the volume, the substance, the atoms."""

_PER_HUNDRED: Final = lazy(
    rf"{BLANK}(?:(?:por|pour|vom){BLANK}100|por{BLANK}cien)(?!{BLANK}?[\d=]|[.,:]\d|[^\W_]|[/%-]|{BLANK}(?:son|es|font|mil|mille|millions|millones)\b)",
    2,
)
"""*Por ciento* in digits and in its short form: *25 por 100*, *90 por cien*."""

_OF_PARTS: Final = (" de ", " del ", " des ", " du ", " d'", " d’", " der ")
_OPENS_HUNDRED: Final = (" por", " pour", " vom", "\u00a0por", "\u00a0pour", "\u00a0vom")
_IN_FRONT: Final = frozenset(("Rp",))
"""Signs of currencies that go before an amount, or behind one of at least a thousand."""

_SPOONS: Final = {"EL": "tbsp", "TL": "tsp", "Tl": "tsp"}
"""Spoons of German recipes; elsewhere the second is a currency."""

_TYPE: Final = lazy(r"(?:[Tt]yp[e-]?|[Tt]ipo)[ ]?\d$", 2)
"""Number of a diabetes rather than marks: *type 2 DM*."""

_SPOON: Final = lazy(r"[ ]?(?:c|cuill?)\.?[ ]?à[ ]?(soupe|s|café|c|thé)(?![^\W_])")
_OPENS_SPOON: Final = (" c.", "c.", " c à", " cuil", " cà", "cà")
"""Spoons of French recipes: *2 c. à soupe*."""

_MODEL: Final = lazy(r"-\d+[ ]?")
_NAME: Final = lazy(r"(?<=[ ][ACFKT])-(?:[a-z]{3}|Pop)|(?<=[ ]t)-[tT]est")
"""What makes a name of a letter: *3 A-levels*, but not *25 A-Sicherung*."""

_CARBON: Final = lazy(r"[2₂](?:-?eq?)?(?![^\W_])")
_MANY_CODES: Final = 1e6
"""From here on the name of a currency may follow *de*: *5.000.000 de euros*."""

_OPENS_AMOUNT: Final = lazy(rf"{BLANK}?(?=\d)")
_OPENS_PERCENT: Final = frozenset("wvma \u00a0\u2009\u202f")
SHARES: Final = frozenset("%‰‱")
WORDS: Final = lazy(
    rf"(?:{BLANK}{{1,2}}|-|[ ]?)(?:de |d['’]|odd |of a |of an |of |premiers |premières |derniers |dernières |ersten |letzten )?([^\W\d_]{{1,40}}(?:[ \u00a0'’-][^\W\d_]{{1,40}}){{0,3}})"
)
_PENCE: Final = lazy(r"(?<=\d)p(?![^\W_]|\.?\d|/\d)")
_LINES: Final = frozenset((144, 240, 288, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320))
"""Heights of a picture in lines: *1080p*."""

_CUT: Final = lazy(r"[ \u00a0-]")
_QUOTE: Final = lazy("""["'”’](?![^\\W_])|'(?=\\d)""")
_BEHIND_INCH: Final = lazy(
    r"(?:[ ]|(?<=\d))in(?=\.?(?:$|[,;)]|[ ](?:thick|long|wide|tall|deep|high|diameter|by|x|×|of rain|and|or)\b))"
)
_NO_UNIT: Final = frozenset("\n\t.,;:)]|?!")
_OPENS_INCH: Final = ("in", " in")
_QUOTES: Final = frozenset("\"'”’″′")
_STRAIGHT: Final = frozenset("\"'")
_CROSSES: Final = frozenset("x×X")
_SIGNS: Final = frozenset("%‰‱°×")
_ELIDED: Final = frozenset(("’t", "'t"))


def money(currency: str) -> Unit:
    """Return the unit of a currency."""
    return Unit(currency, "money", 1.0)


def percent(text: str, end: int) -> tuple[Unit, int]:
    """Return the unit of a percent or per mille sign at `end`, with the standard that it is measured against."""
    if end == len(text):
        return NONE, end
    unit = units.symbols()[text[end]]
    if standard := _STANDARD.match(text, end + 1):
        return Unit(f"{unit.name} {standard[1]}", f"share {standard[1]}", unit.factor), standard.end()
    return unit, end + 1


def unit_behind(context: Context, end: int, *, scaled: bool, value: float) -> tuple[Unit, int]:
    """Return the unit that follows at `end`, and its end."""
    text = context.text
    follower = text[end : end + 1]
    if not follower or follower in _NO_UNIT:
        return NONE, end
    if currencies.may_be_behind(text, end) and (paid := _currency(context, end, value, scaled=scaled)):
        return paid
    if follower in _QUOTES and (found := _QUOTE.match(text, end)):
        return _feet(text, end, follower)
    if follower == "p" and (found := _PENCE.match(text, end)) and value not in _LINES:
        return Unit("cent", "money", 1.0), found.end()
    if follower == "¢":
        return Unit("cent", "money", 1.0), end + 1
    if follower in _OPENS_PERCENT and (found := _PERCENT_BY.match(text, end)):
        return Unit(f"{found[1]}%", f"share by {found[1]}", 1.0), found.end()
    if text.startswith(_OPENS_HUNDRED, end) and (found := _PER_HUNDRED.match(text, end)):
        return _per_hundred(context, end, found.end())
    if follower == "°" and (found := _HEMISPHERE.match(text, end)):
        return Unit(f"°{found[1]}", f"angle {found[1]}", 1.0), found.end()
    if named := _symbol(context, end):
        return named
    if text.startswith(_OPENS_INCH, end) and (found := _BEHIND_INCH.match(text, end)):
        return units.units()["in"], found.end()
    return worded(context, end, scaled=scaled or value < 1 or value >= _MANY_CODES)


def _currency(context: Context, end: int, value: float, *, scaled: bool) -> tuple[Unit, int] | None:
    """Return the currency whose sign or code follows at `end`, and its end; None if it is of another number."""
    text = context.text
    found = currencies.BEHIND.match(text, end)
    code = currencies.of_sign(found[0], context.region) if found else ""
    if found is None or not code:
        return None
    written, stop = found[0].strip(), found.end()
    if (written in _SPOONS and context.language == "de") or (
        written == "DM" and _TYPE.search(text, max(0, end - 8), end)
    ):
        return None
    if written in _IN_FRONT and value < 1000 and not scaled:
        return Unit(written, "", 1.0), stop  # 1.5Rp: radii of a planet.
    hyphened = found[0][0] == "-"
    opens = _OPENS_AMOUNT.match(text, stop) if hyphened or written in {"$", "£"} else None
    if opens and (not opens[0] or hyphened):  # $5m-$10m
        return None
    return money(code), stop


def _feet(text: str, end: int, quote: str) -> tuple[Unit, int]:
    """Return inches or feet for a quotation mark at `end`; no unit if it closes a quotation or stands before another number."""
    if quote not in _STRAIGHT or (not text[end + 1 : end + 2].isdigit() and _quoted(text, end, quote)):
        return NONE, end
    return units.units()["in" if quote == '"' else "ft"], end + 1


def _per_hundred(context: Context, end: int, last: int) -> tuple[Unit, int]:
    """Return the percentage that *por 100* at `end` is; no unit if it is a rate: *25 por 100 habitantes*."""
    if not context.text.startswith(_OF_PARTS, last) and (
        counted(context.text, last)[0] or unit_behind(context, last, scaled=True, value=100.0)[0].name
    ):
        return NONE, end
    return units.symbols()["%"], last


def _symbol(context: Context, end: int) -> tuple[Unit, int] | None:
    """Return the unit whose symbol follows at `end`, with its powers and products, and its end; None if there is none."""
    text = context.text
    if text.startswith(_OPENS_SPOON, end) and (spoon := _SPOON.match(text, end)):
        return units.units()["tbsp" if spoon[1][0] == "s" else "tsp"], spoon.end()
    found = _SYMBOL.match(text, end)
    if found is None or not found[1]:
        return None
    if found[1] in _SPOONS and context.language == "de":
        return units.units()[_SPOONS[found[1]]], found.end()
    if found[1] == "F" and context.language == "fr":
        return money("Fr"), found.end()
    symbol, spaced = found[1].replace("º", "°"), found.start(1) > end
    known, stop = _known(text, symbol, found.start(1), found.end())
    if known is None or text[stop : stop + 1].isalpha() or text[stop : stop + 2] in _ELIDED:
        return None
    if spaced and symbol == "um" and (context.language in {"de", "pt"} or text[stop : stop + 2].strip().isdigit()):
        return None  # Von 2025 um 12 Prozent.
    if symbol in _CROSSES and _crossed(text, stop, spaced=spaced):
        return None
    unit, stop = percent(text, stop - 1) if symbol in SHARES else products.powered(text, stop, known)
    if text[stop : stop + 1].isdigit() or (spaced and _is_model(text, stop, symbol)):
        return None
    return unit, stop


def _known(text: str, symbol: str, start: int, stop: int) -> tuple[Unit | None, int]:
    """Return the unit of a symbol from `start` to `stop`, or of the sign that it begins with, and its end."""
    known = units.symbols().get(symbol)
    if known is None and len(symbol) > 1 and symbol[0] in _SIGNS:
        known, stop = units.symbols()[symbol[0]], start + 1
    if known is None and symbol.endswith("CO") and (gas := _CARBON.match(text, stop)):  # 12 tCO2e
        known, stop = units.symbols().get(symbol.removesuffix("CO")), gas.end()
    if symbol in {"C", "F"}:
        known = units.symbols()[f"°{symbol}"]
    elif symbol == "°" and (parted := _PARTED.match(text, stop)):  # 20° C
        known, stop = units.symbols()[f"°{parted[1]}"], parted.end()
    return known, stop


def _is_model(text: str, stop: int, symbol: str) -> bool:
    """Return whether a letter behind a number begins a name: *5 F-16 jets*, *3 A-levels*, but not *12 V-24 V*."""
    if text[stop - 1 : stop] != symbol:
        return False
    if text[stop : stop + 1] == "-" and _NAME.match(text, stop):
        return True
    if not symbol.isupper():
        return False
    found = _MODEL.match(text, stop)
    return found is not None and not text.startswith(symbol, found.end())


def _crossed(text: str, stop: int, *, spaced: bool) -> bool:
    """Return whether a cross is between two numbers: *3 x 5 cm*."""
    rest = text[stop : stop + 2].lstrip()
    return rest[:1].isdigit() or (spaced and rest[:1].isalpha() and text[stop : stop + 1] != " ")


def worded(context: Context, end: int, *, scaled: bool) -> tuple[Unit, int]:
    """Return the unit or the currency in words that follow at `end`, and its end."""
    found = WORDS.match(context.text, end)
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
                glued = key == "fach" and found.start(1) == end  # 3fach
                return (unit, found.start(1) + stop) if glued else (NONE, end)
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
