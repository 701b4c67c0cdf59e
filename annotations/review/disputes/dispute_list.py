"""Disputes: claims that contradict each other, directly or not, each dispute once and with its sides.

A dispute is a connected component of the claims of a graph joined by *contradicts*. A side has the passages of its
claims, and the passages that support one of them. A passage that supports a side and contradicts a passage of it is not
on it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.model.judgements import Ruling
from annotations.review.disputes.sides import Pair, divided
from annotations.review.graph import Graph
from annotations.review.origins.explanation import described
from annotations.review.origins.provenance import Provenance

SORTS: Final = ("weight", "sources", "newest")
"""Most contested: most independent sources on the second strongest side first, then in all; most sources; latest contradiction."""


class Side(NamedTuple):
    """Passages that agree on one answer to a dispute."""

    passages: tuple[str, ...]
    """Ids of the annotations of its claims, by source and place."""
    support: tuple[str, ...]
    """Ids of the annotations that support one of them, by source and place."""
    number: int
    """Number of independent sources."""
    explanation: str
    """Why some of its sources do not count for one each, in words; `""` if all do."""

    @property
    def all(self) -> tuple[str, ...]:
        """All passages, those of its claims first."""
        return self.passages + self.support


class Dispute:
    """Claims that contradict each other; its parts are computed at their first use."""

    def __init__(self, graph: Graph, origins: Provenance, firsts: Iterable[str]) -> None:
        """Create the dispute of the claims with these first passages."""
        self._graph = graph
        self._origins = origins
        self.claims = tuple(graph.cluster(first) for first in graph.in_order(firsts))
        """Its claims by source and place, each as the ids of its passages."""
        self.rulings: tuple[Ruling, ...] = ()
        """Decisions of analysts on it, the one that applies first."""

    def __repr__(self) -> str:
        return f"Dispute({[self._graph.address(claim[0]) for claim in self.claims]})"

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """Ids of all annotations of its claims, by source and place."""
        return tuple(self._graph.in_order(one for claim in self.claims for one in claim))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Passages that contradict each other, the earlier one first, by source and place."""
        own, order = set(self.passages), self._graph.order
        found = {
            (link.source, link.target) if order[link.source] < order[link.target] else (link.target, link.source)
            for one in own
            for link in self._graph.links_at(one)
            if link.kind == "contradicts"
        }
        return tuple(sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]])))

    @cached_property
    def newest(self) -> str:
        """Time of its latest contradiction."""
        links = (link for one in self.passages for link in self._graph.links_at(one))
        return max(link.created for link in links if link.kind == "contradicts")

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Its sides, that of its earliest passage first."""
        return tuple(self._side(passages) for passages in divided(self._graph, self.claims, self.pairs))

    def _side(self, passages: Sequence[str]) -> Side:
        support = tuple(self._support(passages))
        count = self._origins.count((*passages, *support))
        return Side(
            tuple(passages), support, count.number, "; ".join(described(self._graph, one) for one in count.shared)
        )

    def _support(self, passages: Collection[str]) -> Iterator[str]:
        """Yield the passages that support some passages of a side, without those that contradict one of the side."""
        graph, within = self._graph, set(self.passages)
        supporters = {
            one
            for passage in passages
            for link in graph.links_at(passage)
            if link.kind == "supports" and link.target == passage
            for one in graph.cluster(link.source)
        }
        taken = set(passages)
        for one in graph.in_order(supporters - within):
            facing = {
                end for link in graph.links_at(one) if link.kind == "contradicts" for end in (link.source, link.target)
            }
            if taken.isdisjoint(facing - {one}):
                taken.add(one)
                yield one

    # --- what an analyst decided

    @property
    def ruling(self) -> Ruling | None:
        """Decision that applies to it, or None."""
        return self.rulings[0] if self.rulings else None

    @property
    def key(self) -> str:
        """Id that stays the same when disputes are found again: the anchor of the decision, else the earliest passage."""
        return self.ruling.anchor if self.ruling is not None else self.passages[0]

    @property
    def believed(self) -> int | None:
        """Index of the side that is believed, or None."""
        chosen = self.ruling.side if self.ruling is not None else ""
        return next((place for place, side in enumerate(self.sides) if chosen and chosen in side.all), None)

    @cached_property
    def _modified(self) -> str:
        """Time of the latest change of one of its passages or their links."""
        links = (link.created for one in self.passages for link in self._graph.links_at(one))
        return max(*links, *(self._graph.annotations[one].modified for one in self.passages))

    @property
    def changed(self) -> bool:
        """Whether something was linked or changed after the decision."""
        return self.ruling is not None and bool(self.ruling.decided) and self._modified > self.ruling.decided

    @property
    def decided(self) -> bool:
        """Whether it was decided and has not changed since."""
        return self.ruling is not None and bool(self.ruling.decided) and not self.changed

    # --- order

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that take a side, by number."""
        numbers = self._graph.numbers
        found = {self._graph.source(one) for side in self.sides for one in side.all}
        return tuple(sorted(found, key=numbers.__getitem__))

    @cached_property
    def weight(self) -> tuple[int, int]:
        """Number of independent sources of the second strongest side, and of all sides."""
        numbers = sorted((side.number for side in self.sides), reverse=True)
        return numbers[1], sum(numbers)


def most_contested(disputes: Iterable[Dispute]) -> list[Dispute]:
    """Return disputes by weight, the heaviest first: the order of the disputes, and of the claims on the board."""
    return sorted(disputes, key=lambda one: (-one.weight[0], -one.weight[1]))


class Disputes:
    """All disputes of a graph."""

    def __init__(self, graph: Graph, origins: Provenance, rulings: Iterable[Ruling] = ()) -> None:
        self._graph = graph
        self._origins = origins
        self._by_first: dict[str, Dispute] = {}
        self._make(
            {
                graph.cluster(end)[0]
                for link in graph.links
                if link.kind == "contradicts"
                for end in (link.source, link.target)
            }
        )
        self.rule(rulings)

    def refresh(self, firsts: Collection[str], rulings: Iterable[Ruling]) -> None:
        """Find the disputes of some claims again, named by their present or former first passages."""
        gone = {id(one): one for first in firsts if (one := self._by_first.get(first)) is not None}
        old = {claim[0] for dispute in gone.values() for claim in dispute.claims}
        for first in old:
            del self._by_first[first]
        graph = self._graph
        self._make(graph.cluster(one)[0] for one in old.union(firsts) if one in graph.annotations)
        self.rule(rulings)

    def _make(self, firsts: Iterable[str]) -> None:
        """Make the disputes of the claims with these first passages, as far as they are in one."""
        for first in firsts:
            if first not in self._by_first and any(self._facing(first)):
                found, waiting = set[str](), [first]
                while waiting:
                    if (one := waiting.pop()) not in found:
                        found.add(one)
                        waiting += self._facing(one)
                self._by_first.update(dict.fromkeys(found, Dispute(self._graph, self._origins, found)))

    def _facing(self, first: str) -> Iterator[str]:
        """Yield the first passages of the claims that a claim contradicts."""
        graph = self._graph
        for one in graph.cluster(first):
            for link in graph.links_at(one):
                if link.kind == "contradicts":
                    yield graph.cluster(link.target if link.source == one else link.source)[0]

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Take other decisions: to each dispute the latest one applies whose anchor is in it."""
        found: dict[int, list[Ruling]] = {}
        for one in sorted(rulings, key=lambda one: (one.modified, one.created, one.id), reverse=True):
            if (dispute := self.of(one.anchor)) is not None:
                found.setdefault(id(dispute), []).append(one)
        for dispute in self._by_first.values():
            dispute.rulings = tuple(found.get(id(dispute), ()))

    def of(self, annotation_id: str) -> Dispute | None:
        """Return the dispute that a passage has a side in, or None."""
        return self._by_first.get(self._graph.cluster(annotation_id)[0])

    def __len__(self) -> int:
        """Return the number of disputes."""
        return len({id(one) for one in self._by_first.values()})

    def all(self, by: str = "place") -> list[Dispute]:
        """Return the disputes by source and place, or in one of the orders `SORTS`. Raises UsageError if `by` is none."""
        graph = self._graph
        found = [self._by_first[first] for first in graph.in_order(self._by_first)]
        found = list({id(one): one for one in found}.values())
        if by == "weight":
            found = most_contested(found)
        elif by == "sources":
            found.sort(key=lambda one: -len(one.sources))
        elif by == "newest":
            found.sort(key=lambda one: one.newest, reverse=True)
        elif by != "place":
            raise UsageError(f"There is no order “{by}”; there are {', '.join(SORTS)}.")
        return found
