"""A program in a pseudo-terminal, measured from outside: output, times, processor time and memory."""

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
"""Seconds without output after which a frame counts as finished."""
_QUIET = 0.3
"""Seconds without output and work after which the program counts as idle."""
_IDLE_WORK = 0.015
"""Seconds of processor time in `_QUIET` that do not count as work: timers, a blinking cursor."""
_RECENT = 1 << 18
"""Bytes at the end of the output that are searched for a text."""


class Terminal:
    """Runs a command until the end of a ``with`` block. Needs Linux's ``/proc``.

    Times are seconds from the last input (start, key, resize) to the last byte of the frame that answers it; None if
    nothing came within the limit. Raises RuntimeError if the program exits.
    """

    def __init__(self, command: list[str], columns: int, rows: int) -> None:
        self.received = 0
        """Bytes of output so far."""
        self.worked = 0.0
        """Processor time of the first thread in seconds at the last byte of output."""
        self._output = bytearray()
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        # Without cached byte code postil would be compiled at each start, but not the installed programs.
        for name in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE", "LESS", "PAGER"):
            environment.pop(name, None)
        self._happened()
        self._last = self._since
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            # Set by the child, so that the size is known before the program asks for it.
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

    # --- input

    def press(self, keys: bytes) -> None:
        """Send the bytes of keys."""
        self._happened()
        os.write(self._fd, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Resize the terminal."""
        self._happened()
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _happened(self) -> None:
        self._since = time.perf_counter()
        self._mark = len(self._output)

    # --- output

    def wait_for(self, text: str, limit: float) -> float | None:
        """Wait for a text and the rest of its frame."""
        wanted, end = text.encode(), self._since + limit
        while wanted not in _ESCAPES.sub(b"", bytes(self._output[max(self._mark, len(self._output) - _RECENT) :])):
            if not self._read(end - time.perf_counter()):
                return None
        return self._frame(end)

    def wait_for_frame(self, limit: float, gap: float = _FRAME_GAP) -> float | None:
        """Wait for output that ends with `gap` seconds of silence, such as an animation."""
        end = self._since + limit
        return self._frame(end, gap) if self._read(limit) else None

    def watch(self, seconds: float) -> None:
        """Read output for some seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def settle(self, limit: float) -> bool:
        """Read output until the program is idle. Return False if it is not within `limit` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            used = self.cpu()
            if not self._read(_QUIET) and self.cpu() - used <= _IDLE_WORK:
                return True
        return False

    def cpu(self) -> float:
        """Return the processor time of all threads in seconds."""
        threads = Path(f"/proc/{self._pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def own_cpu(self) -> float:
        """Return the processor time of the first thread in seconds."""
        return int(Path(f"/proc/{self._pid}/schedstat").read_text().split()[0]) / 1e9

    def memory(self) -> float:
        """Return the resident memory of the program in MiB."""
        return self._status("VmRSS:")

    def peak_memory(self) -> float:
        """Return the largest resident memory of the program so far in MiB."""
        return self._status("VmHWM:")

    def _status(self, name: str) -> float:
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(status.partition(name)[2].split()[0]) / 1024

    def _frame(self, end: float, gap: float = _FRAME_GAP) -> float | None:
        while self._read(gap):
            if time.perf_counter() > end:
                return None
        return self._last - self._since

    def _read(self, seconds: float) -> bool:
        """Read available output, waiting up to `seconds`. Return False if there is none."""
        if seconds <= 0 or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux reports a closed other side as an input/output error.
            data = b""
        if not data:
            last = _ESCAPES.sub(b"", bytes(self._output))[-800:].decode(errors="replace")
            raise RuntimeError(f"the program has exited; its last output:\n{last}")
        self._last, self.worked = time.perf_counter(), self.own_cpu()
        self.received += len(data)
        self._output += data
        return True
