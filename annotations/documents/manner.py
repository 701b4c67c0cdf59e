"""How a source was asked to be read: as Markdown throughout or as suits it, and in which encoding.

Both are recorded as one text, in words: nothing, ``markdown``, ``cp1250``, ``markdown cp1250``.
"""

import codecs
from typing import Final, NamedTuple

MARKDOWN: Final = "markdown"
"""Read as Markdown from its first line to its last; without it, as suits it."""


class ReadAs(NamedTuple):
    """A recorded manner, parsed."""

    markdown: bool
    encoding: str
    """The Python name of an encoding; nothing where it is to be guessed."""

    @classmethod
    def of(cls, manner: str) -> "ReadAs":
        """Parse a recorded manner; words that name no encoding are ignored."""
        words = manner.split()
        return cls(MARKDOWN in words, next(filter(None, map(known, (word for word in words if word != MARKDOWN))), ""))

    def recorded(self) -> str:
        """The manner as text, to be recorded."""
        return " ".join(filter(None, (MARKDOWN if self.markdown else "", self.encoding)))


def known(name: str) -> str:
    """The Python name of a text encoding; empty if there is none of that name."""
    try:
        found = codecs.lookup(name)
        b"a".decode(name)  # some codecs make no text
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    return found.name
