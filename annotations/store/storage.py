"""The library's file: one JSON object that the stock TinyDB opens, replaced whole or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb.storages import Storage

from annotations.errors import StoreError

FORMAT: Final = "postil"
VERSION: Final = 1
"""Of the file's format. A file with a higher one is not read."""

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Documents by table and document id, as TinyDB has them."""

FileState = tuple[int, int, int]
"""Inode, size and time of modification of a file, to see whether somebody else replaced it."""

_encode: Final = msgspec.json.Encoder(order="deterministic").encode


class AtomicStorage(Storage):
    """A TinyDB storage that never leaves a half-written file behind.

    The table ``meta`` is its own: one document with the format, its version and a checksum over all
    other tables, made on each write and verified on each read. Write errors leave the old file as it is.
    """

    def __init__(self, path: Path) -> None:
        """A storage in a file that need not exist; its folder is made when something is written."""
        self.path = path
        self.seen: FileState | None = None
        """The file as it was when it was last read or written here; None if there was none."""

    def state(self) -> FileState | None:
        """The file as it is now; None if there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, ``meta`` included; None if there is no file.

        Raises StoreError if the file cannot be read, is damaged, or was made by a newer version.
        """
        try:
            self.seen = self.state()
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._error(f"cannot be read: {error.strerror}", "Check its permissions.") from error
        tables = self._parse(data)
        self._verify(tables)
        return tables

    def write(self, data: Tables) -> None:
        """Replace the file by these tables; it is on disk when this returns.

        Raises StoreError if it could not be written, or if the file is not the one that was last read
        or written here; then the old file is still there, unchanged.
        """
        self.check()
        try:
            content = _serialise(data)
            target = Path(os.path.realpath(self.path))
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(target, content)
        except OSError as error:
            reason = f"cannot be written: {error.strerror or error}"
            raise self._error(reason, "Make room or permit writing; it is tried again.") from error
        except (TypeError, ValueError, RecursionError) as error:
            raise self._error(f"cannot hold a record: {error}", "Undo the last change.") from error
        self.seen = self.state()

    def check(self) -> None:
        """Raise StoreError if somebody else wrote the file since it was last read or written here."""
        if self.state() not in (None, self.seen):
            advice = "Leave postil and open it again to go on with what is there now."
            raise self._error("was changed by another program", advice)

    def _parse(self, data: bytes) -> dict[str, dict[str, Any]]:
        advice = "It is left as it is; restore it from a copy, or move it away to start anew."
        try:
            tables = msgspec.json.decode(data, type=dict[str, dict[str, dict[str, Any]]])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            reason = "is empty" if not data.strip(b"\0 \n") else "is damaged: it is not a table of records"
            raise self._error(reason, advice) from error
        if not all(key.isascii() and key.isdecimal() for table in tables.values() for key in table):
            raise self._error("is damaged: a record has no number", advice)
        return tables

    def _verify(self, tables: Tables) -> None:
        meta = next(iter(tables.get("meta", {}).values()), {})
        version = meta.get("version")
        if meta.get("format") != FORMAT or not isinstance(version, int):
            raise self._error("is not a library of postil", "It is left as it is; move it away to start anew.")
        if version > VERSION:
            raise self._error(f"has format version {version}, newer than {VERSION}", "Update postil to open it.")
        if meta.get("checksum") != _checksum(tables):
            advice = "It is left as it is; restore the last good copy of it."
            raise self._error("was damaged or changed by hand: its checksum does not fit", advice)

    def _error(self, reason: str, advice: str) -> StoreError:
        return StoreError(f"The library {self.path} {reason}. {advice}")


def _lines(tables: Tables) -> Iterator[tuple[str, str, bytes]]:
    """Table, document id and encoded document of all records but ``meta``, in a fixed order."""
    for name in sorted(tables):
        if name != "meta":
            for key in sorted(tables[name], key=int):
                yield name, key, _encode(tables[name][key])


def _digest(lines: Iterator[tuple[str, str, bytes]]) -> str:
    from hashlib import sha256  # brings OpenSSL with it, which the first screen does not need

    digest = sha256()
    for name, key, line in lines:
        digest.update(b"%s\t%s\t%s\n" % (name.encode(), key.encode(), line))
    return digest.hexdigest()


def _checksum(tables: Tables) -> str:
    """SHA-256 over all records but ``meta``, however the file is laid out."""
    return _digest(_lines(tables))


def _serialise(tables: Tables) -> bytes:
    """The file's bytes: a JSON object with one record a line, so that versions can be compared."""
    lines = list(_lines(tables))
    meta = {"format": FORMAT, "version": VERSION, "checksum": _digest(iter(lines))}
    written = {"meta": [b'"1": ' + _encode(meta)]}
    for name in sorted(tables):
        if name != "meta":
            written[name] = []
    for name, key, line in lines:
        written[name].append(b'"%s": %s' % (key.encode(), line))
    parts = [_encode(name) + b": {\n" + b",\n".join(rows) + b"\n}" for name, rows in written.items()]
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _replace(target: Path, content: bytes) -> None:
    """Put a file in the place of another, durably: the one or the other is there at any time."""
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mode = 0o600
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            temporary.chmod(mode)  # the process's umask must not take rights away from an existing file
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system lets a folder be opened."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
