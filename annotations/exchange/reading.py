"""Reads files for importers, within bounds: a file may be hostile."""

from pathlib import Path
from typing import Final

from annotations.errors import UsageError

LARGEST: Final = 1 << 28
"""Bytes of the largest file that is read."""


def bytes_of(path: Path) -> bytes:
    """Return the contents of a file. Raises UsageError, with one line, if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(data) > LARGEST:
        raise UsageError(f"{path.name} is larger than {LARGEST >> 20} MiB. Split it.")
    return data


def text_of(path: Path) -> str:
    """Return the contents of a text file in UTF-8, with or without a byte order mark, or in UTF-16 with one.

    What is no UTF-8 becomes U+FFFD. Raises UsageError as `bytes_of`.
    """
    data = bytes_of(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
