"""Native export: one JSON object with the whole library, for other programs.

Its shape is fixed by `docs/format.schema.json`, and it is equal from run to run except for `exported`. It is written
one record per line: neither the whole export nor the texts of all sources are ever in memory.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from annotations.anchoring.selectors import fragments
from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.export.json_text import elements, encoded
from annotations.export.review import reviewed
from annotations.library.library import Library
from annotations.model import Link, LinkKind, Memo, Passage, SavedSearch, Source, Tag
from annotations.model.facts import FACTS
from annotations.review.board import is_read
from annotations.store.codec import now
from annotations.store.file.library_file import FORMAT

VERSION: Final = 2
"""Version of the format of the export."""

_PIECE: Final = 1 << 16
"""Approximate size of the pieces in bytes."""

_SPOOL: Final = 1 << 23
"""Bytes of annotations kept in memory while the sources before them are written."""


class Export:
    """Sources with their annotations, the links between them and the results of the review.

    Every source is read once. For each annotation with a place, `text[start:end] == now` holds in the reading text of
    its source, which is included on request.
    """

    def __init__(
        self,
        library: Library,
        *,
        with_text: bool = False,
        of: Callable[[Source], Iterable[Passage]] | None = None,
    ) -> None:
        """Export a library; `of` returns the passages of a source to export, and a source without one is left out."""
        self._library = library
        self._of = of
        self._with_text = with_text
        self._written: set[str] = set()
        """Ids of the sources written so far."""
        self.annotations = 0
        """Number of annotations written so far."""
        self.links = 0
        """Number of links written so far."""

    def pieces(self, temporary: Path | None = None) -> Iterator[bytes]:
        """Yield the whole export in pieces of whole lines.

        Waiting data is in a file in the folder `temporary`, else in that of the system. Raises OSError if there is no
        space for it.
        """
        piece = bytearray()
        for line in self._lines(temporary):
            piece += line
            if len(piece) >= _PIECE:
                yield bytes(piece)
                piece.clear()
        yield bytes(piece)

    def _lines(self, temporary: Path | None) -> Iterator[bytes]:
        library = self._library
        head = {"format": FORMAT, "version": VERSION, "exported": now(), "library": library.folder.name}
        yield b"{\n" + b"".join(b"%b: %b,\n" % (encoded(name), encoded(value)) for name, value in head.items())
        ids: set[str] = set()
        # Sources come first in the file; annotations wait on disk, so that no source is read twice.
        with SpooledTemporaryFile(max_size=_SPOOL, dir=str(temporary) if temporary else None) as waiting:
            yield from _listed("sources", self._sources(ids, waiting))
            waiting.seek(0)
            yield from _listed("annotations", iter(waiting))
        links = (encoded(link(library, one)) for one in library.all_links() if ids.issuperset((one.source, one.target)))
        yield from _listed("links", self._counted(links))
        yield from _listed("tags", map(encoded, map(tag_entry, library.tags())))
        yield from _listed("kinds", map(encoded, map(kind_entry, library.kinds().values())))
        yield from _listed("searches", map(encoded, map(search_entry, library.searches.all())))
        memos = (memo_entry(one) for one in library.about.memos() if self._exports(one))
        yield from _listed("memos", map(encoded, memos))
        parts = reviewed(library, ids, whole=self._of is None)
        for name, records in parts.items():
            yield from _listed(name, map(encoded, records), last=name == [*parts][-1])
        yield b"}\n"

    def _sources(self, ids: set[str], waiting: IO[bytes]) -> Iterator[bytes]:
        """Yield the sources, and write their annotations to `waiting`, one per line."""
        library = self._library
        for listed in library.sources():
            document = _document(library, listed)
            source = library.source(listed.id)
            passages = library.passages(listed.id) if self._of is None else [*self._of(source)]
            if self._of is not None and not passages:
                library.let_go(listed.id)
                continue
            self._written.add(source.id)
            yield encoded(
                source_entry(library, source, document, read_through=is_read(source), with_text=self._with_text)
            )
            for passage in passages:
                ids.add(passage.annotation.id)
                self.annotations += 1
                waiting.write(encoded(annotation(library, passage, document)) + b"\n")
            library.let_go(listed.id)

    def _exports(self, memo: Memo) -> bool:
        """Return whether the subject of a memo is among what a filter found; the memos on tags always are."""
        return memo.about != "source" or memo.key in self._written

    def _counted(self, links: Iterable[bytes]) -> Iterator[bytes]:
        for one in links:
            self.links += 1
            yield one


def _listed(name: str, records: Iterable[bytes], *, last: bool = False) -> Iterator[bytes]:
    """Yield the lines of a field that is a list, one record per line."""
    yield b"%b: [" % encoded(name)
    yield from elements(record.rstrip(b"\n") for record in records)
    yield b"\n]\n" if last else b"\n],\n"


def annotation(library: Library, passage: Passage, document: Document | None) -> dict[str, Any]:
    """Return one annotation as exported; without a document it has no location in the file."""
    one = passage.annotation
    location = None
    if library.is_missing(one.source):
        passage = passage._replace(start=-1, end=-1)
    if passage.placed and document is not None:
        line, column = document.location(passage.start)
        location = {"line": line, "column": column, "headings": list(document.heading_path(passage.start))}
    return {
        "id": one.id,
        "address": library.address(one.id),
        "source": one.source,
        "quote": one.exact,
        "now": _now(passage, document),
        "prefix": one.prefix,
        "suffix": one.suffix,
        "start": passage.start if passage.placed else None,
        "end": passage.end if passage.placed else None,
        "fragments": _fragments(passage, document),
        "location": location,
        "tags": list(one.tags),
        "note": one.note,
        "status": one.status,
        "anchoring": passage.anchoring,
        "figure_changed": passage.figure_changed,
        **({"figures": one.figures} if one.figures else {}),
        "created": one.created,
        "modified": one.modified,
        "author": one.author,
    }


def link(library: Library, one: Link) -> dict[str, Any]:
    """Return one link as exported."""
    return {
        "id": one.id,
        "source": one.source,
        "target": one.target,
        "source_address": library.address(one.source),
        "target_address": library.address(one.target),
        "kind": one.kind,
        "note": one.note,
        "created": one.created,
        "author": one.author,
    }


def _now(passage: Passage, document: Document | None) -> str | None:
    """Return the current words of a passage, or None."""
    return None if document is None or not passage.placed else document.slice(passage.start, passage.end)


def _fragments(passage: Passage, document: Document | None) -> list[list[int]]:
    if not passage.placed:
        return []
    if document is not None and (passage.start, passage.end) != (passage.annotation.start, passage.annotation.end):
        return [list(fragment) for fragment in fragments(document, passage.start, passage.end)]
    return [list(fragment) for fragment in passage.annotation.fragments]


def _document(library: Library, source: Source) -> Document | None:
    """Return the document of a source, or None if it cannot be read."""
    if library.is_missing(source.id):
        return None
    try:
        return library.document(source.id)
    except SourceError:
        return None


def source_entry(
    library: Library, source: Source, document: Document | None, *, read_through: bool, with_text: bool
) -> dict[str, Any]:
    """Return a source as exported; its annotations are entries of their own."""
    text = None if document is None else document.text
    exported = {
        "id": source.id,
        "number": source.number,
        "path": source.path,
        "title": source.title,
        "authors": list(source.authors),
        **{name: source.fact(name) or None for name in ("publisher", "published", "url", "kind", "credibility")},
        "derived_from": [one for one in source.derived_from if library.has_source(one)],
        "set": [name for name in FACTS if name in source.facts],
        "words": source.words,
        "length": source.length,
        "text_sha256": None if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "manner": source.manner,
        "missing": library.is_missing(source.id),
        "read": [list(range_) for range_ in source.read],
        "read_through": read_through,
    }
    return {**exported, "text": text} if with_text else exported


def kind_entry(kind: LinkKind) -> dict[str, Any]:
    """Return a kind of link as exported."""
    return {
        "name": kind.name,
        "key": kind.key,
        "glyph": kind.glyph,
        "inverse": kind.inverse,
        "symmetric": kind.symmetric,
        "counts": kind.counts or None,
    }


def tag_entry(tag: Tag) -> dict[str, Any]:
    """Return a tag as exported."""
    return {
        "name": tag.name,
        "key": tag.key,
        "letter": tag.letter,
        "colour": tag.colour,
        "description": tag.description,
        "parent": tag.parent,
    }


def memo_entry(memo: Memo) -> dict[str, Any]:
    """Return a memo as exported."""
    return {
        "id": memo.id,
        "about": memo.about,
        "key": memo.key,
        "note": memo.note,
        "created": memo.created,
        "modified": memo.modified,
        "author": memo.author,
    }


def search_entry(saved: SavedSearch) -> dict[str, Any]:
    """Return a saved search as exported."""
    return {
        "name": saved.name,
        "place": saved.place,
        "query": saved.query,
        "sort": saved.sort,
        "group": saved.group,
        "unsettled": saved.unsettled,
        "created": saved.created,
        "modified": saved.modified,
        "author": saved.author,
    }
