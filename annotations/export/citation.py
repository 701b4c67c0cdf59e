"""Citations: a passage quoted with its source."""

from annotations.errors import SourceError
from annotations.library.library import Library
from annotations.model import Source, Span


def cite(library: Library, annotation_id: str) -> str:
    """Return the citation of an annotation: “quote” — authors, title, publisher, date, path:line, address [3:10].

    Facts that the source does not have are omitted. The line, from 1, is that of the file; it is omitted if the passage
    has no place. Raises UsageError if there is no such annotation.
    """
    passage = library.passage(annotation_id)
    annotation = passage.annotation
    span = Span(annotation.source, passage.start, passage.end)
    return f"{_cited(library, annotation.exact, span)} [{library.address(annotation_id)}]"


def cite_span(library: Library, span: Span) -> str:
    """Return the citation of a range of a source: as `cite` does without the address of a passage. Raises SourceError."""
    text = library.document(span.source_id).slice(span.start, span.end)
    return _cited(library, text, span)


def described(source: Source) -> str:
    """Return a source with its facts on one line: authors, title, publisher, date, path, address; without what it lacks."""
    return _described(source, source.path)


def _cited(library: Library, quote: str, span: Span) -> str:
    line = ""
    if span.start >= 0 and not library.is_missing(span.source_id):
        try:
            line = f":{library.document(span.source_id).location(span.start).line}"
        except SourceError:
            line = ""
    source = library.source(span.source_id)
    return f"“{' '.join(quote.split())}” — {_described(source, f'{source.path}{line}')}"


def _described(source: Source, place: str) -> str:
    facts = (" and ".join(source.authors), source.title, source.fact("publisher"), source.fact("published"))
    parts = [" ".join(part.split()) for part in (*facts, place, source.fact("url"))]
    return ", ".join(filter(None, parts))
