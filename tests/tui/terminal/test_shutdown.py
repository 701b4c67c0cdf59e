"""The terminal or the program goes away in the middle of something: nothing that was typed is lost."""

import os
import pty
import select
import signal
import stat
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.store.drafts import Drafts
from tests.tui.terminal.conftest import PATIENCE
from tui.terminal.output_thread import TerminalWriter

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Open, Tagged, Terminal

SENTENCE = "Planted in 1902."
NOTE = "half a thought"


def begin_note(terminal: "Terminal") -> None:
    """Tag the first sentence and begin a note on it."""
    terminal.wait(SENTENCE)
    terminal.press("}c")
    terminal.wait("✓ saved")
    terminal.press("i")
    terminal.wait("Enter save")
    terminal.press(NOTE)
    terminal.wait(NOTE)


def drafts(folder: Path) -> list[str | None]:
    """The texts of the drafts that are on disk, the newest first."""
    kept = Drafts(folder / ".postil", read_only=False)
    return [kept.get(key) for key in kept.newest_first()]


def is_free(folder: Path) -> bool:
    """Whether somebody else may write the library now."""
    library = Library.open([folder])
    try:
        library.set_note("1:1", "free")
        library.undo()
    finally:
        library.close()
    return True


@pytest.fixture
def deaf() -> Iterator[None]:
    """The tests ignore a hang-up and an interrupt, as under `nohup` and `&`; what is opened must not inherit that."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGHUP, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("deaf")
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_in_good_order(folder: Path, postil: "Open", tagged: "Tagged", number: signal.Signals) -> None:
    """A signal in the middle of a note keeps it as a draft, gives the terminal back and ends with 128 and its number."""
    with postil() as terminal:
        begin_note(terminal)
        assert terminal.attributes != terminal.attributes_before
        terminal.told(number)
        assert terminal.end() == 128 + number
        assert terminal.given_back
        assert "Traceback" not in terminal.output
    assert tagged() == {SENTENCE: ["claim"]}
    assert drafts(folder) == [NOTE]
    assert stat.S_IMODE((folder / ".postil" / "drafts.json").stat().st_mode) == 0o600
    assert is_free(folder)


def test_a_draft_is_offered_again(folder: Path, postil: "Open") -> None:
    """A note that was begun is offered when the program is opened, opened by its key, and gone once it is saved."""
    with postil() as terminal:
        begin_note(terminal)
        terminal.told(signal.SIGTERM)
        terminal.end()
    with postil() as terminal:
        terminal.wait("draft of a note on 1:1 · i to open it")
        terminal.press("i")
        terminal.wait(NOTE)
        terminal.press(" more\r")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
    assert drafts(folder) == []
    library = Library.open([folder])
    assert library.annotation("1:1").note == f"{NOTE} more"
    library.close()


def test_what_is_typed_into_a_note_reaches_the_disk_by_itself(folder: Path, postil: "Open") -> None:
    """A program that is killed while a note is typed has lost no more of it than the last seconds."""
    with postil() as terminal:
        begin_note(terminal)
        terminal.until(lambda: drafts(folder) == [NOTE])
        terminal.told(signal.SIGKILL)
        terminal.end()
    assert drafts(folder) == [NOTE]


def test_a_terminal_that_is_closed_ends_the_program(folder: Path, postil: "Open", tagged: "Tagged") -> None:
    """Without a terminal, and with the signal for that ignored, the program keeps what was typed and ends."""
    with postil(ignoring=signal.SIGHUP) as terminal:
        begin_note(terminal)
        terminal.close()
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP
    assert tagged() == {SENTENCE: ["claim"]}
    assert drafts(folder) == [NOTE]
    assert is_free(folder)


def test_a_terminal_that_nobody_reads_holds_nothing_up(postil: "Open", tagged: "Tagged") -> None:
    """What is done while nothing of it is read is on disk; then the screen is right again, and a signal is obeyed."""
    with postil() as terminal:
        terminal.wait(SENTENCE)
        for _ in range(4):
            terminal.press("]s[s" * 25)
        terminal.press("gg}c")
        deadline = time.monotonic() + PATIENCE
        while tagged() != {SENTENCE: ["claim"]}:
            assert time.monotonic() < deadline
        terminal.wait("1:1 claim")
        for _ in range(4):
            terminal.press("]s[s" * 25)
        terminal.told(signal.SIGTERM)
        # Not until its output is read, but while nobody does.
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGTERM
        terminal.end()
        assert terminal.given_back
        assert terminal.echoes


def test_a_program_that_is_stuck_ends_all_the_same(postil: "Open", tagged: "Tagged") -> None:
    """When the program itself hangs, a signal still ends it, with the terminal given back."""
    stuck = "import time, tui.commands.move as moving\nmoving.end = lambda *_: time.sleep(600)"
    with postil(before=stuck) as terminal:
        terminal.wait(SENTENCE)
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press("G")
        terminal.read(0.2)
        terminal.told(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.given_back
        assert terminal.echoes
    assert tagged() == {SENTENCE: ["claim"]}


def test_what_waits_does_not_keep_out_the_reset() -> None:
    """A terminal that is not read is full; once it is emptied the reset is written, and nothing that waited."""
    master, slave = pty.openpty()
    for _ in range(5):
        writer = TerminalWriter(slave, lambda: 1_000_000, lambda: None)
        writer.write("waiting " * 50_000)
        while not select.select([master], [], [], PATIENCE)[0]:
            pass
        while select.select([], [slave], [], 0)[1]:
            pass
        writer.give_up()
        termios.tcflush(slave, termios.TCOFLUSH)
        writer.force("reset")
        shown = b""
        while not shown.endswith(b"\x1b[0mreset"):
            assert select.select([master], [], [], PATIENCE)[0]
            shown += os.read(master, 65_536)
        assert writer.stop(PATIENCE)
        writer.close()
    os.close(slave)
    os.close(master)
