"""Removes control characters from everything that is sent to the terminal.

`CullingCompositor` applies `sanitize_strip` to the rows of every widget, so that no text of a widget is a control
sequence when rows become bytes. `TerminalWriter` applies `sanitize` to its output, which keeps only the sequences that
the program and Textual send.
"""

from typing import Final

from rich.segment import Segment
from textual.strip import Strip

from annotations.text.lazy_regex import lazy
from tui.text.cells import is_safe, visible

_CLIPBOARD: Final = r"\]52;c;[A-Za-z0-9+/]*=*\x07"

_MODES: Final = "7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
"""Private modes: line wrap, cursor, mouse, focus, alternate screen, bracketed paste, synchronized output, resize reports."""

_MEANT: Final = "|".join(
    (
        r"\[[0-9;:]*m",  # style
        r"\[[0-9]+;[0-9]+H",  # cursor position
        rf"\[\?(?:{_MODES})[hl]",  # mode, set or reset
        r"\[\?(?:2026|2048)\$p",  # query of a mode
        r"\[(?:>[0-9]+|<)u",  # kitty keyboard protocol, on and off
        r"\]11;\?\x07",  # query of the background
        r"\]22;[a-z-]*\x07",  # shape of the mouse pointer
        _CLIPBOARD,
        rf"Ptmux;\x1b\x1b{_CLIPBOARD}\x1b\\",
    )
)
"""Sequences that are allowed after an escape character."""

_OBEYED: Final = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
# A pattern that begins with a single character class is searched several times as fast.
_FOREIGN: Final = lazy(rf"[{_OBEYED}](?:(?<!\x1b)|(?!{_MEANT}))")
_SEQUENCES: Final = lazy(rf"(\x1b(?:{_MEANT}))|[{_OBEYED}]")


def sanitize_strip(strip: Strip) -> Strip:
    """Return `strip` with a visible sign for each character that a terminal would obey, at the same width."""
    for text, _, _ in strip:
        # The first test is the whole cost of nearly every row.
        if not text.isprintable() and not is_safe(text):
            break
    else:
        return strip
    segments = [Segment(visible(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length, segments[-1].style)


def sanitize(text: str) -> str:
    """Return `text` without control characters, except those of allowed sequences."""
    return _SEQUENCES.sub(r"\1", text) if _FOREIGN.search(text) else text
