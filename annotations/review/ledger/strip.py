"""A row of figures as dots on a line of cells."""

from collections.abc import Sequence
from math import isclose, isfinite, log10
from typing import Final

EMPTY, ONE, MORE, SPAN = "·", "●", "◉", "─"
"""Cell without a value, with one, with several, within a range."""

_WIDE: Final = 20.0
"""Quotient of the ends from which on the line is logarithmic."""


def dot_strip(extents: Sequence[tuple[float, float]], width: int) -> str:
    """Return extents as dots on a line from the least to the greatest value; `""` if there are not two different ones.

    A range is a line between its ends. The line is logarithmic if the ends are far from each other.
    """
    ends = [value for extent in extents for value in extent]
    if width < 3 or not ends or not all(map(isfinite, ends)) or isclose(min(ends), max(ends)):
        return ""
    low, high = min(ends), max(ends)
    if low > 0 and high / low >= _WIDE:
        scale = [(log10(first), log10(last)) for first, last in extents]
    else:
        scale = list(extents)
    low, high = min(first for first, _ in scale), max(last for _, last in scale)
    room = high - low
    if not room or not isfinite(room):
        return ""
    cells = [EMPTY] * width
    places = [
        (round((first - low) / room * (width - 1)), round((last - low) / room * (width - 1))) for first, last in scale
    ]
    for first, last in places:
        for place in range(first + 1, last):
            cells[place] = SPAN
    counts: dict[int, int] = {}
    for first, last in places:
        for place in {first, last}:
            counts[place] = counts.get(place, 0) + 1
    for place, count in counts.items():
        cells[place] = ONE if count == 1 else MORE
    return "".join(cells)
