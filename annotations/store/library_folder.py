"""Folder in which the files of a library are written, identified by device and inode instead of its path."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from annotations.errors import GoneError
from annotations.store import access

_SEARCH_EVERY: Final = 5.0
"""Seconds between two searches of a parent folder: it may be large, and each of its folders costs a system call."""

_MOST: Final = 5_000
"""Folders that one search looks at."""


class _Identity(Struct, frozen=True):
    device: int
    inode: int


class Site:
    """The folder of sources and, in it or apart from it, the folder of the library's own files.

    Once either was there, nothing is written unless it is the same one: a folder that was renamed, deleted or
    unmounted is never made again at its old path.
    """

    def __init__(self, folder: Path, home: Path, *, hold: bool = False) -> None:
        """Take both as they are now. ``hold`` keeps `folder` open, so that it is found again after a rename."""
        self._hold = hold
        self._descriptor = -1
        self.pin(folder, home)

    def pin(self, folder: Path, home: Path) -> None:
        """Take these folders, as they are now, for those of the library."""
        self.close()
        self.folder, self.home = folder, home
        self._folder, self._home = _identity(folder), _identity(home)
        self._apart = not home.is_relative_to(folder)
        self._next_search = 0.0
        if self._hold and self._folder is not None:
            # An open folder also keeps its inode from being given to another one.
            with suppress(OSError):
                self._descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))

    def move(self, folder: Path, home: Path) -> None:
        """Set the new paths of both folders after they were renamed."""
        self.folder, self.home = folder, home

    def is_at(self, folder: Path) -> bool:
        """Return whether a path leads to the folder of sources that was opened."""
        return self._folder is not None and _identity(folder) == self._folder

    def is_home(self, folder: Path) -> bool:
        """Return whether a path leads to the library's own folder, as it was when it was last written to."""
        return self._home is not None and _identity(folder) == self._home

    def missing(self) -> str:
        """Return the reason why nothing can be written, in one line; `""` if both folders are where they were.

        Costs one system call.
        """
        if self._home is not None:
            found = _identity(self.home)
            if found == self._home:
                return ""
            if self._apart or _identity(self.folder) == self._folder:
                what = "is gone: it was renamed or deleted" if found is None else "is not the one that was opened"
                return f"The folder {self.home} {what}."
        elif self._apart or self._folder is None:
            return ""
        there = _identity(self.folder)
        if there is None:
            return f"The folder {self.folder} is gone: it was renamed, deleted or unmounted."
        if there == self._folder:
            return ""
        return f"The folder {self.folder} is not the one that was opened: that was renamed, deleted or unmounted."

    def make(self) -> None:
        """Make the library's own folder, unless it is there.

        Raises GoneError if it was there and is not any more, OSError if it cannot be made.
        """
        if problem := self.missing():
            raise GoneError(problem)
        if self._home is None:
            access.make_folder(self.home, parents=self._apart or self._folder is None)
            self._home = _identity(self.home)

    def unmade(self) -> None:
        """Take in that the library's own folder, which `make` made, was removed again because nothing was written."""
        self._home = None

    def find(self) -> Path | None:
        """Return the current path of the folder of sources; None if it is not found."""
        candidates = self._search() if self._folder is not None and not self._apart else iter(())
        return next((path for path in candidates if self.is_at(path)), None)

    def close(self) -> None:
        """Release the folder."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _search(self) -> Iterator[Path]:
        if self._descriptor >= 0:
            with suppress(OSError):
                yield Path(f"/proc/self/fd/{self._descriptor}").readlink()
            with suppress(OSError, ImportError, AttributeError, ValueError):
                yield _path_of(self._descriptor)
        if time.monotonic() >= self._next_search:
            self._next_search = time.monotonic() + _SEARCH_EVERY
            yield from _renamed(self.folder)


def _identity(path: Path) -> _Identity | None:
    """The folder at a path; None if there is none, or it cannot be reached."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as in annotations.store.files
    except OSError:
        return None
    return _Identity(found.st_dev, found.st_ino)


def _path_of(descriptor: int) -> Path:
    """The path of an open folder where the system gives it by F_GETPATH (macOS)."""
    import fcntl

    return Path(os.fsdecode(fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))  # type: ignore[attr-defined,unused-ignore]


def _renamed(folder: Path) -> Iterator[Path]:
    """Return paths where a folder may be if one part of its path was renamed: beside the first part that is gone."""
    rest = Path(folder.name)
    for above in folder.parents:
        if above.is_dir():
            break
        rest = Path(above.name) / rest
    tail = rest.parts[1:]
    try:
        with os.scandir(above) as listing:
            for _, child in zip(range(_MOST), listing, strict=False):
                if child.is_dir(follow_symlinks=False):
                    yield Path(child.path, *tail)
    except OSError:
        return


def make_folder(folder: Path, site: Site | None) -> None:
    """Make the library's own folder, or one in it; without a site any folder, with those above it.

    Raises GoneError as `Site.make`, and OSError: Refused if a link or anything else is in its place.
    """
    if site is None:
        access.make_folder(folder)
        return
    site.make()
    access.make_folder(folder, parents=False)


def open_here(path: Path, descriptor: int, site: Site | None) -> BinaryIO:
    """Open a file of the library to read; by a descriptor, if there is one, where the library is not where it was.

    Raises OSError, and GoneError if there is none.
    """
    missing = site.missing() if site is not None else ""
    if missing and descriptor < 0:
        raise GoneError(missing)
    return os.fdopen(os.dup(descriptor), "rb") if missing else access.reader(path)
