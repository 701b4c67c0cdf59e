"""The lines of a journal: what was changed, one change a line, each with a checksum and the one before it.

A line is complete in itself: to take its records over is to make the change again, without knowing any other.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final, NamedTuple
from zlib import crc32

import msgspec

from annotations.model import Edit, Record, Source
from annotations.store.codec import TYPES, decode_record, encode_record, key_of, require_valid

FORMAT: Final = "postil journal"
VERSION: Final = 1
"""Of the journal's format. One with a higher one is not read."""

LONGEST_HEADER: Final = 1 << 16
"""Bytes within which the first line ends."""

CHANGE: Final = "change"
UNDO: Final = "undo"
REDO: Final = "redo"
BOOKKEEPING: Final = "touch"
"""Cursor positions and ranges that were read: no step of undo."""
MERGE: Final = "merge"
"""A merge with the changes of another program."""
CHECKPOINT: Final = "fold"
"""A mark: everything before it is in the library's file."""

STEPS: Final = frozenset({CHANGE, MERGE})
"""The kinds that can be undone."""

_FIRST: Final = "00000000"
_TAIL: Final = len(b',"sum":"01234567"}')

_encode: Final = msgspec.json.Encoder().encode


class Held(msgspec.Struct, frozen=True):
    """A journal whose lines up to one are in a state."""

    id: str
    sequence: int
    sum: str
    """The checksum of that line."""


class JournalEntry(NamedTuple):
    """One line of a journal."""

    sequence: int
    """From 1, one more than the line before."""
    kind: str
    time: str
    author: str
    label: str
    source: str
    offset: int
    of: int
    """The change that is undone or redone; else 0."""
    edits: tuple[Edit, ...]
    touched: tuple[Source, ...]
    """Sources as they are since then: how far numbers were given, what was read. No part of undo."""
    holds: tuple[Held, ...] = ()
    """Other journals whose lines came in by this one: a merge."""


class JournalPosition(NamedTuple):
    """A place between two lines of a journal."""

    sequence: int
    """Of the line before it; 0 at the start."""
    offset: int
    """Bytes from the start of the file."""
    sum: str
    """The checksum of the line before it."""


class Header(msgspec.Struct, frozen=True):
    """The first line of a journal."""

    format: str
    version: int
    id: str
    """A UUID."""
    base: str
    """Checksum of the library's file that the journal begins with; empty if there was none."""
    sequence: int = 0
    """Of the last line that was left out when the journal was shortened."""
    prev: str = _FIRST
    """The checksum of that line."""
    origin: Held | None = None
    """The place of another journal that the state is at with which this one begins."""
    sum: str = ""


class EntrySummary(msgspec.Struct, frozen=True):
    """A line without what it changed, to look up lines of a long journal."""

    sequence: int
    kind: str
    of: int
    prev: str
    sum: str
    time: str
    author: str
    label: str
    source: str
    offset: int


class _Wire(msgspec.Struct, frozen=True, omit_defaults=True):
    sequence: int
    kind: str
    time: str
    author: str
    label: str
    source: str
    offset: int
    of: int
    edits: list[tuple[str, str, msgspec.Raw, msgspec.Raw]]
    touched: list[msgspec.Raw]
    prev: str
    holds: tuple[Held, ...] = ()


_header: Final = msgspec.json.Decoder(Header).decode
_brief: Final = msgspec.json.Decoder(EntrySummary).decode
_wire: Final = msgspec.json.Decoder(_Wire).decode
_NOTHING: Final = msgspec.Raw(b"null")


def encode_header(header: Header) -> bytes:
    """The first line, newline included."""
    fields = {key: value for key, value in msgspec.structs.asdict(header).items() if key != "sum"}
    if header.origin is None:
        del fields["origin"]
    return _sealed(_encode(fields))


def decode_header(line: bytes) -> Header:
    """The header in a line. Raises ValueError if it is none or damaged."""
    return _header(_unsealed(line))


def first_line(data: bytes) -> Header | None:
    """Return the header in the first line of a journal, its newline included.

    Returns None if it was never written to its end: power was lost, and no line of the journal was ever acknowledged.
    Raises ValueError if it is damaged or no header.
    """
    whole = data.endswith(b"\n")
    try:
        header = decode_header(data.removesuffix(b"\n"))
        if header.format == FORMAT and whole:
            return header
    except ValueError:
        pass
    if not data.strip(b"\0") or (not whole and len(data) < LONGEST_HEADER):
        return None
    raise ValueError("it is not a header")


def encode_line(line: JournalEntry, prev: str) -> bytes:
    """A line as it is written behind the one with that checksum, newline included."""
    edits = [(edit.table, edit.key, _raw(edit.before), _raw(edit.after)) for edit in line.edits]
    touched = [msgspec.Raw(encode_record(source)) for source in line.touched]
    return _sealed(_encode(_Wire(*line[:8], edits=edits, touched=touched, prev=prev, holds=line.holds)))


def decode_line(data: bytes) -> tuple[JournalEntry, str]:
    """The line in these bytes, without its newline, and the checksum of the one before it.

    Raises ValueError if it is damaged or not understood.
    """
    wire = _wire(_unsealed(data))
    edits = tuple(
        Edit(table, key, _record(table, key, bytes(before)), _record(table, key, bytes(after)))
        for table, key, before, after in wire.edits
    )
    touched = tuple(decode_record("sources", bytes(raw)) for raw in wire.touched)
    line = JournalEntry(
        wire.sequence, wire.kind, wire.time, wire.author, wire.label, wire.source, wire.offset, wire.of, edits,
        tuple(source for source in touched if isinstance(source, Source)), wire.holds,
    )  # fmt: skip
    return line, wire.prev


def decode_brief(data: bytes) -> EntrySummary:
    """The line in these bytes, without what it changed. Raises ValueError if it is damaged."""
    return _brief(_unsealed(data))


def sound(data: bytes) -> bool:
    """Return whether some bytes are a sound line, whatever the line before it is."""
    try:
        decode_brief(data)
    except (ValueError, RecursionError):
        return False
    return True


def encode_promise(journal: str, sequence: int, checksum: str = "") -> bytes:
    """A note that a line of a journal was made durable; always as long, so that a newer one covers it."""
    return _sealed(_encode({"id": journal, "durable": f"{sequence:016}", "line": f"{checksum:8}"}))


def decode_promise(data: bytes, journal: str) -> tuple[int, str]:
    """The sequence and the checksum of that line; 0 if no note is about this journal, "" where none was noted.

    Each line is a note of its own: a version control system may have left two, and an older program the rest of a longer one.
    """
    found = (0, "")
    for note in _notes(data):
        with suppress(ValueError, KeyError):
            if note["id"] == journal:
                found = max(found, (int(note["durable"]), note.get("line", "").strip()))
    return found


def promised_journals(data: bytes) -> set[str]:
    """The ids of the journals with a noted line."""
    return {note["id"] for note in _notes(data) if "id" in note}


def _notes(data: bytes) -> Iterator[dict[str, str]]:
    for line in data.splitlines():
        with suppress(ValueError):
            yield msgspec.json.decode(_unsealed(line), type=dict[str, str])


def sum_of(line: bytes) -> str:
    """The checksum at the end of a line, with or without its newline."""
    return line.rstrip(b"\n")[-10:-2].decode("ascii", "replace")


def _sealed(body: bytes) -> bytes:
    return b'%s,"sum":"%08x"}\n' % (body[:-1], crc32(body))


def _unsealed(line: bytes) -> bytes:
    """A line whose checksum fits. Raises ValueError if it does not."""
    if line[-_TAIL:] != b',"sum":"%08x"}' % crc32(line[:-_TAIL] + b"}"):
        raise ValueError("its checksum does not fit")
    return line


def _raw(record: Record | None) -> msgspec.Raw:
    if record is None:
        return _NOTHING
    require_valid(record)
    return msgspec.Raw(encode_record(record))


def _record(table: str, key: str, raw: bytes) -> Record | None:
    if table not in TYPES:
        raise ValueError(f"there is no table {table}")
    record = None if raw == b"null" else decode_record(table, raw)
    if record is not None and key_of(record) != key:
        raise ValueError("a record does not have the id that it is changed under")
    return record
