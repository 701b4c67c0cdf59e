"""Merge one version of a library into another: find the state that both come from, as far as it is known.

No clock, checksum or count of writes decides which version is the later one. A version that names a place of our
journal is merged against our state at that place; one that names none deletes nothing.
"""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from annotations.library.history import authors_of
from annotations.model import Edit, Record, Source
from annotations.records.merge import Merged, Tables, merge, rescued
from annotations.store.codec import RECORDED, TYPES
from annotations.store.journal.format import Held, JournalEntry
from annotations.store.journal.trail import Trail
from annotations.store.versions import Version, apply, holds_of, rolled_back, tables_of
from annotations.text.plurals import count_noun


class Ours(NamedTuple):
    """The version that another one is merged into."""

    tables: Tables
    held: Sequence[Held]
    """Places of other journals: their lines up to there are in this version."""
    trail: Trail | None = None
    """Its journal; this version includes all lines of it."""
    recorded: Tables = MappingProxyType({})
    """The state that the journal led to; what was merged since is not in it."""


class Joined(NamedTuple):
    """The result of merging other versions."""

    tables: Tables
    conflicts: list[str]
    """Conflicts and deletions, one line each."""
    held: tuple[Held, ...]
    """The places of journals that came in with them."""


def join(ours: Ours, versions: Iterable[Version]) -> Joined:
    """Merge versions into ours, one after the other."""
    conflicts: dict[str, None] = {}
    held: dict[Held, None] = {}
    for version in versions:
        merged = _join(ours, version)
        fresh = [one for one in version.held if one not in ours.held]
        ours = ours._replace(tables=merged.tables, held=[*ours.held, *fresh])
        conflicts.update(dict.fromkeys(merged.conflicts))
        held.update(dict.fromkeys(fresh))
    return Joined(ours.tables, list(conflicts), tuple(held))


def labelled(label: str, edits: Iterable[Edit], own: str) -> str:
    """Return the label of a merge with the names of those whose work came in."""
    authors = authors_of(edits, own)
    return f"{label}: work of {', '.join(authors)}" if authors else label


def _join(ours: Ours, version: Version) -> Merged:
    if version.identity is not None and version.identity in ours.held:
        return Merged({name: dict(ours.tables.get(name, {})) for name in TYPES}, [])
    merged = _joined(ours, version) if version.loaded is not None else _journal_joined(ours, version)
    conflicts = list(merged.conflicts)
    for tables in version.more:
        merged = merge({}, merged.tables, tables, deletions=False)
        conflicts += merged.conflicts
    return Merged(merged.tables, conflicts + _deletions(ours.tables, version, merged.tables))


def _joined(ours: Ours, version: Version) -> Merged:
    theirs = version.state()
    whole = not (version.lost or version.doubtful)
    place = _common_place(ours, version)
    if place is not None and ours.trail is not None:
        return merge(
            rolled_back(_copied(ours.recorded), ours.trail.lines[place:]), ours.tables, theirs, deletions=whole
        )
    if version.base is not None:
        return merge(tables_of(version.base), ours.tables, theirs, deletions=whole)
    behind = version.trail.behind(ours.held) if version.trail is not None else None
    if behind is not None and version.trail is not None:
        return merge(rolled_back(theirs, version.trail.lines[behind:]), ours.tables, theirs, deletions=whole)
    return merge(_likely(ours, theirs, version.trail), ours.tables, theirs, deletions=False)


def _journal_joined(ours: Ours, version: Version) -> Merged:
    """Merge a version that has only a journal."""
    trail = version.trail
    if trail is None:
        return Merged(_copied(ours.tables), [])
    here = ours.trail.common(trail) if ours.trail is not None else None
    there = trail.common(ours.trail) if ours.trail is not None else None
    if here is not None and there is not None and ours.trail is not None:
        base = rolled_back(_copied(ours.recorded), ours.trail.lines[here:])
        theirs = _copied(base)
        apply(theirs, trail.lines[there:])
        return merge(base, ours.tables, theirs, deletions=not (version.lost or version.doubtful))
    lines = trail.lines[trail.behind([*ours.held, *holds_of(version.meta)]) or 0 :]
    tables = _copied(ours.tables)
    for line in lines:
        for source in line.touched:
            tables["sources"].setdefault(source.id, source)
    return rescued(tables, (edit for line in lines for edit in line.edits if edit.table in TYPES))


def _common_place(ours: Ours, version: Version) -> int | None:
    """Return the number of lines of our journal that are in a version; None if unknown."""
    if ours.trail is None:
        return None
    found = [ours.trail.behind(version.held)]
    if version.trail is not None:
        found.append(ours.trail.common(version.trail))
    return max((place for place in found if place is not None), default=None)


def _likely(ours: Ours, theirs: Tables, trail: Trail | None) -> Tables:
    """The state that two versions of unknown descent may come from, as far as their journals tell.

    A version of a record that was left behind in one of the journals is older than the one on that side.
    """
    base: dict[str, dict[str, Record]] = {name: {} for name in TYPES}
    mine, other = _left_behind(ours.trail), _left_behind(trail)
    for history, tables, current in ((other, ours.tables, theirs), (mine, theirs, ours.tables)):
        for (table, key), versions in history.items():
            known = tables.get(table, {}).get(key)
            if known is not None and known in versions and known != current.get(table, {}).get(key):
                base[table][key] = known
    for table in RECORDED:
        for key, record in ours.tables.get(table, {}).items():
            found = theirs.get(table, {}).get(key)
            if found is None or found == record or (table, key) in mine or key in base[table]:
                continue
            # Nothing of our journal made it what it is, so that theirs comes from it, unless theirs is the older one.
            if ours.trail is not None and _modified(found) > _modified(record):
                base[table][key] = record
    return base


def _left_behind(trail: Trail | None) -> dict[tuple[str, str], list[Record]]:
    """The versions of each record that a journal has."""
    found: dict[tuple[str, str], list[Record]] = {}
    for edit in _edits(trail.lines if trail is not None else ()):
        versions = found.setdefault((edit.table, edit.key), [])
        versions += [one for one in (edit.before, edit.after) if one is not None and not isinstance(one, Source)]
    return found


def _edits(lines: Iterable[JournalEntry]) -> Iterable[Edit]:
    return (edit for line in lines for edit in line.edits if edit.table in TYPES)


def _modified(record: Record) -> str:
    return str(getattr(record, "modified", getattr(record, "created", "")))


def _copied(tables: Tables) -> dict[str, dict[str, Record]]:
    return {name: dict(tables.get(name, {})) for name in TYPES}


def _deletions(ours: Tables, version: Version, merged: Tables) -> list[str]:
    """Describe the records that one side deleted and the other one had, in one line for each side."""
    theirs = version.state()
    lines = []
    for tables, other, template in (
        (ours, theirs, f"Deleted in {version.name}: {{}}. Undo brings back what was here."),
        (theirs, ours, f"Deleted since, though {version.name} has it: {{}}."),
    ):
        gone = [
            (sum(key not in merged[name] and key not in other.get(name, {}) for key in tables.get(name, {})), what)
            for name, what in (("annotations", "passage"), ("links", "link"))
        ]
        counted = " and ".join(count_noun(count, what) for count, what in gone if count)
        if counted:
            lines.append(template.format(counted))
    return lines
