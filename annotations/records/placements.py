"""The annotations of one source, by what one asks for."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from annotations.anchoring.resolution import Ambiguous, Edited, Moved, Resolution
from annotations.anchoring.selectors import Selectors
from annotations.model import Annotation, Passage

_LAST: Final = 1 << 62
"""Sorts passages without a place after all others."""

_Key = tuple[int, int, int, str]


class Shifted(NamedTuple):
    """The same words between the same words; only what comes before them is longer or shorter."""

    start: int
    end: int


class Left(NamedTuple):
    """The source is gone; the passage stands there in the text that was kept of it."""

    start: int
    end: int


Found = Resolution | Shifted | Left

Resolved = dict[tuple[str, Selectors], Found]
"""Where annotations are that are not where they were recorded, by their ids and what was recorded.

An adjustment records another place, and undoing it brings the old one back with what is known of it.
"""


def recorded(annotation: Annotation) -> tuple[str, Selectors]:
    """The id of an annotation and the place that was recorded."""
    place = Selectors(annotation.exact, annotation.prefix, annotation.suffix, annotation.start, annotation.end)
    return annotation.id, place


class Sheet:
    """The annotations of a source in the order of the text, each look-up kept up to date one by one."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        """A sheet of annotations that are where they were recorded."""
        self.by_number: dict[int, str] = {}
        self.counts: Counter[str] = Counter()
        self.resolved: Resolved = {}
        self.adrift = 0
        """How many passages are not where they were recorded, and do not say which text that was."""
        self.passages: list[Passage] = []
        self._order: list[_Key] = []
        self._spans: dict[tuple[int, int], list[str]] = {}
        self._given: list[Passage] | None = None
        self._fill(list(annotations))

    def put(self, annotation: Annotation) -> None:
        """Add an annotation."""
        self.by_number[annotation.number] = annotation.id
        for tag in annotation.tags:
            self.counts[tag] += 1
        self.adrift += self._drifted(annotation)
        passage = self.passage(annotation)
        key = _key(passage)
        place = bisect_left(self._order, key)
        self._order.insert(place, key)
        self.passages.insert(place, passage)
        if passage.placed:
            self._spans.setdefault((passage.start, passage.end), []).append(annotation.id)
        self._given = None

    def take(self, annotation: Annotation) -> None:
        """Take an annotation away."""
        if self.by_number.get(annotation.number) == annotation.id:
            del self.by_number[annotation.number]
        self.counts.subtract(annotation.tags)
        self.adrift -= self._drifted(annotation)
        passage = self.passage(annotation)
        place = bisect_left(self._order, _key(passage))
        del self._order[place], self.passages[place]
        if passage.placed:
            span = passage.start, passage.end
            self._spans[span].remove(annotation.id)
            if not self._spans[span]:
                del self._spans[span]
        self._given = None

    def resolve(self, resolved: Resolved) -> None:
        """Take in where those are that are not where they were recorded."""
        own = [passage.annotation for passage in self.passages]
        self.resolved = resolved
        self._fill(own)

    def passage(self, annotation: Annotation) -> Passage:
        """Where an annotation stands, as far as is known."""
        found = self.resolved.get(recorded(annotation)) if self.resolved else None
        if found is None:
            return Passage(annotation, annotation.start, annotation.end, "anchored")
        if isinstance(found, Moved | Edited | Shifted | Left):
            figure = isinstance(found, Edited) and found.figure
            return Passage(annotation, found.start, found.end, _NAMES[type(found)], figure)
        return Passage(annotation, -1, -1, "ambiguous" if isinstance(found, Ambiguous) else "orphan")

    def given(self) -> list[Passage]:
        """The passages in their order, in a list that is replaced and not altered when something changes."""
        if self._given is None:
            self._given = self.passages.copy()
        return self._given

    def at(self, start: int, end: int) -> str | None:
        """The id of the annotation of exactly that span, if there is one."""
        ids = self._spans.get((start, end))
        return ids[0] if ids else None

    def _drifted(self, annotation: Annotation) -> bool:
        return bool(self.resolved) and not annotation.text and recorded(annotation) in self.resolved

    def _fill(self, annotations: list[Annotation]) -> None:
        """Sort all of them at once: of many, each one by itself would take far longer."""
        self.by_number = {one.number: one.id for one in annotations}
        self.counts = Counter(tag for one in annotations for tag in one.tags)
        self.adrift = sum(map(self._drifted, annotations)) if self.resolved else 0
        self.passages = sorted(map(self.passage, annotations), key=_key)
        self._order = [_key(passage) for passage in self.passages]
        self._spans = {}
        for passage in self.passages:
            if passage.placed:
                self._spans.setdefault((passage.start, passage.end), []).append(passage.annotation.id)
        self._given = None


_NAMES: Final = {Moved: "moved", Edited: "edited", Shifted: "anchored", Left: "orphan"}


def _key(passage: Passage) -> _Key:
    """What passages are sorted by: place, the longer one first, number."""
    annotation = passage.annotation
    if not passage.placed:
        return (_LAST, 0, annotation.number, annotation.id)
    return (passage.start, -passage.end, annotation.number, annotation.id)
