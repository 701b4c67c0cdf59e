"""Which passages take which side, for and against the claims of a graph."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from annotations.model import Link
from annotations.review.graph import Graph
from annotations.review.rows import SIDES


class _Side(NamedTuple):
    """That some passages take a side to a cluster."""

    first: str
    stance: str
    passages: Iterable[str]


class Sides:
    """Which passages take which side, by the first passage of the cluster they take it to."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._taken: dict[str, dict[str, set[str]]] = {}
        self.touched: dict[str, str] = {}
        """When something was last linked to a cluster, by its first passage."""
        for link in graph.links:
            self._read(link)

    def renew(self, gone: Iterable[str], firsts: Collection[str]) -> None:
        """Forget the clusters that began with some passages, and read the links of those anew that begin with others."""
        for first in (*gone, *firsts):
            self._taken.pop(first, None)
            self.touched.pop(first, None)
        graph = self._graph
        links = {link.id: link for first in firsts for one in graph.cluster(first) for link in graph.links_at(one)}
        for link in links.values():
            self._read(link, firsts)

    def of(self, first: str) -> dict[str, set[str]]:
        """Passages by their stance, for the cluster that begins with one."""
        return self._taken.get(first, {})

    def _read(self, link: Link, only: Collection[str] | None = None) -> None:
        """Take in what a link says of the clusters at its ends, or of those that begin with some passages only."""
        one, other = self._graph.cluster(link.source), self._graph.cluster(link.target)
        for first in (one[0], other[0]):
            if (only is None or first in only) and link.created > self.touched.get(first, ""):
                self.touched[first] = link.created
        if link.kind != "restates":
            for side in _sides(link, one, other):
                if only is None or side.first in only:
                    self._taken.setdefault(side.first, {}).setdefault(side.stance, set()).update(side.passages)


def _sides(link: Link, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[_Side]:
    if one is other or one == other:  # Whoever contradicts or qualifies what he says himself: these two, not all.
        if link.kind in {"contradicts", "qualifies"}:
            yield _Side(one[0], link.kind, (link.source,))
        if link.kind == "contradicts":
            yield _Side(one[0], link.kind, (link.target,))
        return
    yield _Side(other[0], link.kind, one) if link.kind in SIDES else _Side(other[0], "mentions", (link.source,))
    yield _Side(one[0], link.kind, other) if link.kind == "contradicts" else _Side(one[0], "mentions", (link.target,))
