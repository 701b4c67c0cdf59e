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
        self.above = closed(self.ids, {self._descent(one) for one in self.links if one.kind in {"cites", "restates"}})

    def source(self, one: str) -> str:
        return self.annotations[one].source

    def _descent(self, link: Link) -> tuple[str, str]:
        """Who has it from whom."""
        one, other = link.source, link.target
        if link.kind == "cites":
            return one, other
        citing = [(x.source, x.target) for x in self.links if x.kind == "cites"]
        if ((one, other) in citing) != ((other, one) in citing):
            return (one, other) if (one, other) in citing else (other, one)
        between = [(self.source(a), self.source(b)) for a, b in citing]
        pair = self.source(one), self.source(other)
        if (pair in between) != (pair[::-1] in between):
            return (one, other) if pair in between else (other, one)
        return one, other

    def rows(self) -> list[list[str]]:
        clusters = [self.clusters[one] for one in self.ids if "claim" in self.annotations[one].tags]
        return sorted(
            (list(one) for one in {tuple(cluster) for cluster in clusters}), key=lambda row: self.ids.index(row[0])
        )

    def stances(self, row: list[str]) -> dict[str, set[str]]:
        """Which passages take which stance to a row."""
        taken: dict[str, set[str]] = {"restates": set(row)}

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
        if "contradicts" in sides or "qualifies" in sides:
            return "mixed" if len(sides) > 1 else next(iter(sides))
        if sides:
            return "restates" if "restates" in sides else "supports"
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
        origins = {self.source(origin) for one in ids for origin in self.origins(one)}
        return min(len({self.source(one) for one in ids}), len(origins))

    def verdict(self, row: list[str]) -> str:
        taken = self.stances(row)
        agree, against = taken["restates"] | taken.get("supports", set()), taken.get("contradicts", set())
        if against:
            return f"contested {self.independent(agree)}:{self.independent(against)}"
        if len({self.source(one) for one in agree}) == 1:
            return "single source"
        return f"corroborated {count}" if (count := self.independent(agree)) > 1 else "one origin"


def closed(ids: list[str], pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """All pairs that are reached in one step or more."""
    found = set()
    for start in ids:
        reached: set[str] = set()
        while more := {b for a, b in pairs if a == start or a in reached} - reached:
            reached |= more
        found |= {(start, one) for one in reached}
    return found
