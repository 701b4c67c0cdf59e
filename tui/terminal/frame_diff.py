"""What the terminal shows, so that a frame sends only the rows that differ.

Textual paints the screen anew more often than it changes: several times while it starts, and whenever
something that lay over the screen goes. Over a slow line each row that is sent counts.
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
"""What a compositor makes of the rows of its widgets."""

Row = tuple[Strip, ...]
"""The pieces of a row of the screen, from left to right."""


class Pieces(CompositorUpdate):
    """Some pieces of rows of the screen, each with its place: column and row."""

    def __init__(self, pieces: Sequence[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What is to be written to the terminal."""
        return "".join(Control.move_to(x, y).segment.text + strip.render(console) for x, y, strip in self.pieces)


class FrameDiff:
    """The rows that were sent last."""

    def __init__(self) -> None:
        self._rows: list[Row | None] = []
        self._region = Region()

    def forget(self) -> None:
        """Take nothing for granted: the terminal may show something else by now."""
        self._rows = []

    def changes(self, update: Update) -> Update:
        """What of an update the terminal does not show yet; None if it shows all of it. It is taken for sent.

        There is nothing else to show: what did not come by way of the compositor may be no text.
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
        """What row y shows anew from start to end, as Textual would send it: each piece from where it begins.

        What lies behind the end of the span in a piece is not sent, and so not known either: another span may be there.
        """
        row = self._rows[y] if y < len(self._rows) else None
        known = [*row] if row is not None and len(row) == len(update.chops[y]) else None
        news: list[tuple[int, int, Strip]] = []
        for index, ((x, piece), stop) in enumerate(zip(update.chops[y].items(), update.chop_ends[y], strict=True)):
            if piece is None or x >= end or stop <= start:
                continue
            shown = piece if stop <= end else piece.crop(0, end - x)
            if known is None or known[index].cell_length != stop - x:
                known = None  # It is divided in another way than before.
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
    """The pieces of a row that look different from before, each with its column."""
    if old is not None and (new == old or _look(new) == _look(old)):
        return []  # However it is divided: what opens over the text cuts the rows beside it anew.
    ends = [*accumulate(strip.cell_length for strip in new)]
    placed = [*zip([0, *ends], new, strict=False)]
    if old is None or [strip.cell_length for strip in new] != [strip.cell_length for strip in old]:
        return placed
    changed = [(*place, known) for place, known in zip(placed, old, strict=True) if place[1] != known]
    return [part for x, strip, known in changed for part in _differing(x, strip, known)]


def _differing(x: int, new: Strip, old: Strip) -> list[tuple[int, Strip]]:
    """What differs of a piece that begins in column x: without what is the same at its start and at its end.

    Only where each character surely takes one cell: where a terminal takes another width for one, what stands behind
    it is right only if all of it is sent.
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
