"""Standard streams: what goes to a terminal has no control characters."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from time import monotonic
from typing import Any, Final, TextIO

_PATIENCE: Final = 1.0
"""Seconds of work that shows no progress."""

_SHOW_EVERY: Final = 0.1
"""Seconds between two updates of a progress."""

_WHAT: Final = "reading the sources"


class _Shown:
    """Stream that replaces control characters by visible signs, and forwards everything else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text` and return its length."""
        from tui.text.cells import is_safe, visible

        lines = text.split("\n")
        self._stream.write(text if all(map(is_safe, lines)) else "\n".join(map(visible, lines)))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of `lines`."""
        for line in lines:
            self.write(line)

    def overwrite(self, text: str) -> None:
        """Replace what is in the line of the cursor by a short text without a line feed."""
        from tui.text.cells import shorten, visible

        room = get_terminal_size().columns - 1
        shown = shorten(visible(text), room)
        self._stream.write(f"\r{' ' * room}\r{shown}")
        self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard() -> None:
    """Wrap the standard streams that are terminals, also for what Python itself prints."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream.isatty() and not isinstance(stream, _Shown):
            setattr(sys, name, _Shown(stream))


@contextmanager
def progress() -> Iterator[Callable[[float], None]]:
    """Return a function that shows on standard error which share of the sources has been read, from 0 to 1.

    Its line is removed at the end. Work of a moment shows none, nor does a stream that is no terminal.
    """
    stream, due, shown = sys.stderr, monotonic() + _PATIENCE, False

    def show(share: float) -> None:
        nonlocal due, shown
        if isinstance(stream, _Shown) and monotonic() >= due:
            shown = True  # From now on an interrupt removes it.
            stream.overwrite(f"{_WHAT} · {100 * share:.0f} %")
            due = monotonic() + _SHOW_EVERY

    try:
        yield show
    finally:
        if isinstance(stream, _Shown) and shown:
            stream.overwrite("")


def text_given(text: str) -> str:
    """Return a text as it was given on the command line; `-` is the whole standard input."""
    return sys.stdin.read().rstrip("\n") if text == "-" else text


def agreed(question: str) -> bool:
    """Ask a question on standard error and return whether the answer is yes."""
    sys.stderr.write(f"postil: {question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
