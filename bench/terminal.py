"""A program in a pseudo-terminal, watched from outside: what it writes and when, how long it works, what it holds."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import Self

_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[ -/]*[@-~]|[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78cDEHM])")
_FRAME_GAP = 0.03
"""Seconds without output after which a frame counts as finished: it is written in one go."""
_QUIET = 0.3
"""Seconds without output and without work after which the program counts as idle."""
_IDLE_WORK = 0.015
"""Seconds of processor time within that which are no work: timers, the blinking of a cursor."""
_RECENT = 1 << 18
"""Bytes at the end of the output among which a text is looked for."""


class Terminal:
    """Runs a command until the end of a ``with`` block. Needs Linux's ``/proc``.

    Times are seconds from what happened last (the start, a key, a new size) to the last byte of the frame
    that answers it. They are None if nothing came within the limit. A program that ends raises RuntimeError.
    """

    def __init__(self, command: list[str], columns: int, rows: int) -> None:
        self.received = 0
        """Bytes that the program has written."""
        self._output = bytearray()
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        # Without its byte code the one program would be compiled at each start, and the other, installed, not.
        for name in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE", "LESS", "PAGER"):
            environment.pop(name, None)
        self._happened()
        self._last = self._since
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            # The size must stand before the program asks for it, so the child sets it on its own side.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            try:
                os.execvpe(command[0], command, environment)  # noqa: S606  # No shell is meant.
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    # --- what happens to the program

    def press(self, keys: bytes) -> None:
        """Send what a keyboard sends."""
        self._happened()
        os.write(self._fd, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._happened()
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _happened(self) -> None:
        self._since = time.perf_counter()
        self._mark = len(self._output)

    # --- what it does

    def wait_for(self, text: str, limit: float) -> float | None:
        """Wait until a text and the rest of its frame have come."""
        wanted, end = text.encode(), self._since + limit
        while wanted not in _ESCAPES.sub(b"", bytes(self._output[max(self._mark, len(self._output) - _RECENT) :])):
            if not self._read(end - time.perf_counter()):
                return None
        return self._frame(end)

    def wait_for_frame(self, limit: float, gap: float = _FRAME_GAP) -> float | None:
        """Wait until something has come, and on until nothing does for ``gap`` seconds: an animation to its end."""
        end = self._since + limit
        return self._frame(end, gap) if self._read(limit) else None

    def watch(self, seconds: float) -> None:
        """Take in what comes within a time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def settle(self, limit: float) -> bool:
        """Read on until the program writes nothing and does nothing any more; False if it goes on."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            used = self.cpu()
            if not self._read(_QUIET) and self.cpu() - used <= _IDLE_WORK:
                return True
        return False

    def cpu(self) -> float:
        """Seconds of processor time that the program has used, all its threads together."""
        threads = Path(f"/proc/{self._pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def peak_memory(self) -> float:
        """The most memory the program ever held, in MiB."""
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _frame(self, end: float, gap: float = _FRAME_GAP) -> float | None:
        while self._read(gap):
            if time.perf_counter() > end:
                return None
        return self._last - self._since

    def _read(self, seconds: float) -> bool:
        """Take in what comes within that time; False if nothing does."""
        if seconds <= 0 or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux reports a closed other side as an input/output error.
            data = b""
        if not data:
            said = _ESCAPES.sub(b"", bytes(self._output))[-800:].decode(errors="replace")
            raise RuntimeError(f"the program has ended; it wrote last:\n{said}")
        self._last = time.perf_counter()
        self.received += len(data)
        self._output += data
        return True
