"""A board read off the links the long way: every question is answered by looking at every link."""

from annotations.model import Annotation, Link
from tests.annotations.review.making import Folder


class Reading:
    """What the links of a folder say, by definition and not by a faster way."""

    def __init__(self, folder: Folder) -> None:
        counting = [one for one in folder.passages if one.annotation.status != "dropped"]
        counting.sort(key=lambda one: (int(one.annotation.source[1:]), one.start))
        self.folder = folder
        self.annotations: dict[str, Annotation] = {one.annotation.id: one.annotation for one in counting}
        self.ids = list(self.annotations)
        self.links: list[Link] = [
            one for one in folder.links if one.source != one.target and {one.source, one.target} <= set(self.ids)
        ]
        restated = {(one.source, one.target) for one in self.links if one.kind == "restates"}
        same = closed(self.ids, restated | {(b, a) for a, b in restated})
        self.clusters = {one: [other for other in self.ids if other == one or (one, other) in same] for one in self.ids}
        self.cites = {(one.source, one.target) for one in self.links if one.kind == "cites"}
        self.above = closed(self.ids, self.cites)

    def source(self, one: str) -> str:
        return self.annotations[one].source

    def rows(self) -> list[list[str]]:
        clusters = [self.clusters[one] for one in self.ids if "claim" in self.annotations[one].tags]
        return sorted(
            (list(one) for one in {tuple(cluster) for cluster in clusters}), key=lambda row: self.ids.index(row[0])
        )

    def stances(self, row: list[str]) -> dict[str, set[str]]:
        """Which passages take which stance to a row."""
        own = self.source(row[0])
        taken: dict[str, set[str]] = {"states": {one for one in row if self.source(one) == own}}
        taken["restates"] = set(row) - taken["states"]

        def take(stance: str, ids: list[str]) -> None:
            taken.setdefault(stance, set()).update(ids)

        for link in self.links:
            source_in, target_in = link.source in row, link.target in row
            if link.kind == "restates" or not (source_in or target_in):
                continue
            if source_in and target_in:
                if link.kind in {"contradicts", "qualifies"}:
                    take(link.kind, [link.source])
                if link.kind == "contradicts":
                    take(link.kind, [link.target])
            elif target_in and link.kind in {"supports", "contradicts", "qualifies"}:
                take(link.kind, self.clusters[link.source])
            elif source_in and link.kind == "contradicts":
                take(link.kind, self.clusters[link.target])
            else:
                take("mentions", [link.target if source_in else link.source])
        return taken

    def cell(self, row: list[str], source: str) -> str:
        taken = {stance for stance, ids in self.stances(row).items() if any(self.source(one) == source for one in ids)}
        sides = taken - {"mentions"}
        agreeing = sides & {"states", "restates", "supports"}
        if len(sides - agreeing) + bool(agreeing) > 1:
            return "mixed"
        if sides - agreeing:
            return next(iter(sides))
        if sides:
            return next(side for side in ("states", "restates", "supports") if side in sides)
        if taken:
            return "mentions"
        record = next(one for one in self.folder.sources if one.id == source)
        return "silent" if record.read and record.read[0][1] >= 950 else "unread"

    def origins(self, one: str) -> set[str]:
        """Where a passage comes from: what it has it from and what has it from nobody outside its own circle."""
        reached = [one, *(other for other in self.ids if (one, other) in self.above)]
        found = set()
        for other in reached:
            circle = {x for x in self.ids if x == other or {(x, other), (other, x)} <= self.above}
            beyond = {x for x in self.ids if (other, x) in self.above} - circle
            if not beyond:
                found.add(min(circle, key=self.ids.index))
        return found

    def independent(self, ids: set[str]) -> int:
        """The most sources that can each have an origin of their own, tried one by one."""
        sources = {self.source(one) for one in ids}
        if len(sources) < 2:
            return len(sources)
        within = {other for one in ids for other in self.ids if other == one or (one, other) in self.above}
        for one, other in self.cites:
            if other in ids and self.source(one) in sources:
                within |= {one, *(above for above in self.ids if (one, above) in self.above)}
        derived = {(one.id, other) for one in self.folder.sources for other in one.derived_from}
        edges = {(self.source(one), self.source(other)) for one, other in self.cites if {one, other} <= within}
        every = [one.id for one in self.folder.sources]
        reachable = {two for one, two in closed(every, derived) if one in sources} | sources
        edges |= {(one, other) for one, other in derived if one in reachable}
        has_it_from = closed(every, {(one, other) for one, other in edges if one != other})
        drawn: dict[str, set[str]] = {}
        for source in sources:
            drawn[source] = set()
            for other in every:
                if other != source and (source, other) not in has_it_from:
                    continue
                circle = {x for x in every if x == other or {(x, other), (other, x)} <= has_it_from}
                if not {two for one, two in has_it_from if one == other} - circle:
                    drawn[source].add(min(circle, key=lambda one: (one not in sources, every.index(one))))
        last: dict[frozenset[str], str] = {}
        for decision in sorted(self.folder.judged, key=lambda one: (one.modified, one.created, one.id)):
            if {decision.one, decision.other} <= ids:
                last[frozenset({self.source(decision.one), self.source(decision.other)})] = decision.count
        pairs = {(min(pair), max(pair)): count for pair, count in last.items() if len(pair) == 2}
        merged = {pair for pair, count in pairs.items() if count == "once"}
        once = closed(every, merged | {(b, a) for a, b in merged})
        for pair, count in pairs.items():
            if count == "separately":
                for one in pair:
                    drawn[one].add(one)
        units = {frozenset(two for two in sources if two == one or (one, two) in once) for one in sources}
        return most([set().union(*(drawn[one] for one in unit)) for unit in units])

    def verdict(self, row: list[str]) -> str:
        taken = self.stances(row)
        agree, against = set(row) | taken.get("supports", set()), taken.get("contradicts", set())
        words = f"{self.independent(agree)} for"
        return f"{words}, {self.independent(against)} against" if against else words

    def disputes(self) -> list[set[str]]:
        """The passages of the claims that contradict each other, in one set for each dispute."""
        joined = {(a, b) for one in self.ids for a in self.clusters[one] for b in self.clusters[one]}
        facing = {(one.source, one.target) for one in self.links if one.kind == "contradicts"}
        near = closed(self.ids, joined | facing | {(b, a) for a, b in facing})
        found: list[set[str]] = []
        for one in self.ids:
            if any(one in pair for pair in facing) and not any(one in other for other in found):
                found.append({one, *(other for other in self.ids if (one, other) in near)})
        return found


def most(choices: list[set[str]]) -> int:
    """The largest number of choices that can be made without making one twice."""
    if not choices:
        return 0
    first, *rest = choices
    return max([most(rest), *(1 + most([one - {choice} for one in rest]) for choice in first)])


def closed(ids: list[str], pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """All pairs that are reached in one step or more."""
    found = set()
    for start in ids:
        reached: set[str] = set()
        while more := {b for a, b in pairs if a == start or a in reached} - reached:
            reached |= more
        found |= {(start, one) for one in reached}
    return found
