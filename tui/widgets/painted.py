"""A widget that paints its rows itself and sends to the terminal only those that changed."""

from typing import ClassVar

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Painted(Widget):
    """Rows of strips, compared with those before: over a slow line each byte counts."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, classes=classes)
        self._strips: list[Strip] = []
        self._painted_for = Size()

    def paint(self) -> list[Strip]:
        """All rows of the widget for its size, each exactly as wide; empty if it has none."""
        raise NotImplementedError

    def fit(self) -> None:
        """Take in the size that the widget has now, before it paints for it."""

    def repaint(self) -> None:
        """Paint, and have the rows that changed sent to the terminal."""
        self._painted_for = self.size
        before, self._strips = self._strips, self.paint() if self.size else []
        if len(before) != len(self._strips):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._strips, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows within a region of the widget, with what Textual does to every widget's rows."""
        if self.gutter:
            return super().render_lines(crop)
        # Past Textual's cache of styled rows: ours are styled already, and it costs as much again as painting them.
        background = self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Row y of the widget."""
        # The frame with a new size is drawn before the widget is told of it, and it is the one that is seen first.
        if self._painted_for != self.size:
            self._painted_for = self.size
            self.fit()
            self._strips = self.paint()
        if y < len(self._strips) and self._strips[y].cell_length == self.size.width:
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)
