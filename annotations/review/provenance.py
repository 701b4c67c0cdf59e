"""Provenance: which passages repeat which, and how many independent sources remain.

*Cites* and *restates* are followed from passage to passage up to those that repeat nothing: the origins. *A cites B*
means that A repeats B. *Restates* by itself means only that two passages say the same; which one repeats the other is
decided by the first of these rules that applies:

1. one of the two passages cites the other, and not the reverse; 2. the source of the one cites the source of the other
somewhere, and not the reverse; 3. the direction of the link, from the passage that restates to the restated one.

Passages of one source are one origin. So are passages that repeat each other in a circle: the earliest of them, because
none is known to be the first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from annotations.model import Link
from annotations.review.graph import Graph
from annotations.text.plurals import count_noun


class Step(NamedTuple):
    """Line of the tree that shows where a claim comes from."""

    depth: int
    """0 for an origin; one more for each repetition."""
    annotation: str
    kind: str
    """`cites` or `restates`: how it repeats its parent in the tree; `""` for an origin."""
    again: bool
    """True if it occurs earlier in the tree, so that its children are not repeated."""


class Trace(NamedTuple):
    """Origins of some passages."""

    sources: int
    """Number of their sources."""
    origins: int
    """Number of sources of their origins."""
    steps: tuple[Step, ...]

    def lines(self, label: Callable[[str], str]) -> list[str]:
        """Return the tree as text; `label` returns the name of a passage."""
        lines = [f"{count_noun(self.sources, 'source')}, {count_noun(self.origins, 'origin')}"]
        for step in self.steps:
            sign = {"": "", "cites": "→ ", "restates": "≈ "}[step.kind]
            lines.append("  " * step.depth + sign + label(step.annotation) + (" ↑" if step.again else ""))
        return lines


class Doubt(NamedTuple):
    """Link *supports* that adds no weight, because both its ends come from the same origin."""

    link: Link
    origins: tuple[str, ...]
    """Ids of the sources that both come from."""


class Provenance:
    """Origins of all passages of a graph, each computed at its first use."""

    def __init__(self, graph: Graph) -> None:
        """Prepare to follow all links of the graph."""
        self._graph = graph
        self._parents: dict[str, dict[str, str]] = {}
        self.refresh()

    def refresh(self) -> set[str]:
        """Follow the present links; return the passages whose origins may have changed."""
        before, after = self._parents, _parents(self._graph)
        self._parents = after
        self._circles = _Circles(after)
        self._origins: dict[str, frozenset[str]] = {}
        self._loops: dict[str, tuple[str, ...]] = {}
        """Circles found so far, by each of their passages."""
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
        return self._behind(changed) if before else changed

    def _behind(self, ids: set[str]) -> set[str]:
        """Return some passages and all that repeat them, directly or not."""
        children: dict[str, list[str]] = {}
        for child, parents in self._parents.items():
            for parent in parents:
                children.setdefault(parent, []).append(child)
        found, waiting = set(ids), list(ids)
        while waiting:
            new = [child for child in children.get(waiting.pop(), ()) if child not in found]
            found.update(new)
            waiting += new
        return found

    @property
    def loops(self) -> list[tuple[str, ...]]:
        """Circles over more than one source, each with its passages in order."""
        return self.loops_of(self._parents)

    def loops_of(self, ids: Iterable[str]) -> list[tuple[str, ...]]:
        """Return the circles that contain some passages, as in `loops`."""
        found = dict[tuple[str, ...], None]()
        for one in ids:
            self.of(one)
            if loop := self._loops.get(one):
                found[loop] = None
        order = self._graph.order
        return sorted(found, key=lambda loop: order[loop[0]])

    def of(self, annotation_id: str) -> frozenset[str]:
        """Return the origins of a passage; the passage itself if it repeats nothing."""
        if annotation_id not in self._parents:
            return frozenset((annotation_id,))
        for circle in self._circles.below(annotation_id):
            self._settle(circle)
        return self._origins[annotation_id]

    def sources(self, ids: Iterable[str]) -> set[str]:
        """Return the ids of the sources of the origins of some passages."""
        annotations = self._graph.annotations
        return {annotations[origin].source for one in ids for origin in self.of(one)}

    def independent(self, ids: Iterable[str]) -> int:
        """Return the number of independent sources: the smaller of the numbers of sources and of their origins."""
        ids = list(ids)
        annotations = self._graph.annotations
        count = len({annotations[one].source for one in ids})
        return count if count < 2 else min(count, len(self.sources(ids)))

    def doubts(self) -> list[Doubt]:
        """Return the links *supports* whose ends share an origin."""
        return [doubt for link in self._graph.links if (doubt := self._doubt(link))]

    def doubts_among(self, ids: Collection[str]) -> list[Doubt]:
        """Return those of `doubts` with both ends among some passages."""
        among = frozenset(ids)
        return [
            doubt
            for one in ids
            for link in self._graph.links_at(one)
            if link.source == one and link.target in among and (doubt := self._doubt(link))
        ]

    def _doubt(self, link: Link) -> Doubt | None:
        if link.kind != "supports":
            return None
        shared = self.sources((link.source,)).intersection(self.sources((link.target,)))
        return Doubt(link, tuple(sorted(shared))) if shared else None

    def trace(self, ids: Iterable[str]) -> Trace:
        """Return the tree of some passages: their origins, and below each the passages that repeat it."""
        ids = list(ids)
        children: dict[str, dict[str, str]] = {}
        waiting, seen = list(ids), set(ids)
        while waiting:
            one = waiting.pop()
            for parent, kind in self._parents.get(one, {}).items():
                children.setdefault(parent, {})[one] = kind
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        roots = self._graph.in_order({origin for one in ids for origin in self.of(one)})
        steps: list[Step] = []
        shown: set[str] = set()
        stack = [Step(0, root, "", again=False) for root in reversed(roots)]
        while stack:
            step = stack.pop()
            again = step.annotation in shown
            steps.append(step._replace(again=again))
            if not again:
                shown.add(step.annotation)
                below = children.get(step.annotation, {})
                stack += [
                    Step(step.depth + 1, child, below[child], again=False)
                    for child in reversed(self._graph.in_order(below))
                ]
        sources = {self._graph.source(one) for one in ids}
        return Trace(len(sources), len({self._graph.source(root) for root in roots}), tuple(steps))

    def _settle(self, circle: list[str]) -> None:
        """Set the origins of the passages of one circle, usually a single one; those of its parents are known."""
        within = set(circle)
        found = {
            origin
            for one in circle
            for parent in self._parents.get(one, ())
            if parent not in within
            for origin in self._origins.get(parent, (parent,))
        }
        ordered = self._graph.in_order(circle)
        origins = frozenset(found or ordered[:1])
        self._origins.update(dict.fromkeys(circle, origins))
        if len({self._graph.source(one) for one in circle}) > 1:
            self._loops.update(dict.fromkeys(circle, tuple(ordered)))


def _parents(graph: Graph) -> dict[str, dict[str, str]]:
    """Return what each passage repeats, with the kind of link."""
    cited = {(link.source, link.target) for link in graph.links if link.kind == "cites"}
    between = {(graph.source(one), graph.source(other)) for one, other in cited}

    def reversed_(link: Link) -> bool:
        """Return whether the target repeats the source, against the direction of the link."""
        one, other = graph.source(link.source), graph.source(link.target)
        for known, pair in ((cited, (link.source, link.target)), (between, (one, other))):
            if (pair in known) != (pair[::-1] in known):
                return pair not in known
        return False

    parents: dict[str, dict[str, str]] = {}
    for link in graph.links:
        if link.kind == "cites":
            parents.setdefault(link.source, {})[link.target] = "cites"
        elif link.kind == "restates":
            child, parent = (link.target, link.source) if reversed_(link) else (link.source, link.target)
            parents.setdefault(child, {}).setdefault(parent, "restates")
    return parents


class _Circles:
    """Strongly connected components of the graph of repetitions, usually of a single passage each."""

    def __init__(self, parents: Mapping[str, Mapping[str, str]]) -> None:
        self._parents = parents
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}

    def below(self, start: str) -> Iterator[list[str]]:
        """Yield the components of a passage and all that it repeats, unless they were yielded before.

        Each follows all components that it repeats: Tarjan's algorithm without recursion.
        """
        parents, index, low = self._parents, self._index, self._low
        stack: list[str] = []
        open_: set[str] = set()
        if start in index:
            return
        walk = [(start, iter(parents[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        open_.add(start)
        while walk:
            one, rest = walk[-1]
            for parent in rest:
                if parent not in index:
                    index[parent] = low[parent] = len(index)
                    stack.append(parent)
                    open_.add(parent)
                    walk.append((parent, iter(parents.get(parent, ()))))
                    break
                if parent in open_:
                    low[one] = min(low[one], index[parent])
            else:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[one])
                if low[one] == index[one]:
                    circle = [stack.pop()]
                    while circle[-1] != one:
                        circle.append(stack.pop())
                    open_.difference_update(circle)
                    yield circle
