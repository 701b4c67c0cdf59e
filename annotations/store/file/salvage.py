"""Read what can be read of a library's file that does not fit its checksum: a record is a line.

The records need not fit each other. Those that share an id, a number or a path with an earlier one are further
versions, to be merged.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from annotations.model import Record
from annotations.store.codec import TYPES, key_of, record_of
from annotations.store.file.snapshot import Loaded, Seen, is_number
from annotations.text.lazy_regex import lazy

Tables = dict[str, dict[str, Record]]
"""Records by table and key."""

_TABLE: Final = lazy(rb'\s*"([^"\\]+)"\s*:\s*\{\s*')
_RECORD: Final = lazy(rb'\s*"([0-9]{1,15})"\s*:\s*(\{.*\})\s*,?\s*')
_FRAME: Final = lazy(rb"[\s{},\0]*")
_TELLING: Final = {
    "decided": "rulings", "evidence": "reckonings", "context": "dismissals", "path": "sources", "fragments": "annotations", "target": "links", "letter": "tags",
    "glyph": "kinds", "anchor": "claims", "one_sha256": "rejections", "count": "independence", "query": "searches",
    "about": "memos",
    "checksum": "meta",
}  # fmt: skip
"""A field that only the records of one table have, or that no table after it has."""

_MOST: Final = 64
"""Largest number of further versions of records that are kept."""


class Salvaged(msgspec.Struct, frozen=True):
    """The readable parts of a file."""

    loaded: Loaded
    """The records that fit each other."""
    more: list[Tables]
    """Further versions of some of them."""
    meta: dict[str, Any]
    """The document of ``meta``, which nothing vouches for; empty if it cannot be read."""
    lost: int
    """Lines that cannot be read."""


def newest_version(data: bytes) -> int:
    """Return the highest version of the format that any `meta` in some bytes names, as each side of a conflict has one; else 0."""
    named = [fields.get("version") for table, _, fields in _rows(data.splitlines())[0] if table == "meta"]
    return max((version for version in named if isinstance(version, int)), default=0)


def salvage(data: bytes) -> Salvaged:
    """Read the records in some bytes, line by line, or as one JSON object if they are laid out in another way."""
    lines = data.splitlines()
    rows, lost = _rows(lines)
    if not rows or lost > len(rows):
        whole = _whole(data)
        rows, lost = (whole, 0) if whole is not None else (rows, lost)
    meta = next((fields for table, _, fields in rows if table == "meta"), {})
    kept: dict[str, dict[str, dict[str, Any]]] = {}
    records: list[tuple[str, int, Record]] = []
    for table, number, fields in rows:
        if table == "meta":
            continue
        try:
            records.append((table, int(number), record_of(table, fields)))
        except (KeyError, ValueError, RecursionError):
            # Of a table that is not ours, or of a newer program: kept as it is.
            kept.setdefault(table, {}).setdefault(number, fields)
    loaded, more = _sorted_out(records)
    numbers = {name: {*loaded.records.get(name, {})} for name in kept}
    for name, documents in kept.items():
        loaded.kept[name] = {number: fields for number, fields in documents.items() if int(number) not in numbers[name]}
    return Salvaged(loaded, more, meta, lost)


def _sorted_out(records: Iterable[tuple[str, int, Record]]) -> tuple[Loaded, list[Tables]]:
    """The records that fit each other, by the numbers of their documents, and further versions of them."""
    loaded = Loaded({name: {} for name in TYPES}, {}, [])
    more: list[Tables] = []
    seen = Seen()
    order = {name: place for place, name in enumerate(TYPES)}
    highest = max((number for _, number, _ in records), default=0)
    for table, number, record in sorted(records, key=lambda row: (order[row[0]], row[1])):
        try:
            seen.check(table, record)
        except ValueError:
            if key_of(record):
                _put(more, table, record)
            continue
        if number in loaded.records[table]:
            highest += 1
            number = highest
        loaded.records[table][number] = record
    loaded = loaded._replace(records={name: dict(sorted(rows.items())) for name, rows in loaded.records.items()})
    return loaded, more


def _put(more: list[Tables], table: str, record: Record) -> None:
    """Put a record into the first further version that has none of its id."""
    for tables in more:
        if tables[table].setdefault(key_of(record), record) == record:
            return
    if len(more) < _MOST:
        more.append({name: {} for name in TYPES})
        more[-1][table][key_of(record)] = record


def _rows(lines: Iterable[bytes]) -> tuple[list[tuple[str, str, dict[str, Any]]], int]:
    """Table, number and fields of each line that is a record, and how many lines are nothing that is known."""
    found, lost, table = [], 0, ""
    for line in lines:
        if (record := _RECORD.fullmatch(line)) is not None:
            try:
                fields = msgspec.json.decode(record[2], type=dict[str, Any])
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                lost += 1
                continue
            found.append((_table_of(table, fields), record[1].decode(), fields))
        elif (head := _TABLE.fullmatch(line)) is not None:
            table = head[1].decode("utf-8", "replace")
        else:
            lost += _FRAME.fullmatch(line) is None
    return found, lost


def _table_of(table: str, fields: dict[str, Any]) -> str:
    """The table of a record: that which its fields tell, for the line that names it may be lost; else that named last."""
    return next((name for field, name in _TELLING.items() if field in fields), table)


def _whole(data: bytes) -> list[tuple[str, str, dict[str, Any]]] | None:
    """Table, number and fields of each record of a JSON object, those with the same number among them."""
    import json  # Only a damaged file is read with it.

    try:
        tables = json.loads(data, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None
    return (
        [
            (name, number, fields.plain())
            for name, table in tables.items()
            if isinstance(table, _Pairs)
            for number, fields in table.items()
            if isinstance(fields, _Pairs) and is_number(number)
        ]
        if isinstance(tables, _Pairs)
        else None
    )


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with all its fields, including duplicate ones."""

    def items(self) -> Iterator[tuple[str, Any]]:
        return iter(self)

    def plain(self) -> dict[str, Any]:
        return {name: _plain(value) for name, value in self}


def _plain(value: Any) -> Any:
    if isinstance(value, _Pairs):
        return value.plain()
    return [_plain(one) for one in value] if isinstance(value, list) else value
