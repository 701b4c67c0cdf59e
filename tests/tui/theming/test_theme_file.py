"""Themes: what the files hold, what a person can tell apart, and what becomes of a broken one."""

import itertools
import math
from functools import cache
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static

from tests.tui.conftest import drawn
from tests.tui.theming.built_in import NAMES, theme, write
from tui.theming.palette import fitted, in_palette, nearest, sent
from tui.theming.textual_theme import to_textual, variables
from tui.theming.theme_file import (
    BASES,
    LINK_COLOURS,
    SIXTEEN,
    TAG_COLOURS,
    TOKENS,
    themes,
)

SIXTEEN_ONLY = ("terminal", "terminal-light")
COLOURED = [name for name in NAMES if name not in SIXTEEN_ONLY]

GROUNDS = {
    "cursor": "cursor-text",
    "cursor-row": "text",
    "selection": "selection-text",
    "match": "match-text",
    "status": "status-text",
    **{f"{tag}-tint": "tint-text" for tag in TAG_COLOURS},
}
"""The tokens that text stands on, each with the token of that text."""
HIGH = [name for name in NAMES if name.startswith("contrast")]

Rgb = tuple[float, float, float]

# How the sixteen colours of a terminal commonly look: those of xterm and those of a VGA console.
SIXTEEN_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"

# Machado, Oliveira, Fernandes 2009: what is left of a colour, in linear RGB, at full severity.
DEFICIENCIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


DEPTHS = ("truecolor", "256")
"""Rich's names of the numbers of colours for which the themes are designed one by one."""


def linear(colour: str) -> Rgb:
    parts = [int(colour.removeprefix("#")[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@cache
def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, deficiency: str) -> Rgb:
    """The colour in CIE Lab, as an eye with that deficiency sees it."""
    rgb = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(k * c for k, c in zip(row, rgb, strict=True)))) for row in DEFICIENCIES[deficiency]
    )
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, deficiency: str) -> float:
    """How far apart two colours look: about 2 can just be told apart side by side."""
    return math.dist(seen(one, deficiency), seen(other, deficiency))


def test_the_choice_of_themes() -> None:
    """There are dark ones, light ones, high contrast in both, and one that keeps to the terminal's colours."""
    built_in = themes(pytest.fail)
    assert set(built_in) == set(NAMES)
    assert all(name == theme.name for name, theme in built_in.items())
    coloured = [theme for theme in built_in.values() if not theme.ansi]
    assert sum(theme.dark for theme in coloured) >= 2
    assert sum(not theme.dark for theme in coloured) >= 2
    assert {theme.name for theme in built_in.values() if theme.ansi} == set(SIXTEEN_ONLY)
    assert {theme(name).dark for name in HIGH} == {True, False}


@pytest.mark.parametrize("name", NAMES)
def test_each_theme_is_complete(name: str) -> None:
    """A built-in theme gives every colour itself and borrows none."""
    found = theme(name)
    assert set(found.base) == set(BASES)
    assert set(found.tokens) == set(TOKENS)


@pytest.mark.parametrize("name", NAMES)
def test_dark_means_dark(name: str) -> None:
    """A theme that calls itself dark has text lighter than its ground."""
    found = theme(name)
    if not found.ansi:
        assert (luminance(found.tokens["text"]) > luminance(found.base["background"])) is found.dark


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
def test_text_is_readable(name: str, depth: str) -> None:
    """Text stands at 7:1 on its ground and the panels; on each tint, the selection and a match at 4.5:1."""
    found = theme(name, depth)
    for ground in ("background", "surface", "panel"):
        assert contrast(found.tokens["text"], found.base[ground]) >= 7
    for ground, text in GROUNDS.items():
        ratio = contrast(found.tokens[text], found.tokens[ground])
        assert ratio >= least(name, depth), f"{text} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
def test_letters_and_glyphs_are_readable(name: str, depth: str) -> None:
    """What is written in colour stands at 4.5:1 on each ground it may stand on, front matter and furniture too."""
    found = theme(name, depth)
    written = ("muted", "faint", "gutter", "heading", "quote", "code", "link", *TAG_COLOURS, *LINK_COLOURS)
    grounds = [found.base[ground] for ground in ("background", "surface", "panel")] + [found.tokens["cursor-row"]]
    for token in written:
        ratio = min(contrast(found.tokens[token], ground) for ground in grounds)
        assert ratio >= least(name, depth), f"{token}: {ratio:.2f}"


def least(name: str, depth: str) -> float:
    """The contrast that a theme promises; no amber and no green of the palette reaches the 7 of the high ones."""
    if name not in HIGH:
        return 4.5
    return 7 if depth == "truecolor" else 6.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
def test_what_is_marked_is_told_apart(name: str, depth: str, deficiency: str) -> None:
    """Tints, selection, match, cursor and the bare page differ for every eye, also where one kind of cone is missing."""
    found = theme(name, depth)
    page, tokens = found.base["background"], found.tokens
    tints = [tokens[f"{tag}-tint"] for tag in ("claim", "figure", "opinion")]
    letters = [tokens[tag] for tag in ("claim", "figure", "opinion")]
    every = [tokens[f"{tag}-tint"] for tag in TAG_COLOURS]
    marks = [tokens[mark] for mark in ("selection", "match", "cursor")]
    cases = [
        # at least how far apart, and which pairs
        (9, itertools.combinations([*tints, page], 2)),
        (15, itertools.combinations(letters, 2)),
        (14, itertools.product([tokens["selection"]], every)),
        (15, itertools.product([tokens["match"], tokens["cursor"]], tints)),
        (9, itertools.product([tokens["match"], tokens["cursor"]], every)),
        (15, itertools.product(marks, [page])),
        (18, itertools.combinations(marks, 2)),
    ]
    for distance, pairs in cases:
        for one, other in pairs:
            assert apart(one, other, deficiency) >= distance, (one, other)


@pytest.mark.parametrize("name", COLOURED)
def test_a_theme_in_256_colours_is_designed(name: str) -> None:
    """Each colour is chosen in the file, is sent as that number, and no two tints are one colour."""
    found = theme(name)
    assert set(found.palette) == {*BASES, *TOKENS}
    shown = in_palette(found)
    for token, number in found.palette.items():
        colour = RichColor.parse({**shown.base, **shown.tokens}[token])
        assert colour.downgrade(ColorSystem.EIGHT_BIT).number == number, token
    tints = [found.palette[f"{tag}-tint"] for tag in TAG_COLOURS]
    assert len({*tints, found.palette["background"]}) == len(tints) + 1


def test_a_colour_of_the_palette_keeps_its_hue() -> None:
    """The nearest colour is a grey rather than one of another hue: no dark amber becomes red."""
    for colour in ("#5d4711", "#322c19", "#1d4266", "#5a2b43"):
        found = nearest(colour)
        assert apart(found, colour, "none") < 45
        r, g, b = linear(found)
        assert not (r > 0 and g == b == 0), found
    assert nearest("#767676", ("#767676",)) != nearest("#767676"), "readable on its ground comes first"
    with pytest.raises(ValueError, match="15"):
        sent(15)


def test_a_users_theme_is_shown_in_fewer_colours(tmp_path: Path) -> None:
    """In 256 its own colours are the nearest readable ones, the others those designed; in 16 it is the terminal's."""
    write(tmp_path, "night", 'name = "night"\ntitle = "N"\ndark = true\nbase = {}\ntokens = {claim-tint = "#5d4711"}\n')
    own = themes(pytest.fail, tmp_path)["night"]
    few = fitted(own, "256", lambda dark: theme(SIXTEEN[dark]))
    assert few.tokens["claim-tint"] == "#875f00"
    assert few.tokens["figure-tint"] == theme("ink", "256").tokens["figure-tint"]
    assert fitted(own, "standard", lambda dark: theme(SIXTEEN[dark])).tokens == theme("terminal").tokens
    assert fitted(theme("paper"), None, lambda dark: theme(SIXTEEN[dark])).tokens == theme("terminal-light").tokens


@pytest.mark.parametrize("name", SIXTEEN_ONLY)
@pytest.mark.parametrize("palette", [XTERM, VGA])
def test_sixteen_colours_are_readable(palette: str, name: str) -> None:
    """In the terminal's own colours each pair that is set is readable, and each colour on a ground that is not set."""
    looks = sixteen(palette)
    found = theme(name)
    looks["ansi_default"] = "#e5e5e5" if found.dark else "#000000"
    page = "#000000" if found.dark else "#ffffff"
    for ground, text in GROUNDS.items():
        pair = found.tokens[ground], found.tokens[text]
        assert ("ansi_default" in pair) == (pair == ("ansi_default", "ansi_default"))
        if "ansi_default" not in pair:
            assert contrast(looks[pair[0]], looks[pair[1]]) >= 4.5, f"{text} on {ground}"
    for token in ("text", "muted", "faint", "gutter", "heading", "quote", "code", "link", *TAG_COLOURS, *LINK_COLOURS):
        assert contrast(looks[found.tokens[token]], page) >= 4.5, token
    marks = [
        found.tokens[ground] for ground in ("selection", "match", "cursor", *(f"{tag}-tint" for tag in TAG_COLOURS))
    ]
    assert len(set(marks[:3])) == 3
    assert not {*marks[:3]} & {*marks[3:]}


def sixteen(palette: str) -> dict[str, str]:
    """How a terminal shows each of its sixteen colours."""
    names = [f"ansi_{name}" for name in SIXTEEN_NAMES] + [f"ansi_bright_{name}" for name in SIXTEEN_NAMES]
    return dict(zip(names, (f"#{colour}" for colour in palette.split()), strict=True))


def test_textual_gets_every_token() -> None:
    """Each theme becomes one of Textual's, with each token as a variable."""
    for found in themes(pytest.fail).values():
        theme = to_textual(found)
        assert theme.ansi is found.ansi
        assert {f"postil-{token}" for token in TOKENS} <= set(theme.variables)


class Sample(App[None]):
    """A screen that uses the variables a style sheet may use."""

    CSS = "\n".join(f".t{i} {{ color: $postil-text; background: $postil-{t}; }}" for i, t in enumerate(TOKENS))

    def __init__(self, name: str) -> None:
        super().__init__()
        for found in themes(pytest.fail).values():
            self.register_theme(to_textual(found))
        self.theme = name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(theme("ink"))

    def compose(self) -> ComposeResult:
        for i, token in enumerate(TOKENS):
            yield Static(token, classes=f"t{i}")
        yield OptionList("one", "two")


@pytest.mark.parametrize("name", NAMES)
async def test_a_screen_runs_in_each_theme(name: str) -> None:
    """A screen whose style sheet names every token runs, and its colours are the file's."""
    app = Sample(name)
    async with app.run_test(size=(60, 60)):
        shown = app.query_one(f".t{TOKENS.index('claim-tint')}").styles.background
        assert shown.rich_color[1:] == RichColor.parse(theme(name).colour("claim-tint"))[1:]


@pytest.mark.parametrize("name", SIXTEEN_ONLY)
async def test_terminal_theme_uses_sixteen_colours_only(name: str) -> None:
    """In the terminal theme no cell has a colour outside the terminal's own sixteen."""
    app = Sample(name)
    async with app.run_test(size=(60, 70)):
        strips = drawn(app.screen)
        shown = {
            colour
            for strip in strips
            for part in strip
            if part.style
            for colour in (part.style.color, part.style.bgcolor)
        }
        assert len(shown) > 5
        assert all(colour is None or colour.is_system_defined or colour.is_default for colour in shown)
