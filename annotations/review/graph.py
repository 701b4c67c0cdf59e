"""Graph of passages and the links between them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from msgspec.structs import replace

from annotations.model import Annotation, Link, LinkKind, Passage, Source
from annotations.model.judgements import Claim, Independence, Ruling

if TYPE_CHECKING:
    from annotations.records.index import RecordIndex

CLAIM: Final = frozenset({"claim"})
"""Tags of claims if no other tag is below *claim* in the codebook."""

_LAST: Final = 1 << 62
"""Place that sorts passages without one after all others of their source."""

_NOWHERE: Final = (-1, -1, -1)

T = TypeVar("T")


class Records(NamedTuple):
    """Records of a library that its review is computed from."""

    sources: Sequence[Source]
    """In the order of the columns of the board."""
    passages: Collection[Passage]
    links: Collection[Link]
    kinds: Collection[LinkKind] = ()
    """Own kinds of links, which define what their links count as."""
    claims: Collection[Claim] = ()
    """Reviews of claims."""
    tags: Collection[str] = CLAIM
    """Tags that make a passage a claim; see `TagTree.with_below`."""
    independence: Collection[Independence] = ()
    """Decisions whether two sources count once."""
    rulings: Collection[Ruling] = ()
    """Decisions on disputes."""


class GraphDelta(NamedTuple):
    """Difference between records and a graph."""

    annotations: dict[str, Annotation | None]
    """Added or changed annotations by id; None for removed ones."""
    links: list[Link]
    """Added, removed or changed links, as they are counted; of a changed link both versions."""
    order: dict[str, tuple[int, int, int]]
    """Places of the added annotations."""
    given: tuple[list[Passage], list[Link]]
    """Records to compare the next ones with."""
    exchanged: tuple[Sequence[Link], Sequence[Link]]
    """Removed and added links, as they were given."""


class Graph:
    """Passages of a library that count, the links between them, and the clusters that restate each other.

    Dropped passages do not count, nor do links with an end that does not count. A link of an own kind is treated as the
    kind that it counts as.
    """

    def __init__(self, records: Records) -> None:
        self.numbers = {source.id: source.number for source in records.sources}
        """Numbers of the sources by their ids."""
        self.derived = _derived(records.sources)
        """Ids of the known sources that a source is derived from, by its id; without those that are derived from none."""
        self._counts = _counts(records.kinds)
        self.annotations: dict[str, Annotation] = {}
        self.order: dict[str, tuple[int, int, int]] = {}
        """Sort key of each passage: number of its source, place, number of the passage."""
        self._given: tuple[list[Passage], list[Link]] = ([], [])
        self._at: dict[str, dict[str, Link]] = {}
        """All given links by their ends and ids, whether they count or not."""
        self._clusters: dict[str, tuple[str, ...]] = {}
        self._links: list[Link] | None = None
        if delta := self._delta(records.passages, records.links):
            self.apply(delta)

    @property
    def links(self) -> list[Link]:
        """Links that count, as the kinds that they count as."""
        if self._links is None:
            self._links = [
                one for link in self._given[1] if (one := self._counted(link, self.annotations.__contains__))
            ]
        return self._links

    def links_at(self, annotation_id: str) -> Iterator[Link]:
        """Yield the links of a passage that count, in both directions, as the kinds that they count as."""
        for link in self._at.get(annotation_id, {}).values():
            if one := self._counted(link, self.annotations.__contains__):
                yield one

    def delta(self, records: Records) -> GraphDelta | None:
        """Return the difference between `records` and the graph, or None if the graph must be rebuilt."""
        numbers = {source.id: source.number for source in records.sources}
        if (
            numbers != self.numbers
            or _counts(records.kinds) != self._counts
            or _derived(records.sources) != self.derived
        ):
            return None
        return self._delta(records.passages, records.links)

    def _delta(self, passages: Iterable[Passage], links: Iterable[Link]) -> GraphDelta | None:
        given = list(passages), list(links)
        changed: dict[str, Annotation | None] = {}
        came: dict[str, tuple[int, int, int]] = {}
        before, after = _apart(self._given[0], given[0])
        there = {one.id: passage for passage in after if self._counts_itself(one := passage.annotation)}
        for passage in before:
            if (key := passage.annotation.id) in self.annotations and key not in there:
                changed[key] = None
        for key, passage in there.items():
            if self.annotations.get(key) is not passage.annotation:
                changed[key] = passage.annotation
            if self.order.get(key, _NOWHERE)[1] != (start := passage.start if passage.start >= 0 else _LAST):
                if key in self.order:
                    return None
                came[key] = self.numbers[passage.annotation.source], start, passage.annotation.number
        exchanged = _apart(self._given[1], given[1])
        return GraphDelta(changed, self._differing(changed, *exchanged), came, given, exchanged)

    def _differing(
        self, changed: Mapping[str, Annotation | None], went: Iterable[Link], came: Iterable[Link]
    ) -> list[Link]:
        """Return the links whose counting changed, directly or by their ends; of a changed link both versions."""
        was, now = ({link.id: link for link in all_} for all_ in (went, came))
        for one, annotation in changed.items():
            if annotation is None or one not in self.annotations:
                for key, link in self._at.get(one, {}).items():
                    if key not in was:
                        was[key] = now[key] = link
        counts = self.annotations.__contains__
        will = {one: annotation is not None for one, annotation in changed.items()}
        found = []
        for key in was.keys() | now.keys():
            old = self._counted(was.get(key), counts)
            new = self._counted(now.get(key), lambda one: will.get(one, one in self.annotations))
            if old != new:
                found += [link for link in (old, new) if link is not None]
        return found

    def apply(self, delta: GraphDelta) -> set[str]:
        """Apply a difference; return the passages whose cluster may have changed."""
        joining = {end for link in delta.links if link.kind == "restates" for end in (link.source, link.target)}
        loose = {one for end in joining for one in self.cluster(end)}
        for one, annotation in delta.annotations.items():
            if annotation is None:
                del self.annotations[one], self.order[one]
            else:
                self.annotations[one] = annotation
        self.order.update(delta.order)
        went, came = delta.exchanged
        for link in went:
            for end in (link.source, link.target):
                self._at[end].pop(link.id, None)
        for link in came:
            for end in (link.source, link.target):
                self._at.setdefault(end, {})[link.id] = link
        self._given, self._links = delta.given, None
        self._cluster(loose)
        return loose

    def cluster(self, annotation_id: str) -> tuple[str, ...]:
        """Return the passages that restate a passage, including itself, earliest first."""
        return self._clusters.get(annotation_id) or (annotation_id,)

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters of two or more passages, each with its earliest passage first."""
        return list(dict.fromkeys(self._clusters.values()))

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Return passages sorted by source and place."""
        return sorted(ids, key=self.order.__getitem__)

    def source(self, annotation_id: str) -> str:
        """Return the id of the source of a passage."""
        return self.annotations[annotation_id].source

    def address(self, annotation_id: str) -> str:
        """Return the address of a passage: `3:10`."""
        annotation = self.annotations[annotation_id]
        return f"{self.numbers[annotation.source]}:{annotation.number}"

    def _counts_itself(self, annotation: Annotation) -> bool:
        return annotation.status != "dropped" and annotation.source in self.numbers

    def _counted(self, link: Link | None, counts: Callable[[str], bool]) -> Link | None:
        """Return a link as the kind that it counts as, or None if its ends do not count or are equal."""
        if link is None or link.source == link.target or not (counts(link.source) and counts(link.target)):
            return None
        return replace(link, kind=self._counts[link.kind]) if link.kind in self._counts else link

    def _cluster(self, loose: Iterable[str]) -> None:
        """Rebuild the clusters of some passages."""
        waiting = set(loose)
        for one in waiting:
            self._clusters.pop(one, None)
        waiting &= self.annotations.keys()
        while waiting:
            found = {waiting.pop()}
            around = list(found)
            while around:
                for link in self.links_at(around.pop()):
                    if link.kind == "restates":
                        new = {link.source, link.target} - found
                        found |= new
                        around += new
            waiting -= found
            if len(found) > 1:
                self._clusters.update(dict.fromkeys(found, tuple(self.in_order(found))))


def _apart(before: Sequence[T], after: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """Remove the common start and end of two lists, compared by identity."""
    least = min(len(before), len(after))
    first = next((i for i in range(least) if before[i] is not after[i]), least)
    last = next((i for i in range(least - first) if before[~i] is not after[~i]), least - first)
    return before[first : len(before) - last], after[first : len(after) - last]


def _counts(kinds: Iterable[LinkKind]) -> dict[str, str]:
    """Return what own kinds count as, for those that count as another kind."""
    return {kind.name: kind.counts for kind in kinds if kind.counts not in ("", kind.name)}


def _derived(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """Return the known sources that sources are derived from."""
    known = {source.id for source in sources}
    found = {one.id: tuple(key for key in one.derived_from if key in known and key != one.id) for one in sources}
    return {key: of for key, of in found.items() if of}


def graph_of(index: "RecordIndex") -> Graph:
    """Return the graph of all records."""
    passages = [index.passage(one) for one in index.annotations.values()]
    return Graph(Records([*index.sources.values()], passages, index.links.values(), index.all_kinds().values()))
