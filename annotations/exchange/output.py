"""Writes what an exporter makes: to a stream, or as files in a folder, and never over a file that it did not write.

A folder that was written to has a file, `MANIFEST`, with the hash of each file that is ours. A file that is not named in
it, or that was changed since, stays as it is, unless the exporter can put its part into what is there.

The user names the folder; the one among the library's own files is made by `exports_folder`, which follows no link.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import BinaryIO, Final, NamedTuple

import msgspec

from annotations.errors import StoreError, UsageError
from annotations.store import access

MANIFEST: Final = ".postil-export.json"
"""File that names the files of an export in their folder that only exports have written, with their hashes."""

EXPORTS: Final = "exports"
"""Folder for exports among the library's own files."""

_LARGEST: Final = 1 << 26
"""Bytes of the largest file that is read to put a new part into it."""


class OutputFile(NamedTuple):
    """A file that an exporter makes."""

    name: str
    """Path in the folder of the export, with `/`."""
    pieces: Iterable[bytes]
    update: Callable[[bytes], bytes | None] | None = None
    """Returns the new contents of a file that is there and was changed, from its contents; None to leave it."""


class Written(NamedTuple):
    """Result of writing to a folder."""

    files: int
    """Number of files that are up to date."""
    kept: list[str]
    """Names of files that were left as they are, because another hand wrote or changed them."""


class _Manifest(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    files: dict[str, str] = msgspec.field(default_factory=dict)


def exports_folder(home: Path) -> Path:
    """Make the folder for exports among a library's own files, and return it. Raises StoreError if it cannot be one."""
    folder = home / EXPORTS
    try:
        access.make_folder(folder)
    except access.Refused as error:
        # The library itself may well be written.
        raise StoreError(f"{folder} {error.strerror}, and nothing is exported to it. Move it away.") from error
    except OSError as error:
        raise access.forbidden(error, folder) or StoreError(f"{folder} cannot be made: {error.strerror}.") from error
    return folder


def write_folder(folder: Path, format_name: str, files: Iterable[OutputFile]) -> Written:
    """Write files to a folder, which is made if need be. Raises UsageError if it belongs to another export, and StoreError."""
    manifest = _manifest(folder)
    if manifest.format not in ("", format_name):
        raise UsageError(f"{folder} has an export as {manifest.format}. Choose another folder.")
    manifest.format = format_name
    count, kept = 0, []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for file in files:
                if _write(folder, manifest, file):
                    count += 1
                else:
                    kept.append(file.name)
        finally:
            with replacing(folder / MANIFEST) as out:
                out.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
    except OSError as error:
        where = error.filename or folder
        raise StoreError(f"{where} cannot be written: {error.strerror or error}. Choose another place.") from error
    return Written(count, kept)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a new file that replaces `target` if the block ends without an error. Raises OSError."""
    # Without the name, which may be as long as the file system permits.
    temporary = target.with_name(f".{token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write(folder: Path, manifest: _Manifest, file: OutputFile) -> bool:
    """Write a file. Returns whether it is ours now: False if it was left as it is."""
    path = _inside(folder, file.name)
    there = _hash(path)
    pieces: Iterable[bytes] = file.pieces
    shared = False
    if there is not None and there != manifest.files.get(file.name):
        old = path.read_bytes() if access.is_file(path) and path.stat().st_size <= _LARGEST else None
        new = file.update(old) if file.update is not None and old is not None else None
        if new is None:
            return False
        pieces, shared = [new], True
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256()
    with replacing(path) as out:
        for piece in pieces:
            digest.update(piece)
            out.write(piece)
    if shared:
        # Its hash would make it ours alone, and the next export would replace what a person wrote in it.
        manifest.files.pop(file.name, None)
    else:
        manifest.files[file.name] = digest.hexdigest()
    return True


def _inside(folder: Path, name: str) -> Path:
    """Return the path of a file in a folder. Raises StoreError if a link leads out of it."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise ValueError(f"not a name in a folder: {name!r}")
    path, top = folder / pure, folder.resolve()
    if not path.parent.resolve().is_relative_to(top):
        raise StoreError(f"{path} leads out of {folder} by a link and is not written.")
    return path


def _hash(path: Path) -> str | None:
    """Return the hash of what is at a path: None if nothing is there, `""` if it is no regular file."""
    if not access.is_there(path):
        return None
    if not access.is_file(path):
        return ""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _manifest(folder: Path) -> _Manifest:
    """Return what is known of an earlier export to a folder. A manifest that cannot be read names no file."""
    path = folder / MANIFEST
    try:
        if not access.is_file(path) or path.stat().st_size > _LARGEST:
            return _Manifest("")
        return msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return _Manifest("")
