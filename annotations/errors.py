"""What can go wrong, as one small tree.

PostilError                     every error that a user may see; ``str(error)`` is one clear line
├── UsageError                  the request does not fit: no such passage, an ambiguous quote, an unknown tag
├── SourceError                 a source cannot be read: missing, not permitted, binary
└── StoreError                  the library cannot be read or written
    ├── GoneError               the folder of the library is not where it was: nothing can be written there
    ├── ReadOnlyError           a change was asked of a library that is open read-only
    └── NewerError              a newer postil wrote the library; it is no damage

Each message says what is wrong, where, and what to do about it.
"""


class PostilError(Exception):
    """An error that is shown to the user as one line."""


class UsageError(PostilError):
    """The request does not fit what is there."""


class SourceError(PostilError):
    """A source cannot be read."""


class StoreError(PostilError):
    """The library on disk cannot be read or written."""


class ReadOnlyError(StoreError):
    """A change was asked of a library that is open read-only."""


class GoneError(StoreError):
    """The folder of a library is not where it was: it was renamed, deleted or unmounted."""


class NewerError(StoreError):
    """A newer postil wrote the library: only that one can read it, and nothing is to be put right."""
