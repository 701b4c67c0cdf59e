"""Finding words in a text the way a reader means them.

White space in what is looked for matches any white space, a line break too; straight quotes and
hyphens match their typographic kin; capitals matter only if the query has one (smart case). The
pattern has no repetition within repetition, so that no query takes more than linear time.
"""

import re
from itertools import islice
from typing import Final

MOST: Final = 10_000
"""Places that are found at the most; nobody walks further."""

_KIN: Final = {
    "'": "['’‘‛ʼ`´]",
    "’": "['’‘‛ʼ`´]",
    '"': '["“”„‟«»]',
    "“": '["“”„‟«»]',
    "”": '["“”„‟«»]',
    "-": "[-‐‑‒–—−]",
    "–": "[-‐‑‒–—−]",
    "—": "[-‐‑‒–—−]",
}


def find_all(text: str, query: str, most: int = MOST) -> list[tuple[int, int]]:
    """The places of a query in a text, in order; none for an empty query."""
    if not query.strip():
        return []
    return [match.span() for match in islice(_pattern(query).finditer(text), most)]


def _pattern(query: str) -> re.Pattern[str]:
    words = query.split()
    joined = r"\s+".join("".join(_KIN.get(char, re.escape(char)) for char in word) for word in words)
    # A blank at an edge is meant: "art " is not the start of "article".
    before = r"\s" if query[0].isspace() else ""
    after = r"\s" if query[-1].isspace() else ""
    return re.compile(before + joined + after, 0 if query != query.lower() else re.IGNORECASE)
