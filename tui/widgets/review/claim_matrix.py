"""Matrix of claims: one row for each claim, one column for each source, and a cursor on a cell."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.style import Style
from textual import events

from annotations.library import Library
from annotations.library.parts.wording import claim_in_words
from annotations.model import Source
from annotations.records.facts import weight
from annotations.review.board import Board, Row
from tui.session.board_state import Entry
from tui.text.cells import cell_len, centred, padded, shorten, visible
from tui.text.paint.margin import STATUS_SIGNS
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.review.source_columns import SourceColumns

_WORDY: Final = 64
"""Cells of the list from which on a claim has one row."""

_VERDICT: Final = 16
"""Cells of a verdict."""

_STATUS: Final = 4
"""Cells of the status and the sign of a note."""

_WIDEST: Final = 18
"""Maximum width of a column, in cells."""

_HIGH: Final = 16
"""Rows of the list from which on names of sources may take two of them."""

_LEAD: Final = 2
"""Cells before the words: the review sign and the cursor."""


class Plan(NamedTuple):
    """Widths of the parts of a row, in cells."""

    words: int
    cell: int
    shown: int
    """Number of sources that fit beside the words."""
    verdict: int
    tall: bool
    """Whether a claim has two rows: its words, then its verdict and cells."""


class ClaimList(ItemList[Entry]):
    """List of claims by sources. Draws only the visible rows and columns."""

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "Claims", id="claims")
        self.heads = [[]]
        self.board: Board | None = None
        self.columns = SourceColumns(
            lambda: self.board.sources if self.board is not None else (), lambda: self.plan().shown, self.repaint
        )
        self.nothing = ()
        self._named = False
        """Whether the columns are wide enough for the names of their sources."""
        self._library = library
        self._measured_for: Sequence[Source] | None = None
        self._longest = 1
        """Digits of the highest number of these sources."""

    uniform = True

    @property
    def item_height(self) -> int:  # type: ignore[override]
        """Rows of a claim."""
        return 2 if self._text_width < _WORDY else 1

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
        while index < len(self.items) - 1 and self.items[index].row is None:  # A claim always follows a title.
            index += 1
        super().go(index, tell=tell)

    def fit(self) -> None:
        """Adjust to the current size; the cursor stays visible."""
        self.columns.go(self.columns.at)
        super().fit()

    def plan(self) -> Plan:
        """Return the widths of the parts of a row for the current width."""
        width, count = self._text_width, max(1, len(self.columns.sources))
        numbers = self._number_width
        if width < _WORDY:
            verdict = min(_VERDICT, width - _LEAD - 3)
            room = max(0, width - _LEAD - verdict - 1)
            cell = min(max(numbers, room // count), 6)
            return Plan(
                max(4, width - _LEAD - _STATUS), cell, min(len(self.columns.sources), room // cell), verdict, tall=True
            )
        room = max(0, width - _LEAD - _VERDICT - 1 - _STATUS)
        least = min(room, max(24, width * 2 // 5))
        cell = max(numbers, min(_WIDEST, (room - least) // count))
        if cell < (named := self._named_width(room)) and room - count * named >= max(24, width // 4):
            least, cell = room - count * named, named
        shown = min(len(self.columns.sources), (room - least) // cell)
        return Plan(room - shown * cell, cell, shown, _VERDICT, tall=False)

    def _named_width(self, room: int) -> int:
        """Return the width at which each column has number and name; 0 if there are too many columns for that."""
        if not self.columns.sources or len(self.columns.sources) * 4 > room:
            return 0
        return max(cell_len(f"{one.number} {self._library.short_name(one.id)}") for one in self.columns.sources) + 2

    @property
    def _number_width(self) -> int:
        """Least width of a column, for the longest number of a source."""
        if self._measured_for is not self.columns.sources:
            self._measured_for = self.columns.sources
            self._longest = len(str(max((source.number for source in self.columns.sources), default=0)))
        return max(3, self._longest + 2)

    # --- drawing

    def draw(self, item: Entry, width: int) -> list[Line]:
        """Return the line of a claim with its cells, verdict and status, or of a title; two lines where it is narrow."""
        styles = self.theme_styles
        if item.row is None or self.board is None:
            lead = "──" * (1 + item.depth)
            count = f" · {item.claims:,}" if item.claims else ""
            room = width - cell_len(lead) - cell_len(count) - 4
            title = shorten(item.title, max(4, room))
            rule = "─" * (room + 2 - cell_len(title))
            return [
                [
                    (f"{lead} ", styles.faint), (title, styles.accent), (count, styles.muted), (f" {rule}", styles.faint),
                ]
            ]  # fmt: skip
        row, plan, here = item.row, self.plan(), item is self.selected
        sign = " " if row.reviewed else signs.CHANGED.char if row.changed else signs.TO_DO.char
        line: Line = [(sign, styles.warning), (signs.HERE.char if here and not self.columns.at else " ", styles.accent)]
        words = shorten(claim_in_words(self._library, row), plan.words - 1)
        settled = styles.faint if row.status in ("checked", "dropped") else Style.null()
        line.append((padded(words, plan.words), settled))
        cells: Line = []
        for place, source in self.columns.shown:
            cell = self.board.cell(row, source.id)
            style = stance_style(styles, cell.stance)
            cells += _cell(cell.sign, style, plan.cell, styles, here=here and self.columns.at == place)
        note = signs.NOTE.char if row.claim is not None and row.claim.note else " "
        status: Line = [(f" {STATUS_SIGNS.get(row.status, ' ')}{note} ", styles.warning)]
        verdict_ = (" " + padded(shorten(row.verdict.words, plan.verdict), plan.verdict), _verdict_style(styles, row))
        if plan.tall:
            return [[*line, *status], [(" " * (_LEAD - 1), Style.null()), verdict_, *cells]]
        return [[*line, *cells, verdict_, *status]]

    def head_lines(self) -> list[Line]:
        """Return the rows over the cells: number and short name of each source, in the colour of its stance.

        Where the columns are too narrow for names, these are listed above the numbers.
        """
        if not self.items or not self.columns.sources:
            return [[]]
        plan, styles = self.plan(), self.theme_styles
        shown = [source for _, source in self.columns.shown]
        titles = {source.id: f"{source.number} {self._library.short_name(source.id)}" for source in shown}
        whole = all(cell_len(title) < plan.cell for title in titles.values())
        room = (plan.verdict if plan.tall else plan.words) - 1
        label = "verdict" if plan.tall else "claim"
        line: Line = [(padded("  " + shorten(label, room), _LEAD + room), styles.muted)]
        before, after = self.columns.marks
        line.append((before, styles.muted))
        for source in shown:
            here = source is self.columns.source
            style = self._stance_of(source) + Style(bold=True, underline=here)
            line.append((centred(titles[source.id] if whole else str(source.number), plan.cell), style))
        line.append((after, styles.muted))
        if not plan.tall:
            line.append((padded("verdict", plan.verdict), styles.muted))
        self._named = whole
        if whole:
            return [line, *self._weights(shown, _LEAD + room + 1, plan.cell)]
        for source in shown:
            titles[source.id] += f" ({facts})" if (facts := visible(weight(source))) else ""
        return [*self._listed(shown, titles), line]

    def _weights(self, shown: Sequence[Source], before: int, cell: int) -> list[Line]:
        """Return a row with grade and date of each source, if there is room and a source has one of them."""
        facts = [shorten(weight(source), cell - 1) for source in shown]
        if self.size.height < _HIGH or not any(facts):
            return []
        line = " " * before
        line += "".join(centred(one, cell) for one in facts)
        return [[(line, self.theme_styles.muted)]]

    def _listed(self, shown: Sequence[Source], titles: Mapping[str, str]) -> list[Line]:
        """Return the names of the shown sources in as many rows as there is room for.

        If they do not fit, those that do something with the claim under the cursor come first.
        """
        width, rows = self._text_width, 2 if self.size.height >= _HIGH else 1
        if sum(cell_len(title) + 2 for title in titles.values()) > rows * width and self.row is not None:
            cells = self.row.cells
            shown = sorted(shown, key=lambda source: source.id not in cells and source is not self.columns.source)
        lines: list[Line] = [[]]
        room = width
        for source in shown:
            title = titles[source.id]
            if cell_len(title) > room:
                if len(lines) == rows:
                    lines[-1].append(("…", self.theme_styles.muted))
                    break
                lines.append([])
                room = width
            style = self._stance_of(source) + Style(underline=source is self.columns.source)
            lines[-1] += [(title, style), ("  ", Style.null())]
            room -= cell_len(title) + 2
        return lines

    def _stance_of(self, source: Source) -> Style:
        """Return the style of the stance of a source on the claim under the cursor."""
        if self.row is None or self.board is None:
            return self.theme_styles.muted
        return stance_style(self.theme_styles, self.board.cell(self.row, source.id).stance)

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Repaint for the new size; the column of the cursor stays visible."""
        self.columns.go(self.columns.at)
        self.go(self.cursor, tell=False)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked cell or column, or open the cell if the cursor is there."""
        event.stop()
        event.prevent_default()
        plan, index = self.plan(), self.index_at(event.y)
        headed = event.y == len(self.heads) or (self._named and 1 <= event.y <= len(self.heads))
        if not (headed or index is not None):
            return
        on_cells = headed or not plan.tall or index == self.index_at(event.y - 1)
        x = event.x - 1 - _LEAD - (plan.verdict if plan.tall else plan.words)
        self.columns.click(self, index, self.columns.under(x, plan.cell) if on_cells else 0)


def verdict(row: Row) -> str:
    """Return the verdict of a claim in words, with the sources that do not count for one each, and why."""
    return f"{row.verdict.kind}: {row.explanation}"


def _verdict_style(styles: Styles, row: Row) -> Style:
    kinds = {"contested": styles.link("contradicts"), "corroborated": styles.link("supports")}
    return kinds.get(row.verdict.kind, styles.muted)


def stance_style(styles: Styles, stance: str) -> Style:
    """Return the style of a stance: that of the link type that it comes from."""
    if stance in ("silent", "unread"):
        return styles.faint
    return styles.link({"mixed": "contradicts", "mentions": "cites", "states": "restates"}.get(stance, stance))


def _cell(sign: str, style: Style, width: int, styles: Styles, *, here: bool) -> Line:
    """Return a sign centred in its column, in brackets under the cursor."""
    middle = centred(sign or " ", width - 2)
    return [("[", styles.accent), (middle, style), ("]", styles.accent)] if here else [(f" {middle} ", style)]
