"""Where what sources say comes from: how many of them have it from themselves.

*Cites* and *restates* are followed from passage to passage until one has it from nobody: that is an
origin. A link *A cites B* is read *A has it from B*. A *restates* says of itself only that two passages
say the same; who has it from whom is decided by the first of these that knows:

1. one of the two passages cites the other, and not the reverse;
2. the source of the one cites the source of the other somewhere, and not the reverse;
3. the link itself, which was made from the passage that restates to the one that is restated.

Passages of one source are one origin. Passages that have it from each other in a circle are one origin
too, the earliest of them, for none of them is known to be the first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from annotations.model import Link
from annotations.review.graph import Graph


class Step(NamedTuple):
    """A line of the tree that shows where a claim comes from."""

    depth: int
    """0 for an origin; what has it from there is one deeper."""
    annotation: str
    kind: str
    """``cites`` or ``restates``: how it comes from the line above it that is one less deep; empty for an origin."""
    again: bool
    """Whether it stands further up already, and what follows it is not repeated."""


class Trace(NamedTuple):
    """Where some passages have it from."""

    sources: int
    """How many sources they are of."""
    origins: int
    """How many sources that comes down to."""
    steps: tuple[Step, ...]

    def lines(self, label: Callable[[str], str]) -> list[str]:
        """The tree as text; ``label`` says what a passage is called."""
        said = [f"{_count(self.sources, 'source')}, {_count(self.origins, 'origin')}"]
        for step in self.steps:
            sign = {"": "", "cites": "→ ", "restates": "≈ "}[step.kind]
            said.append("  " * step.depth + sign + label(step.annotation) + (" ↑" if step.again else ""))
        return said


class Doubt(NamedTuple):
    """A *supports* that adds no weight: both its ends come from the same origin."""

    link: Link
    origins: tuple[str, ...]
    """Ids of the sources that both have it from."""


class Origins:
    """The origins of all passages of a graph, each followed when it is first asked for."""

    def __init__(self, graph: Graph) -> None:
        """Be ready to follow all links."""
        self._graph = graph
        self._parents: dict[str, dict[str, str]] = {}
        self.renew()

    def renew(self) -> set[str]:
        """Follow the links that there are by now; returns the passages that may come from others than before."""
        before, after = self._parents, _parents(self._graph)
        self._parents = after
        self._circles = _Circles(after)
        self._origins: dict[str, frozenset[str]] = {}
        self._loops: dict[str, tuple[str, ...]] = {}
        """The circles that were found, by each of their passages."""
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
        return self._behind(changed) if before else changed

    def _behind(self, ids: set[str]) -> set[str]:
        """Some passages and all that have it from them."""
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
        """Passages of more than one source that have it from each other in a circle, each in their order."""
        return self.loops_of(self._parents)

    def loops_of(self, ids: Iterable[str]) -> list[tuple[str, ...]]:
        """The circles that some passages are in, as in `loops`."""
        found = dict[tuple[str, ...], None]()
        for one in ids:
            self.of(one)
            if loop := self._loops.get(one):
                found[loop] = None
        order = self._graph.order
        return sorted(found, key=lambda loop: order[loop[0]])

    def of(self, annotation_id: str) -> frozenset[str]:
        """The passages that one comes from in the end; itself if it comes from none."""
        if annotation_id not in self._parents:
            return frozenset((annotation_id,))
        for circle in self._circles.below(annotation_id):
            self._settle(circle)
        return self._origins[annotation_id]

    def sources(self, ids: Iterable[str]) -> set[str]:
        """Ids of the sources that some passages come from in the end."""
        annotations = self._graph.annotations
        return {annotations[origin].source for one in ids for origin in self.of(one)}

    def independent(self, ids: Iterable[str]) -> int:
        """How many sources say it independently: never more than say it, nor more than it comes from."""
        ids = list(ids)
        annotations = self._graph.annotations
        said = len({annotations[one].source for one in ids})
        return said if said < 2 else min(said, len(self.sources(ids)))

    def doubts(self) -> list[Doubt]:
        """The links *supports* whose ends share an origin."""
        return [doubt for link in self._graph.links if (doubt := self._doubt(link))]

    def doubts_among(self, ids: Collection[str]) -> list[Doubt]:
        """Those of `doubts` that go from one of some passages to another."""
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
        """The tree of some passages: their origins, and under each what comes from it."""
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
        said = {self._graph.source(one) for one in ids}
        return Trace(len(said), len({self._graph.source(root) for root in roots}), tuple(steps))

    def _settle(self, circle: list[str]) -> None:
        """Give passages of one circle, most often a single one, their origins; what they come from has them."""
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
    """What each passage has it from, and by which kind of link."""
    cited = {(link.source, link.target) for link in graph.links if link.kind == "cites"}
    between = {(graph.source(one), graph.source(other)) for one, other in cited}

    def reversed_(link: Link) -> bool:
        """Whether it is the target that has it from the source, against the way the link was made."""
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
    """The strongly connected components of what comes from what, most often of a single passage each."""

    def __init__(self, parents: Mapping[str, Mapping[str, str]]) -> None:
        self._parents = parents
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}

    def below(self, start: str) -> Iterator[list[str]]:
        """Those that a passage and all that it comes from are in and that were not given before.

        Each comes after all that it comes from: Tarjan's algorithm, without recursion.
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


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
