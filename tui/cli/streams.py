"""What the command line prints: on a terminal, nothing that it would obey, whoever prints it."""

import sys
from typing import Any, TextIO


class _Shown:
    """A stream that writes a visible sign for each control character, and is the stream that it wraps in all else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write lines. Returns the characters that were taken."""
        from tui.text.cells import is_safe, visible

        lines = text.split("\n")
        self._stream.write(text if all(map(is_safe, lines)) else "\n".join(map(visible, lines)))
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard() -> None:
    """Have the terminal shown what is printed from now on: results, warnings, and what Python itself says of errors."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream.isatty() and not isinstance(stream, _Shown):
            setattr(sys, name, _Shown(stream))
