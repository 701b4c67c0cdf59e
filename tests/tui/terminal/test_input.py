"""What comes from a terminal that nobody typed: broken bytes, noise, floods, and the program being stopped."""

import os
import random
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Open, Tagged

SENTENCE = "Planted in 1902."

BROKEN = {
    "a byte that is no UTF-8": b"\xff",
    "an accent in Latin-1": b"\xe9\xe9",
    "half a character": b"\xe2\x82",
    "a key that is no character": b"\x1b[99999999u",
    "half a sequence": b"\x1b[",
    "half a report": b"\x1b]52;c;dd",
    "a report": b"\x1b]11;rgb:cccc/ffff/cccc\x1b\\\x1bPccc\x07\x1b_ccc\x1b\\",
    "a click far away": b"\x1b[<0;99999999;99999999M\x1b[<999;0;0m",
}


def test_broken_input_is_survived(postil: "Open", tagged: "Tagged") -> None:
    """After every kind of broken input the program still takes keys, and rests."""
    with postil() as terminal:
        terminal.wait(SENTENCE)
        for broken in BROKEN.values():
            terminal.press(broken)
            terminal.press("\x1b[27u\x1b[27u\x1b[27u")
            terminal.press("]s")
            terminal.wait("A letter about")
            terminal.press("[s")
            terminal.wait(SENTENCE)
        terminal.press("}c")
        terminal.wait("✓ saved")
        assert terminal.rests()
        terminal.press("q")
        assert terminal.end() == 0
        assert "Traceback" not in terminal.output
    assert tagged() == {SENTENCE: ["claim"]}


def test_noise_is_not_obeyed(folder: Path, postil: "Open", tagged: "Tagged") -> None:
    """A binary file that is sent to the terminal changes nothing and ends nothing."""
    noise = random.Random(7).randbytes(20_000)
    with postil() as terminal:
        terminal.wait(SENTENCE)
        terminal.press(noise.translate(None, b"\x03\x11\x1a\x1c\x1b"))
        terminal.insist("\x1b[27u" * 3 + "?", "type a word or a key")  # Without effect until there is a pause.
        terminal.press("\x1b[27u" * 3)
        terminal.wait_without("type a word or a key")
        assert not (folder / ".postil").exists()
        terminal.press("gg}c")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
    assert tagged() == {SENTENCE: ["claim"]}


def test_a_long_paste_is_taken_within_reason(postil: "Open") -> None:
    """A paste into the page is told and not obeyed; into a note as much is taken as it has room for, which is said."""
    paste = "\x1b[200~" + "dd c q € \n" * 20_000 + "\x1b[201~"
    with postil() as terminal:
        terminal.wait(SENTENCE)
        terminal.press(paste)
        terminal.wait("200,000 characters were pasted")
        terminal.press("}i")
        terminal.wait("Enter save")
        terminal.press(paste)
        terminal.wait("at most 100,000 characters: 100,000 were left out")
        terminal.press("\r")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_program_that_was_stopped_goes_on(postil: "Open", tagged: "Tagged", number: signal.Signals) -> None:
    """A program that was stopped paints its screen again and takes keys, and can still be left."""
    with postil() as terminal:
        terminal.wait(SENTENCE)
        terminal.told(number)
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        if number == signal.SIGTSTP:
            terminal.until(lambda: terminal.given_back)
        assert (terminal.attributes == terminal.attributes_before) is (number == signal.SIGTSTP)
        taken = terminal.output.count("\x1b[?1049h")
        terminal.told(signal.SIGCONT)
        terminal.until(lambda: terminal.output.count("\x1b[?1049h") > taken)
        terminal.wait(SENTENCE)
        assert terminal.attributes != terminal.attributes_before
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.given_back
    assert tagged() == {SENTENCE: ["claim"]}


@pytest.mark.parametrize("piped", ["stdin", "stdout"])
def test_without_a_terminal_it_says_so(folder: Path, piped: str) -> None:
    """With a pipe for a terminal, one line says what to do, with code 2."""
    master, slave = os.openpty()
    streams: dict[str, int] = {"stdin": slave, "stdout": slave, piped: subprocess.PIPE}
    done = subprocess.Popen(
        [sys.executable, "-m", "tui", str(folder)],
        cwd=Path(__file__).parents[3],
        stderr=subprocess.PIPE,
        stdin=streams["stdin"],
        stdout=streams["stdout"],
    )
    said = done.communicate()[1].decode()
    os.close(slave)
    os.close(master)
    assert done.returncode == 2
    assert said.startswith("postil: The program needs a terminal.")
    assert said.count("\n") == 1


def test_a_note_is_written_in_an_editor(folder: Path, tmp_path: Path, postil: "Open") -> None:
    """E hands the terminal and the note to the editor; what comes back is the note, in one step; nothing is left over."""
    editor, log = tmp_path / "editor", tmp_path / "log"
    editor.write_text(
        f'#!/bin/sh\nstat -c %a "$2" >> {log}\nstty -a >> {log}\nprintf "two\\nlines" >> "$2"\nexit "$1"\n'
    )
    editor.chmod(0o700)
    with postil(EDITOR=f"{editor} 0") as terminal:
        terminal.wait(SENTENCE)
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press("E")
        terminal.wait("note on 1:1")
        terminal.press("q")
        assert terminal.end() == 0
    mode, *settings = log.read_text().splitlines()
    assert mode == "600"
    assert " echo " in " ".join(settings)
    library = Library.open([folder])
    assert library.annotation("1:1").note == "two\nlines"
    library.close()
    assert not list((folder / ".postil").glob("*.md"))
    with postil(EDITOR=f"{editor} 3") as terminal:
        terminal.wait("two")
        terminal.press("E")
        terminal.wait("editor ended with code 3: the text is kept as a draft")
        terminal.press("q")
        assert terminal.end() == 0
    assert stat.S_IMODE((folder / ".postil" / "drafts.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("answer", "environment", "ground"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", {}, "light"),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", {}, "dark"),
        ("", {"COLORFGBG": "0;15"}, "light"),
        ("", {"COLORFGBG": "15;0"}, "dark"),
    ],
)
def test_the_theme_fits_the_terminal(postil: "Open", answer: str, environment: dict[str, str], ground: str) -> None:
    """A light terminal gets a light theme, by its answer or by COLORFGBG, and nothing of the answer is taken for keys."""
    with postil(TERM="xterm-256color", COLORTERM="truecolor", **environment) as terminal:
        terminal.wait(SENTENCE)
        if answer:
            terminal.until(lambda: "\x1b]11;?" in terminal.output)
            terminal.press(answer)
        terminal.press("]s")
        terminal.wait("A letter about")

        def grounds() -> list[int]:
            found = re.findall(r"\x1b\[[\d;]*48;2;(\d+);(\d+);(\d+)", terminal.output)
            return [sum(map(int, colour)) for colour in found]

        # The theme changes when the program has time for it.
        terminal.until(lambda: (grounds()[-1] > 3 * 128) == (ground == "light"))
        terminal.press("q")
        assert terminal.end() == 0
        assert (grounds()[-1] > 3 * 128) == (ground == "light")
        assert ("\x1b]11;?" in terminal.output) == (not environment)
