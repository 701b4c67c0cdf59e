"""Lists of numbers before one unit, which all of them have: *2048, 3072 or 4096 bits*."""

from itertools import pairwise
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.figure import Figure

_OR: Final = lazy(r",?[ ](?:or|oder|ou|o|u)[ ]", 2)
_TO: Final = lazy(r"[ ]auf[ ](?:etwa |rund |fast |knapp |nur |über |dann |gut )?", 2)
_COMMA: Final = ", "
_YEARS: Final = range(1900, 2100)
_DATED: Final = lazy(r"(?<![^\W_])(?:in|since|during|by|until|im|seit|bis|en|depuis|desde|hasta)[ ]$", 2)
"""Words before a year."""
_LISTED: Final = 2
"""Numbers that a comma alone does not make a list."""
_NEAR: Final = 5.0
"""A change from a number of one scale to that of another is more times as large."""

_SCALED: Final = 1000.0
"""Numbers from here on have no scale of a later one."""


def with_shared_units(text: str, found: list[Figure]) -> list[Figure]:
    """Return figures, those in a list of bare numbers with the unit behind the last of them.

    Only commas and *or* join such a list: *and* also joins numbers of different things. Without *or* it rises and has at
    least three numbers, because a comma alone also ends what opens a sentence: *In group 12, 40 kg were lost*.
    """
    result = found
    for index in range(len(found) - 1, 0, -1):
        last = found[index]
        if last.bare or not found[index - 1].bare:
            continue
        if _rises_to(text, found[index - 1], last):
            result = result if result is not found else [*found]
            result[index - 1] = found[index - 1]._replace(unit=last.unit, scale=last.scale, bare=False, weak=False)
            continue
        if not last.unit.name:
            continue
        first = _first(text, found, index)
        if first < index:
            result = result if result is not found else [*found]
            for at in range(first, index):
                one = found[at]
                result[at] = one._replace(
                    unit=last.unit, scale=last.scale, doubt=one.doubt or last.doubt, bare=False, weak=False
                )
    return result


def _rises_to(text: str, one: Figure, last: Figure) -> bool:
    """Return whether a number is the amount of a change to another one with a unit: *um 0,3 auf 2,5 Mrd. Euro*."""
    if (
        one.high is not None
        or one.value >= min(_SCALED, _NEAR * last.value)
        or last.high is not None
        or last.unit.dimension == "share"
    ):
        return False
    return text.endswith(("um ", "Um "), 0, one.start) and _TO.fullmatch(text, one.end, last.start) is not None


def _first(text: str, found: list[Figure], index: int) -> int:
    """Return the index of the first number that shares the unit of the one at `index`; this if there is none."""
    last = found[index]
    if (
        not (text[last.start].isalnum() or last.sign) or last.proportion
    ):  # The sign of a currency is before its own number.
        return index
    first, led = index, _OR.fullmatch(text, found[index - 1].end, last.start) is not None
    while first and _joins(text, found[first - 1], found[first], ends=led and first == index):
        first -= 1
    while first < index and _is_year(text, found[first], last):
        first += 1
    while first < index - 1 and not _is_ordered([one.value for one in found[first : index + 1]]):
        first += 1  # Of the 12, 3 or 5 kg were lost.
    values = [one.value for one in found[first : index + 1]]
    rises = values[-1] > values[0]
    if last.high is not None:  # 3, 4 or 5 kg, whose last two are a range.
        return first if not last.change and len(values) > 1 and rises and values[-1] - values[-2] == 1 else index
    if last.scale > 1 and not (rises and values[-1] < _SCALED):
        return index
    return first if led or (rises and len(values) > _LISTED) else index


def _is_ordered(values: list[float]) -> bool:
    """Return whether numbers rise or fall."""
    rising = [one < other for one, other in pairwise(values)]
    return all(rising) or not any(rising)


def _joins(text: str, one: Figure, other: Figure, *, ends: bool) -> bool:
    """Return whether a bare number is right before another one in a list; `ends` is whether *or* is between them."""
    if not one.bare or one.high is not None or one.bound or one.proportion or one.unit.name:
        return False
    return ends or text[one.end : other.start] == _COMMA


def _is_year(text: str, one: Figure, last: Figure) -> bool:
    """Return whether a number is rather a year: the measured one is smaller or may be a year too, or *in* is before it."""
    if one.value not in _YEARS:
        return False
    near = last.value < _SCALED or last.value in _YEARS
    return near or _DATED.search(text, max(0, one.start - 10), one.start) is not None
