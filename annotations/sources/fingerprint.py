"""The bytes of a file, by which it is known under another name."""

from pathlib import Path
from typing import Final

from annotations.documents.file.regular_file import opened
from annotations.errors import SourceError

_PIECE: Final = 1 << 20
"""Bytes of a file that are read and hashed at a time."""


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes, to know it by under another name; empty if it cannot be read."""
    from hashlib import sha256  # brings OpenSSL with it, which the first screen does not need

    digest = sha256()
    try:
        with opened(path) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except (OSError, SourceError):
        return ""
    return digest.hexdigest()
