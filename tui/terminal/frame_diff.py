"""Difference between two frames, so that only changed cells are sent.

Textual repaints the screen more often than it changes: several times at start, and whenever an overlay closes. Over a
slow line each sent row counts.
"""

from collections.abc import Sequence
from itertools import accumulate

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.text.cells import is_plain

Update = CompositorUpdate | None
"""Output of a compositor; None if nothing changed."""

Row = tuple[Strip, ...]
"""Pieces of a row of the screen, from left to right."""


class Pieces(CompositorUpdate):
    """Pieces of rows, each with its column and row."""

    def __init__(self, pieces: Sequence[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Return the output for the terminal."""
        return "".join(Control.move_to(x, y).segment.text + strip.render(console) for x, y, strip in self.pieces)


class FrameDiff:
    """Remembers the rows that were sent, and finds what differs from them."""

    def __init__(self) -> None:
        self._rows: list[Row | None] = []
        self._region = Region()

    def forget(self) -> None:
        """Forget the rows, since the terminal may show something else; the next frame is sent in full."""
        self._rows = []

    def changes(self, update: Update) -> Update:
        """Return the part of `update` that the terminal does not show yet, or None.

        Assumes that the caller sends it. Updates that do not come from the compositor are dropped.
        """
        if isinstance(update, LayoutUpdate):
            return self._whole([tuple(row) for row in update.strips], update.region)
        if isinstance(update, ChopsUpdate):
            pieces = [piece for span in update.spans for piece in self._part(update, *span)]
            return Pieces(pieces) if pieces else None
        if update is not None:
            self.forget()
        return None

    def _whole(self, rows: Sequence[Row], region: Region) -> Pieces | None:
        same = len(rows) == len(self._rows) and region == self._region
        known = self._rows if same else [None] * len(rows)
        self._rows, self._region = [*rows], region
        changed = [
            (x, y, strip)
            for y, (new, old) in enumerate(zip(rows, known, strict=True))
            for x, strip in _row_changes(new, old)
        ]
        return Pieces(changed) if changed else None

    def _part(self, update: ChopsUpdate, y: int, start: int, end: int) -> list[tuple[int, int, Strip]]:
        """Return the changed pieces of row `y` between columns `start` and `end`, each from its first column.

        A piece that goes beyond `end` is cut there: another span may cover the rest, which stays unknown.
        """
        row = self._rows[y] if y < len(self._rows) else None
        known = [*row] if row is not None and len(row) == len(update.chops[y]) else None
        news: list[tuple[int, int, Strip]] = []
        for index, ((x, piece), stop) in enumerate(zip(update.chops[y].items(), update.chop_ends[y], strict=True)):
            if piece is None or x >= end or stop <= start:
                continue
            shown = piece if stop <= end else piece.crop(0, end - x)
            if known is None or known[index].cell_length != stop - x:
                known = None  # The row is cut in other columns than before.
                news.append((x, y, shown))
                continue
            old = known[index]
            before = old if shown is piece else old.crop(0, end - x)
            if before != shown:
                news += [(column, y, part) for column, part in _differing(x, shown, before)]
                known[index] = piece if shown is piece else Strip.join([shown, old.crop(end - x, stop - x)])
        if y < len(self._rows):
            self._rows[y] = None if known is None else tuple(known)
        return news


def _row_changes(new: Row, old: Row | None) -> list[tuple[int, Strip]]:
    """Return the pieces of a row that look different from before, each with its column."""
    if old is not None and (new == old or _look(new) == _look(old)):
        return []  # An overlay cuts the rows beside it in other columns, without a visible change.
    ends = [*accumulate(strip.cell_length for strip in new)]
    placed = [*zip([0, *ends], new, strict=False)]
    if old is None or [strip.cell_length for strip in new] != [strip.cell_length for strip in old]:
        return placed
    changed = [(*place, known) for place, known in zip(placed, old, strict=True) if place[1] != known]
    return [part for x, strip, known in changed for part in _differing(x, strip, known)]


def _differing(x: int, new: Strip, old: Strip) -> list[tuple[int, Strip]]:
    """Return the part of `new` between the first and the last segment that differ; `x` is its first column.

    The whole piece, unless each character surely takes one cell: where a terminal disagrees about a width, the cells
    behind the character are right only if all are sent.
    """
    segments, before = [*new], [*old]
    if not all(is_plain(segment.text) for segment in (*segments, *before)):
        return [(x, new)]
    while segments and before and segments[0] == before[0]:
        x += len(segments.pop(0).text)
        del before[0]
    while segments and before and segments[-1] == before[-1]:
        del segments[-1], before[-1]
    return [(x, Strip(segments))] if segments else []


def _look(row: Row) -> list[Segment]:
    return [*Segment.simplify(segment for strip in row for segment in strip if segment.text)]
