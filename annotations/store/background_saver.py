"""Saves in the background.

A thread lives as long as there is something to save, and a moment longer. It is not a daemon: the interpreter waits for it,
so that an orderly exit loses nothing.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from annotations.errors import StoreError

RETRY: Final = 5.0
"""Seconds after which a failed save is tried again."""
LINGER: Final = 0.5
"""Seconds that the thread waits for more to do before it ends."""
GATHER: Final = 0.01
"""Seconds after which the thread looks again whether there is something to do.

It is not woken for each change: to wake it costs more than to make the change, and what comes together is saved
together.
"""


class BackgroundSaver:
    """Makes durable what was submitted, in a thread of its own.

    Both callbacks are called from that thread: ``on_saved(generation)`` once all that was submitted is
    durable, ``on_failed(message)`` each time it could not be made so. They must not wait for a thread that may
    be in `flush` or `close`; an error that they raise is dropped.
    """

    def __init__(
        self,
        work: Callable[[], None],
        on_saved: Callable[[int], None],
        on_failed: Callable[[str], None],
        *,
        rest: Callable[[], None] | None = None,
        retry: float = RETRY,
        gather: float = GATHER,
    ) -> None:
        """A saver by a function that saves all there is, or raises; it starts no thread before the first `submit`.

        ``rest`` is done when there has been nothing to save for `LINGER` seconds, and before `close` returns.
        """
        self._work = work
        self._rest = rest
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._retry = retry
        self._gather = gather
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._wanted = threading.Condition(self._lock)
        """Seconds after which the thread looks for work by itself, because waking it for each change costs as much as saving."""
        self._submitted = 0
        self._durable = 0
        self._attempts = 0
        self._failed = 0
        """The last attempt that failed; 0 if none did."""
        self._failure = ""
        self._working = False
        self._hurry = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def saved(self) -> bool:
        """True if everything that was submitted is durable."""
        with self._changed:
            return self._durable == self._submitted

    @property
    def failure(self) -> str:
        """Why the last attempt failed, in one line; "" if it succeeded."""
        return self._failure

    def submit(self) -> int:
        """Announce that there is something to save; return its generation."""
        with self._lock:
            self._submitted += 1
            self._start()
            if self._failure:
                self._wanted.notify_all()  # It waits longer then, and what was wrong may be right by now.
            return self._submitted

    def hurry(self) -> None:
        """Retry at once what could not be saved."""
        with self._lock:
            if self._durable < self._submitted:
                self._hurry = True
                self._start()
                self._wanted.notify_all()

    def flush(self, timeout: float | None = None) -> None:
        """Wait until everything that was submitted is durable.

        Raises StoreError if saving failed or took longer than the timeout in seconds.
        """
        with self._lock:
            # An attempt that is under way may fail for a reason that is gone by now: only a later one counts.
            wanted, begun = self._submitted, self._attempts
            if self._durable >= wanted:
                return
            here = not self._working and not self._failure
            if here:
                self._begin()
        # The waiting thread does the work itself: handing it to another thread takes longer.
        if here and self._save(wanted):
            return
        with self._changed:
            if self._durable >= wanted:
                return
            self._hurry = True
            self._start()
            self._wanted.notify_all()
            self._changed.wait_for(lambda: self._durable >= wanted or self._failed > begun, timeout)
            if self._durable < wanted:
                raise StoreError(self._failure or "The library is still being written. Wait a moment.")

    def close(self) -> None:
        """Save the rest and end the thread.

        Raises StoreError if it could not be saved.
        """
        try:
            self.flush()
        finally:
            with self._changed:
                self._closed = True
                thread = self._thread
                self._wanted.notify_all()
            if thread is not None and thread is not threading.current_thread():
                thread.join()
            self._closed = False

    def _start(self) -> None:
        """Start the thread if there is none; the caller holds the lock."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="postil-saver")
            self._thread.start()

    def _begin(self) -> None:
        """Begin an attempt, the only one; the caller holds the lock."""
        self._working = True
        self._attempts += 1

    def _run(self) -> None:
        while (generation := self._take()) is not None:
            if not self._save(generation) and not self._wait(generation):
                return
        if self._rest is not None:
            self._rest()

    def _save(self, generation: int) -> bool:
        """Do the work and return whether it succeeded. The caller has marked itself as working."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - a thread that died would lose all that comes after
            message = str(error) if isinstance(error, StoreError) else f"The library cannot be written: {error!r}"
            if isinstance(error, OSError):
                message = f"The library cannot be written: {error.strerror or error}. Saving is retried."
            self._fail(message)
            return False
        self._succeed(generation)
        return True

    def _take(self) -> int | None:
        """Return the newest generation to save; None, and the thread gives up its work, if nothing is left."""
        with self._changed:
            until = time.monotonic() + LINGER
            while True:
                self._wanted.wait_for(lambda: self._hurry or self._closed, self._gather)
                self._changed.wait_for(lambda: not self._working)
                self._hurry = False
                if self._durable < self._submitted:
                    self._begin()
                    return self._submitted
                if self._closed or time.monotonic() > until or not threading.main_thread().is_alive():
                    self._thread = None
                    return None

    def _succeed(self, generation: int) -> None:
        with self._lock:
            self._durable = max(self._durable, generation)
            self._failure = ""
        # Threads in flush() wake after the callback, so they may rely on its having been called.
        with suppress(Exception):
            self._on_saved(generation)
        with self._changed:
            self._working = False
            self._changed.notify_all()

    def _fail(self, message: str) -> None:
        with self._lock:
            self._failure = message
        with suppress(Exception):
            self._on_failed(message)
        with self._changed:
            self._failed = self._attempts
            self._working = False
            self._changed.notify_all()

    def _wait(self, tried: int) -> bool:
        """Wait for the next try, which a newer generation does not wait for; return False if there will be none."""
        with self._changed:
            self._wanted.wait_for(lambda: self._submitted > tried or self._hurry or self._closed, self._retry)
            if self._closed or not threading.main_thread().is_alive():
                self._thread = None
                return False
            return True
