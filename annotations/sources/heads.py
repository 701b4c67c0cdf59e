"""Facts that files state at their beginning, known without reading the sources."""

from pathlib import Path
from typing import Final

from annotations.documents.file.decode import decode
from annotations.documents.file.regular_file import opened
from annotations.documents.file.stated import stated
from annotations.documents.loader import HEAD, READERS, suffix
from annotations.documents.manner import ReadAs
from annotations.errors import SourceError

_BYTES: Final = HEAD * 4
"""Bytes of a file that are looked at: as many as its first code points can take."""


_TEXTS: Final = frozenset({"plain_text", "markdown"})


def read_head(path: Path, name: str, manner: str) -> dict[str, str] | None:
    """Return the facts that the beginning of a text file states. It may be called from any thread.

    Returns None if the file cannot be read, or if its format has to be read as a whole.
    """
    if READERS.get(suffix(name), "plain_text") not in _TEXTS:
        return None
    try:
        with opened(path) as file:
            data = file.read(_BYTES)
        if len(data) == _BYTES:
            # A character that is cut in two would have the encoding taken for another one.
            data = data[: data.rfind(b"\n") + 1]
        if b"\0" in data:
            return None  # UTF-16 and the like, whose lines are not found by bytes
        return stated(decode(data, name, ReadAs.of(manner).encoding).text[:HEAD])
    except (OSError, SourceError):
        return None
