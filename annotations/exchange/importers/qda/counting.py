"""How the offsets of a file count in a text that has CR LF line ends or characters beyond the basic plane.

Programs differ in both, and files do not say: the way is taken by which most stretches begin and end between words.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from annotations.exchange.incoming import UNKNOWN

_HINT: Final = 40
"""Code points of a hint that are compared: names of stretches are cut off."""

_HINTED: Final = 4
"""Weight of a stretch that begins as its hint does."""


class Stretch(NamedTuple):
    """Offsets as the file has them."""

    start: int
    end: int
    hint: str = ""
    """Words that the stretch may begin with; `""` if the file has none."""


def counted(
    raw: str, stretches: Sequence[Stretch], *, lines_are_one: bool = False
) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with LF line ends, and in it the stretches of a file in code points; `UNKNOWN` for one beyond the text.

    `lines_are_one` tells that CR LF counts as one character where the stretches themselves do not show it.
    """
    breaks = [at for at, char in enumerate(raw[:-1]) if char == "\r" and raw[at + 1] == "\n"] if "\r" in raw else []
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    wide = any(char > "\uffff" for char in raw) if not raw.isascii() else False
    ways: list[Callable[[int], int]] = [lambda at: at if at <= len(text) else UNKNOWN]
    if breaks:
        ways.insert(len(ways) if lines_are_one else 0, lambda at: _joined(at, breaks, len(raw)))
    if wide:
        units = _units(text)
        ways.append(lambda at: _of_units(at, units))
        if breaks:
            raw_units = _units(raw)
            ways.append(lambda at: _joined(_of_units(at, raw_units), breaks, len(raw)))
    found = [[(way(one.start), way(one.end)) for one in stretches] for way in ways]
    best = max(found, key=lambda places: _score(text, stretches, places)) if len(found) > 1 else found[0]
    return text, best


def _score(text: str, stretches: Iterable[Stretch], places: Iterable[tuple[int, int]]) -> int:
    score = 0
    for one, (start, end) in zip(stretches, places, strict=True):
        if 0 <= start < end <= len(text):
            score += _parts(text, start) + _parts(text, end)
            score += not text[start].isspace() and not text[end - 1].isspace()
            hint = "".join(one.hint.split())[:_HINT]
            if hint and "".join(text[start : min(end, start + 4 * _HINT)].split()).startswith(hint):
                score += _HINTED
        else:
            score -= 1
    return score


def _parts(text: str, at: int) -> bool:
    """Return whether an offset is between words."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _joined(at: int, breaks: Sequence[int], length: int) -> int:
    """Return an offset in a text with CR LF as one in the text with LF."""
    return at - bisect_left(breaks, at) if 0 <= at <= length else UNKNOWN


def _units(text: str) -> list[int]:
    return list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))


def _of_units(at: int, units: Sequence[int]) -> int:
    found = bisect_left(units, at)
    return found if found < len(units) and units[found] == at else UNKNOWN
