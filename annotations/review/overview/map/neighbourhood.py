"""Part of a network that is drawn: all of a small one, else the nodes around one of them."""

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from annotations.review.overview.map.network import STATES, Edge, Network

MOST: Final = 80
"""Nodes that are drawn at once on the screen."""


class Part(NamedTuple):
    """Some nodes of a network and the edges between them."""

    sources: tuple[str, ...]
    """Keys in the order of the network."""
    claims: tuple[str, ...]
    edges: tuple[Edge, ...]
    hidden: dict[str, int]
    """Number of neighbours that are left out, by the key of the drawn node; nodes without any are omitted."""
    left_out: int
    """Number of nodes that could be drawn and are not."""


def around(network: Network, focus: str, most: int = MOST, *, unlinked: bool = False) -> Part:
    """Return at most about `most` nodes, the nearest to `focus` first; all of them if there are no more.

    Claims that are only stated are left out unless `unlinked`, and so are sources without any drawn claim or link. If
    `focus` is no node, the network is drawn from its start. A claim comes with the source of its earliest passage.
    """

    def shown(key: str) -> bool:
        if key == focus or key in network.stated:
            return True
        return unlinked and (key in network.claims or key in network.stating)

    count = len(network.stated)
    if unlinked:
        count += sum(key not in network.stated for key in (*network.claims, *network.stating))
    count += focus in network.order and focus not in network.stated and not (unlinked and shown(focus))
    if count > most:
        drawn = _nearest(network, focus, most, shown)
    else:
        drawn = {key for key in network.order if shown(key)}
        drawn |= {one for key in drawn for one in _with_source(network, key)}
    return _part(network, drawn, max(0, count - len(drawn)))


def _nearest(network: Network, focus: str, most: int, shown: Callable[[str], bool]) -> set[str]:
    """Return the nodes that are reached first from `focus`, or from the first one that is shown."""
    start = focus if focus in network.order else next(key for key in network.order if shown(key))
    found = _with_source(network, start)
    waiting = [start]
    while waiting and len(found) < most:
        after: list[str] = []
        for key in waiting:
            for edge in network.edges_at(key):
                far = edge.far(key)
                if far not in found and len(found) < most and shown(far):
                    found |= _with_source(network, far)
                    after.append(far)
        waiting = after
    return found


def _with_source(network: Network, key: str) -> set[str]:
    """Return a node, and of a claim the source of its earliest passage."""
    if key not in network.claims:
        return {key}
    stating = [edge.one for edge in network.edges_at(key) if edge.kind == STATES]
    return {key, *stating[:1]}


def _part(network: Network, drawn: Collection[str], left_out: int) -> Part:
    keys = sorted(drawn, key=network.order.__getitem__)
    hidden: dict[str, int] = {}
    edges: dict[Edge, None] = {}
    for key in keys:
        beyond = set()
        for edge in network.edges_at(key):
            if edge.far(key) in drawn:
                edges[edge] = None
            else:
                beyond.add(edge.far(key))
        if beyond:
            hidden[key] = len(beyond)
    return Part(
        tuple(key for key in keys if key in network.sources),
        tuple(key for key in keys if key in network.claims),
        tuple(sorted(edges, key=lambda edge: (network.order[edge.one], network.order[edge.other], edge.kind))),
        hidden,
        left_out,
    )
