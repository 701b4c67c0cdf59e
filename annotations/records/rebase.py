"""Fit a change to records that were altered since in other ways, so that it can be undone by itself."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict, replace

from annotations.model import Annotation, Claim, Edit, Link, now
from annotations.records.index import Index


def fitted(index: Index, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits as they apply to the records that are there now.

    Of a passage, a link or a claim that is not what an edit expects, the fields that the edit alters are altered, if they are
    what it expects; of tags, those that it gives or takes. One that is to go goes if it is what the edit expects, but for
    the time of its last change: it is another one when a change in the middle was undone. An edit that does not fit is
    returned as it is.
    """
    return tuple(_fitted(index, edit) for edit in edits)


def _fitted(index: Index, edit: Edit) -> Edit:
    before, after, current = edit.before, edit.after, index.table(edit.table).get(edit.key)
    if after is None and isinstance(before, Annotation | Claim) and isinstance(current, Annotation | Claim):
        same = replace(current, modified=before.modified) == before
        return Edit(edit.table, edit.key, current, None) if same else edit
    if current == before or not isinstance(before, Annotation | Claim | Link) or type(after) is not type(before):
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
        elif there[name] == was[name]:
            changed[name] = value
        else:
            return edit
    if isinstance(current, Annotation | Claim):
        changed["modified"] = now()
    return Edit(edit.table, edit.key, current, replace(current, **changed))


def _tags(was: Sequence[str], wanted: Sequence[str], there: Sequence[str]) -> tuple[str, ...] | None:
    """The tags that are there, without those to be taken and with those to be given; None if that was done already."""
    taken = [tag for tag in was if tag not in wanted]
    given = [tag for tag in wanted if tag not in was]
    if any(tag not in there for tag in taken) or any(tag in there for tag in given):
        return None
    left = [tag for tag in there if tag not in taken]
    return (*left, *given)
