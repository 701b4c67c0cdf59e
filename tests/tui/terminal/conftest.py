"""The program in a terminal of its own: a process on a pseudo terminal, with real bytes both ways."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from annotations.library import Library

ROOT = Path(__file__).parents[3]

PATIENCE = 60.0
"""Seconds after which something that was waited for is given up."""

SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: cursor, colours, modes
    r"|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1bP[^\x1b]*\x1b\\"  # DCS
    r"|\x1b[=>78()][B0]?"
)
"""What the program itself may send beside text."""


class Terminal:
    """A process on a pseudo terminal, and what it has written."""

    def __init__(self, process: "subprocess.Popen[bytes]", master: int) -> None:
        self.process = process
        self.output = ""
        self._master = master

    def read(self, seconds: float) -> bool:
        """Take what is written within some seconds; False if there will be no more."""
        waiting = select.poll()  # `select` itself takes no descriptor above 1,023
        waiting.register(self._master, select.POLLIN)
        if not waiting.poll(seconds * 1000):
            return True
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # Linux says EIO when the other side is closed.
            return False
        self.output += data.decode("utf-8", "replace")
        return bool(data)

    def wait(self, pattern: str, since: int = 0) -> int:
        """Wait until a pattern stands in what is shown, and return where the output ends."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if re.search(pattern, SEQUENCE.sub("", self.output[since:])):
                return len(self.output)
            if not self.read(0.05):
                break
        raise AssertionError(f"{pattern!r} did not come; the end was {self.output[-600:]!r}")

    def press(self, keys: str | bytes) -> None:
        """Send keys, or any bytes, of which the program must take those before the next few thousand come."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def told(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.process.pid, number)

    def close(self) -> None:
        """Take the terminal away."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    @property
    def text(self) -> str:
        """What was written without the sequences that the program itself may send."""
        return SEQUENCE.sub("", self.output)

    @property
    def sequences(self) -> list[str]:
        """Those sequences."""
        return SEQUENCE.findall(self.output)

    @property
    def attributes(self) -> list[object]:
        """How the terminal is set: echo, raw and so on."""
        return list(termios.tcgetattr(self._master))

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as in a shell."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    @property
    def given_back(self) -> bool:
        """Whether screen, cursor, mouse and pasting are as they were."""
        modes = {"1049": "l", "25": "h", "1000": "l", "1003": "l", "1006": "l", "2004": "l", "1004": "l"}
        last = dict(re.findall(r"\x1b\[\?(\d+)([hl])", self.output))
        return all(last.get(mode) == wanted for mode, wanted in modes.items())

    def busy(self) -> int:
        """Hundredths of a second of work that the program has had so far."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text("ascii")
        return sum(map(int, stat.rpartition(")")[2].split()[11:13]))

    def rests(self) -> bool:
        """Wait until the program does next to nothing for a while; False if it never does."""
        for _ in range(80):
            before, until = self.busy(), time.monotonic() + 0.25
            while (left := until - time.monotonic()) > 0:
                self.read(left)
            if self.busy() - before <= 2:
                return True
        return False

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.05):
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end; the last it wrote was {self.output[-600:]!r}")
        return self.process.wait(PATIENCE)


@contextmanager
def _heeded(*numbers: signal.Signals) -> Iterator[None]:
    """Undo for a moment what `nohup` and `&` did: a program that is started inherits which signals are ignored."""
    before = {number: signal.getsignal(number) for number in numbers}
    ignored = [number for number, handler in before.items() if handler is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)


Open = Callable[..., AbstractContextManager[Terminal]]
Tagged = Callable[[], dict[str, list[str]]]


@pytest.fixture
def postil(folder: Path) -> Open:
    """Opens the program on the folder, or another one, in a terminal of some size."""

    @contextmanager
    def postil(
        path: Path = folder,
        columns: int = 100,
        rows: int = 30,
        *,
        before: str = "",
        ignoring: signal.Signals | None = None,
        **environment: str,
    ) -> Iterator[Terminal]:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # Some words of Python may come before; a signal that is ignored is inherited so.
        ignore = f"import signal; signal.signal({int(ignoring)}, signal.SIG_IGN)" if ignoring else "pass"
        start = f"import sys; from tui.cli import main; {ignore}\n{before}\nsys.exit(main(sys.argv[1:]))"
        with _heeded(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            process = subprocess.Popen(
                [sys.executable, "-c", start, str(path)]
                if before or ignoring
                else [sys.executable, "-m", "tui", str(path)],
                cwd=ROOT,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={**os.environ, "COLUMNS": str(columns), "LINES": str(rows), **environment},
                start_new_session=True,
            )
        os.close(slave)
        terminal = Terminal(process, master)
        try:
            yield terminal
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            terminal.close()

    return postil


@pytest.fixture
def tagged(folder: Path) -> Tagged:
    """The tags of each passage in the folder's library by its words, as they are on disk."""

    def tagged() -> dict[str, list[str]]:
        library = Library.open([folder])
        try:
            return {annotation.exact: list(annotation.tags) for annotation in library.all_annotations()}
        finally:
            library.close()

    return tagged
