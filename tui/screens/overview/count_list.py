"""Table of counts: one row for each line, one column for each number, and a cursor on a cell."""

from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Final, NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from annotations.export.overview.statistics import words_of
from annotations.library import Library
from annotations.review.overview.statistics.tables import BAR, SHARE, SIDES, Cell, Column, Line, Table, columns_to_read
from tui.session.overview.statistics_view import StatisticsView
from tui.text.cells import cell_len, padded, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList
from tui.widgets.item_list import Line as Drawn

_LONGEST: Final = 14
"""Cells of the longest label of a column."""

_BAR: Final = 40
"""Cells of the widest bar."""


class Plan(NamedTuple):
    """Widths of the parts of a row, in cells."""

    head: int
    cells: tuple[int, ...]
    """The columns that are shown; the first one is `CountList.left`."""


class CountList(ItemList[Line]):
    """Lines of a table. Draws only the visible rows and columns."""

    class Turned(Message):
        """Posted when the name of a table is clicked."""

        def __init__(self, tab: int) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, styles: Styles, library: Library, view: StatisticsView, tabs: Sequence[str]) -> None:
        """`view` keeps the column with the cursor; `tabs` are the names of the tables."""
        super().__init__(styles, "Statistics", id="claims")
        self.heads = [[]]
        self._library = library
        self._view = view
        self._tabs = tabs
        self._tab = 0
        self.table: Table | None = None
        self.left = 0
        """Index of the first column that is shown."""
        self.columns: Sequence[Column] = ()
        """The columns of the table; what was read is drawn in the bar of what is tagged."""
        self._planned: tuple[object, Plan] | None = None

    uniform = True

    @property
    def column(self) -> int:
        """Index of the column with the cursor; the first one if the column of the view is not in the table."""
        return next((place for place, one in enumerate(self.columns) if one.key == self._view.column), 0)

    @property
    def cell(self) -> tuple[Column, Cell | None] | None:
        """The column and the cell under the cursor."""
        if self.selected is None or not self.columns:
            return None
        column = self.columns[self.column]
        return column, self.selected.cells.get(column.key)

    def take(self, table: Table, tab: int) -> None:
        """Take a table, which is that of a tab; the cursor keeps its column, or goes to the first one."""
        self.table, self._tab, self._planned = table, tab, None
        self.columns = columns_to_read(table)
        self.left = 0
        self._scroll_to_column()

    def go_to_column(self, column: int) -> None:
        """Move the cursor to a column, and scroll as little as needed."""
        if self.columns:
            self._view.column = self.columns[max(0, min(column, len(self.columns) - 1))].key
        self._scroll_to_column()
        self.repaint()

    def fit(self) -> None:
        """Adjust to the current size; the cursor stays visible."""
        self._scroll_to_column()
        super().fit()

    def _scroll_to_column(self) -> None:
        column = self.column
        self.left = min(self.left, column)
        while self.left < column and column >= self.left + len(self.plan().cells):
            self.left += 1

    # --- drawing

    def plan(self) -> Plan:
        """Return the widths for the current width and the first column that is shown."""
        width = self._text_width
        if self._planned is None or self._planned[0] != (width, self.left):
            self._planned = (width, self.left), self._plan(width)
        return self._planned[1]

    def _plan(self, width: int) -> Plan:
        least = max(10, width // 3)
        cells: list[int] = []
        used = 0
        for column in islice(self.columns, self.left, None):
            wanted = self._width(column)
            if column.kind == BAR:
                wanted = max(8, min(_BAR, width - least - used))
            if used + wanted > width - least and cells:
                break
            cells.append(min(wanted, max(3, width - least)))
            used += cells[-1]
        return Plan(max(4, width - used), tuple(cells))

    def _width(self, column: Column) -> int:
        """Return the cells of a column: of its label and its greatest value, with a bracket on each side."""
        label = min(_LONGEST, cell_len(column.label))
        if column.kind in {SHARE, SIDES}:
            return max(label, 5 if column.kind == SHARE else 7) + 2
        totals = self.table.totals if self.table is not None else None
        total = totals.cells.get(column.key) if totals is not None else None
        return max(label, len(f"{total.value:,}") if total is not None and isinstance(total.value, int) else 6) + 2

    def words(self, line: Line) -> str:
        """Return the words that a line begins with."""
        if self.table is None:
            return ""
        if line is self.table.totals:
            return "all sources" if self.table.heads[0] == "source" else "all"
        if line.key:
            return f"{self._library.source(line.key).number} {self._library.short_name(line.key)}"
        between = {"tag": " + ", "from": " → "}.get(self.table.heads[0], " ")
        return between.join(map(str, line.heads))

    def sought(self, line: Line) -> str:
        """Return the words that find a line: those that it begins with, and the title and path of its source."""
        source = self._library.source(line.key) if line.key else None
        return f"{self.words(line)} {source.title} {source.path}" if source is not None else self.words(line)

    def long_label(self, column: Column) -> str:
        """Return the label of a column; of one that is about a source, the words of its line."""
        if column.kind != SIDES or self.table is None:
            return column.long or column.label
        return next((self.words(line) for line in self.table.lines if str(line.heads[0]) == column.key), column.label)

    def draw(self, item: Line, width: int) -> list[Drawn]:  # noqa: ARG002 - `plan` has the widths
        """Return a line of the table."""
        styles, plan = self.theme_styles, self.plan()
        at = self.column if item is self.selected else None
        strong = self.table is not None and item is self.table.totals
        head = shorten(self.words(item), plan.head - 1)
        line: Drawn = [(padded(head, plan.head), styles.bold if strong else Style.null())]
        for place, (cells, column) in enumerate(zip(plan.cells, islice(self.columns, self.left, None), strict=False)):
            words = words_of(item.cells.get(column.key), column, item, cells - 2) or signs.NONE.char
            words = shorten(words, cells - 2) if column.kind != BAR else words
            gap = " " * max(0, cells - 2 - cell_len(words))
            text = words + gap if column.kind == BAR else gap + words
            style = styles.faint if words == signs.NONE.char else styles.accent if column.kind == BAR else Style.null()
            on = self.left + place == at
            edge = ("[", "]") if on else (" ", " ")
            line += [
                (edge[0], styles.accent),
                (text, styles.bold + style if strong else style),
                (edge[1], styles.accent),
            ]
        return [line]

    def _row(self, y: int) -> Strip:
        return self._tab_row() if y == 0 and self._tabbed else super()._row(y)

    def head_lines(self) -> list[Drawn]:
        """Return the row with the labels of the columns."""
        plan, muted, bold = self.plan(), self.theme_styles.muted, self.theme_styles.bold
        before = signs.LEFT.char if self.left else " "
        after = signs.RIGHT.char if self.left + len(plan.cells) < len(self.columns) else " "
        what = "source" if self.table is not None and self.table.heads[0] == "source" else ""
        at = self.column - self.left
        line: Drawn = [(padded(what, plan.head - 1) + before, muted)]
        for place, (cells, column) in enumerate(zip(plan.cells, islice(self.columns, self.left, None), strict=False)):
            label = shorten(column.label, min(_LONGEST, cells - 2) if column.kind != BAR else cells - 2)
            gap = " " * max(0, cells - 2 - cell_len(label))
            text = f" {label}{gap} " if column.kind == BAR else f" {gap}{label} "
            line.append((text, bold + Style(underline=True) if place == at else bold))
        return [[*line, (after, muted)]]

    @property
    def _tabbed(self) -> bool:
        """Whether the names of all tables fit into the first row, before the title."""
        return sum(cell_len(tab) + 3 for tab in self._tabs) <= self.size.width - 2

    def _tab_row(self) -> Strip:
        """Return the names of the tables, that of the one that is shown in brackets, and what the title adds."""
        styles = self.theme_styles
        line: Drawn = []
        for place, tab in enumerate(self._tabs):
            on = place == self._tab
            line.append((f"[{tab}]" if on else f" {tab} ", styles.base + (styles.accent if on else styles.muted)))
            line.append((" ", styles.base))
        room = self.size.width - 2 - sum(cell_len(text) for text, _ in line)
        more = self.title.partition(" · ")[2].partition(" · ")[2]
        return self._strip([*line, (shorten(more, room), styles.base + styles.muted)], styles.base, self.size.width)

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Repaint for the new size; the cursor stays visible."""
        self.go_to_column(self.column)
        self.go(self.cursor, tell=False)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked cell or column, or open the cell if the cursor is there."""
        event.stop()
        event.prevent_default()
        if event.y == 0 and self._tabbed:
            ends = accumulate(cell_len(tab) + 3 for tab in self._tabs)
            if (tab := next((place for place, end in enumerate(ends) if event.x - 1 < end), None)) is not None:
                self.post_message(self.Turned(tab))
        index = self.index_at(event.y)
        if index is None and event.y != 1:
            return
        plan = self.plan()
        x, column = event.x - 1 - plan.head, self.column
        for place, cells in enumerate(plan.cells):
            if 0 <= x < cells:
                column = self.left + place
            x -= cells
        same = (index, column) == (self.cursor, self.column)
        place = self.cursor if index is None else index
        self.go_to_column(column)
        self.go(place, tell=False)
        self.post_message(self.Chosen(self, place) if same else self.Highlighted(self, place))
