"""Citations: a passage quoted with its source."""

from annotations.errors import SourceError
from annotations.library.library import Library
from annotations.model import Span


def cite(library: Library, annotation_id: str) -> str:
    """Return the citation of an annotation: “quote” — title, path:line [3:10].

    The line, from 1, is that of the file; it is omitted if the passage has no place. Raises UsageError if there is no
    such annotation.
    """
    passage = library.passage(annotation_id)
    annotation = passage.annotation
    span = Span(annotation.source, passage.start, passage.end)
    return f"{_cited(library, annotation.exact, span)} [{library.address(annotation_id)}]"


def cite_span(library: Library, span: Span) -> str:
    """Return the citation of a range of a source: “quote” — title, path:line. Raises SourceError."""
    text = library.document(span.source_id).slice(span.start, span.end)
    return _cited(library, text, span)


def _cited(library: Library, quote: str, span: Span) -> str:
    line = ""
    if span.start >= 0 and not library.is_missing(span.source_id):
        try:
            line = f":{library.document(span.source_id).location(span.start).line}"
        except SourceError:
            line = ""
    source = library.source(span.source_id)
    title = f"{source.title}, " if source.title else ""
    return f"“{' '.join(quote.split())}” — {' '.join(title.split())}{' ' if title else ''}{source.path}{line}"
