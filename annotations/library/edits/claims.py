"""A ledger in which an analyst says something of claims, and of pairs that need no link."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.sync import Place
from annotations.library.transactions import Ledger
from annotations.model import (
    STATUSES,
    Annotation,
    Claim,
    Edit,
    Rejection,
    new_id,
    now,
)
from annotations.review.judgements import fingerprint, followed, holds, ranked
from annotations.store.codec import writable

if TYPE_CHECKING:
    from annotations.review.board import Board
    from annotations.review.graph import Graph, Records


class Judging(Ledger):
    """What an analyst said of claims and pairs, and how it is changed; each call is one step of undo."""

    def claims(self) -> list[Claim]:
        """What was said of claims, in the order in which it was said first."""
        return list(self._index.claims.values())

    def rejections(self) -> list[Rejection]:
        """The pairs that need no link; see `annotations.review.judgements.holds`."""
        return list(self._index.rejections.values())

    def board(self, before: "Board | None" = None) -> "Board":
        """The claims board as it is now; an earlier one that is not used any more is brought up to date where possible.

        Some 40 ms for 5,000 claims, two to ten to follow a change.
        """
        records = self._records()
        if before is not None and before.refresh(records):
            return before
        return _board(records)

    def boarding(self) -> "Callable[[], Board]":
        """The work of making the claims board anew, of what is recorded now, for any thread."""
        return partial(_board, self._records())

    def _records(self) -> "Records":
        """What a board is made of; no change alters any of it."""
        from annotations.review.board import claim_tags
        from annotations.review.graph import Records

        sources = self.sources()
        passages = [one for source in sources for one in self._index.passages(source.id)]
        links, kinds = list(self._index.links.values()), list(self.kinds().values())
        return Records(sources, passages, links, kinds, self.claims(), claim_tags(self.tags()))

    def set_claim(
        self,
        anchor: str,
        *,
        title: str | None = None,
        status: str | None = None,
        note: str | None = None,
        reviewed: bool | None = None,
    ) -> Claim:
        """Say something of the claim that a passage is part of; what is None stays as it was.

        ``anchor`` is the `Row.key` of the board's row, or any annotation. An empty title is that of the earliest
        passage. Nothing is recorded if all of it was said already. Raises UsageError if there is no such status.
        """
        if status is not None and status not in STATUSES:
            raise UsageError(f"There is no status “{status}”; there are {', '.join(STATUSES)}.")
        with self.transaction():
            annotation = self.annotation(anchor)
            before = next(iter(ranked(one for one in self.claims() if one.anchor == annotation.id)), None)
            time = now()
            base = before or Claim(id=new_id(), anchor=annotation.id, created=time, modified=time, author=self.author)
            after = replace(
                base,
                title=base.title if title is None else " ".join(writable(title).split()),
                status=base.status if status is None else status,
                note=base.note if note is None else writable(note),
                reviewed=base.reviewed if reviewed is None else time if reviewed else "",
            )
            if after == base:
                return base
            after = replace(after, modified=time)
            said = _said(base, after)
            label = f"{said} claim {self.address(annotation.id)}"
            self._commit(label, [Edit("claims", after.id, before, after)], self._where(annotation.id))
            return after

    def reject(self, one: str, other: str, reason: str = "") -> Rejection:
        """Say that two passages need no link, as long as both have their words; ``reason`` is why they were proposed.

        The ends are annotations by id or address. What holds already is not said again. Raises UsageError if both
        are the same passage.
        """
        with self.transaction():
            first, second = self.annotation(one), self.annotation(other)
            if first.id == second.id:
                raise UsageError(f"A passage makes no pair with itself ({self.address(first.id)}).")
            before = self._rejection(first, second)
            if before is not None and (before.one, before.other) != (first.id, second.id):
                first, second = second, first
            after = Rejection(
                id=before.id if before is not None else new_id(),
                one=first.id,
                other=second.id,
                one_sha256=fingerprint(first),
                other_sha256=fingerprint(second),
                reason=writable(reason),
                created=now(),
                author=self.author,
            )
            if before is not None and holds(before, {first.id: first, second.id: second}):
                return before
            label = f"no link between {self.address(first.id)} and {self.address(second.id)}"
            self._commit(label, [Edit("rejections", after.id, before, after)], self._where(first.id))
            return after

    # --- what follows from other changes

    def _judged(self, gone: Collection[str]) -> list[Edit]:
        """The edits that go with deleting annotations, to be made before them."""
        claims = [one for one in self._index.claims.values() if one.anchor in gone]
        edits = [
            Edit("rejections", one.id, one, None)
            for one in self._index.rejections.values()
            if one.one in gone or one.other in gone
        ]
        if claims:
            heirs = followed(claims, self.graph().clusters(), gone)
            edits += [Edit("claims", before.id, before, after) for before, after in heirs]
        return edits

    def graph(self) -> "Graph":
        """The passages and the links between them, as the review counts them; made anew by each call."""
        from annotations.review.graph import Graph, Records

        passages = [self._index.passage(one) for one in self._index.annotations.values()]
        links, kinds = self._index.links.values(), self.kinds().values()
        return Graph(Records([*self._index.sources.values()], passages, links, kinds))

    def _rejection(self, one: Annotation, other: Annotation) -> Rejection | None:
        ends = {one.id, other.id}
        return next((said for said in self._index.rejections.values() if {said.one, said.other} == ends), None)

    def _where(self, annotation_id: str) -> Place:
        passage = self.passage(annotation_id)
        return passage.annotation.source, max(0, passage.start)


def _board(records: "Records") -> "Board":
    from annotations.review.board import Board

    return Board(records)


def _said(before: Claim, after: Claim) -> str:
    """What was done to a claim, as the history says it."""
    if after.status != before.status:
        return f"mark {after.status}:"
    if after.title != before.title:
        return "title of"
    if after.note != before.note:
        return "note on"
    return "reviewed:" if after.reviewed else "not reviewed:"
