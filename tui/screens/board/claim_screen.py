"""A claim in full: each line can be chosen, opened and noted, and two sources counted once or separately."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from annotations.review.board import Board, Row
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import Asker
from tui.screens.board.claim_text import ClaimText
from tui.screens.board.goal import Goal
from tui.screens.board.notes import write_note
from tui.screens.board.sheet_lines import SheetLines

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


class ClaimScreen(Overlay[Goal | None]):
    """Returns the passages to open, or None to go back to the board."""

    CONTEXT: ClassVar[str] = "claim"

    def __init__(
        self,
        reader: "BoardHost",
        key: str,
        board: Callable[[], Board],
        text: Callable[[], ClaimText],
        changed: Callable[[], object],
    ) -> None:
        """Show the claim with a key of `Row.key`; ``changed`` is called after undo and redo."""
        super().__init__(reader.styles)
        self._reader = reader
        self._key = key
        self._board = board
        self._text = text
        self._lines = SheetLines(reader, self, "Claim", board, changed)
        self.body = self._lines.records

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, *self._lines.handlers

    @property
    def _row(self) -> Row | None:
        return self._board().row(self._key)

    def open(self) -> None:
        """Show the claim, with the cursor on the first passage that contradicts it, else on its first passage."""
        super().open()
        self._lines.begin()

    def renew(self) -> None:
        """Show the claim as it is now; close if it is gone."""
        row = self._row
        if row is None:
            self.give_up()
            return
        self._lines.records.show(list(self._text().lines(row)), f"Claim {self._reader.library.address(row.key)}")

    def mates(self, passage: str) -> Sequence[str]:
        """Return the passages that take the same side as a passage."""
        row = self._row
        if row is None:
            return ()
        return row.agree if passage in row.agree else tuple(row.against)

    def note_whole(self) -> None:
        """Write the note on the claim."""
        if (row := self._row) is not None:
            write_claim_note(self._reader, row, self)


def write_claim_note(reader: "BoardHost", row: Row, screen: Asker) -> None:
    """Write the note of a claim over a screen."""
    written = row.claim.note if row.claim is not None else ""
    label = f"claim {reader.library.address(row.key)}"

    def save(text: str) -> None:
        reader.library.review.set_claim(row.key, note=text)

    write_note(reader, screen, f"claim:{row.key}", f"Note on {label}", written, save)
