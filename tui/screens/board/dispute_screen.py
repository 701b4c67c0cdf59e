"""A dispute in full, and the decision on it: which side is believed, how surely, and why."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Dispute
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.board.dispute_text import DisputeText
from tui.screens.board.goal import Goal
from tui.screens.board.notes import write_note
from tui.screens.board.sheet_lines import SheetLines

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

_SURE: Final = {"h": "high", "m": "medium", "l": "low", "enter": ""}
"""Keys of the answers to how sure a decision is."""


class _Text(NamedTuple):
    """A text of a decision that is written in an editor."""

    draft: str
    title: str
    """Of the editor, before the address of the dispute."""
    what: str
    """Name in messages."""
    command: str


_TEXTS: Final = {
    "note": _Text("why", "Reason for the decision on dispute", "reason", "dispute.why"),
    "questions": _Text(
        "questions", "Open questions, one on each line · dispute", "open questions", "dispute.questions"
    ),
    "title": _Text("title", "Title of dispute", "title", "board.title"),
}
"""By the field of the record."""


class DisputeScreen(Overlay[Goal | None]):
    """Returns the passages to open, or None to go back to the disputes."""

    CONTEXT: ClassVar[str] = "dispute"

    def __init__(
        self, reader: "BoardHost", key: str, board: Callable[[], Board], changed: Callable[[], object]
    ) -> None:
        """Show the dispute that has a passage; ``changed`` is called after undo and redo."""
        super().__init__(reader.styles)
        self._reader = reader
        self._library = reader.library
        self._key = key
        self._board = board
        self._lines = SheetLines(reader, self, "Dispute", board, changed)
        self.body = self._lines.records

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, *self._lines.handlers

    @property
    def _dispute(self) -> Dispute | None:
        return self._board().disputes.of(self._key)

    def open(self) -> None:
        """Show the dispute, with the cursor on its first contradiction."""
        super().open()
        self._lines.begin()

    def renew(self) -> None:
        """Show the dispute as it is now; close if it is gone."""
        dispute = self._dispute
        if dispute is None:
            self.give_up()
            return
        text = DisputeText(self.theme_styles, self._library, self._board())
        self._lines.records.show(list(text.lines(dispute)), f"Dispute {self._library.address(dispute.key)}")

    def mates(self, passage: str) -> Sequence[str]:
        """Return the passages of the side of a passage."""
        dispute = self._dispute
        sides = dispute.sides if dispute is not None else ()
        return next((side.all for side in sides if passage in side.all), ())

    # --- the decision

    def do_dispute_decide(self, _: int | None) -> None:
        """Ask which side is believed, and how sure that is."""
        dispute = self._dispute
        if dispute is None:
            return
        sides = {str(place): side.passages[0] for place, side in enumerate(dispute.sides[:9], 1)}

        def answer(token: str) -> bool:
            if token in sides or token == "0":
                self._ask_confidence(dispute, sides.get(token, ""), token)
                return True
            if token == "o":
                self.attempt(lambda: self._reopen(dispute))
            elif token != "escape":
                self.say("type the digit of a side, or 0 for none; Esc cancel")
                return True
            return False

        named = [(digit, f"side {digit}") for digit in sides]
        reopen = [("o", "open again")] if dispute.ruling is not None and dispute.ruling.decided else []
        self.ask(answer, "Which side do you believe?", [*named, ("0", "none"), *reopen, ("Esc", "cancel")])

    def _ask_confidence(self, dispute: Dispute, side: str, digit: str) -> None:
        def answer(token: str) -> bool:
            if token in _SURE:
                self.attempt(lambda: self._decide(dispute, side, digit, _SURE[token]))
            elif token != "escape":
                self.say("h high, m medium, l low, Enter not given, Esc cancel")
                return True
            return False

        answers = [("h", "high"), ("m", "medium"), ("l", "low"), ("Enter", "not given"), ("Esc", "cancel")]
        self.ask(answer, "How sure are you?", answers)

    def _decide(self, dispute: Dispute, side: str, digit: str, confidence: str) -> None:
        self._library.review.rule(dispute.key, side=side, confidence=confidence)
        chosen = f"side {digit} is believed" if side else "no side is believed"
        why = tip("dispute.why", "write why", self.keys)
        self.say(f"{chosen}{why}{tip('change.undo', 'undo', self.keys)}")

    def _reopen(self, dispute: Dispute) -> None:
        self._library.review.rule(dispute.key, side="", confidence="", decided=False)
        self.say(f"the dispute is open again{tip('change.undo', 'undo', self.keys)}")

    def note_whole(self) -> None:
        """Write why the side is believed."""
        self._write("note")

    def do_dispute_why(self, _: int | None) -> None:
        """Write why the side is believed."""
        self._write("note")

    def do_dispute_questions(self, _: int | None) -> None:
        """Write open questions, one on each line."""
        self._write("questions")

    def do_board_title(self, _: int | None) -> None:
        """Write the title of the dispute."""
        self._write("title")

    def _write(self, field: str) -> None:
        """Write a text of the decision."""
        if (dispute := self._dispute) is None:
            return
        text = _TEXTS[field]

        def save(written: str) -> None:
            self._library.review.rule(dispute.key, **{field: written})  # type: ignore[arg-type]

        title = f"{text.title} {self._library.address(dispute.key)}"
        before = getattr(dispute.ruling, field) if dispute.ruling is not None else ""
        key = f"dispute:{text.draft}:{dispute.key}"
        write_note(self._reader, self, key, title, before, save, what=text.what, command=text.command)
