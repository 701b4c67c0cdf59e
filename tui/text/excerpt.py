"""A passage with the text around it."""

from typing import NamedTuple

from annotations.model import Annotation, Passage

AROUND = 1200
"""Code points before and after a passage of which as much is shown as there is room for."""

_LONGEST = 4000
"""Code points of a passage that are shown."""


class Excerpt(NamedTuple):
    """A stretch of a source's text with a passage in it."""

    text: str = ""
    start: int = 0
    """Where the passage begins in the text."""
    end: int = 0


def recorded(annotation: Annotation) -> Excerpt:
    """A passage with as much of the text around it as is kept beside its quote."""
    start = len(annotation.prefix)
    text = annotation.prefix + annotation.exact[:_LONGEST] + annotation.suffix
    return Excerpt(text, start, start + len(annotation.exact[:_LONGEST]))


def excerpt(passage: Passage, text: str) -> Excerpt:
    """A passage in the text of its source; as it was recorded if it has no place there."""
    if not 0 <= passage.start < passage.end <= len(text):
        return recorded(passage.annotation)
    end = min(passage.end, passage.start + _LONGEST)
    low, high = max(0, passage.start - AROUND), min(len(text), end + AROUND)
    if low:
        low = max(low, text.rfind("\n", low, passage.start) + 1 or low)
    return Excerpt(text[low:high], passage.start - low, end - low)
