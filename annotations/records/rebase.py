"""Rebase a change onto records that were changed since, so that it can be undone on its own."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict, replace

from annotations.model import Annotation, Edit, Link, Memo
from annotations.model.judgements import Claim, Independence, Reckoning, Ruling
from annotations.records.figure_details import rebase_details
from annotations.records.index import RecordIndex
from annotations.store.codec import now

_Dated = Annotation | Memo | Claim | Independence | Ruling | Reckoning
"""Records with a time of modification."""


def rebase(index: RecordIndex, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return `edits` as they apply to the current records.

    If a passage, a link or a judgement is not in the expected state, only the fields that the edit changes are changed,
    provided that these are as expected; of the tags, only those added or removed. A record to be deleted must be as
    expected except for its time of modification, which differs after a change in between was undone. An edit that does
    not fit is returned unchanged.
    """
    return tuple(_rebase(index, edit) for edit in edits)


def _rebase(index: RecordIndex, edit: Edit) -> Edit:
    before, after, current = edit.before, edit.after, index.table(edit.table).get(edit.key)
    if after is None and isinstance(before, _Dated) and isinstance(current, _Dated):
        same = replace(current, modified=before.modified) == before
        return Edit(edit.table, edit.key, current, None) if same else edit
    if current == before or not isinstance(before, _Dated | Link) or type(after) is not type(before):
        return edit
    if type(current) is not type(before):
        return edit
    was, wanted, there = (asdict(record) for record in (before, after, current))
    changed: dict[str, Any] = {}
    for name, value in wanted.items():
        if name == "modified" or value == was[name]:
            continue
        if name == "tags":
            tags = _tags(was[name], value, there[name])
            if tags is None:
                return edit
            order = {tag: place for place, tag in enumerate(index.tags)}
            changed[name] = tuple(sorted(tags, key=lambda tag: order.get(tag, len(order))))
        elif name == "figures":
            figures = rebase_details(was[name], value, there[name])
            if figures is None:
                return edit
            changed[name] = figures
        elif there[name] == was[name]:
            changed[name] = value
        else:
            return edit
    if isinstance(current, _Dated):
        changed["modified"] = now()
    return Edit(edit.table, edit.key, current, replace(current, **changed))


def _tags(was: Sequence[str], wanted: Sequence[str], there: Sequence[str]) -> tuple[str, ...] | None:
    """Return `there` without the removed tags and with the added ones, or None if that was done already."""
    taken = [tag for tag in was if tag not in wanted]
    given = [tag for tag in wanted if tag not in was]
    if any(tag not in there for tag in taken) or any(tag in there for tag in given):
        return None
    left = [tag for tag in there if tag not in taken]
    return (*left, *given)
