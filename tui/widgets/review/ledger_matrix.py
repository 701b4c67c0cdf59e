"""Matrix of figures: one row for each metric and period, one column for each source, and a cursor on a cell."""

from collections.abc import Callable
from typing import Final, NamedTuple

from rich.style import Style
from textual import events
from textual.strip import Strip

from annotations.model import Source
from annotations.review.ledger.comparing import CLOSE, CONFLICT, CONVERTED, EQUAL, UNLIKE, UNREAD
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.rows import Row
from annotations.review.ledger.strip import dot_strip
from tui.text.cells import cell_len, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.mouse_selection import RIGHT

_WORDY: Final = 64
"""Cells of the list from which on a row of figures has one row."""

_LEAD: Final = 2
"""Cells before the name: the sign of the row."""

_CELL: Final = 9
"""Least width of a column that shows figures as they are written."""

_NAME: Final = 20
"""Least width of the name and the period."""

_WIDEST: Final = 16
_VERDICT: Final = 15
_STRIP: Final = 14
"""Cells of the dots, with a blank."""


class Plan(NamedTuple):
    """Widths of the parts of a row, in cells."""

    name: int
    cell: int
    shown: int
    """Number of sources that fit."""
    strip: int
    """Cells for dots; 0 if there is no room."""
    verdict: int
    tall: bool
    """Whether a row of figures has two rows: its name, then its cells."""


class LedgerList(ItemList[Row]):
    """List of rows by sources. Draws only the visible rows and columns."""

    def __init__(self, styles: Styles, ledger: Callable[[], Ledger], name_of: Callable[[str], str]) -> None:
        """Show rows of a ledger; `name_of` returns the short name of a source by its id."""
        super().__init__(styles, "Ledger", id="entries")
        self._ledger = ledger
        self._name_of = name_of
        self.column = 0
        """Column of the cursor: 0 for the name, else from 1."""
        self.marked: Row | None = None
        """Row that another one is to be merged with."""
        self._left = 0
        """Number of sources scrolled out on the left."""
        self._heads: list[Line] = []

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, one for each column."""
        return self._ledger().sources

    @property
    def source(self) -> Source | None:
        """The source in the column of the cursor; None on the name."""
        return self.sources[self.column - 1] if 0 < self.column <= len(self.sources) else None

    @property
    def item_height(self) -> int:  # type: ignore[override]
        """Rows of a row of figures."""
        return 2 if self._text_width < _WORDY else 1

    def go_to_column(self, column: int) -> None:
        """Move the cursor to a column, and scroll as little as needed."""
        self.point_at(column)
        self.repaint()

    def point_at(self, column: int) -> None:
        """Move the cursor to a column without a repaint."""
        self.column = max(0, min(column, len(self.sources)))
        shown = max(1, self.plan().shown)
        if self.column:
            self._left = max(min(self._left, self.column - 1), self.column - shown)
        self._left = max(0, min(self._left, len(self.sources) - shown))

    def plan(self) -> Plan:
        """Return the widths of the parts of a row for the current width."""
        width, count = self._text_width, max(1, len(self.sources))
        if width < _WORDY:
            room = width - _LEAD
            cell = min(_WIDEST, max(_CELL, room // count))
            return Plan(max(4, room), cell, min(len(self.sources), max(1, room // cell)), 0, 0, tall=True)
        strip = _STRIP if width >= 110 else 0
        verdict = _VERDICT if width >= 96 else 0
        room = width - _LEAD - strip - verdict
        least = max(_NAME, room * 3 // 8)
        cell = min(_WIDEST, max(_CELL, (room - least) // count))
        shown = min(len(self.sources), max(1, (room - least) // cell))
        cell = max(cell, min(_WIDEST, (room - least) // max(1, shown)))
        return Plan(room - shown * cell, cell, shown, strip, verdict, tall=False)

    def _scroll_to_cursor(self) -> None:
        """Scroll to the cursor without drawing items: each has as many rows as any other."""
        room = max(1, self._room() // self.item_height)
        self._top = max(0, min(self._top, self.cursor), self.cursor - room + 1)

    # --- drawing

    def draw(self, item: Row, width: int) -> list[Line]:  # noqa: ARG002 - the plan has it
        """Return the sign, the name, the cells, dots and the verdict of a row."""
        plan, styles = self.plan(), self.theme_styles
        sign = (
            signs.DECIDED.char
            if item.resolved
            else signs.CHANGED.char
            if item.reopened
            else signs.MERGED.char
            if item is self.marked
            else " "
        )
        if sign == " " and item.conflict:
            sign = CONFLICT
        lead = (f"{sign} ", self._style(CONFLICT) if item.conflict and not item.resolved else styles.warning)
        period = f" {item.period}" if item.period else ""
        room = plan.name - 1
        if cell_len(period) > room // 2:
            period = ""
        name = _shorten_parts(item.name, room - cell_len(period))
        here = item is self.selected and self.column == 0
        quiet = item.resolved or item.alone
        name_style = styles.base + Style(underline=here) if not quiet else styles.muted + Style(underline=here)
        line: Line = [
            lead,
            (name, name_style),
            (period, styles.muted),
            (" " * (plan.name - cell_len(name) - cell_len(period)), Style.null()),
        ]
        cells = self._cells(item, plan)
        if plan.tall:
            return [line, [(" " * _LEAD, Style.null()), *cells]]
        line += cells
        if plan.strip:
            dots = dot_strip(item.extents, plan.strip - 1)
            line.append(
                (" " + dots.ljust(plan.strip - 1), styles.muted if not item.conflict else self._style(CONFLICT))
            )
        if plan.verdict:
            line.append((" " + shorten(item.verdict, plan.verdict - 1).ljust(plan.verdict - 1), self._style(item.sign)))
        return [line]

    def _cells(self, item: Row, plan: Plan) -> Line:
        found: Line = []
        for place, source in enumerate(self.sources[self._left : self._left + plan.shown], self._left + 1):
            cell = self._ledger().cell(item, source.id)
            sign = cell.sign if not (item.alone and cell.sign == EQUAL) else " "
            text = f"{sign or ' '} {cell.written}" if cell.figures else cell.sign
            if cell.figures and cell_len(text) > plan.cell - 2:
                text = f"{sign or ' '} {cell.brief}"
            text = shorten(text, plan.cell - 2)
            text += " " * (plan.cell - 2 - cell_len(text))
            here = item is self.selected and place == self.column
            style = self._style(cell.sign) if cell.figures else self.theme_styles.faint
            if here:
                found += [("[", self.theme_styles.accent), (text, style), ("]", self.theme_styles.accent)]
            else:
                found.append((f" {text} ", style))
        return found

    def _style(self, sign: str) -> Style:
        """Return the style of a sign: that of the link type that it is like."""
        styles = self.theme_styles
        kinds = {CONFLICT: "contradicts", EQUAL: "restates", CONVERTED: "supports", CLOSE: "qualifies"}
        if sign in kinds:
            return styles.link(kinds[sign])
        return styles.muted if sign == UNLIKE else styles.faint if sign == UNREAD else styles.muted

    def _head_lines(self) -> list[Line]:
        """Return the row with the names of the shown sources."""
        plan, styles = self.plan(), self.theme_styles
        label = (
            "metric" if not plan.tall else f"sources {self._left + 1}–{self._left + plan.shown} of {len(self.sources)}"
        )
        names: Line = []
        for place, source in enumerate(self.sources[self._left : self._left + plan.shown], self._left + 1):
            title = shorten(f"{source.number} {self._name_of(source.id)}", plan.cell - 1)
            style = styles.muted + Style(bold=True, underline=place == self.column)
            names.append((" " + title + " " * (plan.cell - 1 - cell_len(title)), style))
        before = signs.LEFT.char if self._left else " "
        after = signs.RIGHT.char if self._left + plan.shown < len(self.sources) else " "
        if plan.tall:
            return [[(f"{before} ", styles.muted), *names, (after, styles.muted)]]
        head: Line = [("  " + shorten(label, plan.name - 1).ljust(plan.name - 1) + before, styles.muted), *names]
        return [[*head, (after, styles.muted)]]

    def paint(self) -> list[Strip]:
        """Return the title, the heads of the columns and as many rows as fit."""
        self._heads = self._head_lines() if self.sources and self.items else []
        return super().paint()

    def _row(self, y: int) -> Strip:
        """Return row `y`: the title, the heads of the columns, then the rows."""
        heads = self._heads
        if not 1 <= y <= len(heads):
            return super()._row(y if y == 0 else y - len(heads))
        base = self.theme_styles.base
        return self._strip([(text, base + style) for text, style in heads[y - 1]], base, self.size.width)

    def _room(self) -> int:
        return max(0, self.size.height - 1 - (1 if self.items else 0))

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Repaint for the new size; row and column of the cursor stay visible."""
        self.point_at(self.column)
        self.go(self.cursor, tell=False)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked cell or column, or open the cell if the cursor is there."""
        event.stop()
        event.prevent_default()
        drawn = event.y - 1 - len(self._heads)
        headed = drawn == -1 and bool(self._heads)
        if event.button == RIGHT or not (headed or 0 <= drawn < len(self._drawn)):
            return
        plan = self.plan()
        index = self.cursor if headed else self._drawn[drawn][0]
        second = headed or not plan.tall or (drawn > 0 and self._drawn[drawn - 1][0] == index)
        place = event.x - 1 - _LEAD - (0 if plan.tall else plan.name)
        column = self._left + place // plan.cell + 1 if second and 0 <= place < plan.shown * plan.cell else 0
        same = (index, column) == (self.cursor, self.column)
        self.point_at(column)
        self.go(index, tell=False)
        self.repaint()
        self.post_message(self.Chosen(self, index) if same and not headed else self.Highlighted(self, index))


def _shorten_parts(name: str, room: int) -> str:
    """Shorten each of two parts of a name, so that rows that differ in the second one do so on a narrow screen."""
    first, dot, second = name.rpartition(" · ")
    if not dot or cell_len(name) <= room:
        return shorten(name, room)
    left = max(room - len(dot) - cell_len(second), (room - len(dot)) // 2)
    return shorten(first, left) + dot + shorten(second, room - len(dot) - min(left, cell_len(first)))
