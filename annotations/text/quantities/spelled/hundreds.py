"""Hundreds behind a thousand in a word, which are one number: *4 mil 500 pesos*, *2 mil 983 millones*."""

from typing import Final

from annotations.text.quantities.figure import Figure

_THOUSAND: Final = 1000
_MILLION: Final = 10**6
_WORDS: Final = ("mil", "mille", "tausend", "thousand")
_BLANKS: Final = frozenset(" \u00a0")


def with_hundreds(text: str, found: list[Figure]) -> list[Figure]:
    """Return the figures of a text, thousands and the hundreds behind them in one."""
    if _THOUSAND not in [figure.scale for figure in found]:
        return found
    result: list[Figure] = []
    for figure in found:
        last = result[-1] if result else None
        if last is not None and _goes_on(text, last, figure):
            result[-1] = _one(last, figure)
        else:
            result.append(figure)
    return result


def _goes_on(text: str, one: Figure, other: Figure) -> bool:
    if one.scale != _THOUSAND or text[one.end : other.start] not in _BLANKS or other.sign or one.high is not None:
        return False
    if not text[one.start : one.end].lower().endswith(_WORDS) or not one.value.is_integer():
        return False
    if not 1 <= other.value < _THOUSAND or other.doubt or other.high is not None or other.unit.name == "%":
        return False
    leads = not one.unit.name or (one.unit.dimension == "money" and not text[one.start].isdigit())
    return leads and (other.scale >= _MILLION or (other.scale == 1 and other.value.is_integer()))


def _one(one: Figure, other: Figure) -> Figure:
    value = one.value * _THOUSAND + (-other.value if one.value < 0 else other.value)
    unit = other.unit if other.unit.name else one.unit
    return one._replace(end=other.end, value=value, scale=other.scale, step=other.step, unit=unit)
