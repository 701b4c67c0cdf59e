"""Figures of single passages, read as the ledger reads them, with what a person set about them."""

from annotations.documents.document import Document
from annotations.errors import PostilError
from annotations.library.parts.ledger import context_in
from annotations.library.queries import Queries
from annotations.model import Passage
from annotations.review.ledger.context import context_of, recorded_context
from annotations.review.ledger.figures import Figure, figures_in, quantities_in, values_in
from annotations.text.quantities import Quantity, Value, needs_language
from annotations.text.quantities.readings import readings


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


def proposed(library: Queries, figure: Figure) -> Figure:
    """Return a figure without what a person set about it."""
    found = figures_of(library, figure.key.passage, given=False)
    return next((one for one in found if one.key == figure.key), figure)


def unclear_in(library: Queries, annotation_id: str) -> list[tuple[str, Quantity]]:
    """Return the numbers of a passage, each once, that have two readings of which none was chosen."""
    passage = library.passage(annotation_id)
    context = (context_in(library, passage) or recorded_context(passage.annotation))._replace(
        given=passage.annotation.figures
    )
    found = {one.number: one for _, one, _, _ in quantities_in(context) if one.doubt and readings(one)}
    return list(found.items())


def values_of(passage: Passage, document: Document | None) -> list[Value]:
    """Return the figures and dates of a passage as the ledger reads them, with the readings that were chosen.

    `document` has its source; None if it cannot be read. Their ranges are in the words of the passage.
    """
    one = passage.annotation
    context = recorded_context(one)
    if document is not None and passage.placed and document.slice(passage.start, passage.end) == one.exact:
        context = context_of(document, passage.start, passage.end)
    return values_in(context._replace(given=one.figures))


def is_known_better(passage: Passage, document: Document | None) -> bool:
    """Return whether more is known of the figures of a passage than its words say.

    That is a chosen reading, the heads of a table, or the language of numbers such as 1.234.
    """
    if passage.annotation.figures:
        return True
    if document is None or not passage.placed or not 0 <= passage.start < document.length:
        return False
    in_table = document.blocks[document.block_index(passage.start)].table is not None
    return in_table or needs_language(passage.annotation.exact)


def attribution(library: Queries, figure: Figure) -> str:
    """Return who says a figure: as set or written in its sentence, else the author or publisher of its source."""
    try:
        source = library.source(figure.source)
    except PostilError:
        return figure.about.attribution
    return figure.about.attribution or source.fact("author") or source.fact("publisher")
