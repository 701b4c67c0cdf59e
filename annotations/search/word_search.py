"""Search for words as a reader means them.

White space in the query matches any white space, including line breaks; straight quotes and hyphens match their
typographic variants; invisible characters, ligatures and the coding of accents do not count; case matters only if the
query has a capital, and an accent only where one was typed. There is no repetition within repetition, so that every query
takes linear time.
"""

from collections.abc import Iterator

from annotations.text.canonical import canonical
from annotations.text.folding import aligned, kept_by
from annotations.text.lazy_regex import lazy
from annotations.text.spelling import any_spelling, is_plain, plain, shown


class Words:
    """Query of words; `find` takes a text that was `aligned` for it."""

    def __init__(self, query: str) -> None:
        """Compile a query that is not blank."""
        self.kept = kept_by(query)
        """What counts in the text."""
        folded = shown(aligned(canonical(query), self.kept))
        words = folded.split()
        # A blank at an edge is intended: "art " is not the start of "article".
        edges = r"\s" if folded[0].isspace() else "", r"\s" if folded[-1].isspace() else ""
        literal = len(words) == 1 and not any(edges) and not self.kept.accents
        self._literal = words[0] if literal else ""
        self._pattern = lazy(edges[0] + plain(words, self.kept) + edges[1])
        self._any = lazy(edges[0] + any_spelling(words, self.kept) + edges[1])

    def find(self, folded: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the places from an offset on, in order and disjoint."""
        regular = is_plain(folded, self.kept)
        if not regular or not self._literal:
            for match in (self._pattern if regular else self._any).finditer(folded, start):
                yield match.span()
            return
        # Several times as fast as a pattern, and the most frequent kind of query.
        literal, length, find = self._literal, len(self._literal), folded.find
        place = find(literal, start)
        while place >= 0:
            yield place, place + length
            place = find(literal, place + length)
