"""The beginning of a source, read by itself.

A first screen shows a few thousand code points, and must wait neither for the rest of a large file nor for what only
the rest can say: in which encoding it is, and what the links in its first lines are defined to lead to. So a beginning
is provisional. The reading of the whole file decides, and nearly always it begins alike; see `Document.adopt`.
"""

import os
from pathlib import Path
from typing import Final

from annotations.documents.document import Document
from annotations.documents.file.regular_file import opened
from annotations.documents.loader import DocumentLoader
from annotations.errors import SourceError

REACH: Final = 12_000
"""Code points of reading text in a beginning, about: several screens."""
FURTHEST: Final = 32_000
"""Code points up to which a place counts as in the beginning."""
_BYTES: Final = 1 << 17
"""Bytes of the file that are looked at."""
_LARGE: Final = 500_000
"""Bytes from which a file is large."""


def beginning(path: Path, name: str, manner: str = "", place: int = 0) -> Document | None:
    """The beginning of a source, as far as a place and `REACH` beyond it; it never counts as complete.

    Return None if the file's first bytes do not suffice or cannot be read; the caller then reads the whole file.
    """
    if place > FURTHEST:
        return None
    try:
        with opened(path) as file:
            data = file.read(_BYTES)
            whole = len(data) == os.fstat(file.fileno()).st_size
    except (OSError, SourceError):
        return None
    if not whole:
        data = data[: data.rfind(b"\n") + 1]
    if b"\x00" in data:
        return None  # UTF-16 and the like, if it is text: its newlines are not found by bytes.
    try:
        reading = DocumentLoader(data, name, manner)
    except SourceError:
        return None
    document = reading.document
    while document.length < place + REACH and reading.step():
        pass
    if document.complete and not whole:
        return None
    document.complete = False
    return document


def is_large(path: Path) -> bool:
    """Whether a file is so large that what must be known of all of it keeps a first screen waiting."""
    try:
        return path.stat().st_size > _LARGE
    except OSError:
        return False
