"""Exit on a signal or a lost terminal, within two seconds and without losing changes."""

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Final

from tui.terminal.host import Host

if TYPE_CHECKING:
    from types import FrameType

_TURN: Final = 0.02
"""Seconds between two looks whether the process has ended: on a busy machine each takes longer, and so may the exit."""

_PATIENCE: Final = 70
"""Turns that an orderly exit may take: 1.4 seconds of a machine that has time for the process."""

_LAST_PATIENCE: Final = 20
"""Further turns to write unsaved changes before the process is ended."""

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM") if hasattr(signal, name)
)


class Shutdown:
    """Requests an orderly exit, and forces it if the program does not exit in time."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._asked = threading.Event()
        self.code = 0
        """The requested exit code; 0 if none."""

    def watch(self) -> None:
        """Install the signal handlers. An ignored signal stays ignored."""
        # Not started in the handler: a signal may interrupt the start of another thread, which holds a lock.
        threading.Thread(target=self._force_exit, name="postil-ending", daemon=True).start()
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def ask(self, code: int) -> None:
        """Request an exit with `code`. Later requests are ignored. Callable from any thread."""
        if self.code:
            return
        self.code = code
        self._asked.set()
        self._host.call_soon(self.leave)

    def leave(self) -> None:
        """Save the state and exit, if an exit was requested."""
        if not self.code:
            return
        try:
            self._host.keep_place()
        finally:
            self._host.leave(self.code)

    def _on_signal(self, number: int, _: "FrameType | None") -> None:
        # If another process has the terminal, restoring it must not stop this process.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        self.ask(128 + number)

    def _force_exit(self) -> None:
        """Wait for a request; if the process still runs after `_PATIENCE`, save, restore the terminal and exit."""
        self._asked.wait()
        for _ in range(_PATIENCE):
            time.sleep(_TURN)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        keeping = threading.Thread(target=self._host.save_everything, name="postil-keeping", daemon=True)
        keeping.start()
        for _ in range(_LAST_PATIENCE):
            keeping.join(_TURN)
        self._host.restore_terminal()
        os._exit(self.code)
