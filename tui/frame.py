"""What the terminal shows, so that a frame sends only the rows that differ.

Textual paints the screen anew more often than it changes: several times while it starts, and whenever
something that lay over the screen goes. Over a slow line each row that is sent counts.
"""

from collections.abc import Sequence
from itertools import accumulate

from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

Update = RenderableType | CompositorUpdate | None
"""What Textual's App displays."""

Row = tuple[Strip, ...]
"""The pieces of a row of the screen, from left to right."""


class Pieces(CompositorUpdate):
    """Some pieces of rows of the screen, each with its place: column and row."""

    def __init__(self, pieces: Sequence[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What is to be written to the terminal."""
        return "".join(Control.move_to(x, y).segment.text + strip.render(console) for x, y, strip in self.pieces)


class Frame:
    """The rows that were sent last."""

    def __init__(self) -> None:
        self._rows: list[Row | None] = []
        self._region = Region()

    def forget(self) -> None:
        """Take nothing for granted: the terminal may show something else by now."""
        self._rows = []

    def news(self, update: Update) -> Update:
        """What of an update the terminal does not show yet; None if it shows all of it. It is taken for sent."""
        if isinstance(update, LayoutUpdate):
            return self._whole([tuple(row) for row in update.strips], update.region)
        if isinstance(update, ChopsUpdate):
            update.spans = [span for span in update.spans if self._differs(update, *span)]
            return update if update.spans else None
        if update is not None:
            self.forget()
        return update

    def _whole(self, rows: Sequence[Row], region: Region) -> Pieces | None:
        same = len(rows) == len(self._rows) and region == self._region
        known = self._rows if same else [None] * len(rows)
        self._rows, self._region = [*rows], region
        changed = [
            (x, y, strip) for y, (new, old) in enumerate(zip(rows, known, strict=True)) for x, strip in _news(new, old)
        ]
        return Pieces(changed) if changed else None

    def _differs(self, update: ChopsUpdate, y: int, start: int, end: int) -> bool:
        """Whether the cells of row y from start to end show anything new."""
        pieces, known = update.chops[y], self._rows[y] if y < len(self._rows) else None
        if known is None:
            return True
        if len(known) != len(pieces):
            self._rows[y] = None  # It is divided in another way than before.
            return True
        stops = update.chop_ends[y]
        row = tuple(
            new if new is not None and x < end and stop > start else old
            for (x, new), stop, old in zip(pieces.items(), stops, known, strict=True)
        )
        self._rows[y] = row
        return row != known


def _news(new: Row, old: Row | None) -> list[tuple[int, Strip]]:
    """The pieces of a row that look different from before, each with its column."""
    if old is not None and (new == old or _look(new) == _look(old)):
        return []  # However it is divided: what opens over the text cuts the rows beside it anew.
    ends = [*accumulate(strip.cell_length for strip in new)]
    placed = [*zip([0, *ends], new, strict=False)]
    if old is None or [strip.cell_length for strip in new] != [strip.cell_length for strip in old]:
        return placed
    return [place for place, known in zip(placed, old, strict=True) if place[1] != known]


def _look(row: Row) -> list[Segment]:
    return [*Segment.simplify(segment for strip in row for segment in strip if segment.text)]
