"""Count of the independent sources among those that take one side of a claim.

Sources are independent unless the records show otherwise. They do so in three ways: a passage of one cites a passage of
the other, one is derived from the other, or an analyst decided that the two count once. Wording never decides.

Each source is followed to the sources that it has the claim from, its origins; a source that has it from none is its
own origin. The count is the largest number of sources that can each be given an origin of its own: sources of one
origin count once, and a source that draws on two others makes these no less independent.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from annotations.model.judgements import Independence
from annotations.review.origins.circles import Circles

ONCE: Final = "once"
SEPARATELY: Final = "separately"
"""Values of `annotations.model.judgements.Independence.count`."""

Node = TypeVar("Node", bound=Hashable)


class Reason(NamedTuple):
    """Evidence that two sources are not independent."""

    kind: str
    """`cites` for two passages, `derived` for two sources, `judged` for two passages that an analyst decided on."""
    one: str
    other: str
    sources: tuple[str, str]
    """Ids of the sources of both."""


class Shared(NamedTuple):
    """Sources that count less than one each."""

    sources: tuple[str, ...]
    """Ids of the sources, by number."""
    number: int
    """Number of them that count."""
    reasons: tuple[Reason, ...]


class Count(NamedTuple):
    """Number of independent sources of a side."""

    number: int
    shared: tuple[Shared, ...] = ()
    """Groups of sources that count less than one each."""


class Side(NamedTuple):
    """Sources that take one side, and what is known about where they have it from."""

    sources: Sequence[str]
    """Ids of the sources, by number."""
    reasons: Sequence[Reason]
    """Citations and derivations of these sources, and of those that they lead to; `other` is where `one` has it from."""
    once: Sequence[Reason]
    """Decisions to count two sources once."""
    apart: Sequence[tuple[str, str]]
    """Pairs of sources that an analyst counts separately."""


def counted(side: Side) -> Count:
    """Return the number of independent sources of a side, with the groups of those that share their origins."""
    edges: dict[str, list[str]] = {}
    for reason in side.reasons:
        edges.setdefault(reason.sources[0], []).append(reason.sources[1])
    origins = _origins(side, edges)
    unit = _joined(side.sources, (reason.sources for reason in side.once))
    drawn: dict[str, dict[str, None]] = {}
    for source in side.sources:
        drawn.setdefault(unit[source], {}).update(dict.fromkeys(origins[source]))
    for pair in side.apart:
        for source in pair:
            drawn[unit[source]].setdefault(source)
    links = [(("unit", one), ("origin", origin)) for one, of in drawn.items() for origin in of]
    group_of = _joined([node for link in links for node in link], links)
    groups: dict[object, list[str]] = {}
    for source in side.sources:
        groups.setdefault(group_of["unit", unit[source]], []).append(source)
    total, shared = 0, []
    for group in groups.values():
        number = _matched({unit[one]: sorted(drawn[unit[one]]) for one in group}) if len(group) > 1 else 1
        total += number
        if number < len(group):
            shared.append(Shared(tuple(group), number, _reasons(side, edges, group)))
    return Count(total, tuple(shared))


def ordered(decisions: Iterable[Independence]) -> list[Independence]:
    """Sort decisions by the time at which they were made: of two on the same sources the last one applies."""
    return sorted(decisions, key=lambda one: (one.modified, one.created, one.id))


def _origins(side: Side, edges: Mapping[str, Sequence[str]]) -> dict[str, Iterable[str]]:
    """Return the origins of each source; of sources that have it from each other, the first one is the origin."""
    circles, found = Circles(edges), dict[str, Iterable[str]]()
    places = {source: place for place, source in enumerate(side.sources)}
    for source in side.sources:
        for circle in circles.below(source):
            above = {
                origin
                for one in circle
                for parent in edges.get(one, ())
                if parent not in circle
                for origin in found[parent]
            }
            first = min(circle, key=lambda one: (places.get(one, len(places)), one))
            found.update(dict.fromkeys(circle, sorted(above) or (first,)))
    return found


def _joined(nodes: Iterable[Node], pairs: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Return the first of the nodes that each node is connected to by some pairs."""
    places = {node: place for place, node in enumerate(dict.fromkeys(nodes))}
    near: dict[Node, list[Node]] = {}
    for one, other in pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: dict[Node, Node] = {}
    for first in places:
        waiting = [] if first in found else [first]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = first
                waiting += near.get(one, ())
    return found


def _reasons(side: Side, edges: Mapping[str, Sequence[str]], group: Iterable[str]) -> tuple[Reason, ...]:
    """Return the reasons that concern a group of sources, directly or by the sources that they lead to."""
    reached, waiting = set(group), list(group)
    while waiting:
        new = [one for one in edges.get(waiting.pop(), ()) if one not in reached]
        reached.update(new)
        waiting += new
    return tuple(reason for reason in (*side.reasons, *side.once) if reason.sources[0] in reached)


def _matched(origins: Mapping[str, Iterable[str]]) -> int:
    """Return the largest number of sources that can each be given an origin of its own."""
    holders: dict[str, str] = {}
    held: dict[str, str] = {}
    for source in origins:
        reached: dict[str, str] = {}  # Origins by the source that would take them.
        waiting, free = [source], ""
        while waiting and not free:
            one = waiting.pop(0)
            for origin in origins[one]:
                if origin not in reached:
                    reached[origin] = one
                    if origin not in holders:
                        free = origin
                        break
                    waiting.append(holders[origin])
        while free:  # Each source on the way takes the origin that it reached, and leaves its own to the one before.
            one = reached[free]
            left = held.get(one, "")
            holders[free], held[one] = one, free
            free = left
    return len(holders)
