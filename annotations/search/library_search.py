"""Finding in all sources, notes and tags, in steps that leave time for keys in between."""

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from annotations.documents.preview import is_large
from annotations.errors import PostilError
from annotations.library.library import Library
from annotations.model import Passage, Source
from annotations.search.query import Query
from annotations.search.term_match import PHRASE, Match, Terms
from annotations.search.text_cache import Text, Texts
from annotations.text.folding import fold

MOST: Final = 10_000
"""Hits that are kept: the best ones."""

_BEFORE, _AFTER, _MATCH = 36, 220, 80
"""Code points that are kept before, after and of what was found."""

_PASSAGE, _HEADING, _TEXT = range(3)
"""What is found in a passage or its note comes before headings and titles, and these before plain text."""

_BREATH: Final = 16
"""Sources, passages or blocks looked at in one step."""

_WINDOW: Final = 1 << 18
"""Code points of a text that are looked through in one step."""

_OVERLAP: Final = 1 << 12
"""Code points behind a window into which what begins in it may reach."""


_ORDER: Final = attrgetter("order")


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
        """How well it matches: see `annotations.search.term_match`."""
        return self.order[0]


class Everywhere:
    """One search; `steps` does it, piece by piece, and what was found so far can be looked at in between."""

    def __init__(self, library: Library, texts: Texts, query: Query) -> None:
        self._hits: list[Hit] = []
        self._new: list[Hit] = []
        """What was found since `hits` was asked for the last time, in no order."""
        self._looked = 0
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
        self.sources: list[Source] = []
        """The sources that are searched, as far as they have been chosen."""

    @property
    def hits(self) -> list[Hit]:
        """What was found so far, the best first; `MOST` at the most. What is in order already is not sorted again."""
        if self._new:
            self._new.sort(key=_ORDER)
            merged = self._hits + self._new  # Two runs, which Python's sort merges in one go.
            merged.sort(key=_ORDER)
            self._hits, self._new = merged[:MOST], []
        return self._hits

    def steps(self) -> Iterator[str]:
        """Search everything, in steps of a few milliseconds, whatever the number and the size of the sources.

        A step gives the id of a source that is opened next and takes long to be decoded, for the caller to have that
        done in another thread; else it gives an empty text.
        """
        if self._query.empty:
            return
        for source in self._library.sources():
            if self._query.takes_source(source):
                self.sources.append(source)
            if self._breathe():
                yield ""
        for source in self.sources:
            yield from self._passages(source)
            if self._breathe():
                yield ""
        for source in self.sources:
            if self._query.in_texts:
                yield from self._source(source)
            self.searched += 1
            if self._breathe():
                yield ""

    def _breathe(self) -> bool:
        """Count something that was looked at; whether it is time for a step to end."""
        self._looked += 1
        return self._looked % _BREATH == 0

    def _take(self, hit: Hit) -> None:
        """Keep a hit, unless as many better ones are kept already as anybody wants."""
        self.count += 1
        if len(self._hits) < MOST or hit.order < self._hits[-1].order:
            self._new.append(hit)

    # --- passages

    def _passages(self, source: Source) -> Iterator[str]:
        for passage in self._library.passages(source.id):
            if self._query.takes(self._library, passage) and (hit := self._passage(source, passage)):
                self._take(hit)
                self._covered.setdefault(source.id, []).append((passage.start, passage.end))
            if self._breathe():
                yield ""

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

    def _source(self, source: Source) -> Iterator[str]:
        if self._texts.get(source.id) is None and is_large(self._library.path(source.id)):
            yield source.id
        try:
            for _ in self._texts.read(source.id):
                yield ""
        except PostilError:
            self.unreadable.append(source.path)
        self._title(source)
        if (text := self._texts.get(source.id)) is not None:
            yield from self._text(source, text)

    def _title(self, source: Source) -> None:
        """A source is found by its path; its title is a heading, or words, of its text."""
        folded = fold(source.path, capitals=self._query.capitals)
        match = self._terms.match(folded, 0, len(folded))
        if match is not None:
            shown = _context(source.path, match, 0, len(source.path))
            self._take(Hit((match.rank, _HEADING, source.number, 0, 0), source.id, -1, "", "", *shown))

    def _text(self, source: Source, text: Text) -> Iterator[str]:
        folded = text.folded
        if self._query.capitals:
            pieces = []
            for start in range(0, len(text.text), _WINDOW):
                pieces.append(fold(text.text[start : start + _WINDOW], capitals=True))
                if len(text.text) > _WINDOW:
                    yield ""
            folded = "".join(pieces)
        covered: dict[int, list[tuple[int, int]]] = {}
        for span in self._covered.get(source.id, ()):
            covered.setdefault(text.block(max(0, span[0]))[0], []).append(span)
            if self._breathe():
                yield ""
        place, longest = 0, self._terms.longest
        while place < len(folded):
            first = longest.search(folded, place, place + _WINDOW + _OVERLAP)
            if first is None:
                place += _WINDOW
                yield ""
                continue
            start, end = text.block(first.start())
            place = max(end, first.end())
            match = self._terms.match(folded, start, place)
            if match and not any(one <= match.start < other for one, other in covered.get(start, ())):
                kind = _HEADING if text.is_heading(start) else _TEXT
                order = (match.rank, kind, source.number, match.start, 0)
                shown = _context(text.text, match, start, place)
                self._take(Hit(order, source.id, match.start, "", text.heading(match.start), *shown))
            if self._breathe():
                yield ""


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
