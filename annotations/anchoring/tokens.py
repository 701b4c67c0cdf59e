"""Texts made comparable: typographic variants folded, words with their places."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from annotations.text.folding import ALIKE

_VARIANTS: Final = tuple((char, kin[0]) for kin in ALIKE for char in kin[1:])
_BLANKS: Final = "\n\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)

_APART: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without blanks between words: there each character counts as one."""
_CHARACTER: Final = re.compile(f"[{_APART}]")
_WORD: Final = re.compile(rf"(?:\d+(?:[.,]\d+)+|[{_APART}]|[^\W{_APART}]+|[^\w\s])\s*")
"""A word with the white space after it: together they are the text, so that their lengths tell where they stand."""
_PLAIN: Final = re.compile(r"(?:[A-Za-z_]\w*|\d+(?:[.,]\d+)+|\w+|[^\w\s])\s*")
"""The same for ASCII, in half the time."""


def fold(text: str) -> str:
    """The text with one kind of blank, dash and quotation mark; each place in it is the place in the text."""
    for char in _BLANKS:
        text = text.replace(char, " ")
    if text.isascii():
        return text.replace("`", "'")
    for char, plain in _VARIANTS:
        text = text.replace(char, plain)
    return text


class Words(NamedTuple):
    """The words of a stretch of folded text; a figure such as 1,000.5 is one, a sign is one."""

    keys: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        """Where a word ends."""
        return self.starts[index] + len(self.keys[index])

    @classmethod
    def of(cls, folded: str, start: int, end: int) -> "Words":
        """Take a stretch apart."""
        stretch = folded[start:end].lstrip()
        found = (_PLAIN if stretch.isascii() else _WORD).findall(stretch)
        starts = list(accumulate(map(len, found), initial=end - len(stretch)))
        return cls(list(map(str.rstrip, found)), starts[:-1])


def extent(text: str) -> int:
    """How much a text says, in code points of a script with blanks: characters of the others count twice."""
    return len(text) if text.isascii() else len(text) + len(_CHARACTER.findall(text))


def is_apart(char: str) -> bool:
    """Whether a character is of a script without blanks between words."""
    return not char.isascii() and _CHARACTER.match(char) is not None


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Where a quote stands, first to last, overlaps included."""
    place = text.find(quote) if quote else -1
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)
