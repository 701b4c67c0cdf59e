"""Widgets that paint themselves, and the placeholder for one whose drawing raised an error."""

from collections.abc import Callable, Collection
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

_WORDS: Final = " ⚠ this cannot be shown"


class PaintedWidget(Widget):
    """Widget without children that paints all its rows at once and repaints the changed ones."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, classes=classes)
        self._strips: list[Strip] = []
        self._painted_for = Size()
        self._unfitted = False
        """Whether `fit` is due for the current size."""
        self._stale = True
        """Whether `repaint` was called since the last paint."""
        self._changed: list[Region] = []
        """Changed rows that the compositor has not collected yet."""

    def paint(self) -> list[Strip]:
        """Return all rows, each exactly as wide as the widget."""
        raise NotImplementedError

    def fit(self) -> None:
        """Adjust to a new size; called once before the widget paints with it."""

    def repaint(self) -> None:
        """Paint the rows in the next frame: once, however often this is called before it."""
        self._stale = True
        if self.is_attached:
            # Not `refresh`: the changed rows are known only after painting, and its message to the screen would be
            # handled after the current frame.
            self.screen._dirty_widgets.add(self)  # noqa: SLF001 - see above
            self.screen.check_idle()

    def _paint_rows(self) -> None:
        """Paint the rows if they are stale, and find those that changed."""
        # The first frame with a new size is drawn before the widget's Resize event.
        size = self.size
        if not self._stale and self._painted_for == size:
            return
        if self._painted_for != size:
            self._painted_for = size
            self._unfitted = True
        self._stale = False
        before, strips = self._strips, drawn(self, self._fitted, *size) if size else []
        if len(before) != len(strips):
            self._changed = [Region(0, 0, *size)]
        else:
            for y, (old, new) in enumerate(zip(before, strips, strict=True)):
                if old == new:
                    strips[y] = old  # It may have cached its output.
                else:
                    self._changed.append(Region(0, y, size.width, 1))
        self._strips = strips
        if self.gutter and self._changed:
            offset = self.content_offset
            self._styles_cache.set_dirty(*(region.translate(offset) for region in self._changed))

    def _fitted(self) -> list[Strip]:
        if self._unfitted:
            self._unfitted = False
            self.fit()
        return self.paint()

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Return the regions to repaint: Textual's, and the changed rows."""
        self._paint_rows()
        changed, self._changed = self._changed, []
        wanted = [region for region in super()._exchange_repaint_regions() if region]
        if not changed:
            return wanted
        offset = self.content_offset
        return [*wanted, *(region.translate(offset) for region in changed)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of `crop`, with Textual's line filters applied."""
        self._paint_rows()
        if self.gutter:
            return super().render_lines(crop)
        # Skip Textual's cache of styled rows, which costs as much as painting: these rows are styled already, and
        # contain no ANSI colours to convert.
        filters = [found for found in self.get_line_filters() if not isinstance(found, ANSIToTruecolor)]
        width = self._painted_for.width
        strips = [self._painted(y) for y in crop.line_range]
        if filters:
            background = self.background_colors[1]
            for line_filter in filters:
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Return row `y`."""
        self._paint_rows()
        return self._painted(y)

    def _painted(self, y: int) -> Strip:
        width = self._painted_for.width
        if y < len(self._strips) and self._strips[y].cell_length == width:
            return self._strips[y]
        return Strip.blank(width, self.rich_style)


def drawn(widget: Widget, draw: Callable[[], list[Strip]], width: int, height: int) -> list[Strip]:
    """Return what `draw` returns. If it raises an error, that is contained, and the rows of a placeholder are returned."""
    try:
        return draw()
    except Exception as error:  # noqa: BLE001 - one widget must not keep the screen from being shown
        widget.app._handle_exception(error)  # noqa: SLF001 - where Textual reports errors of its layout
    style = Style.null()
    first = Strip([Segment(_WORDS, style)]).adjust_cell_length(width, style)
    return [first, *(Strip.blank(width, style) for _ in range(height - 1))][:height]
