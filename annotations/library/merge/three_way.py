"""Three-way merge of library files, as a version control system asks for it: base, ours, theirs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from zlib import crc32

import msgspec

from annotations.errors import NewerError, StoreError
from annotations.library.merge.rows import kept_rows, numbered
from annotations.model import Source
from annotations.records.merge import Tables, merge
from annotations.store.codec import key_of
from annotations.store.file.library_file import AtomicStorage, generation, meta_of, sealed
from annotations.store.file.snapshot import Snapshot, decode, rows
from annotations.store.journal.format import Held
from annotations.store.versions import Version, counting, files_of, last_source, thinned

_MERGES: Final = "2b8f3c0a-5d0e-5b3c-8f57-0f5a3f3c7c6d"
"""The journal that the places of merged files are named in, which exists nowhere."""

_MARKERS: Final = "{} has conflict markers: the versions that they separate are merged as well, and nothing is deleted."
_DAMAGED: Final = (
    "{} does not match its checksum: it was changed by another program, and nothing is deleted because of it."
)


class MergedFiles(NamedTuple):
    """The result of merging files."""

    tables: Tables
    conflicts: list[str]
    """One line for each conflict."""
    content: bytes
    """The bytes of the merged file; those of one of the files if the other has nothing more."""


class _Side(NamedTuple):
    version: Version
    more: tuple[Tables, ...]
    """Other versions in the same file."""
    remarks: list[str]

    @property
    def meta(self) -> Mapping[str, Any]:
        return self.version.meta

    @property
    def kept(self) -> Mapping[str, Mapping[str, dict[str, Any]]]:
        return self.version.loaded.kept if self.version.loaded is not None else {}


def merge_files(base: bytes, ours: bytes, theirs: bytes) -> MergedFiles:
    """Merge the contents of three files; an empty base means that both sides added the file.

    Raises StoreError if a file cannot be read whole: what is missing of it would be taken for deleted.
    """
    old = _side(base, "the common file") if base.strip() else None
    start: Tables = old.version.state() if old is not None else {}
    one, other = (_side(data, name, start) for data, name in ((ours, "our file"), (theirs, "their file")))
    start = start or _start(one, other)
    conflicts = [*one.remarks, *other.remarks]
    whole = bool(start or old is not None) and not (conflicts or (old is not None and old.remarks))
    mine, news = one.version.state(), other.version.state()
    merged = merge(start, mine, news, deletions=whole)
    conflicts += merged.conflicts
    tables: Tables = merged.tables
    for more in (*one.more, *other.more):
        merged = merge({}, tables, more, deletions=False)
        conflicts += merged.conflicts
        tables = merged.tables
    kept = kept_rows(old.kept if old is not None else {}, one.kept, other.kept)
    held = _held(one, other, old, start, mine, news)
    same = [
        data
        for side, state, data in ((one, mine, ours), (other, news, theirs))
        if not side.remarks and tables == state and kept == side.kept and {*held} <= {*side.version.held}
    ]
    if same:
        return MergedFiles(tables, conflicts, min(same))
    first = old.version.loaded if old is not None else None
    sides = [side.version.loaded for side in (one, other) if side.version.loaded is not None]
    numbers = numbered(tables, [first or decode({}), *sides], kept)
    return MergedFiles(tables, conflicts, _content(tables, numbers, kept, held, [one.meta, other.meta]))


def _side(data: bytes, name: str, known: Tables = MappingProxyType({})) -> _Side:
    """A file that is whole, or all versions in one with conflict markers; equal records are those in `known`.

    Raises StoreError.
    """
    storage = AtomicStorage(Path(name))
    try:
        loaded = storage.take(data)
    except NewerError as error:
        raise NewerError(f"{name} was written by a newer version of postil. Update postil.") from error
    except StoreError:
        return _salvaged(data, name)
    for table, documents in loaded.records.items():
        if there := known.get(table):
            # A large library is in memory once and not three times.
            for number, record in documents.items():
                if (same := there.get(key_of(record))) == record and same is not None:
                    documents[number] = same
    return _Side(Version(name, loaded, storage.meta), (), [])


def _salvaged(data: bytes, name: str) -> _Side:
    """Return the records of a file whose lines are all valid but whose checksum is not. Raises StoreError if a line is not."""
    found = files_of(data, name)
    if any(one.lost or not isinstance(one.meta.get("version"), int) or one.loaded is None for one in found):
        raise StoreError(f"{name} cannot be read whole: it is damaged or no library.")
    first, *others = found
    more = [*first.more, *(tables for one in others for tables in (one.state(), *one.more))]
    remarks = (_MARKERS if others else _DAMAGED).format(f"{name[:1].upper()}{name[1:]}")
    return _Side(first._replace(doubtful=True, more=()), tuple(more), [remarks])


def _start(one: _Side, other: _Side) -> Tables:
    """The state to compare with if no common file is known: that of the side that the other one includes, if any."""
    for older, newer in ((one, other), (other, one)):
        if older.version.identity is not None and older.version.identity in newer.version.held:
            return older.version.state()
    return {}


def _held(one: _Side, other: _Side, old: _Side | None, start: Tables, mine: Tables, news: Tables) -> list[Held]:
    """The places of journals whose lines are in the result.

    Those of their file are, if the common file is a state that ours comes from. If it is not, a commit was picked that
    builds on changes which ours does not have.
    """
    ours, theirs = one.version.held, other.version.held
    known = (
        old is None or old.version.identity in ours or covers(ours, old.version.held) or _includes(start, mine, news)
    )
    return [*dict.fromkeys([*ours, *(theirs if known and not (one.remarks or other.remarks) else [])])]


def covers(ours: Iterable[Held], base: Iterable[Held]) -> bool:
    """Return whether a file that has these places has all lines that another one with places has."""
    ours = [*ours]
    sums = {(one.id, one.sequence): one.sum for one in ours}
    last: dict[str, int] = {}
    for one in ours:
        last[one.id] = max(last.get(one.id, 0), one.sequence)
    # Of two copies of a journal that were gone on with apart, a place of one is none of the other.
    wanted = [one for one in base if one.id != _MERGES]
    return bool(wanted) and all(
        one.sequence <= last.get(one.id, 0) and sums.get((one.id, one.sequence), one.sum) == one.sum for one in wanted
    )


def _includes(start: Tables, mine: Tables, news: Tables) -> bool:
    """Return whether ours has all that theirs did not change."""
    return all(
        mine.get(name, {}).get(key) == record
        for name, table in start.items()
        if name not in ("sources", "tags", "kinds")
        for key, record in table.items()
        if news.get(name, {}).get(key) == record
    )


def _content(
    tables: Tables,
    numbers: dict[str, dict[str, int]],
    kept: dict[str, dict[str, dict[str, Any]]],
    held: Iterable[Held],
    metas: list[Mapping[str, Any]],
) -> bytes:
    """The bytes of a file with these records: the same whichever side merges."""
    sources = [one.number for one in tables["sources"].values() if isinstance(one, Source)]
    last = max([*map(last_source, metas), *sources], default=0)
    records = {name: dict(table) for name, table in tables.items()}
    encoded = rows(Snapshot(records, numbers, kept, last, min(map(counting, metas))))
    checksum = crc32(b"")
    for _, table in sorted(encoded.items()):
        for row, document in table:
            checksum = crc32(document, crc32(row.encode(), checksum))
    places = thinned(sorted(held, key=lambda one: (one.id, one.sequence, one.sum)))
    number = max(map(generation, metas)) + 1
    checksum = crc32(msgspec.json.encode(places), checksum)
    # No line of a journal leads there: what is begun on this file is known by it to come from this state.
    place = {"id": _MERGES, "sequence": number, "offset": 0, "sum": f"{checksum:08x}"}
    meta = meta_of(Snapshot({}, {}, kept, last, min(map(counting, metas))), place, places)
    return sealed(encoded, meta, number)[0]
