"""Handing an address to the browser of the machine that the reader sits at."""

import os
import shutil
import subprocess
import sys
from typing import Final

_running: Final[list[subprocess.Popen[bytes]]] = []
"""What was started and may not have ended yet: an end that nobody asks for would leave a zombie."""


def open_address(address: str) -> bool:
    """Have the system open an address; False if there is no browser here, or it would be on another machine.

    Never waits and leaves the terminal alone: the program that is started has none.
    """
    if "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ:
        return False
    program = _program()
    if not program:
        return False
    _running[:] = [process for process in _running if process.poll() is None]
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            [program, address], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    _running.append(process)
    return True


def _program() -> str:
    """The program that opens an address with whatever the user likes best; empty if there is none."""
    if sys.platform == "darwin":
        return shutil.which("open") or ""
    if sys.platform == "win32":
        return shutil.which("explorer") or ""
    # Without a display it would be a browser that wants this terminal.
    if "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ:
        return shutil.which("xdg-open") or ""
    return shutil.which("wslview") or ""
