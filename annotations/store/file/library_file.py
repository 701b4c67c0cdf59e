"""The library's file: one JSON object that the stock TinyDB opens, replaced whole or not at all."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import asdict

from annotations.errors import NewerError, StoreError
from annotations.store import access
from annotations.store.file.migrations import VERSION, intact, migrate
from annotations.store.file.salvage import newest_version
from annotations.store.file.snapshot import Loaded, Snapshot, decode, decode_fast, is_number, rows
from annotations.store.files import FileState, state_of, sync_folder, write_beside
from annotations.store.journal.format import Held
from annotations.store.library_folder import Site, make_folder
from annotations.text.conflict_markers import conflicted

FORMAT: Final = "postil"

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Documents by table and document id, as TinyDB has them."""

_BLANK: Final = b"0" * 64
_SUM: Final = b'"checksum":"'
_META: Final = 4096
"""Bytes at the start of the file that contain all of ``meta``."""

_encode: Final = msgspec.json.Encoder().encode


class AtomicStorage:
    """A TinyDB storage that never leaves a half-written file behind.

    TinyDB asks for ``read``, ``write`` and ``close``. Its base class only says so, and is not worth importing TinyDB.

    The table ``meta`` is its own: one document with the format, its version and a checksum over the whole
    file, made on each write and verified on each read. Write errors leave the old file as it is.
    """

    def __init__(self, path: Path) -> None:
        """A storage in a file that need not exist; its folder is made when something is written."""
        self.path = path
        self.site: Site | None = None
        """Location that limits where files may be written; None for no limit."""
        self.seen: FileState | None = None
        """The file as it was when it was last read or written here; None if there was none."""
        self.meta: dict[str, Any] = {}
        """The document of ``meta`` as it was last read or written here; empty if there was no file."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, ``meta`` included, as the present version has them; None if there is no file.

        Raises StoreError if the file cannot be read, is damaged, or was made by a newer version.
        """
        data = self._bytes()
        return None if data is None else self._verified(data)

    def close(self) -> None:
        """Nothing is held open between calls."""

    def load(self) -> Loaded:
        """The records in the file, none if there is no file. Raises StoreError like `read`.

        What postil wrote itself is decoded straight into records; anything else is looked at one by one.
        """
        data = self._bytes()
        if data is None:
            self.meta = {}
            return decode({})
        return self.take(data)

    def take(self, data: bytes) -> Loaded:
        """The records in bytes that such a file may have, from wherever they come. Raises StoreError like `read`."""
        meta = _own_meta(data)
        loaded = decode_fast(data) if meta is not None and meta.get("checked") is True else None
        if loaded is not None and meta is not None:
            self.meta = meta
            return loaded
        return decode(self._verified(data))

    def peek(self) -> dict[str, Any] | None:
        """The document of ``meta`` in the file as it is now, unverified; None if it is not where we write it."""
        try:
            with access.reader(self.path) as file:
                found = _meta_line(file.read(_META))
        except OSError:
            return None
        return found if found.get("format") == FORMAT else None

    def changed(self) -> bool:
        """Return whether the file is not the one that was last read or written here."""
        return state_of(self.path) != self.seen

    def look(self) -> None:
        """Record the present state of the file, so that only a later change counts as one."""
        self.seen = state_of(self.path)

    def write(self, data: Tables) -> None:
        """Replace the file by these tables; it is on disk when this returns.

        Raises StoreError if it could not be written, or if the file is not the one that was last read
        or written here; then the old file is still there, unchanged.
        """
        meta = dict(next(iter(data.get("meta", {}).values()), {}))
        try:
            encoded = {
                name: [(key, _encode(table[key])) for key in sorted(table, key=int)]
                for name, table in data.items()
                if name != "meta"
            }
        except (TypeError, ValueError, RecursionError) as error:
            raise self._unwritable(error) from error
        self._put(encoded, {**meta, "checked": False}, nullcontext())

    def checkpoint(
        self,
        snapshot: Snapshot,
        journal: Mapping[str, object],
        around: AbstractContextManager[object],
        holds: Iterable[Held] = (),
    ) -> None:
        """Replace the file by a snapshot that holds all of a journal up to a place, and others up to those in `holds`.

        ``around`` is entered when the new file lies beside the old one and has to take its place; it
        may raise StoreError. Raises StoreError like `write`.
        """
        try:
            encoded = rows(snapshot)
        except (TypeError, ValueError, RecursionError) as error:
            raise self._unwritable(error) from error
        self._put(encoded, meta_of(snapshot, journal, holds), around)

    def error(self, reason: str, advice: str, kind: type[StoreError] = StoreError) -> StoreError:
        """Return a message about the file, in one line."""
        return kind(f"The library {self.path} {reason}. {advice}")

    def _put(
        self,
        tables: Mapping[str, Iterable[tuple[str, bytes]]],
        meta: dict[str, Any],
        around: AbstractContextManager[object],
    ) -> None:
        content, meta = sealed(tables, meta, generation(self.meta) + 1)
        temporary: Path | None = None
        try:
            make_folder(self.path.parent, self.site)
            temporary = write_beside(self.path, content)
            with around:
                if state_of(self.path) not in (None, self.seen):
                    advice = "Leave postil and open it again to go on with the file as it is now."
                    raise self.error("was changed by another program", advice)  # noqa: TRY301 - the lines below clean up
                temporary.replace(self.path)
                self.look()
            sync_folder(self.path.parent)
        except BaseException as error:
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink()
            if isinstance(error, access.Refused):
                raise StoreError(str(error)) from error
            if isinstance(error, OSError):
                reason = f"cannot be written: {error.strerror or error}"
                raise self.error(reason, "Make room or permit writing; saving is retried.") from error
            raise
        self.meta = meta

    def content(self) -> bytes:
        """All bytes of the file, whatever they are; empty if there are none. Raises StoreError if it cannot be read."""
        return self._bytes(known=False) or b""

    def conflicted(self) -> bool:
        """Return whether the file has conflict markers; not if it cannot be read."""
        with suppress(StoreError):
            return conflicted(self.content())
        return False

    def _bytes(self, *, known: bool = True) -> bytes | None:
        try:
            if known:
                self.look()
            return access.read(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise access.unreadable(error, f"The library {self.path}") from error

    def _verified(self, data: bytes) -> dict[str, dict[str, Any]]:
        """The tables in some bytes, in any layout. Raises StoreError if they are not those of an intact library."""
        tables = self._parse(data)
        meta: dict[str, Any] = next(iter(tables.get("meta", {}).values()), {})
        version = meta.get("version")
        if meta.get("format") != FORMAT or not isinstance(version, int):
            raise self.error("is not a library of postil", "It is left as it is; move it away to start again.")
        self._refuse_newer(version)
        if not (intact(tables, version) if version < VERSION else _own_meta(data) or _fits(tables)):
            advice = "It is left as it is; postil check --repair repairs it."
            raise self.error("was damaged or changed by hand: its checksum does not fit", advice)
        self.meta = meta
        return migrate(tables, version)

    def _refuse_newer(self, version: int) -> None:
        """Raise NewerError if a format has a higher version than this program knows."""
        if version > VERSION:
            reason = f"has format version {version}, newer than {VERSION}"
            raise self.error(reason, "Update postil to open it.", NewerError)

    def _parse(self, data: bytes) -> dict[str, dict[str, Any]]:
        advice = "It is left as it is; postil check --repair repairs it."
        try:
            tables = msgspec.json.decode(data, type=dict[str, dict[str, dict[str, Any]]])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            self._refuse_newer(newest_version(data))  # With conflict markers: merging would leave out what is unknown.
            reason = "is empty" if not data.strip(b"\0 \n") else "is damaged: it is not a table of records"
            raise self.error(reason, advice) from error
        if not all(is_number(key) for table in tables.values() for key in table):
            raise self.error("is damaged: a record has no number", advice)
        return tables

    def _unwritable(self, error: Exception) -> StoreError:
        return self.error(f"cannot hold a record: {error}", "Undo the last change.")


def meta_of(snapshot: Snapshot, journal: Mapping[str, object], holds: Iterable[Held]) -> dict[str, Any]:
    """What ``meta`` says of a snapshot: the place in a journal that it is at, and the places of others that it includes."""
    meta = {"checked": not snapshot.kept, "journal": dict(journal), "last_source": snapshot.last_source}
    meta["counting"] = snapshot.counting
    if others := [asdict(one) for one in holds]:
        meta["holds"] = others
    return meta


def generation(meta: Mapping[str, Any]) -> int:
    """How often a file was written."""
    found = meta.get("generation")
    return found if isinstance(found, int) else 0


def sealed(
    tables: Mapping[str, Iterable[tuple[str, bytes]]], meta: Mapping[str, Any], number: int
) -> tuple[bytes, dict[str, Any]]:
    """The bytes of a file that is written for the ``number``-th time, and its whole ``meta``."""
    whole = {**meta, "checksum": _BLANK.decode(), "format": FORMAT, "version": VERSION, "generation": number}
    content, whole["checksum"] = _sealed(tables, whole)
    return content, whole


def _sealed(tables: Mapping[str, Iterable[tuple[str, bytes]]], meta: Mapping[str, Any]) -> tuple[bytes, str]:
    """The file's bytes, one record a line so that versions can be compared, and their checksum.

    The checksum covers all bytes of the file, with zeros in its own place.
    """
    parts = [b'"meta": {\n"1": ' + _encode(meta) + b"\n}"]
    for name, documents in tables.items():
        lines = [b'"%s": %s' % (key.encode(), document) for key, document in documents]
        parts.append(_encode(name) + b": {\n" + b",\n".join(lines) + b"\n}")
    content = b"{\n" + b",\n".join(parts) + b"\n}\n"
    at = content.index(_SUM) + len(_SUM)
    checksum = _digest(content, at)
    return content[:at] + checksum.encode() + content[at + 64 :], checksum


def _fits(tables: Tables) -> bool:
    """Return whether tables that another program formatted have the content that was written, by their checksum."""
    meta = next(iter(tables["meta"].values()))
    encoded = {
        name: [(key, _encode(document)) for key, document in table.items()]
        for name, table in tables.items()
        if name != "meta"
    }
    return _sealed(encoded, {**meta, "checksum": _BLANK.decode()})[1] == meta.get("checksum")


def _own_meta(data: bytes) -> dict[str, Any] | None:
    """The document of ``meta`` in bytes that were laid out here and are as they were written; else None."""
    at = data.find(_SUM, 0, _META) + len(_SUM)
    if at < len(_SUM) or data[at : at + 64].decode("ascii", "replace") != _digest(data, at):
        return None
    meta = _meta_line(data[:_META])
    return meta if meta.get("format") == FORMAT and meta.get("version") == VERSION else None


def _meta_line(head: bytes) -> dict[str, Any]:
    """The document of ``meta`` at the start of a file; empty if it is not where it is written here."""
    try:
        return msgspec.json.decode(head.split(b"\n", 3)[2].removeprefix(b'"1": '), type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, IndexError):
        return {}


def _digest(content: bytes, at: int) -> str:
    """SHA-256 of the file's bytes, with zeros for the checksum at offset ``at``."""
    from hashlib import sha256

    view = memoryview(content)
    digest = sha256(view[:at])
    digest.update(_BLANK)
    digest.update(view[at + 64 :])
    return digest.hexdigest()
