"""Decisions of the analyst on rows of the ledger: merge, split, name, resolve."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from annotations.errors import UsageError
from annotations.library.parts.figures import proposed, ways_to_read
from annotations.review.ledger.comparing import UNLIKE
from annotations.review.ledger.figures import Figure
from annotations.review.ledger.pairs import compared
from annotations.review.ledger.rows import Row
from annotations.text.quantities import Quantity
from annotations.text.quantities.readings import name_of, spoken
from tui.keys.command_table import key_of, tip
from tui.screens.base.pending_link import PendingLink
from tui.screens.base.prompts import Asker
from tui.screens.board.notes import write_note
from tui.screens.forms.figure_details import FigureDetails
from tui.screens.forms.text_prompt import TextPrompt
from tui.text.cells import visible

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost
    from tui.session.overview.ledger_view import LedgerView


class Host(Asker, Protocol):
    """The ledger as the actions know it."""

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""

    @property
    def figure(self) -> Figure | None:
        """The figure of the cell under the cursor; on the name the reference of the row."""

    @property
    def on_cell(self) -> bool:
        """Whether the cursor is on the column of a source."""

    def renew(self) -> None:
        """Show the ledger again."""


class Decisions:
    """Runs the commands of the ledger that change the library, and reports the changes."""

    def __init__(self, reader: "BoardHost", screen: Host, view: "LedgerView") -> None:
        self._reader = reader
        self._review = reader.library.review
        self._screen = screen
        self._view = view
        self.link = PendingLink(reader, screen)

    def _required(self) -> Row:
        if (row := self._screen.row) is None:
            raise UsageError("There is no figure here.")
        return row

    def _undo(self) -> str:
        return tip("change.undo", "undo", self._screen.keys)

    def do_link_take(self, _: int | None) -> None:
        """Start a link from the passage of the figure, or ask for the type of the pending link."""
        figure = self._screen.figure
        self.link.take(figure.key.passage if figure is not None else "")

    def do_ledger_merge(self, _: int | None) -> None:
        """Mark the row to be merged, or merge the marked row with it."""
        row, keys = self._required(), self._screen.keys
        marked = self._view.ledger.row(self._view.marked) if self._view.marked is not None else None
        if marked is None:
            self._view.marked = row.key
            self._screen.say(f"merge “{row.name}”: {key_of('ledger.merge', keys)} on another row, Esc cancel")
        elif marked is row:
            raise UsageError(f"This row is marked: {key_of('ledger.merge', keys)} on another one, or Esc to cancel.")
        else:
            self._view.marked = None
            one, other = marked.key, row.key
            self._review.put_together(one, other, marked.beside(one.passage), row.beside(other.passage))
            self._view.key = row.key
            verdict = compared(marked.reference, row.reference)
            unlike = f" · {UNLIKE} {verdict.reason}" if verdict.sign == UNLIKE else ""
            self._screen.say(f"merged “{marked.name}” with “{row.name}”{unlike}{self._undo()}")
        self._screen.renew()

    def do_ledger_split(self, _: int | None) -> None:
        """Take the figure of the cell out of the row."""
        row, figure, keys = self._required(), self._screen.figure, self._screen.keys
        if len(row.figures) == 1:
            raise UsageError("The row has one figure only.")
        if figure is None or not self._screen.on_cell:
            columns = f"{key_of('board.left', keys)} and {key_of('board.right', keys)}"
            raise UsageError(f"Choose the figure to take out: {columns} to go to its source.")
        self._view.key = next(one.key for one in row.figures if one is not figure)
        self._review.take_apart(figure.key)
        self._screen.say(f"{figure.key.written} has a row of its own{self._undo()}")

    def do_tag_figure_details(self, _: int | None) -> None:
        """Choose the reading of the figure of the cell if it has two, else alter what it is about."""
        figure, library = self._screen.figure, self._reader.library
        if figure is None:
            raise UsageError("There is no figure here.")
        library.transactions.require_writable()
        if found := ways_to_read(library, figure):
            self._ask_reading(figure, found)
            return

        def saved(changed: bool | None) -> None:  # noqa: FBT001 - the result of a screen
            if changed:
                self._screen.say(f"details of {figure.quantity.number} saved{self._undo()}")

        self._reader.show(FigureDetails(self._reader.styles, library, figure, proposed(library, figure)), saved)

    def _ask_reading(self, figure: Figure, found: Sequence[Quantity]) -> None:
        keys = {str(place): each for place, each in enumerate(found, 1)}
        number = visible(figure.quantity.number)

        def choose(token: str) -> None:
            name = name_of(keys[token]) if token in keys else ""
            self._review.set_figure(figure.key.passage, figure.quantity.number, {"reading": name}, figure.former)
            meaning = spoken(keys[token]) if token in keys else "not compared"
            self._screen.say(f"{number} is {meaning}{self._undo()}")

        def answer(token: str) -> bool:
            if token in keys or token == "0":
                self._screen.attempt(lambda: choose(token))
            return False

        open_again = [("0", "open again")] if not figure.quantity.doubt else []
        leave = ("Esc", "keep" if open_again else "leave open")
        answers = [*((key, spoken(each)) for key, each in keys.items()), *open_again, leave]
        self._screen.ask(answer, f"{number} may be", answers)

    def do_board_title(self, _: int | None) -> None:
        """Name the metric."""
        row = self._required()

        def save(name: str) -> None:
            self._review.name_metric(row.key, name, row.names, row.beside(row.key.passage))

        def done(name: str | None) -> None:
            if name is not None:
                self._screen.say(f"{'named' if name else 'the name is proposed again'} {name}".rstrip() + self._undo())

        known = row.named.text if row.named is not None else row.proposed
        self._reader.show(TextPrompt(self._reader.styles, "Name of the metric", "name", known, accept=save), done)

    def do_ledger_resolve(self, _: int | None) -> None:
        """Write why the conflict of the row is none; if it is resolved, open it again."""
        row = self._required()
        if row.resolved:
            self._review.reopen(*row.resolutions)
            self._screen.say(f"the conflict is open again{self._undo()}")
            return
        if not row.conflict:
            raise UsageError("There is no conflict in this row.")
        known = row.resolution.text if row.resolution is not None else ""
        evidence, key = row.evidence, row.resolution if row.resolution is not None else None
        anchor = (key.passage, key.figure) if key is not None else tuple(row.key)

        def save(text: str) -> None:
            if not text.strip():
                raise UsageError("Write why there is no conflict, such as: different quarter.")
            self._review.resolve((anchor[0], anchor[1]), text, evidence, row.others((anchor[0], anchor[1])))

        write_note(
            self._reader,
            self._screen,
            f"figure:{row.key.passage}:{row.key.written}",
            f"Why is there no conflict: {row.name}",
            known,
            save,
            what="resolution",
            command="ledger.resolve",
        )
