"""Edit a text in the user's editor, which uses the terminal until it exits."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from textual.app import SuspendNotSupported

from annotations.errors import UsageError
from annotations.store.access import make_folder
from tui.terminal.host import Host

_FALLBACKS: Final = ("editor", "nano", "vi")

_LOOK: Final = 0.2
"""Seconds between two checks whether the program is to exit."""


class Edited:
    """Temporary file with the text to edit."""

    def __init__(self, folder: Path, text: str) -> None:
        """Write `text` to a new file in `folder`. Raises UsageError if that fails."""
        self._before = text
        try:
            make_folder(folder)
            descriptor, name = tempfile.mkstemp(".md", "note-", folder)  # readable by the user only
            self.path = Path(name)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
                file.write(text + "\n" if text else "")
        except OSError as error:
            raise UsageError(f"No file for the editor in {folder}: {error.strerror}.") from error

    @property
    def text(self) -> str:
        """The edited text; the original one if the editor removed the file."""
        try:
            return self.path.read_bytes().decode("utf-8", "replace").strip()
        except OSError:
            return self._before

    def remove(self) -> None:
        """Remove the file."""
        with suppress(OSError):
            self.path.unlink()


def editor() -> list[str]:
    """Return the command of the editor: VISUAL, EDITOR, or a known one. Raises UsageError if there is none."""
    for name in ("VISUAL", "EDITOR"):
        if wanted := os.environ.get(name, "").strip():
            try:
                command = shlex.split(wanted)
            except ValueError:
                command = []
            if not command or shutil.which(command[0]) is None:
                raise UsageError(f"{name} is set to {wanted!r}, which is not installed.")
            return command
    for name in _FALLBACKS:
        if shutil.which(name) is not None:
            return [name]
    raise UsageError("No editor found. Set EDITOR.")


def run(host: Host, command: Sequence[str]) -> str:
    """Run `command` in the terminal until it exits. Returns an error message, or ``""``."""
    try:
        with host.suspend(), _without_interrupts():
            process = subprocess.Popen(command)
            while True:
                try:
                    code = process.wait(_LOOK)
                    break
                except subprocess.TimeoutExpired:
                    if host.exit_code:
                        process.terminate()
    except SuspendNotSupported:
        return "this terminal cannot run an editor"
    except OSError as error:
        return f"{Path(command[0]).name} cannot be started: {error.strerror}"
    return f"{Path(command[0]).name} ended with code {code}" if code else ""


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Make SIGINT and SIGQUIT do nothing in this process."""
    # A handler, since the editor would inherit ignored signals.
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
