"""Opening a file that must be a regular one: a pipe, a device or a folder would block the reader or be no text."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.errors import SourceError


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file, to be read. Raises OSError, or SourceError when it is no regular file."""
    # A pipe must not block the program, and a file may have become one since it was listed.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise SourceError(f"{shown(path)} is {kind_of(mode)}, not a file; open a text or Markdown file")
        yield file


def shown(path: Path) -> str:
    """A path as text: bytes of a name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def kind_of(mode: int) -> str:
    """What a file is that is no regular one, in words, by its `st_mode`."""
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
