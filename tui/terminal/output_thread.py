"""What the program writes to its terminal, by a thread, so that a terminal that nobody reads holds nothing up."""

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from tui.terminal.sanitizer import sanitize
from tui.terminal.sgr import SgrOptimizer

_LOOK: Final = 0.2
"""Seconds between looks whether a terminal that is not read is still worth waiting for."""

_PIECE: Final = 512
"""Bytes that a terminal takes without blocking once it takes any."""

_PLAIN: Final = "\x1b[0m"
"""Has the terminal draw with no style, whatever it was in the middle of."""


class TerminalWriter:
    """A way to the terminal that never waits for it and holds no more than painting everything anew would cost.

    Textual's own holds thirty writes and then holds up the program. When more than ``room()`` characters wait
    here, they are dropped, for what they would paint is out of date by the time it could be seen; ``repaint()``
    is called from the thread once the terminal reads again.
    """

    def __init__(self, descriptor: int, room: Callable[[], int], repaint: Callable[[], None]) -> None:
        """An outlet to the terminal of a file descriptor."""
        self._room = room
        self._repaint = repaint
        self._descriptor, self._own = _unblocked(descriptor)
        self._optimizer = SgrOptimizer()
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._size = 0
        self._behind = False
        """Whether something was dropped, so that the screen is not what the program takes it for."""
        self._ended = False
        self._given_up = False
        self._thread = threading.Thread(target=self._run, name="postil-terminal", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Have some text written in its turn, unless the terminal is too far behind."""
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
        """Drop nothing from now on: what comes gives the terminal back."""
        with self._changed:
            self._behind = False

    def stop(self, patience: float) -> bool:
        """Write what waits and end, within some seconds. Returns whether all of it was written."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join(patience)
        self._given_up = True
        return not self._thread.is_alive()

    def force(self, text: str) -> None:
        """Write something at once, past all that waits, as far as the terminal takes it. From any thread."""
        self._given_up = True
        with suppress(OSError, ValueError):
            if select.select([], [self._descriptor], [], 0)[1]:
                os.write(self._descriptor, (_PLAIN + text).encode()[:_PIECE])

    def close(self) -> None:
        """Let go of the terminal, unless the thread still hangs on it."""
        if self._own and not self._thread.is_alive():
            self._own = False
            os.close(self._descriptor)

    def _run(self) -> None:
        while (text := self._next()) is not None:
            try:
                self._send(sanitize(self._optimizer.optimize(text)).encode("utf-8", "replace"))
            except (OSError, ValueError):
                return  # The terminal is gone, which who reads from it finds out and deals with.

    def _next(self) -> str | None:
        """All that waits; None when there will be no more."""
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
                with suppress(BlockingIOError):
                    data = data[os.write(self._descriptor, data if self._own else data[:_PIECE]) :]


def _unblocked(descriptor: int) -> tuple[int, bool]:
    """A descriptor of the same terminal that never blocks, and whether it is our own.

    Opened anew: what is set on one that was inherited is set for the shell as well.
    """
    try:
        flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        return os.open(os.ttyname(descriptor), flags), True
    except OSError:
        return descriptor, False
