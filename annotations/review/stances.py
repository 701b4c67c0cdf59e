"""Stances of passages for and against the claims of a graph."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from annotations.model import Link
from annotations.review.graph import Graph
from annotations.review.rows import SIDES

_INVERSE: Final = {"supports": "supported", "qualifies": "qualified", "cites": "cited"}
"""What the target of a link does with the claim of its source."""


class _Side(NamedTuple):
    """Side that some passages take towards a cluster."""

    first: str
    stance: str
    passages: Iterable[str]


class Stances:
    """Passages by stance, for each cluster by its first passage."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._taken: dict[str, dict[str, set[str]]] = {}
        self.touched: dict[str, str] = {}
        """Time of the latest link to a cluster, by its first passage."""
        for link in graph.links:
            self._read(link)

    def refresh(self, gone: Iterable[str], firsts: Collection[str]) -> None:
        """Drop the clusters named in `gone`, and reread the links of those in `firsts`, both by first passage."""
        for first in (*gone, *firsts):
            self._taken.pop(first, None)
            self.touched.pop(first, None)
        graph = self._graph
        links = {link.id: link for first in firsts for one in graph.cluster(first) for link in graph.links_at(one)}
        for link in links.values():
            self._read(link, firsts)

    def of(self, first: str) -> dict[str, set[str]]:
        """Return the passages by stance for the cluster with this first passage."""
        return self._taken.get(first, {})

    def _read(self, link: Link, only: Collection[str] | None = None) -> None:
        """Add the stances of a link to the clusters at its ends, or only to those in `only`."""
        one, other = self._graph.cluster(link.source), self._graph.cluster(link.target)
        for first in (one[0], other[0]):
            if (only is None or first in only) and link.created > self.touched.get(first, ""):
                self.touched[first] = link.created
        if link.kind != "restates":
            for side in _sides(link, one, other):
                if only is None or side.first in only:
                    self._taken.setdefault(side.first, {}).setdefault(side.stance, set()).update(side.passages)


def _sides(link: Link, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[_Side]:
    if one is other or one == other:  # A cluster that contradicts or qualifies itself: only these two passages do.
        if link.kind in {"contradicts", "qualifies"}:
            yield _Side(one[0], link.kind, (link.source,))
        if link.kind == "contradicts":
            yield _Side(one[0], link.kind, (link.target,))
        return
    if link.kind in SIDES:
        yield _Side(other[0], link.kind, one)
    else:
        yield _Side(other[0], "cites" if link.kind == "cites" else "linked", (link.source,))
    if link.kind == "contradicts":
        yield _Side(one[0], link.kind, other)
    else:
        yield _Side(one[0], _INVERSE.get(link.kind, "linked"), (link.target,))
