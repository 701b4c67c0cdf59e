"""Conflict copies: other versions of the library's file and of its journal that lie beside them."""

from pathlib import Path
from typing import Final

from annotations.errors import StoreError
from annotations.library.library import Library
from annotations.library.sync import TakenCopy
from annotations.store import access
from annotations.store.file.backups import Backups
from annotations.store.paths import BACKUPS, CODEBOOK, FILE, JOURNAL

_NAMES: Final = ("library", "journal")
_OTHERS: Final = (".lock", ".tmp", ".toml", ".swp", ".icloud", ".part")
"""Endings of other files and of those that are being written."""


def copies(home: Path) -> list[Path]:
    """Return the other versions of the library's file or journal that a sync client, a merge or a person left beside them."""
    return [path for path in _named_like_one(home) if access.is_file(path)]


def unopened(home: Path) -> list[Path]:
    """Return paths that are named like a copy but are not opened, because they are no regular files."""
    return [path for path in _named_like_one(home) if not access.is_file(path)]


def codebooks(home: Path) -> list[Path]:
    """Return other versions of the codebook, which postil does not merge: people write it."""
    return sorted(
        path
        for path in access.listed(home)
        if path.name != CODEBOOK and not path.name.startswith((".", "~"))
        if "codebook" in path.name.lower() and path.name.lower().endswith(".toml")
    )


def _named_like_one(home: Path) -> list[Path]:
    # Sync clients and merge tools add words to the name, before or behind its ending, and keep the rest.
    return sorted(
        path
        for path in access.listed(home)
        if path.name not in (FILE, JOURNAL) and not path.name.startswith((".", "~"))
        if any(name in path.name.lower() for name in _NAMES) and not path.name.lower().endswith(_OTHERS)
    )


def take_in(library: Library, copy: Path) -> TakenCopy:
    """Merge a copy into a library and keep it among the backups.

    Raises StoreError if it cannot be read, or ReadOnlyError.
    """
    taken = library.sync.merge_file(copy)
    library.flush()
    try:
        Backups(copy.parent / BACKUPS).put_away(copy, "taken-in")
    except OSError as error:
        raise StoreError(f"{copy} was taken in and cannot be moved: {error.strerror}.") from error
    return taken


def what_is(copy: Path) -> str:
    """Describe a copy in one line without its name and its full stop."""
    what = "journal" if "journal" in copy.name.lower() else "library"
    return f"another version of the {what}, left by a sync client or a merge"
