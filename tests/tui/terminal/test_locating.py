"""The folder goes away under the real program, in a real terminal."""

import re
import signal
from pathlib import Path
from shutil import move, rmtree
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Open, Tagged, Terminal

SENTENCE = "Planted in 1902."


def tag_first(terminal: "Terminal") -> None:
    """Tag the first sentence."""
    terminal.wait(SENTENCE)
    terminal.press("}c")
    terminal.wait("✓ saved")


def test_what_is_saved_goes_into_the_renamed_folder(folder: Path, postil: "Open", tagged: "Tagged") -> None:
    """It is named within a second or so, and nothing is made at the old path."""
    with postil() as terminal:
        tag_first(terminal)
        there = folder.rename(folder.with_name("renamed"))
        terminal.wait(r"the folder\s+is")
        terminal.press("f")
        terminal.wait_without(r"the folder\s+is")
        terminal.press("q")
        assert terminal.end() == 0
    assert not folder.exists()
    there.rename(folder)
    assert tagged() == {SENTENCE: ["claim", "figure"]}


@pytest.mark.parametrize("way", ["q", "signal"])
def test_what_cannot_be_saved_is_in_a_file_that_is_named(
    folder: Path, postil: "Open", tagged: "Tagged", home: Path, way: str
) -> None:
    """On leaving the program, and when it is ended from outside."""
    with postil() as terminal:
        tag_first(terminal)
        while folder.exists():  # The program may write while it is removed.
            rmtree(folder, ignore_errors=True)
        terminal.wait("FOLDER GONE")
        terminal.press("f")
        terminal.wait("1 not saved")
        if way == "q":
            terminal.press("q")
            terminal.wait("quit, keep all")
            terminal.press("q")
        else:
            terminal.told(signal.SIGTERM)
        assert terminal.end() in (3, 128 + signal.SIGTERM)
        [file] = (home / ".local/share/postil/rescued").iterdir()
        assert way == "signal" or file.name in re.sub(r"\s", "", terminal.output)
        assert "Traceback" not in terminal.output
    assert not folder.exists()
    (folder / ".postil").mkdir(parents=True)
    move(file, folder / ".postil/library.json")
    assert tagged() == {SENTENCE: ["claim", "figure"]}
