"""Passages that a query matches, without the texts of their sources."""

from collections.abc import Iterator

from annotations.library.queries import Queries
from annotations.model import Passage
from annotations.search.query import Query
from annotations.search.term_match import Terms
from annotations.text.folding import fold


def matching(library: Queries, query: Query) -> Iterator[Passage]:
    """Yield the passages whose words, note or tags match, by source and place; none if the query is empty."""
    if query.empty:
        return
    terms = Terms(query.terms, query.without, capitals=query.capitals)
    for source in library.sources():
        if not query.takes_source(source):
            continue
        for passage in library.passages(source.id):
            if query.takes(library, passage):
                annotation = passage.annotation
                text = "\n".join((annotation.exact, annotation.note, *annotation.tags))
                folded = fold(text, capitals=query.capitals)
                if terms.match(folded, 0, len(folded)) is not None:
                    yield passage
