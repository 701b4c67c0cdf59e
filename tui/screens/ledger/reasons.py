"""The reasons of one row of the ledger, in full."""

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from annotations.model import Change
from annotations.review.ledger.figures import Key
from annotations.review.ledger.rows import Row
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import UndoKeys
from tui.screens.base.record_list import RecordList
from tui.screens.base.usable import HintsNow
from tui.screens.board.goal import Goal
from tui.screens.ledger.proposals import ProposalKeys
from tui.screens.ledger.text import RowText
from tui.widgets.review.sheet import Sheet, SheetLine

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

_FRAME: Final = 6
"""Cells of a row that the frame of the sheet and its cursor take."""


class ReasonsScreen(Overlay[Goal | None]):
    """Returns the passages to open, or None to go back to the ledger."""

    CONTEXT: ClassVar[str] = "reasons"

    def __init__(self, reader: "BoardHost", key: Key, changed: Callable[[], object]) -> None:
        """Show the row with a figure; `changed` is called after undo and redo."""
        super().__init__(reader.styles)
        self._library = reader.library
        self._view = view = reader.session.ledger_view()
        self._key = key
        self._changed = changed
        self._text = RowText(reader.styles, reader.library, lambda: view.ledger)
        self._proposals = ProposalKeys(reader.library.review, self, view)
        self._undo = UndoKeys(self, reader.library, self._undone)
        self._sheet = Sheet(reader.styles, "Reasons")
        self.body = self._records = RecordList[SheetLine](
            self, self._sheet, open_=self._open, identity=attrgetter("identity"), frame="sheet"
        )

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, self._records, self._proposals, self._undo

    @property
    def row(self) -> Row | None:
        """The row that is shown; None if it is gone."""
        return self._view.ledger.row(self._key)

    def open(self) -> None:
        """Show the row, with the cursor on the first conflict, else on the first figure."""
        super().open()
        self._sheet.go(self._sheet.first(self._sheet.items), tell=False)

    def renew(self) -> None:
        """Show the row with the decisions as they are now; close if it is gone."""
        self._view.decide(self._library)
        row = self.row
        if row is None:
            self.give_up()
            return
        self._records.show(
            list(self._text.lines(row, self.app.size.width - _FRAME, full=True)), f"Reasons · {row.name}"
        )

    def _open(self, line: SheetLine) -> None:
        if line.other:
            self.close(Goal(pairs=((line.other, line.passage),)))
        elif line.passage:
            self.close(Goal(line.passage))
        else:
            self.say("no passage on this line")

    def hints_now(self) -> HintsNow:
        """Return the keys for the proposal to merge the row, if there is one, first."""
        decide = "suggestions.accept", "suggestions.reject"
        proposed = self.row is not None and self._view.ledger.proposals.of(self.row) is not None
        return HintsNow(first=decide) if proposed else HintsNow(without=decide)

    def _undone(self, _: Change) -> None:
        self._changed()
        self.renew()

    def do_link_peek(self, _: int | None) -> None:
        """Go back to the ledger."""
        self.close()
