"""Bounds of a passage and the words beside them: a bound between words must not move into a word."""

import unicodedata
from typing import Final, NamedTuple

from annotations.anchoring.selectors import Selectors, snap, trim
from annotations.anchoring.tokens import is_apart
from annotations.model import CONTEXT
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import cores, may_have

LONGEST: Final = 400
"""Maximum distance in code points by which a bound is moved; longer runs are not words."""

_NEAR: Final = 48
"""Code points searched on each side of a bound for a figure around it."""

_REACH: Final = 32
"""Maximum length in code points of the scale and unit behind a number."""

_AHEAD: Final = 24
"""Maximum length in code points of the sign and currency before a number, with a number word."""

_GROUPED: Final = lazy(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
"""Number whose thousands are separated by blanks."""

_INVISIBLE: Final = "\u00ad\u200c\u200d\u2060"
"""Invisible characters inside words: soft hyphen, joiners."""

_APOSTROPHES: Final = "'’ʼ·"
_HYPHENS: Final = "-‐‑"
_IN_NUMBERS: Final = ".,:/'’–—−"
_RAISED: Final = "⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
"""Digits of footnotes and formulas; ² and ³ are missing because units such as m² use them."""


class Stretch(NamedTuple):
    """Passage with the known part of the text around it."""

    text: str
    start: int
    end: int
    before: int
    """Code points before the passage to compare with another text; 0 if none are known."""
    after: int
    """Code points after the passage to compare with another text; 0 if none are known."""

    @property
    def words(self) -> str:
        """Words of the passage."""
        return self.text[self.start : self.end]

    def reworded(self, words: str) -> "Stretch":
        """Return a copy with other words for the passage."""
        text = self.text[: self.start] + words + self.text[self.end :]
        return self._replace(text=text, end=self.start + len(words))

    def without(self, first: int, last: int) -> "Stretch":
        """Return a copy without `first` code points at the start and `last` at the end of the text."""
        text = self.text[first : len(self.text) - last]
        start, end = (min(max(0, bound - first), len(text)) for bound in (self.start, self.end))
        return self._replace(text=text, start=start, end=end)

    @classmethod
    def recorded(cls, selectors: Selectors, old_text: str | None) -> "Stretch":
        """Return a passage as it was recorded, within `old_text` if that contains it."""
        exact, prefix, suffix, start, end = selectors
        if old_text is not None and old_text[start:end] == exact:
            low = max(0, start - CONTEXT)
            return cls(old_text[low : end + CONTEXT], start - low, end - low, CONTEXT, CONTEXT)
        # A context is short because the text ends there, unless the passage was farther from its start.
        cut = start < 0 or len(prefix) < min(start, CONTEXT)
        before, after = (len(prefix), len(suffix)) if cut else (CONTEXT, CONTEXT)
        return cls(prefix + exact + suffix, len(prefix), len(prefix) + len(exact), before, after)

    def at(self, text: str, start: int, end: int) -> "Stretch":
        """Return a range of another text with as much context as this passage has."""
        low = max(0, start - self.before)
        return Stretch(text[low : end + self.after], start - low, end - low, self.before, self.after)


def widened(was: Stretch, text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range until its bounds are inside a word or figure only where those of the passage `was` were."""
    if not inside_word(was.text, was.start):
        start = _first(text, start)
    if not inside_word(was.text, was.end):
        end = _last(text, end)
    if was.before and (found := _new_figure(was.text, was.start, text, start)):
        start = found[0]
    if was.after and (found := _new_figure(was.text, was.end, text, end)):
        end = found[1]
    return trim(text, *snap(text, start, end))


def _new_figure(was: str, offset: int, text: str, place: int) -> tuple[int, int] | None:
    """Return the figure that a place in `text` is inside, if the offset in `was` was not inside one."""
    before, after = was[max(0, offset - CONTEXT) : offset], was[offset : offset + _NEAR]
    if text.startswith(after, place) and text.endswith(before, 0, place):
        return None
    found = figure_around(text, place)
    return found if found and not figure_around(was, offset) else None


def inside_word(text: str, offset: int) -> bool:
    """Return whether an offset is between two characters of one word or number.

    Words include apostrophes, hyphens and the points of abbreviations; numbers include decimal and thousands marks. In
    scripts without blanks between words, each character is a word.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _of_word(before):
        if _of_word(after):
            return True
        return offset + 1 < len(text) and _joins(text, offset)
    return offset > 1 and _of_word(after) and _joins(text, offset - 1)


def _joins(text: str, place: int) -> bool:
    """Return whether the sign at `place` joins the characters around it into one word."""
    before, sign, after = text[place - 1], text[place], text[place + 1]
    if not (_of_word(before) and _of_word(after)):
        return False
    digits = before.isdigit() and after.isdigit()
    if sign.isspace():
        return digits and any(
            one.start() < place < one.end() for one in _GROUPED.finditer(text, max(0, place - _NEAR), place + _NEAR)
        )
    if sign in _HYPHENS or sign in _APOSTROPHES or (digits and sign in _IN_NUMBERS):
        return True
    # Otherwise the point ends a sentence that is followed without a blank, or by a footnote.
    return sign == "." and ((before.isalpha() and after.islower()) or (before.isupper() and after.isupper()))


def _of_word(char: str) -> bool:
    if char.isalnum():
        return not is_apart(char) and char not in _RAISED
    return char == "_" or char in _INVISIBLE or (unicodedata.category(char)[0] == "M" and not is_apart(char))


def _first(text: str, offset: int) -> int:
    """Return the start of the word that an offset is inside."""
    for place in range(offset, max(-1, offset - LONGEST), -1):
        if not inside_word(text, place):
            return place
    return offset


def _last(text: str, offset: int) -> int:
    """Return the end of the word that an offset is inside."""
    for place in range(offset, min(len(text), offset + LONGEST) + 1):
        if not inside_word(text, place):
            return place
    return offset


def figure_around(text: str, offset: int) -> tuple[int, int] | None:
    """Return the figure that an offset is inside, with sign, currency, scale and unit; None if there is none."""
    if not may_have(text[max(0, offset - _REACH) : offset + _AHEAD]):
        return None
    low = max(0, offset - _NEAR)
    while 0 < low < offset and not text[low - 1].isspace():
        low += 1
    found = cores(text, low, offset + _NEAR)
    return next((span for span in found if span[0] < offset < span[1]), None)
