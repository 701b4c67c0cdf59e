"""A text in the editor that the user has chosen, which has the terminal meanwhile."""

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
"""Seconds between looks whether the program is to end."""


class Edited:
    """A text that is with the editor."""

    def __init__(self, folder: Path, text: str) -> None:
        """A text in a file of its own in a folder. Raises UsageError if there can be none."""
        self._before = text
        try:
            make_folder(folder)
            descriptor, name = tempfile.mkstemp(".md", "note-", folder)  # which nobody else may read
            self.path = Path(name)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
                file.write(text + "\n" if text else "")
        except OSError as error:
            raise UsageError(
                f"The editor gets no file in {folder}: {error.strerror}. Write the note with i."
            ) from error

    @property
    def text(self) -> str:
        """What it is now; what it was if the editor left no file."""
        try:
            return self.path.read_bytes().decode("utf-8", "replace").strip()
        except OSError:
            return self._before

    def remove(self) -> None:
        """Remove the file."""
        with suppress(OSError):
            self.path.unlink()


def editor() -> list[str]:
    """The command of the user's editor: VISUAL, EDITOR, or what there is. Raises UsageError if there is none."""
    for name in ("VISUAL", "EDITOR"):
        if wanted := os.environ.get(name, "").strip():
            try:
                command = shlex.split(wanted)
            except ValueError:
                command = []
            if not command or shutil.which(command[0]) is None:
                raise UsageError(f"{name} is set to {wanted!r}, which is no program here. Write the note with i.")
            return command
    for name in _FALLBACKS:
        if shutil.which(name) is not None:
            return [name]
    raise UsageError("There is no editor. Set EDITOR, or write the note with i.")


def run(host: Host, command: Sequence[str]) -> str:
    """Let a program have the terminal until it ends. Returns what went wrong, in one line, or nothing."""
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
        return "this terminal cannot be handed to an editor"
    except OSError as error:
        return f"{Path(command[0]).name} does not start: {error.strerror}"
    return f"{Path(command[0]).name} ended with code {code}" if code else ""


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep Ctrl-C for the program that has the terminal. Not ignored, or it would inherit that."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
