"""Where the reader is, in words: the source, the headings above the cursor, the reading mode."""

from typing import Final

from annotations.documents.document import Document, Manner
from annotations.documents.loader import suffix
from annotations.library import Library
from tui.text.titles import shorten_path

_WORDS: Final = {Manner.MARKDOWN: "as Markdown", Manner.SHAPE: "as plain text"}
_OTHER: Final = {Manner.MARKDOWN: "as plain text", Manner.SHAPE: "as Markdown"}
"""The reading that is not the usual one."""

_MARKDOWN: Final = frozenset((".md", ".markdown"))
"""Suffixes of files that are Markdown."""


def name_of(library: Library, source_id: str) -> str:
    """Return the number of a source, how many there are and a name that tells it apart: ``5/5 deep-dive``."""
    number, count = library.source(source_id).number, library.source_count
    # Sources may have been removed: a number can be higher than the count.
    of = f"/{count}" if number <= count else ""
    return f"{number}{of} {library.short_name(source_id)}".rstrip()


def trail(library: Library, source_id: str, document: Document, cursor: int, width: int) -> str:
    """Return the name of a source and the headings above the cursor, in `width` cells; at least the name."""
    title = library.source(source_id).title
    headings = [step for step in document.heading_path(cursor) if step != title]
    return shorten_path((name_of(library, source_id), *headings), width)


def manner_of(document: Document, path: str) -> str:
    """Return how a document is read, behind “read”: ``as Markdown``."""
    if document.manner is Manner.MIXED:
        return f"partly {_OTHER[_usual(path)]}"
    return _WORDS[document.manner]


def unusual_manner(document: Document, path: str) -> str:
    """Return how a document is read, ``read as Markdown``, if that is not the usual way for its file; else `""`."""
    return f"read {manner_of(document, path)}" if document.manner is not _usual(path) else ""


def _usual(path: str) -> Manner:
    return Manner.MARKDOWN if suffix(path) in _MARKDOWN else Manner.SHAPE
