"""The faded picture of the screen below an overlay."""

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip

from tui.terminal.compositor import CullingCompositor


class Veil:
    """Fades the rows of a screen by a colour, each style once.

    Textual would render the whole screen below, and fade each segment again, for each frame.
    """

    def __init__(self) -> None:
        self._colour = Color(0, 0, 0, 0)
        self._flat: Style | None = None
        self._faded: dict[Style | None, Style | None] = {}
        """The faded style of each style."""

    def strips(self, screen: Screen[Any], crop: Region, flat: Style | None) -> list[Strip] | None:
        """Return the rows of a region of the screen below one, faded by its background; None if there is none of ours.

        All are in the style `flat` if colours cannot be mixed.
        """
        stack = screen.app.screen_stack
        below = stack[max(0, stack.index(screen) - 1)] if screen in stack else screen
        compositor = below._compositor  # noqa: SLF001 - as Textual's own background does it
        if below is screen or not isinstance(compositor, CullingCompositor):
            return None
        width, colour = screen.size.width, screen.styles.background
        if (colour, flat) != (self._colour, self._flat):
            self._colour, self._flat, self._faded = colour, flat, {}
        strips = [self._fade(strip).adjust_cell_length(width) for strip in compositor.rows(crop)]
        strips += [Strip.blank(width)] * (crop.height - len(strips))
        return [strip.crop(*crop.column_span) for strip in strips]

    def _fade(self, strip: Strip) -> Strip:
        if self._colour.a == 0:
            return strip
        if self._flat is not None:
            return Strip([Segment(strip.text, self._flat)], strip.cell_length)
        segments = []
        for text, style, _ in strip:
            faded = self._faded.get(style)
            if faded is None:
                [piece] = BackgroundScreen.process_segments([Segment("", style)], self._colour)
                faded = self._faded[style] = piece.style
            segments.append(Segment(text, faded))
        return Strip(segments, strip.cell_length)
