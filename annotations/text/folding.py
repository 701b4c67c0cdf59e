"""Text folded for search and comparison: differences that a reader does not mean are removed.

`fold` and `loose` make texts comparable. `aligned` keeps the length of a text, so that offsets are equal in both: what a
letter does not need of its code points becomes `PAD`. Patterns for such texts are in `annotations.text.spelling`.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import is_normalized, normalize

from msgspec import Struct

from annotations.text.canonical import accent_pattern, bare, canonical, clusters, has_joiners
from annotations.text.invisible import CLASS
from annotations.text.lazy_regex import lazy

ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟″«»', "-‐‑‒–—―−")
"""Characters that count as equal: apostrophes, quotation marks, dashes."""

HIDDEN: Final = "\u00ad"
"""What every invisible character becomes in aligned text, and a hyphen that breaks a word at the end of a line."""

PAD: Final = "\u034f"
"""What a combining character becomes in aligned text: it belongs to the letter before it."""

PIECE: Final = 1 << 16
"""Code points folded per step: a few milliseconds."""

_INVISIBLE: Final = lazy(f"[{CLASS}]")
_MARKED: Final = lazy("[^\\x00-\xbf\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u219a]")
"""Characters that may be letters with accents: all but ASCII, typographic signs and currencies."""
_BROKEN: Final = lazy(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_ALIKE: Final = tuple((char, plain) for kin in ALIKE for plain in kin[0] for char in kin[1:] if char != plain)
_ALIKE_IN_ASCII: Final = tuple((char, plain) for char, plain in _ALIKE if char.isascii())
_HYPHEN_AT_END: Final = lazy("-\n")
_BLANK: Final = lazy(r"\s")


class Kept(Struct, frozen=True):
    """Differences of spelling that a search does not ignore."""

    capitals: bool = False
    accents: bool = False


LOOSE: Final = Kept()
"""Neither case nor accents count."""


def kept_by(*typed: str) -> Kept:
    """Return what counts for typed words: case if they have a capital, accents if they have one."""
    return Kept(any(map(has_capitals, typed)), any(map(has_accents, typed)))


def has_capitals(query: str) -> bool:
    """Return whether case matters: it does if the query has a capital (smart case)."""
    return query != query.lower()


def has_accents(query: str) -> bool:
    """Return whether accents matter: they do if the query has one."""
    return not query.isascii() and bare(canonical(query)) != canonical(query)


def fold(text: str) -> str:
    """Return the canonical text in lower case, with straight quotes and plain hyphens; its length may differ."""
    text = canonical(text)
    for char, plain in _ALIKE_IN_ASCII if text.isascii() else _ALIKE:
        text = text.replace(char, plain)
    return _lower(text)


def loose(text: str) -> str:
    """Return the folded text without accents."""
    return bare(fold(text))


def aligned(text: str, kept: Kept = LOOSE) -> str:
    """Return the folded text in its own length, with what is `kept`.

    Invisible characters become `HIDDEN`, combining ones `PAD`. Ligatures stay.
    """
    ascii_only = text.isascii()
    for char, plain in _ALIKE_IN_ASCII if ascii_only else _ALIKE:
        text = text.replace(char, plain)
    if not ascii_only and _MARKED.search(text) is not None:
        if not is_normalized("NFC", text) or (_INVISIBLE.search(text) and has_joiners(text)):
            text = clusters(text).sub(_composed, text)
        if not kept.accents:
            text = _without_accents(text)
    if not ascii_only:
        text = _INVISIBLE.sub(_hidden, text)
    if _HYPHEN_AT_END.search(text) is not None:  # a third of the time that `in` takes
        text = _BROKEN.sub(HIDDEN * 2, text)
    return text if kept.capitals else _lower(text)


def pieces(text: str, start: int = 0, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text from an offset on that can be folded one by one: they end before a blank, if they can."""
    while start < len(text):
        end = start + size
        if end < len(text):
            blank = _BLANK.search(text, end, end + size)
            end = blank.start() if blank is not None else end
            while end < len(text) and not text[end].isascii() and has_joiners(text[end]):
                end += 1
        yield start, min(end, len(text))
        start = end


def _lower(text: str) -> str:
    if text.isascii():
        return text.lower()
    # `lower` turns İ into two code points, and Σ into ς or σ depending on its place.
    return text.replace("İ", "i").lower().replace("ς", "σ")


def _hidden(found: re.Match[str]) -> str:
    return PAD if found[0] == PAD else HIDDEN


def _composed(found: re.Match[str]) -> str:
    """Return a letter and its marks, composed and padded to its length."""
    cluster = found[0]
    seen = _INVISIBLE.sub("", cluster)
    letter = normalize("NFC", seen)
    if not letter or len(letter) > len(cluster) or letter == cluster:
        return cluster
    return letter + PAD * (len(cluster) - len(letter))


def _without_accents(text: str) -> str:
    marks = accent_pattern()
    if is_normalized("NFD", text) and marks.search(text) is None:
        return text
    text = marks.sub(lambda found: PAD * len(found[0]), text)
    stripped = bare(text)
    if len(stripped) == len(text):
        return stripped
    # Some rare letters are longer in canonical form: they stay as they are.
    return "".join(plain if len(plain := bare(char)) == 1 else char for char in text)
