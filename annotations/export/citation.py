"""Citations: a passage quoted with its source."""

from typing import Final

from annotations.errors import SourceError, UsageError
from annotations.export.citation_key import citation_keys
from annotations.export.escapes import escaped, quoted, tex
from annotations.library.library import Library
from annotations.model import Source, Span
from annotations.text.plurals import listed

STYLES: Final = {
    "plain": "“quote” — authors, title, date, file:line [3:10]",
    "markdown": "block quote with the source as a link below it",
    "bibtex": "quote with \\cite, for LaTeX; the keys are those of the bibtex export",
    "csl": "quote with [@key], for Pandoc; the keys are those of the bibtex and csl-json exports",
}
"""Styles of citations, with what they look like."""


def cite(library: Library, annotation_id: str, style: str = "plain") -> str:
    """Return the citation of an annotation in one of `STYLES`.

    Facts that the source does not have are omitted. The line, from 1, is that of the file; it is omitted if the passage
    has no place. Raises UsageError if there is no such annotation or style.
    """
    passage = library.passage(annotation_id)
    annotation = passage.annotation
    span = Span(annotation.source, passage.start, passage.end)
    return _styled(library, annotation.exact, span, library.address(annotation_id), style)


def cite_span(library: Library, span: Span, style: str = "plain") -> str:
    """Return the citation of a range of a source: as `cite` does without the address of a passage. Raises SourceError."""
    text = library.document(span.source_id).slice(span.start, span.end)
    return _styled(library, text, span, "", style)


def _styled(library: Library, quote: str, span: Span, address: str, style: str) -> str:
    """Return a citation. Raises UsageError if there is no such style."""
    if style not in STYLES:
        raise UsageError(f"There is no style “{style}” of citations; there are {', '.join(STYLES)}.")
    if style == "plain":
        return _cited(library, quote, span) + (f" [{address}]" if address else "")
    source = library.source(span.source_id)
    if style == "markdown":
        # An address without blanks and angle brackets can be a target as it is.
        title, url = escaped(source.title or source.path), source.fact("url")
        named = f"[{title}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url else title
        facts = (listed(source.authors), named, source.fact("publisher"), source.fact("published"))
        parts = [facts[0] and escaped(facts[0]), facts[1], *(escaped(one) for one in facts[2:]), address]
        return f"{quoted(quote)}\n>\n> — {', '.join(filter(None, parts))}"
    key = citation_keys(library.sources())[source.id]
    words = " ".join(quote.split())
    if style == "bibtex":
        return f"``{tex(words)}'' \\cite{f'[{address}]' if address else ''}{{{key}}}"
    return f"“{escaped(words)}” [@{key}{f', {address}' if address else ''}]"


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
    facts = (listed(source.authors), source.title, source.fact("publisher"), source.fact("published"))
    parts = [" ".join(part.split()) for part in (*facts, place, source.fact("url"))]
    return ", ".join(filter(None, parts))
