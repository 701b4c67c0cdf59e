"""Decisions of an analyst: whether two sources count once, and which side of a dispute is believed."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Edit, new_id
from annotations.model.judgements import CONFIDENCES, COUNTS, Independence, Ruling
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable

if TYPE_CHECKING:
    from annotations.review.disputes.dispute_list import Disputes


def count_sources(
    index: RecordIndex, one: str, other: str, count: str, note: str, author: str
) -> Planned[Independence]:
    """Record whether the sources of two annotations count once.

    Raises UsageError if both are of one source, or if `count` is not one of `COUNTS`.
    """
    if count not in COUNTS:
        raise UsageError(f"Two sources do not count “{count}”; they count {' or '.join(COUNTS)}.")
    first, second = index.annotation(one), index.annotation(other)
    if first.source == second.source:
        raise UsageError(f"{index.address(first.id)} and {index.address(second.id)} are of one source: it counts once.")
    ends = {first.id, second.id}
    found = [one for one in index.independence.values() if {one.one, one.other} == ends]
    before = max(found, key=lambda one: (one.modified, one.created, one.id), default=None)
    if before is not None and (before.count, before.note) == (count, writable(note)):
        return Planned(before, "")
    time = now()
    base = before or Independence(
        id=new_id(), one=first.id, other=second.id, count=count, created=time, modified=time, author=author
    )
    after = replace(base, count=count, note=writable(note), modified=time)
    label = f"count {count}: {index.address(first.id)} and {index.address(second.id)}"
    return Planned(after, label, [edit_of("independence", before, after)], index.place(first))


def rule(
    index: RecordIndex,
    anchor: str,
    *,
    side: str | None,
    confidence: str | None,
    note: str | None,
    questions: str | None,
    title: str | None,
    decided: bool | None,
    author: str,
) -> Planned[Ruling]:
    """Change fields of the decision on the dispute of an annotation; what is None stays.

    A side makes it decided; an empty one means that no side is believed. Raises UsageError if there is no such
    confidence.
    """
    if confidence is not None and confidence not in CONFIDENCES:
        raise UsageError(f"There is no confidence “{confidence}”; there are {', '.join(filter(None, CONFIDENCES))}.")
    annotation = index.annotation(anchor)
    chosen = index.annotation(side).id if side else side
    own = (one for one in index.rulings.values() if one.anchor == annotation.id)
    before = max(own, key=lambda one: (one.modified, one.created, one.id), default=None)
    time = now()
    base = before or Ruling(id=new_id(), anchor=annotation.id, created=time, modified=time, author=author)
    decides = decided if decided is not None else True if side is not None else None
    after = replace(
        base,
        side=base.side if chosen is None else chosen,
        title=base.title if title is None else " ".join(writable(title).split()),
        confidence=base.confidence if confidence is None else confidence,
        note=base.note if note is None else writable(note),
        questions=base.questions if questions is None else writable(questions),
        decided=base.decided if decides is None else time if decides else "",
    )
    if after == base:
        return Planned(base, "")
    label = f"{_verb(base, after)} dispute {index.address(annotation.id)}"
    after = replace(after, modified=time)
    return Planned(after, label, [edit_of("rulings", before, after)], index.place(annotation))


def follow_deletion(index: RecordIndex, gone: Collection[str]) -> list[Edit]:
    """Return what becomes of decisions when annotations are deleted; to be made before that.

    A decision on two passages is deleted with one of them. The one on a dispute moves to another passage of the dispute,
    or is deleted with its last one; if all passages of the side that is believed are deleted, it is open again.
    """
    pairs = [one for one in index.independence.values() if one.one in gone or one.other in gone]
    edits = [Edit("independence", one.id, one, None) for one in pairs]
    rulings = [one for one in index.rulings.values() if one.anchor in gone or one.side in gone]
    if rulings:
        from annotations.review.disputes.dispute_list import Disputes  # slow to import, and seldom needed
        from annotations.review.graph import graph_of
        from annotations.review.origins.provenance import Provenance

        graph = graph_of(index)
        disputes = Disputes(graph, Provenance(graph))
        edits += [Edit("rulings", one.id, one, _followed(disputes, one, gone)) for one in rulings]
    return edits


def _followed(disputes: "Disputes", ruling: Ruling, gone: Collection[str]) -> Ruling | None:
    """Return what a decision becomes when annotations are deleted; None if nothing of its dispute remains."""
    dispute = disputes.of(ruling.anchor)
    if dispute is None:  # Its contradictions were removed before.
        return replace(ruling, side="", decided="") if ruling.anchor not in gone else None
    place = next((one for one in (ruling.anchor, *dispute.passages) if one not in gone), None)
    if place is None:
        return None
    side, decided = ruling.side, ruling.decided
    if side in gone:
        mates = [one for of in dispute.sides if side in of.all for one in of.all if one not in gone]
        side, decided = (mates[0], decided) if mates else ("", "")
    return replace(ruling, anchor=place, side=side, decided=decided)


def _verb(before: Ruling, after: Ruling) -> str:
    """Return what was done to a decision on a dispute, for the history."""
    if (after.decided, after.side) != (before.decided, before.side):
        return "decide" if after.decided else "open again"
    changed = (
        name for name in ("confidence", "note", "questions", "title") if getattr(after, name) != getattr(before, name)
    )
    return {"note": "reason on", "questions": "questions on", "title": "title of"}.get(next(changed), "confidence on")
