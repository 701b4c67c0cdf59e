"""How a source was asked to be read: as Markdown throughout or as suits it, and in which encoding.

Both are recorded as one text, in words: nothing, ``markdown``, ``cp1250``, ``markdown cp1250``.
"""

from typing import Final, NamedTuple

from annotations.documents.file.encodings import known

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
