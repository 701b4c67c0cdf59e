"""What may leave for the terminal: rows without anything it would obey, and the sequences that a screen is made of.

Two places use it. `CullingCompositor` takes the rows of every widget through `sanitize_strip`, so that no text of a widget is a
control sequence by the time that rows become bytes; what is left of them in those bytes was put there by the frame.
`TerminalWriter` takes the bytes through `sanitize`, which knows all sequences that the program and Textual mean to send.
"""

from typing import Final

from rich.segment import Segment
from textual.strip import Strip

from annotations.text.lazy_regex import lazy
from tui.text.cells import is_safe, visible

_CLIPBOARD: Final = r"\]52;c;[A-Za-z0-9+/]*=*\x07"

_MODES: Final = "7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
"""Wrapping, the cursor, the mouse, the focus, the other screen, pasting, whole frames and sizes."""

_MEANT: Final = "|".join(
    (
        r"\[[0-9;:]*m",  # a style
        r"\[[0-9]+;[0-9]+H",  # a place
        rf"\[\?(?:{_MODES})[hl]",  # a mode, set or taken back
        r"\[\?(?:2026|2048)\$p",  # whether the terminal knows a mode
        r"\[(?:>[0-9]+|<)u",  # keys as kitty reports them, and as they were
        r"\]22;[a-z-]*\x07",  # the shape of the pointer
        _CLIPBOARD,
        rf"Ptmux;\x1b\x1b{_CLIPBOARD}\x1b\\",
    )
)
"""What may come behind an escape character."""

_OBEYED: Final = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
# With a single class of characters in front it is looked for several times as fast.
_FOREIGN: Final = lazy(rf"[{_OBEYED}](?:(?<!\x1b)|(?!{_MEANT}))")
_SEQUENCES: Final = lazy(rf"(\x1b(?:{_MEANT}))|[{_OBEYED}]")


def sanitize_strip(strip: Strip) -> Strip:
    """The strip with a visible sign for everything that a terminal would obey, as wide as it was."""
    for text, _, _ in strip:
        # Asked here already: it is the whole cost of nearly every row.
        if not text.isprintable() and not is_safe(text):
            break
    else:
        return strip
    segments = [Segment(visible(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length, segments[-1].style)


def sanitize(text: str) -> str:
    """What is to be written to the terminal without any control character that the program does not mean."""
    return _SEQUENCES.sub(r"\1", text) if _FOREIGN.search(text) else text
