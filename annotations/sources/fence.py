"""Limits reading to the folder of a library and the paths that the user named; links cannot lead out."""

import os
from collections.abc import Iterable
from pathlib import Path

from annotations.errors import SourceError


def is_there(path: Path) -> bool:
    """Return whether anything is at the path of a source; no path that a record may have raises an error."""
    return os.path.exists(path)  # noqa: PTH110 - Path raises for one that is too long


def is_regular(path: Path) -> bool:
    """Return whether the path of a source leads to a regular file; see `is_there`."""
    return os.path.isfile(path)  # noqa: PTH113 - as above


class Fence:
    """Allows the folder of a library and the paths it was opened on. The library's own records cannot extend it."""

    def __init__(self, folder: Path, named: Iterable[Path]) -> None:
        """A fence around a folder and what was named; each of these may be a link."""
        roots = {os.path.realpath(path) for path in (folder, *named)}
        self._roots = roots
        self._within = tuple(root.rstrip(os.sep) + os.sep for root in roots)
        # A folder that is given another name stays the same folder.
        self._identities = {found for root in roots if (found := _identity(root))}

    def holds(self, path: Path) -> bool:
        """Return whether a path may be read, after all links were followed; it need not exist."""
        real = os.path.realpath(path)
        if real in self._roots or real.startswith(self._within):
            return True
        return any(_identity(os.fspath(above)) in self._identities for above in Path(real).parents)

    def check(self, path: Path) -> None:
        """Raise SourceError if a path may not be read."""
        if not self.holds(path):
            name = os.fsencode(path).decode("utf-8", "replace")
            raise SourceError(f"{name} leads out of the folder by a link; name the file itself to read it")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - as in annotations.store.files
    except OSError:
        return None
    return found.st_dev, found.st_ino
