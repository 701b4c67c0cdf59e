"""Putting the widgets of a screen together, at the cost of what is seen of them anew.

Textual's own compositor has every widget that meets what changed render all of its rows, containers that
are covered by what they contain too, and cuts each row at the edges of all widgets. Written against
that of Textual 8.2.8, to which the program is pinned.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import Compositor, CompositorMap, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.painted_widget import drawn
from tui.terminal.sanitizer import sanitize_strip

Chops = list[dict[int, Strip | None]]
"""For each row of the screen the pieces that it is made of, by the cell where they begin."""


class CullingCompositor(Compositor):
    """Asks widgets for no rows but those of which a piece is wanted that nothing before it covers."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: CompositorMap = {}
        """Where everything was when it was laid out last."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out, and have what changed shown anew."""
        # Textual compares with its map, and makes that anew meanwhile if a widget asks for its place while a hidden one
        # is to be painted: what has gone by then would stay on the screen.
        self._full_map = self._shown
        result = super().reflow(parent, size)
        self._shown = self._full_map
        return result

    def rows(self, crop: Region) -> list[Strip]:
        """The rows within a region of the screen, each whole."""
        chops = self._render_chops(Region(0, crop.y, self.size.width, crop.height), lambda _: True)
        return [Strip.join(chop.values()) for chop in chops[crop.y : crop.bottom]]

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The pieces within a region, those of some rows only; all other pieces are None."""
        chops: Chops = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        left, right = crop.column_span
        wanted = {
            y: [(start, end) for start, end in pairwise(self.cuts[y]) if start < right and end > left]
            for y in crop.line_range
            if y < len(chops) and is_rendered_line(y)
        }
        for widget, (region, clip) in self.visible_widgets.items():  # From the front to the back.
            if not wanted:
                break
            if shown := region.intersection(clip):
                self._fill(chops, wanted, widget, region, shown)
        return cast("Sequence[Mapping[int, Strip]]", chops)

    def _fill(
        self, chops: Chops, wanted: dict[int, list[tuple[int, int]]], widget: Widget, region: Region, shown: Region
    ) -> None:
        """Take from a widget the pieces that are still wanted where it is shown; what is left is wanted from others."""
        left, right = shown.column_span
        found = {}
        for y in shown.line_range:
            if pieces := [(start, end) for start, end in wanted.get(y, ()) if start >= left and end <= right]:
                found[y] = pieces
        if not found:
            return
        top, bottom = min(found), max(found) + 1
        part = Region(left - region.x, top - region.y, right - left, bottom - top)
        # No text of any widget is a control sequence from here on, neither in the terminal nor in a picture.
        strips = [*map(sanitize_strip, drawn(widget, lambda: widget.render_lines(part), *part.size))]
        for y, pieces in found.items():
            if y - top >= len(strips):
                continue
            strip = strips[y - top]
            if pieces == [(left, right)]:
                chops[y][left] = strip
            else:
                for start, end in pieces:
                    chops[y][start] = strip.crop(start - left, end - left)
            rest = [piece for piece in wanted[y] if piece not in pieces] if len(wanted[y]) > len(pieces) else []
            if rest:
                wanted[y] = rest
            else:
                del wanted[y]
