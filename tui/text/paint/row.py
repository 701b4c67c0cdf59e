"""Painting of one row: runs of text with layered styles, cut to the width.

The only place that turns text of a source into output; `tui.text.cells` makes every code point safe.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style

from tui.text.cells import cell_len, clusters, is_plain
from tui.text.rows import Row


class Layer(Struct, frozen=True):
    """A style for a range of the text. Later layers are above earlier ones."""

    start: int
    end: int
    style: Style
    blanks: bool = False
    """Whether the layer also covers the blanks at which a row was broken."""
    glyphs: Mapping[int, str] | None = None
    """What is drawn in place of some characters, each in one cell."""


def paint_row(
    text: str,
    row: Row,
    width: int,
    grounds: tuple[Style, Style],
    layers: Sequence[Layer],
    role_style: Callable[[str], Style],
) -> list[Segment]:
    """Return the segments of a row, exactly `width` cells; `grounds` are the styles of blank cells and of the text."""
    ground, base = grounds
    redrawn = [layer for layer in layers if layer.glyphs]
    pieces = [(d.x, d.text, cell_len(d.text), ground + role_style(d.role)) for d in row.decorations]
    for fragment in row.fragments:
        x = fragment.x
        for start, end, style in _runs(text, fragment.start, fragment.end, base, layers):
            shown, cells = _drawn(text, start, end, x - fragment.x)
            for layer in redrawn:
                if layer.glyphs and layer.start <= start and layer.end >= end:
                    shown = shown.translate(layer.glyphs)
            pieces.append((x, shown, cells, style))
            x += cells
        if fragment.start == fragment.end:
            pieces += [(x, " ", 1, base + layer.style) for layer in layers if layer.start == fragment.start]
    pieces.sort(key=lambda piece: piece[0])
    return _join(pieces, width, ground)


def _runs(text: str, start: int, end: int, base: Style, layers: Sequence[Layer]) -> list[tuple[int, int, Style]]:
    """Split a range into runs of one style."""
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
    """Join pieces into one row: fill the gaps and cut at the width."""
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
    """Cut a safe text to `width`; return it with its cells."""
    cells, kept = 0, []
    for cluster in clusters(shown, 0, len(shown)) if width > 0 else ():
        if cells + cluster.width > width:
            break
        kept.append(cluster.glyph)
        cells += cluster.width
    return "".join(kept), cells
