"""Standard streams of the command line: a terminal, a closed pipe, and none at all."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from threading import enumerate as enumerate_threads
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tui.cli import INTERRUPTED, main, progress, streams

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run

ROOT = Path(__file__).parents[3]

Terminal = Callable[..., str]


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Runs a verb that succeeds, and returns what it writes to a terminal."""

    def at_a_terminal(*arguments: str | Path, encoding: str = "utf-8") -> str:
        leader, follower = pty.openpty()
        shown = bytearray()
        reader = Thread(target=_drain, args=(leader, shown))
        reader.start()
        with open(follower, "w", encoding=encoding) as stream, monkeypatch.context() as patch:  # noqa: PTH123 - no path
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", stream)
            assert main([*map(str, arguments)]) == 0
        reader.join()
        os.close(leader)
        return shown.decode(encoding)

    return at_a_terminal


def _drain(leader: int, shown: bytearray) -> None:
    """Read what is written to a terminal until its last writer is gone, which Linux reports as an error."""
    try:
        while part := os.read(leader, 4096):
            shown += part
    except OSError:
        pass


def test_closed_streams_are_no_error(worked: Path) -> None:
    """Nothing is printed where there is nothing to print on, and no file of the library takes its place."""
    before = (worked / ".postil/library.json").read_bytes()
    for closed in (">&-", "2>&- <&-", ">&- 2>&- <&-"):
        shell = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "tui", "list", str(worked)]
        run = subprocess.run(shell, cwd=ROOT, capture_output=True, check=False)
        assert (run.returncode, run.stderr) == (0, b""), closed
    assert (worked / ".postil/library.json").read_bytes() == before


@pytest.mark.parametrize("arguments", [["export", "--with-text"], ["list", "--json"], ["list", "--tag", "no"]])
def test_a_reader_that_has_seen_enough_is_no_error(worked: Path, arguments: list[str]) -> None:
    """A closed pipe is silent, wherever it is read; the exit code is that of a program that SIGPIPE ends."""
    reading, writing = os.pipe()
    os.close(reading)
    verb = arguments[0]
    result = subprocess.run(
        [sys.executable, "-m", "tui", verb, str(worked), *arguments[1:]],
        cwd=ROOT,
        stdout=writing,
        stderr=writing if "no" in arguments else subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (result.returncode, result.stderr or b"") == (141, b"")


def test_data_for_programs_is_safe_for_a_terminal_too(folder: Path, run: "Run", at_a_terminal: Terminal) -> None:
    """What a terminal would obey is escaped in JSON, which stays the same JSON, and a visible sign elsewhere."""
    quote, note = ("--quote", "\x1b[31mby\u202e hand"), ("--note", "\x9b2J 🍐")
    assert run("add", folder, "2", *quote, "--tag", "claim", *note).returncode == 0
    piped = json.loads(run("list", folder, "--json").stdout)
    for verb in (
        ["list", "--json"],
        ["export"],
        ["board", "--format", "csv"],
        ["history", "--csv"],
        ["history", "--json"],
    ):
        shown = at_a_terminal(verb[0], folder, *verb[1:])
        assert "31mby" in shown
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown), verb
        if verb == ["list", "--json"]:
            assert json.loads(shown) == piped


def test_a_terminal_gets_an_aligned_list_that_fits(
    worked: Path, at_a_terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns stand below each other and no line is wider than the terminal, whatever its encoding."""
    monkeypatch.setenv("COLUMNS", "50")
    lines = at_a_terminal("list", worked, encoding="latin-1").splitlines()
    assert len(lines) == 2
    assert all(len(line) <= 50 for line in lines)
    assert lines[0].index("1-orchard.md") == lines[1].index("2-letter.txt")
    assert lines[0].index("claim") == lines[1].index("claim,")


@pytest.mark.parametrize("columns", [40, 80])
def test_a_table_of_many_columns_fits_a_terminal(
    worked: Path, at_a_terminal: Terminal, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """The widest columns are cut first; addresses are whole."""
    monkeypatch.setenv("COLUMNS", str(columns))
    [line] = at_a_terminal("links", worked).splitlines()
    assert len(line) <= columns
    assert line.split()[0:3:2] == ["1:1", "2:1"]
    assert ("contradicts" in line) == (columns > 40)


class Screen:
    """Terminal in memory."""

    def __init__(self, typed: Callable[[str], object] = lambda _: None) -> None:
        self.written = ""
        self._typed = typed

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written += text
        self._typed(text)
        return len(text)

    def flush(self) -> None:
        """Write nothing later."""

    @property
    def line(self) -> str:
        """What is in the line of the cursor."""
        return self.written.rpartition("\n")[2].rpartition("\r")[2]

    def until(self, shown: str) -> None:
        """Wait until the line of the cursor has a text, or is empty."""
        ends = monotonic() + 20
        while shown not in self.line if shown else self.line:
            assert monotonic() < ends, self.written
            sleep(0.001)


@pytest.mark.parametrize("verb", ["suggest", "lint", "queue"])
def test_progress_is_shown_on_a_terminal_and_removed(
    folder: Path, run: "Run", monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """What follows begins in an empty line; a stream that is no terminal gets none of it."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    piped = run(verb, folder)
    assert "reading" not in piped.stderr
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    assert main([verb, str(folder)]) == piped.returncode
    assert "\rreading the sources · " in screen.written
    *_, emptied, last = screen.written.split("\r")
    assert not emptied.strip()
    assert last == piped.stderr


def test_a_verb_at_work_is_seen_between_its_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it reports no share; its line is gone before another one is written, and does not hide a question."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "SHOW_EVERY", 0.001)
    library = Library.open([folder])
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", screen := Screen())
        streams.guard()
        with streams.working():
            screen.until("working · 0 s")
            monkeypatch.setattr(progress, "PATIENCE", 60.0)
            streams.watch(library)
            library.document(library.source_ids[0])
            screen.until("reading the sources · 50 %")
            monkeypatch.setattr(progress, "PATIENCE", 0.0)
            sys.stderr.write("Added.\n")
            assert "\rAdded.\n" in screen.written
            screen.until("working")
            sys.stderr.write("Really? ")
            assert screen.line == "Really? "
            for thread in [one for one in enumerate_threads() if one.name == "progress"]:
                thread.join(0.02)
            assert screen.line == "Really? "
            sys.stderr.write("yes\n")
            screen.until("working")
        assert not screen.line
        assert not [one for one in enumerate_threads() if one.name == "progress"]
    assert capsys.readouterr() == ("", "")


def test_an_interrupted_verb_says_so_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its progress is removed before, and the exit code is that of the signal."""
    screen = Screen(lambda text: signal.raise_signal(signal.SIGINT) if "%" in text else None)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "SHOW_EVERY", 60.0)
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["lint", str(folder)]) == INTERRUPTED
    emptied, message = screen.written.split("\r")[-2:]
    assert not emptied.strip()
    assert message == "postil: Interrupted.\n"
