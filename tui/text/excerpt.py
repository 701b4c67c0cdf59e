"""A passage with its context."""

from typing import NamedTuple

from annotations.model import Annotation, Passage

AROUND = 3200
"""Code points of context before and after a passage; as many are shown as fit."""

_LONGEST = 4000
"""Code points of a passage that are shown."""


class Excerpt(NamedTuple):
    """A part of a source's text with a passage in it."""

    text: str = ""
    start: int = 0
    """Start of the passage in `text`."""
    end: int = 0


def recorded(annotation: Annotation) -> Excerpt:
    """Return a passage with its recorded context."""
    start = len(annotation.prefix)
    text = annotation.prefix + annotation.exact[:_LONGEST] + annotation.suffix
    return Excerpt(text, start, start + len(annotation.exact[:_LONGEST]))


def excerpt(passage: Passage, text: str) -> Excerpt:
    """Return a passage in the text of its source, or with its recorded context if it has no place there."""
    if not 0 <= passage.start < passage.end <= len(text):
        return recorded(passage.annotation)
    end = min(passage.end, passage.start + _LONGEST)
    low, high = max(0, passage.start - AROUND), min(len(text), end + AROUND)
    if low:  # From the start of a paragraph, if one begins before the passage.
        low = text.find("\n", low, passage.start) + 1 or low
    return Excerpt(text[low:high], passage.start - low, end - low)
