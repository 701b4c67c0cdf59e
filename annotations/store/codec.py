"""One record and its JSON, with its times: the same in the library's file and in its journal.

A document has the fields of its record. Fields that a newer version added are kept in ``extra`` and written back.
"""

from functools import lru_cache
from time import gmtime, strftime, time_ns
from typing import Any, Final

import msgspec

from annotations.model import HIGHEST, Annotation, Link, LinkKind, Memo, Record, SavedSearch, Source, Tag
from annotations.model.judgements import UNWRITTEN, Claim, Dismissal, Independence, Reckoning, Rejection, Ruling

TYPES: Final[dict[str, type[Record]]] = {
    "sources": Source,
    "annotations": Annotation,
    "links": Link,
    "tags": Tag,
    "kinds": LinkKind,
    "claims": Claim,
    "rejections": Rejection,
    "independence": Independence,
    "rulings": Ruling,
    "reckonings": Reckoning,
    "dismissals": Dismissal,
    "searches": SavedSearch,
    "memos": Memo,
}
"""The tables in the order in which they refer to each other."""

RECORDED: Final = tuple(name for name in TYPES if name not in ("sources", "tags", "kinds"))
"""The tables whose records only changes make: sources and the codebook are found beside them."""

_FIELDS: Final = {name: frozenset(kind.__struct_encode_fields__) - {UNWRITTEN} for name, kind in TYPES.items()}
_DECODERS: Final = {name: msgspec.json.Decoder(kind) for name, kind in TYPES.items()}
_EMPTY: Final = f',"{UNWRITTEN}":{{}}'.encode()
_OMITTED: Final[dict[str, object]] = {
    "was": (),
    "figures": {},
    "facts": {},
    "stated": {},
    "derived_from": (),
    "unread": 0,
    "other_texts": (),
}
"""Fields that are not written while they have these values: most records have no others."""
_NO_ADDRESS: Final = b',"was":[],"figures":{}' + _EMPTY
_NO_FACTS: Final = b',"facts":{},"stated":{},"derived_from":[],"unread":0,"other_texts":[]' + _EMPTY

_encode: Final = msgspec.json.Encoder().encode


def key_of(record: Record) -> str:
    """Key of a record: its id, or the name of a tag, a kind of links or a saved search."""
    return record.name if isinstance(record, Tag | LinkKind | SavedSearch) else record.id


def writable(text: str) -> str:
    """Return a text that can be written in UTF-8: lone surrogates, which a terminal may send, are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def document(record: Record) -> dict[str, Any]:
    """The document of one record."""
    values = msgspec.structs.astuple(record)
    fields: dict[str, Any] = dict(zip(record.__struct_encode_fields__, values, strict=True))
    extra: dict[str, Any] = fields.pop(UNWRITTEN)
    for name, value in _OMITTED.items():
        if name in fields and fields[name] == value:
            del fields[name]
    return {**extra, **fields} if extra else fields


def record_of(table: str, fields: dict[str, Any]) -> Record:
    """The record of one document. Raises ValueError with the reason if it is not one."""
    known = _FIELDS[table]
    record = msgspec.convert({key: value for key, value in fields.items() if key in known}, TYPES[table])
    require_valid(record)
    extra = {key: value for key, value in fields.items() if key not in known}
    return msgspec.structs.replace(record, extra=extra) if extra else record


def require_valid(record: Record) -> None:
    """Raise ValueError if `record` is a passage without a place, a quote or a number.

    Called for all records that are read from a file and for those that are written to the journal. Sources check
    themselves.
    """
    if not isinstance(record, Annotation):
        return
    last = 0
    for start, end in record.fragments:
        if not last <= start < end < HIGHEST:
            raise ValueError("it has no place")
        last = end
    if not last or not record.exact or not 0 < record.number < HIGHEST:
        raise ValueError("it has no place, quote or number")


def encode_record(record: Record) -> bytes:
    """The JSON of one record. Raises ValueError if a text of it cannot be written."""
    if record.extra or _has_more(record):
        return _encode(document(record))
    # Within a text the quotes would be escaped: these bytes are nowhere else.
    return _encode(record).replace(_NO_ADDRESS, b"").replace(_NO_FACTS, b"").replace(_EMPTY, b"")


def _has_more(record: Record) -> bool:
    """Return whether some of the fields that are empty in most records are not, and others may be."""
    if isinstance(record, Annotation):
        return bool(record.was or record.figures)
    return isinstance(record, Source) and bool(record.facts or record.stated or record.derived_from or record.unread)


def decode_record(table: str, data: bytes) -> Record:
    """The record in some JSON. Raises ValueError with the reason if it is not one."""
    if table not in TYPES:
        raise ValueError(f"there is no table {table}")
    try:
        record = _DECODERS[table].decode(data)
    except msgspec.ValidationError:
        return record_of(table, msgspec.json.decode(data, type=dict[str, Any]))
    require_valid(record)
    return record


def now() -> str:
    """Return the current time, RFC 3339 in UTC, to the millisecond."""
    second, nanoseconds = divmod(time_ns(), 1_000_000_000)
    return f"{_second(second)}.{nanoseconds // 1_000_000:03}Z"


@lru_cache(1)
def _second(second: int) -> str:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(second))
