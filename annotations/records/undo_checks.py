"""Checks for what blocks undoing or redoing a single change: what depends on it."""

from collections.abc import Sequence

from annotations.model import Annotation, Edit, Link, LinkKind, Memo, Record, SavedSearch, Source, Tag, passages_of
from annotations.model.judgements import NOUNS, Judgement
from annotations.records.index import RecordIndex
from annotations.records.source_edits import is_blocked


def undo_blocker(index: RecordIndex, edits: Sequence[Edit]) -> str:
    """Return what blocks `edits`, as the end of a sentence; `""` if nothing does."""
    for edit in edits:
        why = _changed(index, edit) or _needed(index, edit, edits) or _misfit(index, edit, edits)
        if why:
            return why
    return ""


def _changed(index: RecordIndex, edit: Edit) -> str:
    current = index.table(edit.table).get(edit.key)
    if isinstance(edit.before, Source) and isinstance(edit.after, Source) and isinstance(current, Source):
        blocked = is_blocked(current, edit.before, edit.after)
        return f"source {current.number} was changed since" if blocked else ""
    if current == edit.before or (isinstance(edit.before, Source) and current is not None):
        return ""
    if current is None:
        return f"{_name(index, edit.before)} was deleted since"
    return f"{_name(index, current)} was changed since"


def _needed(index: RecordIndex, edit: Edit, edits: Sequence[Edit]) -> str:
    """Return what refers to a record that would be deleted."""
    if edit.after is not None:
        return ""
    after = {one.key: one.after for one in edits}
    if isinstance(edit.before, Source | Tag) and _noted(index, edit.before, edits):
        return f"{_name(index, edit.before)} has a memo"
    if isinstance(edit.before, Annotation):
        links = (after.get(link.id, link) for link in index.links_of(edit.key))
        if any(isinstance(one, Link) and edit.key in (one.source, one.target) for one in links):
            return f"{_name(index, edit.before)} was linked since"
        about = (after.get(one.id, one) for one in index.judgements())
        reviewed = any(isinstance(one, Judgement) and edit.key in passages_of(one) for one in about)
        return f"{_name(index, edit.before)} was reviewed since" if reviewed else ""
    if isinstance(edit.before, Tag):
        left = (after.get(one.id, one) for one in index.annotations.values())
        used = any(isinstance(one, Annotation) and edit.key in one.tags for one in left)
        return f"the tag {edit.key} is in use" if used else ""
    if isinstance(edit.before, LinkKind):
        ends = (after.get(one.id, one) for one in index.links.values())
        used = any(isinstance(one, Link) and one.kind == edit.key for one in ends)
        return f"there are links of the type {edit.key}" if used else ""
    if isinstance(edit.before, Source):
        own = (after.get(one.id, one) for one in index.own(edit.key))
        placed = any(isinstance(one, Annotation) and one.source == edit.key for one in own)
        return f"source {edit.before.number} has passages now" if placed else ""
    return ""


def _noted(index: RecordIndex, record: Source | Tag, edits: Sequence[Edit]) -> bool:
    """Return whether the removal of a source or a tag would leave a memo behind."""
    about, key = ("source", record.id) if isinstance(record, Source) else ("tag", record.name)
    after = {one.key: one.after for one in edits if one.table == "memos"}
    left = (after.get(one.id, one) for one in index.memos_of(about, key))
    return any(isinstance(one, Memo) and one.key == key for one in left)


def _misfit(index: RecordIndex, edit: Edit, edits: Sequence[Edit]) -> str:
    """Return why a record cannot be restored."""
    if edit.after is None:
        return ""
    came = {one.key for one in edits if one.after is not None}
    gone = {one.key for one in edits if one.after is None}
    if isinstance(edit.after, Link):
        ends = {edit.after.source, edit.after.target}
        missing = [end for end in ends if end not in index.annotations and end not in came]
        return "a passage that it links is gone" if missing else ""
    if isinstance(edit.after, Judgement):
        missing = [one for one in passages_of(edit.after) if one not in index.annotations and one not in came]
        return "a passage that it is about is gone" if missing else ""
    if isinstance(edit.after, Memo) and edit.after.about in {"source", "tag"}:
        table = index.sources if edit.after.about == "source" else index.tags
        there = edit.after.key in table or edit.after.key in came
        return "" if there else f"the {edit.after.about} that it is about is gone"
    if isinstance(edit.after, Annotation):
        if edit.after.source not in index.sources and edit.after.source not in came:
            return "its source is gone from the library"
        place = edit.after.start, edit.after.end
        taken = index.at(edit.after.source, *place) if edit.after.source in index.sources else None
        # Two versions of one passage, kept after a conflict, may have the same place; they were created at the same time.
        if taken is not None and taken.created == edit.after.created and taken.author == edit.after.author:
            return ""
        if taken is not None and taken.id != edit.key and taken.id not in gone | came:
            return f"its place was annotated since: {_name(index, taken)}"
    return ""


def _name(index: RecordIndex, record: Record | None) -> str:
    """Return a short name of a record."""
    if isinstance(record, Annotation):
        source = index.sources.get(record.source)
        return f"{source.number if source else '?'}:{record.number}"
    if isinstance(record, Link):
        return "the link"
    if isinstance(record, Judgement):
        return f"the {NOUNS[type(record)]}"
    if isinstance(record, Tag):
        return f"the tag {record.name}"
    if isinstance(record, Memo):
        return "the memo"
    if isinstance(record, SavedSearch):
        return f"the saved search {record.name}"
    if isinstance(record, LinkKind):
        return f"the link type {record.name}"
    return f"source {record.number}" if isinstance(record, Source) else "it"
