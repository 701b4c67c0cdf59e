"""Where the nodes and edges of a map are drawn, in rows and lanes, the same each time.

Sources are in one column and claims in another, each claim beside the source of its earliest passage. Edges between the
columns run in lanes between them; those between two claims run beyond the claims, those between two sources before the
sources. Each end of an edge has a row of its own at its node, so that no two edges share a piece of line.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from annotations.review.overview.map.neighbourhood import Part
from annotations.review.overview.map.network import STATES, Edge, Network, rank

LEFT, MIDDLE, RIGHT = "left", "middle", "right"
"""Sides on which wires run: before the sources, between the columns, beyond the claims."""

SIDES: Final = (LEFT, MIDDLE, RIGHT)


class Box(NamedTuple):
    """Place of a node."""

    key: str
    claim: bool
    row: int
    height: int


class Wire(NamedTuple):
    """Line of one kind of edges from one node to one or several others."""

    side: str
    kind: str
    edges: tuple[Edge, ...]
    lane: int
    """Number of its lane on its side; 0 is the nearest to the sources, beyond the claims to the claims."""
    start: int
    """Row of its end at the node that its edges share, in the middle at the source."""
    ends: tuple[int, ...]
    """Row of the other end of each edge."""
    signs: tuple[bool, bool]
    """Whether the sign of the kind is at the start, and at the ends."""

    @property
    def top(self) -> int:
        """First row."""
        return min(self.start, *self.ends)

    @property
    def bottom(self) -> int:
        """Last row."""
        return max(self.start, *self.ends)


class Layout(NamedTuple):
    """Drawing of a part of a network."""

    boxes: Mapping[str, Box]
    """By key, in the order in which they are drawn."""
    wires: tuple[Wire, ...]
    rows: int
    lanes: Mapping[str, int]
    """Number of lanes by side."""


class _Bundle(NamedTuple):
    """Edges that will be one wire."""

    side: str
    kind: str
    near: str
    """Key of the node that they share."""
    far: tuple[str, ...]
    edges: tuple[Edge, ...]
    signs: tuple[bool, bool]


def laid_out(network: Network, part: Part) -> Layout:
    """Return the layout of some nodes of a network."""
    home = _homes(network, part)
    order = _order(part, home)
    bundles = _bundles(network, part)
    ports = _ports(bundles, order)
    boxes, rows = _boxes(part, home, _heights(ports, order))
    wires = [_wire(bundle, place, ports, boxes) for place, bundle in enumerate(bundles)]
    lanes: dict[str, int] = {}
    found: list[Wire] = []
    for side in SIDES:
        placed, lanes[side] = _in_lanes([wire for wire in wires if wire.side == side])
        found += placed
    return Layout(boxes, tuple(found), rows, lanes)


def _homes(network: Network, part: Part) -> dict[str, str]:
    """Return the source beside which each claim is drawn: that of its earliest passage that is drawn, or `""`."""
    drawn = set(part.sources)
    found = {}
    for key in part.claims:
        stating = [edge.one for edge in network.edges_at(key) if edge.kind == STATES and edge.one in drawn]
        found[key] = stating[0] if stating else ""
    return found


def _order(part: Part, home: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each node from top to bottom."""
    found: list[str] = []
    beside = _beside(part, home)
    for source in (*part.sources, ""):
        found += [source] if source else []
        found += beside.get(source, ())
    return {key: place for place, key in enumerate(found)}


def _beside(part: Part, home: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the claims by the source beside which they are drawn."""
    found: dict[str, list[str]] = {}
    for claim in part.claims:
        found.setdefault(home[claim], []).append(claim)
    return found


def _bundles(network: Network, part: Part) -> list[_Bundle]:
    """Return the edges by the wires that draw them: one for each source, kind and direction, else one for each edge."""
    shared: dict[tuple[str, tuple[int, str], bool], list[Edge]] = {}
    found = []
    for edge in part.edges:
        one, other = edge.one in network.claims, edge.other in network.claims
        if one != other:
            source = edge.other if one else edge.one
            shared.setdefault((source, rank(edge.kind), one), []).append(edge)
        else:
            signs = (edge.both_ways, True)
            found.append(_Bundle(RIGHT if one else LEFT, edge.kind, edge.one, (edge.other,), (edge,), signs))
    for (source, _, inward), edges in shared.items():
        kind = edges[0].kind
        signs = (True, True) if edges[0].both_ways else (inward, not inward)
        far = tuple(edge.far(source) for edge in edges)
        found.append(_Bundle(MIDDLE, kind, source, far, tuple(edges), signs if kind != STATES else (False, False)))
    return found


_Port = tuple[str, str, int, int]
"""Node, side of it, index of the bundle, index of the end: -1 for the start."""


def _ports(bundles: Sequence[_Bundle], order: Mapping[str, int]) -> dict[_Port, int]:
    """Return the row of each end within its node, chosen so that few lines cross."""
    waiting: dict[tuple[str, str], list[tuple[tuple[int, int], _Port]]] = {}
    for place, bundle in enumerate(bundles):
        middle = sum(order[key] for key in bundle.far) // len(bundle.far)
        for end, key in ((-1, bundle.near), *enumerate(bundle.far)):
            other = middle if end < 0 else order[bundle.near]
            here = order[key]
            # Those that lead up come first, the nearest on top; then those that lead down, the farthest on top.
            height = (0, here - other) if other <= here else (1, here - other)
            waiting.setdefault((key, bundle.side), []).append((height, (key, bundle.side, place, end)))
    return {port: row for ends in waiting.values() for row, (_, port) in enumerate(sorted(ends))}


def _heights(ports: Mapping[_Port, int], keys: Iterable[str]) -> dict[str, int]:
    """Return the rows that each node needs for its ends."""
    found = dict.fromkeys(keys, 1)
    for (key, *_), row in ports.items():
        found[key] = max(found[key], row + 1)
    return found


def _boxes(part: Part, home: Mapping[str, str], heights: Mapping[str, int]) -> tuple[dict[str, Box], int]:
    """Return the place of each node, and the number of rows."""
    found: dict[str, Box] = {}
    beside = _beside(part, home)
    row = 0
    for source in (*part.sources, ""):
        below = row
        if source:
            found[source] = Box(source, claim=False, row=row, height=heights[source])
            below += heights[source]
        for claim in beside.get(source, ()):
            found[claim] = Box(claim, claim=True, row=row, height=heights[claim])
            row += heights[claim]
        row = max(row, below)
    return found, row


def _wire(bundle: _Bundle, place: int, ports: Mapping[_Port, int], boxes: Mapping[str, Box]) -> Wire:
    def row_of(key: str, end: int) -> int:
        return boxes[key].row + ports[key, bundle.side, place, end]

    ends = tuple(row_of(key, end) for end, key in enumerate(bundle.far))
    return Wire(bundle.side, bundle.kind, bundle.edges, 0, row_of(bundle.near, -1), ends, bundle.signs)


def _in_lanes(wires: Iterable[Wire]) -> tuple[list[Wire], int]:
    """Give each wire the first lane that is free along it, short ones first; return them and the number of lanes."""
    lanes: list[list[tuple[int, int]]] = []
    found = []
    for wire in sorted(wires, key=lambda one: (one.bottom - one.top, one.top, rank(one.kind), one.edges[0][:2])):
        lane = next(
            (
                place
                for place, taken in enumerate(lanes)
                if all(wire.bottom < top or bottom < wire.top for top, bottom in taken)
            ),
            len(lanes),
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((wire.top, wire.bottom))
        found.append(wire._replace(lane=lane))
    return found, len(lanes)
