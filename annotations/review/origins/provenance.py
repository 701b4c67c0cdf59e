"""Provenance: which passages and sources have it from which, and how many independent sources remain.

*Cites* is followed from passage to passage up to those that cite nothing: the origins. Passages that cite each other in
a circle have one origin, the earliest of them, because none is known to be the first. *Restates* means that two passages
say the same; it does not mean that one has it from the other. How the sources of one side are counted is in
`annotations.review.origins.independence`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from annotations.model import Link
from annotations.model.judgements import Independence
from annotations.review.graph import Graph
from annotations.review.origins.circles import Circles
from annotations.review.origins.independence import ONCE, Count, Reason, Side, counted, ordered
from annotations.text.plurals import count_noun


class Step(NamedTuple):
    """Line of the tree that shows where a claim comes from."""

    depth: int
    """0 for an origin; one more for each citation."""
    annotation: str
    kind: str
    """`cites`: how it is related to its parent in the tree; `""` for an origin."""
    again: bool
    """Whether it occurs earlier in the tree, so that its children are not repeated."""


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
            sign = "→ " if step.kind else ""
            lines.append("  " * step.depth + sign + label(step.annotation) + (" ↑" if step.again else ""))
        return lines


class Doubt(NamedTuple):
    """Link *supports* that adds no weight, because both its ends come from the same origin."""

    link: Link
    origins: tuple[str, ...]
    """Ids of the sources that both come from."""


class Provenance:
    """Origins of all passages of a graph, each computed at its first use."""

    def __init__(self, graph: Graph, judged: Iterable[Independence] = ()) -> None:
        """Prepare to follow all links of the graph; `judged` are decisions about pairs of passages."""
        self._graph = graph
        self._parents: dict[str, dict[str, str]] = {}
        self._citing: dict[str, list[str]] = {}
        self._judged: dict[str, list[Independence]] = {}
        self.refresh()
        self.judge(judged)

    def refresh(self) -> set[str]:
        """Follow the present links; return the passages of sides that may be counted in another way."""
        before, cited_before = self._parents, self._citing
        self._parents, self._citing = {}, {}
        for link in self._graph.links:
            if link.kind == "cites":
                self._parents.setdefault(link.source, {})[link.target] = "cites"
                self._citing.setdefault(link.target, []).append(link.source)
        self._circles = Circles(self._parents)
        self._origins: dict[str, frozenset[str]] = {}
        self._loops: dict[str, tuple[str, ...]] = {}
        """Circles found so far, by each of their passages."""
        after = self._parents
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
        behind = changed | self._behind(changed, cited_before) | self._behind(changed, self._citing)
        return behind.union(*(parents.get(one, ()) for one in behind for parents in (before, after)))

    def judge(self, judged: Iterable[Independence]) -> None:
        """Take other decisions about pairs of passages; of two on the same sources the later one applies."""
        self._judged = {}
        for one in judged:
            self._judged.setdefault(one.one, []).append(one)

    def judgement(self, one: str, other: str) -> Independence | None:
        """Return the decision about two passages that applies, or None."""
        found = [decision for end in (one, other) for decision in self._judged.get(end, ())]
        return next((last for last in reversed(ordered(found)) if {last.one, last.other} == {one, other}), None)

    @staticmethod
    def _behind(ids: Iterable[str], citing: Mapping[str, Iterable[str]]) -> set[str]:
        """Return the passages that cite some passages, directly or not."""
        found, waiting = set[str](), list(ids)
        while waiting:
            new = [one for one in citing.get(waiting.pop(), ()) if one not in found]
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
        """Return the origins of a passage by its citations; the passage itself if it cites nothing."""
        if annotation_id not in self._parents:
            return frozenset((annotation_id,))
        for circle in self._circles.below(annotation_id):
            self._settle(circle)
        return self._origins[annotation_id]

    def judgements(self, ids: Iterable[str]) -> list[Independence]:
        """Return the decisions about pairs of some passages, the earliest first."""
        among = dict.fromkeys(ids)
        return ordered(
            one for end in among for one in self._judged.get(end, ()) if one.one == end and one.other in among
        )

    # --- counting

    def independent(self, ids: Iterable[str]) -> int:
        """Return the number of independent sources of some passages that take one side."""
        return self.count(ids).number

    def count(self, ids: Iterable[str]) -> Count:
        """Return the number of independent sources of some passages that take one side, with the reasons."""
        passages, graph = dict.fromkeys(ids), self._graph
        sources = {graph.source(one) for one in passages}
        known = self._parents, self._citing, self._judged
        if len(sources) < 2 or not (graph.derived or any(one in of for of in known for one in passages)):
            return Count(len(sources))  # As most sides are counted.
        side = self._side(passages)
        return counted(side) if side.reasons or side.once else Count(len(side.sources))

    def _side(self, ids: Mapping[str, None]) -> Side:
        """Return what is known about the sources of some passages."""
        graph = self._graph
        sources = sorted({graph.source(one) for one in ids}, key=graph.numbers.__getitem__)
        reasons = [*self._cited(ids, frozenset(sources)), *self._derived(sources)]
        judged = {frozenset(reason.sources): (count, reason) for count, reason in self._decided(ids)}
        once = [reason for count, reason in judged.values() if count == ONCE]
        return Side(sources, reasons, once, [reason.sources for count, reason in judged.values() if count != ONCE])

    def _decided(self, ids: Mapping[str, None]) -> Iterator[tuple[str, Reason]]:
        """Yield the decisions about pairs of some passages, the latest one last."""
        for one in self.judgements(ids):
            if pair := self._pair(one.one, one.other):
                yield one.count, Reason("judged", one.one, one.other, pair)

    def _pair(self, one: str, other: str) -> tuple[str, str] | None:
        """Return the sources of two passages, or None if they have the same one."""
        pair = self._graph.source(one), self._graph.source(other)
        return pair if pair[0] != pair[1] else None

    def _cited(self, ids: Mapping[str, None], sources: Collection[str]) -> list[Reason]:
        """Return the citations that lead from some passages, or from their sources to one of them, to other sources."""
        graph = self._graph
        ends = [one for one in ids if one in self._parents]
        ends += [citing for one in ids for citing in self._citing.get(one, ()) if graph.source(citing) in sources]
        reached, waiting = dict.fromkeys(ends), list(ends)
        while waiting:
            new = [one for one in self._parents.get(waiting.pop(), ()) if one not in reached]
            reached.update(dict.fromkeys(new))
            waiting += new
        found = [
            Reason("cites", one, other, pair)
            for one in graph.in_order(reached)
            for other in graph.in_order(self._parents.get(one, ()))
            if (pair := self._pair(one, other))
        ]
        return found if ends else []

    def _derived(self, sources: Iterable[str]) -> list[Reason]:
        """Return the derivations of some sources, and of those that they lead to."""
        derived, numbers = self._graph.derived, self._graph.numbers
        found, seen, waiting = list[Reason](), set[str](), list(sources) if derived else []
        while waiting:
            if (one := waiting.pop(0)) not in seen:
                seen.add(one)
                parents = sorted(derived.get(one, ()), key=numbers.__getitem__)
                found += [Reason("derived", one, other, (one, other)) for other in parents]
                waiting += parents
        return found

    # --- doubts

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
        if link.kind != "supports" or self.independent((link.source, link.target)) > 1:
            return None
        shared = self.sources((link.source,)) & self.sources((link.target,))
        return Doubt(link, tuple(sorted(shared or {self._graph.source(link.target)})))

    def sources(self, ids: Iterable[str]) -> set[str]:
        """Return the ids of the sources of the origins of some passages."""
        found = {self._graph.source(origin) for one in ids for origin in self.of(one)}
        return {origin for one in found for origin in self._first(one)}

    def _first(self, source_id: str) -> set[str]:
        """Return the sources that a source is derived from in the end: itself, if it is derived from none."""
        derived, seen, waiting = self._graph.derived, {source_id}, [source_id]
        while waiting:
            new = [one for one in derived.get(waiting.pop(), ()) if one not in seen]
            seen.update(new)
            waiting += new
        return {one for one in seen if one not in derived} or {min(seen, key=self._graph.numbers.__getitem__)}

    def trace(self, ids: Iterable[str]) -> Trace:
        """Return the tree of some passages: their origins, and below each the passages that cite it."""
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
        return Trace(len(sources), len(self.sources(ids)), tuple(steps))

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
