"""Texts made comparable: folded typography, and words with their offsets."""

from array import array
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, compress, count
from typing import Final, NamedTuple

from annotations.text.folding import ALIKE
from annotations.text.lazy_regex import lazy

_VARIANTS: Final = tuple((char, kin[0]) for kin in ALIKE for char in kin[1:])
_BLANKS_IN_ASCII: Final = "\n\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
_BLANKS: Final = (
    _BLANKS_IN_ASCII + "\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
)

_APART: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without blanks between words, in which each character counts as a word."""
_CHARACTER: Final = lazy(f"[{_APART}]")
_WORD: Final = lazy(rf"(?:\d+(?:[.,]\d+)+|[{_APART}]|[^\W{_APART}]+|[^\w\s])\s*")
"""A word with the white space after it: concatenated matches are the text, so that lengths give offsets."""
_PLAIN: Final = lazy(r"(?:[A-Za-z_]\w*|\d+(?:[.,]\d+)+|\w+|[^\w\s])\s*")
"""`_WORD` for ASCII, in half the time."""


def fold(text: str) -> str:
    """Return the text with one kind of blank, dash and quotation mark; offsets are unchanged."""
    in_ascii = text.isascii()
    for char in _BLANKS_IN_ASCII if in_ascii else _BLANKS:
        text = text.replace(char, " ")
    if in_ascii:
        return text.replace("`", "'")
    for char, plain in _VARIANTS:
        text = text.replace(char, plain)
    return text


STOPS: Final = ".!?…。！？"
"""Signs that end a sentence."""

SEVERAL: Final = 4
"""Number of characters that are some words, in scripts without blanks between words."""


class Words(NamedTuple):
    """Words of a range of folded text; a figure such as 1,000.5 is one word, and so is a sign."""

    keys: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        """Return the end of a word."""
        return self.starts[index] + len(self.keys[index])

    @classmethod
    def of(cls, folded: str, start: int, end: int) -> "Words":
        """Split a range into words."""
        stretch = folded[start:end].lstrip()
        found = (_PLAIN if stretch.isascii() else _WORD).findall(stretch)
        starts = list(accumulate(map(len, found), initial=end - len(stretch)))
        return cls(list(map(str.rstrip, found)), starts[:-1])


class Squeezed:
    """A folded text without its blanks, in which quotes are found whatever white space they have."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._text = folded.replace(" ", "")

    @cached_property
    def _offsets(self) -> "array[int]":
        """Offsets of its signs in the folded text; needed only if a quote is found."""
        return array("L", compress(count(), map(" ".__ne__, self._folded)))

    def stretches(self, quote: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the folded text with the signs of a folded quote, in order, but not within words."""
        wanted = quote.replace(" ", "")
        for place in occurrences(self._text, wanted):
            start, end = self._offsets[place], self._offsets[place + len(wanted) - 1] + 1
            if not (self._is_within_word(start) or self._is_within_word(end)):
                yield start, end

    def _is_within_word(self, offset: int) -> bool:
        beside = self._folded[max(0, offset - 1) : offset + 1]
        return len(beside) == 2 and all(char.isalnum() and not is_apart(char) for char in beside)


def extent(text: str) -> int:
    """Return the length of a text in code points; characters of scripts without blanks count twice."""
    return len(text) if text.isascii() else len(text) + len(_CHARACTER.findall(text))


def is_sentence(folded: str, start: int, end: int) -> bool:
    """Return whether a range of folded text is one or more whole sentences of some words."""
    words = folded[start:end].rstrip()
    several = words.count(" ") >= 2 or len(_CHARACTER.findall(words)) >= SEVERAL
    if not several or words[-1] not in STOPS:
        return False
    while start and folded[start - 1].isspace():
        start -= 1
    return not start or folded[start - 1] in STOPS


def is_apart(char: str) -> bool:
    """Return whether a character belongs to a script without blanks between words."""
    return not char.isascii() and _CHARACTER.match(char) is not None


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Yield the offsets of a quote, in order, overlaps included."""
    place = text.find(quote) if quote else -1
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)
