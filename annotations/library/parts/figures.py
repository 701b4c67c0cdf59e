"""Figures of single passages, read as the ledger reads them, with what a person set about them."""

from collections import defaultdict
from collections.abc import Iterable

from annotations.documents.document import Document
from annotations.errors import PostilError
from annotations.library.edits.figures import Renamed
from annotations.library.parts.ledger import context_in
from annotations.library.queries import Queries
from annotations.model import Passage
from annotations.model.judgements import DECISIONS, FIGURE_DETAILS, Reckoning
from annotations.review.ledger.context import context_of, recorded_context
from annotations.review.ledger.figures import Figure, figure_meant, figures_in, quantities_in, values_in
from annotations.text.quantities import Quantity, Value, needs_language
from annotations.text.quantities.readings import name_of, readings


def figures_of(library: Queries, annotation_id: str, *, given: bool = True) -> list[Figure]:
    """Return the figures of a passage, in the words around it as far as its source is open.

    Without `given` they are as they were read, whatever a person set.
    """
    passage = library.passage(annotation_id)
    one = passage.annotation
    context = context_in(library, passage) or recorded_context(one)
    if given:
        context = context.of(one)
    return figures_in(one.id, one.source, context)


def proposed(library: Queries, figure: Figure) -> Figure:
    """Return a figure without what a person set about it."""
    found = figures_of(library, figure.key.passage, given=False)
    return next((one for one in found if one.key == figure.key), figure)


def ways_to_read(library: Queries, figure: Figure) -> tuple[Quantity, ...]:
    """Return the readings of a figure that a person may choose from; empty if there are not two.

    A figure that is not in doubt any more has two if another one was chosen when it was.
    """
    plain = proposed(library, figure).quantity
    return readings(plain) or ((plain, figure.quantity) if name_of(plain) != name_of(figure.quantity) else ())


def renamed(library: Queries, passages: Iterable[Passage], decided: Iterable[Reckoning]) -> dict[str, Renamed]:
    """Return the words that figures of edited passages have now, where they are recorded by others, by ids of annotations."""
    recorded: defaultdict[str, set[str]] = defaultdict(set)
    for each in decided:
        for passage_id, words in (*ends_of(each), *each.beside, *each.other_beside):
            recorded[passage_id].add(words)
    return {
        passage.annotation.id: _renamed(library, passage, recorded[passage.annotation.id])
        for passage in passages
        if passage.annotation.figures or passage.annotation.id in recorded
    }


def without_figure(library: Queries, passage: Passage, decided: Iterable[Reckoning]) -> dict[str, list[str]]:
    """Return what was set and decided about figures that a passage has no more, in words, by these figures.

    `decided` are decisions on it. Those that fall to another figure of their row are left out.
    """
    one, ends = passage.annotation, [(each, each.figure) for each in decided if not each.beside]
    now = _renamed(library, passage, {words for _, words in ends})
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number, details in one.figures.items():
        if number not in now.numbers:
            found[number] += [FIGURE_DETAILS.get(name, name) for name in details]
    for each, words in ends:
        if words not in now.written:
            found[words].append(DECISIONS[each.kind])
    return found


def ends_of(one: Reckoning) -> tuple[tuple[str, str], ...]:
    """Return the figures that a decision is about, each by the id of its annotation and its words."""
    return ((one.passage, one.figure), *([(one.other, one.other_figure)] if one.other else []))


def _renamed(library: Queries, passage: Passage, recorded: Iterable[str]) -> Renamed:
    one = passage.annotation
    context = (context_in(library, passage) or recorded_context(one)).of(one)
    figures = figures_in(one.id, one.source, context)
    numbers = {each: figure.quantity.number for figure in figures for each in (figure.quantity.number, *figure.former)}
    meant = ((words, figure_meant(one, context, figures, words)) for words in recorded)
    return Renamed(numbers, {words: key.written for words, key in meant if key is not None})


def unclear_in(library: Queries, annotation_id: str) -> list[tuple[str, Quantity]]:
    """Return the numbers of a passage, each once, that have two readings and no choice between them."""
    passage = library.passage(annotation_id)
    context = (context_in(library, passage) or recorded_context(passage.annotation)).of(passage.annotation)
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
    return values_in(context.of(one))


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
