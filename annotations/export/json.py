"""The native export: one JSON object with everything, for other programs to build on.

Its shape is fixed by ``docs/format.schema.json``. It is the same from run to run except ``exported``.
"""

from hashlib import sha256
from typing import Any, Final

import msgspec

from annotations.anchoring.fragments import fragments
from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.export.review import reviewed
from annotations.library import Library
from annotations.model import Link, LinkKind, Passage, Source, Tag, now
from annotations.store.storage import FORMAT

VERSION: Final = 1
"""Of the export's format."""


def export(library: Library, *, with_text: bool = False) -> dict[str, Any]:
    """The sources that were opened, with their annotations and the links between them.

    Every source is read. For each annotation that has a place ``text[start:end] == now`` holds in the
    reading text of its source, which is included on request.
    """
    sources, annotations = [], []
    for listed in library.sources():
        document = _document(library, listed)
        sources.append(_source(library, library.source(listed.id), document, with_text=with_text))
        annotations += [annotation(library, passage, document) for passage in library.passages(listed.id)]
    ids = {one["id"] for one in annotations}
    links = [link(library, one) for one in library.all_links() if {one.source, one.target} <= ids]
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": now(),
        "library": library.folder.name,
        "sources": sources,
        "annotations": annotations,
        "links": links,
        "tags": [tag_entry(tag) for tag in library.tags()],
        "kinds": [kind_entry(kind) for kind in library.kinds().values()],
        **reviewed(library, ids),
    }


def dumps(value: object) -> bytes:
    """JSON in UTF-8, indented, with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def annotation(library: Library, passage: Passage, document: Document | None) -> dict[str, Any]:
    """One annotation as it is exported; without a document its place in the file is not known."""
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
        "created": one.created,
        "modified": one.modified,
        "author": one.author,
    }


def link(library: Library, one: Link) -> dict[str, Any]:
    """One link as it is exported."""
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
    """The words of a passage as they are now."""
    return None if document is None or not passage.placed else document.slice(passage.start, passage.end)


def _fragments(passage: Passage, document: Document | None) -> list[list[int]]:
    if not passage.placed:
        return []
    if document is not None and (passage.start, passage.end) != (passage.annotation.start, passage.annotation.end):
        return [list(fragment) for fragment in fragments(document, passage.start, passage.end)]
    return [list(fragment) for fragment in passage.annotation.fragments]


def _document(library: Library, source: Source) -> Document | None:
    """The document of a source; None if it cannot be read."""
    if library.is_missing(source.id):
        return None
    try:
        return library.document(source.id)
    except SourceError:
        return None


def _source(library: Library, source: Source, document: Document | None, *, with_text: bool) -> dict[str, Any]:
    text = None if document is None else document.text
    exported = {
        "id": source.id,
        "number": source.number,
        "path": source.path,
        "title": source.title,
        "words": source.words,
        "length": source.length,
        "text_sha256": None if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "manner": source.manner,
        "missing": library.is_missing(source.id),
        "read": [list(range_) for range_ in source.read],
    }
    return {**exported, "text": text} if with_text else exported


def kind_entry(kind: LinkKind) -> dict[str, Any]:
    """A kind of link as it is exported."""
    return {
        "name": kind.name,
        "key": kind.key,
        "glyph": kind.glyph,
        "inverse": kind.inverse,
        "symmetric": kind.symmetric,
        "counts": kind.counts or None,
    }


def tag_entry(tag: Tag) -> dict[str, Any]:
    """A tag as it is exported."""
    return {
        "name": tag.name,
        "key": tag.key,
        "letter": tag.letter,
        "colour": tag.colour,
        "description": tag.description,
        "parent": tag.parent,
    }
