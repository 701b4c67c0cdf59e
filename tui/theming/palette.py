"""Themes for terminals with fewer colours: the nearest of the 256, chosen by how they look, or the terminal's sixteen.

Rich would round each channel by itself: a dark amber becomes red, and the colours of a pair become one.
"""

from collections.abc import Callable, Mapping
from functools import cache
from math import atan2, hypot, pi, sin, sqrt
from typing import Final

import msgspec
from rich.color import Color

from tui.theming.contrast import READABLE, contrast
from tui.theming.theme_file import BASES, TAG_COLOURS, TOKENS, ThemeFile

_STEPS: Final = (0, 95, 135, 175, 215, 255)
"""Values of a channel in the cube of colours."""

_GREYS: Final = frozenset((59, 102, 145, 188))
"""Greys of the cube, which Rich never sends: there are others that look like them."""

_GROUNDS: Final = frozenset(
    ("cursor", "cursor-row", "selection", "match", "status", *(f"{t}-tint" for t in TAG_COLOURS))
)
"""The tokens that other tokens are written on."""

Lab = tuple[float, float, float]
"""Lightness and two axes of colour, in CIE Lab."""


def fitted(theme: ThemeFile, color_system: str | None, sixteen: Callable[[bool], ThemeFile]) -> ThemeFile:
    """Return a theme as a terminal can show it.

    `color_system` is Rich's name of its colours. Where it has sixteen, a theme takes those that `sixteen` returns for a
    dark or a light one.
    """
    if theme.ansi or color_system == "truecolor":
        return theme
    if color_system == "256":
        return in_palette(theme)
    like = sixteen(theme.dark)
    return msgspec.structs.replace(theme, base=like.base, tokens=like.tokens)


def in_palette(theme: ThemeFile) -> ThemeFile:
    """Return a theme with colours of the palette only: those that its file names, else the nearest ones."""
    chosen = {name: sent(number) for name, number in theme.palette.items()}
    base = {name: chosen.get(name) or nearest(theme.base[name]) for name in BASES}
    tokens: dict[str, str] = {}
    for name in sorted(TOKENS, key=lambda name: name not in _GROUNDS):  # Grounds before what is written on them.
        tokens[name] = chosen.get(name) or nearest(theme.tokens[name], _grounds(name, base, tokens))
    return msgspec.structs.replace(theme, base=base, tokens={name: tokens[name] for name in TOKENS})


def sent(number: int) -> str:
    """Return the colour for which Rich sends a number of the palette."""
    if number < 16 or number > 255 or number in _GREYS:
        raise ValueError(f"{number} is not a colour of the palette")
    if number < 232:
        red, rest = divmod(number - 16, 36)
        return "#" + "".join(f"{_STEPS[step]:02x}" for step in (red, *divmod(rest, 6)))
    return f"#{round((number - 231) * 10.2):02x}" + f"{round((number - 231) * 10.2):02x}" * 2


def nearest(colour: str, grounds: tuple[str, ...] = ()) -> str:
    """Return the colour of the palette that looks most like `colour`, of those that are readable on all `grounds`."""
    wanted = _lab(colour)
    found = sorted(_palette(), key=lambda known: _distance(wanted, known[1]))
    readable = (one for one, _ in found if all(_contrast(one, ground) >= READABLE for ground in grounds))
    return next(readable, found[0][0])


def _grounds(name: str, base: Mapping[str, str], tokens: Mapping[str, str]) -> tuple[str, ...]:
    """Return the colours on which a token must be readable."""
    if name in _GROUNDS or name == "rule":
        return ()
    if name == "tint-text":
        return tuple(tokens[f"{tag}-tint"] for tag in TAG_COLOURS)
    ground, dash, _ = name.partition("-text")
    return (tokens[ground],) if dash else (base["background"], tokens["cursor-row"])


@cache
def _palette() -> tuple[tuple[str, Lab], ...]:
    known = (sent(number) for number in range(16, 256) if number not in _GREYS)
    return tuple((colour, _lab(colour)) for colour in known)


def _contrast(one: str, other: str) -> float:
    return contrast(Color.parse(one), Color.parse(other)) or 0.0


def _lab(colour: str) -> Lab:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _distance(wanted: Lab, found: Lab) -> float:
    """Return how much a colour differs from the wanted one: most by its hue, least by its saturation."""
    (light, *axes), (found_light, *found_axes) = wanted, found
    chroma, found_chroma = hypot(*axes), hypot(*found_axes)
    turned = atan2(axes[1], axes[0]) - atan2(found_axes[1], found_axes[0])
    hue = 2 * sqrt(chroma * found_chroma) * sin(turned / 2)
    off = chroma > 8 and found_chroma > 8 and abs((turned + pi) % (2 * pi) - pi) > 0.7
    off = off or (chroma <= 8 and found_chroma > 12) or (chroma > 16 and found_chroma < 8)
    return hypot(light - found_light, (chroma - found_chroma) / 2, 1.5 * hue) + (30 if off else 0)
