"""Sources and claims as nodes, and the links between them as edges.

A passage belongs to the node of its claim, else to that of its source. A link is an edge between the nodes of its ends,
and each source has an edge *states* to the claims that its passages make.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from annotations.model import LINK_KINDS, LinkKind, Source
from annotations.review.board import Board
from annotations.review.rows import Row

STATES: Final = "states"
"""Kind of the edge from a source to a claim of its own."""

DERIVED: Final = "derived from"
"""Kind of the edge from a source to one that it has its contents from."""

OTHER: Final = "?"
"""Sign of links of a kind that the library does not have."""

ORDER: Final = ("contradicts", "supports", "qualifies", "restates", "cites", DERIVED, STATES)
"""Kinds of edges, the most telling first; others come after them."""


class Edge(NamedTuple):
    """Links of one kind between two nodes, the passages by which a source states a claim, or where it comes from."""

    one: str
    """Key of the node where it starts."""
    other: str
    """Key of the node where it leads."""
    kind: str
    ids: tuple[str, ...]
    """Ids of the links; of the annotations if the kind is `STATES`, of the source if it is `DERIVED`."""
    sign: str = OTHER
    """One character for its kind."""

    @property
    def both_ways(self) -> bool:
        """Whether it reads the same from either end."""
        return (kind := LINK_KINDS.get(self.kind)) is not None and kind.symmetric

    def far(self, key: str) -> str:
        """Return the other node than `key`."""
        return self.other if key == self.one else self.one


class Network:
    """Nodes and edges of a board, or of some of its rows."""

    def __init__(
        self, board: Board, rows: Iterable[Row] | None = None, kinds: Mapping[str, LinkKind] = LINK_KINDS
    ) -> None:
        """Create the network of `rows` and all sources; of the whole board if `rows` is None. `kinds` are those of links."""
        self._kinds = kinds
        self.sources: dict[str, Source] = {source.id: source for source in board.sources}
        """Sources by key, in the order of the board."""
        self.claims: dict[str, Row] = {row.key: row for row in (board.rows if rows is None else rows)}
        """Claims by key, in the order of the board."""
        self.order = {key: place for place, key in enumerate((*self.sources, *self.claims))}
        """Place of each node among all."""
        self._node = {one: key for key, row in self.claims.items() for one in row.members}
        claimed = {one for row in board.rows for one in row.members} if rows is not None else self._node.keys()
        self.edges = [*self._states(board), *self._linked(board, claimed), *self._derived()]
        """All edges, in the order of the nodes that they start from."""
        self._at: dict[str, list[Edge]] = {}
        for edge in self.edges:
            self._at.setdefault(edge.one, []).append(edge)
            self._at.setdefault(edge.other, []).append(edge)
        self.linked = {key for edge in self.edges if edge.kind != STATES for key in (edge.one, edge.other)}
        """Keys of the nodes that have an edge other than *states*."""
        self.stated = self.linked | {
            edge.one for edge in self.edges if edge.kind == STATES and edge.other in self.linked
        }
        """Keys of those and of the sources that state one of these claims."""
        self.stating = {edge.one for edge in self.edges if edge.kind == STATES}
        """Keys of the sources that state any claim."""

    def _states(self, board: Board) -> list[Edge]:
        found = []
        for key, row in self.claims.items():
            own: dict[str, list[str]] = {}
            for one in row.members:
                if one in board.graph.annotations:
                    own.setdefault(board.graph.source(one), []).append(one)
            found += [Edge(source, key, STATES, tuple(ids), "·") for source, ids in own.items()]
        return found

    def _derived(self) -> list[Edge]:
        return [
            Edge(source.id, origin, DERIVED, (origin,), "↤")
            for source in self.sources.values()
            for origin in source.derived_from
            if origin in self.sources and origin != source.id
        ]

    def _linked(self, board: Board, claimed: Collection[str]) -> list[Edge]:
        found: dict[tuple[str, str, str], list[str]] = {}
        for link in board.graph.links:
            ends = []
            for end in (link.source, link.target):
                if end in self._node:
                    ends.append(self._node[end])
                elif end not in claimed:
                    ends.append(board.graph.source(end))
            if len(ends) != 2 or ends[0] == ends[1]:
                continue  # One end is in a claim that is left out, or both are one node.
            if (kind := LINK_KINDS.get(link.kind)) is not None and kind.symmetric:
                ends.sort(key=self.order.__getitem__)
            found.setdefault((ends[0], ends[1], link.kind), []).append(link.id)
        edges = [Edge(one, other, kind, tuple(ids), self._sign(kind)) for (one, other, kind), ids in found.items()]
        return sorted(edges, key=lambda edge: (self.order[edge.one], self.order[edge.other], edge.kind))

    def _sign(self, kind: str) -> str:
        return self._kinds[kind].glyph if kind in self._kinds else OTHER

    def edges_at(self, key: str) -> list[Edge]:
        """Return the edges of a node, the most telling kinds first."""
        return sorted(self._at.get(key, ()), key=lambda edge: (rank(edge.kind), self.order[edge.far(key)]))

    def node_of(self, annotation_id: str, source_id: str) -> str:
        """Return the key of the node that a passage belongs to; `""` if there is none."""
        return self._node.get(annotation_id) or (source_id if source_id in self.sources else "")


def rank(kind: str) -> tuple[int, str]:
    """Return the sort key of a kind of edge."""
    return (ORDER.index(kind), "") if kind in ORDER else (len(ORDER), kind)


def counted(edges: Iterable[Edge]) -> Mapping[str, int]:
    """Return the number of links by kind, the most telling kinds first."""
    found: dict[str, int] = {}
    for edge in sorted(edges, key=lambda edge: rank(edge.kind)):
        found[edge.kind] = found.get(edge.kind, 0) + len(edge.ids)
    return found
