"""Passages and the links between them, as one graph."""

from collections.abc import Iterable
from typing import Final

from annotations.model import Annotation, Link, Passage, Source

_LAST: Final = 1 << 62
"""Sorts passages without a place after all others of their source."""


class Graph:
    """The passages of a library that count, the links between them, and which passages say the same.

    A passage that the analyst dropped does not count, nor does a link with an end that does not.
    """

    def __init__(self, sources: Iterable[Source], passages: Iterable[Passage], links: Iterable[Link]) -> None:
        numbers = {source.id: source.number for source in sources}
        self.annotations: dict[str, Annotation] = {}
        self.order: dict[str, tuple[int, int, int]] = {}
        """Where a passage stands among all: number of its source, place, number of the passage."""
        for passage in passages:
            one = passage.annotation
            if one.status != "dropped" and one.source in numbers:
                self.annotations[one.id] = one
                self.order[one.id] = (numbers[one.source], passage.start if passage.start >= 0 else _LAST, one.number)
        self.links = [
            link
            for link in links
            if link.source != link.target and link.source in self.order and link.target in self.order
        ]
        self._clusters = self._clustered()

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
