"""The end from outside: a signal, or a terminal that is gone. What was done is kept, and it does not take long."""

import os
import signal
import threading
from typing import TYPE_CHECKING, Final

from tui.terminal.host import Host

if TYPE_CHECKING:
    from types import FrameType

_PATIENCE: Final = 1.4
"""Seconds that the orderly end may take."""

_LAST_PATIENCE: Final = 0.4
"""Seconds more in which what is not on disk yet is written."""

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM") if hasattr(signal, name)
)


class Shutdown:
    """Ends the program in good order, and by force if it does not get there: when nobody reads the terminal, say."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._asked = threading.Event()
        self.code = 0
        """The exit code that was asked for; 0 as long as none was."""

    def watch(self) -> None:
        """From now on until the process ends, take the signals. One that is ignored stays ignored."""
        # Started here: a signal may come while another thread is being started, and then no second one can be.
        threading.Thread(target=self._force_exit, name="postil-ending", daemon=True).start()
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def ask(self, code: int) -> None:
        """End with an exit code; asking again changes nothing. From any thread."""
        if self.code:
            return
        self.code = code
        self._asked.set()
        self._host.call_soon(self.leave)

    def leave(self) -> None:
        """Keep what is being written and leave, if the end was asked for."""
        if not self.code:
            return
        try:
            self._host.keep_place()
        finally:
            self._host.leave(self.code)

    def _on_signal(self, number: int, _: "FrameType | None") -> None:
        # A terminal that another process has by now must not stop this one when it gives it back.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        self.ask(128 + number)

    def _force_exit(self) -> None:
        """When the end has been asked for and does not come, bring it about."""
        self._asked.wait()
        threading.Event().wait(_PATIENCE)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        keeping = threading.Thread(target=self._host.save_everything, name="postil-keeping", daemon=True)
        keeping.start()
        keeping.join(_LAST_PATIENCE)
        self._host.restore_terminal()
        os._exit(self.code)
