"""A short lock: a program holds it only while it writes to the journal."""

import errno
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final

from annotations.errors import StoreError
from annotations.store import access
from annotations.store.library_folder import Site, make_folder

if sys.platform != "win32":
    import fcntl

TRIES = 500
"""Number of tries to take the lock from another writer, a second of them on a machine that has time for this process.

They are counted, because a process that gets no time, or was stopped, has not waited.
"""

_PAUSE: Final = 0.002
"""Seconds between two tries."""


class WriteLock:
    """Excludes other threads and processes; the thread that holds it may enter again."""

    def __init__(self, path: Path) -> None:
        """Create a lock on a file that is created, with its folder, at the first `enter`."""
        self.site: Site | None = None
        """Location that limits where files may be written; None for no limit."""
        self._path = path
        self._name = os.fspath(path)
        self._mutex = threading.RLock()
        self._depth = 0
        self._descriptor = -1
        self._inode = 0
        self._made = False
        """True if this process created the file."""
        self._made_folder = False

    @property
    def entered(self) -> bool:
        """True if a thread of this process holds it. The caller knows which."""
        return self._depth > 0

    def exists(self) -> bool:
        """Return whether its file exists: some process has held it."""
        return access.is_there(self._path)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; see `enter`."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def enter(self) -> None:
        """Take the lock, until `leave` is called as often.

        Raises StoreError if another one holds it for `TRIES` tries, GoneError if the library is not where it was,
        OSError if its file cannot be opened.
        """
        at_once = self._mutex.acquire(blocking=False)
        if not at_once and not any(self._mutex.acquire(timeout=_PAUSE) for _ in range(TRIES)):
            raise self._busy()
        try:
            if not self._depth:
                self._lock()
        except BaseException:
            self._mutex.release()
            raise
        self._depth += 1

    def enter_threads(self) -> None:
        """Exclude other threads only, until `leave` is called: for a lock whose file cannot be opened."""
        self._mutex.acquire()

    def leave(self, *, unused: bool = False) -> None:
        """Release the lock. With ``unused`` nothing was written: a file that was created for it is deleted."""
        try:
            if self._depth == 1:
                if unused:
                    self._unmake()
                self._unlock()
        finally:
            # Entering for threads alone does not count as a hold; it is always the outermost call.
            self._depth = max(0, self._depth - 1)
            self._mutex.release()

    def threads(self) -> AbstractContextManager[bool]:
        """Exclude other threads only, for work that does not touch the file."""
        return self._mutex

    def write_down(self, data: bytes) -> None:
        """Write data into the lock's file, if it is open and can be written, without waiting until it is on disk."""
        with self._mutex:
            try:
                if self._descriptor >= 0:
                    os.pwrite(self._descriptor, data, 0)
            except OSError:
                return

    def written_down(self) -> bytes:
        """Return the content of the lock's file; empty if there is none."""
        try:
            return access.read(self._path)
        except OSError:
            return b""

    def move(self, path: Path) -> None:
        """Use the file at another path from now on."""
        with self._mutex:
            self.close()
            self._path, self._name = path, os.fspath(path)

    def close(self) -> None:
        """Close the file."""
        with self._mutex:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def _lock(self) -> None:
        for _ in range(TRIES):
            if self._descriptor < 0:
                self._descriptor = self._open()
                self._inode = os.fstat(self._descriptor).st_ino
            if self._try() and self._current():
                return
            time.sleep(_PAUSE)
        raise self._busy()

    def _open(self) -> int:
        """Open the file, or create it. Raises OSError, and GoneError if the library is not where it was."""
        folder = self._path.parent
        self._made_folder = self._made_folder or not access.is_there(folder)
        make_folder(folder, self.site)
        try:
            return access.open_file(self._path, os.O_RDWR)
        except FileNotFoundError:
            pass
        try:
            descriptor = access.open_file(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            return access.open_file(self._path, os.O_RDWR)
        except OSError:
            self._remove_folder()
            raise
        self._made = True
        return descriptor

    def _unmake(self) -> None:
        """Delete the file that was created for the lock while it is held; a process that waits creates it again."""
        if self._made:
            with suppress(OSError):
                self._path.unlink()
                self.close()
                self._remove_folder()
        self._made = False

    def _remove_folder(self) -> None:
        if self._made_folder:
            with suppress(OSError):  # something was put there meanwhile
                self._path.parent.rmdir()
                if self.site is not None:
                    self.site.unmade()
        self._made_folder = False

    def _try(self) -> bool:
        """Take the lock of the operating system if it is free."""
        if sys.platform != "win32":
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                # Where a file system has no locks, the checksums of lines and files are what is left.
                return error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EINTR}
        return True

    def _current(self) -> bool:
        """Return whether the file is still the one that others would lock."""
        try:
            if os.stat(self._name).st_ino == self._inode:  # noqa: PTH116 - as in annotations.store.files
                return True
        except OSError:
            pass
        self.close()
        return False

    def _unlock(self) -> None:
        if sys.platform != "win32" and self._descriptor >= 0:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            except OSError:
                # Over a network even this can fail; what was done in this turn is done, and closing releases the lock.
                self.close()

    def _busy(self) -> StoreError:
        return StoreError(f"Another postil is writing the library in {self._path.parent}. Try again in a moment.")
