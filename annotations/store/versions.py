"""Versions of one library: what its files, conflict copies, backups and journals each hold."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from annotations.model import Edit, Record
from annotations.store import access
from annotations.store.codec import RECORDED, TYPES, key_of
from annotations.store.file.salvage import Salvaged, Tables, salvage
from annotations.store.file.snapshot import COUNTING, Loaded
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry
from annotations.store.journal.trail import Trail, read
from annotations.text import conflict_markers as markers

_EACH: Final = 10
"""Places of one journal that a file names."""

_ALL: Final = 36
"""Places that a file names: all of ``meta`` has to fit the first 4 KiB of the file."""


class Version(NamedTuple):
    """One version of a library."""

    name: str
    """File in which it was found, for messages."""
    loaded: Loaded | None = None
    """The records of its file; None if only its journal is known."""
    meta: Mapping[str, Any] = {}
    trail: Trail | None = None
    """Its journal; with a file, one that the file belongs to."""
    more: tuple[Tables, ...] = ()
    """Records that share an id, a number or a path with others of the same file."""
    base: Loaded | None = None
    """The version that this one and the one beside it come from, if it is known."""
    lost: int = 0
    """Number of its lines that cannot be read; their records do not count as deleted."""
    doubtful: bool = False
    """True if its claims may be wrong: it is damaged, or older than another known state."""

    @property
    def held(self) -> list[Held]:
        """The places of journals whose lines are in it, its own first."""
        end = [self.trail.end] if self.trail is not None and self.trail.end is not None else []
        lines = self.trail.lines if self.trail is not None else []
        return [*end, *holds_of(self.meta), *(one for line in lines for one in line.holds)]

    @property
    def identity(self) -> Held | None:
        """Place of a journal that is exactly its content; None if there is none."""
        if self.lost or self.doubtful or (self.loaded is not None and not self.meta):
            return None
        return self.trail.end if self.trail is not None else place_in(self.meta)

    def state(self) -> Tables:
        """Its records, with the lines of its journal behind its file applied."""
        tables = tables_of(self.loaded) if self.loaded is not None else {name: {} for name in TYPES}
        if self.trail is not None:
            apply(tables, self.trail.lines[self.trail.behind(holds_of(self.meta)) or 0 :])
        return tables


def holds_of(meta: Mapping[str, Any]) -> list[Held]:
    """Return the places of journals that a file names, its own first; invalid ones are left out."""
    holds = meta.get("holds")
    found = []
    for one in [meta.get("journal"), *(holds if isinstance(holds, list) else [])]:
        with suppress(msgspec.ValidationError):
            held = msgspec.convert(one, Held)
            if held.id and held.sequence >= 0:
                found.append(held)
    return found


def place_in(meta: Mapping[str, Any]) -> Held | None:
    """The place of the journal that a file is at, with nothing else in it; None if the file names none."""
    own = meta.get("journal")
    return next(iter(holds_of({"journal": own})), None)


def counting(meta: Mapping[str, Any]) -> int:
    """The rule by which the claims of a file were last counted; the present one if there is no file."""
    rule = meta.get("counting", 1 if meta else COUNTING)
    return rule if isinstance(rule, int) else 1


def last_source(meta: Mapping[str, Any]) -> int:
    """The highest number that a source ever had, as far as a file says."""
    last = meta.get("last_source")
    return last if isinstance(last, int) and 0 <= last < 1 << 53 else 0


def thinned(held: Iterable[Held]) -> list[Held]:
    """The places that are worth naming: of each journal the latest ones, the further back the fewer.

    Where there are too many, each journal has its latest ones before another has older ones.
    """
    groups: dict[str, list[Held]] = {}
    for one in dict.fromkeys(held):
        groups.setdefault(one.id, []).append(one)
    ranked: list[tuple[int, Held]] = []
    for group in groups.values():
        group.sort(key=lambda one: one.sequence, reverse=True)
        step, limit = 1, group[0].sequence
        chosen: list[Held] = []
        for one in group:
            if one.sequence <= limit and len(chosen) < _EACH:
                chosen.append(one)
                # Two copies of a journal can have the same number of lines: both are named.
                limit = min(limit, one.sequence - step) if len(chosen) > 2 else one.sequence
                step *= 2
        ranked += enumerate(chosen)
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])[:_ALL]]


def files_of(data: bytes, name: str) -> list[Version]:
    """The versions of a library's file that are in some bytes: two or more if these have conflict markers."""
    found = markers.versions(data)
    base = salvage(found.base) if found.base is not None else None
    old = base.loaded if base is not None and not base.lost else None
    sides = [_version(salvage(side), name, old) for side in found.sides]
    # If only the conflict in `meta` was resolved, all sides name one place, which is that of neither.
    places = [one.identity for one in sides]
    return [
        one._replace(doubtful=one.doubtful or places.count(place) > 1) for one, place in zip(sides, places, strict=True)
    ]


def trails_of(data: bytes) -> list[Trail]:
    """The journals in some bytes: two or more if these have conflict markers."""
    return [read(side) for side in markers.versions(data).sides] if data else []


def read_copy(path: Path) -> list[Version]:
    """The versions in a conflict copy of a library's file or journal; none if nothing of it can be read.

    Raises StoreError if the file cannot be read.
    """
    try:
        data = access.read(path)
    except OSError as error:
        raise access.unreadable(error, str(path)) from error
    trails = [one for one in trails_of(data) if one.lines]
    if trails:
        return [Version(path.name, trail=one, lost=one.lost) for one in trails]
    found = files_of(data, path.name)
    return [one for one in found if one.loaded is not None and any(one.loaded.records.values())]


def paired(files: Iterable[Version], trails: Iterable[Trail], name: str) -> list[Version]:
    """Files with the journals that they belong to, and versions of their own for the journals that are left."""
    left = list(trails)
    found = []
    for file in files:
        place = place_in(file.meta)
        own = next((one for one in left if place is not None and one.behind([place]) is not None), None)
        if own is not None:
            left.remove(own)
        found.append(file._replace(trail=own))
    return [*found, *(Version(name, trail=one, lost=one.lost) for one in left if one.lines)]


def tables_of(loaded: Loaded) -> Tables:
    """Records by their keys."""
    return {name: {key_of(one): one for one in loaded.records.get(name, {}).values()} for name in TYPES}


def apply(tables: Tables, lines: Iterable[JournalEntry]) -> None:
    """Make the changes of some lines."""
    for line in lines:
        for edit in line.edits:
            if edit.table in tables:
                put(tables, edit.table, edit.key, edit.after)
        for source in line.touched:
            tables["sources"][source.id] = source


def rolled_back(tables: Tables, lines: Iterable[JournalEntry]) -> Tables:
    """A copy of a state without the changes of the lines that led to it last."""
    found = {name: dict(table) for name, table in tables.items()}
    for line in reversed(list(lines)):
        for edit in reversed(line.edits):
            put(found, edit.table, edit.key, edit.before)
    return found


def put(tables: Tables, table: str, key: str, record: Record | None) -> None:
    """Store a record under its key, or delete it."""
    if record is None:
        tables[table].pop(key, None)
    else:
        tables[table][key] = record


def denied(loaded: Loaded, trail: Trail, place: int) -> bool:
    """Return whether a file that claims to have the first lines of a journal does not have what they recorded.

    Anybody can compute the checksum of a file; what its own journal says of passages and links is another thing.
    """
    last: dict[tuple[str, str], Edit] = {}
    for line in trail.lines[:place]:
        for edit in line.edits:
            if edit.table in RECORDED:
                last[edit.table, edit.key] = edit
    tables = tables_of(loaded)
    kept = {str(fields.get("id")) for rows in loaded.kept.values() for fields in rows.values()}
    return any(tables[table].get(key) != edit.after and key not in kept for (table, key), edit in last.items())


def marked(lines: Iterable[JournalEntry], meta: Mapping[str, Any]) -> bool:
    """Return whether the journal records that this very file was written by a program that used it."""
    checksum = meta.get("checksum")
    return any(line.kind == wire.CHECKPOINT and line.label == checksum for line in lines)


def _version(salvaged: Salvaged, name: str, base: Loaded | None) -> Version:
    return Version(name, salvaged.loaded, salvaged.meta, None, tuple(salvaged.more), base, salvaged.lost)
