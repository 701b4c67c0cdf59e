"""Texts with the differences taken out that a reader does not mean when looking for words.

A folded text has as many code points as the text: a place in one is the place in the other.
"""

from typing import Final

ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟″«»', "-‐‑‒–—―−")
"""Characters that are taken for each other: apostrophes, quotation marks, dashes."""

_ALIKE: Final = tuple((char, plain) for kin in ALIKE for plain in kin[0] for char in kin[1:] if char != plain)
_ALIKE_IN_ASCII: Final = tuple((char, plain) for char, plain in _ALIKE if char.isascii())


def fold(text: str, *, capitals: bool = False) -> str:
    """The text with straight quotes, plain hyphens, and small letters unless capitals are to stay."""
    plain_text = text.isascii()
    for char, plain in _ALIKE_IN_ASCII if plain_text else _ALIKE:
        text = text.replace(char, plain)
    if capitals:
        return text
    if plain_text:
        return text.lower()
    # The two letters that `lower` does not turn into one letter each, the same one wherever they stand.
    return text.replace("İ", "i").lower().replace("ς", "σ")


def has_capitals(query: str) -> bool:
    """Whether capitals matter: they do if the query has one (smart case)."""
    return query != query.lower()
