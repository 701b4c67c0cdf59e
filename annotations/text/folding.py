"""Text folded for search: differences that a reader does not mean are removed.

A folded text has the same length as the text, so that offsets are equal in both.
"""

from typing import Final

ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟″«»', "-‐‑‒–—―−")
"""Characters that count as equal: apostrophes, quotation marks, dashes."""

_ALIKE: Final = tuple((char, plain) for kin in ALIKE for plain in kin[0] for char in kin[1:] if char != plain)
_ALIKE_IN_ASCII: Final = tuple((char, plain) for char, plain in _ALIKE if char.isascii())


def fold(text: str, *, capitals: bool = False) -> str:
    """Return the text with straight quotes, plain hyphens and, unless `capitals` is true, in lower case."""
    plain_text = text.isascii()
    for char, plain in _ALIKE_IN_ASCII if plain_text else _ALIKE:
        text = text.replace(char, plain)
    if capitals:
        return text
    if plain_text:
        return text.lower()
    # `lower` turns İ into two code points, and Σ into ς or σ depending on its place.
    return text.replace("İ", "i").lower().replace("ς", "σ")


def has_capitals(query: str) -> bool:
    """Return whether case matters: it does if the query has a capital (smart case)."""
    return query != query.lower()
