"""Reads `My Clippings.txt` of a Kindle.

The second line of a clipping is in the language of the device: only its digits and their order are read. A note has one
location, which is the end of the highlight that it is about.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingPassage, IncomingSource
from annotations.exchange.reading import text_of
from annotations.text.plurals import count_noun

_END: Final = "=========="
_RANGE: Final = re.compile(r"(\d{1,7})(?:\s*[-–—]\s*(\d{1,7}))?")
_AUTHOR: Final = re.compile(r"\s*[(（]([^()（）]*(?:\([^()]*\)[^()（）]*)?)[)）]\s*$")


class _Clipping(NamedTuple):
    first: int
    last: int
    """The locations, -1 if it has none."""
    single: bool
    """True if it has one location and no range."""
    words: str


class Kindle:
    """One passage a highlight, with the notes at its end."""

    description: ClassVar = "My Clippings.txt of a Kindle"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a text has the line that ends a clipping."""
        return name.lower().endswith(".txt") and f"\n{_END}".encode() in head.replace(b"\r", b"")

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read clippings; of highlights that were extended the longest one is kept, and bookmarks are left out."""
        found, bookmarks = Incoming(), 0
        books: dict[str, list[_Clipping]] = {}
        for block in text_of(path).replace("\r\n", "\n").split(f"\n{_END}"):
            lines = [line.strip("\ufeff ") for line in block.strip().split("\n")]
            if len(lines) < 2:
                continue
            words = "\n".join(lines[2:]).strip()
            if not words:
                bookmarks += 1
                continue
            books.setdefault(lines[0], []).append(_clipping(lines[1], words))
        if not books and not bookmarks:
            raise UsageError(f"{path.name} has no clippings of a Kindle.")
        for book, clippings in books.items():
            author = _AUTHOR.search(book)
            title = book[: author.start()] if author else book
            facts = (("author", author[1]),) if author else ()
            found.sources.append(IncomingSource(book, title=title.strip(), facts=facts))
            found.passages += _passages(book, clippings)
        if bookmarks:
            found.skipped.append(count_noun(bookmarks, "bookmark"))
        return found


def _clipping(about: str, words: str) -> _Clipping:
    """Return a clipping; the location is the last range, or the last number, before the date."""
    places = about.rpartition("|")[0] or about
    ranges = [match for part in places.split("|") for match in _RANGE.finditer(part)]
    if not ranges:
        return _Clipping(-1, -1, single=True, words=words)
    last = ranges[-1]
    first, end = int(last[1]), int(last[2] or last[1])
    if end < first:  # 145-46 is 145 to 146
        end = int(last[1][: -len(last[2])] + last[2])
    return _Clipping(first, max(first, end), single=last[2] is None, words=words)


def _passages(book: str, clippings: list[_Clipping]) -> list[IncomingPassage]:
    highlights, notes = _divided(clippings)
    at = sorted((note.first, place) for place, note in enumerate(notes))
    passages: list[IncomingPassage] = []
    for one in _longest(highlights):
        inside = at[bisect_left(at, (one.first, 0)) : bisect_left(at, (one.last + 1, 0))]
        own = [notes[place].words for place in sorted(place for _, place in inside)]
        key = f"{book} {one.first}-{one.last} {len(passages)}"
        passages.append(IncomingPassage(key, book, one.words, note="\n\n".join(own)))
    return passages


def _divided(clippings: list[_Clipping]) -> tuple[list[_Clipping], list[_Clipping]]:
    """Return highlights and notes: what has one location is a note if that is within the range of a highlight."""
    ranges = sorted((one.first, one.last) for one in clippings if not one.single)
    starts = [first for first, _ in ranges]
    furthest = list(accumulate((last for _, last in ranges), max))
    highlights: list[_Clipping] = []
    notes: list[_Clipping] = []
    for one in clippings:
        before = bisect_right(starts, one.first)
        is_note = one.single and before and furthest[before - 1] >= one.first
        (notes if is_note else highlights).append(one)
    return highlights, notes


def _longest(highlights: list[_Clipping]) -> list[_Clipping]:
    """Return highlights without those whose words are in one that overlaps them; of equal ones the first is kept.

    Where locations are unknown, only equal words are one highlight.
    """
    dropped: set[int] = set()
    unplaced: set[str] = set()
    reaching: list[int] = []
    for place in sorted(range(len(highlights)), key=lambda place: (highlights[place].first, place)):
        one = highlights[place]
        if one.first < 0:
            if one.words in unplaced:
                dropped.add(place)
            unplaced.add(one.words)
            continue
        reaching = [other for other in reaching if highlights[other].last >= one.first]
        for other in reaching:
            if _holds(highlights[other], one, other < place):
                dropped.add(place)
            elif _holds(one, highlights[other], place < other):
                dropped.add(other)
        reaching.append(place)
    return [one for place, one in enumerate(highlights) if place not in dropped]


def _holds(longer: _Clipping, one: _Clipping, earlier: bool) -> bool:  # noqa: FBT001 - tells equal ones apart
    return one.words in longer.words and (len(longer.words) > len(one.words) or earlier)
