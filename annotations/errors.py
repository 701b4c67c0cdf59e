"""What can go wrong, as one small tree.

PostilError                     every error that a user may see; ``str(error)`` is one clear line
├── UsageError                  the request does not fit: no such passage, an ambiguous quote, an unknown tag
├── SourceError                 a source cannot be read: missing, not permitted, binary
└── StoreError                  the library cannot be read or written
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


class NewerError(StoreError):
    """A newer postil wrote the library: only that one can read it, and nothing is to be put right."""
