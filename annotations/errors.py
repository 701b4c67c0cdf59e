"""Errors that a user may see, as one small tree.

PostilError                     every error that a user may see; `str(error)` is one clear line
├── UsageError                  the request is invalid: no such passage, an ambiguous quote, an unknown tag
├── SourceError                 a source cannot be read: missing, not permitted, binary
└── StoreError                  the library cannot be read or written
    ├── GoneError               the folder of the library is missing: nothing can be written there
    ├── ReadOnlyError           a change of a library that is open read-only
    └── NewerError              a newer postil wrote the library; it is not damaged

Each message says what is wrong, where, and what to do about it.
"""

from collections.abc import Sequence
from typing import overload


class PostilError(Exception):
    """An error that is shown to the user as one line."""


class UsageError(PostilError):
    """The request is invalid or does not match the library."""


class SourceError(PostilError):
    """A source cannot be read."""


class StoreError(PostilError):
    """The library on disk cannot be read or written."""


class ReadOnlyError(StoreError):
    """A change was requested of a library that is open read-only."""


class GoneError(StoreError):
    """The folder of a library is missing: it was renamed, deleted or unmounted."""


class NewerError(StoreError):
    """The library was written by a newer postil: only that version can read it, and no repair is needed."""


class Problems(Sequence[str]):
    """Messages about a library for the user, a line each, oldest first.

    All parts of a library report to one object; any thread may add to it.
    """

    def __init__(self, *lines: str) -> None:
        """Start with some lines."""
        self._lines = [*lines]

    def add(self, *lines: str) -> None:
        """Report lines, again if they are there."""
        self._lines += lines

    def add_once(self, *lines: str) -> None:
        """Report those lines that are not there yet."""
        self._lines += [line for line in dict.fromkeys(lines) if line not in self._lines]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        """Return a line, or several."""
        return self._lines[index]
