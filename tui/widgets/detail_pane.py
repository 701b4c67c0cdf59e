"""Details of the item under the cursor of a list, wrapped to the width."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from annotations.anchoring.diff.word_diff import Change, differences
from annotations.errors import PostilError
from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import cell_len, offset_at, visible
from tui.text.wrap import wrap
from tui.theming.styles import Styles
from tui.widgets.item_list import Line
from tui.widgets.mouse_selection import WHEEL_ROWS

Make = Callable[[int], Iterable[Line]]
"""Returns lines for a width in cells, which are taken as far as they are visible; longer ones are wrapped."""

LONGEST = 4000
"""Code points of a text that are compared."""


AROUND = 40
"""Code points of unchanged text that are shown beside a change."""

_NOTHING = "-nothing"
"""Class of a pane without an item, which the style sheet hides."""


class Detail(PaintedWidget):
    """Lines made for the current width, below a rule."""

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.theme_styles = styles
        self._make: Make = lambda _: ()
        self._top = 0
        """Number of rows scrolled out above."""

    def show(self, make: Make) -> None:
        """Show other lines."""
        self._make, self._top = make, 0
        self.set_class(False, _NOTHING)
        self.repaint()

    def clear(self) -> None:
        """Leave its rows to the list: there is no item to describe."""
        self._make, self._top = lambda _: (), 0
        self.set_class(True, _NOTHING)

    def paint(self) -> list[Strip]:
        """Return the rule and as many rows as fit."""
        width, height = self.size
        base = self.theme_styles.base
        room, fitting = max(4, width - 2), max(0, height - 1)
        rows: list[Line] = []
        for line in self._lines(room):
            rows += broken(line, room)
            if len(rows) > fitting + self._top:
                break
        self._top = max(0, min(self._top, len(rows) - fitting))
        strips = [Strip([Segment("─" * width, base + self.theme_styles.faint)])]
        for row in first_rows(rows[self._top :], fitting, room):
            segments = [Segment(text, base + style) for text, style in [(" ", base), *row]]
            strips.append(Strip(segments).adjust_cell_length(width, base))
        return [*strips, *(Strip.blank(width, base) for _ in range(height - len(strips)))][:height]

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._top += WHEEL_ROWS
        self.repaint()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._top = max(0, self._top - WHEEL_ROWS)
        self.repaint()

    def _lines(self, width: int) -> Iterator[Line]:
        """Yield the lines; the error message where a record is no longer in the library."""
        try:
            yield from self._make(width)
        except PostilError as error:
            yield [(str(error), self.theme_styles.faint)]


def broken(line: Line, width: int) -> list[Line]:
    """Wrap a line to `width`, with visible signs for control characters."""
    parts = [(visible(text.replace("\t", " ").replace("\n", " ")), style) for text, style in line]
    whole = "".join(text for text, _ in parts)
    rows: list[Line] = []
    for start, end in wrap(whole, 0, len(whole), width):
        row, place = [], 0
        for text, style in parts:
            shown = text[max(0, start - place) : max(0, end - place)]
            if shown:
                row.append((shown, style))
            place += len(text)
        rows.append(row)
    return rows


def first_rows(rows: Sequence[Line], count: int, width: int) -> Sequence[Line]:
    """Return the first rows, the last of them with an ellipsis if others follow."""
    if len(rows) <= count or count < 1:
        return rows[:count]
    last: Line = []
    room = width - 2
    for text, style in rows[count - 1]:
        cut = text
        if cell_len(text) > room:
            kept = text[: offset_at(text, 0, len(text), room)]
            cut = kept.rpartition(" ")[0] or kept
        last.append((cut, style))
        room -= cell_len(cut)
    words = last[-1][0].rstrip() if last else ""
    style = last[-1][1] if last else Style.null()
    return [*rows[: count - 1], [*last[:-1], (f"{words} …" if words else "…", style)]]


def compared(before: str, after: str, styles: Styles) -> Line:
    """Return the word diff of two texts as one line, with ``[-removed-]`` and ``{+added+}`` words.

    Unchanged text is shortened to the words beside a change.
    """
    gone = styles.muted + Style(strike=True)
    line: Line = []
    found = differences(before[:LONGEST], after[:LONGEST])
    for index, (change, text) in enumerate(found):
        words = text.rstrip()
        blank = text[len(words) :]
        if change is Change.SAME:
            line.append((_beside(text, first=not index, last=index == len(found) - 1), Style.null()))
        elif change is Change.REMOVED:
            line += [("[-" + words + "-]", gone), (blank or " ", Style.null())]
        else:
            if line and not line[-1][0].endswith((" ", "\n")):
                line.append((" ", Style.null()))
            line += [("{+" + words + "+}", styles.bold), (blank, Style.null())]
    return line


def _beside(text: str, *, first: bool, last: bool) -> str:
    """Shorten an unchanged text to its ends; `first` and `last` are true if no change is before or after it."""
    if len(text) <= 2 * AROUND:
        return text
    head = "" if first else text[:AROUND].rsplit(" ", 1)[0] + " "
    tail = "" if last else " " + text[-AROUND:].split(" ", 1)[-1]
    return f"{head}…{tail}"


def side_by_side(left: Sequence[Line], right: Sequence[Line], width: int, styles: Styles) -> list[Line]:
    """Return two columns of lines, or the lines below each other if `width` is less than 60."""
    if width < 60:
        return [*left, [], *right]
    half = (width - 3) // 2
    columns = [[row for line in lines for row in (broken(line, half) if line else [[]])] for lines in (left, right)]
    rows: list[Line] = []
    for index in range(max(map(len, columns))):
        one, other = (column[index] if index < len(column) else [] for column in columns)
        used = sum(cell_len(text) for text, _ in one)
        rows.append([*one, (" " * (half - used), Style.null()), (" │ ", styles.faint), *other])
    return rows
