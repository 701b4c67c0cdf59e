"""German words that have a number and a unit in them: *Viertagewoche*, *dreijährig*, *Viertelstunde*."""

from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import unit_behind
from annotations.text.quantities.spelled.shares import worded_figure
from annotations.text.quantities.tables import units
from annotations.text.quantities.tables.units import Unit

_STEMS: Final = {
    **dict.fromkeys(("jahres", "jahre", "jährig", "jährlich"), "year"),
    **dict.fromkeys(("monats", "monatig", "monatlich"), "month"),
    **dict.fromkeys(("wochen", "wöchig", "wöchentlich"), "week"),
    **dict.fromkeys(("tages", "tage", "tägig"), "day"),
    **dict.fromkeys(("stunden", "stündig"), "h"),
    **dict.fromkeys(("minuten", "minütig"), "min"),
    **dict.fromkeys(("sekunden", "sekündig"), "s"),
    **dict.fromkeys(("meter",), "m"),
    **dict.fromkeys(("liter",), "l"),
    **dict.fromkeys(("prozentig",), "%"),
    **dict.fromkeys(("zimmer", "personen", "köpfig", "stöckig", "geschossig", "türig", "sitzer", "sprachig"), ""),
}
"""Parts behind a number, and their units."""
_COMPOUND: Final = lazy(
    rf"(?<![^\W_])(?P<number>\d{{1,4}}-|[a-zäöüß]{{2,40}}?)(?P<stem>{'|'.join(sorted(_STEMS, key=len, reverse=True))})[a-zäöüß]*(?![^\W_])"
)
_SHARE: Final = lazy(
    r"(?<![^\W_])(?:eine?[nrsm]?[ ])?(?P<share>dreiviertel|viertel|halb)(?P<unit>stunden?|jahrhunderts?|jahre?s?|liter|pfund|kilo|kilometer|meter|prozentpunkte?s?|million|milliarde|dutzend)(?![^\W_])"
)
_SHARES: Final = {"halb": 0.5, "viertel": 0.25, "dreiviertel": 0.75}
_NAMES: Final = frozenset("elfmeter elfmetern elfmeters elfmeterschießen elfmeterschütze siebenmeter".split())
"""Throws and shots, which measure nothing."""
_SIGNS: Final = ("jähr", "jahre", "monat", "woche", "wöch", "tage", "tägig", "stund", "stünd", "minut", "minüt", "sekund", "meter", "liter", "zimmer", "personen", "köpfig", "stöckig", "prozentig")  # fmt: skip
_PARTS: Final = ("viertel", "halb")


def compounds(context: Context) -> Iterator[Figure]:
    """Yield the numbers of German words with their units."""
    text = context.lower
    if context.language not in {"de", ""}:
        return
    if any(map(text.__contains__, _PARTS)):
        for match in _SHARE.finditer(text):
            yield from _share(context, match.start(), match.end(), match["share"], match["unit"])
    if not any(map(text.__contains__, _SIGNS)):
        return
    for match in _COMPOUND.finditer(text):
        written = match["number"]
        number = float(written[:-1]) if written[0].isdigit() else words.german(written.removesuffix("-"))
        if number is None or number < 1 or written in {"ein", "eine"} or match[0] in _NAMES:
            continue
        name = _STEMS[match["stem"]]
        yield worded_figure(match.start(), match.end(), number, 1.0, units.units()[name] if name else NONE)


def _share(context: Context, start: int, end: int, share: str, unit: str) -> Iterator[Figure]:
    if share == "halb" and unit.startswith("jahr") and not unit.startswith("jahrh"):  # Of a year: das erste Halbjahr.
        return
    scale = words.scales("de").get(unit)
    known: Unit | None = units.words("de").get(unit) or units.words("de").get(unit.removesuffix("s"))
    if scale:
        of, end = unit_behind(context, end, scaled=True, value=_SHARES[share] * scale)
        yield worded_figure(start, end, _SHARES[share], 0.25, of, scale=scale)
    elif known:
        yield worded_figure(start, end, _SHARES[share], 0.25, known)
