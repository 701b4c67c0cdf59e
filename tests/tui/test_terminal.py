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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.library import Library

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
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
        if not select.select([self._master], [], [], seconds)[0]:
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

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.05):
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end; the last it wrote was {self.output[-600:]!r}")
        return self.process.wait(PATIENCE)


@contextmanager
def postil(folder: Path, columns: int = 100, rows: int = 30, **environment: str) -> Iterator[Terminal]:
    """The program on a folder in a terminal of some size."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", str(folder)],
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
        os.close(master)


def tagged(folder: Path) -> dict[str, list[str]]:
    with TinyDB(folder / ".postil" / "library.json", encoding="utf-8") as database:
        return {row["exact"]: list(row["tags"]) for row in database.table("annotations").all()}


def test_q_gives_the_terminal_back(folder: Path) -> None:
    """The program takes the other screen, works on real bytes, and gives screen, cursor and mouse back with code 0."""
    with postil(folder) as terminal:
        terminal.wait("Planted in 1902")
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
        taken, given = terminal.output.find("\x1b[?1049h"), terminal.output.rfind("\x1b[?1049l")
        assert 0 <= taken < given
        for mode in ("1000", "1003", "1006", "2004"):
            on, off = terminal.output.rfind(f"\x1b[?{mode}h"), terminal.output.rfind(f"\x1b[?{mode}l")
            assert on < off or (on, off) == (-1, -1), mode
        assert terminal.output.rfind("\x1b[?25h") > terminal.output.rfind("\x1b[?25l")
        assert "Traceback" not in terminal.output
        assert "never awaited" not in terminal.output
    assert tagged(folder) == {"Planted in 1902.": ["claim"]}


def test_nothing_that_was_saved_is_lost(folder: Path) -> None:
    """A program that is killed the moment it said `✓ saved` has lost nothing, and leaves no lock behind."""
    expected = {}
    for round_, (keys, words) in enumerate((("}c", "Planted in 1902."), ("}))f", "Nobody counts them now."))):
        with postil(folder) as terminal:
            terminal.wait("Planted in 1902")
            time_before = len(terminal.output)
            terminal.press("gg" + keys)
            terminal.wait("✓ saved", time_before)
            os.kill(terminal.process.pid, signal.SIGKILL)
            terminal.end()
        expected[words] = ["claim"] if round_ == 0 else ["figure"]
        assert tagged(folder) == expected
    library = Library.open([folder])
    try:
        assert not library.read_only
        assert len(library.all_annotations()) == 2
        library.add(library.sources()[1].id, 0, 8, tags=("claim",))
    finally:
        library.close()
    assert len(tagged(folder)) == 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_a_terminal_that_goes_away_loses_nothing(folder: Path, number: signal.Signals) -> None:
    """What was saved is there after the program was ended from outside."""
    with postil(folder) as terminal:
        terminal.wait("Planted in 1902")
        terminal.press("}c")
        terminal.wait("✓ saved")
        os.kill(terminal.process.pid, number)
        terminal.end()
    assert tagged(folder) == {"Planted in 1902.": ["claim"]}


def test_no_sequence_of_a_source_reaches_the_terminal(tmp_path: Path) -> None:
    """Of a source full of escapes, nothing but visible text and the program's own sequences is written."""
    evil = (
        "\x1b]0;pwned-title\x07 \x1b]52;c;cHduZWQ=\x07 \x1b[31mpwned-red \x1b[2J \x1bPpwned-dcs\x1b\\ \x9b5m \x9dpwned\x9c"
        " \x07\x08\x0e\x0f \u202egnp\u202c \u2066x\u2069 [@click=app.quit]x[/] \x1b[?1049l \x1b[6n"
    )
    (tmp_path / "1-evil.md").write_text(f"# {evil}\n\nBefore {evil} after.\n\n- {evil}\n", encoding="utf-8")
    (tmp_path / "2-evil.txt").write_text(f"{evil}\n\n{evil}\n", encoding="utf-8")
    with postil(tmp_path, columns=140) as terminal:
        at = terminal.wait("after")
        terminal.press("}cGf")
        terminal.wait("✓ saved", at)
        at = len(terminal.output)
        terminal.press("]sG")
        terminal.wait("100%", at)
        terminal.press("q")
        assert terminal.end() == 0
    ours = SEQUENCE.findall(terminal.output)
    rest = SEQUENCE.sub("", terminal.output)
    assert "pwned-red" in rest
    assert not [sequence for sequence in ours if "pwned" in sequence or "]52;" in sequence or "cHdu" in sequence]
    assert terminal.output.count("\x1b[?1049l") == 1
    assert "\x1b[6n" not in ours
    controls = {char for char in rest if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0} - {"\r", "\n", "\t"}
    assert not controls
    assert not set(rest) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_no_color_means_no_colours(folder: Path) -> None:
    """With NO_COLOR, text and tags are told apart without a single colour being set."""
    with postil(folder, NO_COLOR="1") as terminal:
        terminal.wait("Planted in 1902")
        terminal.press("}cs")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", terminal.output) for code in found.split(";")}
    assert codes
    assert not {
        code for code in codes if code.isdigit() and int(code) in {*range(30, 39), *range(40, 49), *range(90, 108)}
    }


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """A wrong path ends with one line and code 3, and the terminal is left as it was."""
    with postil(tmp_path / "nowhere") as terminal:
        assert terminal.end() == 3
    assert terminal.output.startswith("postil: ")
    assert terminal.output.count("\n") == 1
    assert "\x1b" not in terminal.output


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only /proc tells how busy a process is")
def test_the_program_rests_in_a_terminal_of_two_minds(folder: Path) -> None:
    """A terminal whose type says another size than it has does not keep the program busy for ever."""
    with postil(folder, columns=100, rows=30, TERM="dumb", COLUMNS="", LINES="") as terminal:
        terminal.wait("Planted in 1902")
        busy = Path(f"/proc/{terminal.process.pid}/stat")

        def ticks() -> int:
            return sum(map(int, busy.read_text("ascii").rpartition(")")[2].split()[11:13]))

        for _ in range(40):
            before = ticks()
            terminal.read(0.25)
            if ticks() - before <= 2:
                return
        raise AssertionError("the program is still busy after ten seconds")
