"""The sentences of a reading text: the context of a passage, and what may be linked though nobody tagged it."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*\s+(?=\W*[A-Z0-9\"“‘(])|[。！？]+|\n|\t")
_SHORT = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|cf|e\.g|i\.e|ca|approx|Inc|Ltd|Co|Corp)\.\s*$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch of text, as half-open spans without blanks at their ends.

    A line, and a cell of a table, ends a sentence too.
    """
    end = len(text) if end is None else end
    first = start
    for match in _END.finditer(text, start, end):
        if _SHORT.search(text, first, match.end()):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def around(text: str, start: int, end: int, most: int = 400) -> str:
    """The sentences that a passage lies in, at most so many code points before and after it; empty without a place."""
    if start < 0:
        return ""
    low = max(0, start - most, text.rfind("\n", 0, start) + 1)
    line = text.find("\n", end)
    high = min(len(text) if line < 0 else line, end + most)
    spans = [(first, last) for first, last in sentences(text, low, high) if first < end and start < last]
    return text[min(span[0] for span in spans) : max(span[1] for span in spans)] if spans else ""


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first, last = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    if first < last:
        yield first, last
