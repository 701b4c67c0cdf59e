"""Save in the background, newest state only.

A writer thread lives as long as there is something to write and ends when all is written. It is no
daemon: the interpreter waits for it, so that leaving the program in any orderly way loses nothing.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from annotations.errors import StoreError
from annotations.store.storage import AtomicStorage
from annotations.store.tables import Snapshot, encode

RETRY: Final = 5.0
"""Seconds after which a failed save is tried again."""


class Saver:
    """Writes snapshots of a library to a storage.

    Both callbacks are called from the writer thread: ``on_saved(generation)`` once a snapshot is durable,
    ``on_failed(message)`` each time one could not be written. They must not wait for a thread that may
    be in `flush` or `close`; an error that they raise is dropped.
    """

    def __init__(
        self,
        storage: AtomicStorage,
        on_saved: Callable[[int], None],
        on_failed: Callable[[str], None],
        *,
        retry: float = RETRY,
    ) -> None:
        """A saver that has nothing to do yet; it starts no thread before the first `submit`."""
        self._storage = storage
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._retry = retry
        self._changed = threading.Condition()
        self._pending: Snapshot | None = None
        self._submitted = 0
        self._durable = 0
        self._failures = 0
        self._failure = ""
        self._hurry = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def saved(self) -> bool:
        """Whether everything that was submitted is on disk."""
        with self._changed:
            return self._durable == self._submitted

    def submit(self, snapshot: Snapshot) -> int:
        """Ask for a snapshot to be written in place of any older one that waits; returns its generation."""
        with self._changed:
            self._pending = snapshot
            self._submitted += 1
            self._start()
            self._changed.notify_all()
            return self._submitted

    def flush(self, timeout: float | None = None) -> None:
        """Wait until everything that was submitted is on disk.

        Raises StoreError if it could not be written, or not within the timeout in seconds.
        """
        with self._changed:
            wanted, failures = self._submitted, self._failures
            if self._durable >= wanted:
                return
            self._hurry = True
            self._start()
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._durable >= wanted or self._failures > failures, timeout)
            if self._durable < wanted:
                raise StoreError(self._failure or "The library is still being written. Wait a moment.")

    def close(self) -> None:
        """Write what is left and end the thread.

        Raises StoreError if it could not be written.
        """
        try:
            self.flush()
        finally:
            with self._changed:
                self._closed = True
                thread = self._thread
                self._changed.notify_all()
            if thread is not None and thread is not threading.current_thread():
                thread.join()

    def _start(self) -> None:
        """Have a thread; the lock is held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="postil-saver")
            self._thread.start()

    def _run(self) -> None:
        while (work := self._take()) is not None:
            snapshot, generation = work
            try:
                self._storage.write(encode(snapshot))
            except Exception as error:  # noqa: BLE001 - a writer that died would lose all that comes after
                message = str(error) if isinstance(error, StoreError) else f"The library cannot be written: {error!r}"
                if not self._fail(snapshot, message):
                    return
            else:
                self._succeed(generation)

    def _take(self) -> tuple[Snapshot, int] | None:
        """The newest snapshot; None, and the thread is given up, if there is none."""
        with self._changed:
            snapshot, self._pending = self._pending, None
            self._hurry = False
            if snapshot is None:
                self._thread = None
                return None
            return snapshot, self._submitted

    def _succeed(self, generation: int) -> None:
        with self._changed:
            self._durable = generation
            self._failure = ""
        # Whoever waits in flush() is woken after the callback and may rely on its having been called.
        with suppress(Exception):
            self._on_saved(generation)
        with self._changed:
            self._changed.notify_all()

    def _fail(self, snapshot: Snapshot, message: str) -> bool:
        """Keep a snapshot for the next try and wait for it; False if there will be none."""
        with suppress(Exception):
            self._on_failed(message)
        with self._changed:
            self._failures += 1
            self._failure = message
            if self._pending is None:
                self._pending = snapshot
                newer = self._submitted
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._submitted > newer or self._hurry or self._closed, self._retry)
            if self._closed or not threading.main_thread().is_alive():
                self._thread = None
                return False
            return True
