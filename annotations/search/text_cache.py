"""Cache of the texts of all sources for repeated searches, in bounded memory."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from annotations.documents.document import Document
from annotations.library.queries import Queries
from annotations.text.folding import aligned, pieces

BUDGET: Final = 48_000_000
"""Code points of text kept; further sources are read again for each search."""

_TITLE: Final = 200
"""Maximum length of a heading in code points."""


class Text:
    """Text of one source as the search needs it."""

    def __init__(self, document: Document) -> None:
        """Take the text of a document that was loaded completely."""
        self.text = document.text
        self.folded = ""
        """Folded text; `""` until `prepare` is done."""
        self._starts = document.starts()
        self._headings = array("I", (self._starts[index] for index in document.headings()))

    def prepare(self) -> Iterator[None]:
        """Fold the text, in steps of a few milliseconds."""
        parts = []
        for start, end in pieces(self.text):
            parts.append(aligned(self.text[start:end]))
            yield
        self.folded = "".join(parts)

    def block(self, offset: int) -> tuple[int, int]:
        """Return the start and end of the block at an offset, including the newline after it; `text` if it has no blocks."""
        if not self._starts:
            return 0, len(self.text)
        index = bisect_right(self._starts, offset)
        end = self._starts[index] if index < len(self._starts) else len(self.text)
        return self._starts[max(0, index - 1)], end

    def is_heading(self, start: int) -> bool:
        """Return whether the block that starts at an offset is a heading."""
        index = bisect_right(self._headings, start) - 1
        return index >= 0 and self._headings[index] == start

    def heading(self, offset: int) -> str:
        """Return the heading above or at an offset; `""` before the first one."""
        index = bisect_right(self._headings, offset) - 1
        if index < 0:
            return ""
        start, end = self.block(self._headings[index])
        return self.text[start : min(end, start + _TITLE)].removesuffix("\n")


class Texts:
    """Texts of the sources of a library, the most recently used ones."""

    def __init__(self, library: Queries, budget: int = BUDGET) -> None:
        self._library = library
        self._budget = budget
        self._kept: dict[str, Text] = {}
        self._size = 0

    def get(self, source_id: str) -> Text | None:
        """Return the text of a source if it is cached."""
        text = self._kept.pop(source_id, None)
        if text is not None:
            self._kept[source_id] = text
        return text

    def read(self, source_id: str) -> Iterator[None]:
        """Load a source in steps of a few milliseconds; then `get` returns it. Raises SourceError."""
        if source_id in self._kept:
            return
        reading = self._library.reading(source_id)
        while reading.step():
            yield
        text = Text(self._library.document(source_id))
        for _ in text.prepare():
            yield
        self._keep(source_id, text)

    def forget(self, source_id: str) -> None:
        """Remove a source whose text has changed."""
        text = self._kept.pop(source_id, None)
        self._size -= len(text.text) if text is not None else 0

    def _keep(self, source_id: str, text: Text) -> None:
        self._kept[source_id] = text
        self._size += len(text.text)
        while self._size > self._budget and len(self._kept) > 1:
            dropped = self._kept.pop(next(iter(self._kept)))
            self._size -= len(dropped.text)
