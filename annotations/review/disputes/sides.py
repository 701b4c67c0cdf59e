"""Sides of a dispute: its passages divided so that no side has both ends of a contradiction.

The claims of a dispute are the nodes of a graph, its contradictions the edges. A claim whose own passages contradict
each other is divided into these. If two sides are enough, there are two: the earliest passage is on the first one.
Otherwise the nodes are taken by source and place, and each goes to the first side that it does not contradict; a further
side is opened when there is none. Parts that no contradiction connects are turned so that passages which restate each
other are on one side as far as possible.
"""

from collections.abc import Iterable, Mapping, Sequence

from annotations.review.graph import Graph

Pair = tuple[str, str]


def divided(graph: Graph, clusters: Sequence[tuple[str, ...]], pairs: Iterable[Pair]) -> list[list[str]]:
    """Return the sides of a dispute, each with its passages in order.

    `clusters` are its claims in order, and `pairs` the passages that contradict each other.
    """
    pairs = list(pairs)
    cluster_of = {one: cluster for cluster in clusters for one in cluster}
    torn = {cluster_of[one] for one, other in pairs if cluster_of[one] is cluster_of[other]}
    node_of = {one: one if cluster in torn else cluster[0] for one, cluster in cluster_of.items()}
    edges: dict[str, set[str]] = {}
    for one, other in pairs:
        edges.setdefault(node_of[one], set()).add(node_of[other])
        edges.setdefault(node_of[other], set()).add(node_of[one])
    sides: dict[str, int] = {}
    for part in _parts(graph, edges):
        found = _in_two(part, edges) or _in_turn(part, edges)
        sides.update(_turned(found, sides, cluster_of))
    passages: list[list[str]] = [[] for _ in range(max(sides.values(), default=-1) + 1)]
    for one in graph.in_order(cluster_of):
        passages[_side(one, node_of, cluster_of, sides)].append(one)
    return [side for side in passages if side]


def _side(
    one: str, node_of: Mapping[str, str], cluster_of: Mapping[str, tuple[str, ...]], sides: Mapping[str, int]
) -> int:
    """Return the side of a passage: its own, or that of the first passage of its claim that has one."""
    nodes = (node_of[one], *(node_of[mate] for mate in cluster_of[one]))
    return next(sides[node] for node in nodes if node in sides)


def _parts(graph: Graph, edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the nodes that contradictions connect, each part in order, by their first nodes."""
    found, seen = [], set[str]()
    for first in graph.in_order(edges):
        part, waiting = set[str](), [] if first in seen else [first]
        while waiting:
            if (one := waiting.pop()) not in part:
                part.add(one)
                waiting += edges[one]
        seen |= part
        if part:
            found.append(graph.in_order(part))
    return found


def _in_two(part: Sequence[str], edges: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the sides of the nodes of a part if two are enough, else nothing."""
    found = {part[0]: 0}
    waiting = [part[0]]
    while waiting:
        one = waiting.pop()
        for other in edges[one]:
            if other not in found:
                found[other] = 1 - found[one]
                waiting.append(other)
            elif found[other] == found[one]:
                return {}
    return found


def _in_turn(part: Iterable[str], edges: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the sides of the nodes of a part, each the first that it does not contradict."""
    found: dict[str, int] = {}
    for one in part:
        taken = {found[other] for other in edges[one] if other in found}
        found[one] = next(side for side in range(len(taken) + 1) if side not in taken)
    return found


def _turned(
    part: dict[str, int], sides: Mapping[str, int], cluster_of: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    """Return a part of two sides, exchanged if that leaves fewer passages of one claim apart."""
    if max(part.values()) > 1:
        return part
    near = [(side, sides[mate]) for one, side in part.items() for mate in cluster_of[one] if mate in sides]
    apart = sum(side != other for side, other in near)
    return {one: 1 - side for one, side in part.items()} if 2 * apart > len(near) else part
