"""One writer a library: a lock that the system takes back when its holder ends, however it ends."""

import os
import sys
from pathlib import Path

from annotations.errors import StoreError

if sys.platform != "win32":
    import fcntl


class Lock:
    """An advisory lock on a file beside the library; the file itself stays."""

    def __init__(self, path: Path) -> None:
        """A lock that is not held yet."""
        self._path = path
        self._descriptor = -1

    def acquire(self) -> None:
        """Take the lock; nothing happens if it is held here already.

        Raises StoreError if another process holds it or its file cannot be written.
        """
        if self._descriptor >= 0:
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"The library in {self._path.parent} cannot be written: {error.strerror}. Check its permissions."
            ) from error
        try:
            if sys.platform != "win32":
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            os.close(descriptor)
            raise StoreError(
                f"Another postil (process {holder or 'unknown'}) is writing this library. Close it first."
            ) from error
        except OSError:
            pass  # some network file systems have no locks; the check for a replaced file still stands
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; nothing happens if it is not held."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
