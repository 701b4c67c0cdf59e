"""Contrast of colours, and styles that stay readable on a background."""

from functools import lru_cache
from typing import Final

from rich.color import Color
from rich.style import Style

READABLE: Final = 4.5
"""Least contrast of readable text, by WCAG 2.2."""

TOLD_APART: Final = 3.0
"""Least contrast of two backgrounds that must be distinguishable, by WCAG 2.2."""


@lru_cache(maxsize=256)
def contrast(one: Color, other: Color) -> float | None:
    """Return the contrast ratio of two colours by WCAG 2.2, 1 to 21; None if one is defined by the terminal."""
    if one.triplet is None or other.triplet is None:
        return None
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def on_ground(style: Style, ground: Style) -> Style:
    """Return `style` on the background of `ground`, with its own colour if that is readable there."""
    # In reverse video a colour would become a background, so a reversed `ground` takes all colours away.
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
    assert colour.triplet is not None  # noqa: S101 - callers pass only colours with a triplet
    r, g, b = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.triplet.normalized
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
