"""The words of a text as ranges.

A word is what a reader would call one: figures such as `$9.9`, `187%` and `open-source` are one word, and what a figure
is per, `/month`, is another. Signs beside each other are one too.
"""

from collections.abc import Iterator
from typing import Final

from annotations.text.invisible import CLASS
from annotations.text.lazy_regex import lazy
from annotations.text.words.unspaced import RUN, split

_INDIC = "".join(
    f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3C)}{chr(block + 0x3E)}-{chr(block + 0x57)}{chr(block + 0x62)}{chr(block + 0x63)}"
    for block in range(0x900, 0xE00, 0x80)
)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0730-\u074a"
    f"{_INDIC}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
    f"\u1ab0-\u1aff\u1dc0-\u1dff{CLASS}\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Vowel signs, accents and invisible characters, which are part of a word but no letters for `re`."""

_WORD: Final = lazy(
    rf"[$€£¥]?\d[\w{_MARKS}]*(?:(?:[.,'’:_&@-]|/(?=\d))\w[\w{_MARKS}]*)*%?|(?<=[\d%])/(?=[^\W\d])[\w{_MARKS}/]+"
    rf"|[$€£¥]?\w[\w{_MARKS}]*(?:[.,'’:/_&@-]\w[\w{_MARKS}]*)*%?|[{_MARKS}]+|[^\w\s{_MARKS}][^\w\s]*"
)


def words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words and signs of a range, in order."""
    for found in _WORD.finditer(text, start, end):
        first, last = found.span()
        if found.group().isascii():
            yield first, last
            continue
        # Letters of other scripts between them are words by themselves.
        for run in RUN.finditer(text, first, last):
            if first < run.start():
                yield first, run.start()
            yield from split(text, run.start(), run.end())
            first = run.end()
        if first < last:
            yield first, last
