"""The tables of a library: its records by the numbers of their documents.

A document that is not understood is kept whole, reported, and written back untouched.
"""

from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from typing import Annotated, Any, Final, NamedTuple, cast

import msgspec

from annotations.model import Annotation, Link, LinkKind, Memo, Record, SavedSearch, Source, Tag, passages_of
from annotations.model.judgements import (
    ENDS,
    OPTIONAL_ENDS,
    Claim,
    Dismissal,
    Independence,
    Judgement,
    Reckoning,
    Rejection,
    Ruling,
)
from annotations.store.codec import TYPES, encode_record, key_of, record_of

_DIGITS: Final = 15
"""Digits of the highest number of a document."""

COUNTING: Final = 2
"""Rule by which sources are counted: 1 took sources that restate each other for one, 2 takes them for independent."""

_UNKEPT: Final = "it is kept as it is but not shown"

_encode: Final = msgspec.json.Encoder().encode


class Snapshot(msgspec.Struct, frozen=True):
    """Everything that is to be written, as it was at one moment: never changed after it was made."""

    records: dict[str, dict[str, Record]]
    """By table and key; see `key_of`."""
    numbers: dict[str, dict[str, int]]
    """The number of each record's document, by table and key."""
    kept: dict[str, dict[str, dict[str, Any]]]
    """Documents that were not understood, and tables that are not ours, by table and number."""
    last_source: int = 0
    """The highest number that a source ever had, also one that is forgotten."""
    counting: int = COUNTING
    """Rule by which the claims were last counted on a board."""


class Loaded(NamedTuple):
    """Content of a file."""

    records: dict[str, dict[int, Record]]
    """By table and number of the document, in ascending order."""
    kept: dict[str, dict[str, dict[str, Any]]]
    problems: list[str]


_Number = Annotated[int, msgspec.Meta(ge=1, lt=10**_DIGITS)]
"""Number of a document as it is written here; msgspec takes none with a sign, a blank or a leading zero."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """A file in which every document is known to be understood."""

    meta: dict[str, Any]
    sources: dict[_Number, Source] = {}
    annotations: dict[_Number, Annotation] = {}
    links: dict[_Number, Link] = {}
    tags: dict[_Number, Tag] = {}
    kinds: dict[_Number, LinkKind] = {}
    claims: dict[_Number, Claim] = {}
    rejections: dict[_Number, Rejection] = {}
    independence: dict[_Number, Independence] = {}
    rulings: dict[_Number, Ruling] = {}
    reckonings: dict[_Number, Reckoning] = {}
    dismissals: dict[_Number, Dismissal] = {}
    searches: dict[_Number, SavedSearch] = {}
    memos: dict[_Number, Memo] = {}


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
    tables = cast("dict[str, dict[int, Record]]", {name: getattr(file, name) for name in TYPES})
    return Loaded(tables, {}, []) if _fit(tables) else None


def is_number(key: str) -> bool:
    """Return whether a key is the number of a document in its normal form."""
    return key.isascii() and key.isdecimal() and len(key) <= _DIGITS and (key[0] != "0" or key == "0")


def unfit(tables: Mapping[str, Mapping[str, Record]]) -> list[tuple[str, str, str]]:
    """Return the table, key and reason of each record that does not fit the others; tables are by key."""
    seen = Seen()
    found = []
    for name, records in tables.items():
        for key, record in records.items():
            try:
                seen.check(name, record)
            except ValueError as error:
                found.append((name, key, str(error)))
    return found


def _fit(tables: Mapping[str, Mapping[int, Record]]) -> bool:
    """Return whether `Seen.check` would accept all records, and they are in the order of their numbers.

    Opening waits for this, so that it takes whole tables at once.
    """
    keys: dict[str, set[str]] = {}
    for name, records in tables.items():
        keys[name] = _values(records, "name" if TYPES[name] in (Tag, LinkKind, SavedSearch) else "id")
        if len(keys[name]) < len(records) or "" in keys[name] or sorted(records) != [*records]:
            return False
    sources, known = tables["sources"], keys["annotations"]
    return (
        len(_values(sources, "number")) == len(_values(sources, "path")) == len(sources)
        and _annotations_fit(cast("Collection[Annotation]", tables["annotations"].values()), keys["sources"])
        and all(_values(tables[name], field) <= known for name, field in ENDS)
        and all(_values(tables[name], field) - {""} <= known for name, field in OPTIONAL_ENDS)
        and {one.key for one in _memos(tables) if one.about == "source"} <= keys["sources"]
    )


def _values(records: Mapping[int, Record], field: str) -> set[Any]:
    """Return the values of a field of all records."""
    return set(map(attrgetter(field), records.values()))


def _memos(tables: Mapping[str, Mapping[int, Record]]) -> list[Memo]:
    return [one for one in tables["memos"].values() if isinstance(one, Memo)]


def _annotations_fit(annotations: Collection[Annotation], sources: Iterable[str]) -> bool:
    """Return whether all annotations are of one of the sources, numbered differently in it, with fragments in order.

    The rest of `annotations.store.codec.require_valid` was checked while they were decoded: the bounds in their type.
    """
    numbers: dict[str, set[int]] = {source: set() for source in sources}
    try:
        for one in annotations:
            numbers[one.source].add(one.number)
            last = 0
            for start, end in one.fragments:
                if not last <= start < end:
                    return False
                last = end
    except KeyError:
        return False
    return sum(map(len, numbers.values())) == len(annotations)


def decode(tables: Mapping[str, Mapping[str, dict[str, Any]]]) -> Loaded:
    """The records of all tables."""
    loaded = Loaded({name: {} for name in TYPES}, {}, [])
    seen = Seen()
    for name in TYPES:
        for number, fields in sorted(tables.get(name, {}).items(), key=lambda row: int(row[0])):
            try:
                record = record_of(name, fields)
                seen.check(name, record)
            except (ValueError, RecursionError) as error:
                loaded.kept.setdefault(name, {})[number] = fields
                loaded.problems.append(
                    f"Record {number} of {name} in the library is not understood: {error}; {_UNKEPT}."
                )
            else:
                loaded.records[name][int(number)] = record
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

    def check(self, table: str, record: Record) -> None:
        """Raise ValueError with the reason if a record does not fit those before it."""
        key, keys = key_of(record), self.keys[table]
        if not key or key in keys:
            raise ValueError("its id is missing or taken")
        if isinstance(record, Annotation):
            self._check_annotation(record)
        elif isinstance(record, Source):
            self._check_source(record)
        elif isinstance(record, Link):
            known = self.keys["annotations"]
            if record.source not in known or record.target not in known:
                raise ValueError("it links a passage that does not exist")
        elif isinstance(record, Judgement) and not {*passages_of(record)} <= self.keys["annotations"]:
            raise ValueError("it is about a passage that does not exist")
        elif isinstance(record, Memo) and record.about == "source" and record.key not in self.keys["sources"]:
            raise ValueError("it is about a source that does not exist")
        keys.add(key)

    def _check_source(self, source: Source) -> None:
        if source.number in self.numbers or source.path in self.paths:
            raise ValueError("its number or path is taken")
        self.numbers.add(source.number)
        self.paths.add(source.path)

    def _check_annotation(self, annotation: Annotation) -> None:
        address = annotation.source, annotation.number
        if annotation.source not in self.keys["sources"]:
            raise ValueError("its source does not exist")
        if address in self.addresses:
            raise ValueError("its number is taken")
        self.addresses.add(address)
