"""The lines of a claim or a dispute in full, and what is done with them: open, compare, note, count once or separately."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from annotations.errors import UsageError
from annotations.review.board import Board
from annotations.review.origins.independence import ONCE, SEPARATELY
from tui.keys.command_table import tip
from tui.screens.base.body import Shell
from tui.screens.base.prompts import Asker, UndoKeys
from tui.screens.base.record_list import RecordList
from tui.screens.board.goal import Goal, beside
from tui.screens.board.notes import write_note
from tui.widgets.review.sheet import Sheet, SheetLine

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

_MOST: int = 9
"""Sources that can be chosen by a digit."""


class SheetShell(Asker, Shell, Protocol):
    """A screen with a sheet."""

    def close(self, result: Goal | None = None) -> None:
        """Close with a result."""

    def mates(self, passage: str) -> Sequence[str]:
        """Return the passages that take the same side as a passage, itself among them."""

    def note_whole(self) -> None:
        """Write the note on the claim or the dispute."""


class SheetLines:
    """The lines with the commands that the sheets of claims and disputes have in common."""

    def __init__(
        self,
        reader: "BoardHost",
        screen: SheetShell,
        name: str,
        board: Callable[[], Board],
        changed: Callable[[], object],
    ) -> None:
        """Lines of a screen; ``changed`` is called after undo and redo."""
        self._reader = reader
        self._library = reader.library
        self._screen = screen
        self._board = board
        self._sheet = Sheet(reader.styles, name)
        self.records = RecordList[SheetLine](
            screen, self._sheet, open_=self._open, identity=attrgetter("identity"), frame="sheet"
        )
        """The list, which is the body of the screen."""
        self.handlers: tuple[object, ...] = self.records, self, UndoKeys(screen, reader.library, lambda _: changed())
        """The objects that have the methods of its commands."""

    def begin(self) -> None:
        """Move the cursor to the first contradiction, else to the first passage."""
        self._sheet.go(self._sheet.first(self._sheet.items), tell=False)

    def _open(self, line: SheetLine) -> None:
        """Open the passage of a line, beside the one that it contradicts or is compared with."""
        if line.other:
            dispute = self._board().disputes.of(line.passage)
            self._screen.close(beside(dispute.pairs if dispute is not None else (), line.passage, line.other))
        elif line.passage:
            self._screen.close(Goal(line.passage))
        else:
            self._screen.say("no passage on this line")

    def do_tag_note(self, _: int | None) -> None:
        """Write a note on the passage of the line, or on the whole if it is about none."""
        line = self.records.selected
        if line is None or not line.passage:
            self._screen.note_whole()
            return
        library, passage = self._library, line.passage

        def save(text: str) -> None:
            library.set_note(passage, text)

        written = library.annotation(passage).note
        label = f"passage {library.address(passage)}"
        write_note(self._reader, self._screen, passage, f"Note on {label}", written, save)

    # --- independence

    def do_claim_once(self, _: int | None) -> None:
        """Count the source of the passage once with another one."""
        self._count(ONCE)

    def do_claim_separately(self, _: int | None) -> None:
        """Count the source of the passage separately from another one."""
        self._count(SEPARATELY)

    def _count(self, count: str) -> None:
        line, graph = self.records.selected, self._board().graph
        if line is None or not line.passage:
            raise UsageError("Select a passage, or a line with two passages, to count sources.")
        mates = list(self._screen.mates(line.passage))
        if line.other in mates:
            self._decide(line.passage, line.other, count)
            return
        own = graph.source(line.passage)
        others = {graph.source(one): one for one in reversed(mates) if graph.source(one) != own}
        if not others:
            raise UsageError("No other source is on this side.")
        found = sorted(others.values(), key=graph.order.__getitem__)[:_MOST]
        if len(found) == 1:
            self._decide(line.passage, found[0], count)
            return
        choices = {str(place): one for place, one in enumerate(found, 1)}

        def answer(token: str) -> bool:
            if token in choices:
                self._screen.attempt(lambda: self._decide(line.passage, choices[token], count))
            elif token != "escape":
                self._screen.say("digit of a source, Esc cancel")
                return True
            return False

        words = "once with" if count == ONCE else "separately from"
        answers = [(digit, graph.address(one)) for digit, one in choices.items()]
        self._screen.ask(answer, f"Count {graph.address(line.passage)} {words}:", [*answers, ("Esc", "cancel")])

    def _decide(self, one: str, other: str, count: str) -> None:
        self._library.review.count_sources(one, other, count)
        address = self._board().graph.address
        done = tip("change.undo", "undo", self._screen.keys)
        self._screen.say(f"{address(one)} and {address(other)} count {count}{done}")
