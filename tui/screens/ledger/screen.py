"""The ledger: the figures of each metric by source, with the verdict on each."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from annotations.errors import UsageError
from annotations.model import Change
from annotations.review.ledger.comparing import CONFLICT
from annotations.review.ledger.figures import Figure
from annotations.review.ledger.rows import Row
from annotations.text.plurals import count_noun
from annotations.text.quantities.readings import readings
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import UndoKeys
from tui.screens.base.record_list import RecordList
from tui.screens.base.usable import HintsNow
from tui.screens.board.columns import ColumnKeys
from tui.screens.board.goal import Goal
from tui.screens.ledger.actions import Decisions
from tui.screens.ledger.proposals import ProposalKeys, nothing_proposed
from tui.screens.ledger.reasons import ReasonsScreen
from tui.screens.ledger.text import RowText
from tui.screens.overview.empty import nothing_yet
from tui.screens.overview.save import save_search
from tui.screens.reading.page_controller import read_in_slices
from tui.tasks import begin
from tui.widgets.item_list import Line
from tui.widgets.review.ledger_matrix import LedgerList
from tui.widgets.review.sheet import wrapped

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

_NARROW: Final = 64
"""Cells of the terminal below which only the hints are shown that tell something new."""

MAKING: Final = ("reading the figures…",)
NONE_YET: Final = (
    "No figures yet",
    "",
    "Put the cursor on a number and press {tag.figure}: the whole figure is tagged.",
    "{go.next_number} goes to the next number that is no figure yet.",
    "Figures of several sources about one thing are compared here by value.",
)


class LedgerScreen(Overlay[Goal | None]):
    """Returns what to open, or None."""

    CONTEXT: ClassVar[str] = "ledger"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - an instance variable of Textual

    def __init__(self, reader: "BoardHost", stay: Callable[[], None], changed: Callable[[], object]) -> None:
        """Show the ledger as it was left; `stay` is called after sources were read, `changed` after undo and redo."""
        super().__init__(reader.styles)
        self._reader = reader
        self._library = reader.library
        self._view = view = reader.session.ledger_view()
        self._stay, self._changed = stay, changed
        self._text = RowText(reader.styles, self._library, lambda: view.ledger)
        self._list = LedgerList(reader.styles, lambda: view.ledger, self._library.short_name)
        self._decisions = Decisions(reader, self, view)
        self._proposals = ProposalKeys(self._library.review, self, view)
        self._undo = UndoKeys(self, self._library, self._undone)
        self.body = self._records = RecordList[Row](
            self,
            self._list,
            open_=self._open,
            describe=self._describe,
            narrow=self._narrow,
            placeholder="words, ≠ or conflict, a unit, source:2 tag:price -word",
            identity=lambda row: row.key,
            passed=self._keep,
            frame="ledger",
            typed=view.typed,
        )
        self._records.nothing = MAKING
        self._columns = ColumnKeys(self._list.columns, self._records.tell)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, self._records, self._decisions, self._proposals, self._columns, self._undo

    def open(self) -> None:
        """Show the ledger with the cursor where it was; the list is focused, also beside a filter."""
        self.renew()
        self.take_keys(self._list)

    # --- what is shown

    def renew(self) -> None:
        """Show the decisions as they are now, then the figures."""
        if self._view.made:
            self._view.decide(self._library)
            self._list.columns.go_to(self._view.source)
            self._arrange()
        begin(self, self._make)

    async def _make(self) -> None:
        """Read the figures and compare them, in slices between keys."""
        await self._view.read_contexts(self._library, self._read_source, self._stay, self._progress)
        await self._view.make(self._library)
        if self.gone:
            return
        self._list.columns.go_to(self._view.source)
        self._arrange()

    async def _read_source(self, source_id: str) -> None:
        await read_in_slices(self._library, source_id)

    def _progress(self, words: str) -> None:
        if self.gone:
            return
        if self._view.made:
            self._list.shorter = ()
            self._records.retitle(f"Ledger · {words}")
        else:
            self._records.nothing = (words,)

    def _narrow(self) -> None:
        self._view.typed = self._records.typed
        self._arrange()

    def _arrange(self) -> None:
        """Show the rows that fit the filter, in the chosen order, with the cursor on the row that had it."""
        view = self._view
        if not view.made:
            return  # The list says how far the figures were read.
        rows = view.rows(self._library)
        self._records.nothing = nothing_yet(self._library, NONE_YET, self.keys)
        self._records.hidden = self._hidden()
        self._list.marked = view.ledger.row(view.marked) if view.marked is not None else None
        kept = view.ledger.row(view.key) if view.key is not None else None
        cursor = next((place for place, row in enumerate(rows) if row is kept), None)
        held = self._decisions.link.held
        title, *self._list.shorter = (f"link from {held} · {one}" if held else one for one in view.titles(len(rows)))
        self._records.show(rows, title, cursor=cursor)

    def _hidden(self) -> str:
        """Return how many resolved conflicts are hidden, and the key that shows them; `""` for none."""
        resolved = sum(one.resolved for one in self._view.ledger.conflicts) if self._view.hide else 0
        hidden = f"{count_noun(resolved, 'resolved conflict')} hidden{tip('board.hide', 'show', self.keys)}"
        return hidden if resolved else ""

    def _keep(self) -> None:
        """Remember where the cursor is, and show the keys for it."""
        if (row := self._records.selected) is not None:
            self._view.key = row.key
        self._view.source = self._list.columns.source.id if self._list.columns.source is not None else ""
        self._hint()

    def _hint(self) -> None:
        """Show the keys for the cell under the cursor, unless there is a message or a question."""
        if self.caption.offers and not self.question.open and self.keymap.idle:
            self.say_keys()

    def hints_now(self) -> HintsNow:
        """Return the keys for the row and the cell under the cursor, those first that it waits for."""
        ledger, view, row, figure = self._view.ledger, self._view, self.row, self.figure
        labels, first, without = {"tag.figure_details": "details"}, list[str](), list[str]()
        if row is not None and row.conflict:
            first.append("ledger.resolve")
            labels["ledger.resolve"] = "open again" if row.resolved else "resolve"
        else:
            without.append("ledger.resolve")
        if figure is not None and figure.quantity.doubt and readings(figure.quantity):
            first.append("tag.figure_details")
            labels["tag.figure_details"] = "reading"
        if view.marked is not None:
            first.insert(0, "ledger.merge")
            labels["ledger.merge"] = "merge here"
        if row is not None and ledger.proposals.of(row) is not None:
            first += ["suggestions.accept", "suggestions.reject"]
        else:
            without += ["suggestions.accept", "suggestions.reject"]
        if not len(ledger.proposals):
            without.append("ledger.next")
        if self.app.size.width < _NARROW:  # Enter and the arrows do the same in every table.
            without += ["link.follow", "board.left"]
        if row is None or len(row.figures) < 2 or not self.on_cell:
            without.append("ledger.split")
        if any(one.resolved for one in ledger.conflicts):
            labels["board.hide"] = "show resolved" if view.hide else "hide resolved"
        else:
            without.append("board.hide")
        if not (view.typed or view.arranged):
            without.append("search.save")
        return HintsNow(labels, tuple(first), tuple(without))

    def _describe(self, row: Row, width: int) -> Iterable[Line]:
        source = self._list.columns.source.id if self._list.columns.source is not None else ""
        return (line for each in self._text.lines(row, width, source) for line in wrapped(each, width))

    # --- the cell under the cursor

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._records.selected

    @property
    def on_cell(self) -> bool:
        """Whether the cursor is on the column of a source."""
        return self._list.columns.source is not None

    @property
    def figure(self) -> Figure | None:
        """The figure of the cell under the cursor; on the name the reference of the row."""
        row, source = self.row, self._list.columns.source
        if row is None:
            return None
        if source is None:
            return row.reference
        figures = self._view.ledger.cell(row, source.id).figures
        return min(figures, key=lambda one: row.sign_of(one) != CONFLICT) if figures else None

    # --- keys

    def _open(self, row: Row) -> None:
        """Open the passage of the cell; on the name a conflict side by side, else the reference."""
        figure, source = self.figure, self._list.columns.source
        if source is not None and figure is None:
            if self._library.is_missing(source.id):
                raise UsageError(f"The file of source {source.number} is gone; it has no figure in this row.")
            self.close(Goal(source=source.id))
        elif (
            figure is not None
            and (source is None or row.sign_of(figure) != CONFLICT)
            and not (source is None and row.conflict)
        ):
            self.close(Goal(figure.key.passage))
        else:
            self.close(Goal(pairs=_pairs(row, figure if source is not None else None)))

    def do_link_peek(self, _: int | None) -> None:
        """Show the reasons of the verdict in full."""
        row = self.row
        if row is None:
            return

        def done(goal: Goal | None) -> None:
            if goal is not None:
                self.close(goal)
            else:
                self.renew()  # Decisions may have been made there.

        self._reader.show(ReasonsScreen(self._reader, row.key, self._changed), done)

    def do_ledger_next(self, _: int | None) -> None:
        """Go to the next row that is perhaps one with a row below it; from the last one to the first."""
        rows, ledger, start = self._list.items, self._view.ledger, self._list.cursor + 1
        places = {row.key: place for place, row in enumerate(rows)}
        for place in (*range(start, len(rows)), *range(min(start, len(rows)))):
            near = ledger.proposals.of(rows[place])
            other = ledger.row(near.other.key) if near is not None else None
            if other is not None and places.get(other.key, len(rows)) > place:
                self._list.go(place, tell=False)
                self._records.tell()
                return
        words = "No two of these rows are proposed to be one."
        raise UsageError(words if len(ledger.proposals) else nothing_proposed(self._view, self))

    def do_board_sort(self, _: int | None) -> None:
        """Take the next order, and go to the row that it puts first."""
        self._view.next_sort()
        self._view.key = None
        self._arrange()
        self._list.go(0, tell=False)
        self._records.tell()

    def do_board_hide(self, _: int | None) -> None:
        """Show resolved conflicts, or hide them again."""
        self._view.hide = not self._view.hide
        self._arrange()

    def do_search_save(self, _: int | None) -> None:
        """Save the filter with its order and what it leaves out under a name."""
        reader = self._reader
        save_search(self, reader.show, reader.styles, self._library, self._view.typed, place="figures", view=self._view)

    def _undone(self, _: Change) -> None:
        self._changed()
        self.renew()

    def leave(self) -> None:
        """Cancel the last unfinished action or the filter, or leave the ledger."""
        typing = self.context != self.CONTEXT
        if not typing and self._view.marked is not None:
            self._view.marked = None
            self._arrange()
            self.say("not merged")
        elif not typing and self._decisions.link.held:
            self._decisions.link.let_go()
            self._arrange()
        else:
            super().leave()


def _pairs(row: Row, figure: Figure | None) -> tuple[tuple[str, str], ...]:
    """Return the passages that contradict each other, the greatest conflict or that of a figure first."""
    found = [pair for pair in row.pairs.shown.values() if pair.verdict.sign == CONFLICT]
    found.sort(key=lambda pair: (pair.one is not figure, -pair.verdict.size))
    ends = ((pair.other.key.passage, pair.one.key.passage) for pair in found)
    pairs = dict.fromkeys((one, other) for one, other in ends if one != other)
    reference = row.reference.key.passage
    return tuple(pairs) or ((reference, reference),)
