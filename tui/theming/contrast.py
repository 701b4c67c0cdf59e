"""Whether letters can be read on a ground, and what is done where they cannot."""

from functools import lru_cache
from typing import Final

from rich.color import Color
from rich.style import Style

READABLE: Final = 4.5
"""The least contrast of text that is to be read, by WCAG 2.2."""

TOLD_APART: Final = 3.0
"""The least contrast of two grounds that are to be told apart, by WCAG 2.2."""


@lru_cache(maxsize=256)
def contrast(one: Color, other: Color) -> float | None:
    """The contrast ratio of two colours by WCAG 2.2, 1 to 21; None if the terminal alone knows how one of them looks."""
    if one.triplet is None or other.triplet is None:
        return None
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def on_ground(style: Style, ground: Style) -> Style:
    """A style laid on a ground that has a text colour: it keeps its own colour where that can be read there.

    A ground in reverse video takes all colours away, which would become grounds of their own.
    """
    laid = Style(
        color=ground.color,
        bgcolor=ground.bgcolor,
        reverse=ground.reverse,
        bold=ground.bold or None,
        dim=False if style.dim else None,
    )
    if style.color is None or ground.color is None or ground.bgcolor is None or ground.reverse:
        return style + laid
    own, given = contrast(style.color, ground.bgcolor), contrast(ground.color, ground.bgcolor)
    if own is None or given is None or own >= min(READABLE, given):
        return style + laid + Style(color=style.color)
    return style + laid


def _luminance(colour: Color) -> float:
    assert colour.triplet is not None  # noqa: S101 - asked only of colours that have one
    r, g, b = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.triplet.normalized
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
