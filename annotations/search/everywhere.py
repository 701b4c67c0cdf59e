"""Finding in all sources, notes and tags, in steps that leave time for keys in between."""

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from annotations.errors import PostilError
from annotations.library import Library
from annotations.model import Passage, Source
from annotations.search.fold import fold
from annotations.search.query import Query
from annotations.search.terms import PHRASE, Match, Terms
from annotations.search.texts import Text, Texts

MOST: Final = 10_000
"""Hits that are kept: the best ones."""

_BEFORE, _AFTER, _MATCH = 36, 220, 80
"""Code points that are kept before, after and of what was found."""

_PASSAGE, _HEADING, _TEXT = range(3)
"""What is found in a passage or its note comes before headings and titles, and these before plain text."""

_BREATH: Final = 16
"""Passages or blocks looked at in one step."""


class Hit(NamedTuple):
    """One place where something was found."""

    order: tuple[int, int, int, int, int]
    """Sorts the best first: how well, in what, number of the source, place, number of the passage."""
    source: str
    start: int
    """-1 if it has no place in the text."""
    annotation: str = ""
    """Id of the passage; empty for plain text."""
    heading: str = ""
    """What it stands under."""
    before: str = ""
    found: str = ""
    after: str = ""
    """The words found with what stands around them, as the source has them."""
    note: bool = False
    """Whether those are of the passage's note."""

    @property
    def rank(self) -> int:
        """How well it matches: see `annotations.search.terms`."""
        return self.order[0]


class Everywhere:
    """One search; `steps` does it, piece by piece, and what was found so far can be looked at in between."""

    def __init__(self, library: Library, texts: Texts, query: Query) -> None:
        self.hits: list[Hit] = []
        """What was found, the best first; `MOST` at the most."""
        self.count = 0
        """How many were found, those that are not kept included."""
        self.searched = 0
        """Sources that have been searched."""
        self.unreadable: list[str] = []
        """Paths of sources that could not be read."""
        self._library = library
        self._texts = texts
        self._query = query
        self._covered: dict[str, list[tuple[int, int]]] = {}
        """Where the passages are that were found, by source: their text is not shown twice."""
        self._terms = Terms(query.terms, query.without, capitals=query.capitals)
        self.sources: list[Source] = [source for source in library.sources() if query.takes_source(source)]
        """The sources that are searched."""

    def steps(self) -> Iterator[None]:
        """Search everything, in steps of a few milliseconds."""
        if self._query.empty:
            return
        for source in self.sources:
            found: list[Hit] = []
            yield from self._passages(source, found)
            self._take(found)
        for source in self.sources:
            if self._query.in_texts:
                yield from self._source(source)
            self.searched += 1
            yield

    def _take(self, found: list[Hit]) -> None:
        if found:
            self.count += len(found)
            self.hits += found
            self.hits.sort(key=attrgetter("order"))
            del self.hits[MOST:]

    # --- passages

    def _passages(self, source: Source, found: list[Hit]) -> Iterator[None]:
        for index, passage in enumerate(self._library.passages(source.id)):
            if self._query.takes(self._library, passage) and (hit := self._passage(source, passage)):
                found.append(hit)
                self._covered.setdefault(source.id, []).append((passage.start, passage.end))
            if index % _BREATH == _BREATH - 1:
                yield

    def _passage(self, source: Source, passage: Passage) -> Hit | None:
        annotation = passage.annotation
        text = "\n".join((annotation.exact, annotation.note, *annotation.tags))
        folded = fold(text, capitals=self._query.capitals)
        match = self._terms.match(folded, 0, len(folded))
        if match is None:
            return None
        words, note = len(annotation.exact), len(annotation.exact) + 1 + len(annotation.note)
        in_note = words < match.start < note
        if in_note:
            shown = _context(text, match, words + 1, note)
        else:
            # What was found in the name of a tag is in sight already.
            shown = _context(text, match if match.start < words else Match(match.rank, -1, -1), 0, words)
        order = (match.rank, _PASSAGE, source.number, max(0, passage.start), annotation.number)
        heading = kept.heading(passage.start) if passage.placed and (kept := self._texts.get(source.id)) else ""
        return Hit(order, source.id, passage.start, annotation.id, heading, *shown, in_note)

    # --- texts

    def _source(self, source: Source) -> Iterator[None]:
        try:
            yield from self._texts.read(source.id)
        except PostilError:
            self.unreadable.append(source.path)
        found: list[Hit] = []
        self._title(source, found)
        if (text := self._texts.get(source.id)) is not None:
            yield from self._text(source, text, found)
        self._take(found)

    def _title(self, source: Source, found: list[Hit]) -> None:
        """A source is found by its path; its title is a heading, or words, of its text."""
        folded = fold(source.path, capitals=self._query.capitals)
        match = self._terms.match(folded, 0, len(folded))
        if match is not None:
            shown = _context(source.path, match, 0, len(source.path))
            found.append(Hit((match.rank, _HEADING, source.number, 0, 0), source.id, -1, "", "", *shown))

    def _text(self, source: Source, text: Text, found: list[Hit]) -> Iterator[None]:
        folded = fold(text.text, capitals=True) if self._query.capitals else text.folded
        covered: dict[int, list[tuple[int, int]]] = {}
        for span in self._covered.get(source.id, ()):
            covered.setdefault(text.block(max(0, span[0]))[0], []).append(span)
        place, step, longest = 0, 0, self._terms.longest
        while (first := longest.search(folded, place)) is not None:
            start, place = text.block(first.start())
            place = max(place, first.end())
            match = self._terms.match(folded, start, place)
            if match and not any(one <= match.start < other for one, other in covered.get(start, ())):
                kind = _HEADING if text.is_heading(start) else _TEXT
                order = (match.rank, kind, source.number, match.start, 0)
                shown = _context(text.text, match, start, place)
                found.append(Hit(order, source.id, match.start, "", text.heading(match.start), *shown))
            step += 1
            if step % _BREATH == 0:
                yield


def _context(text: str, match: Match, first: int, last: int) -> tuple[str, str, str]:
    """What stands before, what was found and what stands after, between two offsets."""
    if match.start < 0:
        return "", "", text[first : min(last, first + _MATCH + _AFTER)]
    start, end = match.start, min(match.end, match.start + _MATCH)
    begin = max(first, start - _BEFORE)
    if begin > first and (blank := text.find(" ", begin, start) + 1) > 0:
        begin = blank
    before = ("…" if begin > first else "") + text[begin:start]
    return before, text[start:end], text[end : min(last, end + _AFTER)].rstrip("\n")


def words_to_find(query: Query, hit: Hit) -> str:
    r"""What `/` looks for after a hit was opened: the words together, or after ``\v`` any of them."""
    if len(query.terms) == 1 or hit.rank == PHRASE:
        return " ".join(query.terms)
    words = sorted(query.terms, key=len, reverse=True)
    return r"\v" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
