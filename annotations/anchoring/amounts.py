"""Comparison of the numbers of a passage before and after an edit: value, sign, scale, unit, bound, heads in a table."""

import re
from collections.abc import Sequence
from typing import Final

from annotations.anchoring.bounds import Stretch, figure_around
from annotations.documents.tabular.headed_cells import HeadedCell
from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Day, Quantity, may_have, read
from annotations.text.quantities.around import bound_before
from annotations.text.quantities.tables.numerals import NUMBERS

_Amount = tuple[str, ...]
"""Normalized number: equal for equal amounts, however they are written."""

_NEAR: Final = 32
"""Code points read at each edge of the common parts of both passages; the figures between cannot differ."""

_LONGEST: Final = 16_000
"""Code points up to which numbers are parsed with their context; in longer passages only the digits are compared."""

_EXACT: Final = 15
"""Digits that a floating-point number holds."""

_SMALL: Final = {word: float(number) for word, number in NUMBERS.items() if number < 10 and word != "one"}
"""Number words that the review ignores without a unit; *one* may not be a number at all."""

_BLANK: Final = r"[ \u00a0\u2009\u202f]"
_GROUPED = lazy(rf"(?<![\d.,])\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)")
_THOUSANDS = lazy(r"\d{1,3}(?:[,'’\u00a0]\d{3})+(?:\.\d+)?")
_NUMBER = lazy(r"\d+(?:[.,'’\u00a0]\d+)*|[¼½¾]")
_SPELLED = lazy(rf"\b(?:{'|'.join(_SMALL)})\b", re.IGNORECASE)
_WORDS = lazy(r"\w+")
_SIGN = lazy(r"(?<![\w)\]])[-−–]$")


def figures_changed(was: Stretch, now: Stretch) -> bool:
    """Return whether a number in a passage, or one that a bound of it lies in, has another meaning now.

    Words around a number belong to it, even if the passage is the number alone: *over 40* differs from *40*, and *7 per
    cent* from *7 percentage points*. Added and removed numbers are changes too.
    """
    was, now = _short(was, now)
    if was == now or not (_may_have(was) or _may_have(now)):
        return False
    if max(len(was.text), len(now.text)) > _LONGEST:
        return _NUMBER.findall(was.words) != _NUMBER.findall(now.words)
    return _amounts(was) != _amounts(now)


def heads_changed(was: Sequence[HeadedCell], now: Sequence[HeadedCell]) -> tuple[str, str] | None:
    """Return the heads of the first figure of a passage in a table that are others now, before and now; None if none are.

    Only words count, not their punctuation or capitals, and a line above the table only if it changes an amount. Cells are
    compared only if a passage has as many as before; otherwise its own words have changed.
    """
    if len(was) != len(now):
        return None
    for one, other in zip(was, now, strict=True):
        if one == other or not may_have(one.words):
            continue
        ours, theirs = (tuple(_WORDS.findall(fold(f"{each.column}\n{each.row}"))) for each in (one, other))
        if ours != theirs or _in_table(one, one.header) != _in_table(one, other.header):
            heads = [[each.column, each.row] for each in (one, other)]
            if heads[0] == heads[1]:
                heads = [
                    [line for line in each.above if line not in both]
                    for each, both in ((one, other.above), (other, one.above))
                ]
            return " · ".join(filter(None, heads[0])), " · ".join(filter(None, heads[1]))
    return None


def _in_table(cell: HeadedCell, header: str) -> list[_Amount]:
    """Return the amounts of a cell below some heads."""
    values = read(cell.words, header=header)
    return [_quantity(cell.words, value) for value in values if isinstance(value, Quantity)]


def _may_have(one: Stretch) -> bool:
    """Return whether a passage may contain a number or have a bound inside one. Fast, with few false positives."""
    if may_have(one.words):
        return True
    return any(figure_around(one.text, bound) for bound in (one.start, one.end))


def _short(was: Stretch, now: Stretch) -> tuple[Stretch, Stretch]:
    """Remove the common parts of both passages that are far from a difference."""
    if was.start == now.start:
        cut = max(0, _common(was.text, now.text) - _NEAR)
        was, now = was.without(cut, 0), now.without(cut, 0)
    if len(was.text) - was.end == len(now.text) - now.end:
        cut = max(0, _common(was.text[::-1], now.text[::-1]) - _NEAR)
        was, now = was.without(0, cut), now.without(0, cut)
    old, new = was.words, now.words
    lead = _common(old, new)
    tail = _common(old[lead:][::-1], new[lead:][::-1])
    return was.reworded(_brief(old, lead, tail)), now.reworded(_brief(new, lead, tail))


def _brief(words: str, lead: int, tail: int) -> str:
    changed = len(words) - tail
    return _edges(words[:lead]) + words[lead:changed] + _edges(words[changed:])


def _edges(words: str) -> str:
    return words if len(words) <= 2 * _NEAR else f"{words[:_NEAR]}\n\n{words[-_NEAR:]}"


def _common(one: str, other: str) -> int:
    """Return the length of the common prefix in code points."""
    if one == other:
        return len(one)
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _amounts(one: Stretch) -> list[_Amount]:
    """Return the amounts of the numbers of a passage, in order."""
    text = _GROUPED.sub(lambda found: re.sub(_BLANK, "\u00a0", found[0]), one.text)
    found: list[tuple[int, int, _Amount]] = []
    for value in read(text):
        low, high = value.core if isinstance(value, Quantity) else (value.start, value.end)
        found.append((low, high, _day(text, value) if isinstance(value, Day) else _quantity(text, value)))
    taken = [(low, high) for low, high, _ in found]
    for match in (*_NUMBER.finditer(text), *_SPELLED.finditer(text)):
        start, end = match.span()
        if not any(low < end and start < high for low, high in taken):
            found.append((start, end, _number(text, start, end)))
    return [amount for low, high, amount in sorted(found) if low < one.end and one.start < high]


def _day(text: str, day: Day) -> _Amount:
    return tuple(map(str, day[3:])) if day.month or day.day else _number(text, day.start, day.end)


def _quantity(text: str, value: Quantity) -> _Amount:
    """Return the amount of a figure in the base unit of its dimension, so that it is equal however it is written."""
    name, *per = value.unit.split("/")
    measured = value.dimension not in {"", "count", "money"}
    unit = "/".join(["" if value.counted else value.dimension if measured else name, *per])
    start, end = value.core
    digits = re.sub(r"\D", "", text[start:end])
    return _amount(text, end, value.base, unit, value.bound, value.doubt + (digits if len(digits) > _EXACT else ""))


def _number(text: str, start: int, end: int) -> _Amount:
    """Return the amount of a number that is no figure: a part of a name, a version or a year."""
    written = text[start:end]
    if _THOUSANDS.fullmatch(written):
        written = re.sub("[^\\d.]", "", written)
    try:
        value = _SMALL.get(written.lower()) or float(written.replace(",", "."))
    except ValueError:
        return (written,)
    before = bound_before(text, start)
    factor = -1 if before.negative or _SIGN.search(text, max(0, start - 2), start) else 1
    digits = re.sub(r"\D", "", written)
    return _amount(
        text, end, (value * factor, value * factor), "", before.sign or "=", digits if len(digits) > _EXACT else ""
    )


def _amount(text: str, end: int, values: tuple[float, float], unit: str, bound: str, more: str) -> _Amount:
    raised = text[end : end + 1] if text[end : end + 1] in {"²", "³"} else ""
    return (*(f"{value:.{_EXACT}g}" for value in values), unit + raised, bound, more)
