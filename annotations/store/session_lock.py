"""Advisory lock: one running program per library. The system releases it if the process dies."""

import errno
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from annotations.errors import GoneError, StoreError
from annotations.store import access
from annotations.store.codec import now
from annotations.store.library_folder import Site, make_folder

if sys.platform != "win32":
    import fcntl

_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


class Holder(msgspec.Struct, frozen=True):
    """The process that holds a lock, as recorded in the lock's file."""

    pid: int
    host: str
    since: str
    """RFC 3339 in UTC."""

    @property
    def here(self) -> bool:
        """True if it is a process of this machine."""
        return self.host == socket.gethostname()

    def description(self) -> str:
        """Describe the process in words."""
        return f"process {self.pid} on {self.host}, since {self.since[:16].replace('T', ' ')} UTC"


class SessionLock:
    """An advisory lock on a file beside the library; the file itself stays, and names the holder."""

    def __init__(self, path: Path, site: Site | None = None) -> None:
        """A lock that is not held yet; with a site it is only ever made there."""
        self._path = path
        self._site = site
        self._descriptor = -1

    @property
    def held(self) -> bool:
        """True if it is held here."""
        return self._descriptor >= 0

    def taken(self) -> str:
        """Return why the lock is taken, in one line; empty if it is free or held here. Changes nothing."""
        if self.held:
            return ""
        try:
            descriptor = access.open_file(self._path, os.O_RDWR)
        except OSError:
            return ""
        try:
            return self._in_the_way(descriptor, insist=False)
        finally:
            os.close(descriptor)

    def acquire(self, *, insist: bool = False) -> None:
        """Take the lock; nothing happens if it is held here already.

        If ``insist``, a process of another machine that may be gone is passed over. Where there is no room for its file,
        or the library is not where it was, it is not held afterwards, and may be tried again. Raises StoreError if
        another process holds it or its file cannot be written.
        """
        if self.held:
            return
        try:
            make_folder(self._path.parent, self._site)
            descriptor = access.open_file(self._path, os.O_RDWR | os.O_CREAT)
        except GoneError:
            return
        except access.Refused as error:
            raise StoreError(str(error)) from error
        except OSError as error:
            if error.errno in _FULL:
                return
            raise StoreError(
                f"The library in {self._path.parent} cannot be written: {error.strerror}. Check its permissions."
            ) from error
        problem = self._in_the_way(descriptor, insist=insist)
        if problem:
            os.close(descriptor)
            raise StoreError(problem)
        self._descriptor = descriptor
        with suppress(OSError):  # the lock holds even if the disk is full
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, msgspec.json.encode(Holder(os.getpid(), socket.gethostname(), now())) + b"\n", 0)

    def move(self, path: Path, *, same: bool) -> None:
        """Go on with the file at another path: the one that is held, if it is the ``same``; else it is released."""
        if not same:
            self.release()
        self._path = path

    def release(self) -> None:
        """Give the lock back; nothing happens if it is not held."""
        if self.held:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1

    def _in_the_way(self, descriptor: int, *, insist: bool) -> str:
        """Take the lock of the system, or return in one line which process holds it; empty on success."""
        free = _flock(descriptor)
        try:
            holder = msgspec.json.decode(os.pread(descriptor, 1000, 0), type=Holder)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            holder = None
        if free is False or (free is None and holder is not None and holder.here and _alive(holder.pid)):
            who = holder.description() if holder else "unknown process"
            return f"Another postil ({who}) is writing this library; it is open read-only here."
        if holder is None or holder.here or insist:
            return ""
        # A lock does not always reach over a network: only the content of the file is known.
        return f"Another postil ({holder.description()}) may be writing this library; it is open read-only here."


def _flock(descriptor: int) -> bool | None:
    """Take the system's lock: whether it was free; None where the file system has no locks."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return pid != os.getpid()
