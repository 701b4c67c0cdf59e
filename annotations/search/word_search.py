"""Search for words as a reader means them.

White space in the query matches any white space, including line breaks; straight quotes and hyphens match their
typographic variants; invisible characters such as soft hyphens do not count; case matters only if the query has a capital. There is no repetition within repetition, so that
every query takes linear time.
"""

import re
from collections.abc import Iterator

from annotations.text.folding import HIDDEN, fold, has_capitals, shown, within
from annotations.text.lazy_regex import lazy


class Words:
    """Query of words; `find` takes a text folded for it."""

    def __init__(self, query: str) -> None:
        """Compile a query that is not blank."""
        self.capitals = has_capitals(query)
        folded = shown(fold(query, capitals=self.capitals))
        words = folded.split()
        # A blank at an edge is intended: "art " is not the start of "article".
        edges = r"\s" if folded[0].isspace() else "", r"\s" if folded[-1].isspace() else ""
        self._literal = words[0] if len(words) == 1 and not any(edges) else ""
        self._pattern = lazy(edges[0] + r"\s+".join(map(re.escape, words)) + edges[1])
        self._hidden = lazy(edges[0] + rf"{HIDDEN}*\s[\s{HIDDEN}]*".join(map(within, words)) + edges[1])
        """The same, with invisible characters between letters: several times as slow, for texts that have some."""

    def find(self, folded: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the places from an offset on, in order and disjoint."""
        hidden = HIDDEN in folded
        if hidden or not self._literal:
            for match in (self._hidden if hidden else self._pattern).finditer(folded, start):
                yield match.span()
            return
        # Several times as fast as a pattern, and the most frequent kind of query.
        literal, length, find = self._literal, len(self._literal), folded.find
        place = find(literal, start)
        while place >= 0:
            yield place, place + length
            place = find(literal, place + length)
