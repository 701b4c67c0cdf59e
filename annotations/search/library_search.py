"""Search in all sources, notes and tags, in steps short enough to handle keys between them."""

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from annotations.documents.preview import is_large
from annotations.errors import PostilError
from annotations.library.issues.renumbered import meant
from annotations.library.library import Library
from annotations.model import Passage, Source, address_of
from annotations.search.query import Query
from annotations.search.term_match import PHRASE, Match, Terms
from annotations.search.text_cache import Text, Texts
from annotations.text.folding import LOOSE, aligned, pieces

MOST: Final = 10_000
"""Maximum number of hits kept: the best ones."""

_BEFORE, _AFTER, _MATCH = 36, 220, 80
"""Code points kept before, after and of a match."""

_PASSAGE, _HEADING, _TEXT = range(3)
"""Kinds of hits in their order: passages and their notes, headings and titles, plain text."""

_NAMED: Final = -1
"""Rank of a passage or source that is searched by its address or number."""

_BREATH: Final = 16
"""Sources, passages or blocks processed per step."""

_WINDOW: Final = 1 << 18
"""Code points of a text searched per step."""

_OVERLAP: Final = 1 << 12
"""Code points beyond a window that a match may reach into."""


_ORDER: Final = attrgetter("order")


class Hit(NamedTuple):
    """Place of a match."""

    order: tuple[int, int, int, int, int]
    """Sort key, best first: rank, kind, number of the source, place, number of the passage."""
    source: str
    start: int
    """-1 if it has no place in the text."""
    annotation: str = ""
    """Id of the passage; `""` for plain text."""
    heading: str = ""
    """Heading above it."""
    before: str = ""
    found: str = ""
    after: str = ""
    """The match with the text around it, as in the source."""
    note: bool = False
    """True if that is text of the note of the passage."""
    memo: tuple[str, str] = ("", "")
    """What the memo that has it is about, and the key of that, as in `Memo`; `""` for a hit elsewhere."""

    @property
    def rank(self) -> int:
        """Quality of the match: see `annotations.search.term_match`."""
        return self.order[0]


class Everywhere:
    """One search, run by `steps`; the hits so far can be read between the steps."""

    def __init__(self, library: Library, texts: Texts, query: Query) -> None:
        self._hits: list[Hit] = []
        self._new: list[Hit] = []
        """Hits since the last use of `hits`, in no order."""
        self._looked = 0
        self.count = 0
        """Number of hits, including those not kept."""
        self.searched = 0
        """Number of sources searched."""
        self.unreadable: list[str] = []
        """Paths of sources that could not be read."""
        self._library = library
        self._texts = texts
        self._query = query
        self._test = query.passage_test(library)
        self._covered: dict[str, list[tuple[int, int]]] = {}
        """Ranges of the passages found, by source: their text is not reported again."""
        self._terms = Terms(query.terms, query.without, query.kept)
        self.sources: list[Source] = []
        """Sources to search, as far as they were selected."""

    @property
    def hits(self) -> list[Hit]:
        """At most `MOST` hits so far, best first. Sorted hits are not sorted again."""
        if self._new:
            self._new.sort(key=_ORDER)
            merged = self._hits + self._new  # Two sorted runs, which Python's sort merges in linear time.
            merged.sort(key=_ORDER)
            self._hits, self._new = merged[:MOST], []
        return self._hits

    def steps(self) -> Iterator[str]:
        """Search everything in steps of a few milliseconds, however many and large the sources are.

        Yields the id of a source before opening it if decoding takes long, so that the caller can do that in another
        thread; otherwise `""`.
        """
        if self._query.empty:
            return
        takes = self._query.source_test()
        for source in self._library.sources():
            if takes(source):
                self.sources.append(source)
            if self._breathe():
                yield ""
        self._named()
        if self._query.in_texts:
            self._memos()
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

    def _named(self) -> None:
        """Take the passage whose address is searched, or the source whose number is: before all other hits."""
        named = self._query.terms[0] if len(self._query.terms) == 1 else ""
        if address_of(named):
            for one in meant(self._library, named):
                source, passage = self._library.source(one.source), self._library.passage(one.id)
                if self._query.takes_source(source) and self._takes(passage):
                    order = (_NAMED, _PASSAGE, source.number, max(0, passage.start), one.number)
                    self._take(Hit(order, source.id, passage.start, one.id, "", "", "", one.exact[:_AFTER]))
        for source in self.sources if named.isdecimal() else ():
            if str(source.number) == named:
                self._take(Hit((_NAMED, _HEADING, source.number, 0, 0), source.id, -1, "", "", "", "", source.title))

    def _breathe(self) -> bool:
        """Count a processed item; return whether the step should end."""
        self._looked += 1
        return self._looked % _BREATH == 0

    def _take(self, hit: Hit) -> None:
        """Keep a hit, unless `MOST` better ones are kept."""
        self.count += 1
        if len(self._hits) < MOST or hit.order < self._hits[-1].order:
            self._new.append(hit)

    # --- memos

    def _memos(self) -> None:
        """Match the memos; those on tags and on the library only if no source is asked for."""
        sources = {source.id: source.number for source in self.sources}
        for memo in self._library.about.memos():
            about_source = memo.about == "source"
            if memo.key not in sources if about_source else self._query.filters:
                continue
            folded = aligned(memo.note, self._query.kept)
            if (match := self._terms.of(folded).match(folded, 0, len(folded))) is not None:
                shown = _context(memo.note, match, 0, len(memo.note))
                order = (match.rank, _PASSAGE, sources.get(memo.key, 0), 0, 0)
                source = memo.key if about_source else ""
                self._take(Hit(order, source, -1, "", "", *shown, note=True, memo=(memo.about, memo.key)))

    # --- passages

    def _takes(self, passage: Passage) -> bool:
        return self._test(passage)

    def _passages(self, source: Source) -> Iterator[str]:
        for passage in self._library.passages(source.id):
            if self._takes(passage) and (hit := self._passage(source, passage)):
                self._take(hit)
                self._covered.setdefault(source.id, []).append((passage.start, passage.end))
            if self._breathe():
                yield ""

    def _passage(self, source: Source, passage: Passage) -> Hit | None:
        annotation = passage.annotation
        text = "\n".join((annotation.exact, annotation.note, *annotation.tags))
        folded = aligned(text, self._query.kept)
        match = self._terms.of(folded).match(folded, 0, len(folded))
        if match is None:
            return None
        words, note = len(annotation.exact), len(annotation.exact) + 1 + len(annotation.note)
        in_note = words < match.start < note
        if in_note:
            shown = _context(text, match, words + 1, note)
        else:
            # A match in the name of a tag is visible already.
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
        """Match the path of a source; its title is part of its text."""
        folded = aligned(source.path, self._query.kept)
        match = self._terms.of(folded).match(folded, 0, len(folded))
        if match is not None:
            shown = _context(source.path, match, 0, len(source.path))
            self._take(Hit((match.rank, _HEADING, source.number, 0, 0), source.id, -1, "", "", *shown))

    def _text(self, source: Source, text: Text) -> Iterator[str]:
        folded = text.folded
        if self._query.kept != LOOSE:
            parts = []
            for start, end in pieces(text.text):
                parts.append(aligned(text.text[start:end], self._query.kept))
                if len(text.text) > _WINDOW:
                    yield ""
            folded = "".join(parts)
        covered: dict[int, list[tuple[int, int]]] = {}
        for span in self._covered.get(source.id, ()):
            covered.setdefault(text.block(max(0, span[0]))[0], []).append(span)
            if self._breathe():
                yield ""
        terms = self._terms.of(folded)
        place = 0
        while place < len(folded):
            first = terms.longest.search(folded, place, place + _WINDOW + _OVERLAP)
            if first is None:
                place += _WINDOW
                yield ""
                continue
            start, end = text.block(first.start())
            place = max(end, first.end())
            match = terms.match(folded, start, place)
            if match and not any(one <= match.start < other for one, other in covered.get(start, ())):
                kind = _HEADING if text.is_heading(start) else _TEXT
                order = (match.rank, kind, source.number, match.start, 0)
                shown = _context(text.text, match, start, place)
                self._take(Hit(order, source.id, match.start, "", text.heading(match.start), *shown))
            if self._breathe():
                yield ""


def _context(text: str, match: Match, first: int, last: int) -> tuple[str, str, str]:
    """Return the text before the match, the match and the text after it, between two offsets."""
    if match.start < 0:
        return "", "", text[first : min(last, first + _MATCH + _AFTER)]
    start, end = match.start, min(match.end, match.start + _MATCH)
    begin = max(first, start - _BEFORE)
    if begin > first and (blank := text.find(" ", begin, start) + 1) > 0:
        begin = blank
    before = ("…" if begin > first else "") + text[begin:start]
    return before, text[start:end], text[end : min(last, end + _AFTER)].rstrip("\n")


def words_to_find(query: Query, hit: Hit) -> str:
    r"""Return the query for `/` after opening a hit: the words together, or after `\v` any of them."""
    if len(query.terms) == 1 or hit.rank == PHRASE:
        return " ".join(query.terms)
    words = sorted(query.terms, key=len, reverse=True)
    return r"\v" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
