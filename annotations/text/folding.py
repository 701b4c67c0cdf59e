"""Text folded for search: differences that a reader does not mean are removed.

A folded text has the same length as the text, so that offsets are equal in both.
"""

import re
from typing import Final

from annotations.text.invisible import CLASS
from annotations.text.lazy_regex import lazy

ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟″«»', "-‐‑‒–—―−")
"""Characters that count as equal: apostrophes, quotation marks, dashes."""

HIDDEN: Final = "\u00ad"
"""What every invisible character becomes: a soft hyphen."""

_INVISIBLE: Final = lazy(f"[{CLASS}]")
_ALIKE: Final = tuple((char, plain) for kin in ALIKE for plain in kin[0] for char in kin[1:] if char != plain)
_ALIKE_IN_ASCII: Final = tuple((char, plain) for char, plain in _ALIKE if char.isascii())


def fold(text: str, *, capitals: bool = False) -> str:
    """Return the text with straight quotes, plain hyphens and, unless `capitals` is true, in lower case.

    Invisible characters become `HIDDEN`.
    """
    plain_text = text.isascii()
    for char, plain in _ALIKE_IN_ASCII if plain_text else _ALIKE:
        text = text.replace(char, plain)
    if not plain_text:
        text = _INVISIBLE.sub(HIDDEN, text)
    if capitals:
        return text
    if plain_text:
        return text.lower()
    # `lower` turns İ into two code points, and Σ into ς or σ depending on its place.
    return text.replace("İ", "i").lower().replace("ς", "σ")


def has_capitals(query: str) -> bool:
    """Return whether case matters: it does if the query has a capital (smart case)."""
    return query != query.lower()


def shown(folded: str) -> str:
    """Return folded words without invisible characters; unchanged if they are nothing else."""
    return folded.replace(HIDDEN, "") or folded


def within(folded: str) -> str:
    """Return a pattern of folded words that matches them with invisible characters between their letters too."""
    return f"{HIDDEN}*".join(map(re.escape, shown(folded)))
