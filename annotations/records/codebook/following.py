"""``codebook.toml`` follows the changes of the tags and link types that it names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from annotations.errors import UsageError
from annotations.model import Edit
from annotations.store import access
from annotations.store.files import replace_file

SECTIONS: Final = frozenset(("tags", "kinds"))
"""Tables of a library whose records the file may name."""


@contextmanager
def following(path: Path, edits: tuple[Edit, ...]) -> Iterator[None]:
    """Edit a codebook file before a change is recorded; if that fails the file is as it was.

    Raises UsageError if the file names what is changed and cannot be edited.
    """
    # An entry that stays as it was would bring back the old name at the next start.
    before = _read(path) if any(edit.table in SECTIONS and edit.before is not None for edit in edits) else b""
    after = _follow(before, edits) if before else None
    if after is None:
        yield
        return
    if not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222:
        raise UsageError(f"{path} names it and is read-only. Make the file writable, or make the change there.")
    _write(path, after)
    try:
        yield
    except BaseException:
        _write(path, before)
        raise


def _follow(before: bytes, edits: tuple[Edit, ...]) -> bytes | None:
    from annotations.records.codebook.file import follow  # most libraries have no such file

    return follow(before, edits)


def _read(path: Path) -> bytes:
    if not access.is_there(path):
        return b""
    try:
        return access.read(path)
    except OSError:
        return b""  # It was reported when the library was opened, and nothing of it is used.


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise UsageError(f"{path} names it and cannot be written: {error.strerror or error}.") from error
