"""Figures of single passages, read as the ledger reads them, with what a person set about them."""

from typing import Final

from annotations.documents.document import Document
from annotations.documents.figures import values_in
from annotations.errors import PostilError
from annotations.library.parts.ledger import context_in
from annotations.library.queries import Queries
from annotations.model import Annotation, Passage
from annotations.review.ledger.context import recorded_context
from annotations.review.ledger.figures import Figure, figures_in
from annotations.text.quantities import Value, read
from annotations.text.quantities.readings import chosen

_LONGEST: Final = 16_000
"""Code points of a passage in a table in which figures are read with their heads."""


def figures_of(library: Queries, annotation_id: str, *, given: bool = True) -> list[Figure]:
    """Return the figures of a passage, in the words around it as far as its source is open.

    Without `given` they are as they were read, whatever a person set.
    """
    passage = library.passage(annotation_id)
    one = passage.annotation
    context = context_in(library, passage) or recorded_context(one)
    if given:
        context = context._replace(given=one.figures)
    return figures_in(one.id, one.source, context)


def values_of(passage: Passage, document: Document | None) -> list[Value]:
    """Return the figures and dates in the words of a passage, with the readings that were chosen.

    `document` has its source; None if it cannot be read. In a table the heads of the cells count.
    """
    one = passage.annotation
    found = _in_cells(passage, document) if document is not None and passage.placed else None
    return chosen(read(one.exact) if found is None else found, readings_of(one))


def _in_cells(passage: Passage, document: Document) -> list[Value] | None:
    """Return the values of a passage in a table; None if it is not in one, or has other words now."""
    start, end = passage.start, min(passage.end, passage.start + _LONGEST)
    if end > document.length or document.slice(start, passage.end) != passage.annotation.exact:
        return None
    if document.blocks[document.block_index(start)].table is None:
        return None
    return [one.moved(-start) for one in values_in(document, start, end)]


def is_known_better(passage: Passage, document: Document | None) -> bool:
    """Return whether more is known of the figures of a passage than its words say: chosen readings, heads of a table."""
    if passage.annotation.figures:
        return True
    if document is None or not passage.placed or not 0 <= passage.start < document.length:
        return False
    return document.blocks[document.block_index(passage.start)].table is not None


def readings_of(annotation: Annotation) -> dict[str, str]:
    """Return the names of the chosen readings by the numbers that they are of."""
    return {number: details["reading"] for number, details in annotation.figures.items() if "reading" in details}


def attribution(library: Queries, figure: Figure) -> str:
    """Return who says a figure: as set or written in its sentence, else the author or publisher of its source."""
    try:
        source = library.source(figure.source)
    except PostilError:
        return figure.about.attribution
    return figure.about.attribution or source.fact("author") or source.fact("publisher")
