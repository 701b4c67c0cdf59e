"""Compositor that renders only the visible parts of widgets.

Textual's compositor renders all rows of each widget that overlaps a changed region, even of containers that are covered
by their children, and cuts each row at the edges of all widgets. Written against Textual 8.2.8, the pinned version.
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
"""For each row of the screen its pieces, by their first column."""


class CullingCompositor(Compositor):
    """Renders no row of a widget that is covered by widgets in front of it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: CompositorMap = {}
        """The map of the last reflow."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out the widgets and find those that changed."""
        # Textual compares with its own map, and rebuilds that between two reflows if a widget asks for its region while
        # a hidden one waits for a repaint: a widget removed by then would stay on the screen.
        self._full_map = self._shown
        result = super().reflow(parent, size)
        self._shown = self._full_map
        return result

    def rows(self, crop: Region) -> list[Strip]:
        """Return the complete rows of `crop`."""
        chops = self._render_chops(Region(0, crop.y, self.size.width, crop.height), lambda _: True)
        return [Strip.join(chop.values()) for chop in chops[crop.y : crop.bottom]]

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """Render the pieces of `crop` in the rows for which `is_rendered_line` is true; all others are None."""
        chops: Chops = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        left, right = crop.column_span
        wanted = {
            y: [(start, end) for start, end in pairwise(self.cuts[y]) if start < right and end > left]
            for y in crop.line_range
            if y < len(chops) and is_rendered_line(y)
        }
        for widget, (region, clip) in self.visible_widgets.items():  # Front to back.
            if not wanted:
                break
            if shown := region.intersection(clip):
                self._fill(chops, wanted, widget, region, shown)
        return cast("Sequence[Mapping[int, Strip]]", chops)

    def _fill(
        self, chops: Chops, wanted: dict[int, list[tuple[int, int]]], widget: Widget, region: Region, shown: Region
    ) -> None:
        """Render the uncovered pieces of `widget`, and remove them from `wanted`."""
        left, right = shown.column_span
        found = {}
        for y in shown.line_range:
            if pieces := [(start, end) for start, end in wanted.get(y, ()) if start >= left and end <= right]:
                found[y] = pieces
        if not found:
            return
        top, bottom = min(found), max(found) + 1
        part = Region(left - region.x, top - region.y, right - left, bottom - top)
        # Behind this line no text of a widget contains a control sequence, neither in the terminal nor in a screenshot.
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
