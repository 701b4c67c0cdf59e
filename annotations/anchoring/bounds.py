"""Bounds of a passage and the words beside them: one that lay between words is not to lie inside one."""

import re
import unicodedata
from typing import Final, NamedTuple

from annotations.anchoring.selectors import Selectors, snap, trim
from annotations.anchoring.tokens import is_apart
from annotations.model import CONTEXT
from annotations.text.numbers import figures

LONGEST: Final = 400
"""Code points by which a bound is moved at most; what is longer than that is no word."""

_NEAR: Final = 48
"""Code points on each side of a bound in which a figure around it is looked for."""

_GROUPED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
"""A number whose thousands are set apart by blanks."""

_INVISIBLE: Final = "\u00ad\u200c\u200d\u2060"
"""What is inside words and is not seen: soft hyphen, joiners."""

_APOSTROPHES: Final = "'’ʼ·"
_HYPHENS: Final = "-‐‑"
_IN_NUMBERS: Final = ".,:/'’–—−"
_RAISED: Final = "⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
"""Digits of footnotes and formulas; the others are also written in units, such as m²."""


class Stretch(NamedTuple):
    """A passage within what is known of the text around it."""

    text: str
    start: int
    end: int
    before: int
    """Code points before the passage that may be compared with those of another text; 0 where none are known."""
    after: int
    """The same of those after it."""

    @property
    def words(self) -> str:
        """The passage."""
        return self.text[self.start : self.end]

    def reworded(self, words: str) -> "Stretch":
        """The same with other words for the passage."""
        text = self.text[: self.start] + words + self.text[self.end :]
        return self._replace(text=text, end=self.start + len(words))

    def without(self, first: int, last: int) -> "Stretch":
        """The same without some code points at the start and at the end of the text."""
        text = self.text[first : len(self.text) - last]
        start, end = (min(max(0, bound - first), len(text)) for bound in (self.start, self.end))
        return self._replace(text=text, start=start, end=end)

    @classmethod
    def recorded(cls, selectors: Selectors, old_text: str | None) -> "Stretch":
        """A passage as it was described, in the text that it was described in if that was kept."""
        exact, prefix, suffix, start, end = selectors
        if old_text is not None and old_text[start:end] == exact:
            low = max(0, start - CONTEXT)
            return cls(old_text[low : end + CONTEXT], start - low, end - low, CONTEXT, CONTEXT)
        # A short prefix is all that there was before it, unless the passage stood farther from the start.
        before = CONTEXT if start <= len(prefix) else min(CONTEXT, len(prefix))
        after = CONTEXT if suffix or prefix or start == 0 else 0
        return cls(prefix + exact + suffix, len(prefix), len(prefix) + len(exact), before, after)

    def at(self, text: str, start: int, end: int) -> "Stretch":
        """A stretch of another text, with as much around it as is known of this one."""
        low = max(0, start - self.before)
        return Stretch(text[low : end + self.after], start - low, end - low, self.before, self.after)


def widened(was: Stretch, text: str, start: int, end: int) -> tuple[int, int]:
    """A place in a text such that a bound is inside a word or a figure only if that of the passage was."""
    if not inside_word(was.text, was.start):
        start = _first(text, start)
    if not inside_word(was.text, was.end):
        end = _last(text, end)
    if was.before and not figure_around(was.text, was.start):
        start, _ = figure_around(text, start) or (start, end)
    if was.after and not figure_around(was.text, was.end):
        _, end = figure_around(text, end) or (start, end)
    return trim(text, *snap(text, start, end))


def inside_word(text: str, offset: int) -> bool:
    """Whether an offset is between two characters of one word or one number.

    Words go on over apostrophes, hyphens and the points of abbreviations, numbers over decimal and thousands marks.
    Where a script sets no blanks between words, each character is one.
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
    """Whether a sign joins what stands before and after it to one word."""
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
    # Of a sentence that follows without a blank, or a footnote, the point is the end.
    return sign == "." and ((before.isalpha() and after.islower()) or (before.isupper() and after.isupper()))


def _of_word(char: str) -> bool:
    if char.isalnum():
        return not is_apart(char) and char not in _RAISED
    return char == "_" or char in _INVISIBLE or (unicodedata.category(char)[0] == "M" and not is_apart(char))


def _first(text: str, offset: int) -> int:
    """Where a word begins that an offset is inside."""
    for place in range(offset, max(-1, offset - LONGEST), -1):
        if not inside_word(text, place):
            return place
    return offset


def _last(text: str, offset: int) -> int:
    """Where a word ends that an offset is inside."""
    for place in range(offset, min(len(text), offset + LONGEST) + 1):
        if not inside_word(text, place):
            return place
    return offset


def figure_around(text: str, offset: int) -> tuple[int, int] | None:
    """The figure that an offset is inside, with its sign, currency, scale and unit."""
    low = max(0, offset - _NEAR)
    while 0 < low < offset and not text[low - 1].isspace():
        low += 1
    found = figures(text, low, min(len(text), offset + _NEAR))
    return next((span for span in found if span[0] < offset < span[1]), None)
