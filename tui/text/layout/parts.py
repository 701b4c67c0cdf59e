"""Cutting a very long stretch of text into parts that are laid out each for itself.

A line of a million columns must cost no more than what is seen of it, wherever one jumps in it. Its
parts begin after a line break or a space where there is one near, and always between clusters; where
they begin depends on the text alone. A stretch of ordinary length is one part.
"""

from tui.text.cells import boundary_at

PART = 2048
"""Code points of a part, about; the last one may have twice as many."""

_SLACK = 512
"""Code points that a part may be shorter, so that it ends where a row may."""


def count_parts(start: int, end: int) -> int:
    """How many parts a stretch has, at least one."""
    return max(1, (end - start) // PART)


def part_bounds(text: str, start: int, end: int, part: int) -> tuple[int, int]:
    """Where a part of a stretch stands; the line break at which it was cut is left out."""
    first = _cut(text, start, end, part)
    last = _cut(text, start, end, part + 1)
    return first, last - 1 if first < last < end and text[last - 1] == "\n" else last


def part_of(text: str, start: int, end: int, offset: int) -> int:
    """The part of a stretch that an offset is in."""
    part = max(0, min((offset - start) // PART, count_parts(start, end) - 1))
    # A part begins before the round number that it is counted by.
    return part + (offset >= _cut(text, start, end, part + 1) and part + 1 < count_parts(start, end))


def _cut(text: str, start: int, end: int, part: int) -> int:
    """Where a part begins; the end of the stretch for the part after the last."""
    if part <= 0:
        return start
    if part >= count_parts(start, end):
        return end
    near = start + part * PART
    for mark in ("\n", " ", "\t"):
        if found := text.rfind(mark, near - _SLACK, near) + 1:
            return boundary_at(text, found, near - _SLACK, end)
    return boundary_at(text, near, near - _SLACK, end)
