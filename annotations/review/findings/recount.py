"""Counts of claims by the former rule, to report once what the present one changes in a library.

By the former rule *restates* meant that one source has it from the other: one that was cited by the other, else the one
that the link led to.
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.model import Link
from annotations.review.board import Board, Row
from annotations.review.graph import Graph
from annotations.review.origins.circles import Circles


class Recount(NamedTuple):
    """Claim that is counted differently from before."""

    row: Row
    before: str
    """Its verdict by the former rule, in words."""


def recounted(board: Board) -> list[Recount]:
    """Return the claims whose counts are not those of the former rule, by source and place."""
    former = _Former(board.graph)
    found = []
    for row in board.rows:
        before = former.count(row.agree), former.count(row.against)
        if before != (row.verdict.agree, row.verdict.against):
            found.append(Recount(row, row.verdict._replace(agree=before[0], against=before[1]).words))
    return found


class _Former:
    """Counts by the former rule."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._parents = _parents(graph)
        self._circles = Circles(self._parents)
        self._origins: dict[str, frozenset[str]] = {}

    def count(self, ids: Iterable[str]) -> int:
        """Return the smaller of the numbers of sources and of sources of their origins."""
        graph, ids = self._graph, list(ids)
        sources = {graph.source(one) for one in ids}
        origins = {graph.source(origin) for one in ids for origin in self._of(one)}
        return min(len(sources), len(origins))

    def _of(self, annotation_id: str) -> frozenset[str]:
        for circle in self._circles.below(annotation_id):
            within = set(circle)
            parents = {parent for one in circle for parent in self._parents.get(one, ())} - within
            found = {origin for parent in parents for origin in self._origins[parent]}
            origins = frozenset(found or self._graph.in_order(circle)[:1])
            self._origins.update(dict.fromkeys(circle, origins))
        return self._origins[annotation_id]


def _parents(graph: Graph) -> dict[str, list[str]]:
    cited = {(link.source, link.target) for link in graph.links if link.kind == "cites"}
    between = {(graph.source(one), graph.source(other)) for one, other in cited}

    def reversed_(link: Link) -> bool:
        """Return whether the target has it from the source, against the direction of the link."""
        one, other = graph.source(link.source), graph.source(link.target)
        for known, pair in ((cited, (link.source, link.target)), (between, (one, other))):
            if (pair in known) != (pair[::-1] in known):
                return pair not in known
        return False

    parents: dict[str, list[str]] = {}
    for link in graph.links:
        if link.kind in ("cites", "restates"):
            turned = link.kind == "restates" and reversed_(link)
            child, parent = (link.target, link.source) if turned else (link.source, link.target)
            parents.setdefault(child, []).append(parent)
    return parents
