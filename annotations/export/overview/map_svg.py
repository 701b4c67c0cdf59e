"""Map of sources and claims as an SVG picture: light or dark, without scripts, the same each time."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape

from wcwidth import wcswidth

from annotations.errors import UsageError
from annotations.export.board_table import shown
from annotations.export.cells import cut
from annotations.review.overview.map.layout import LEFT, MIDDLE, RIGHT, Box, Layout, Wire
from annotations.review.overview.map.network import DERIVED, STATES, rank

_ROW: Final = 22
"""Height of a row in pixels."""

_LANE: Final = 12
"""Width of a lane in pixels."""

_CELL: Final = 8
"""Width of a cell of text in pixels, with room to spare: the width of a font is not known here."""

_SOURCE, _CLAIM, _EDGE = 220, 420, 24
"""Width of the boxes of sources and of claims, and the margin."""

_DASHES: Final = {
    STATES: "",
    "supports": "",
    "contradicts": "",
    "qualifies": "6 4",
    "cites": "2 4",
    "restates": "10 3",
    DERIVED: "12 4 2 4",
    "other": "1 3",
}
_WIDTHS: Final = {STATES: 1.0, "supports": 2.4, "contradicts": 4.2}

_LIGHT: Final = {
    "page": "#ffffff", "box": "#f4f4f2", "rule": "#8a8a86", "text": "#1c1c1a", "muted": "#5b5b57",
    "supports": "#1f7a3a", "contradicts": "#b3261e", "qualifies": "#8a5a00", "cites": "#1f5fa8",
    "restates": "#6b3fa0", DERIVED: "#00696b", STATES: "#8a8a86", "other": "#5b5b57",
}  # fmt: skip
_DARK: Final = {
    "page": "#16171a", "box": "#24262b", "rule": "#7d818a", "text": "#e8e8e4", "muted": "#a9adb6",
    "supports": "#6fcf8a", "contradicts": "#ff8a80", "qualifies": "#e6b450", "cites": "#82b7f5",
    "restates": "#c3a2f0", DERIVED: "#5fd0d2", STATES: "#7d818a", "other": "#a9adb6",
}  # fmt: skip

COLOURS: Final = ("auto", "light", "dark")
"""Ways to colour: as the viewer prefers, or always the same."""


def drawn(
    layout: Layout, words: Mapping[str, str], address: Callable[[str], str], title: str, about: str, colours: str
) -> Iterator[str]:
    """Yield the picture in whole lines; `words` has the text of each node, `about` a line below the title.

    `address` returns the number or address of a node, for the descriptions of the lines. Raises UsageError if `colours`
    is none of `COLOURS`.
    """
    if colours not in COLOURS:
        raise UsageError(f"A picture has no colours “{colours}”; there are {', '.join(COLOURS)}.")
    return _Picture(layout, words, address).lines(title, about, colours)


class _Picture:
    """Geometry of a picture."""

    def __init__(self, layout: Layout, words: Mapping[str, str], address: Callable[[str], str]) -> None:
        self._layout, self._words, self._address = layout, words, address
        self._top = 3 * _ROW
        self._sources = _EDGE + _lanes(layout, LEFT)
        self._claims = self._sources + _SOURCE + _lanes(layout, MIDDLE)
        self._right = self._claims + _CLAIM
        self._width = self._right + _lanes(layout, RIGHT) + _EDGE
        self._height = self._top + layout.rows * _ROW + 3 * _ROW

    def lines(self, title: str, about: str, colours: str) -> Iterator[str]:
        """Yield the lines of the file."""
        size = f'width="{self._width:g}" height="{self._height:g}" viewBox="0 0 {self._width:g} {self._height:g}"'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-size="13"'
        yield ' font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" xml:space="preserve">\n'
        yield f"<title>{_safe(title)}</title>\n<style>\n{_style(colours)}</style>\n"
        yield f'<rect class="page" width="{self._width:g}" height="{self._height:g}"/>\n'
        yield f'<text class="head" x="{_EDGE}" y="26">{_safe(title)}</text>\n'
        yield f'<text class="muted" x="{_EDGE}" y="46">{_safe(about)}</text>\n'
        for wire in self._layout.wires:
            yield self._wire(wire)
        for box in self._layout.boxes.values():
            yield self._box(box)
        yield from self._legend()
        yield "</svg>\n"

    def _box(self, box: Box) -> str:
        x, width = (self._claims, _CLAIM) if box.claim else (self._sources, _SOURCE)
        y, words = self._top + box.row * _ROW, shown(self._words[box.key])
        rows = _wrapped(words, int((width - 12) / _CELL), box.height)
        texts = "".join(
            f'<text x="{x + 6:g}" y="{y + place * _ROW + 16:g}">{_safe(row)}</text>' for place, row in enumerate(rows)
        )
        return (
            f'<g class="{"claim" if box.claim else "source"}"><title>{_safe(words)}</title>'
            f'<rect x="{x:g}" y="{y + 2:g}" width="{width}" height="{box.height * _ROW - 4}" rx="4"/>'
            f"{texts}</g>\n"
        )

    def _wire(self, wire: Wire) -> str:
        name = "; ".join(f"{self._address(one.one)} {one.kind} {self._address(one.other)}" for one in wire.edges)
        near, far = self._edges(wire)
        lane = near + (-1 if wire.side == LEFT else 1) * (wire.lane + 1.5) * _LANE
        path = [f"M{near:g} {self._y(wire.start):g}H{lane:g}V{self._y(wire.ends[0]):g}H{far:g}"]
        path += [f"M{lane:g} {self._y(wire.start):g}V{self._y(end):g}H{far:g}" for end in wire.ends[1:]]
        before, after = -11, 4  # The sign is outside of the box, above the line.
        signs = [(wire.start, near + (before if wire.side == LEFT else after))] * wire.signs[0]
        if wire.signs[1]:
            signs += [(end, far + (after if wire.side == RIGHT else before)) for end in wire.ends]
        texts = "".join(
            f'<text class="sign" x="{x:g}" y="{self._y(row) - 3:g}">{_safe(wire.edges[0].sign)}</text>'
            for row, x in signs
        )
        return f'<g class="{_class(wire.kind)}"><title>{_safe(name)}</title><path d="{"".join(path)}"/>{texts}</g>\n'

    def _edges(self, wire: Wire) -> tuple[float, float]:
        """Return the positions at which a wire meets its start and its ends."""
        if wire.side == LEFT:
            return self._sources, self._sources
        return (self._sources + _SOURCE, self._claims) if wire.side == MIDDLE else (self._right, self._right)

    def _y(self, row: int) -> float:
        return self._top + (row + 0.5) * _ROW

    def _legend(self) -> Iterator[str]:
        """Yield a piece of line and the name of each kind that is drawn."""
        x, y = float(_EDGE), self._height - _ROW
        signs = {wire.kind: wire.edges[0].sign for wire in self._layout.wires}
        for kind in sorted(signs, key=rank):
            words = kind if kind == STATES else f"{signs[kind]} {shown(kind)}"
            yield f'<g class="{_class(kind)}"><path d="M{x:g} {y - 4:g}H{x + 28:g}"/></g>'
            yield f'<text class="muted" x="{x + 34:g}" y="{y:g}">{_safe(words)}</text>\n'
            x += 34 + (wcswidth(words) + 3) * _CELL


def _lanes(layout: Layout, side: str) -> float:
    lanes = layout.lanes[side]
    return (lanes + 3) * _LANE if lanes or side == MIDDLE else 0


def _class(kind: str) -> str:
    return kind.replace(" ", "-") if kind in _DASHES else "other"


def _style(colours: str) -> str:
    if colours == "auto":
        return f"{_rules(_LIGHT)}@media (prefers-color-scheme: dark) {{\n{_rules(_DARK)}}}\n"
    return _rules(_DARK if colours == "dark" else _LIGHT)


def _rules(colours: Mapping[str, str]) -> str:
    lines = [
        f".page {{ fill: {colours['page']} }}",
        f"text {{ fill: {colours['text']} }} .muted {{ fill: {colours['muted']} }} .head {{ font-weight: bold }}",
        f".claim rect, .source rect {{ fill: {colours['box']}; stroke: {colours['rule']} }}",
        ".source text { font-weight: bold } .sign { font-weight: bold }",
    ]
    for kind in _DASHES:
        dash = f"; stroke-dasharray: {_DASHES[kind]}" if _DASHES[kind] else ""
        line = f"fill: none; stroke: {colours[kind]}; stroke-width: {_WIDTHS.get(kind, 1.6):g}{dash}"
        name = _class(kind)
        lines.append(f".{name} path {{ {line} }} .{name} text {{ fill: {colours[kind]} }}")
    return "".join(f"{line}\n" for line in lines)


def _safe(text: str) -> str:
    """Return text for XML; characters that a file must not have are shown as signs."""
    return escape(shown(text))


def _wrapped(words: str, width: int, most: int) -> list[str]:
    """Return words in at most `most` rows of at most `width` cells; the last one is cut if there are more."""
    rows = [""]
    for word in words.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and len(rows) < most and wcswidth(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    return [cut(row, width) for row in rows]
