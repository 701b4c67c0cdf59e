"""Selection of passages, sources and claims by options or a query, for lists, reports and exports."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from annotations.errors import UsageError
from annotations.library.library import Library
from annotations.library.queries import Queries
from annotations.model import SEARCH_PLACES, Passage, SavedSearch, Source, checked_status
from annotations.search.query import Query, query_of, since, tag_value
from annotations.search.source_filters import Filter, source_named
from annotations.search.term_match import Terms
from annotations.text.folding import aligned, fold

if TYPE_CHECKING:
    from annotations.review.board import Board, Row
    from annotations.review.graph import Records
    from annotations.review.overview.timeline import Wanted


class Choice(NamedTuple):
    """Options that choose passages; all must hold, and empty ones choose everything."""

    query: str = ""
    """Query as it is typed in `g/`; see docs/facts.md."""
    saved: str = ""
    """Name of a saved search or of a saved filter of the board."""
    tags: Sequence[str] = ()
    """Names of tags that a passage must have."""
    any_tag: bool = False
    """True if one of `tags` is enough."""
    without: Sequence[str] = ()
    """Names of tags that a passage must not have."""
    sources: Sequence[str] = ()
    """Sources by number or path; a passage must be in one of them."""
    statuses: Sequence[str] = ()
    """Statuses; it must have one of them."""
    authors: Sequence[str] = ()
    """Parts of names; the name of its author must have one of them."""
    since: str = ""
    """Date or age, such as 7d, since which it must have been made or changed."""
    words: Sequence[str] = ()
    """Words that it must contain."""


EVERYTHING: Final = Choice()
"""Choice that asks for nothing."""


class Selection:
    """The passages that a choice takes, and with them sources and claims."""

    def __init__(self, library: Library, choice: Choice = EVERYTHING) -> None:
        """Prepare a choice. Raises UsageError if it names what does not exist or its query is not understood.

        Facts that the files of sources state are read if a query asks for them.
        """
        self._library = library
        self._saved = library.searches.named(choice.saved) if choice.saved else None
        self.query = _compiled(library, choice)
        """Query that all of the choice comes to, but for what is saved."""
        self._saved_query = None
        if self._saved is not None:
            if self._saved.place not in ("search", "board"):
                place = SEARCH_PLACES.get(self._saved.place, "another list")
                raise UsageError(
                    f"“{self._saved.name}” is a filter of {place}; name a search or a filter of the board."
                )
            self._saved_query = understood(library, self._saved.query, f"saved search “{self._saved.name}”")
        if any(one.needs_facts for one in (self.query, self._saved_query) if one is not None):
            library.about.read_heads()
        self._matches = Matches(library, self.query)

    @property
    def saved(self) -> SavedSearch | None:
        """The saved search that is part of it."""
        return self._saved

    @property
    def whole(self) -> bool:
        """True if everything is chosen."""
        return self.query.empty and self._saved is None

    def sources(self) -> list[Source]:
        """Return the sources that match the filters of sources, with or without passages."""
        queries = [one for one in (self.query, self._saved_query) if one is not None]
        return [one for one in self._library.sources() if all(query.takes_source(one) for query in queries)]

    def of(self, source: Source) -> Iterator[Passage]:
        """Yield the chosen passages of a source in the order of its text."""
        found = self._matches.of(source)
        if self._saved is None:
            yield from found
            return
        for passage in found:
            if passage.annotation.id in self._found:
                yield passage

    def passages(self) -> Iterator[Passage]:
        """Yield the chosen passages by source and place."""
        for source in self._library.sources():
            yield from self.of(source)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the chosen passages."""
        return frozenset(passage.annotation.id for passage in self.passages())

    def rows(self, board: "Board", *, settled: bool = True) -> "list[Row]":
        """Return the chosen claims in the order of the board; without `settled` none that is checked or excluded."""
        # The review is imported for claims only: lists of passages start without it.
        from annotations.search.filters.board import chosen

        rows = chosen(self._library, board, self.query, settled=settled)
        if self._saved is None or self._saved_query is None:
            return rows
        kept = {row.key for row in chosen(self._library, board, self._saved_query, settled=not self._saved.unsettled)}
        return [row for row in rows if row.key in kept]

    def records(self) -> "Records":
        """Return the records of the chosen passages, the links between them, and the sources that match."""
        records = self._library.records()
        if self.whole:
            return records
        ids, sources = self.ids, {source.id for source in self.sources()}
        return records._replace(
            sources=[one for one in records.sources if one.id in sources],
            passages=[one for one in records.passages if one.annotation.id in ids],
            links=[one for one in records.links if one.source in ids and one.target in ids],
            claims=[one for one in records.claims if one.anchor in ids],
        )

    def takes(self, board: "Board") -> "Wanted":
        """Return a function that says whether passages and the claim that they are, if any, are chosen."""
        keys = {row.key for row in self.rows(board)}
        return lambda members, row: row.key in keys if row is not None else not self.ids.isdisjoint(members)

    @cached_property
    def _found(self) -> frozenset[str]:
        """Ids of the passages that the saved search finds, those of its claims if it is of the board."""
        if self._saved is None or self._saved_query is None:
            return frozenset()
        if self._saved.place == "board":
            from annotations.search.filters.board import chosen

            board = self._library.board()
            rows = chosen(self._library, board, self._saved_query, settled=not self._saved.unsettled)
            return frozenset(one for row in rows for one in row.members)
        return frozenset(one.annotation.id for one in Matches(self._library, self._saved_query).all())


class Matches:
    """Passages that a query matches, without the texts of their sources. Its words are prepared once."""

    def __init__(self, library: Queries, query: Query) -> None:
        self._library = library
        self._query = query
        self._takes = query.passage_test(library)
        self._terms = Terms(query.terms, query.without, query.kept)

    def all(self) -> Iterator[Passage]:
        """Yield the passages that match, by source and place; none if the query is empty."""
        for source in () if self._query.empty else self._library.sources():
            yield from self.of(source)

    def of(self, source: Source) -> Iterator[Passage]:
        """Yield the passages of a source that match; all if the query is empty."""
        if not self._query.takes_source(source):
            return
        for passage in self._library.passages(source.id):
            if self._takes(passage) and self._says(passage):
                yield passage

    def _says(self, passage: Passage) -> bool:
        annotation = passage.annotation
        text = "\n".join((annotation.exact, annotation.note, *annotation.tags))
        folded = aligned(text, self._query.kept)
        return self._terms.of(folded).match(folded, 0, len(folded)) is not None


def understood(library: Queries, typed: str, what: str = "") -> Query:
    """Return the query that is typed. Raises UsageError if it is not understood, naming it as `what`."""
    query = query_of(library, typed)
    if query.problem:
        raise UsageError(f"The {what or f'query “{typed}”'} is not understood: {query.problem}.")
    return query


def _compiled(library: Library, choice: Choice) -> Query:
    """Return the query of a choice, with a filter for each thing that it asks for."""
    query = understood(library, choice.query)
    tags = [tag_value(library, tag) for tag in choice.tags]
    given = [("tag", tags)] if choice.any_tag else [("tag", [tag]) for tag in tags]
    given += [
        ("source", [str(source_named(library, one).number) for one in choice.sources]),
        ("status", [checked_status(one) for one in choice.statuses]),
        ("by", [fold(one) for one in choice.authors]),
        ("since", [since(choice.since)] if choice.since else []),
    ]
    filters = [Filter(field, values[0], negated=False, others=tuple(values[1:])) for field, values in given if values]
    filters += [Filter("tag", tag_value(library, tag), negated=True) for tag in choice.without]
    return query._replace(filters=(*query.filters, *filters), terms=(*query.terms, *choice.words))
