"""Sentences of a reading text: context of passages, and candidates for links that are not tagged."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*\s+(?=\W*[A-Z0-9\"“‘(])|[。！？]+|\n|\t")
_SHORT = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|cf|e\.g|i\.e|ca|approx|Inc|Ltd|Co|Corp)\.\s*$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a range of text, as half-open ranges without blanks at their ends.

    The end of a line or of a table cell also ends a sentence.
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
    """Return the sentences that contain a passage; `""` if `start` is negative.

    They reach at most `most` code points beyond the passage on each side, and not beyond its line.
    """
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
