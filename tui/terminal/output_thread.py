"""Writes output in a thread, so that a terminal that is not read blocks nothing."""

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from tui.terminal.sanitizer import sanitize
from tui.terminal.sgr import SgrOptimizer

_LOOK: Final = 0.2
"""Seconds between two checks whether to give up on a terminal that is not read."""

_PIECE: Final = 512
"""Bytes that a writable terminal takes without blocking."""

_PLAIN: Final = "\x1b[0m"
"""Resets the style, and ends an unfinished sequence."""


class TerminalWriter:
    """Queue of output that never blocks and never holds more than a full repaint.

    If more than ``room()`` characters wait, all are dropped, since they are out of date by the time they could be seen.
    ``repaint()`` is called from the thread once the terminal reads again.
    """

    def __init__(self, descriptor: int, room: Callable[[], int], repaint: Callable[[], None]) -> None:
        """Start the thread that writes to the terminal of `descriptor`."""
        self._room = room
        self._repaint = repaint
        self._descriptor, self._own = _unblocked(descriptor)
        self._optimizer = SgrOptimizer()
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._size = 0
        self._behind = False
        """Whether output was dropped, so that the screen must be repainted."""
        self._ended = False
        self._given_up = False
        self._writing = threading.Lock()
        """Held for each write. No write blocks, and none begins after `give_up`."""
        self._thread = threading.Thread(target=self._run, name="postil-terminal", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Queue `text`, or drop the queue if the terminal is too far behind."""
        with self._changed:
            if self._behind or self._ended:
                return
            if self._waiting and self._size + len(text) > self._room():
                self._waiting.clear()
                self._size = 0
                self._behind = True
                return
            self._waiting.append(text)
            self._size += len(text)
            self._changed.notify()

    def take_all(self) -> None:
        """Accept output again after a drop: the sequences that restore the terminal must be written."""
        with self._changed:
            self._behind = False

    def stop(self, patience: float) -> bool:
        """Write the queue and stop, within `patience` seconds. Returns whether all was written."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join(patience)
        self._given_up = True
        return not self._thread.is_alive()

    def give_up(self) -> None:
        """Write nothing of the queue any more. Callable from any thread."""
        with self._writing:
            self._given_up = True

    def force(self, text: str) -> None:
        """Write `text` at once, past the queue, as far as the terminal takes it. Callable from any thread."""
        self.give_up()
        with suppress(OSError, ValueError):
            if select.select([], [self._descriptor], [], 0)[1]:
                os.write(self._descriptor, (_PLAIN + text).encode()[:_PIECE])

    def close(self) -> None:
        """Close the descriptor, unless the thread still uses it."""
        if self._own and not self._thread.is_alive():
            self._own = False
            os.close(self._descriptor)

    def _run(self) -> None:
        while (text := self._next()) is not None:
            try:
                self._send(sanitize(self._optimizer.optimize(text)).encode("utf-8", "replace"))
            except (OSError, ValueError):
                return  # The terminal is gone; the input thread notices that and ends the program.

    def _next(self) -> str | None:
        """Wait for output and return all of it; None after `stop`."""
        with self._changed:
            while not self._waiting:
                if self._behind:
                    self._behind = False
                    self._repaint()
                if self._ended:
                    return None
                self._changed.wait()
            text = "".join(self._waiting)
            self._waiting.clear()
            self._size = 0
            return text

    def _send(self, data: bytes) -> None:
        while data and not self._given_up:
            if select.select([], [self._descriptor], [], _LOOK)[1]:
                with self._writing, suppress(BlockingIOError):
                    if not self._given_up:
                        data = data[os.write(self._descriptor, data if self._own else data[:_PIECE]) :]


def _unblocked(descriptor: int) -> tuple[int, bool]:
    """Return a non-blocking descriptor of the same terminal, and whether it was opened here."""
    # Flags of an inherited descriptor are shared with the shell, so the terminal is opened a second time.
    try:
        flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        return os.open(os.ttyname(descriptor), flags), True
    except OSError:
        return descriptor, False
