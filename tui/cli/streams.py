"""Standard streams: what goes to a terminal has no control characters, and its progress gives way to output."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, TextIO

from tui.cli.progress import Progress

if TYPE_CHECKING:
    from annotations.library import Library

_progress: Progress | None = None
"""The progress of the verb that runs; None if it shows none."""


class _Watched:
    """Stream that the progress on the terminal gives way to; forwards everything."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text` and return its length."""
        if _progress is None:
            self._put(text)
            return len(text)
        with _progress.lock:
            _progress.give_way(at_line_start=self._lets_go_on(text))
            self._put(text)
        return len(text)

    def _put(self, text: str) -> None:
        self._stream.write(text)

    def _lets_go_on(self, _text: str) -> bool:
        """Return whether a progress may be shown after some output: not on a screen that the reader of a pipe may draw."""
        return False

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of `lines`."""
        for line in lines:
            self.write(line)

    @property
    def buffer(self) -> Any:
        """The stream of bytes: where these leave the cursor is not known."""
        if _progress is not None:
            _progress.give_way(at_line_start=False)
        return self._stream.buffer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Shown(_Watched):
    """Stream to a terminal that replaces control characters by visible signs."""

    def _put(self, text: str) -> None:
        from tui.text.cells import is_safe, visible

        lines = text.split("\n")
        self._stream.write(text if all(map(is_safe, lines)) else "\n".join(map(visible, lines)))

    def _lets_go_on(self, text: str) -> bool:
        return text.endswith("\n")

    def overwrite(self, text: str) -> None:
        """Replace what is in the line of the cursor by a short text without a line feed."""
        from tui.text.cells import shorten, visible

        room = get_terminal_size().columns - 1
        shown = shorten(visible(text), room)
        self._stream.write(f"\r{' ' * room}\r{shown}")
        self._stream.flush()


def guard() -> None:
    """Wrap the standard streams that are terminals, also for what Python itself prints, and a pipe beside a terminal."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, _Watched):
            continue
        if stream.isatty():
            setattr(sys, name, _Shown(stream))
        elif _is_pipe(stream):
            setattr(sys, name, _Watched(stream))


def _is_pipe(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False  # One in memory.


@contextmanager
def working() -> Iterator[None]:
    """Show on standard error that a verb is at work, if it takes longer than a moment and that is a terminal."""
    global _progress  # noqa: PLW0603 - the streams of a process are one
    stream = sys.stderr
    if not isinstance(stream, _Shown):
        yield
        return
    _progress = Progress(stream.overwrite)
    try:
        with _progress.running():
            yield
    finally:
        _progress = None


def watch(library: "Library") -> None:
    """Let the progress show how many sources of a library have been read."""
    if _progress is not None:
        sources = max(1, library.source_count)
        _progress.watch(lambda: library.files.read_count / sources)


@contextmanager
def progress() -> Iterator[Callable[[float], None]]:
    """Return a function that shows on the terminal which share of the sources has been read, from 0 to 1."""

    def show(share: float) -> None:
        if _progress is not None:
            _progress.tell(share)

    try:
        yield show
    finally:
        if _progress is not None:
            _progress.tell(None)


def text_given(text: str) -> str:
    """Return a text as it was given on the command line; `-` is the whole standard input."""
    if text != "-":
        return text
    if _progress is not None:
        _progress.give_way(at_line_start=False)  # It is typed there, perhaps.
    return sys.stdin.read().rstrip("\n")


def agreed(question: str) -> bool:
    """Ask a question on standard error and return whether the answer is yes."""
    sys.stderr.write(f"postil: {question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
