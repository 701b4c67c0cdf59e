"""Painting a row: runs of text whose styles are laid over each other, cut to the width.

The one place where text of a source is turned into what a terminal gets; `tui.text.cells` makes
every code point safe on the way.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from tui.text.cells import cell_len, clusters, is_plain
from tui.text.rows import Row


class Layer(NamedTuple):
    """A style over a span of the text. Of layers that overlap the later one lies on top."""

    start: int
    end: int
    style: Style
    blanks: bool = False
    """Whether it is laid over the blanks too at which a row was broken."""


def paint_row(
    text: str,
    row: Row,
    width: int,
    grounds: tuple[Style, Style],
    layers: Sequence[Layer],
    role_style: Callable[[str], Style],
) -> list[Segment]:
    """The segments of a row, exactly width cells; grounds are the styles of what is empty and of its text."""
    ground, base = grounds
    pieces = [(d.x, d.text, cell_len(d.text), ground + role_style(d.role)) for d in row.decorations]
    for fragment in row.fragments:
        x = fragment.x
        for start, end, style in _runs(text, fragment.start, fragment.end, base, layers):
            shown, cells = _drawn(text, start, end, x - fragment.x)
            pieces.append((x, shown, cells, style))
            x += cells
        if fragment.start == fragment.end:
            pieces += [(x, " ", 1, base + layer.style) for layer in layers if layer.start == fragment.start]
    pieces.sort(key=lambda piece: piece[0])
    return _join(pieces, width, ground)


def _runs(text: str, start: int, end: int, base: Style, layers: Sequence[Layer]) -> list[tuple[int, int, Style]]:
    """Stretches of start to end over which the style is the same."""
    over = [layer for layer in layers if layer.start < end and layer.end > start]
    if not over:
        return [(start, end, base)] if start < end else []
    solid = (start + len(text[start:end].rstrip())) if text[end - 1].isspace() else end
    if solid == start:
        solid = end
    cuts = sorted({start, solid, end, *(c for layer in over for c in (layer.start, layer.end) if start < c < end)})
    runs = []
    for first, last in pairwise(cuts):
        style = base
        for layer in over:
            if layer.start <= first and layer.end >= last and (first < solid or layer.blanks):
                style += layer.style
        runs.append((first, last, style))
    return runs


def _drawn(text: str, start: int, end: int, column: int) -> tuple[str, int]:
    part = text[start:end]
    if is_plain(part):
        return part, len(part)
    found = clusters(text, start, end, column)
    return "".join(c.glyph for c in found), sum(c.width for c in found)


def _join(pieces: list[tuple[int, str, int, Style]], width: int, base: Style) -> list[Segment]:
    """Pieces put side by side, gaps filled, what goes beyond the width cut off."""
    segments: list[Segment] = []
    column = 0
    for x, shown, cells, style in pieces:
        if x > column and x <= width:
            segments.append(Segment(" " * (x - column), base))
            column = x
        if cells > width - column:
            shown, cells = _clip(shown, width - column)
        if shown:
            segments.append(Segment(shown, style))
            column += cells
    if column < width:
        segments.append(Segment(" " * (width - column), base))
    return segments


def _clip(shown: str, width: int) -> tuple[str, int]:
    """As much of a safe text as fits."""
    cells, kept = 0, []
    for cluster in clusters(shown, 0, len(shown)) if width > 0 else ():
        if cells + cluster.width > width:
            break
        kept.append(cluster.glyph)
        cells += cluster.width
    return "".join(kept), cells
