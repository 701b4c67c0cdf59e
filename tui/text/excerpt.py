"""A passage with its context."""

from typing import Final, NamedTuple

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


_FIGURE: Final = 40
"""Code points of the longest figure that is shown with the words around it."""

_BESIDE: Final = 24
"""Code points shown on each side of a figure."""


def in_words(annotation: Annotation) -> str:
    """Return the words of a passage; those of a brief figure with the words around it: *58% · scores … on the exam*."""
    exact = annotation.exact
    if "figure" not in annotation.tags or len(exact) > _FIGURE:
        return exact
    before = annotation.prefix.rpartition("\n")[2][-_BESIDE:]
    after = annotation.suffix.partition("\n")[0][:_BESIDE]
    if len(before) == _BESIDE or before == annotation.prefix:
        before = before.partition(" ")[2]  # The first word is cut.
    if len(after) == _BESIDE or after == annotation.suffix:
        after = after.rpartition(" ")[0]
    around = " … ".join(filter(None, (before.strip(), after.strip())))
    return f"{exact} · {around}" if around.strip(" ….,;:|") else exact
