"""Matrix of figures: one row for each metric and period, one column for each source, and a cursor on a cell."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from rich.style import Style
from textual import events

from annotations.review.ledger.comparing import CLOSE, CONFLICT, CONVERTED, EQUAL, UNLIKE, UNREAD
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.recorded import recorded_words
from annotations.review.ledger.rows import Cell, Row
from annotations.review.ledger.strip import dot_strip
from tui.text.cells import cell_len, padded, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.mouse_selection import RIGHT
from tui.widgets.review.source_columns import SourceColumns

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
        self.heads = [[]]
        self._ledger = ledger
        self._name_of = name_of
        self.shorter: Sequence[str] = ()
        """Forms of the title for less room, the longest first."""
        self.marked: Row | None = None
        """Row that another one is to be merged with."""
        self.columns = SourceColumns(lambda: self._ledger().sources, lambda: self.plan().shown, self.repaint)

    uniform = True

    @property
    def item_height(self) -> int:  # type: ignore[override]
        """Rows of a row of figures."""
        return 2 if self._text_width < _WORDY else 1

    def plan(self) -> Plan:
        """Return the widths of the parts of a row for the current width."""
        width, sources = self._text_width, len(self.columns.sources)
        count = max(1, sources)
        if width < _WORDY:
            room = width - _LEAD
            cell = min(_WIDEST, max(_CELL, room // count))
            return Plan(max(4, room), cell, min(sources, max(1, room // cell)), 0, 0, tall=True)
        strip = _STRIP if width >= 110 else 0
        verdict = _VERDICT if width >= 96 else 0
        room = width - _LEAD - strip - verdict
        least = max(_NAME, room * 3 // 8)
        cell = min(_WIDEST, max(_CELL, (room - least) // count))
        shown = min(sources, max(1, (room - least) // cell))
        cell = max(cell, min(_WIDEST, (room - least) // max(1, shown)))
        return Plan(room - shown * cell, cell, shown, strip, verdict, tall=False)

    # --- drawing

    def head(self, width: int, style: Style) -> Line:
        """Return the longest form of the title that fits."""
        fitting = (one for one in (self.title, *self.shorter) if cell_len(one) <= width)
        return [(shorten(next(fitting, (self.title, *self.shorter)[-1]), width), style)]

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
        near = f" {signs.NEAR.char}" if self._ledger().proposals.of(item) is not None else ""
        room = plan.name - 1 - len(near)
        if cell_len(period) > room // 2:
            period = ""
        name = _shorten_parts(item.name, room - cell_len(period))
        here = item is self.selected and self.columns.at == 0
        quiet = item.resolved or item.alone
        name_style = styles.base + Style(underline=here) if not quiet else styles.muted + Style(underline=here)
        line: Line = [
            lead,
            (name, name_style),
            (period, styles.muted),
            (near, styles.accent),
            (" " * (plan.name - cell_len(name) - cell_len(period) - len(near)), Style.null()),
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
        for place, source in self.columns.shown:
            cell = self._ledger().cell(item, source.id)
            sign = cell.sign if not (item.alone and cell.sign == EQUAL) else " "
            text = f"{sign or ' '} {cell.written}" if cell.figures else cell.sign
            if cell.figures and cell_len(text) > plan.cell - 2:
                text = f"{sign or ' '} {cell.brief}"
            mark = f" {signs.UNRESOLVED['figure'].char}" if self._was_other(cell) else ""
            text = padded(shorten(text, plan.cell - 2 - len(mark)) + mark, plan.cell - 2)
            here = item is self.selected and place == self.columns.at
            style = self._style(cell.sign) if cell.figures else self.theme_styles.faint
            if here:
                found += [("[", self.theme_styles.accent), (text, style), ("]", self.theme_styles.accent)]
            else:
                found.append((f" {text} ", style))
        return found

    def _was_other(self, cell: Cell) -> bool:
        """Return whether a figure of a cell has changed in its source since it was tagged."""
        passages = self._ledger().passages
        return any(recorded_words(one.key.written, passages[one.key.passage]) for one in cell.figures)

    def _style(self, sign: str) -> Style:
        """Return the style of a sign: that of the link type that it is like."""
        styles = self.theme_styles
        kinds = {CONFLICT: "contradicts", EQUAL: "restates", CONVERTED: "supports", CLOSE: "qualifies"}
        if sign in kinds:
            return styles.link(kinds[sign])
        return styles.muted if sign == UNLIKE else styles.faint if sign == UNREAD else styles.muted

    def head_lines(self) -> list[Line]:
        """Return the row with the names of the shown sources."""
        if not self.items or not (shown := self.columns.shown):
            return []
        plan, styles = self.plan(), self.theme_styles
        before, after = self.columns.marks
        label = f"sources {shown[0][0]}–{shown[-1][0]} of {len(self.columns.sources)}" if plan.tall else "metric"
        names: Line = []
        for place, source in shown:
            title = shorten(f"{source.number} {self._name_of(source.id)}", plan.cell - 1)
            style = styles.muted + Style(bold=True, underline=place == self.columns.at)
            names.append((" " + padded(title, plan.cell - 1), style))
        if plan.tall:
            return [[(f"{before} ", styles.muted), *names, (after, styles.muted)]]
        head: Line = [("  " + shorten(label, plan.name - 1).ljust(plan.name - 1) + before, styles.muted), *names]
        return [[*head, (after, styles.muted)]]

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Repaint for the new size; row and column of the cursor stay visible."""
        self.columns.go(self.columns.at)
        self.go(self.cursor, tell=False)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked cell or column, or open the cell if the cursor is there."""
        event.stop()
        event.prevent_default()
        plan, index = self.plan(), self.index_at(event.y)
        headed = index is None and 1 <= event.y <= len(self.heads)
        if event.button == RIGHT or not (headed or index is not None):
            return
        on_cells = headed or not plan.tall or index == self.index_at(event.y - 1)
        x = event.x - 1 - _LEAD - (0 if plan.tall else plan.name)
        self.columns.click(self, index, self.columns.under(x, plan.cell) if on_cells else 0)


def _shorten_parts(name: str, room: int) -> str:
    """Shorten each of two parts of a name, so that rows that differ in the second one do so on a narrow screen."""
    first, dot, second = name.rpartition(" · ")
    if not dot or cell_len(name) <= room:
        return shorten(name, room)
    left = max(room - len(dot) - cell_len(second), (room - len(dot)) // 2)
    return shorten(first, left) + dot + shorten(second, room - len(dot) - min(left, cell_len(first)))
