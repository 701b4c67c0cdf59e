"""Open addresses in the browser of the user's machine."""

import os
import shutil
import subprocess
import sys
from typing import Final

_running: Final[list[subprocess.Popen[bytes]]] = []
"""Processes that may still run; each must be polled, or it would become a zombie."""


def open_address(address: str) -> bool:
    """Open `address` in the user's browser. Return False if this machine has none, or is used over ssh.

    Returns at once; the process gets no terminal.
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
    """Return the path of the program that opens addresses; ``""`` if there is none."""
    if sys.platform == "darwin":
        return shutil.which("open") or ""
    if sys.platform == "win32":
        return shutil.which("explorer") or ""
    # Without a display, `xdg-open` would start a text browser in this terminal.
    if "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ:
        return shutil.which("xdg-open") or ""
    return shutil.which("wslview") or ""
