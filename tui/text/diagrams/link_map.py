"""Drawing of a map of sources and claims in cells.

Each kind of link has a line of its own and a sign at the passage that it leads to, so that colour is never needed. Where
lines of two links cross, the upright one is drawn through.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from annotations.review.overview.map.layout import LEFT, MIDDLE, RIGHT, Box, Layout, Wire
from annotations.review.overview.map.network import DERIVED, STATES
from tui.text.cells import cell_len, shorten, visible
from tui.text.wrap import wrap

UP, DOWN, WEST, EAST = 1, 2, 4, 8

_SHAPES: Final = (
    (EAST | WEST, UP | DOWN, EAST | DOWN, WEST | DOWN, EAST | UP, WEST | UP),
    (UP | DOWN | EAST, UP | DOWN | WEST, EAST | WEST | DOWN, EAST | WEST | UP, UP | DOWN | EAST | WEST),
)
"""Directions in which a character leads, in the order of the characters of `LINES`."""

LINES: Final = {
    STATES: "─│┌┐└┘├┤┬┴┼",
    "supports": "━┃┏┓┗┛┣┫┳┻╋",
    "contradicts": "═║╔╗╚╝╠╣╦╩╬",
    "qualifies": "┄┆┌┐└┘├┤┬┴┼",
    "cites": "┈┊┌┐└┘├┤┬┴┼",
    "restates": "╍╏┏┓┗┛┣┫┳┻╋",
    DERIVED: "┅┇┏┓┗┛┣┫┳┻╋",
}
"""Characters of the lines of each kind."""

_OTHER: Final = "╌╎┌┐└┘├┤┬┴┼"

_CHARS: Final = {
    kind: dict(zip((*_SHAPES[0], *_SHAPES[1]), chars, strict=True)) for kind, chars in (*LINES.items(), ("", _OTHER))
}

_LEAST: Final = 14
"""Least cells for the words of a claim."""

_NAMED: Final = 10
"""Cells from which a source has its name beside its number."""


class Label(NamedTuple):
    """Words of a node."""

    lead: str
    """Number or address."""
    words: str
    role: str = ""
    """Role of the words; `""` for that of the node."""


class Piece(NamedTuple):
    """Piece of a drawn row."""

    text: str
    role: str
    """`source`, `claim`, `lead`, `hidden`, `blank`, or `kind:` and a kind of link."""
    lit: bool = False
    """Whether it belongs to the chosen node or link."""


class Columns(NamedTuple):
    """Widths of the parts of a row, from left to right."""

    left: int
    source: int
    middle: int
    claim: int
    right: int
    step: int
    """Cells from one lane to the next."""


class _Stroke(NamedTuple):
    char: str
    wire: Wire


def columns(layout: Layout, width: int) -> Columns:
    """Divide a row; lanes that find no room are not drawn."""
    source = 20 if width >= 100 else 18 if width >= 64 else 4  # A short name has at most 14 characters.
    step = 2 if width >= 120 else 1
    lanes = layout.lanes
    spare = max(0, width - source - max(_LEAST, width * 2 // 5))
    wanted = [lanes[side] * step + 3 if lanes[side] else 0 for side in (MIDDLE, RIGHT, LEFT)]
    wanted[0] = max(3, wanted[0])
    middle = min(wanted[0], max(3, spare // 3))
    right = min(wanted[1], max(0, spare - middle - min(wanted[2], spare // 5)))
    left = min(wanted[2], max(0, spare - middle - right))
    return Columns(left, source, middle, max(1, width - left - source - middle - right), right, step)


class Drawing:
    """Rows of a layout, made when they are asked for."""

    def __init__(self, layout: Layout, width: int, labels: Mapping[str, Label], hidden: Mapping[str, int]) -> None:
        """Draw a layout in `width` cells; `hidden` are the neighbours of nodes that are not in it."""
        self.layout = layout
        self.columns = columns(layout, width)
        self._labels = labels
        self._hidden = hidden
        self._at: dict[tuple[bool, int], Box] = {
            (box.claim, box.row + place): box for box in layout.boxes.values() for place in range(box.height)
        }
        self._cells: dict[tuple[int, int], _Stroke] = {}
        self.undrawn = 0
        """Number of links whose lines found no room."""
        for wire in layout.wires:
            self._draw(wire)

    def rows(
        self, top: int, count: int, node: str = "", chosen: tuple[str, str, str] | None = None
    ) -> list[list[Piece]]:
        """Return rows as pieces, with a node and an edge lit: its ends and kind."""
        return [self._row(row, node, chosen) for row in range(top, min(top + count, self.layout.rows))]

    def at(self, x: int, row: int) -> str:
        """Return the key of the node at a cell; `""` if there is none."""
        cols = self.columns
        if cols.left <= x < cols.left + cols.source:
            box = self._at.get((False, row))
        else:
            first = cols.left + cols.source + cols.middle
            box = self._at.get((True, row)) if first <= x < first + cols.claim else None
        return box.key if box is not None else ""

    # --- lines

    def _draw(self, wire: Wire) -> None:
        cols = self.columns
        room = {LEFT: cols.left, MIDDLE: cols.middle, RIGHT: cols.right}[wire.side]
        reach = wire.lane * cols.step + 2
        if reach >= room:
            self.undrawn += len(wire.edges)
            return
        sources, claims = cols.left, cols.left + cols.source + cols.middle
        if wire.side == MIDDLE:
            near, far = cols.left + cols.source, claims - 1
            lane = near + reach - 1
            stubs = [(wire.start, near, lane), *((end, lane, far) for end in wire.ends)]
            signs = [(wire.start, near), *((end, far) for end in wire.ends)]
        elif wire.side == RIGHT:
            near = claims + cols.claim
            lane = near + reach - 1
            stubs = [(row, near, lane) for row in (wire.start, *wire.ends)]
            signs = [(row, near) for row in (wire.start, *wire.ends)]
        else:
            near = sources - 1
            lane = near - reach + 1
            stubs = [(row, lane, near) for row in (wire.start, *wire.ends)]
            signs = [(row, near) for row in (wire.start, *wire.ends)]
        self._stroke(wire, lane, stubs)
        for place, (row, x) in enumerate(signs):
            if wire.signs[place > 0]:
                self._cells[x, row] = _Stroke(wire.edges[0].sign, wire)

    def _stroke(self, wire: Wire, lane: int, stubs: Sequence[tuple[int, int, int]]) -> None:
        masks: dict[tuple[int, int], int] = {}
        for row in range(wire.top, wire.bottom + 1):
            masks[lane, row] = UP * (row > wire.top) | DOWN * (row < wire.bottom)
        for row, first, last in stubs:
            for x in range(first, last + 1):
                reaches = WEST * (x > first or first != lane) | EAST * (x < last or last != lane)
                masks[x, row] = masks.get((x, row), 0) | reaches
        chars = _CHARS.get(wire.kind, _CHARS[""])
        for (x, row), mask in masks.items():
            taken = self._cells.get((x, row))
            upright = bool(mask & (UP | DOWN))
            if taken is None or upright:
                self._cells[x, row] = _Stroke(chars.get(mask) or chars[EAST | WEST], wire)

    # --- rows

    def _row(self, row: int, node: str, chosen: tuple[str, str, str] | None) -> list[Piece]:
        cols = self.columns
        claims = cols.left + cols.source + cols.middle
        return [
            *self._lines(row, 0, cols.left, chosen),
            *self._label(self._at.get((False, row)), row, cols.source, node),
            *self._lines(row, cols.left + cols.source, claims, chosen),
            *self._label(self._at.get((True, row)), row, cols.claim, node),
            *self._lines(row, claims + cols.claim, claims + cols.claim + cols.right, chosen),
        ]

    def _lines(self, row: int, first: int, last: int, chosen: tuple[str, str, str] | None) -> list[Piece]:
        found: list[Piece] = []
        for x in range(first, last):
            stroke = self._cells.get((x, row))
            piece = Piece(" ", "blank")
            if stroke is not None:
                lit = chosen is not None and any(edge[:3] == chosen for edge in stroke.wire.edges)
                piece = Piece(stroke.char, f"kind:{stroke.wire.kind}", lit)
            if found and found[-1][1:] == piece[1:]:
                found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
            else:
                found.append(piece)
        return found

    def _label(self, box: Box | None, row: int, width: int, node: str) -> list[Piece]:
        if box is None or width <= 0:
            return [Piece(" " * width, "blank")]
        label, lit, place = self._labels[box.key], box.key == node, row - box.row
        role = label.role or ("claim" if box.claim else "source")
        more = f" +{self._hidden[box.key]}" if place == 0 and box.key in self._hidden else ""
        more = more if cell_len(more) <= width // 3 else ""
        lead = f"{visible(label.lead)} " if place == 0 else ""
        lead = lead if cell_len(lead) <= width else shorten(lead, width)
        words = visible(" ".join(label.words.split())) if box.claim or width >= _NAMED else ""
        room = width - cell_len(more) - (1 if box.claim else 0)
        if not box.claim or box.height == 1:
            text = shorten(words, room - cell_len(lead)) if place == 0 and room > cell_len(lead) else ""
        else:
            text = self._wrapped(words, place, box.height, room - cell_len(visible(label.lead)) - 1)
            lead = lead or " " * (cell_len(visible(label.lead)) + 1)
        used = cell_len(lead) + cell_len(text) + cell_len(more)
        pieces = [Piece(lead, "lead", lit), Piece(text, role, lit), Piece(" " * max(0, width - used), role, lit)]
        return [piece for piece in (*pieces, Piece(more, "hidden", lit)) if piece.text]

    def _wrapped(self, words: str, place: int, height: int, width: int) -> str:
        """Return one row of the words of a node with several rows; the last one is cut where there are more."""
        if width <= 2:
            return ""
        spans = wrap(words, 0, len(words), width)
        if place >= len(spans):
            return ""
        start, end = spans[place]
        return shorten(words[start:], width) if place == height - 1 else words[start:end].rstrip()
