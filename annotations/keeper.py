"""Keep a library on disk: who may write, what is still to be written, what has been."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from annotations.errors import ReadOnlyError, StoreError
from annotations.place import LOCK
from annotations.store.lock import Lock
from annotations.store.saver import Saver
from annotations.store.storage import AtomicStorage
from annotations.store.tables import Snapshot


class Keeper:
    """Saves a library after each change.

    ``on_saved(time of day)`` and ``on_failed(message)`` are called from a thread of their own.
    """

    def __init__(self, storage: AtomicStorage, snapshot: Callable[[], Snapshot], read_only: str) -> None:
        """A keeper of what snapshot() gives; with a reason to be read-only it never writes."""
        self.on_saved: Callable[[str], None] | None = None
        self.on_failed: Callable[[str], None] | None = None
        self._storage = storage
        self._snapshot = snapshot
        self._read_only = read_only
        self._lock = Lock(storage.path.with_name(LOCK))
        self._saver = Saver(storage, self._report_saved, self._report_failed)
        self._begun = False
        self._touched = False

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self._saver.saved

    def begin(self) -> None:
        """Make sure that this process may write.

        Raises ReadOnlyError if the library is read-only, or another process writes it or has written it.
        """
        if self._read_only:
            raise ReadOnlyError(self._read_only)
        if not self._begun:
            try:
                self._lock.acquire()
                self._storage.check()
            except StoreError as error:
                self._lock.release()
                raise ReadOnlyError(str(error)) from error
            self._begun = True

    def submit(self) -> None:
        """Save everything as it is now, in the background."""
        self._touched = False
        self._saver.submit(self._snapshot())

    def touch(self) -> None:
        """Something changed that can wait for the next save."""
        self._touched = True

    def flush(self) -> None:
        """Wait until everything is on disk. Raises StoreError if it cannot be written."""
        if self._touched and not self._read_only:
            self._touched = False
            # What was only read can be forgotten where somebody else writes; what was changed cannot.
            with suppress(ReadOnlyError):
                self.begin()
                self.submit()
        self._saver.flush()

    def close(self) -> None:
        """Write what is left and let go of the library. Raises StoreError if it cannot be written."""
        try:
            self.flush()
        finally:
            try:
                self._saver.close()
            finally:
                self._lock.release()
                self._begun = False

    def _report_saved(self, _generation: int) -> None:
        if self.on_saved is not None:
            self.on_saved(datetime.now().astimezone().strftime("%H:%M:%S"))

    def _report_failed(self, message: str) -> None:
        if self.on_failed is not None:
            self.on_failed(message)
