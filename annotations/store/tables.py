"""Records and their documents in TinyDB.

A document has the fields of its record. Fields that a newer version added are kept in ``extra`` and
written back; a document that is not understood is kept whole, reported, and written back untouched.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

import msgspec

from annotations.model import Annotation, Link, Record, Source, Tag

TYPES: Final[dict[str, type[Record]]] = {"sources": Source, "annotations": Annotation, "links": Link, "tags": Tag}
"""The tables in the order in which they refer to each other."""

_FIELDS: Final = {name: frozenset(kind.__struct_fields__) - {"extra"} for name, kind in TYPES.items()}

_UNKEPT: Final = "it is kept as it is but not shown"


class Numbered(NamedTuple):
    """A record and the number of its document in its table."""

    number: int
    record: Record


class Snapshot(NamedTuple):
    """Everything that is to be written, as it was at one moment: never changed after it was made."""

    records: dict[str, dict[str, Record]]
    """By table and key; see `key_of`."""
    numbers: dict[str, dict[str, int]]
    """The number of each record's document, by table and key."""
    kept: dict[str, dict[str, dict[str, Any]]]
    """Documents that were not understood, and tables that are not ours, by table and number."""


class Loaded(NamedTuple):
    """What was found in a file."""

    records: dict[str, list[Numbered]]
    kept: dict[str, dict[str, dict[str, Any]]]
    problems: list[str]


def key_of(record: Record) -> str:
    """What a record goes by: its id, a tag's name."""
    return record.name if isinstance(record, Tag) else record.id


def encode(snapshot: Snapshot) -> dict[str, dict[str, dict[str, Any]]]:
    """The documents of all tables by their numbers."""
    tables = {name: dict(documents) for name, documents in snapshot.kept.items()}
    for name, records in snapshot.records.items():
        table = tables.setdefault(name, {})
        numbers = snapshot.numbers[name]
        for key, record in records.items():
            table[str(numbers[key])] = document(record)
    return tables


def document(record: Record) -> dict[str, Any]:
    """The document of one record."""
    fields = msgspec.structs.asdict(record)
    extra: dict[str, Any] = fields.pop("extra")
    return {**extra, **fields} if extra else fields


def decode(tables: Mapping[str, Mapping[str, dict[str, Any]]]) -> Loaded:
    """The records of all tables."""
    loaded = Loaded({name: [] for name in TYPES}, {}, [])
    seen = _Seen()
    for name in TYPES:
        for number, fields in tables.get(name, {}).items():
            try:
                record = _record(name, fields)
                seen.check(record)
            except (ValueError, RecursionError) as error:
                loaded.kept.setdefault(name, {})[number] = fields
                loaded.problems.append(
                    f"Record {number} of {name} in the library is not understood: {error}; {_UNKEPT}."
                )
            else:
                loaded.records[name].append(Numbered(int(number), record))
    for name, table in tables.items():
        if name not in TYPES and name != "meta":
            loaded.kept[name] = dict(table)
    return loaded


def _record(name: str, fields: dict[str, Any]) -> Record:
    """The record of one document. Raises ValueError with the reason if it is not one."""
    known = _FIELDS[name]
    record = msgspec.convert({key: value for key, value in fields.items() if key in known}, TYPES[name])
    extra = {key: value for key, value in fields.items() if key not in known}
    return msgspec.structs.replace(record, extra=extra) if extra else record


class _Seen:
    """What came before a record, to hold each record against."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = {name: set() for name in TYPES}
        self.numbers: set[int] = set()
        self.paths: set[str] = set()
        self.addresses: set[tuple[str, int]] = set()

    def check(self, record: Record) -> None:
        """Raise ValueError with the reason if a record does not fit those before it."""
        table = next(name for name, kind in TYPES.items() if isinstance(record, kind))
        if not key_of(record) or key_of(record) in self.keys[table]:
            raise ValueError("its id is missing or taken")
        if isinstance(record, Source):
            self._check_source(record)
        elif isinstance(record, Annotation):
            self._check_annotation(record)
        elif isinstance(record, Link) and not {record.source, record.target} <= self.keys["annotations"]:
            raise ValueError("it links a passage that does not exist")
        self.keys[table].add(key_of(record))

    def _check_source(self, source: Source) -> None:
        path = PurePosixPath(source.path)
        if not source.path or path.is_absolute() or ".." in path.parts or "\0" in source.path:
            raise ValueError("its path leads out of the library")
        if source.number < 1 or source.number in self.numbers or source.path in self.paths:
            raise ValueError("its number or path is wrong or taken")
        self.numbers.add(source.number)
        self.paths.add(source.path)

    def _check_annotation(self, annotation: Annotation) -> None:
        edges = [edge for fragment in annotation.fragments for edge in fragment]
        ordered = all(start < end for start, end in annotation.fragments) and edges == sorted(edges)
        if not edges or edges[0] < 0 or not ordered or not annotation.exact:
            raise ValueError("it has no place or no quote")
        address = annotation.source, annotation.number
        if annotation.source not in self.keys["sources"]:
            raise ValueError("its source does not exist")
        if annotation.number < 1 or address in self.addresses:
            raise ValueError("its number is wrong or taken")
        self.addresses.add(address)
