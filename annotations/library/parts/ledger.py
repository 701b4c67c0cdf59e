"""The records and contexts that the ledger of figures is made of."""

from collections.abc import Collection, Iterable

from annotations.errors import PostilError
from annotations.library.parts.figure_tags import figure_tags
from annotations.library.queries import Queries
from annotations.model import Passage
from annotations.model.judgements import Reckoning
from annotations.review.ledger.context import Context, context_of
from annotations.review.ledger.ledger import Given, Ledger


def given_to_ledger(library: Queries, decided: Iterable[Reckoning], ids: Collection[str] | None = None) -> Given:
    """Return the records of the ledger as they are now: of the annotations with these ids, or of all."""
    records = library.records()
    tags = figure_tags(library)
    passages = [
        one
        for one in records.passages
        if not tags.isdisjoint(one.annotation.tags)
        and one.annotation.status != "dropped"
        and (ids is None or one.annotation.id in ids)
    ]
    kept = {one.annotation.id for one in passages}
    links = [one for one in records.links if one.source in kept and one.target in kept]
    sources = records.sources
    if ids is not None:
        with_figures = {one.annotation.source for one in passages}
        sources = [one for one in sources if one.id in with_figures]
    return Given(sources, passages, links, tuple(decided))


def context_in(library: Queries, passage: Passage) -> Context | None:
    """Return the words around a passage in its source; None if it has no place there or cannot be read now."""
    source_id = passage.annotation.source
    if not passage.placed or library.is_missing(source_id) or not library.is_open(source_id):
        return None
    try:
        document = library.reading(source_id).document
    except PostilError:
        return None
    if not document.complete or passage.end > document.length:
        return None
    return context_of(document, passage.start, passage.end)


def ledger_of(library: Queries, decided: Collection[Reckoning], ids: Collection[str] | None = None) -> Ledger:
    """Return the whole ledger of a library, or of the annotations with these ids; each source is read once."""
    contexts: dict[str, Context | None] = {}
    given = given_to_ledger(library, decided, ids)
    for source_id in dict.fromkeys(one.annotation.source for one in given.passages):
        if not library.is_missing(source_id):
            try:
                library.document(source_id)
            except PostilError:
                continue
        for passage in library.passages(source_id):
            contexts[passage.annotation.id] = context_in(library, passage)
        library.let_go(source_id)
    ledger = Ledger()
    # Reading a source may have found its passages at other places.
    for _ in ledger.steps(given_to_ledger(library, decided, ids), lambda one: contexts.get(one.annotation.id)):
        pass
    return ledger
