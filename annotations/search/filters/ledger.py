"""Rows of the ledger that a query matches."""

from collections.abc import Callable
from functools import partial

from annotations.library.queries import Queries
from annotations.model import Passage
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.rows import Row
from annotations.search.query import Query, passage_test
from annotations.search.source_filters import fits_source
from annotations.text.spelling import seek


def chosen(library: Queries, ledger: Ledger, query: Query, *, resolved: bool = True) -> list[Row]:
    """Return the rows that match, by source and place; without `resolved` no conflict that is.

    Words are looked for in the name, the figures, their sentences, the verdict and the note. One figure matches all filters,
    those of sources by its source; what is excluded matches none.
    """
    terms, without = [seek(term) for term in query.terms], [seek(term) for term in query.without]
    wanted = _Figures(library, ledger, query)
    return [
        row
        for row in ledger.rows
        if (resolved or not row.resolved)
        and all(word.within(row.folded, row.plain) for term in terms for word in term)
        and not any(all(word.within(row.folded, row.plain) for word in term) for term in without)
        and wanted.fits(row)
    ]


class _Figures:
    """The passages that match the filters of a query."""

    def __init__(self, library: Queries, ledger: Ledger, query: Query) -> None:
        wanted = _tests(library, ledger, query, negated=False)
        unwanted = _tests(library, ledger, query, negated=True)
        passages = everything = list(ledger.passages.values())
        self._all = not wanted and not unwanted
        for test in wanted:
            passages = list(filter(test, passages))
        self._wanted = frozenset() if self._all else {one.annotation.id for one in passages}
        self._unwanted = {one.annotation.id for test in unwanted for one in filter(test, everything)}

    def fits(self, row: Row) -> bool:
        """Return whether a figure of a row is of a passage that matches, and none of one that must not."""
        if self._all:
            return True
        passages = {one.key.passage for one in row.figures}
        return not passages.isdisjoint(self._wanted) and passages.isdisjoint(self._unwanted)


def _tests(library: Queries, ledger: Ledger, query: Query, *, negated: bool) -> list[Callable[[Passage], bool]]:
    """Return what tells whether a passage matches the filters that are negated, or those that are not."""
    of_sources, filters = query.of_sources, [one for one in query.filters if one.negated == negated]
    found = [passage_test(library, one) for one in filters if one not in of_sources]
    for one in filters:
        if one in of_sources:
            sources = frozenset(each.id for each in ledger.sources if fits_source(each, one, query.scales))
            found.append(partial(_is_of, sources))
    return found


def _is_of(sources: frozenset[str], passage: Passage) -> bool:
    return passage.annotation.source in sources
