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

PATIENCE: Final = 1.0
"""Seconds after which waiting for another writer is given up."""

_PAUSE: Final = 0.002


class WriteLock:
    """Keeps out other threads and other processes; it may be entered again by the thread that holds it."""

    def __init__(self, path: Path) -> None:
        """A guard by a file that is made, with its folder, when it is first needed."""
        self.site: Site | None = None
        """Where the library is, if nothing is to be written elsewhere."""
        self._path = path
        self._name = os.fspath(path)
        self._mutex = threading.RLock()
        self._depth = 0
        self._descriptor = -1
        self._inode = 0
        self._made = False
        """Whether the file was made here, to hold the guard."""
        self._made_folder = False

    @property
    def entered(self) -> bool:
        """Whether this thread holds it, where it is known that one of them does."""
        return self._depth > 0

    def exists(self) -> bool:
        """Whether anybody ever held it."""
        return access.is_there(self._path)

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """Hold the guard; see `enter`."""
        self.enter(patience)
        try:
            yield
        finally:
            self.leave()

    def enter(self, patience: float = PATIENCE) -> None:
        """Take the guard, until `leave` is called as often.

        Raises StoreError if another one holds it for so many seconds, GoneError if the library is not where it was,
        OSError if its file cannot be opened.
        """
        if not self._mutex.acquire(timeout=patience):
            raise self._busy()
        try:
            if not self._depth:
                self._lock(patience)
        except BaseException:
            self._mutex.release()
            raise
        self._depth += 1

    def enter_threads(self) -> None:
        """Keep out other threads alone, until `leave` is called: where the guard's file cannot be opened."""
        self._mutex.acquire()

    def leave(self, *, unused: bool = False) -> None:
        """Give the guard back; ``unused`` says that nothing was written: then no file is left that was made for it."""
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
        """Keep out other threads alone, for what does not touch the file."""
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
        """The word that was left in the guard's file; empty if there is none."""
        try:
            return access.read(self._path)
        except OSError:
            return b""

    def move(self, path: Path) -> None:
        """Go on with the file of a library that is elsewhere."""
        with self._mutex:
            self.close()
            self._path, self._name = path, os.fspath(path)

    def close(self) -> None:
        """Close the file."""
        with self._mutex:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def _lock(self, patience: float) -> None:
        until = time.monotonic() + patience
        while True:
            if self._descriptor < 0:
                self._descriptor = self._open()
                self._inode = os.fstat(self._descriptor).st_ino
            if self._try() and self._current():
                return
            if time.monotonic() > until:
                raise self._busy()
            time.sleep(_PAUSE)

    def _open(self) -> int:
        """Open the file, which is made if there is none. Raises OSError, and GoneError if the library is not where it was."""
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
        """Take away what was made to hold the guard, while it is held: another process that waits makes it again."""
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
        """Take the lock of the system if it is free."""
        if sys.platform != "win32":
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                # Where a file system has no locks, the checksums of lines and files are what is left.
                return error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EINTR}
        return True

    def _current(self) -> bool:
        """Whether the file is still the one that others would lock."""
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
                # Over a network even this can fail; what was done in this turn is done, and closing gives it back.
                self.close()

    def _busy(self) -> StoreError:
        return StoreError(f"Another postil is writing the library in {self._path.parent}. Try again in a moment.")
