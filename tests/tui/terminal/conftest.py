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
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from wcwidth import wcwidth

from annotations.library import Library

ROOT = Path(__file__).parents[3]

PATIENCE = 120.0
"""Seconds after which something that was waited for is given up."""

SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: cursor, colours, modes
    r"|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1bP[^\x1b]*\x1b\\"  # DCS
    r"|\x1b[=>78()][B0]?"
)
"""What the program itself may send beside text."""


class Screen:
    """What a terminal shows: each character where it was drawn. The program places all that it draws."""

    def __init__(self, columns: int, rows: int) -> None:
        self._size = columns, rows
        self._clear()

    def _clear(self) -> None:
        columns, rows = self._size
        self._cells = [[" "] * columns for _ in range(rows)]
        self._x = self._y = 0

    @property
    def text(self) -> str:
        """The rows, one below the other."""
        return "\n".join("".join(row).rstrip() for row in self._cells)

    def draw(self, output: str) -> str:
        """Draw what was written, and return the beginning of a sequence at its end."""
        at = 0
        for match in SEQUENCE.finditer(output):
            self._write(output[at : match.start()])
            self._obey(match[0])
            at = match.end()
        rest = output[at:]
        begun = rest.rfind("\x1b")
        begun = begun if 0 <= begun > len(rest) - 64 else len(rest)
        self._write(rest[:begun])
        return rest[begun:]

    def _obey(self, sequence: str) -> None:
        if sequence in ("\x1b[?1049h", "\x1b[?1049l", "\x1b[2J"):
            self._clear()
        elif place := re.fullmatch(r"\x1b\[(\d*)(?:;(\d*))?H", sequence):
            self._y, self._x = (int(one or 1) - 1 for one in place.groups())

    def _write(self, text: str) -> None:
        columns, rows = self._size
        for char in text:
            width = wcwidth(char)
            if char == "\r":
                self._x = 0
            elif char == "\n":
                self._y += 1
            elif width > 0 and self._y < rows and self._x + width <= columns:
                self._cells[self._y][self._x : self._x + width] = [char, *[""] * (width - 1)]
                self._x += width


class Terminal:
    """A process on a pseudo terminal, what it has written, and what the terminal shows of it."""

    def __init__(self, master: int, columns: int = 100, rows: int = 30) -> None:
        """A terminal whose program is not started yet."""
        self.process: subprocess.Popen[bytes]
        self.output = ""
        self.attributes_before = list(termios.tcgetattr(master))
        """How the terminal was set before its program began."""
        self._master = master
        self._screen = Screen(columns, rows)
        self._undrawn = ""
        # One character may come in two pieces.
        self._decode = getincrementaldecoder("utf-8")("replace").decode

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
        text = self._decode(data)
        self.output += text
        self._undrawn = self._screen.draw(self._undrawn + text)
        return bool(data)

    def until(self, what: Callable[[], object]) -> None:
        """Read until something is true."""
        deadline = time.monotonic() + PATIENCE
        while not what():
            if not self.read(0.05) or time.monotonic() > deadline:
                raise AssertionError(f"what was waited for did not come; the screen is\n{self.screen}")

    def wait(self, pattern: str) -> None:
        """Wait until the screen shows a pattern, however often and in what pieces it was drawn."""
        deadline = time.monotonic() + PATIENCE
        while not self.shows(pattern):
            if not self.read(0.05) or time.monotonic() > deadline:
                raise AssertionError(f"{pattern!r} is not shown; the screen is\n{self.screen}\n{self.output[-300:]!r}")

    def wait_without(self, pattern: str) -> None:
        """Wait until the screen does not show a pattern any more."""
        self.until(lambda: not self.shows(pattern))

    def shows(self, pattern: str) -> bool:
        """Whether the screen shows a pattern."""
        return re.search(pattern, self.screen) is not None

    @property
    def screen(self) -> str:
        """What the terminal shows now."""
        return self._screen.text

    def press(self, keys: str | bytes) -> None:
        """Send keys, or any bytes, of which the program must take those before the next few thousand come."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._master, data) :]

    def insist(self, keys: str, pattern: str) -> None:
        """Press keys that may be ignored at first, again and again until the screen shows a pattern."""
        deadline = time.monotonic() + PATIENCE
        while not self.shows(pattern):
            assert time.monotonic() < deadline, self.screen
            self.press(keys)
            again = time.monotonic() + 0.5
            while time.monotonic() < again and not self.shows(pattern):
                self.read(0.05)

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
        return sum(map(int, self._stat()[11:13]))

    def _stat(self) -> list[str]:
        stat = Path(f"/proc/{self.process.pid}/stat").read_text("ascii")
        return stat.rpartition(")")[2].split()

    def rests(self) -> bool:
        """Wait until the program does next to nothing for a while; False if it never does."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            # A program that waits for its turn has no work done either.
            before, asleep, until = self.busy(), True, time.monotonic() + 0.25
            while (left := until - time.monotonic()) > 0:
                self.read(min(left, 0.01))
                asleep = asleep and self._stat()[0] == "S"
            if asleep and self.busy() - before <= 2:
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
        terminal = Terminal(master, columns, rows)
        with _heeded(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            terminal.process = process = subprocess.Popen(
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
