"""Canonical form of a text: what looks the same is the same, with a map of offsets back to the text.

Composed and decomposed letters are equal (NFC), invisible characters such as soft hyphens do not count, and the ligatures
of printed Latin are the letters that they join. Most texts are in this form already, and nothing is done for them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final
from unicodedata import combining, decomposition, is_normalized, normalize

from annotations.text.invisible import CLASS, has_invisible, visible
from annotations.text.lazy_regex import lazy

LIGATURES: Final = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
"""Ligatures and their letters."""

_LIGATURE: Final = lazy(f"[{''.join(LIGATURES)}]")
_APART: Final = lazy(f"[{CLASS}]+|[{''.join(LIGATURES)}]")
_WIDE: Final = lazy("[\U00010000-\U0010ffff]")
_BASIC: Final = 0xFFFF
"""Last code point of the basic plane."""

_JAMO: Final = "\u1161-\u1175\u11a8-\u11c2"
"""Vowels and final consonants that join with a Korean letter before them."""
NUKTA: Final = 7
"""Combining class of the dot below an Indic letter."""

_JOINED: Final = lazy(f"[\u0300-\u036f\u3099\u309a{_JAMO}]")
"""The most frequent characters that are part of the one before them."""

_WITH_MARKS: Final = (
    (0xC0, 0x3400), (0xA66F, 0xA980), (0xA9B3, 0xAC00), (0xF900, 0xFE30), (0x101FD, 0x10EFF + 1), (0x10F46, 0x11E00),
    (0x16AF0, 0x16B37), (0x16D00, 0x17000), (0x1BC9E, 0x1BC9F), (0x1D15E, 0x1D245), (0x1E000, 0x1E94B), (0x2F800, 0x2FA1E),
)  # fmt: skip
"""Ranges of the characters that have a canonical decomposition, or are part of one, but Korean ones."""


def canonical(text: str) -> str:
    """Return a text in its canonical form; unchanged if it has invisible characters only."""
    if text.isascii():
        return text
    return normalize("NFC", _spelled(visible(text)))


def composed(name: str) -> str:
    """Return a name as it is recorded: in NFC, with every character kept."""
    return name if name.isascii() else normalize("NFC", name)


def bare(text: str) -> str:
    """Return a text without the accents of its letters; letters such as ø, vowel signs and kana are left as they are."""
    if text.isascii():
        return text
    return normalize("NFC", accent_pattern().sub("", normalize("NFD", text)))


def around(before: str, after: str) -> tuple[str, str]:
    """Return the context of a passage in canonical form, without a character whose rest was cut off at its far ends."""
    prefix, suffix = canonical(before), canonical(after)
    while prefix and _JOINED.match(prefix) is not None:
        prefix = prefix[1:]
    return prefix, suffix if suffix == after else suffix[:-1]


def key(name: str) -> str:
    """Return the key by which names are equal: canonical form, case folded, each run of white space one blank."""
    return " ".join((name.casefold() if name.isascii() else canonical(canonical(name).casefold())).split())


def has_ligature(text: str) -> bool:
    """Return whether a text has ligatures."""
    return not text.isascii() and _LIGATURE.search(text) is not None


def has_joiners(text: str) -> bool:
    """Return whether a text has characters that may join with a letter before them."""
    return _joiner(wide=_WIDE.search(text) is not None).search(text) is not None


@cache
def _joiner(*, wide: bool) -> re.Pattern[str]:
    return re.compile(f"[{_joiners(wide=wide)}]")


def _spelled(text: str) -> str:
    return _LIGATURE.sub(lambda found: LIGATURES[found[0]], text) if has_ligature(text) else text


class Canonical:
    """A text in its canonical form, and the place in each of an offset in the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The canonical form; the text itself if it is in that form."""
        self._from: list[int] = []
        """Start in the whole text of each stretch that is different."""
        self._to: list[int] = []
        self._starts: list[int] = []
        """Start in the canonical form of each stretch that is different."""
        self._ends: list[int] = []
        if text.isascii():
            return
        composed = is_normalized("NFC", visible(text))
        if composed and not has_invisible(text) and not has_ligature(text):
            return
        parts: list[str] = []
        last = length = 0
        for found in (_APART if composed else clusters(text)).finditer(text):
            old = found[0]
            new = normalize("NFC", _spelled(_without_invisible(old)))
            if new == old:
                continue
            start, end = found.span()
            parts += text[last:start], new
            length += start - last
            self._from.append(start)
            self._to.append(end)
            self._starts.append(length)
            length += len(new)
            self._ends.append(length)
            last = end
        if parts:
            self.text = "".join((*parts, text[last:]))

    def inner(self, offset: int) -> int:
        """Return the offset in the canonical form of one in the whole text."""
        index = bisect_right(self._from, offset) - 1
        if index < 0:
            return offset
        inside = self._starts[index] + offset - self._from[index]
        return (
            min(self._ends[index], inside) if offset < self._to[index] else self._ends[index] + offset - self._to[index]
        )

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the whole text of one in the canonical form, with nothing invisible at its edges."""
        index = bisect_right(self._starts, start) - 1
        first = start
        if index >= 0:
            first = self._from[index] if start < self._ends[index] else self._to[index] + start - self._ends[index]
        if end <= start:
            return first, first
        index = bisect_right(self._starts, end - 1) - 1
        return first, end if index < 0 else self._to[index] + max(0, end - self._ends[index])


def _without_invisible(text: str) -> str:
    return re.sub(f"[{CLASS}]+", "", text) if has_invisible(text) else text


@cache
def _joiners(*, wide: bool) -> str:
    """Return the characters that may join with a letter before them, for a class of a regular expression.

    Only with `wide` those beyond the basic plane are among them: a class with such is many times as slow.
    """
    second = {int(pair[1], 16) for char in _candidates() if (pair := _pair(char))}
    marks = [code for code in map(ord, _candidates()) if combining(chr(code)) or code in second]
    return _JAMO + _class(code for code in marks if wide or code <= _BASIC)


@cache
def accent_pattern() -> re.Pattern[str]:
    """Return a pattern of `accents`."""
    return re.compile(rf"[{accents()}]+")


@cache
def accents() -> str:
    """Return the marks that a reader may leave out when typing, for a class of a regular expression.

    They are in the basic plane, and not the marks of voiced kana, viramas and vowels, which make other letters.
    """
    marks = ((ord(char), combining(char)) for char in _candidates() if ord(char) <= _BASIC)
    return _class(code for code, place in marks if place > 200 or 10 <= place <= 36 or place == NUKTA)


def precomposed() -> Iterator[str]:
    """Yield the letters that have a canonical decomposition, but Korean ones."""
    return (char for char in _candidates() if char.isalpha() and _pair(char))


def clusters(text: str) -> re.Pattern[str]:
    """Return a pattern of all stretches of a text that may not be in canonical form."""
    return _clusters(wide=_WIDE.search(text) is not None)


@cache
def _clusters(*, wide: bool) -> re.Pattern[str]:
    marks, hidden = _joiners(wide=wide), f"[{CLASS}]"
    singles = (ord(char) for char in _candidates() if normalize("NFC", char) != char)
    alone = _class(code for code in singles if wide or code <= _BASIC)
    return re.compile(rf"[^{marks}{CLASS}]?(?:{hidden}*[{marks}])+|{hidden}+|[{alone}{''.join(LIGATURES)}]")


def _candidates() -> Iterator[str]:
    """Yield all characters that may have a canonical decomposition or be part of one, but Korean ones."""
    return map(chr, chain.from_iterable(map(range, *zip(*_WITH_MARKS, strict=True))))


def _pair(char: str) -> list[str]:
    """Return the two characters that a character is made of, in hexadecimal digits; none if it is not."""
    parts = decomposition(char).split()
    return parts if len(parts) == 2 and parts[0][0] != "<" else []


def _class(codes: Iterable[int]) -> str:
    """Return characters as ranges for a class of a regular expression."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)
