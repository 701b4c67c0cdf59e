"""Passages that a query matches, without the texts of their sources."""

from collections.abc import Iterator

from annotations.library.queries import Queries
from annotations.model import Passage, Source
from annotations.search.query import Query
from annotations.search.term_match import Terms
from annotations.text.folding import fold


def matching(library: Queries, query: Query) -> Iterator[Passage]:
    """Yield the passages whose words, note or tags match, by source and place; none if the query is empty."""
    if query.empty:
        return
    search = PassageSearch(library, query)
    for source in library.sources():
        yield from search.of(source)


class PassageSearch:
    """A query for passages, with its words made ready once."""

    def __init__(self, library: Queries, query: Query) -> None:
        """Prepare to search the passages of a library."""
        self._library = library
        self._query = query
        self._terms = Terms(query.terms, query.without, capitals=query.capitals)

    def of(self, source: Source) -> Iterator[Passage]:
        """Yield the passages of a source that match; all if the query is empty."""
        if not self._query.takes_source(source):
            return
        for passage in self._library.passages(source.id):
            if self._query.takes(self._library, passage) and self._matches(passage):
                yield passage

    def _matches(self, passage: Passage) -> bool:
        annotation = passage.annotation
        text = "\n".join((annotation.exact, annotation.note, *annotation.tags))
        folded = fold(text, capitals=self._query.capitals)
        return self._terms.of(folded).match(folded, 0, len(folded)) is not None
