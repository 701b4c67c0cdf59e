"""Current places of the annotations of one source, with their look-ups."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from annotations.anchoring.resolution import Ambiguous, Edited, Moved, Resolution
from annotations.anchoring.selectors import Selectors
from annotations.model import Annotation, Passage

_LAST: Final = 1 << 62
"""Start that sorts passages without a place after all others."""

_Key = tuple[int, int, int, str]


class Shifted(Struct, frozen=True):
    """Place of the same words in the same context, at another offset."""

    start: int
    end: int


class Reread(Struct, frozen=True):
    """Place of a passage that reads otherwise now, though its file is as it was: nothing is to be decided."""

    start: int
    end: int


class Left(Struct, frozen=True):
    """Place of a passage of a missing source, in the archived text of that source."""

    start: int
    end: int


Found = Resolution | Shifted | Reread | Left

Resolved = dict[tuple[str, Selectors], Found]
"""Places of annotations that are not where they were recorded, by id and recorded place.

An adjustment records another place; undoing it brings the old place back together with its resolution.
"""


def recorded(annotation: Annotation) -> tuple[str, Selectors]:
    """Return the id of an annotation and its recorded place."""
    place = Selectors(annotation.exact, annotation.prefix, annotation.suffix, annotation.start, annotation.end)
    return annotation.id, place


class Placements:
    """Annotations of a source in the order of the text, with look-ups that are updated one by one."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        """Create placements of annotations that are where they were recorded."""
        self.by_number: dict[int, str] = {}
        self.counts: Counter[str] = Counter()
        self.resolved: Resolved = {}
        self.displaced = 0
        """Number of passages that are not where they were recorded and do not name the text of that place."""
        self.passages: list[Passage] = []
        self._order: list[_Key] = []
        self._spans: dict[tuple[int, int], list[str]] = {}
        self._given: list[Passage] | None = None
        self._fill(list(annotations))

    def put(self, annotation: Annotation) -> None:
        """Add an annotation at its place in the text, with its number and its tags."""
        self.by_number[annotation.number] = annotation.id
        for tag in annotation.tags:
            self.counts[tag] += 1
        if self.resolved:
            self.displaced += self._is_displaced(annotation)
        passage = self.passage(annotation)
        key = _key(passage)
        place = bisect_left(self._order, key)
        self._order.insert(place, key)
        self.passages.insert(place, passage)
        if passage.start >= 0:
            self._spans.setdefault((passage.start, passage.end), []).append(annotation.id)
        self._given = None

    def take(self, annotation: Annotation) -> None:
        """Remove an annotation with its number and its tags; it must be as it was added."""
        if self.by_number.get(annotation.number) == annotation.id:
            del self.by_number[annotation.number]
        self.counts.subtract(annotation.tags)
        if self.resolved:
            self.displaced -= self._is_displaced(annotation)
        passage = self.passage(annotation)
        place = bisect_left(self._order, _key(passage))
        del self._order[place], self.passages[place]
        if passage.start >= 0:
            span = passage.start, passage.end
            self._spans[span].remove(annotation.id)
            if not self._spans[span]:
                del self._spans[span]
        self._given = None

    def resolve(self, resolved: Resolved) -> None:
        """Store the places of annotations that are not where they were recorded."""
        own = [passage.annotation for passage in self.passages]
        self.resolved = resolved
        self._fill(own)

    def passage(self, annotation: Annotation) -> Passage:
        """Return an annotation with its current place, as far as known."""
        found = self.resolved.get(recorded(annotation)) if self.resolved else None
        if found is None:
            return Passage(annotation, annotation.fragments[0][0], annotation.fragments[-1][1], "anchored")
        if isinstance(found, Moved | Edited | Shifted | Reread | Left):
            figure = isinstance(found, Edited) and found.figure
            return Passage(annotation, found.start, found.end, _NAMES[type(found)], figure)
        return Passage(annotation, -1, -1, "ambiguous" if isinstance(found, Ambiguous) else "orphan")

    def given(self) -> list[Passage]:
        """Return the passages in order, in a list that is replaced, not changed, by later changes."""
        if self._given is None:
            self._given = self.passages.copy()
        return self._given

    def at(self, start: int, end: int) -> str | None:
        """Return the id of the annotation with exactly that range, or None."""
        ids = self._spans.get((start, end))
        return ids[0] if ids else None

    def _is_displaced(self, annotation: Annotation) -> bool:
        return not annotation.text and recorded(annotation) in self.resolved

    def _fill(self, annotations: list[Annotation]) -> None:
        """Sort all annotations at once: adding many of them one by one would take far longer."""
        self.by_number = {one.number: one.id for one in annotations}
        self.counts = Counter(tag for one in annotations for tag in one.tags)
        self.displaced = sum(map(self._is_displaced, annotations)) if self.resolved else 0
        self.passages = sorted(map(self.passage, annotations), key=_key)
        self._order = [_key(passage) for passage in self.passages]
        self._spans = {}
        for passage in self.passages:
            if passage.placed:
                self._spans.setdefault((passage.start, passage.end), []).append(passage.annotation.id)
        self._given = None


_NAMES: Final = {Moved: "moved", Edited: "edited", Shifted: "anchored", Reread: "edited", Left: "orphan"}


def _key(passage: Passage) -> _Key:
    """Return the sort key of a passage: place, longer ones first, number."""
    annotation = passage.annotation
    if passage.start < 0:
        return (_LAST, 0, annotation.number, annotation.id)
    return (passage.start, -passage.end, annotation.number, annotation.id)
