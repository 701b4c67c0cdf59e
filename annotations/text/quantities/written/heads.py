"""Scale and unit that the heads of a table give the bare numbers of a cell."""

from functools import lru_cache
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import rate
from annotations.text.quantities.context import NONE, Context, Head
from annotations.text.quantities.measures import behind, money
from annotations.text.quantities.tables import currencies
from annotations.text.quantities.values import POINTS

_KEPT: Final = 1024
"""Heads that are remembered: those of a table are read for each of its cells."""

_NOTHING: Final = Head()
_SCALES: Final = {1e3: "thousand", 1e6: "million", 1e9: "billion", 1e12: "trillion"}
_IN_HEAD: Final = lazy(r"[(\[]([^)\]]+)[)\]]|(?:\bin |, )([^(),]+)$")
_INITIAL: Final = lazy(r"[A-Z](?![\w/²³°€$£]|[ ](?:EUR|CHF|€))")
"""A letter that is no unit: *A*, *A&E attendances*, *C. difficile*."""
_SIGN: Final = lazy(r"\s*([A-Z]{3}(?![^\W_])|[$€£¥₹]|(?:US|CA|C|A|AU|HK|NZ)\$|Rs|kr)[ ]?")
_MONEY: Final = lazy(
    r"(?<![^\W_])(?:revenues?|sales|turnover|income|profits?|loss(?:es)?|earnings|ebit\w*|costs?|expens\w+|expenditures?|spending|prices?|capex"
    r"|capital|assets|liabilities|debts?|cash|equity|invest\w+|funding|budget|market cap\w*|valuation|wages|salaries|tax(?:es)?|dividends?|fees?"
    r"|umsatz\w*|gewinn\w*|kosten|ergebnis|erlös\w*|vermögen|schulden|steuern|ventes|chiffre d.affaires|bénéfices?|coûts?|dépenses|impôts"
    r"|ingresos|beneficios?|costes?|ventas|gastos|deuda)(?![^\W_])",
    2,
)
"""Words for amounts of money: a scale above the table is about these rows and columns."""

_OTHER: Final = lazy(
    r"%|(?<![^\W_])(?:per|percent\w*|ratio|margin|rates?|growth|number of|employees|headcount|staff|(?<!this )(?<!last )(?<!prior )(?<!fiscal )(?<!current )(?<!previous )years?|dates?|rank|nos?\.|scores?|ages?"
    r"|je|prozent|quote|anzahl|mitarbeiter|jahr|par|taux|marge|nombre|effectif|année|por|tasa|número|empleados|año)(?![^\W_])|#",
    2,
)
"""Words for what has no scale of money, whatever is above the table."""

_LETTERS: Final = frozenset("kKmMbBtT")
"""Letters that alone in a head are scales, or units."""

_MEASURES: Final = lazy(
    r"(?<![^\W_])(?:distance|length|height|width|depth|altitude|elevation|diameter|radius|range|weight|mass|load|tonnage|emissions|harvest|temperature"
    r"|länge|höhe|breite|tiefe|entfernung|gewicht|masse|distance|longueur|hauteur|poids|altura|longitud|peso)(?![^\W_])",
    2,
)
_PER: Final = lazy(r"(?<=[$€£¥₹])[ ]?/|(?<=[A-Z]{3})/|[ ]per[ ]")

_CAPTION: Final = lazy(
    r"(?:(?P<before>[A-Z]{3}|(?:US|C|A)?[$€£¥₹])[ ])?(?<![^\W_])(?:[Ii]n|[Ee]n)[ ](?:(?P<within>[A-Z]{3}|(?:US|C|A)?[$€£¥₹])[ ])?"
    r"(?P<scale>thousands?|millions?|billions?|trillions?|Tausend|Tsd\.?|Millionen|Mio\.?|Milliarden|Mrd\.?|milliers|milliards|miles|millones)"
    r"(?![^\W_])(?:[ ](?:of |de |d[’'])?(?P<after>[$€£¥₹]|[^\W\d_]+(?: [^\W\d_]+)?))?"
    r"|(?:[(\[]|^|(?<![^\W_])[Ii]n[ ])(?P<sign>[A-Z]{3}|(?:US|C|A)?[$€£¥₹])[ ]?(?P<letter>k|m|mn|mm|M|bn|b|B|tn|thousands?|millions?|billions?)"
    r"(?:[)\]]|$|(?<=[^(\[ ])(?=[ ,;.]))"
)
"""Of a line above a table, or the head of its first column: *in millions of euros*, *(€m)*, *$ million*."""
_WORDS: Final = {
    "thousand": 1e3, "thousands": 1e3, "tausend": 1e3, "tsd": 1e3, "milliers": 1e3, "miles": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "millionen": 1e6, "mio": 1e6, "millones": 1e6, "m": 1e6, "mn": 1e6, "mm": 1e6,
    "billion": 1e9, "billions": 1e9, "milliarden": 1e9, "mrd": 1e9, "milliards": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "t": 1e12,
}  # fmt: skip


def head_of(header: str, region: str) -> Head:
    """Return what heads give the bare numbers of a cell: lines with those of its column and its row, then those above the table."""
    column, row, *above = (*header.split("\n"), "")
    rates, period = next((found for line in (column, row) if (found := _rate(line))[0]), ("", ""))
    return _head(column, row, above, region)._replace(rate=rates, period=period)


def _head(column: str, row: str, above: list[str], region: str) -> Head:
    words = f"{column}\n{row}"
    measures = _measures(column) or _measures(row)
    own = next((one for line in (column, row) if (one := _own(line, region, measures=measures)) != _NOTHING), _NOTHING)
    if own.doubt or own.scale != 1 or (own.unit.name and own.unit.dimension != "money"):
        return own
    caption = next((one for line in above if line and (one := _caption(line, region)).scale != 1), None)
    if caption is None:
        return own
    if own.unit.name:
        fits = not caption.unit.name or _same(own.unit.name, caption.unit.name)
        return own._replace(scale=caption.scale) if fits else own
    if _OTHER.search(words):
        return own
    if _MONEY.search(words):
        return caption
    return Head(doubt=f"{_SCALES[caption.scale]} {caption.unit.name}".rstrip())


@lru_cache(_KEPT)
def _measures(line: str) -> bool:
    """Return whether a head is about what is measured in units."""
    return _MEASURES.search(line) is not None


def applies(head: Head, currency: str) -> bool:
    """Return whether the scale of the heads is for an amount in a currency, too."""
    return head.scale != 1 and (not head.unit.name or _same(head.unit.name, currency))


def _same(one: str, other: str) -> bool:
    return one == other or {one, other} == {"$", "USD"}


@lru_cache(_KEPT)
def _own(line: str, region: str, *, measures: bool) -> Head:
    """Return the scale and the unit in the head of a column or a row: *Revenue ($m)*, *Umsatz in Mio. €*, *%*."""
    if not line:
        return Head()
    found = _IN_HEAD.search(line)
    inner = (found[1] or found[2]) if found else line
    sign = _SIGN.match(inner)
    currency = currencies.of_sign(sign[1], region) if sign else ""
    rest = inner[sign.end() :] if sign and currency else inner.strip()
    if not currency and rest in _LETTERS and not measures:
        return Head(doubt=_SCALES[_WORDS[rest.lower()]], own=True)
    if not currency and _INITIAL.match(rest):
        return Head()
    scale, unit, _, doubt = behind(Context(f"1{rest if len(rest) == 1 else f' {rest}'}"), 1, currency)
    unit = money(currency) if currency else unit
    doubt = doubt if doubt == POINTS else ""
    return Head(scale, unit, doubt, own=True) if unit.name or scale != 1 else Head()


@lru_cache(_KEPT)
def _rate(line: str) -> tuple[str, str]:
    """Return the denominator of money in the head of a row or column, and its period; `""` if there is none."""
    for found in _PER.finditer(line):
        name, period, _ = rate(line, found.start())
        if name:
            return name, period
    return "", ""


@lru_cache(_KEPT)
def _caption(line: str, region: str) -> Head:
    found = _CAPTION.search(line)
    if found is None:
        return Head()
    sign = found["before"] or found["within"] or found["sign"] or ""
    currency = currencies.of_sign(sign, region) if sign else ""
    if not currency and (after := found["after"]):
        currency = currencies.of_sign(after, region) or currencies.of_words(after.split(), region)[0]
    scale = _WORDS[(found["scale"] or found["letter"]).lower().rstrip(".")]
    return Head(scale, money(currency) if currency else NONE)
