"""Copy text to the terminal's clipboard, which works over ssh, and to the system's."""

import base64
import os
from collections.abc import Callable

OSC52_LIMIT = 74_000
"""Bytes of text beyond which terminals are known to ignore OSC 52."""


_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "�"),
}


def harmless(text: str) -> str:
    """Return `text` with a visible sign for each control character."""
    # Copied text may be pasted into a shell.
    return text.translate(_CONTROLS)


def osc52(text: str) -> str:
    """Return the sequence that sets the terminal's clipboard, wrapped for tmux inside tmux."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\x07"
    if "TMUX" in os.environ:
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"{sequence}\x1bPtmux;{doubled}\x1b\\"
    return sequence


def copy(text: str, write: Callable[[str], None] | None) -> str:
    """Copy `text` to every available clipboard and return their names; ``""`` if there is none.

    `write` sends a sequence to the terminal; None without a terminal.
    """
    reached = []
    if write is not None and len(text.encode("utf-8", "replace")) <= OSC52_LIMIT:
        write(osc52(text))
        reached.append("the terminal's clipboard")
    if _system_copy(text):
        reached.append("the system's")
    return " and ".join(reached)


def _system_copy(text: str) -> bool:
    """Copy `text` with a clipboard program and return whether it worked. Over ssh, return False."""
    # Over ssh it would be the clipboard of the remote machine.
    if "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ:
        return False
    if os.name == "posix" and os.uname().sysname != "Darwin" and not _has_display():
        return False
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


def _has_display() -> bool:
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
