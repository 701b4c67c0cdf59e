"""Decisions on the proposals to merge rows of the ledger."""

from typing import TYPE_CHECKING, Protocol

from annotations.errors import UsageError
from annotations.review.ledger.comparing import UNLIKE
from annotations.review.ledger.near import Near
from annotations.review.ledger.rows import Row
from tui.keys.command_table import key_of, tip
from tui.screens.base.prompts import Asker

if TYPE_CHECKING:
    from annotations.library.parts.review import Review
    from tui.session.overview.ledger_view import LedgerView


class Host(Asker, Protocol):
    """The ledger, or one row of it in full, as the decisions know it."""

    @property
    def row(self) -> Row | None:
        """The row that is decided on."""

    def renew(self) -> None:
        """Show the ledger again."""


class ProposalKeys:
    """Runs the commands that accept and reject proposals, and reports the changes."""

    def __init__(self, review: "Review", screen: Host, view: "LedgerView") -> None:
        self._review = review
        self._screen = screen
        self._view = view

    def do_suggestions_accept(self, _: int | None) -> None:
        """Merge the row with the one that is perhaps the same."""
        near, row, other = self._proposed()
        beside = row.beside(near.one.key.passage), other.beside(near.other.key.passage)
        self._review.put_together(near.one.key, near.other.key, *beside)
        verdict = near.verdict
        unlike = f" · {UNLIKE} {verdict.reason}" if verdict.sign == UNLIKE else ""
        self._done(f"merged “{row.name}” with “{other.name}”{unlike}")

    def do_suggestions_reject(self, _: int | None) -> None:
        """Record that the row is not the same as the one that it is proposed with."""
        near, row, other = self._proposed()
        beside = row.beside(near.one.key.passage), other.beside(near.other.key.passage)
        self._review.reject_merge(near.one.key, near.other.key, near.evidence, *beside)
        self._done("rejected; not proposed again unless edited")

    def _proposed(self) -> tuple[Near, Row, Row]:
        """Return the proposal for the row, the row and the other one. Raises UsageError if there is none."""
        row, ledger = self._screen.row, self._view.ledger
        near = ledger.proposals.of(row) if row is not None else None
        other = ledger.row(near.other.key) if near is not None else None
        if row is None or near is None or other is None:
            raise UsageError(nothing_proposed(self._view, self._screen))
        return near, row, other

    def _done(self, message: str) -> None:
        self._screen.renew()
        self._screen.say(message + tip("change.undo", "undo", self._screen.keys))


def nothing_proposed(view: "LedgerView", screen: Asker) -> str:
    """Return why there is nothing to accept or reject, and what to do."""
    if not view.made:
        return "The figures are still being read."
    if not len(view.ledger.proposals):
        return "No two rows are proposed to be one."
    return f"No proposal here: {key_of('ledger.next', screen.keys)} goes to the next."
