"""Every screen in every theme and number of colours, cell by cell, as the terminal shows it."""

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.strip import Strip

from tests.conftest import THOROUGH
from tests.tui.overlays import OVERLAYS, fill, let_go
from tests.tui.theming.built_in import theme
from tests.tui.theming.test_theme_file import COLOURED, SIXTEEN_ONLY, VGA, XTERM, contrast, sixteen
from tui.widgets.item_list import BAR, ItemList

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

TERMINALS = {"truecolor": ("xterm-256color", "truecolor"), "256": ("xterm-256color", ""), "standard": ("xterm", "")}
"""TERM and COLORTERM of a terminal, by Rich's name of its colours."""

EVERYWHERE = {"256": "ink", "truecolor": "paper"}
"""The theme of a depth that is looked at on every screen."""

MAIN = ("links", "partners", "board", "statistics", "memo", "facts of a source", "map")
"""Screens on which the others are looked at: each kind of widget is on one of them."""


class Look(NamedTuple):
    """A style as it is shown."""

    colour: str
    ground: str
    dim: bool


class Terminal:
    """What becomes of the colours of a style."""

    def __init__(self, name: str, depth: str, palette: str) -> None:
        self._system = {"256": ColorSystem.EIGHT_BIT, "standard": ColorSystem.STANDARD}.get(depth)
        dark = theme(name).dark
        self._default = ("#e5e5e5", "#000000") if dark else ("#000000", "#ffffff")
        self._sixteen = list(sixteen(palette).values()) if palette else []

    def shown(self, style: Style) -> Look:
        """The colours of a style."""
        pair = self._seen(style.color, 0), self._seen(style.bgcolor, 1)
        colour, ground = reversed(pair) if style.reverse else pair
        return Look(colour, ground, bool(style.dim))

    def _seen(self, colour: Color | None, place: int) -> str:
        if colour is None or colour.is_default:
            return self._default[place]
        if self._system is not None:
            colour = colour.downgrade(self._system)
        if colour.number is not None and colour.number < 16:
            return self._sixteen[colour.number]
        return colour.get_truecolor().hex


def letters(text: str) -> bool:
    """Whether there is anything to read; lines and blocks are drawn."""
    return any(not char.isspace() and not "─" <= char <= "▟" for char in text)


def styles(strips: Iterable[Strip], judged: set[tuple[Style, bool]]) -> Iterator[tuple[str, Style]]:
    """The styles that were not judged yet, on letters and on what is drawn, each with a text that has it."""
    for segment in itertools.chain.from_iterable(strips):
        style = segment.style or Style.null()
        if (style, True) not in judged and (style, letters(segment.text)) not in judged:
            judged.add((style, letters(segment.text)))
            yield segment.text, style


def bodies(desk: "Desk") -> Iterator[Strip]:
    """The rows of what lies over the page, without the faded page; of the page if nothing does."""
    strips = desk.strips()
    if desk.bare:
        yield from strips
        return
    for child in desk.app.screen.children:
        if child.display:
            region = child.region
            yield from (strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom])


class Judge:
    """Finds what cannot be read in one theme, in a terminal of one kind."""

    def __init__(self, name: str, depth: str, palette: str) -> None:
        self._case, self._depth = (name, depth, palette), depth
        self._terminal, found = Terminal(name, depth, palette), theme(name, depth)
        self._known = {*found.base.values(), *found.tokens.values()}
        self._judged: set[tuple[Style, bool]] = set()

    def faults(self, strips: Iterable[Strip], what: str) -> Iterator[tuple[object, ...]]:
        """Letters with too little contrast; with 256 colours also colours that the theme does not have."""
        for text, style in styles(strips, self._judged):
            look = self._terminal.shown(style)
            if letters(text) and not look.dim and contrast(look.colour, look.ground) < 4.5:
                yield *self._case, what, text, look.colour, look.ground
            for colour in (style.color, style.bgcolor):
                if self._depth == "256" and colour and colour.triplet and colour.triplet.hex not in self._known:
                    yield *self._case, what, text, colour.triplet.hex


async def judged(desk: "Desk", name: str, depth: str, *, everywhere: bool) -> list[tuple[object, ...]]:
    """What cannot be read in a theme on the screens."""
    desk.app.themes.use(name)
    assert desk.app.themes.name == name
    judges = [Judge(name, depth, palette) for palette in ((XTERM, VGA) if depth == "standard" else ("",))]
    overlays = OVERLAYS if everywhere else {what: OVERLAYS[what] for what in MAIN}
    found: list[tuple[object, ...]] = []
    for what, keys in {"page": ["/", "a", "enter", "v", "e"], **overlays}.items():
        await desk.go("Apples bring")
        await desk.press_at_once(*keys)
        await desk.until(lambda: not desk.bare or keys[0] == "/")  # noqa: B023 - called before the next one
        strips = desk.strips() if depth == "256" else [*bodies(desk)]
        found += [fault for judge in judges for fault in judge.faults(strips, what)]
        await let_go(desk)
    return found


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that changed are seen sooner than a person needs."""
    monkeypatch.setattr("tui.services.watch_sources.EVERY", 0.02)


def cases() -> Iterator[tuple[str, list[str], bool]]:
    """For each depth the themes that are looked at on every screen, and the others."""
    for depth in TERMINALS:
        themes = SIXTEEN_ONLY if depth == "standard" else COLOURED
        for everywhere in (False, True):
            if chosen := [name for name in themes if (THOROUGH or name == EVERYWHERE.get(depth)) == everywhere]:
                yield depth, chosen, everywhere


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize(("depth", "themes", "everywhere"), [*cases()])
async def test_every_cell_can_be_read(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch, depth: str, themes: list[str], *, everywhere: bool
) -> None:
    """Each letter has a contrast of 4.5, and with 256 colours nothing is left to the rounding of Rich.

    In one theme of a depth on every screen, in the others on those that have each kind of widget; the thorough profile
    has every theme on every screen.
    """
    term, colorterm = TERMINALS[depth]
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    async with sit(size=(120, 36)) as desk:
        await fill(desk, lost=True)
        assert not [fault for name in themes for fault in await judged(desk, name, depth, everywhere=everywhere)]


@pytest.mark.parametrize(("term", "colorterm"), [TERMINALS["256"], TERMINALS["standard"]])
async def test_nothing_behind_a_box_is_tinted(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str
) -> None:
    """Where colours cannot be mixed, all of the page behind a box has one quiet style, and its own again afterwards."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    async with sit(size=(130, 30)) as desk:
        await desk.go("forty")
        await desk.press("c")
        worn = desk.app.themes.styles(desk.app.themes.name)
        assert worn.tint("claim").bgcolor in grounds(desk)
        await desk.press("?")
        left = desk.app.screen.query_one("#picker").region.x
        behind = [segment for strip in desk.strips() for segment in strip.crop(0, left) if segment.text.strip()]
        assert behind
        assert {segment.style for segment in behind} == {worn.veiled}
        await desk.press("escape")
        assert worn.tint("claim").bgcolor in grounds(desk)


def grounds(desk: "Desk") -> set[Color | None]:
    """Every background on the screen."""
    return {segment.style.bgcolor for strip in desk.strips() for segment in strip if segment.style}


async def test_the_row_of_a_list_is_found_without_colour(sit: "Sit") -> None:
    """A bar is before the item under the cursor, and before no other."""
    async with sit(size=(130, 30)) as desk:
        await desk.go("forty")
        await desk.press("c")
        for keys in ("gs", "gO", "gp", "gc", ":", "?", "t", "g,", "g.", "gh"):
            await desk.press(keys)
            focused = desk.app.screen.focused
            shown: ItemList[Any] = focused if isinstance(focused, ItemList) else desk.choices
            rows = [shown.render_line(y).text for y in range(1, shown.size.height)]
            barred = [row for row in rows if row.startswith(BAR)]
            assert len(barred) == len(shown.draw(shown.selected, shown.size.width - 2)), keys
            await desk.press("escape")
