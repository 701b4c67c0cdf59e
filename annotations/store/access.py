"""Opens every file of a library, because in a folder from another person anything may have their names.

No link is followed, from the folder ``.postil`` down to the file; what is no regular file is neither read nor written;
nothing is read that is larger than such a file can be, and nothing blocks. What the user named may be a link.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from errno import EACCES, ELOOP, EMLINK, EPERM, EROFS
from pathlib import Path
from typing import BinaryIO, Final

from annotations.errors import ReadOnlyError, StoreError
from annotations.store.paths import BACKUPS, CODEBOOK, DRAFTS, FILE, FOLDER, JOURNAL, JOURNAL_LOCK, LOCK, TEXTS

LARGEST: Final = 1 << 29
"""Bytes of the largest file that is read or written."""

_SMALLER: Final = {LOCK: 1 << 16, JOURNAL_LOCK: 1 << 16, CODEBOOK: 1 << 22, DRAFTS: 1 << 26}
"""Bytes of the largest file of a name, where that is less."""

_ENDINGS: Final = (".json", ".jsonl", ".txt.z")
"""Of the names of backups and kept texts."""

_FILES: Final = (FILE, JOURNAL, JOURNAL_LOCK, LOCK, CODEBOOK, DRAFTS)

_FORBIDDEN: Final = {EACCES, EPERM, EROFS}

_PIECE: Final = 1 << 20

_LISTED: Final = 4
"""Largest number of messages about refused files."""

_UNFOLLOWED: Final = sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


_ELSEWHERE: Final = "is in iCloud and not on this machine"


class Refused(OSError):  # noqa: N818 - nothing failed: it is not wanted
    """Raised if a file or folder of a library is not opened for its kind, size or mode. Its text is one line for the user."""

    def __init__(self, path: str | os.PathLike[str], why: str, advice: str = "") -> None:
        """For a path: ``why`` says what it is, such as *is a link*, ``advice`` what to do."""
        super().__init__(EPERM, why, os.fspath(path))
        self._advice = advice or ("Download it." if why == _ELSEWHERE else "Move it away.")

    def __str__(self) -> str:
        return f"{self.filename} {self.strerror} and is not opened: the library is read-only. {self._advice}"


def forbidden(error: OSError, path: Path) -> ReadOnlyError | None:
    """Return the error for the user if ``error`` means that a library may not be written; None for other errors."""
    if isinstance(error, Refused):
        return ReadOnlyError(str(error))
    if error.errno in _FORBIDDEN:
        where = error.filename or path
        return ReadOnlyError(f"The library cannot be written: {error.strerror}: {where}. Check its permissions.")
    return None


def unreadable(error: OSError, what: str) -> StoreError:
    """Return the error for the user if a file, named by ``what``, cannot be read."""
    if isinstance(error, Refused):
        return StoreError(str(error))
    return StoreError(f"{what} cannot be read: {error.strerror or error}. Check what it is, and its permissions.")


def check(path: Path) -> None:
    """Raise Refused if a file, or a folder that it is in, may not be opened as one of a library; it need not be there."""
    name = os.fspath(path)
    for folder in _folders(name):
        if why := _why_no_folder(folder):
            raise Refused(folder, why)
    if why := _why_no_file(name):
        raise Refused(name, why)


def open_file(path: Path, flags: int) -> int:
    """A descriptor of a file of a library; one that is made is for its owner alone. Raises Refused or another OSError."""
    check(path)
    try:
        descriptor = os.open(path, flags | _UNFOLLOWED, 0o600)
    except OSError as error:
        if error.errno in {ELOOP, EMLINK}:
            raise Refused(path, "is a link") from error
        raise
    # It may have become something else since it was looked at.
    if why := _why_no_content(os.fstat(descriptor), path.name):
        os.close(descriptor)
        raise Refused(path, why)
    return descriptor


def reader(path: Path) -> BinaryIO:
    """A file of a library, to be read. Raises Refused or another OSError."""
    return os.fdopen(open_file(path, os.O_RDONLY), "rb")


def read(path: Path) -> bytes:
    """The bytes of a file of a library. Raises Refused or another OSError."""
    most = _SMALLER.get(path.name, LARGEST)
    with reader(path) as file:
        # So much room is made as is asked for, before anything is read.
        data = file.read(os.fstat(file.fileno()).st_size + 1)
        while len(data) <= most and (more := file.read(_PIECE)):
            data += more  # it has grown since
    if len(data) > most:
        raise Refused(path, _too_large(most))
    return data


def make_folder(path: Path, *, parents: bool = True) -> None:
    """Make a folder of a library for the owner alone, by default with those above it. Raises Refused or another OSError."""
    name = os.fspath(path)
    for folder in (*_folders(name), name):
        if why := _why_no_folder(folder):
            raise Refused(folder, why)
    path.mkdir(mode=0o700, parents=parents, exist_ok=True)


def listed(folder: Path) -> list[Path]:
    """Paths in a folder of a library; empty if the folder is not there or cannot be read."""
    name = os.fspath(folder)
    if any(map(_why_no_folder, (*_folders(name), name))):
        return []
    try:
        return [*folder.iterdir()]
    except OSError:
        return []


def is_file(path: Path) -> bool:
    """Return whether a regular file is at a path, and not a link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Return whether anything is at a path, including a broken link."""
    return os.path.lexists(path)


def refused(home: Path) -> list[Refused]:
    """Return the entries of a library's folder, which need not exist, that are not opened.

    What others alone may read, such as the drafts and the kept texts of a colleague, is none of it.
    """
    return list(_refused(os.fspath(home)))


def lines_of(found: Iterable[Refused], problems: Iterable[str]) -> list[str]:
    """A line for each file or folder that is not opened, unless some problem is about it; few lines for very many."""
    lines = [str(one) for one in found if not any(one.filename in problem for problem in problems)]
    if len(lines) <= _LISTED:
        return lines
    more = len(lines) - _LISTED + 1
    return [*lines[: _LISTED - 1], f"{more} more files of the library are not opened: it is read-only."]


def _refused(home: str) -> Iterator[Refused]:
    if why := _why_no_folder(home):
        yield Refused(home, why)
        return
    yield from _unreadable(home, os.R_OK | os.X_OK)
    for name in _FILES:
        path = os.path.join(home, name)  # noqa: PTH118 - as in annotations.store.files
        if why := _why_no_file(path):
            yield Refused(path, why)
        elif name != DRAFTS:
            yield from _unreadable(path, os.R_OK)
    for name in (BACKUPS, TEXTS):
        path = os.path.join(home, name)  # noqa: PTH118 - as above
        if why := _why_no_folder(path):
            yield Refused(path, why)
            continue
        for entry in _entries(path):
            if why := _why_no_file(entry):
                yield Refused(entry, why)


def _unreadable(path: str, mode: int) -> Iterator[Refused]:
    if os.path.lexists(path) and not os.access(path, mode):
        yield Refused(path, "is not yours to read", "Check its permissions.")


def _entries(folder: str) -> list[str]:
    """Paths in a folder with a name that may be opened."""
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(_ENDINGS)]  # noqa: PTH118, PTH208 - as above
    except OSError:
        return []


def _folders(path: str) -> Iterator[str]:
    """The folders that a file is in and that came with the library: from ``.postil`` down."""
    # A relative path may begin with it: then what comes before it ends at -1.
    at = f"{os.sep}{path}".rfind(f"{os.sep}{FOLDER}{os.sep}") - 1
    while at > -2 and (at := path.find(os.sep, at + 1)) >= 0:
        yield path[:at]


def _why_no_folder(path: str) -> str:
    """Name the thing at a path that should be a folder; `""` if a folder or nothing is there."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return ""
    return "" if stat.S_ISDIR(mode) else f"is {_kind(mode)}"


def _why_no_file(path: str) -> str:
    """Name the thing at a path that should be a file; `""` if a file or nothing is there."""
    try:
        found = os.lstat(path)
    except OSError:
        folder, name = os.path.split(path)
        # iCloud leaves it in the place of a file that it has moved away.
        return _ELSEWHERE if os.path.lexists(os.path.join(folder, f".{name}.icloud")) else ""  # noqa: PTH118 - as above
    return _why_no_content(found, os.path.basename(path))  # noqa: PTH119 - as above


def _why_no_content(found: os.stat_result, name: str) -> str:
    """Return the reason why a directory entry cannot be a file of a library; `""` if it can."""
    if not stat.S_ISREG(found.st_mode):
        return f"is {_kind(found.st_mode)}"
    most = _SMALLER.get(name, LARGEST)
    return _too_large(most) if found.st_size > most else ""


def _too_large(most: int) -> str:
    return f"is larger than {most >> 10:,} KiB"


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISLNK, "a link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISREG, "a file"),
    )
    return next((name for test, name in kinds if test(mode)), "a device")
