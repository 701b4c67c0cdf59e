"""The tables of a library: its records by the numbers of their documents.

A document that is not understood is kept whole, reported, and written back untouched.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

import msgspec

from annotations.model import Annotation, Claim, Link, LinkKind, Record, Rejection, Source, Tag, passages_of
from annotations.store.codec import TYPES, encode_record, key_of, record_of

_UNKEPT: Final = "it is kept as it is but not shown"

_encode: Final = msgspec.json.Encoder().encode


class Snapshot(NamedTuple):
    """Everything that is to be written, as it was at one moment: never changed after it was made."""

    records: dict[str, dict[str, Record]]
    """By table and key; see `key_of`."""
    numbers: dict[str, dict[str, int]]
    """The number of each record's document, by table and key."""
    kept: dict[str, dict[str, dict[str, Any]]]
    """Documents that were not understood, and tables that are not ours, by table and number."""
    last_source: int = 0
    """The highest number that a source ever had, also one that is forgotten."""


class Loaded(NamedTuple):
    """What was found in a file."""

    records: dict[str, dict[str, Record]]
    """By table and number of the document, in ascending order."""
    kept: dict[str, dict[str, dict[str, Any]]]
    problems: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """A file in which every document is known to be understood."""

    meta: dict[str, Any]
    sources: dict[str, Source] = {}
    annotations: dict[str, Annotation] = {}
    links: dict[str, Link] = {}
    tags: dict[str, Tag] = {}
    kinds: dict[str, LinkKind] = {}
    claims: dict[str, Claim] = {}
    rejections: dict[str, Rejection] = {}


_file: Final = msgspec.json.Decoder(_File).decode


def rows(snapshot: Snapshot) -> dict[str, list[tuple[str, bytes]]]:
    """The number and the JSON of each document, by table, in the order of the numbers."""
    tables: dict[str, dict[int, bytes]] = {
        name: {int(number): _encode(fields) for number, fields in documents.items()}
        for name, documents in snapshot.kept.items()
    }
    for name, records in snapshot.records.items():
        numbers = snapshot.numbers[name]
        tables.setdefault(name, {}).update({numbers[key]: encode_record(record) for key, record in records.items()})
    return {name: [(str(number), table[number]) for number in sorted(table)] for name, table in sorted(tables.items())}


def decode_fast(data: bytes) -> Loaded | None:
    """The records of a file that was written here; None if it holds anything that has to be looked at."""
    try:
        file = _file(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    tables = {name: getattr(file, name) for name in TYPES}
    return Loaded(cast("dict[str, dict[str, Record]]", tables), {}, [])


def decode(tables: Mapping[str, Mapping[str, dict[str, Any]]]) -> Loaded:
    """The records of all tables."""
    loaded = Loaded({name: {} for name in TYPES}, {}, [])
    seen = Seen()
    for name in TYPES:
        for number, fields in sorted(tables.get(name, {}).items(), key=lambda row: int(row[0])):
            try:
                record = record_of(name, fields)
                seen.check(record)
            except (ValueError, RecursionError) as error:
                loaded.kept.setdefault(name, {})[number] = fields
                loaded.problems.append(
                    f"Record {number} of {name} in the library is not understood: {error}; {_UNKEPT}."
                )
            else:
                loaded.records[name][number] = record
    for name, table in tables.items():
        if name not in TYPES and name != "meta":
            loaded.kept[name] = dict(table)
    return loaded


class Seen:
    """The records that came before another one, which it has to fit."""

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
        elif isinstance(record, Claim | Rejection) and not {*passages_of(record)} <= self.keys["annotations"]:
            raise ValueError("it is about a passage that does not exist")
        self.keys[table].add(key_of(record))

    def _check_source(self, source: Source) -> None:
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
