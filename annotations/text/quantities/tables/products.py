"""Powers, products and quotients of units: *km²*, *kg/m³*, *J mol−1 K−1*."""

from functools import cache
from typing import Final, NamedTuple

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.tables.units import Unit, symbols, units

_FACTORS: Final = {"d": "day", "day": "day", "a": "year", "yr": "year", "y": "year"}
"""Symbols of units that have a meaning only beside another unit, or with an exponent."""

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWER: Final = lazy(r"\^?[23](?![\w.,]{0,3}\d)|[²³]")
_BELOW: Final = lazy(r"\^?[23](?!\d)|[²³]")
_INVERSE: Final = lazy(r"(?:⁻[¹²³⁴⁶]|\^?[-−–][12346])(?![^\W_]|[.,]\d|[-–−/]\d)")
_HYPHEN: Final = "-–"
_INVERTED: Final = frozenset(("length", "time", "kelvin", "concentration"))
"""Dimensions of units that a hyphen and a digit invert right behind a number: *30 cm-1*."""

_SPLIT: Final = frozenset(("ft", "in", "yd", "mi"))
"""Lengths that are not inverted."""

_NEXT: Final = lazy(r"[ ]?([A-Za-zµμ%°]{1,4})(?![\w^⁻−-])")
_BLANK: Final = " \u00a0\u2009\u202f"
_DOTS: Final = "·⋅∙"
_FACTOR: Final = lazy(rf"[{_BLANK}{_DOTS}]?([A-Za-zµμΩÅ°]{{1,4}})")
_STROKE: Final = lazy(r"\s?/\s?([A-Za-zµμ°]{1,4})")
_BRACKETS: Final = lazy(r"\s?/\s?\(([^()\n]{1,40})\)(?![^\W_])")
_UNDER: Final = lazy(
    rf"[{_BLANK}{_DOTS}.*×]{{0,3}}(?P<symbol>[A-Za-zµμΩÅ°]{{1,5}})(?P<power>\^?[1-4](?!\d)|[¹²³⁴])?(?![\w⁻^−-])"
    rf"|[{_BLANK}{_DOTS}.*×]{{0,3}}(?P<square>[kcmµ]?m)(?P<glued>[²³])(?=[a-zA-Z])"
)
"""Unit below a stroke, in brackets: *m²* and *K* of *W/(m²·K)*."""
_LENGTHS: Final = {"area": 2, "volume": 3}
_NAMED: Final = {
    (("length", 2),): ("area", 1.0),
    (("length", 3),): ("volume", 1.0),
    (("length", 1), ("time", -1)): ("speed", 1.0),
    (("length", -3), ("substance", 1)): ("concentration", 1e-3),
}
"""Dimensions of products that have a name, and the value of the product of base units in the base unit of this."""


class _Part(NamedTuple):
    unit: Unit
    exponent: int


def powered(text: str, at: int, one: Unit) -> tuple[Unit, int]:
    """Return a unit with the powers and the other units that follow its symbol, and the end of all."""
    if one.dimension in {"ratio", "share"}:
        return one, at
    exponent, end = _exponent(text, at, one)
    if end > at and text[at] in _HYPHEN and (one.dimension not in _INVERTED or one.name in _SPLIT):
        return one, at  # A 5 kg-3 piece set; 5 ft-6 in.
    if end > at and text[at] == "−" and (after := _NEXT.match(text, end)) and symbols().get(after[1]) == one:
        return one, at  # A range: 1 g−2 g.
    parts = [_Part(one, exponent)]
    more, end = _multiplied(text, end)
    parts += more
    above = min(part.exponent for part in parts) > 0
    if above and (brackets := _BRACKETS.match(text, end)) and (under := _under(brackets[1])):
        return _product([*parts, *under]), brackets.end()
    below = _STROKE.match(text, end) if above else None
    while below and (unit := symbols().get(below[1])) and not (unit.dimension == "time" and len(parts) > 1 + len(more)):
        power = _BELOW.match(text, below.end())
        last = power.end() if power else below.end()
        if text[last : last + 1].isalnum() or text[last : last + 1] == "_":
            break
        parts, end = [*parts, _Part(unit, -_number(power[0]) if power else -1)], last
        below = _STROKE.match(text, end)
    return (one if len(parts) == 1 and exponent == 1 else _product(parts)), end


def _exponent(text: str, at: int, unit: Unit) -> tuple[int, int]:
    """Return the exponent at `at`, behind a unit, and its end; only lengths have positive ones."""
    if unit.dimension == "length" and (found := _POWER.match(text, at)):
        return _number(found[0]), found.end()
    found = _INVERSE.match(text, at)
    if found is None:
        return 1, at
    if found[0].lstrip("^")[0] in _HYPHEN and (after := _NEXT.match(text, found.end())) and after[1] in symbols():
        return 1, at  # A range: 5 m-2 km.
    return _number(found[0]), found.end()


def _multiplied(text: str, at: int) -> tuple[list[_Part], int]:
    """Return the factors at `at` up to the last with a negative exponent or behind a dot, and their end."""
    parts: list[_Part] = []
    kept, end = 0, at
    while (found := _FACTOR.match(text, at)) and found.start(1) > at and len(parts) < len("kgms"):
        unit = _unit(found[1])
        if unit is None:
            break
        exponent, stop = _exponent(text, found.end(), unit)
        if text[stop : stop + 1].isalnum() or (exponent > 0 and found[1] in _FACTORS):
            break
        dotted = text[at] in _DOTS
        parts.append(_Part(unit, exponent))
        at = stop
        if exponent < 0 or dotted:
            kept, end = len(parts), stop
    return parts[:kept], end


def _under(written: str) -> list[_Part]:
    """Return the units in brackets below a stroke, with negative exponents; none if one of them is unknown."""
    parts: list[_Part] = []
    at, written = 0, written.strip()
    while at < len(written):
        found = _UNDER.match(written, at)
        unit = _unit(found["symbol"] or found["square"]) if found else None
        if found is None or unit is None:
            return []
        power = found["power"] or found["glued"]
        parts.append(_Part(unit, -_number(power) if power else -1))
        at = found.end()
    return parts


@cache
def _unit(symbol: str) -> Unit | None:
    known = symbols().get(symbol)
    return known if known is not None or symbol not in _FACTORS else units()[_FACTORS[symbol]]


def _number(exponent: str) -> int:
    return int(exponent.translate(_SUPERSCRIPTS).lstrip("^").replace("−", "-").replace("–", "-"))


def _product(parts: list[_Part]) -> Unit:
    """Return the unit that is the product of some powers, with a dimension of its own."""
    factor, dimensions = 1.0, dict[str, int]()
    cancelled = False
    for unit, exponent in parts:
        factor *= unit.factor**exponent
        base, times = ("length", _LENGTHS[unit.dimension]) if unit.dimension in _LENGTHS else (unit.dimension, 1)
        cancelled = cancelled or dimensions.get(base, 0) * exponent < 0
        dimensions[base] = dimensions.get(base, 0) + times * exponent
    key = tuple(sorted(dimensions.items()))
    if cancelled:  # mg/kg is no bare number.
        dimension, base_factor = _joined([(unit.dimension, exponent) for unit, exponent in parts]), 1.0
    else:
        dimension, base_factor = _NAMED.get(key, (_joined([*key]), 1.0))
    factor = float(f"{factor * base_factor:.14g}")
    return Unit(_joined([(unit.name, exponent) for unit, exponent in parts]), dimension, factor)


def _joined(powers: list[tuple[str, int]]) -> str:
    """Return the name of a product: `km/s`, `J/(mol·K)`, `cm⁻¹`."""
    above = [name + _raised(exponent) for name, exponent in powers if exponent > 0]
    if not above:
        return "·".join(name + _raised(exponent) for name, exponent in powers)
    below = "·".join(name + _raised(-exponent) for name, exponent in powers if exponent < 0)
    several = sum(exponent < 0 for _, exponent in powers) > 1
    return "·".join(above) + (f"/({below})" if several else f"/{below}" if below else "")


def _raised(exponent: int) -> str:
    return "" if exponent == 1 else str(exponent).translate(_RAISED)
