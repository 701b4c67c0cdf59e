"""Decisions of an analyst about claims, pairs, disputes and sources that count once; counts that a new rule changed."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.library.edits import figures
from annotations.library.edits.judgements import claims, decisions, dismissals, reckonings
from annotations.library.edits.judgements.reckonings import Figure, Figures
from annotations.library.transactions import Transactions
from annotations.model import Annotation
from annotations.model.judgements import Claim, Dismissal, Independence, Reckoning, Rejection, Ruling
from annotations.records.index import RecordIndex
from annotations.store.file.snapshot import COUNTING
from annotations.store.store import Store

if TYPE_CHECKING:
    from annotations.review.board import Board
    from annotations.review.findings.recount import Recount


class Review:
    """Records decisions. Each call is one step of undo; one that changes nothing records nothing."""

    def __init__(self, index: RecordIndex, store: Store, transactions: Transactions) -> None:
        self._index = index
        self._store = store
        self._transactions = transactions

    def recounted(self, board: "Board") -> "list[Recount]":
        """Return the claims of a board that the former rule counted in another way, until `mark_counted` is called."""
        if self._index.counting >= COUNTING:
            return []
        from annotations.review.findings.recount import recounted

        return recounted(board)

    def mark_counted(self) -> None:
        """Remember in the library's file that changed counts were reported."""
        if self._index.counting < COUNTING and not self._store.read_only:
            self._index.counting = COUNTING
            self._store.checkpoint(self._index.snapshot(), rewrite=True)

    def set_claim(
        self,
        anchor: str,
        *,
        title: str | None = None,
        status: str | None = None,
        note: str | None = None,
        reviewed: bool | None = None,
    ) -> Claim:
        """Change the claim that a passage is part of; what is None stays as it was.

        ``anchor`` is the `Row.key` of the board's row, or any annotation. An empty title is that of the earliest
        passage. Nothing is recorded if nothing is changed. Raises UsageError if there is no such status.
        """
        return self._transactions.change(
            claims.set_claim,
            anchor,
            title=title,
            status=status,
            note=note,
            reviewed=reviewed,
            author=self._transactions.author,
        )

    def reject(self, one: str, other: str, reason: str = "") -> Rejection:
        """Record that two passages need no link, as long as both have their words; ``reason`` is why they were proposed.

        The ends are annotations by id or address. Raises UsageError if both are the same passage.
        """
        return self._transactions.change(claims.reject, one, other, reason, self._transactions.author)

    def count_sources(self, one: str, other: str, count: str, note: str = "") -> Independence:
        """Record whether the sources of two passages that take one side count `once` or `separately`.

        The passages are annotations by id or address. Raises UsageError if both are of one source.
        """
        return self._transactions.change(decisions.count_sources, one, other, count, note, self._transactions.author)

    def rule(
        self,
        anchor: str,
        *,
        side: str | None = None,
        confidence: str | None = None,
        note: str | None = None,
        questions: str | None = None,
        title: str | None = None,
        decided: bool | None = None,
    ) -> Ruling:
        """Change the decision on the dispute that a passage is part of; what is None stays as it was.

        ``anchor`` is `Dispute.key`, or any annotation of the dispute. ``side`` is an annotation of the side that is
        believed, or empty if none is; either makes the dispute decided. Raises UsageError for another confidence than
        those of `CONFIDENCES`.
        """
        return self._transactions.change(
            decisions.rule,
            anchor,
            side=side,
            confidence=confidence,
            note=note,
            questions=questions,
            title=title,
            decided=decided,
            author=self._transactions.author,
        )

    def set_figure(
        self, annotation_id: str, number: str, details: Mapping[str, str], former: Collection[str] = ()
    ) -> Annotation:
        """Set details of a figure, see `FIGURE_DETAILS`; `""` removes one. `number` is its `Quantity.number`.

        `former` are other numbers under which details of it are recorded; they are recorded under `number` from now on.
        """
        return self._transactions.change(figures.set_details, annotation_id, number, details, former)

    def reckonings(self) -> list[Reckoning]:
        """Return the decisions on figures of the ledger, in the order in which they were first recorded."""
        return list(self._index.reckonings.values())

    def put_together(self, one: Figure, other: Figure, beside: Figures = (), other_beside: Figures = ()) -> None:
        """Record that two figures, each an annotation and its words, are of one metric.

        `beside` and `other_beside` are other figures of their rows, which keep the decision if the passages are deleted.
        """
        author = self._transactions.author
        self._transactions.change(reckonings.put_together, one, other, author, beside, other_beside)

    def reject_merge(
        self, one: Figure, other: Figure, evidence: str, beside: Figures = (), other_beside: Figures = ()
    ) -> None:
        """Record that two figures are of different metrics, so that to merge their rows is not proposed.

        It is valid as long as `Near.evidence` is `evidence`; `beside` and `other_beside` are other figures of their rows,
        which keep the decision if the passages are deleted.
        """
        author = self._transactions.author
        self._transactions.change(reckonings.reject_merge, one, other, evidence, author, beside, other_beside)

    def take_apart(self, figure: Figure) -> None:
        """Record that a figure is not of the metric of those that it is with."""
        self._transactions.change(reckonings.take_apart, figure, self._transactions.author)

    def name_metric(self, figure: Figure, name: str, former: Sequence[str] = (), beside: Figures = ()) -> None:
        """Name the metric of a figure; `""` removes the names, `former` are the ids of those that it replaces."""
        self._transactions.change(reckonings.name_metric, figure, name, former, self._transactions.author, beside)

    def resolve(self, figure: Figure, note: str, evidence: str, beside: Figures = ()) -> None:
        """Record that figures do not contradict each other, and why, as long as `Row.evidence` is `evidence`."""
        self._transactions.change(reckonings.resolve, figure, note, evidence, self._transactions.author, beside)

    def reopen(self, *reckoning_ids: str) -> None:
        """Delete the decisions that figures do not contradict each other."""
        self._transactions.change(reckonings.reopen, reckoning_ids)

    def dismissals(self) -> list[Dismissal]:
        """Return the rejected suggestions, in the order in which they were first recorded."""
        return list(self._index.dismissals.values())

    def dismiss(self, source_id: str, tag: str, words: str, context: str, offset: int = 0) -> Dismissal:
        """Record that words of a source are not to be tagged, as long as `context_hash` of them is `context`."""
        author = self._transactions.author
        return self._transactions.change(dismissals.dismiss, source_id, tag, words, context, offset, author)
