"""Standard streams: what goes to a terminal has no control characters."""

import sys
from collections.abc import Iterable
from typing import Any, TextIO


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

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard() -> None:
    """Wrap the standard streams that are terminals, also for what Python itself prints."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream.isatty() and not isinstance(stream, _Shown):
            setattr(sys, name, _Shown(stream))


def text_given(text: str) -> str:
    """Return a text as it was given on the command line; `-` is the whole standard input."""
    return sys.stdin.read().rstrip("\n") if text == "-" else text


def agreed(question: str) -> bool:
    """Ask a question on standard error and return whether the answer is yes."""
    sys.stderr.write(f"postil: {question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
