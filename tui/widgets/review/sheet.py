"""A sheet: lines of text about one thing. Each can be chosen; longer lines hang below their start."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.style import Style

from tui.theming.styles import Styles
from tui.widgets.detail_pane import Detail, broken
from tui.widgets.item_list import ItemList, Line


class SheetLine(NamedTuple):
    """Line of a sheet, with the passages that it is about."""

    parts: Line
    passage: str = ""
    """Id of the annotation that the line is about; `""` if it is about none."""
    other: str = ""
    """Id of the annotation that it contradicts, or is compared with; `""` if there is none."""
    indent: int = 0
    """Cells by which further rows of the line are indented."""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells the line from others of its sheet when that is made again."""
        return self.passage, self.other, "" if self.passage else "".join(text for text, _ in self.parts)


def wrapped(line: SheetLine, width: int) -> list[Line]:
    """Return the rows of a line for a width in cells."""
    if not line.parts:
        return [[]]
    indent = min(line.indent, width // 3)
    rows = broken(line.parts, width)
    if len(rows) < 2 or not indent:
        return rows
    head = rows[0]
    taken = sum(len(text) for text, _ in head)
    rest = broken(_behind(line.parts, taken), width - indent)
    return [head, *([(" " * indent, Style.null()), *row] for row in rest)]


def _behind(parts: Line, taken: int) -> Line:
    """Return the parts of a line behind its first code points, without leading blanks."""
    rest: Line = []
    for text, style in parts:
        kept = text[taken:]
        taken = max(0, taken - len(text))
        if not rest:
            kept = kept.lstrip()
        if kept:
            rest.append((kept, style))
    return rest


class Sheet(ItemList[SheetLine]):
    """List of the lines of a sheet; the cursor passes over empty lines."""

    def __init__(self, styles: Styles, title: str) -> None:
        super().__init__(styles, title, id="entries")

    def draw(self, item: SheetLine, width: int) -> list[Line]:
        """Return the rows of a line."""
        return wrapped(item, width)

    def go(self, index: int, *, tell: bool = True) -> None:
        """Move the cursor to a line, or past empty ones."""
        index = max(0, min(index, len(self.items) - 1))
        step = -1 if index < self.cursor else 1
        while 0 < index < len(self.items) - 1 and not self.items[index].parts:
            index += step
        super().go(index, tell=tell)

    def first(self, items: Sequence[SheetLine]) -> int:
        """Return the index of the first line that faces another passage, else of the first about a passage, else 0."""
        facing = (place for place, line in enumerate(items) if line.other)
        about = (place for place, line in enumerate(items) if line.passage)
        return next(facing, next(about, 0))


class SheetPane(Detail):
    """Shows as many lines of a sheet as fit, below a rule."""

    def __init__(self, styles: Styles, lines: Callable[[], Iterable[SheetLine]]) -> None:
        """A pane for lines that are computed at each paint."""
        super().__init__(styles, id="about")
        self._lines_about = lines

    def tell(self, *, anything: bool = True) -> None:
        """Show the current lines; `anything` is False if the list above has no item."""
        if anything:
            self.show(lambda width: (row for line in self._lines_about() for row in wrapped(line, width)))
        else:
            self.clear()
