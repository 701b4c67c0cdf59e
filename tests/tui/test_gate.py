"""What may leave for the terminal: texts made visible, and the sequences that are meant."""

import re
import sys
import unicodedata
from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from tests.tui.terminal.hostile import SEQUENCES
from tests.tui.text.test_cells import any_text, nasty
from tui.keys.line_buffer import as_line
from tui.screens.note_editor import NoteEditor
from tui.terminal.clipboard import harmless, osc52
from tui.terminal.sanitizer import sanitize, sanitize_strip
from tui.text.cells import cell_len, is_safe, one_cell, visible
from tui.widgets import message_line as caption

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

hostile = st.lists(st.sampled_from([*SEQUENCES, "a", "word ", "漢", "e\u0301", "\t", "\n", "👩‍👩‍👧"]), max_size=8).map(
    "".join
)


def test_what_is_safe_is_what_is_shown_as_it_is() -> None:
    """Of every control, format, surrogate and separator character, and of all that is no character."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
    joiners = "\u200c\u200d"
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if (unicodedata.category(char) in kinds or code & 0xFFFE == 0xFFFE) and char not in joiners:
            assert is_safe(char) == (visible(char).removeprefix("◌") == char), hex(code)


@given(any_text | nasty | hostile)
def test_what_is_shown_is_safe(text: str) -> None:
    """And a sign for which there is one cell takes one."""
    assert is_safe(visible(text))
    assert is_safe(one_cell(text))
    assert cell_len(one_cell(text)) == 1


@given(nasty | hostile)
def test_what_is_shown_is_as_wide(text: str) -> None:
    """So that a layout that was made for the one holds for the other."""
    assert cell_len(visible(text)) == cell_len(text)


@given(st.lists(any_text | nasty | hostile, min_size=1, max_size=4), st.integers(1, 60))
def test_a_strip_keeps_its_width(texts: list[str], width: int) -> None:
    """Whatever stands in its segments, even in one that says that it is a control sequence."""
    style = Style(bold=True)
    strip = Strip([Segment(text, style, [(1,)]) for text in texts]).adjust_cell_length(width)  # type: ignore[list-item]
    shown = sanitize_strip(strip)
    assert shown.cell_length == width
    assert all(is_safe(text) for text, _, _ in shown)
    assert sanitize_strip(shown) is shown


OURS = (
    "\x1b[38;2;1;2;3;48;5;7;1m", "\x1b[0m", "\x1b[12;80H", "\x1b[?1049h", "\x1b[?2026l", "\x1b[?2026$p", "\x1b[>25u",
    "\x1b[<u", "\x1b]22;pointer\x07", osc52("any text \x1b of ours"), "text — 漢字 👩‍👩‍👧 ␛",
)  # fmt: skip


NEVER = [sequence for sequence in SEQUENCES if sanitize(sequence) != sequence]


@given(st.lists(st.sampled_from([*OURS, *NEVER]), max_size=12))
def test_nothing_passes_but_what_is_meant(parts: list[str]) -> None:
    """Of what is not meant no control character is left, of what is, all, wherever the two meet."""
    assert (
        len(NEVER) >= len(SEQUENCES) - 6
    )  # Colours, places, the screen and the clipboard are meant; the rest is text.
    kept = [part if part in OURS else re.sub("[\x00-\x1f\x7f-\x9f\u202e\u2066\u2028]", "", part) for part in parts]
    # What loses its first character may be the end of what stood before it, and is text all the same.
    assert sanitize("".join(parts)) == "".join(kept)


@pytest.mark.parametrize(
    "odd", ["\x1b", "\x1b[", "\x1b[?1049;5h", "\x1b[?47h", "\x1b]52;c;?\x07", "\x1b]22;a\x1b[2J\x07"]
)
def test_a_sequence_that_is_cut_off_or_other_does_not_pass(odd: str) -> None:
    """Nothing that only begins like one of ours does."""
    assert not re.search("[\x00-\x1f]", sanitize(f"a{odd}b"))


def test_tmux_gets_the_clipboard_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrapped, which is the one DCS there is."""
    monkeypatch.setenv("TMUX", "there")
    assert "\x1bPtmux;" in osc52("text")
    assert sanitize(osc52("text")) == osc52("text")


@given(any_text | nasty | hostile)
def test_a_paste_becomes_a_line(text: str) -> None:
    """One line, with nothing in it that takes no cell or that a terminal would obey; what it takes stays as it is."""
    line = as_line(text)
    assert len(line.splitlines()) <= 1
    assert is_safe(line)
    assert as_line(line) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo\r\n\r\nthree\n", "one two three"),
        ("a\tb\u2028c\x85d", "a b c d"),
        ("rm\x08\x1b[31m -rf\x07", "rm[31m -rf"),
        ("\u202egnp.exe", "gnp.exe"),
        ("  kept  as it is: “é” 漢字 👩‍👩‍👧 שלום", "  kept  as it is: “é” 漢字 👩‍👩‍👧 שלום"),
        ("\n\n", ""),
    ],
)
def test_what_a_line_takes_of_a_paste(text: str, line: str) -> None:
    """Breaks and tabs are blanks, controls are left out, everything else is as it was."""
    assert as_line(text) == line


def test_what_is_copied_is_exact_but_for_controls() -> None:
    """Line breaks, tabs, soft hyphens and the marks of other scripts stay; what a shell would obey does not."""
    assert harmless("a\tb\nsta\xadtis\u200btics שלום\u200f") == "a\tb\nsta\xadtis\u200btics שלום\u200f"
    assert harmless("rm\x1b[201~\r\x7f\x9b") == "rm␛[201~␍␡�"


async def pasted(desk: "Desk", text: str) -> None:
    """Paste a text as the driver reports it, controls included."""
    desk.app.post_message(events.Paste(text))
    await desk.settle()


async def test_every_box_takes_a_paste_as_a_line(sit: "Sit") -> None:
    """A box of Textual's and the line of what is to be found hold the same; a note holds all."""
    async with sit() as desk:
        await desk.press("ctrl+p")
        await pasted(desk, "two\nlines\u202e\x1b")
        assert desk.typed.value == "two lines"
        await desk.press("escape", "/")
        await pasted(desk, "two\nlines\u202e\x1b")
        assert desk.finding == "two lines"
        await desk.press("escape", "i")
        await pasted(desk, "two\nlines\u202e")
        editor = desk.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.text == "two\nlines\u202e"


async def test_a_picture_of_the_screen_is_one(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """An SVG of a screen whose widgets see to nothing can be read, and holds no control of theirs."""
    monkeypatch.setattr(caption, "visible", lambda text: text)
    async with sit() as desk:
        await desk.press("i")
        desk.app.screen.query(caption.Caption).first().say("told \x1b[2J\x07\x9b2J\u202e")
        await desk.settle()
        picture = desk.app.export_screenshot()
        expat.ParserCreate().Parse(picture, True)
        assert "told" in picture
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", picture)
