"""The texts of all sources for searching them again and again, in bounded memory."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from annotations.documents.document import Document
from annotations.library.queries import Catalogue
from annotations.text.folding import fold

BUDGET: Final = 48_000_000
"""Code points of text that are kept; sources beyond that are read again for each search."""

_PIECE: Final = 1 << 18

_TITLE: Final = 200
"""Code points of a heading that are told."""


class Text:
    """What a search wants to know of one source."""

    def __init__(self, document: Document) -> None:
        """Take it from a document that has been read to its end."""
        self.text = document.text
        self.folded = ""
        """The text without capitals and typography; empty until `prepare` is done."""
        self._starts = document.starts()
        self._headings = array("I", (self._starts[index] for index in document.headings()))

    def prepare(self) -> Iterator[None]:
        """Fold the text in steps of a few milliseconds."""
        pieces = []
        for start in range(0, len(self.text), _PIECE):
            pieces.append(fold(self.text[start : start + _PIECE]))
            yield
        self.folded = "".join(pieces)

    def block(self, offset: int) -> tuple[int, int]:
        """Start and end of the block at an offset, the newline after it included; the whole text if it has no blocks."""
        if not self._starts:
            return 0, len(self.text)
        index = bisect_right(self._starts, offset)
        end = self._starts[index] if index < len(self._starts) else len(self.text)
        return self._starts[max(0, index - 1)], end

    def is_heading(self, start: int) -> bool:
        """Whether the block that starts there is a heading."""
        index = bisect_right(self._headings, start) - 1
        return index >= 0 and self._headings[index] == start

    def heading(self, offset: int) -> str:
        """The heading that an offset stands under, or is in; empty before the first one."""
        index = bisect_right(self._headings, offset) - 1
        if index < 0:
            return ""
        start, end = self.block(self._headings[index])
        return self.text[start : min(end, start + _TITLE)].removesuffix("\n")


class Texts:
    """The texts of a library's sources, those kept that were wanted last."""

    def __init__(self, library: Catalogue, budget: int = BUDGET) -> None:
        self._library = library
        self._budget = budget
        self._kept: dict[str, Text] = {}
        self._size = 0

    def get(self, source_id: str) -> Text | None:
        """The text of a source if it is kept."""
        text = self._kept.pop(source_id, None)
        if text is not None:
            self._kept[source_id] = text
        return text

    def read(self, source_id: str) -> Iterator[None]:
        """Read a source in steps of a few milliseconds; then `get` has it. Raises SourceError."""
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
        """Give up what is kept of a source whose text is another one now."""
        text = self._kept.pop(source_id, None)
        self._size -= len(text.text) if text is not None else 0

    def _keep(self, source_id: str, text: Text) -> None:
        self._kept[source_id] = text
        self._size += len(text.text)
        while self._size > self._budget and len(self._kept) > 1:
            dropped = self._kept.pop(next(iter(self._kept)))
            self._size -= len(dropped.text)
