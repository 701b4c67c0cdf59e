"""Matrix of claims: one row for each claim, one column for each source, and a cursor on a cell."""

from typing import Final, NamedTuple

from rich.style import Style
from textual import events
from textual.strip import Strip

from annotations.model import Source
from annotations.review.board import Board, Row
from tui.session.board_state import Entry
from tui.text.cells import cell_len, shorten
from tui.text.paint.margin import STATUS_SIGNS
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

_WORDY: Final = 64
"""Cells of the list from which on a verdict is written in words."""

_LEAD: Final = 2
"""Cells before the words: the review sign and the cursor."""


class Plan(NamedTuple):
    """Widths of the parts of a row, in cells."""

    words: int
    cell: int
    shown: int
    """Number of sources that fit beside the words."""
    verdict: int


class ClaimList(ItemList[Entry]):
    """List of claims by sources. Draws only the visible rows and columns."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles, "Claims", id="claims")
        self.board: Board | None = None
        self.column = 0
        """Column of the cursor: 0 for the words, else from 1."""
        self.nothing = ()
        self._left = 0
        """Number of sources scrolled out on the left."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, one for each column."""
        return self.board.sources if self.board is not None else ()

    @property
    def source(self) -> Source | None:
        """The source in the column of the cursor; None on the words."""
        return self.sources[self.column - 1] if 0 < self.column <= len(self.sources) else None

    @property
    def row(self) -> Row | None:
        """The claim under the cursor."""
        return self.selected.row if self.selected is not None else None

    def go(self, index: int, *, tell: bool = True) -> None:
        """Move the cursor to the claim at `index`, or to the next one past a title."""
        index = max(0, min(index, len(self.items) - 1))
        step = -1 if index < self.cursor else 1
        while 0 < index < len(self.items) - 1 and self.items[index].row is None:
            index += step
        if self.items and self.items[index].row is None:  # A claim always follows a title.
            index += 1
        super().go(index, tell=tell)

    def go_to_column(self, column: int) -> None:
        """Move the cursor to a column, and scroll as little as needed."""
        self.point_at(column)
        self.repaint()

    def point_at(self, column: int) -> None:
        """Move the cursor to a column without a repaint."""
        self.column = max(0, min(column, len(self.sources)))
        self._scroll_to_column()

    def fit(self) -> None:
        """Adjust to the current size; the cursor stays visible."""
        self._scroll_to_column()
        self._scroll_to_cursor()

    def _scroll_to_column(self) -> None:
        shown = max(1, self.plan().shown)
        if self.column:
            self._left = max(min(self._left, self.column - 1), self.column - shown)
        self._left = max(0, min(self._left, len(self.sources) - shown))

    def plan(self) -> Plan:
        """Return the widths of the parts of a row for the current width."""
        width = self._text_width
        verdict = 16 if width >= _WORDY else 6
        cell = max(3, len(str(max((source.number for source in self.sources), default=0))) + 2)
        room = max(0, width - _LEAD - verdict - 5)
        least = min(room, max(12, width // 3))
        shown = min(len(self.sources), (room - least) // cell)
        return Plan(room - shown * cell, cell, shown, verdict)

    def _scroll_to_cursor(self) -> None:
        """Scroll to the cursor without drawing items, since each is one row high."""
        self._top = max(0, min(self._top, self.cursor), self.cursor - max(1, self._room()) + 1)

    # --- drawing

    def draw(self, item: Entry, width: int) -> list[Line]:
        """Return the line of a claim with its cells, verdict and status, or of a title."""
        styles = self.theme_styles
        if item.row is None or self.board is None:
            title = shorten(item.title, width - 8)
            rule = "─" * (width - 4 - cell_len(title))
            return [[("── ", styles.faint), (title, styles.accent), (f" {rule}", styles.faint)]]
        row, plan, here = item.row, self.plan(), item is self.selected
        sign = " " if row.reviewed else "*" if row.changed else "•"
        line: Line = [(sign, styles.warning), (">" if here and not self.column else " ", styles.accent)]
        words = shorten(row.words, plan.words - 1)
        settled = styles.faint if row.status in ("checked", "dropped") else Style.null()
        line.append((_padded(words, plan.words), settled))
        for place in range(self._left, self._left + plan.shown):
            source = self.sources[place]
            cell = self.board.cell(row, source.id)
            line += _cell(
                cell.sign, _style(styles, cell.stance), plan.cell, styles, here=here and self.column == place + 1
            )
        line.append((" " + _padded(_verdict(row, plan), plan.verdict), _verdict_style(styles, row)))
        note = "✎" if row.claim is not None and row.claim.note else " "
        line.append((f" {STATUS_SIGNS.get(row.status, ' ')}{note} ", styles.warning))
        return [line]

    def _row(self, y: int) -> Strip:
        """Return row `y`: the title, the numbers of the sources, then the claims."""
        if y != 1:
            return super()._row(y if y == 0 else y - 1)
        plan, styles = self.plan(), self.theme_styles
        base, bold = styles.base + styles.muted, styles.base + styles.bold
        before = "‹" if self._left else " "
        after = "›" if self._left + plan.shown < len(self.sources) else " "
        line: Line = [(_padded("  claim", _LEAD + plan.words - 1) + before, base)]
        for place in range(self._left, self._left + plan.shown):
            number = str(self.sources[place].number).center(plan.cell)
            line.append((number, bold + Style(underline=True) if self.column == place + 1 else bold))
        line.append((_padded(after + "verdict", plan.verdict + 1), base))
        return self._strip(line, styles.base, self.size.width)

    def _room(self) -> int:
        return max(0, self.size.height - 2)

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Repaint for the new size; the column of the cursor stays visible."""
        self.go_to_column(self.column)
        self.go(self.cursor, tell=False)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked cell, or open the cell if the cursor is there."""
        event.stop()
        event.prevent_default()
        plan = self.plan()
        place = event.x - 1 - _LEAD - plan.words
        column = self._left + place // plan.cell + 1 if 0 <= place < plan.shown * plan.cell else 0
        if not 2 <= event.y < len(self._drawn) + 2:
            return
        index = self._drawn[event.y - 2][0]
        same = (index, column) == (self.cursor, self.column)
        self.go_to_column(column)
        self.go(index, tell=False)
        self.post_message(self.Chosen(self, index) if same else self.Highlighted(self, index))


def verdict(row: Row) -> str:
    """Return the verdict of a claim in words, with the sources that do not count for one each, and why."""
    return f"{row.verdict.kind}: {row.explanation}"


def _verdict(row: Row, plan: Plan) -> str:
    agree, against = row.verdict.agree, row.verdict.against
    return row.verdict.words if plan.verdict >= 16 or not against else f"{agree}:{against}"


def _verdict_style(styles: Styles, row: Row) -> Style:
    kinds = {"contested": styles.link("contradicts"), "corroborated": styles.link("supports")}
    return kinds.get(row.verdict.kind, styles.muted)


def _style(styles: Styles, stance: str) -> Style:
    if stance in ("silent", "unread"):
        return styles.faint
    return styles.link({"mixed": "contradicts", "mentions": "cites", "states": "restates"}.get(stance, stance))


def _cell(sign: str, style: Style, width: int, styles: Styles, *, here: bool) -> Line:
    """Return a sign centred in its column, in brackets under the cursor."""
    padded = (sign or " ").center(width - 2)
    return [("[", styles.accent), (padded, style), ("]", styles.accent)] if here else [(f" {padded} ", style)]


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_len(text))
