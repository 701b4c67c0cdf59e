"""Part of a network that is drawn: all of a small one, else the nodes around one of them."""

from collections.abc import Collection
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
    `focus` is no node, the network is drawn from its start. A claim comes with the sources that state it.
    """
    linked = network.linked
    wanted = [key for key in network.claims if unlinked or key in linked]
    shown = {*wanted, *(key for key in network.sources if key in linked)}
    shown |= {edge.one for edge in network.edges if edge.kind == STATES and edge.other in shown}
    if focus in network.order and focus not in shown:
        shown.add(focus)
    drawn = _nearest(network, focus, most, shown) if len(shown) > most else shown
    return _part(network, drawn, shown)


def _nearest(network: Network, focus: str, most: int, shown: Collection[str]) -> set[str]:
    """Return the nodes that are reached first from `focus`, or from the first of `shown` that has a link."""
    start = focus if focus in shown else next(key for key in network.order if key in shown)
    found = _with_source(network, start)
    waiting = [start]
    while waiting and len(found) < most:
        after: list[str] = []
        for key in waiting:
            for edge in network.edges_at(key):
                far = edge.far(key)
                if far in shown and far not in found and len(found) < most:
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


def _part(network: Network, drawn: Collection[str], shown: Collection[str]) -> Part:
    hidden: dict[str, int] = {}
    for key in sorted(drawn, key=network.order.__getitem__):
        beyond = {edge.far(key) for edge in network.edges_at(key)}
        if count := len(beyond - set(drawn)):
            hidden[key] = count
    return Part(
        tuple(key for key in network.sources if key in drawn),
        tuple(key for key in network.claims if key in drawn),
        tuple(edge for edge in network.edges if edge.one in drawn and edge.other in drawn),
        hidden,
        len(set(shown) - set(drawn)),
    )
