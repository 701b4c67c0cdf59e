"""A program in a pseudo-terminal, watched from outside: what it writes, how long it works, what it holds."""

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
"""Seconds without output or work after which the program counts as idle."""
_TICK = 1 / os.sysconf("SC_CLK_TCK")
"""The smallest piece of processor time that the system reports, in seconds."""
_PATIENCE = 30.0
"""Seconds after which a program that shows nothing is given up."""


class Terminal:
    """Runs a command until the end of a ``with`` block. Needs Linux's ``/proc``."""

    def __init__(self, command: list[str], columns: int, rows: int) -> None:
        self.received = 0
        """Bytes that the program has written."""
        self._output = bytearray()
        self._started = self._last = time.perf_counter()
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        # Without its byte code the one program would be compiled at each start, and the other, installed, not.
        for name in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
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

    def wait_for(self, text: str) -> float:
        """Wait until a text and the rest of its frame were received; the seconds from the start to its last byte.

        Raises RuntimeError, with what the program wrote, if it does not come.
        """
        wanted = text.encode()
        while wanted not in _ESCAPES.sub(b"", bytes(self._output)):
            self._read_on(f"{text!r} does not appear")
        while self._read(_FRAME_GAP):
            pass
        return self._last - self._started

    def wait_for_more(self) -> None:
        """Wait for one more frame, whole: a key sent into the middle of it may have no frame of its own."""
        self._read_on("there is no answer to a key")
        while self._read(_FRAME_GAP):
            pass

    def settle(self) -> None:
        """Read on until the program writes nothing and does nothing any more.

        Raises RuntimeError if it never rests.
        """
        end = time.perf_counter() + _PATIENCE
        while time.perf_counter() < end:
            used = self.cpu()
            if not self._read(_QUIET) and self.cpu() - used <= _TICK:
                return
        raise RuntimeError("the program never comes to rest")

    def press(self, keys: bytes) -> None:
        """Send what a keyboard sends."""
        os.write(self._fd, keys)

    def cpu(self) -> float:
        """Seconds of processor time that the program has used, all its threads together."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * _TICK

    def peak_memory(self) -> int:
        """The most memory the program ever held, in KiB."""
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0])

    def _read_on(self, complaint: str) -> None:
        if not self._read(_PATIENCE):
            raise RuntimeError(self._told(complaint))

    def _read(self, seconds: float) -> bool:
        """Take in what comes within that time; False if nothing does. Raises RuntimeError if the program has ended."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux reports a closed other side as an input/output error.
            data = b""
        if not data:
            raise RuntimeError(self._told("the program has ended"))
        self._last = time.perf_counter()
        self.received += len(data)
        self._output += data
        return True

    def _told(self, complaint: str) -> str:
        shown = _ESCAPES.sub(b"", bytes(self._output))[-800:].decode(errors="replace")
        return f"{complaint}; it wrote last:\n{shown}"
