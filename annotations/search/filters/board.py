"""Claims of the board that a query matches."""

from collections.abc import Callable

from annotations.library.queries import Queries
from annotations.review.arrangement import SETTLED
from annotations.review.board import Board, Row
from annotations.review.rows import VERDICTS
from annotations.search.query import SOURCE_FIELDS, Query, passage_test
from annotations.search.source_filters import Filter, fits_source
from annotations.text.spelling import Sought, seek


def chosen(library: Queries, board: Board, query: Query, *, settled: bool = True) -> list[Row]:
    """Return the rows that match, in the order of the board; without `settled` none that is checked or dropped.

    - Words are looked for in the claim, its note, its passages and its verdict.
    - One passage of the claim matches all filters of passages; `status:` is that of the claim.
    - One source that takes a stance or mentions the claim matches all filters of sources.
    - What is excluded matches none of them.
    """
    if query.empty and settled:
        return list(board.rows)
    wanted = _Wanted(library, board, query)
    return [row for row in board.rows if (settled or row.status not in SETTLED) and wanted.fits(row)]


class _Wanted:
    """A query with the sources that its filters match, worked out once for all rows."""

    def __init__(self, library: Queries, board: Board, query: Query) -> None:
        self._library = library
        self._terms = [seek(term) for term in query.terms]
        self._without = [seek(term) for term in query.without]
        self._sources, self._not_sources = _parted(query, lambda one: one.field in SOURCE_FIELDS)
        of_passages = _parted(query, lambda one: one.field not in {*SOURCE_FIELDS, "status"})
        self._passages, self._not_passages = ([passage_test(library, one) for one in part] for part in of_passages)
        self._status, self._not_status = _parted(query, lambda one: one.field == "status")
        self._fitting = {
            source.id
            for source in board.sources
            if all(fits_source(source, one, query.scales) for one in self._sources)
        }
        self._excluded = {
            source.id
            for source in board.sources
            if any(fits_source(source, one, query.scales) for one in self._not_sources)
        }

    def fits(self, row: Row) -> bool:
        """Return whether a row matches."""
        return (
            all(row.status in one.values for one in self._status)
            and all(row.status not in one.values for one in self._not_status)
            and (not self._sources or not self._fitting.isdisjoint(row.cells))
            and (not self._not_sources or self._excluded.isdisjoint(row.cells))
            and self._fits_passages(row)
            and all(_says(row, word) for term in self._terms for word in term)
            and not any(all(_says(row, word) for word in term) for term in self._without)
        )

    def _fits_passages(self, row: Row) -> bool:
        if not self._passages and not self._not_passages:
            return True
        passages = [self._library.passage(one) for one in row.members]
        if any(wrong(one) for one in passages for wrong in self._not_passages):
            return False
        return not self._passages or any(all(wanted(one) for wanted in self._passages) for one in passages)


def _parted(query: Query, takes: Callable[[Filter], bool]) -> tuple[list[Filter], list[Filter]]:
    """Return the filters of one sort, those that are to match and those that are not."""
    found = [one for one in query.filters if takes(one)]
    return [one for one in found if not one.negated], [one for one in found if one.negated]


def _says(row: Row, word: Sought) -> bool:
    # Verdicts are slow to compute: only a word that occurs in one of them needs them.
    return word.within(row.folded) or (any(map(word.within, VERDICTS)) and word.within(row.verdict.kind))
