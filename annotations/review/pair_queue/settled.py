"""Pairs of passages that need no proposal."""

from collections.abc import Iterable

from annotations.review.graph import Graph
from annotations.review.judgements import Rejection, holds


class Settled:
    """Pairs of a graph that need no proposal."""

    def __init__(self, graph: Graph, rejections: Iterable[Rejection]) -> None:
        self._annotations = graph.annotations
        self._firsts = {one: cluster[0] for cluster in graph.clusters() for one in cluster}
        self._linked = {self._clusters(link.source, link.target) for link in graph.links}
        self._rejected = {frozenset((pair.one, pair.other)) for pair in rejections if holds(pair, graph.annotations)}

    def holds(self, one: str, other: str) -> bool:
        """Return whether two passages restate each other, are linked or rejected, or one of them is gone.

        A passage counts as linked if one that restates it is.
        """
        if one not in self._annotations or other not in self._annotations:
            return True
        pair = self._clusters(one, other)
        return len(pair) == 1 or pair in self._linked or frozenset((one, other)) in self._rejected

    def _clusters(self, one: str, other: str) -> frozenset[str]:
        """Return the clusters of two passages, named by their first passages."""
        return frozenset((self._firsts.get(one, one), self._firsts.get(other, other)))
