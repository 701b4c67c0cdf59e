"""The line that shows, on a terminal, that a verb is at work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Event, RLock, Thread
from time import monotonic
from typing import Final

PATIENCE: Final = 1.0
"""Seconds of work without output before a progress is shown."""

SHOW_EVERY: Final = 0.1
"""Seconds between two updates of a progress."""


class Progress:
    """Shows how far a verb is while it writes nothing, in a line that is removed before anything is written.

    A thread keeps it going while the work reports nothing.
    """

    def __init__(self, draw: Callable[[str], object]) -> None:
        """Make one that is shown by ``draw``, which replaces what is in the line of the cursor."""
        self.lock = RLock()
        """Held while something is written to the terminal."""
        self._draw = draw
        self._began = monotonic()
        self._due = self._began + PATIENCE
        """When the line is shown next; never while the cursor is in a line that has text, or the reader of a pipe shows its own."""
        self._share: float | None = None
        self._count: Callable[[], float] = lambda: 0.0
        self._counted, self._counted_at = 0.0, 0.0
        """The last share that was counted, and when it became so much."""
        self._shown = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Show it as soon as it is due, and remove it at the end."""
        ended = Event()
        thread = Thread(target=self._run, args=(ended,), name="progress", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._due = inf
            ended.set()
            thread.join()
            self.give_way(at_line_start=True)

    def _run(self, ended: Event) -> None:
        while not ended.wait(SHOW_EVERY):
            self._show()

    def watch(self, count: Callable[[], float]) -> None:
        """Call ``count``, in the thread, for the share of the sources that has been read, as long as it grows."""
        self._count = count

    def tell(self, share: float | None) -> None:
        """Show which share of the sources has been read, from 0 to 1; with None it is counted, if there is something to count."""
        self._share = share
        self._show()

    def _show(self) -> None:
        # The work does not wait for the thread, nor this for a terminal that is not read.
        if monotonic() < self._due or not self.lock.acquire(blocking=False):
            return
        try:
            self._due = max(self._due, monotonic() + SHOW_EVERY)
            self._shown = True  # From now on an interrupt removes it.
            share = self._counted_share() if self._share is None else self._share
            seconds = monotonic() - self._began
            self._draw(f"working · {seconds:.0f} s" if share is None else f"reading the sources · {100 * share:.0f} %")
        finally:
            self.lock.release()

    def _counted_share(self) -> float | None:
        """Return the share that has been read; None if no source was read for a moment: something else is done."""
        share, now = self._count(), monotonic()
        if share != self._counted:
            self._counted, self._counted_at = share, now
        return share if now < self._counted_at + PATIENCE else None

    def give_way(self, *, at_line_start: bool) -> None:
        """Remove the line for what is written now; it comes back after a pause if the cursor is then at the start of a line."""
        with self.lock:
            self._due = monotonic() + PATIENCE if at_line_start else inf
            if self._shown:
                self._shown = False
                self._draw("")
