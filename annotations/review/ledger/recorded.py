"""Which figure is meant by words that were recorded, though the reader of numbers or the text has changed since.

A figure has no identity but its words. A reader that has become better finds other bounds and units beside the same number,
*no more than 4 kg* in place of *more than 4 kg*; an edit puts another number in its place. The two are kept apart, so that
nothing that was recorded falls to a figure that it was not about.
"""

from collections.abc import Sequence
from typing import Final

from annotations.model import Passage
from annotations.text.lazy_regex import lazy

_DIGITS: Final = r"\d+(?:[.,]\d+)*"
NUMBER: Final = lazy(_DIGITS)
_BRIEF: Final = 40
"""Code points of the longest passage that is a figure and little else."""

_TOKEN: Final = lazy(rf"{_DIGITS}|[^\W\d_]+|[^\w\s]")


def meant(words: str, figures: Sequence[str], text: str, before: Sequence[str] = ()) -> str | None:
    """Return which of the figures of a passage is meant by recorded words; None if it is gone or not certain.

    `figures` are in order and in the present words of the passage, `text`. `before` are those in the words that it was
    recorded with, as they are read now; empty if these are the same or are not known.
    """
    if words in figures or not words:
        return words or None
    if not before:
        return read_otherwise(words, figures) if within(words, text) else _edited(words, (words,), figures)
    own = read_otherwise(words, before)
    return own if own in figures else _edited(own, before, figures) if own is not None else None


def read_otherwise(words: str, figures: Sequence[str]) -> str | None:
    """Return the figure that recorded words of the same text are read as now: the first with them, else the longest in them."""
    if words in figures:
        return words
    longer = next((one for one in figures if within(words, one)), None)
    return longer or max((one for one in figures if within(one, words)), key=len, default=None)


def within(words: str, text: str) -> bool:
    """Return whether words are part of a text, where no number is part of another one: *4 kg* is not in *14 kg*."""
    part, whole = _TOKEN.findall(words), _TOKEN.findall(text)
    return bool(part) and any(
        whole[place : place + len(part)] == part for place, one in enumerate(whole) if one == part[0]
    )


def _edited(words: str, before: Sequence[str], figures: Sequence[str]) -> str | None:
    """Return the figure that an edit put in the place of another one; None if it is not certain which."""
    gone, new = ([one for one in some if one not in others] for some, others in ((before, figures), (figures, before)))
    for left, right in (
        ([one for one in gone if _like(one, words)], [one for one in new if _like(one, words)]),
        (gone, new),
    ):
        if len(left) == len(right) and words in left:
            return right[left.index(words)]
    return None


def _like(one: str, other: str) -> bool:
    return NUMBER.sub("#", one) == NUMBER.sub("#", other)


def recorded_words(written: str, passage: Passage) -> str:
    """Return the words that were tagged if a figure of them has changed in its source since; `""` if it has not.

    Of a longer passage those figures have not that are in its recorded words.
    """
    words = " ".join(passage.annotation.exact.split())
    if not passage.figure_changed or (len(words) > _BRIEF and written in words):
        return ""
    return words


def changed_from(written: str, words: str) -> str:
    """Return a line about a figure that had other words or other heads when it was tagged; `""` without such words."""
    if not words:
        return ""
    return f"FIGURE CHANGED, was “{words}”" if words != written else "FIGURE CHANGED, the heads of its table differ"
