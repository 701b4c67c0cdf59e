"""Parts of a very long text that are laid out separately.

A line of a million columns must cost only what is visible, wherever the cursor is. Parts begin after a line break or a
space if there is one near, and always between clusters; the cuts depend on the text alone. A text of ordinary length is
one part.
"""

from tui.text.cells import boundary_at

PART = 2048
"""Approximate code points of a part; the last one may have twice as many."""

_SLACK = 512
"""Code points by which a part may be shorter, to end where a row may end."""


def count_parts(start: int, end: int) -> int:
    """Return the number of parts of a range, at least one."""
    return max(1, (end - start) // PART)


def part_bounds(text: str, start: int, end: int, part: int) -> tuple[int, int]:
    """Return the bounds of a part of a range, without the line break at its end."""
    first = _cut(text, start, end, part)
    last = _cut(text, start, end, part + 1)
    return first, last - 1 if first < last < end and text[last - 1] == "\n" else last


def part_of(text: str, start: int, end: int, offset: int) -> int:
    """Return the number of the part of a range that contains `offset`."""
    part = max(0, min((offset - start) // PART, count_parts(start, end) - 1))
    # A part may begin before the multiple of PART that it is counted by.
    return part + (offset >= _cut(text, start, end, part + 1) and part + 1 < count_parts(start, end))


def _cut(text: str, start: int, end: int, part: int) -> int:
    """Return the start of a part; the end of the range for the part after the last."""
    if part <= 0:
        return start
    if part >= count_parts(start, end):
        return end
    near = start + part * PART
    for mark in ("\n", " ", "\t"):
        if found := text.rfind(mark, near - _SLACK, near) + 1:
            return boundary_at(text, found, near - _SLACK, end)
    return boundary_at(text, near, near - _SLACK, end)
