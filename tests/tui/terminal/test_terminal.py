"""The program in a terminal of its own, from its first byte to its last."""

import re
import signal
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Open, Tagged


def test_q_gives_the_terminal_back(postil: "Open", tagged: "Tagged") -> None:
    """The program takes the other screen, works on real bytes, and gives screen, cursor and mouse back with code 0."""
    with postil() as terminal:
        terminal.wait("Planted in 1902")
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
        assert "\x1b[?1049h" in terminal.output
        assert terminal.given_back
        assert "Traceback" not in terminal.output
        assert "never awaited" not in terminal.output
    assert tagged() == {"Planted in 1902.": ["claim"]}


def test_the_screen_does_not_go_where_errors_are_kept(folder: Path, postil: "Open") -> None:
    """With standard error in a file the program is seen and used as ever, and the file stays empty."""
    errors = folder.parent / "errors"
    before = f"import os; os.dup2(os.open({str(errors)!r}, os.O_WRONLY | os.O_CREAT), 2)"
    with postil(before=before) as terminal:
        terminal.wait("Planted in 1902")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.given_back
    assert errors.read_bytes() == b""


def test_nothing_that_was_saved_is_lost(folder: Path, postil: "Open", tagged: "Tagged") -> None:
    """A program that is killed the moment it said `✓ saved` has lost nothing, and leaves no lock behind."""
    expected = {}
    for round_, (keys, words) in enumerate((("}c", "Planted in 1902."), ("}))f", "Nobody counts them now."))):
        with postil() as terminal:
            terminal.wait("Planted in 1902")
            terminal.press("gg" + keys)
            terminal.wait("✓ saved")
            terminal.told(signal.SIGKILL)
            terminal.end()
        expected[words] = ["claim"] if round_ == 0 else ["figure"]
        assert tagged() == expected
    library = Library.open([folder])
    try:
        assert not library.read_only
        assert len(library.all_annotations()) == 2
        library.add(library.sources()[1].id, 0, 8, tags=("claim",))
    finally:
        library.close()
    assert len(tagged()) == 3


def test_no_sequence_of_a_source_reaches_the_terminal(tmp_path: Path, postil: "Open") -> None:
    """Of a source full of escapes, nothing but visible text and the program's own sequences is written."""
    evil = (
        "\x1b]0;pwned-title\x07 \x1b]52;c;cHduZWQ=\x07 \x1b[31mpwned-red \x1b[2J \x1bPpwned-dcs\x1b\\ \x9b5m \x9dpwned\x9c"
        " \x07\x08\x0e\x0f \u202egnp\u202c \u2066x\u2069 [@click=app.quit]x[/] \x1b[?1049l \x1b[6n"
    )
    (tmp_path / "1-evil.md").write_text(f"# {evil}\n\nBefore {evil} after.\n\n- {evil}\n", encoding="utf-8")
    (tmp_path / "2-evil.txt").write_text(f"{evil}\n\n{evil}\n", encoding="utf-8")
    with postil(tmp_path, columns=140) as terminal:
        terminal.wait("after")
        terminal.press("}cGf")
        terminal.wait("✓ saved")
        terminal.press("]sG")
        terminal.wait("▌ 2 ")
        terminal.press("q")
        assert terminal.end() == 0
    ours = terminal.sequences
    rest = terminal.text
    assert "pwned-red" in rest
    assert not [sequence for sequence in ours if "pwned" in sequence or "]52;" in sequence or "cHdu" in sequence]
    assert terminal.output.count("\x1b[?1049l") == 1
    assert "\x1b[6n" not in ours
    controls = {char for char in rest if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0} - {"\r", "\n", "\t"}
    assert not controls
    assert not set(rest) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_no_color_means_no_colours(postil: "Open") -> None:
    """With NO_COLOR, text and tags are told apart without a single colour being set."""
    with postil(NO_COLOR="1") as terminal:
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


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, postil: "Open") -> None:
    """A wrong path ends with one line and code 3, and the terminal is left as it was."""
    with postil(tmp_path / "nowhere") as terminal:
        assert terminal.end() == 3
    assert terminal.output.startswith("postil: ")
    assert terminal.output.count("\n") == 1
    assert "\x1b" not in terminal.output


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only /proc tells how busy a process is")
def test_the_program_rests_in_a_terminal_of_two_minds(postil: "Open") -> None:
    """A terminal whose type says another size than it has does not keep the program busy for ever."""
    with postil(columns=100, rows=30, TERM="dumb", COLUMNS="", LINES="") as terminal:
        terminal.wait("Planted in 1902")
        assert terminal.rests()


def test_another_folder_is_opened_without_leaving(postil: "Open", folder: Path, tmp_path: Path) -> None:
    """`:cd` saves what was recorded here and opens the other folder in the same terminal, with its own library."""
    other = tmp_path / "another"
    other.mkdir()
    (other / "tale.md").write_text("# A tale of two\n\nIt was the best of pears.\n", encoding="utf-8")
    with postil(columns=160) as terminal:
        terminal.wait("Planted in 1902")
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press(f":cd {other}\r")
        terminal.wait("best of pears")
        terminal.press("}c")
        terminal.wait("✓ saved")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.given_back
    for where in (folder, other):
        with closing(Library.open([where])) as library:
            assert len(library.all_annotations()) == 1
