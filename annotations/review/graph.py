"""Passages and the links between them, as one graph."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from msgspec.structs import replace

from annotations.model import Annotation, Claim, Link, LinkKind, Passage, Source

CLAIM: Final = frozenset({"claim"})
"""The tag of claims, where no other stands below it in the codebook."""

_LAST: Final = 1 << 62
"""Sorts passages without a place after all others of their source."""

_NOWHERE: Final = (-1, -1, -1)

T = TypeVar("T")


class Records(NamedTuple):
    """What a library holds that its review is made of."""

    sources: Sequence[Source]
    """In the order of the board's columns."""
    passages: Collection[Passage]
    links: Collection[Link]
    kinds: Collection[LinkKind] = ()
    """Those of one's own say what their links count like."""
    claims: Collection[Claim] = ()
    """What the analyst says of claims."""
    tags: Collection[str] = CLAIM
    """The tags that make a passage a claim; see `annotations.review.board.claim_tags`."""


class News(NamedTuple):
    """What records say otherwise than a graph."""

    annotations: dict[str, Annotation | None]
    """Those that came or were altered, and None for those that went, by their ids."""
    links: list[Link]
    """Those that came, went or were altered, as they are counted; of an altered one both versions."""
    order: dict[str, tuple[int, int, int]]
    """Where those stand that came."""
    given: tuple[list[Passage], list[Link]]
    """The records, to be compared with those that come next."""
    exchanged: tuple[Sequence[Link], Sequence[Link]]
    """Of the links as they were given, those that went, and those that came in their place."""


class Graph:
    """The passages of a library that count, the links between them, and which passages say the same.

    A passage that the analyst dropped does not count, nor does a link with an end that does not. A link of an own
    kind is here one of the kind that it counts like.
    """

    def __init__(self, records: Records) -> None:
        self._numbers = {source.id: source.number for source in records.sources}
        self._counts = _counts(records.kinds)
        self.annotations: dict[str, Annotation] = {}
        self.order: dict[str, tuple[int, int, int]] = {}
        """Where a passage stands among all: number of its source, place, number of the passage."""
        self._given: tuple[list[Passage], list[Link]] = ([], [])
        self._at: dict[str, dict[str, Link]] = {}
        """The links as they were given, whether they count or not, by their ends and ids."""
        self._clusters: dict[str, tuple[str, ...]] = {}
        self._links: list[Link] | None = None
        if news := self._news(records.passages, records.links):
            self.take(news)

    @property
    def links(self) -> list[Link]:
        """The links that count, as the kinds that they count like."""
        if self._links is None:
            self._links = [
                one for link in self._given[1] if (one := self._counted(link, self.annotations.__contains__))
            ]
        return self._links

    def links_at(self, annotation_id: str) -> Iterator[Link]:
        """The links of a passage in both directions that count, as the kinds that they count like."""
        for link in self._at.get(annotation_id, {}).values():
            if one := self._counted(link, self.annotations.__contains__):
                yield one

    def news(self, records: Records) -> News | None:
        """What records say otherwise by now; None if it is so much that a graph has to be made anew."""
        numbers = {source.id: source.number for source in records.sources}
        if numbers != self._numbers or _counts(records.kinds) != self._counts:
            return None
        return self._news(records.passages, records.links)

    def _news(self, passages: Iterable[Passage], links: Iterable[Link]) -> News | None:
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
                came[key] = self._numbers[passage.annotation.source], start, passage.annotation.number
        exchanged = _apart(self._given[1], given[1])
        return News(changed, self._differing(changed, *exchanged), came, given, exchanged)

    def _differing(
        self, changed: Mapping[str, Annotation | None], went: Iterable[Link], came: Iterable[Link]
    ) -> list[Link]:
        """The links that count otherwise, since they or their ends came or went; of an altered one both versions."""
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

    def take(self, news: News) -> set[str]:
        """Take in what records say by now; returns the passages of which it may be others that say the same."""
        joining = {end for link in news.links if link.kind == "restates" for end in (link.source, link.target)}
        loose = {one for end in joining for one in self.cluster(end)}
        for one, annotation in news.annotations.items():
            if annotation is None:
                del self.annotations[one], self.order[one]
            else:
                self.annotations[one] = annotation
        self.order.update(news.order)
        went, came = news.exchanged
        for link in went:
            for end in (link.source, link.target):
                self._at[end].pop(link.id, None)
        for link in came:
            for end in (link.source, link.target):
                self._at.setdefault(end, {})[link.id] = link
        self._given, self._links = news.given, None
        self._cluster(loose)
        return loose

    def cluster(self, annotation_id: str) -> tuple[str, ...]:
        """The passages that say the same as one, itself included, the earliest first."""
        return self._clusters.get(annotation_id) or (annotation_id,)

    def clusters(self) -> list[tuple[str, ...]]:
        """The passages that restate each other, the earliest first; those that nothing restates are left out."""
        return list(dict.fromkeys(self._clusters.values()))

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Passages by source and place."""
        return sorted(ids, key=self.order.__getitem__)

    def source(self, annotation_id: str) -> str:
        """Id of the source that a passage is of."""
        return self.annotations[annotation_id].source

    def _counts_itself(self, annotation: Annotation) -> bool:
        return annotation.status != "dropped" and annotation.source in self._numbers

    def _counted(self, link: Link | None, counts: Callable[[str], bool]) -> Link | None:
        """A link as the kind that it counts like, if both its ends count and are not the same."""
        if link is None or link.source == link.target or not (counts(link.source) and counts(link.target)):
            return None
        return replace(link, kind=self._counts[link.kind]) if link.kind in self._counts else link

    def _cluster(self, loose: Iterable[str]) -> None:
        """Find anew which of some passages say the same."""
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
    """What is left of two lists without what is the very same at their beginnings and ends."""
    least = min(len(before), len(after))
    first = next((i for i in range(least) if before[i] is not after[i]), least)
    last = next((i for i in range(least - first) if before[~i] is not after[~i]), least - first)
    return before[first : len(before) - last], after[first : len(after) - last]


def _counts(kinds: Iterable[LinkKind]) -> dict[str, str]:
    """What the own kinds count like that count like another one."""
    return {kind.name: kind.counts for kind in kinds if kind.counts not in ("", kind.name)}
