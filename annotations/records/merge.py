"""Three-way merge of two library states. It drops no record, and its result does not depend on which side merges."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

from msgspec.structs import asdict, replace

from annotations.model import Annotation, Edit, Link, LinkKind, Memo, Record, SavedSearch, Source, Tag
from annotations.model.judgements import (
    ENDS,
    NOUNS,
    OPTIONAL_ENDS,
    Claim,
    Dismissal,
    Judgement,
    Reckoning,
)
from annotations.records.codebook.merge import settle_keys
from annotations.records.contested import outcomes, statuses
from annotations.records.figure_details import merge_details
from annotations.records.renumber import renumber
from annotations.records.source_edits import combined
from annotations.store.codec import TYPES, encode_record, key_of

Tables = Mapping[str, Mapping[str, Record]]
"""Records by table and key."""


KEPT_TWICE: Final = "was changed in two places; both are kept."
"""Outcome of a conflict in which both versions were kept; see `annotations.library.issues.conflicts`."""

_COPIES: Final = UUID("5f0d2c0e-0b5c-5c9a-9d0e-6a5d1f6f2b11")
"""Namespace of the ids of second versions, so that all processes that merge the same states agree on them."""

STAYS: Final = "was deleted in one place and changed in the other: it was kept. Delete it again if that is right."
"""Outcome of a conflict between a deletion and a change, which the deleting side did not know of."""


_WRITTEN: Final = ("note", "title", "questions", "side", "confidence")
"""Fields whose empty value is no second version."""

_TORN: Final = (*_WRITTEN, "count", "fragments", "kind", "source", "target", "anchor")
"""Fields whose two values are both kept, each in a record of its own."""


class Merged(NamedTuple):
    """Result of a merge."""

    tables: dict[str, dict[str, Record]]
    conflicts: list[str]
    """One line per conflict."""


def merge(
    base: Tables, ours: Tables, theirs: Tables, *, deletions: bool = True, numbered: Collection[str] = ()
) -> Merged:
    """Merge two states with a common base, record by record.

    A change of one side is taken. If both sides changed a record, tags are united and the newer of two values is taken;
    if both wrote a note or moved a passage, both versions are kept, the older one as a record of its own, and two
    different statuses become *disputed*. A record that one side deleted and the other changed is kept.

    Without `deletions` every record of either side is kept, because `theirs` may be older than `base`. The sources and
    passages in `base` and `numbered` keep their numbers before others.
    """
    ours, theirs = _alike(base, ours, theirs)
    result = Merged({name: {} for name in TYPES}, [])
    copies: set[str] = set()
    for name in TYPES:
        keys = dict.fromkeys([*theirs.get(name, {}), *ours.get(name, {})])
        for key in keys:
            before, one, other = (tables.get(name, {}).get(key) for tables in (base, ours, theirs))
            kept = _kept(before, one, other, deletions=deletions)
            kept[1:] = [copy for copy in kept[1:] if key_of(copy) not in keys]  # Merged before: the copy exists.
            for record in kept:
                result.tables[name][key_of(record)] = record
            copies.update(key_of(record) for record in kept[1:])
            if len(kept) > 1:
                result.conflicts.append(_describe(result.tables, kept[0]))
            elif kept and deletions and before is not None and (one is None or other is None):
                result.conflicts.append(_describe(result.tables, kept[0], STAYS))
            lines = outcomes(before, one, other, kept)
            result.conflicts.extend(_describe(result.tables, kept[0], line) for line in lines)
    _bring_back_ends(result, base, ours, theirs)
    _bring_back_kinds(result, base, ours, theirs)
    _bring_back_subjects(result, base, ours, theirs)
    known = {*base.get("sources", {}), *base.get("annotations", {}), *numbered}
    result.conflicts.extend(settle_keys(result.tables, base))
    result.conflicts.extend(renumber(result.tables, known, copies))
    return result


def differences(before: Tables, after: Tables) -> list[Edit]:
    """Return the edits that turn one state into another: links are deleted first and added last."""
    gone, came = [], []
    for name in TYPES:
        old, new = before.get(name, {}), after.get(name, {})
        gone += [Edit(name, key, record, None) for key, record in old.items() if key not in new]
        came += [Edit(name, key, old.get(key), record) for key, record in new.items() if old.get(key) != record]
    return [*reversed(gone), *came]


def rescued(theirs: Tables, edits: Iterable[Edit]) -> Merged:
    """Apply edits made to another state to this one, where it does not include them yet.

    A record that equals an earlier version of the edited one is older than its last edit.
    """
    base, ours = ({name: dict(table) for name, table in theirs.items()} for _ in range(2))
    met: set[tuple[str, str]] = set()
    for edit in edits:
        was, now, known = base[edit.table], ours[edit.table], theirs[edit.table].get(edit.key)
        now.pop(edit.key, None)
        if edit.after is not None:
            now[edit.key] = edit.after
        if (edit.table, edit.key) not in met:
            met.add((edit.table, edit.key))
            was.pop(edit.key, None)
            if edit.before is not None:
                was[edit.key] = edit.before
        if known is not None and known in (edit.before, edit.after):
            was[edit.key] = known
    return merge(base, ours, theirs, deletions=False)


def _kept(before: Record | None, one: Record | None, other: Record | None, *, deletions: bool) -> list[Record]:
    """Return the versions of a record to keep: none, one or both."""
    if one is None or other is None:
        left = one or other
        if left is None or (_is_as_before(left, before) and (deletions or left is other)):
            return []
        return [left]
    # Reading is not an undoable step: a state keeps what was read when its changes are undone.
    if one == other or (other == before and not isinstance(one, Source)):
        return [one]
    if one == before and not isinstance(one, Source):
        return [other]
    older, newer = sorted((one, other), key=lambda record: (_time(record), encode_record(record)))
    if isinstance(older, Source) and isinstance(newer, Source):
        return [combined(before if isinstance(before, Source) else None, older, newer)]
    if isinstance(newer, Tag | LinkKind | SavedSearch):
        return [replace(newer, **_fields(before, older, newer))]
    return _both(before, older, newer)


def _is_as_before(record: Record, before: Record | None) -> bool:
    """Return whether a record was not changed: another number, which a merge gives, is no change of a person."""
    if isinstance(record, Annotation) and isinstance(before, Annotation) and record.was != before.was:
        record = replace(record, number=before.number, was=before.was)
    return record == before


def _both(before: Record | None, older: Record, newer: Record) -> list[Record]:
    """Merge two changed versions of a passage, a link or a judgement."""
    fields = _fields(before, older, newer)
    if isinstance(newer, Annotation) and isinstance(older, Annotation):
        was = set(before.tags) if isinstance(before, Annotation) else set()
        gone = was - (set(newer.tags) & set(older.tags))
        tags = [tag for tag in dict.fromkeys((*newer.tags, *older.tags)) if tag not in gone]
        fields |= {
            "tags": tuple(tags),
            "modified": newer.modified,
            "was": tuple(dict.fromkeys((*older.was, *newer.was))),
            "figures": merge_details(
                before.figures if isinstance(before, Annotation) else {}, older.figures, newer.figures
            ),
        }
        if older.number != newer.number and before is None and any(_ends(address, newer) for address in older.was):
            fields["number"] = older.number  # An earlier merge renumbered it.
    if isinstance(newer, Annotation | Claim) and isinstance(older, Annotation | Claim):
        start = before.status if isinstance(before, Annotation | Claim) else "open"
        if statuses(before, older, newer):
            fields["status"] = "disputed"
        elif newer.status == start:
            fields["status"] = older.status
    taken: Record = replace(newer, **fields)
    torn = [
        name
        for name in (*_TORN, *(("text",) if isinstance(newer, Reckoning) else ()))
        if hasattr(older, name) and getattr(older, name) not in {getattr(taken, name), getattr(before, name, None)}
        if name not in _WRITTEN or getattr(older, name)
    ]
    if not torn:
        return [taken]
    return [taken, replace(older, id=str(uuid5(_COPIES, encode_record(older).decode())))]


def _ends(address: str, one: Annotation) -> bool:
    return address.rpartition(":")[2] == str(one.number)


def _fields(before: Record | None, older: Record, newer: Record) -> dict[str, Any]:
    """Return the fields that only the older version changed."""
    was = asdict(before) if before is not None else {}
    new = asdict(newer)
    return {
        name: value
        for name, value in asdict(older).items()
        if name in was and value != was[name] and new[name] == was[name]
    }


def _time(record: Record) -> str:
    return str(getattr(record, "modified", getattr(record, "opened", getattr(record, "created", ""))))


def _alike(base: Tables, ours: Tables, theirs: Tables) -> tuple[Tables, Tables]:
    """Give a source that both states know by one path the same id: that of `base`, else the smaller one."""
    ids: dict[str, set[str]] = {}
    for tables in (ours, theirs):
        for key, source in tables.get("sources", {}).items():
            if isinstance(source, Source):
                ids.setdefault(source.path, set()).add(key)
    old = base.get("sources", {})
    names: dict[str, str] = {}
    for found in ids.values():
        if len(found) > 1:
            chosen = min(found, key=lambda key: (key not in old, key))
            names |= {key: chosen for key in found if key != chosen}
    return (_renamed(ours, names), _renamed(theirs, names)) if names else (ours, theirs)


def _renamed(tables: Tables, names: Mapping[str, str]) -> Tables:
    """Replace ids of sources in a state; a source whose new id exists is merged with it."""
    found: dict[str, dict[str, Record]] = {name: dict(table) for name, table in tables.items()}
    for old, new in names.items():
        source, known = found["sources"].pop(old, None), found["sources"].get(new)
        if isinstance(source, Source):
            known = known if isinstance(known, Source) else None
            renamed = replace(source, id=new)
            found["sources"][new] = combined(None, renamed, known) if known else renamed
    for key, one in tables.get("annotations", {}).items():
        if isinstance(one, Annotation) and one.source in names:
            found["annotations"][key] = replace(one, source=names[one.source])
    for key, memo in tables.get("memos", {}).items():
        if isinstance(memo, Memo) and memo.about == "source" and memo.key in names:
            found["memos"][key] = replace(memo, key=names[memo.key])
    for key, dismissal in tables.get("dismissals", {}).items():
        if isinstance(dismissal, Dismissal) and dismissal.source in names:
            found["dismissals"][key] = replace(dismissal, source=names[dismissal.source])
    for key, source in found["sources"].items():
        if isinstance(source, Source) and not names.keys().isdisjoint(source.derived_from):
            origins = tuple(dict.fromkeys(names.get(one, one) for one in source.derived_from))
            found["sources"][key] = replace(source, derived_from=origins)
    return found


def _bring_back_ends(result: Merged, base: Tables, ours: Tables, theirs: Tables) -> None:
    """Restore records that one side deleted and a record of the other refers to."""
    others = (*ENDS, *OPTIONAL_ENDS)
    # Passages come after the records that refer to them, which may bring them back, and may then have no source.
    for table, field in (*others, ("annotations", "source")):
        wanted = "sources" if table == "annotations" else "annotations"
        for key, record in list(result.tables[table].items()):
            end = getattr(record, field)
            if not end or end in result.tables[wanted]:
                continue
            found = next((state[wanted][end] for state in (ours, theirs, base) if end in state.get(wanted, {})), None)
            if found is None:
                del result.tables[table][key]
            else:
                result.tables[wanted][end] = found
    for table, field in others:
        for key, record in list(result.tables[table].items()):
            if (end := getattr(record, field)) and end not in result.tables["annotations"]:
                del result.tables[table][key]


def _bring_back_kinds(result: Merged, base: Tables, ours: Tables, theirs: Tables) -> None:
    """Restore the kinds of links that one side removed and the other used."""
    for name in sorted({link.kind for link in result.tables["links"].values() if isinstance(link, Link)}):
        for state in (ours, theirs, base):
            if (kind := state.get("kinds", {}).get(name)) is not None:
                result.tables["kinds"].setdefault(name, kind)


def _bring_back_subjects(result: Merged, base: Tables, ours: Tables, theirs: Tables) -> None:
    """Restore the sources and tags that one side removed and the other wrote a memo on."""
    for key, memo in list(result.tables["memos"].items()):
        table = {"source": "sources", "tag": "tags"}.get(memo.about, "") if isinstance(memo, Memo) else ""
        if not isinstance(memo, Memo) or not table or memo.key in result.tables[table]:
            continue
        found = next(
            (state[table][memo.key] for state in (ours, theirs, base) if memo.key in state.get(table, {})), None
        )
        if found is not None:
            result.tables[table][memo.key] = found
        elif table == "sources":
            del result.tables["memos"][key]


def _describe(tables: Tables, record: Record, how: str = KEPT_TWICE) -> str:
    """Return one line that describes a conflict."""
    if isinstance(record, Link):
        return f"A link {how}"
    if isinstance(record, Source):
        return f"Source {record.number} {how}"
    if isinstance(record, Tag | LinkKind):
        return f"“{record.name}” in the codebook {how}"
    if isinstance(record, Memo):
        source = tables["sources"].get(record.key)
        subject = (
            f"source {source.number}" if isinstance(source, Source) else f"the {record.about} {record.key}".rstrip()
        )
        return f"The memo on {subject} {how}"
    if isinstance(record, SavedSearch):
        return f"The saved search “{record.name}” {how}"
    if isinstance(record, Judgement):
        later = "was changed in two places; the later one applies, the other is kept."
        return f"The {NOUNS[type(record)]} {later if how == KEPT_TWICE else how}"
    source = tables["sources"].get(getattr(record, "source", ""))
    return f"Passage {getattr(source, 'number', '?')}:{getattr(record, 'number', '?')} {how}"
