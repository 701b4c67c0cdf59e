"""Rows of the ledger that a query matches."""

from collections.abc import Iterable

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
    """The filters of a query; each source and each passage is looked at once."""

    def __init__(self, library: Queries, ledger: Ledger, query: Query) -> None:
        self._library, self._ledger = library, ledger
        self._of_passages = tuple(one for one in query.filters if one not in query.of_sources)
        self._sources = {
            source.id: _both((one.negated, fits_source(source, one, query.scales)) for one in query.of_sources)
            for source in (ledger.sources if query.of_sources else ())
        }
        self._excludes = any(one.negated for one in query.filters)
        self._passages: dict[str, tuple[bool, bool]] = {}

    def fits(self, row: Row) -> bool:
        if not self._sources and not self._of_passages:
            return True
        found = map(self._look, row.figures)
        if not self._excludes:  # The first that matches is enough.
            return any(wanted for wanted, _ in found)
        seen = list(found)
        return any(wanted for wanted, _ in seen) and not any(excluded for _, excluded in seen)

    def _look(self, figure: Figure) -> tuple[bool, bool]:
        """Return whether a figure matches all filters that are to match, and any that is not."""
        wanted, excluded = self._sources.get(figure.source, (True, False))
        if not wanted or excluded or not self._of_passages:
            return wanted, excluded
        if (known := self._passages.get(figure.key.passage)) is None:
            passage = self._ledger.passages[figure.key.passage]
            known = _both((one.negated, fits_passage(self._library, passage, one)) for one in self._of_passages)
            self._passages[figure.key.passage] = known
        return known


def _both(found: Iterable[tuple[bool, bool]]) -> tuple[bool, bool]:
    """Return whether all filters that are to match do, and whether any does that must not; each is negated or not, with its result."""
    pairs = list(found)
    return all(hit for negated, hit in pairs if not negated), any(hit for negated, hit in pairs if negated)
