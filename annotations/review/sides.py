"""Which passages take which side, for and against the claims of a graph."""

from collections.abc import Collection, Iterable

from annotations.model import Link
from annotations.review.graph import Graph
from annotations.review.stances import SIDES


class Sides:
    """Which passages take which side, by the first passage of the cluster they take it to."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._taken: dict[str, dict[str, set[str]]] = {}
        self.touched: dict[str, str] = {}
        """When something was last linked to a cluster, by its first passage."""
        self._read(None)

    def renew(self, firsts: Collection[str]) -> None:
        """Read the links anew for the clusters that begin with these passages."""
        for first in firsts:
            self._taken.pop(first, None)
            self.touched.pop(first, None)
        self._read(firsts)

    def _read(self, only: Collection[str] | None) -> None:
        self._only = only
        for link in self._graph.links:
            one, other = self._graph.cluster(link.source), self._graph.cluster(link.target)
            if only is not None and one[0] not in only and other[0] not in only:
                continue
            if link.kind != "restates":
                self._note(link, one, other)
            for first in (one[0], other[0]):
                if link.created > self.touched.get(first, ""):
                    self.touched[first] = link.created

    def of(self, first: str) -> dict[str, set[str]]:
        """Passages by their stance, for the cluster that begins with one."""
        return self._taken.get(first, {})

    def _note(self, link: Link, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        if one is other or one == other:  # Whoever contradicts or qualifies what he says himself: these two, not all.
            if link.kind in {"contradicts", "qualifies"}:
                self._take(one, link.kind, (link.source,))
            if link.kind == "contradicts":
                self._take(one, link.kind, (link.target,))
            return
        if link.kind in SIDES:
            self._take(other, link.kind, one)
        else:
            self._take(other, "mentions", (link.source,))
        if link.kind == "contradicts":
            self._take(one, link.kind, other)
        else:
            self._take(one, "mentions", (link.target,))

    def _take(self, cluster: tuple[str, ...], stance: str, ids: Iterable[str]) -> None:
        if self._only is None or cluster[0] in self._only:
            self._taken.setdefault(cluster[0], {}).setdefault(stance, set()).update(ids)
