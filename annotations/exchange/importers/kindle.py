"""Reads `My Clippings.txt` of a Kindle.

The second line of a clipping is in the language of the device: only its digits and their order are read. A note has one
location, which is the end of the highlight that it is about.
"""

import re
from collections.abc import Mapping
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
    book: str
    first: int
    last: int
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
            books.setdefault(lines[0], []).append(_clipping(lines[0], lines[1], words))
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


def _clipping(book: str, about: str, words: str) -> _Clipping:
    """Return a clipping; the location is the last range, or the last number, before the date."""
    places = about.rpartition("|")[0] or about
    ranges = [match for part in places.split("|") for match in _RANGE.finditer(part)]
    if not ranges:
        return _Clipping(book, -1, -1, single=True, words=words)
    last = ranges[-1]
    first, end = int(last[1]), int(last[2] or last[1])
    if end < first:  # 145-46 is 145 to 146
        end = int(last[1][: -len(last[2])] + last[2])
    return _Clipping(book, first, max(first, end), single=last[2] is None, words=words)


def _passages(book: str, clippings: list[_Clipping]) -> list[IncomingPassage]:
    highlights = [one for one in clippings if not one.single or not _is_note(one, clippings)]
    notes = [one for one in clippings if one not in highlights]
    kept = [
        one
        for place, one in enumerate(highlights)
        if not any(
            _holds(other, one, other_place < place) for other_place, other in enumerate(highlights) if other is not one
        )
    ]
    passages: list[IncomingPassage] = []
    for one in kept:
        own = [note.words for note in notes if one.first <= note.first <= one.last]
        key = f"{book} {one.first}-{one.last} {len(passages)}"
        passages.append(IncomingPassage(key, book, one.words, note="\n\n".join(own)))
    return passages


def _is_note(one: _Clipping, others: list[_Clipping]) -> bool:
    return any(not other.single and other.first <= one.first <= other.last for other in others)


def _holds(longer: _Clipping, one: _Clipping, earlier: bool) -> bool:  # noqa: FBT001 - tells equal ones apart
    overlap = longer.first <= one.last and one.first <= longer.last
    return overlap and one.words in longer.words and (len(longer.words) > len(one.words) or earlier)
