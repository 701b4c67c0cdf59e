"""Passages and the links between them, as one graph."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from annotations.model import Annotation, Claim, Link, LinkKind, Passage, Source

CLAIM: Final = frozenset({"claim"})
"""The tag of claims, where no other stands below it in the codebook."""

_LAST: Final = 1 << 62
"""Sorts passages without a place after all others of their source."""

_NOWHERE: Final = (-1, -1, -1)


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
    """The tags that make a passage a claim; see `annotations.review.claims.claim_tags`."""


class News(NamedTuple):
    """What records say otherwise than a graph."""

    annotations: dict[str, Annotation | None]
    """Those that came or were altered, and None for those that went, by their ids."""
    links: list[Link]
    """Those that came, went or were altered, as they are counted; of an altered one both versions."""
    order: dict[str, tuple[int, int, int]]
    """Where those stand that came."""
    now: list[Link]
    """All links that count."""


class Graph:
    """The passages of a library that count, the links between them, and which passages say the same.

    A passage that the analyst dropped does not count, nor does a link with an end that does not. A link of an own
    kind is here one of the kind that it counts like.
    """

    def __init__(self, records: Records) -> None:
        self._numbers = {source.id: source.number for source in records.sources}
        self.annotations: dict[str, Annotation] = {}
        self.order: dict[str, tuple[int, int, int]] = {}
        """Where a passage stands among all: number of its source, place, number of the passage."""
        for passage in records.passages:
            one = passage.annotation
            if one.status != "dropped" and one.source in self._numbers:
                self.annotations[one.id] = one
                self.order[one.id] = self._place(passage)
        self._counts = _counts(records.kinds)
        self.links = self._counted(records.links, self.order)
        self._clusters = self._clustered()

    def news(self, records: Records) -> News | None:
        """What records say otherwise by now; None if it is so much that a graph has to be made anew."""
        numbers = {source.id: source.number for source in records.sources}
        if numbers != self._numbers or _counts(records.kinds) != self._counts:
            return None
        known, order = self.annotations, self.order
        changed: dict[str, Annotation | None] = {}
        came: dict[str, tuple[int, int, int]] = {}
        seen = set()
        for passage in records.passages:
            one = passage.annotation
            if one.status == "dropped" or one.source not in self._numbers:
                continue
            seen.add(one.id)
            if known.get(one.id) is not one:
                changed[one.id] = one
            if order.get(one.id, _NOWHERE)[1] != (passage.start if passage.start >= 0 else _LAST):
                if one.id in order:
                    return None
                came[one.id] = self._place(passage)
        gone = dict.fromkeys(known.keys() - seen)
        there = self._counted(records.links, seen)
        before, after = ({link.id: link for link in all_} for all_ in (self.links, there))
        different = [
            link
            for key in before.keys() | after.keys()
            if (was := before.get(key)) != (now := after.get(key))
            for link in (was, now)
            if link is not None
        ]
        return News({**changed, **gone}, different, came, there)

    def take(self, news: News) -> None:
        """Take in what records say by now; links that say what is one claim are not among it."""
        for one, annotation in news.annotations.items():
            if annotation is None:
                del self.annotations[one], self.order[one]
            else:
                self.annotations[one] = annotation
        self.order.update(news.order)
        self.links = news.now

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

    def _place(self, passage: Passage) -> tuple[int, int, int]:
        one = passage.annotation
        return self._numbers[one.source], passage.start if passage.start >= 0 else _LAST, one.number

    def _counted(self, links: Iterable[Link], ids: Collection[str]) -> list[Link]:
        """The links between two of some passages, as the kinds that they count like."""
        counts = self._counts
        return [
            replace(link, kind=counts[link.kind]) if link.kind in counts else link
            for link in links
            if link.source != link.target and link.source in ids and link.target in ids
        ]

    def _clustered(self) -> dict[str, tuple[str, ...]]:
        parents: dict[str, str] = {}

        def root(one: str) -> str:
            while (parent := parents.setdefault(one, one)) != one:
                parents[one] = one = parents[parent]
            return one

        for link in self.links:
            if link.kind == "restates":
                parents[root(link.source)] = root(link.target)
        members: dict[str, list[str]] = {}
        for one in self.in_order(parents):
            members.setdefault(root(one), []).append(one)
        return {one: cluster for ids in members.values() for cluster in (tuple(ids),) for one in cluster}


def _counts(kinds: Iterable[LinkKind]) -> dict[str, str]:
    """What the own kinds count like that count like another one."""
    return {kind.name: kind.counts for kind in kinds if kind.counts not in ("", kind.name)}
