"""Claims and rejected pairs: what an analyst decides about them."""

from collections.abc import Collection

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.judgements import decisions, reckonings
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Annotation, Edit, checked_status, new_id, status_name
from annotations.model.judgements import Claim, Rejection
from annotations.records.index import RecordIndex
from annotations.review.judgements import fingerprint, followed, holds, ranked
from annotations.store.codec import now, writable


def set_claim(
    index: RecordIndex,
    anchor: str,
    *,
    title: str | None,
    status: str | None,
    note: str | None,
    reviewed: bool | None,
    author: str,
) -> Planned[Claim]:
    """Change fields of the claim of an annotation; what is None stays. Raises UsageError if there is no such status."""
    annotation = index.annotation(anchor)
    before = next(iter(ranked(one for one in index.claims.values() if one.anchor == annotation.id)), None)
    time = now()
    base = before or Claim(id=new_id(), anchor=annotation.id, created=time, modified=time, author=author)
    after = replace(
        base,
        title=base.title if title is None else " ".join(writable(title).split()),
        status=base.status if status is None else checked_status(status),
        note=base.note if note is None else writable(note),
        reviewed=base.reviewed if reviewed is None else time if reviewed else "",
    )
    if after == base:
        return Planned(base, "")
    label = f"{_verb(base, after)} claim {index.address(annotation.id)}"
    after = replace(after, modified=time)
    return Planned(after, label, [edit_of("claims", before, after)], index.place(annotation))


def reject(index: RecordIndex, one: str, other: str, reason: str, author: str) -> Planned[Rejection]:
    """Record that two annotations need no link while both have their words. Raises UsageError if they are the same."""
    first, second = index.annotation(one), index.annotation(other)
    if first.id == second.id:
        raise UsageError(f"A passage cannot be paired with itself ({index.address(first.id)}).")
    before = _rejection(index, first, second)
    if before is not None and (before.one, before.other) != (first.id, second.id):
        first, second = second, first
    if before is not None and holds(before, {first.id: first, second.id: second}):
        return Planned(before, "")
    after = Rejection(
        id=before.id if before is not None else new_id(),
        one=first.id,
        other=second.id,
        one_sha256=fingerprint(first),
        other_sha256=fingerprint(second),
        reason=writable(reason),
        created=now(),
        author=author,
    )
    label = f"rejected pair {index.address(first.id)}, {index.address(second.id)}"
    return Planned(after, label, [edit_of("rejections", before, after)], index.place(first))


def follow_deletion(index: RecordIndex, gone: Collection[str]) -> list[Edit]:
    """Return what becomes of judgements when annotations are deleted; to be made before that."""
    claims = [one for one in index.claims.values() if one.anchor in gone]
    edits = [
        Edit("rejections", one.id, one, None)
        for one in index.rejections.values()
        if one.one in gone or one.other in gone
    ]
    if claims:
        from annotations.review.graph import graph_of  # slow to import, and seldom needed

        heirs = followed(claims, graph_of(index).clusters(), gone)
        edits += [Edit("claims", before.id, before, after) for before, after in heirs]
    return edits + decisions.follow_deletion(index, gone) + reckonings.follow_deletion(index, gone)


def _rejection(index: RecordIndex, one: Annotation, other: Annotation) -> Rejection | None:
    ends = {one.id, other.id}
    return next((pair for pair in index.rejections.values() if {pair.one, pair.other} == ends), None)


def _verb(before: Claim, after: Claim) -> str:
    """Return what was done to a claim, for the history."""
    if after.status != before.status:
        return f"mark {status_name(after.status)}:"
    if after.title != before.title:
        return "title of"
    if after.note != before.note:
        return "note on"
    return "reviewed:" if after.reviewed else "not reviewed:"
