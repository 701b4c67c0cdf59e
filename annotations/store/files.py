"""Writes files atomically."""

import os
import stat
from contextlib import suppress
from errno import EFBIG, EIO, ENOSPC
from pathlib import Path

from msgspec import Struct

from annotations.store.access import LARGEST, check, open_file


class FileState(Struct, frozen=True):
    """Identity and state of a file, to notice that it was changed or replaced."""

    inode: int
    size: int
    modified: int
    """Nanoseconds."""


def state_of(file: Path | int) -> FileState | None:
    """Return the current state of a file by its path or a descriptor; None if there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116 - this is asked before each change, and Path takes twice as long
    except OSError:
        return None
    return FileState(found.st_ino, found.st_size, found.st_mtime_ns)


def append(descriptor: int, data: bytes, size: int) -> None:
    """Append data to a file of a size, all of it or nothing. Raises OSError."""
    if size + len(data) > LARGEST:
        raise OSError(EFBIG, os.strerror(EFBIG))  # it could not be read again
    try:
        if os.write(descriptor, data) < len(data):
            raise OSError(ENOSPC, os.strerror(ENOSPC))  # noqa: TRY301 - like any other error of a write
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, size)
        raise


def write_beside(target: Path, content: bytes) -> Path:
    """Write a temporary file beside another one, with its mode, flush it to disk and read it back.

    Raises OSError, and then leaves nothing behind: Refused if the target is no file of a library.
    """
    check(target)
    if len(content) > LARGEST:
        raise OSError(EFBIG, os.strerror(EFBIG))
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mode = 0o600
    descriptor = open_file(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            temporary.chmod(mode)  # the process's umask must not take rights away from an existing file
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            if file.read() != content:
                raise OSError(EIO, "read back other bytes than were written")  # noqa: TRY301 - see below
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def replace_file(target: Path, content: bytes) -> None:
    """Replace a file atomically and durably. Raises OSError."""
    temporary = write_beside(target, content)
    try:
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, and its own name, where the system lets a folder be opened. Raises OSError."""
    # The folder may be new, too: its name is in the folder above.
    for one in (folder, folder.parent):
        with suppress(PermissionError):
            descriptor = os.open(one, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
