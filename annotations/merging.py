"""Bring together what was recorded in two places, so that nothing that anybody recorded is lost."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from msgspec.structs import asdict, replace

from annotations.model import Annotation, Claim, Edit, Link, LinkKind, Record, Rejection, Source, Tag, new_id
from annotations.ranges import merged as merged_ranges
from annotations.store.records import TYPES, key_of

Tables = Mapping[str, Mapping[str, Record]]
"""Records by table and key."""


KEPT_TWICE: Final = "was changed in two places; both are kept."
"""How a conflict ends in which a record was kept twice; see `annotations.twins`."""

STAYS: Final = "was deleted in one place and changed in the other: it stays. Delete it again if that is right."
"""How a conflict ends in which a record was deleted and changed: who deleted it did not know of the change."""


class Merged(NamedTuple):
    """Two states brought together."""

    tables: dict[str, dict[str, Record]]
    conflicts: list[str]
    """What could not be decided and was kept twice, a line each."""


def merge(base: Tables, ours: Tables, theirs: Tables, *, deletions: bool = True) -> Merged:
    """Two states that were one, record by record.

    What only one side changed is taken from it. Of what both changed, tags are united and the newer of two
    values is taken; where both wrote a note or moved a passage, both are kept, the second one as a record of
    its own. A record that one side deleted and the other one changed stays. Without ``deletions`` nothing
    is gone that any side has, because `theirs` may be older than `base`.
    """
    theirs = _with_our_sources(ours, theirs)
    result = Merged({name: {} for name in TYPES}, [])
    for name in TYPES:
        keys = dict.fromkeys([*theirs.get(name, {}), *ours.get(name, {})])
        for key in keys:
            before, one, other = (tables.get(name, {}).get(key) for tables in (base, ours, theirs))
            kept = _kept(before, one, other, deletions=deletions)
            for record in kept:
                result.tables[name][key_of(record)] = record
            if len(kept) > 1:
                result.conflicts.append(_told(result.tables, kept[0]))
            elif kept and deletions and before is not None and (one is None or other is None):
                result.conflicts.append(_told(result.tables, kept[0], STAYS))
    _bring_back_ends(result, base, ours, theirs)
    _bring_back_kinds(result, base, ours, theirs)
    _number(result, base, theirs)
    return result


def differences(before: Tables, after: Tables) -> list[Edit]:
    """The edits that make one state of another: links go first and come last."""
    gone, came = [], []
    for name in TYPES:
        old, new = before.get(name, {}), after.get(name, {})
        gone += [Edit(name, key, record, None) for key, record in old.items() if key not in new]
        came += [Edit(name, key, old.get(key), record) for key, record in new.items() if old.get(key) != record]
    return [*reversed(gone), *came]


def rescued(theirs: Tables, edits: Iterable[Edit]) -> Merged:
    """A state, and edits that were made to another one that was like it: what it does not know yet is done.

    A record that is as it was at some time before the last of the edits is taken for older than that.
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


def combined(before: Source | None, ours: Source, theirs: Source) -> Source:
    """What two processes know of one source: numbers never go back, what was read is united."""
    fields = _fields(before, ours, theirs)
    read = theirs.read
    for start, end in ours.read:
        read = merged_ranges(read, start, end)
    return replace(theirs, **{**fields, "read": read, "last_number": max(ours.last_number, theirs.last_number)})


def _kept(before: Record | None, one: Record | None, other: Record | None, *, deletions: bool) -> list[Record]:
    """What stays of a record: one of them, both, or none."""
    if one is None or other is None:
        left = one or other
        if left is None or (before is not None and left == before and (deletions or left is other)):
            return []
        return [left]
    if other in (one, before):
        return [one]
    if one == before:
        return [other]
    if isinstance(one, Source) and isinstance(other, Source):
        return [combined(before if isinstance(before, Source) else None, one, other)]
    if isinstance(one, Tag | LinkKind):
        return [one]
    return _both(before, one, other)


def _both(before: Record | None, one: Record, other: Record) -> list[Record]:
    """A passage, a link or a claim that both sides changed."""
    newer, older = (one, other) if _time(one) > _time(other) else (other, one)
    fields = _fields(before, older, newer)
    if isinstance(newer, Annotation) and isinstance(older, Annotation):
        was = set(before.tags) if isinstance(before, Annotation) else set()
        gone = was - (set(newer.tags) & set(older.tags))
        tags = [tag for tag in dict.fromkeys((*newer.tags, *older.tags)) if tag not in gone]
        fields |= {"tags": tuple(tags), "modified": newer.modified}
    taken: Record = replace(newer, **fields)
    torn = [
        name
        for name in ("note", "title", "fragments", "kind", "source", "target", "anchor")
        if hasattr(older, name) and getattr(older, name) not in {getattr(taken, name), getattr(before, name, None)}
        if name not in {"note", "title"} or getattr(older, name)
    ]
    return [taken, replace(older, id=new_id())] if torn else [taken]


def _fields(before: Record | None, older: Record, newer: Record) -> dict[str, Any]:
    """Of two versions, each field that only the older one changed."""
    was = asdict(before) if before is not None else {}
    new = asdict(newer)
    return {
        name: value
        for name, value in asdict(older).items()
        if name in was and value != was[name] and new[name] == was[name]
    }


def _time(record: Record) -> str:
    return str(getattr(record, "modified", getattr(record, "created", "")))


def _with_our_sources(ours: Tables, theirs: Tables) -> Tables:
    """Their tables, where a source that both know under one path goes by our id."""
    paths = {source.path: key for key, source in ours.get("sources", {}).items() if isinstance(source, Source)}
    names = {
        key: paths[source.path]
        for key, source in theirs.get("sources", {}).items()
        if isinstance(source, Source) and paths.get(source.path, key) != key and key not in ours.get("sources", {})
    }
    if not names:
        return theirs
    tables: dict[str, dict[str, Record]] = {name: dict(table) for name, table in theirs.items()}
    for theirs_id, ours_id in names.items():
        source = tables["sources"].pop(theirs_id)
        tables["sources"][ours_id] = replace(source, id=ours_id)
    for key, one in theirs.get("annotations", {}).items():
        if isinstance(one, Annotation) and one.source in names:
            tables["annotations"][key] = replace(one, source=names[one.source])
    return tables


def _bring_back_ends(result: Merged, base: Tables, ours: Tables, theirs: Tables) -> None:
    """What a record refers to is there, if one side deleted it and the other one used it."""
    for table, field in (
        ("links", "source"),
        ("links", "target"),
        ("claims", "anchor"),
        ("rejections", "one"),
        ("rejections", "other"),
        ("annotations", "source"),  # last: what the others refer to may have come back
    ):
        wanted = "sources" if table == "annotations" else "annotations"
        for key, record in list(result.tables[table].items()):
            end = getattr(record, field)
            if end in result.tables[wanted]:
                continue
            found = next((state[wanted][end] for state in (ours, theirs, base) if end in state.get(wanted, {})), None)
            if found is None:
                del result.tables[table][key]
            else:
                result.tables[wanted][end] = found


def _bring_back_kinds(result: Merged, base: Tables, ours: Tables, theirs: Tables) -> None:
    """A kind of link is there, if one side removed it and the other one used it."""
    for name in {link.kind for link in result.tables["links"].values() if isinstance(link, Link)}:
        for state in (ours, theirs, base):
            if (kind := state.get("kinds", {}).get(name)) is not None:
                result.tables["kinds"].setdefault(name, kind)


def _number(result: Merged, base: Tables, theirs: Tables) -> None:
    """No number stands for two sources, no address for two passages: whoever came later gets the next one."""
    sources = result.tables["sources"]
    known = {**theirs.get("sources", {}), **base.get("sources", {})}
    taken: set[int] = set()
    highest = max((source.number for source in sources.values() if isinstance(source, Source)), default=0)
    for key, source in sorted(sources.items(), key=lambda row: row[0] not in known):
        assert isinstance(source, Source)  # noqa: S101 - for mypy: the table has no other records
        if source.number in taken:
            highest += 1
            sources[key] = replace(source, number=highest)
        taken.add(source.number)
    addresses: set[tuple[str, int]] = set()
    last: dict[str, int] = {}
    passages = [one for one in result.tables["annotations"].values() if isinstance(one, Annotation)]
    for one in passages:
        last[one.source] = max(last.get(one.source, 0), one.number)
    earlier = {**theirs.get("annotations", {}), **base.get("annotations", {})}
    for one in sorted(passages, key=lambda one: (one.id not in earlier, one.created, one.id)):
        if (one.source, one.number) in addresses:
            last[one.source] = max(last[one.source], _last(sources, one.source)) + 1
            result.tables["annotations"][one.id] = replace(one, number=last[one.source])
            number = getattr(sources[one.source], "number", 0)
            result.conflicts.append(f"Two passages were {number}:{one.number}; one is {number}:{last[one.source]} now.")
        addresses.add((one.source, one.number))
    for key, number in last.items():
        source = sources[key]
        if isinstance(source, Source) and source.last_number < number:
            sources[key] = replace(source, last_number=number)


def _last(sources: Mapping[str, Record], key: str) -> int:
    return int(getattr(sources[key], "last_number", 0))


def _told(tables: Tables, record: Record, how: str = KEPT_TWICE) -> str:
    """A conflict, in one line."""
    if isinstance(record, Link):
        return f"A link {how}"
    if isinstance(record, Source):
        return f"Source {record.number} {how}"
    if isinstance(record, Tag | LinkKind):
        return f"“{record.name}” in the codebook {how}"
    if isinstance(record, Claim | Rejection) and how == STAYS:
        return f"What was said of a claim or a pair {how}"
    if isinstance(record, Claim):
        return "What was said of a claim was changed in two places; the board shows the later, the other is kept."
    source = tables["sources"].get(getattr(record, "source", ""))
    return f"Passage {getattr(source, 'number', '?')}:{getattr(record, 'number', '?')} {how}"
