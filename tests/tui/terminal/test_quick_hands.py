"""Keys and clicks that come in one piece, faster than screens open and close."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Open, Tagged

SENTENCE = "Planted in 1902."

ESC = "\x1b[27u"


def click(column: int, row: int) -> str:
    """What a terminal sends for a click."""
    return f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"


def test_keys_behind_the_one_that_leaves_do_nothing(postil: "Open") -> None:
    """No screen opens any more: the program ends with 0 and the terminal as it was."""
    for keys in ("?", "g/", "gc"):
        with postil() as terminal:
            terminal.wait(SENTENCE)
            terminal.press("q" + keys)
            assert terminal.end() == 0, keys
            assert terminal.given_back
            assert "Traceback" not in terminal.output


def test_double_clicks_and_clicks_outside(folder: Path, postil: "Open") -> None:
    """The second click on a row finds the screen closed; a note goes on after a press where the terminal ends."""
    with postil(columns=80, rows=24) as terminal:
        terminal.wait(SENTENCE)
        # The rows that are clicked change nothing in the library: a key, a source, a source, none.
        for keys, hint, row in (("?", "a key to find", 8), (":2-letter", "source 2", 6), ("g/orchard", "4 found", 8)):
            assert not terminal.shows(hint)
            terminal.press(keys)
            terminal.wait(hint)
            terminal.press(click(20, row) * 2 + ESC * 3)
            terminal.wait_without(hint)
        terminal.press("gL")
        terminal.wait("No links")
        terminal.press(click(20, 8) * 2 + ESC * 3)
        terminal.wait_without("No links")
        terminal.press(":1\r" + "gg}c")
        terminal.wait("✓ saved")
        terminal.press("i")
        terminal.wait("Enter save")
        terminal.press("half" + "\x1b[<0;5;25M" + "way\r")
        terminal.wait("note on 1:1")
        terminal.press("q")
        assert terminal.end() == 0
    library = Library.open([folder])
    assert [one.note for one in library.all_annotations()] == ["halfway"]
    library.close()


@pytest.mark.parametrize("behind", ["", "c"])
def test_a_passage_of_the_page_is_undone_on_the_board(postil: "Open", tagged: "Tagged", behind: str) -> None:
    """The page below has it still when the board has not: nothing ends, and keys go on."""
    with postil(columns=80, rows=24) as terminal:
        terminal.wait(SENTENCE)
        terminal.press("}scgcu" + ESC + behind)
        terminal.wait("undone|✓ saved")
        terminal.press(ESC + "q")
        assert terminal.end() == 0
        assert "Traceback" not in terminal.output
    assert tagged() == ({SENTENCE: ["claim"]} if behind else {})
