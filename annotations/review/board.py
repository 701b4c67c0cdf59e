"""Claims board: one row per claim, one column per source, and a verdict for each row.

A claim is a cluster of passages joined by *restates* in which some passage has a tag of claims, or for which a `Claim`
record exists. Other linked passages take a side in the cells of the row without making a row themselves:

- the source of the earliest passage of the cluster *states* the claim, and other sources of the cluster *restate* it;
- a source *supports*, *contradicts* or *qualifies* it if one of its passages, or a passage that restates one of them,
  has such a link to a passage of the cluster. *Contradicts* counts in both directions, the other two only from the
  passage that supports or qualifies to the one that is supported or qualified;
- a source *mentions* it if one of its passages is linked to it in another way and takes no side: it cites the claim, is
  cited, supported or qualified by it, or is linked by a type of the codebook that takes no side;
- a source that was read and does none of this is *silent*; one that was not is *unread*.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from operator import is_
from typing import Final

from annotations.model import Annotation, Source
from annotations.model.judgements import Claim
from annotations.review.disputes.dispute_list import Dispute, Disputes
from annotations.review.graph import Graph, Records
from annotations.review.origins.provenance import Provenance
from annotations.review.rows import SIGNS, SILENT, UNREAD, Cell, Row, Verdict
from annotations.review.stances import Stances
from annotations.text.ranges import covered

__all__ = ["READ", "SIGNS", "Board", "Cell", "Row", "Verdict", "is_read"]

READ: Final = 0.95
"""Share of a source from which it counts as read: its last lines are often skipped."""


class Board:
    """All claims of a library with the stances of its sources."""

    def __init__(self, records: Records) -> None:
        self._set_sources(records.sources)
        self.graph = Graph(records)
        self.origins = Provenance(self.graph, records.independence)
        self._independence = {one.id: one for one in records.independence}
        self._tags = frozenset(records.tags)
        self._stances = Stances(self.graph)
        self._claims = {claim.id: claim for claim in records.claims}
        self._by_first: dict[str, Row] = {}
        self.rows: tuple[Row, ...] = ()
        """Rows by source and place of the earliest passage."""
        tagged = {
            one for one, annotation in self.graph.annotations.items() if not self._tags.isdisjoint(annotation.tags)
        }
        self._make(self.graph.cluster(one)[0] for one in tagged | {claim.anchor for claim in self._claims.values()})
        self._list()
        self._rulings = tuple(records.rulings)
        self._disputes: Disputes | None = None

    def refresh(self, records: Records) -> bool:
        """Update the board to `records` at the cost of what changed; affected rows are replaced.

        Returns False, without any update, if the board must be rebuilt: if a source was added or removed, or if places,
        tags of claims or the counting of own kinds changed.
        """
        graph = self.graph
        delta = graph.delta(records)
        if delta is None or frozenset(records.tags) != self._tags:
            return False
        claims = {claim.id: claim for claim in records.claims}
        judged = {
            claim.anchor
            for key in claims.keys() | self._claims.keys()
            if (one := claims.get(key)) is not (other := self._claims.get(key))
            for claim in (one, other)
            if claim is not None
        }
        loose = graph.apply(delta)
        if len(records.sources) != len(self.sources) or not all(map(is_, records.sources, self.sources)):
            self._set_sources(records.sources)
        self._claims = claims
        ends = loose.union(*((link.source, link.target) for link in delta.links))
        linked = self._firsts(ends)
        if loose:  # A passage takes the sides of those that it restates.
            linked |= self._facing(linked)
        self._stances.refresh(loose, linked)
        firsts = linked | self._firsts((*delta.annotations, *judged))
        counted = self._judge(records)
        if any(link.kind == "cites" for link in delta.links):
            counted |= self.origins.refresh()
        if counted:
            traced = self._firsts(counted & graph.annotations.keys())
            firsts |= traced | self._facing(traced)
        self._rulings = tuple(records.rulings)
        if self._disputes is not None:
            self._disputes.refresh(firsts | loose | self._facing(firsts), self._rulings)
        before = self._by_first.keys() & (firsts | loose)
        for first in loose:
            self._by_first.pop(first, None)
        after = self._make(firsts)
        if before != after:
            self._list()
        else:
            self._exchange(after)
        return True

    def _judge(self, records: Records) -> set[str]:
        """Take the decisions about independence; return the passages of those that changed."""
        before, after = self._independence, {one.id: one for one in records.independence}
        self._independence = after
        changed = {
            end
            for key in before.keys() | after.keys()
            if before.get(key) is not after.get(key)
            for one in (before.get(key), after.get(key))
            if one is not None
            for end in (one.one, one.other)
        }
        if changed:
            self.origins.judge(records.independence)
        return changed

    def _firsts(self, ids: Iterable[str]) -> set[str]:
        """Return the first passages of the clusters of some passages."""
        return {self.graph.cluster(one)[0] for one in ids}

    def _facing(self, firsts: Iterable[str]) -> set[str]:
        """Return the first passages of the clusters linked to some clusters."""
        graph = self.graph
        links = (link for first in firsts for one in graph.cluster(first) for link in graph.links_at(one))
        return self._firsts(end for link in links for end in (link.source, link.target))

    def sources_of(self, row: Row) -> list[Source]:
        """Return the sources that do something with a claim, in the order of the columns."""
        found = (self._by_id[source_id] for source_id in row.cells if source_id in self._by_id)
        return sorted(found, key=lambda source: source.number)

    def _set_sources(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._by_id = {source.id: source for source in sources}
        self.read_sources = tuple(source for source in sources if is_read(source))
        """The sources that count as read."""
        self.read = frozenset(source.id for source in self.read_sources)
        """Their ids."""
        self.unread = tuple(source for source in sources if source.id not in self.read)
        """The other sources."""

    def _make(self, firsts: Iterable[str]) -> set[str]:
        """Rebuild the rows of the clusters with these first passages; return those that are claims."""
        graph, made = self.graph, set(firsts)
        records: dict[str, list[Claim]] = {}
        for claim in self._claims.values():
            if claim.anchor in graph.annotations and (first := graph.cluster(claim.anchor)[0]) in made:
                records.setdefault(first, []).append(claim)
        found = set()
        for first in made:
            members = graph.cluster(first)
            if first in records or any(self._is_claim(graph.annotations.get(one)) for one in members):
                found.add(first)
                self._by_first[first] = Row(
                    graph,
                    self.origins,
                    members,
                    self._stances.of(first),
                    self._stances.touched.get(first, ""),
                    records.get(first, ()),
                    partial(self._dispute_of, first),
                )
            else:
                self._by_first.pop(first, None)
        return found

    def _list(self) -> None:
        """Sort the rows."""
        self.rows = tuple(self._by_first[first] for first in self.graph.in_order(self._by_first))

    def _exchange(self, firsts: Iterable[str]) -> None:
        """Replace the rows with these first passages in place."""
        rows, order = list(self.rows), self.graph.order
        for first in firsts:
            rows[bisect_left(rows, order[first], key=lambda row: order[row.members[0]])] = self._by_first[first]
        self.rows = tuple(rows)

    def _is_claim(self, annotation: Annotation | None) -> bool:
        return annotation is not None and not self._tags.isdisjoint(annotation.tags)

    @property
    def disputes(self) -> Disputes:
        """All disputes, found at the first use and updated with the board."""
        if self._disputes is None:
            self._disputes = Disputes(self.graph, self.origins, self._rulings)
        return self._disputes

    def _dispute_of(self, first: str) -> Dispute | None:
        return self.disputes.of(first)

    def cell(self, row: Row, source_id: str) -> Cell:
        """Return the stance of a source towards a claim."""
        return row.cells.get(source_id) or (SILENT if source_id in self.read else UNREAD)

    def source(self, source_id: str) -> Source | None:
        """Return a source by its id, or None if it is not on the board."""
        return self._by_id.get(source_id)

    def row(self, annotation_id: str) -> Row | None:
        """Return the row that contains a passage, or None."""
        return self._by_first.get(self.graph.cluster(annotation_id)[0])

    @property
    def left(self) -> int:
        """Number of rows that are not reviewed yet."""
        reviewed = {self.graph.cluster(claim.anchor)[0] for claim in self._claims.values() if claim.reviewed}
        return len(self.rows) - sum(
            row.reviewed for first in reviewed if (row := self._by_first.get(first)) is not None
        )


def is_read(source: Source) -> bool:
    """Return whether `READ` of a source was visible long enough; False if its length is unknown."""
    return source.length > 0 and covered(source.read, source.length) >= READ * source.length
