"""The claims board: one row a claim, one column a source, and what it all adds up to.

A claim is a cluster of passages joined by *restates* of which at least one has a claim's tag, or of
which an analyst has said something as of a claim. What else is linked to it takes a side in its cells
and makes no row by itself:

- a source that has a passage of the cluster *restates* the claim;
- a source *supports*, *contradicts* or *qualifies* it if one of its passages, or one that says the same
  as one of its passages, is linked so to a passage of the cluster. *Contradicts* goes both ways, the
  other two from the passage that supports or qualifies to the one that is supported or qualified;
- a source *mentions* it if a passage is linked to it in another way and takes no side;
- a source that has been read and does none of this is *silent*; one that has not is *unread*.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from annotations.model import Annotation, Claim, Source, Tag
from annotations.review.graph import Graph, Records
from annotations.review.provenance import Origins
from annotations.review.rows import SIGNS, SILENT, UNREAD, Cell, Row, Verdict
from annotations.review.stances import Sides
from annotations.text.ranges import covered

__all__ = ["READ", "SIGNS", "Board", "Cell", "Row", "Verdict", "claim_tags", "is_read"]

READ: Final = 0.95
"""The share of a source from which on it counts as read: its last lines are often what nobody reads."""

_FROM_WHOM: Final = frozenset({"restates", "cites"})
"""The kinds of link that say what is one claim, and who has it from whom."""


class Board:
    """All claims of a library and how its sources stand to them."""

    def __init__(self, records: Records) -> None:
        self._set_sources(records.sources)
        self.graph = Graph(records)
        self.origins = Origins(self.graph)
        self._tags = frozenset(records.tags)
        self._sides = Sides(self.graph)
        self._claims = {claim.id: claim for claim in records.claims}
        self._by_first: dict[str, Row] = {}
        self.rows: tuple[Row, ...] = ()
        """By source and place of the earliest passage."""
        tagged = {
            one for one, annotation in self.graph.annotations.items() if not self._tags.isdisjoint(annotation.tags)
        }
        self._make(self.graph.cluster(one)[0] for one in tagged | {claim.anchor for claim in self._claims.values()})
        self._list()

    def renew(self, records: Records) -> bool:
        """Take in what the records say by now, at the price of what changed since; the rows that it concerns are new.

        False if the whole board has to be made anew: if a source came or went, or something changed of where passages
        stand, of what tags are those of claims, or of what kinds count like. Then nothing is taken in.
        """
        graph = self.graph
        news = graph.news(records)
        if news is None or frozenset(records.tags) != self._tags:
            return False
        said = {claim.id: claim for claim in records.claims}
        judged = {
            claim.anchor
            for key in said.keys() | self._claims.keys()
            if (one := said.get(key)) is not (other := self._claims.get(key))
            for claim in (one, other)
            if claim is not None
        }
        loose = graph.take(news)
        self._set_sources(records.sources)
        self._claims = said
        ends = loose.union(*((link.source, link.target) for link in news.links))
        linked = self._firsts(ends)
        if loose:  # Whoever restates what takes a side takes it too.
            linked |= self._facing(linked)
        self._sides.renew(loose, linked)
        firsts = linked | self._firsts((*news.annotations, *judged))
        if any(link.kind in _FROM_WHOM for link in news.links):
            traced = self._firsts(self.origins.renew() & graph.annotations.keys())
            firsts |= traced | self._facing(traced)
        before = self._by_first.keys() & (firsts | loose)
        for first in loose:
            self._by_first.pop(first, None)
        after = self._make(firsts)
        if before != after:
            self._list()
        else:
            self._exchange(after)
        return True

    def _firsts(self, ids: Iterable[str]) -> set[str]:
        """The passages that the clusters of some passages begin with."""
        return {self.graph.cluster(one)[0] for one in ids}

    def _facing(self, firsts: Iterable[str]) -> set[str]:
        """The passages that those clusters begin with that are linked to some."""
        graph = self.graph
        links = (link for first in firsts for one in graph.cluster(first) for link in graph.links_at(one))
        return self._firsts(end for link in links for end in (link.source, link.target))

    def _set_sources(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self.read = frozenset(source.id for source in sources if is_read(source))
        """Ids of the sources that have been read."""

    def _make(self, firsts: Iterable[str]) -> set[str]:
        """Make the rows of the clusters that begin with these passages, as far as they are claims; returns which are."""
        graph, made = self.graph, set(firsts)
        said: dict[str, list[Claim]] = {}
        for claim in self._claims.values():
            if claim.anchor in graph.annotations and (first := graph.cluster(claim.anchor)[0]) in made:
                said.setdefault(first, []).append(claim)
        found = set()
        for first in made:
            members = graph.cluster(first)
            if first in said or any(self._is_claim(graph.annotations.get(one)) for one in members):
                found.add(first)
                self._by_first[first] = Row(
                    graph,
                    self.origins,
                    members,
                    self._sides.of(first),
                    self._sides.touched.get(first, ""),
                    said.get(first, ()),
                )
            else:
                self._by_first.pop(first, None)
        return found

    def _list(self) -> None:
        """Put the rows in their order."""
        self.rows = tuple(self._by_first[first] for first in self.graph.in_order(self._by_first))

    def _exchange(self, firsts: Iterable[str]) -> None:
        """Put the rows that begin with some passages in the places of those that did before."""
        rows, order = list(self.rows), self.graph.order
        for first in firsts:
            rows[bisect_left(rows, order[first], key=lambda row: order[row.members[0]])] = self._by_first[first]
        self.rows = tuple(rows)

    def _is_claim(self, annotation: Annotation | None) -> bool:
        return annotation is not None and not self._tags.isdisjoint(annotation.tags)

    def cell(self, row: Row, source_id: str) -> Cell:
        """What a source does with a claim."""
        return row.cells.get(source_id) or (SILENT if source_id in self.read else UNREAD)

    def row(self, annotation_id: str) -> Row | None:
        """The row that a passage is part of, if it is."""
        return self._by_first.get(self.graph.cluster(annotation_id)[0])

    @property
    def left(self) -> int:
        """How many rows have not been reviewed yet."""
        said = {self.graph.cluster(claim.anchor)[0] for claim in self._claims.values() if claim.reviewed}
        return len(self.rows) - sum(row.reviewed for first in said if (row := self._by_first.get(first)) is not None)


def is_read(source: Source) -> bool:
    """Whether a source counts as read: `READ` of it was on screen long enough. One of unknown length was not."""
    return source.length > 0 and covered(source.read, source.length) >= READ * source.length


def claim_tags(tags: Iterable[Tag], name: str = "claim") -> frozenset[str]:
    """The names of a tag and of all that stand below it in the codebook."""
    below: dict[str, list[str]] = {}
    for tag in tags:
        below.setdefault(tag.parent, []).append(tag.name)
    found, waiting = {name}, [name]
    while waiting:
        new = [child for child in below.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting += new
    return frozenset(found)
