"""Rows of the ledger that a query matches."""

from annotations.library.queries import Queries
from annotations.review.ledger.figures import Figure
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.rows import Row
from annotations.search.query import Query, fits_passage
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
        and all(word.within(row.folded) for term in terms for word in term)
        and not any(all(word.within(row.folded) for word in term) for term in without)
        and wanted.fits(row)
    ]


class _Figures:
    """The filters of a query, each passage looked at once."""

    def __init__(self, library: Queries, ledger: Ledger, query: Query) -> None:
        self._library = library
        self._of_sources = query.of_sources
        self._of_passages = tuple(one for one in query.filters if one not in self._of_sources)
        self._scales = query.scales
        self._sources = {source.id: source for source in ledger.sources}
        self._known: dict[str, tuple[bool, bool]] = {}

    def fits(self, row: Row) -> bool:
        if not self._of_sources and not self._of_passages:
            return True
        found = [self._look(figure) for figure in row.figures]
        return any(wanted for wanted, _ in found) and not any(excluded for _, excluded in found)

    def _look(self, figure: Figure) -> tuple[bool, bool]:
        """Return whether a figure matches all filters that are to match, and any that is not."""
        if (known := self._known.get(figure.key.passage)) is None:
            passage, source = self._library.passage(figure.key.passage), self._sources[figure.source]
            found = [(one.negated, fits_source(source, one, self._scales)) for one in self._of_sources]
            found += [(one.negated, fits_passage(self._library, passage, one)) for one in self._of_passages]
            known = all(hit for negated, hit in found if not negated), any(hit for negated, hit in found if negated)
            self._known[figure.key.passage] = known
        return known
