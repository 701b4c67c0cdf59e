"""The readings of a figure that can be read in two ways, and which of them was chosen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from unicodedata import normalize

from annotations.text.quantities.tables.units import units
from annotations.text.quantities.values import POINTS, Quantity, Value

_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LETTERS: Final = {"m": "million", "b": "billion", "t": "trillion", "K": "thousand"}
"""Units that are letters of scales too, with the scale."""

_PARTS: Final = ("ppt", "pp", "‰")
"""Units that *ppt* may be."""

_THOUSANDS: Final = 1000.0


def readings(one: Quantity) -> tuple[Quantity, ...]:
    """Return the readings between which a figure is doubtful, none of them in doubt; empty if there are not two."""
    plain = one._replace(doubt="")
    if one.doubt == POINTS:
        return tuple(_in_unit(plain, name) for name in _PARTS)
    scale, _, currency = one.doubt.partition(" ")
    if one.doubt == "thousands":
        return _times(plain, _THOUSANDS), plain
    if scale == "power":  # 10 and its exponent may be one number: 1.3 x 106.
        return plain, _times(plain, float(f"10{currency}") / 10.0 ** int(currency))
    if scale not in _SCALES or (currency and not (len(currency) < 4 and " " not in currency)):
        return ()
    other = _times(plain, _SCALES[scale])._replace(scale=one.scale * _SCALES[scale])
    unit, slash, rate = one.unit.partition("/")
    if currency:  # The heading of a table, which may not be about this figure.
        other = other._replace(unit=currency + slash + rate, currency=currency, dimension="money", factor=1.0)
    elif unit in _LETTERS:
        other = other._replace(unit=slash + rate, dimension="", factor=1.0)
    return plain, other


def name_of(one: Quantity) -> str:
    """Return the value and the unit of a reading, as a choice is recorded: *1234*, *5 m*, *5000000*."""
    number = f"{one.low:.15g}" if one.low == one.high else f"{one.low:.15g}–{one.high:.15g}"
    return f"{number} {one.unit}".rstrip()


def chosen(values: Iterable[Value], choices: Mapping[str, str]) -> list[Value]:
    """Return values with the chosen readings; `choices` has the name of a reading for the number as it is written.

    A choice also holds where the reader of numbers is not in doubt any more, or reads another unit beside the number. One that
    is none of the readings has no effect: the text may have changed.
    """
    return [_chosen(one, choices) if isinstance(one, Quantity) else one for one in values]


def _chosen(one: Quantity, choices: Mapping[str, str]) -> Quantity:
    if not (wanted := choices.get(one.number, "")):
        return one
    possible = dict.fromkeys(_possible(one))
    for part in (_plain, _value):
        found = [each for each in possible if part(name_of(each)) == part(wanted)]
        if len(found) == 1:
            return found[0]
    return one


def _possible(one: Quantity) -> Iterator[Quantity]:
    """Yield the readings of a figure that is in doubt, or those that it may have had when it was."""
    if one.doubt:
        yield from readings(one)
        return
    for doubt in ("thousands", _LETTERS.get(one.unit.partition("/")[0], ""), POINTS if one.unit in _PARTS else ""):
        yield from readings(one._replace(doubt=doubt))
    yield _times(one, 1 / _THOUSANDS)


def _in_unit(one: Quantity, name: str) -> Quantity:
    """Return it in another unit, with its rate."""
    unit = units()[name]
    return one._replace(
        unit="".join((name, *one.unit.partition("/")[1:])), dimension=unit.dimension, factor=unit.factor
    )


def _plain(name: str) -> str:
    """Return a name without superscripts, which units had not always: *5 kg/m3*."""
    return normalize("NFKC", name)


def _value(name: str) -> str:
    """Return a name without its unit, which may be read otherwise now."""
    return name.partition(" ")[0]


def _times(one: Quantity, factor: float) -> Quantity:
    return one._replace(low=one.low * factor, high=one.high * factor, precision=one.precision * factor)
