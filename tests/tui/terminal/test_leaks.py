"""Nothing leaves for the terminal but what a frame is made of, whatever a library, a source or a paste holds."""

import os
import pty
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal import hostile
from tests.tui.terminal.conftest import ROOT, Terminal

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Open

COLUMNS, ROWS = 150, 45

ESCAPE = "\x1b[27u"
"""The key, as a terminal sends it that does not leave one guessing."""

OBEYED = re.compile(
    "\x1b(?:[\\[][0-?]*[ -/]*[@-~]|[\\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?|.)?"
    "|[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]",
    re.DOTALL,
)
"""Everything in an output that is not only shown."""

MODES = "7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
FRAME = re.compile(
    rf"\x1b(?:\[(?P<style>[0-9;]*)m|\[(?P<place>\d+;\d+)H|\[\?(?:{MODES})[hl]|\]11;\?\x07|\]22;[a-z]*\x07)"
)
START = re.compile(r"\x1b\[(?:\?(?:2026|2048)\$p|[<>]\d*u)")
"""What the screen is drawn with, and what is asked and set before and after. Written apart from what the program has."""

BLINKS, HIDES = 5, 8
"""Codes of styles that no theme has."""


PROGRESS = re.compile(r"\r *\r(?:(?:working|reading the sources) · [0-9]+ [s%])?")
"""What a verb that takes longer than a moment shows and removes."""


def leaks(output: str, columns: int = COLUMNS, rows: int = ROWS) -> Counter[str]:
    """What a terminal would obey in an output and no frame means."""
    found: Counter[str] = Counter()
    for match in OBEYED.finditer(output):
        meant = FRAME.fullmatch(match[0])
        if meant is None:
            found[match[0]] += START.fullmatch(match[0]) is None
        elif meant["place"]:
            row, column = map(int, meant["place"].split(";"))
            found[match[0]] += row > rows or column > columns
        elif meant["style"]:
            codes = re.sub("[34]8;2;[0-9]+;[0-9]+;[0-9]+|[34]8;5;[0-9]+", "", meant["style"]).split(";")
            found[match[0]] += bool({str(BLINKS), str(HIDES)} & {*codes})
    return +found


WALK = {
    "help": ("?", "type a word or a key"),
    "palette": (":", "command, 1:4, 42, 50% or a source"),
    "everywhere": ("g/pw", r"\d found"),
    "themes": ("gt", "type a theme"),
    "tags": ("t", "type a tag"),
    "links": ("gL", "Links ·"),
    "history": ("gh", "History ·"),
    "queue": ("gq", "Suggested links"),
    "unsure": ("go", "Enter go"),
    "problems": ("g!", "Problems"),
    "kinds": ("gk", "Link types"),
    "occurrences": ("s*T", "Enter tag"),
    "note": ("]ai", "Note on"),
    "peek": ("K", "Esc leave"),
    "a link that was started": ("L", "link from"),
    "board": ("gc", "Claims ·"),
    "statistics": ("gT", r"\[Passages\]"),
    "tags together": ("gT2", r"\[Tags together\]"),
    "links by type": ("gT3", r"\[Links\]"),
    "what a number counts": ("gT\r", "Tab other end"),
    "map": ("gM", "Map ·"),
    "timeline": ("gC", "Timeline ·"),
    "suggestions": ("gS", "Suggestions ·"),
    "saved searches": ("gQ", "Saved searches ·"),
}
"""The screens: the keys to each, and something that it shows and the page does not."""

BOXES = {
    "find": ("/", "find in this source"),
    "help": WALK["help"],
    "palette": WALK["palette"],
    "everywhere": ("g/", "find in all sources"),
    "themes": WALK["themes"],
    "tags": WALK["tags"],
    "links": ("gL/", "words of either end"),
    "history": ("gh/", "words of a change"),
    "kinds": ("gka", "how it reads forwards"),
    "partners": ("LL", "search passages"),
    "note": WALK["note"],
    "board": ("gc/", "words, a verdict"),
    "title": ("gce", "claim in your words"),
    "statistics": ("gT/", "words of a source or a tag"),
    "map": ("gM/", "words, contested"),
    "timeline": ("gC/", "words, a date"),
    "name of a search": ("gQe", "Rename “"),
    "note of a claim": ("gci", "Note on"),
}
"""Everything that takes what is typed or pasted."""

CARELESS = """
import tui.terminal.sanitizer
from tui.text import cells
cells.visible = lambda text: text
cells.shorten = lambda text, width: " ".join(text.split(" "))[:width]
"""
"""Has no widget see to what it paints; the filter has its own way already."""


@pytest.fixture
def words(tmp_path: Path) -> dict[str, str]:
    """A library in which every field is a payload, in the folder; the word of each field."""
    (tmp_path / "forged").mkdir()
    return hostile.library(tmp_path / "forged")


def visit(terminal: Terminal, keys: str, pattern: str, paste: str = "") -> None:
    """Press keys on the page, wait until something is shown that the page does not have, paste, and come back."""
    assert not terminal.shows(pattern), pattern
    terminal.press(keys)
    terminal.wait(pattern)
    if paste:
        terminal.press(f"\u202e\x9d2J\x1b[200~{paste}\x1b[201~")
        terminal.wait(pattern := paste[-5:])
    terminal.press(ESCAPE * 4)
    terminal.wait_without(pattern)


def test_no_field_of_a_library_is_obeyed(tmp_path: Path, words: dict[str, str], postil: "Open") -> None:
    """On every screen the texts of a forged library are shown, and nothing in them is done."""
    with postil(tmp_path / "forged", COLUMNS, ROWS, before=CARELESS) as terminal:
        terminal.wait("Sources")
        for keys, pattern in WALK.values():
            visit(terminal, keys, pattern)
        terminal.press("gv")
        terminal.wait("= lock")
        terminal.press("gv]s")
        terminal.wait("▌ 2 pw")
        terminal.press("q")
        assert terminal.end() == 0
        assert not leaks(terminal.output)
        seen = {field for field, word in words.items() if word in terminal.text}
        assert len(seen) >= 16


@pytest.mark.usefixtures("words")
def test_nothing_that_is_pasted_is_obeyed(tmp_path: Path, postil: "Open") -> None:
    """In every box the words of a paste are shown, and nothing in it is done, on their way back or later."""
    payload = f"{''.join(hostile.SEQUENCES)}\n{''.join(reversed(hostile.SEQUENCES))}".replace("\r", "")
    with postil(tmp_path / "forged", COLUMNS, ROWS, before=CARELESS) as terminal:
        terminal.wait("Sources")
        for number, (keys, pattern) in enumerate(BOXES.values()):
            visit(terminal, keys, pattern, f"{payload}box{number:02}")
        terminal.press("q")
        assert terminal.end() == 0
        assert not leaks(terminal.output)


def test_no_verb_prints_what_a_terminal_obeys(tmp_path: Path, words: dict[str, str]) -> None:
    """Of a forged library every verb shows the texts on a terminal; so do complaints, and the warnings of Python."""
    folder = str(tmp_path / "forged")
    verbs = [
        ["list"], ["list", "--json"], ["show", "1:1"], ["show", "2:2"], ["history"], ["history", "--json"],
        ["history", "--csv"], *(["board", "--format", shape] for shape in ("text", "csv", "markdown", "json")),
        ["check"], ["check", "--json"], ["tags"], ["tags", "--json"], ["kinds"], ["export"], ["show", "\x1b]0;x\x07"],
        ["list", "--tag", "\x1b[2J"], ["undo"],
    ]  # fmt: skip
    lines = [*([*verb, folder] for verb in verbs), ["\x1b]0;x\x07\u202e"]]
    said = (
        f"import warnings\nfrom tui.cli import main, progress\nprogress.PATIENCE = 1e9  # a slow machine shows it\n"
        f"for line in {lines!r}: main(line)\n"
        f"warnings.warn('warned \\x1b[2J')\nraise ValueError('raised \\x9d52;c;\\u202e')"
    )
    master, slave = pty.openpty()
    output = Terminal(master)
    output.process = subprocess.Popen([sys.executable, "-c", said], cwd=ROOT, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    output.end()
    output.close()
    assert not leaks(PROGRESS.sub("", output.output.replace("\r\n", "")))
    assert sum(word in output.output for word in words.values()) >= 16
    assert "warned ␛[2J" in output.output
    assert "raised �52;c;⇄" in output.output


RICH = """
from tui.screens.reading.screen import ReadingScreen
class Odd(Exception):
    def __rich__(self): return "told \\x1b[2J \\x1b]52;c;eA==\\x07"
def broken(self): raise Odd("raised \\x1b[2J")
ReadingScreen.compose = broken
"""


def test_an_error_is_not_printed_by_textual(postil: "Open") -> None:
    """What ends the program is one line, also if Rich would print the error by itself."""
    with postil(before=RICH) as terminal:
        assert terminal.end() == 3
    assert not leaks(terminal.output.replace("\r\n", ""))
    assert "told" not in terminal.text
    assert terminal.text.count("Internal error (Odd)") == 1
