"""Tags that occur together: on one passage, on passages that overlap, or in one sentence."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from annotations.model import Passage, Source
from annotations.review.overview.statistics.tables import Cell, Column, Line, Table
from annotations.text.sentences import sentences

SAME, OVERLAP, SENTENCE = "passage", "overlap", "sentence"
"""How close two tags are; each pair of passages counts under the closest."""

LONGEST: Final = 4000
"""Code points of a line in which sentences are looked for: longer lines are no prose."""

_STEP: Final = 64
"""Passages compared between two steps."""

Pair = tuple[str, str]


class Cooccurrence:
    """Counts of the pairs of tags, filled by `steps`."""

    def __init__(self, sources: Sequence[Source], groups: Mapping[str, Sequence[Passage]], tags: Sequence[str]) -> None:
        self._groups = {source.id: groups[source.id] for source in sources if len(groups[source.id]) > 1}
        self._order = {tag: place for place, tag in enumerate(tags)}
        self._counts: dict[Pair, dict[str, int]] = {}
        self._ids: dict[Pair, dict[str, dict[str, None]]] = {}
        self._compared = 0
        for source in sources:
            for annotation, *_ in groups[source.id]:
                for pair in combinations(sorted(set(annotation.tags), key=self._place), 2):
                    self._count(pair, SAME, annotation.id)

    def _place(self, tag: str) -> tuple[int, str]:
        return self._order.get(tag, len(self._order)), tag

    def _count(self, pair: Pair, how: str, *ids: str) -> None:
        counts = self._counts.setdefault(pair, {})
        counts[how] = counts.get(how, 0) + 1
        self._ids.setdefault(pair, {}).setdefault(how, {}).update(dict.fromkeys(ids))

    def wanted(self) -> list[str]:
        """Return the ids of the sources whose text `steps` asks for: those with two passages of different tags."""
        return [
            source
            for source, passages in self._groups.items()
            if len({tag for annotation, *_ in passages for tag in annotation.tags}) > 1
        ]

    def steps(self, source_id: str, text: str | None) -> Iterator[None]:
        """Compare the passages of one source, in steps; without its text only those that overlap are found."""
        placed = sorted(
            (one for one in self._groups.get(source_id, ()) if one.placed and one.annotation.tags),
            key=lambda one: (one.start, one.end),
        )
        yield from self._overlapping(placed)
        if text is not None:
            yield from self._in_sentences(placed, text)

    def _overlapping(self, placed: Sequence[Passage]) -> Iterator[None]:
        open_: list[Passage] = []
        for passage in placed:
            open_ = [one for one in open_ if one.end > passage.start]
            for one in open_:
                if _overlap(one, passage):
                    self._take(one, passage, OVERLAP)
                if self._breathe():
                    yield
            open_.append(passage)

    def _in_sentences(self, placed: Sequence[Passage], text: str) -> Iterator[None]:
        finder = _Sentences(text)
        together: dict[int, list[Passage]] = {}
        for passage in placed:
            for start in {finder.start(passage.start), finder.start(passage.end - 1)} - {-1}:
                for one in together.get(start, ()):
                    if not _overlap(one, passage):
                        self._take(one, passage, SENTENCE)
                    if self._breathe():
                        yield
                together.setdefault(start, []).append(passage)
            if self._breathe():
                yield

    def _take(self, one: Passage, other: Passage, how: str) -> None:
        pairs = {
            (a, b) if self._place(a) <= self._place(b) else (b, a)
            for a in one.annotation.tags
            for b in other.annotation.tags
            if a != b
        }
        for pair in pairs:
            self._count(pair, how, one.annotation.id, other.annotation.id)

    def _breathe(self) -> bool:
        self._compared += 1
        return self._compared % _STEP == 0

    def table(self) -> Table:
        """Return the pairs found so far, the most frequent first."""
        pairs = sorted(self._counts, key=lambda pair: (-sum(self._counts[pair].values()), *map(self._place, pair)))
        lines = tuple(
            Line(
                pair,
                {how: Cell(count, tuple(self._ids[pair][how])) for how, count in self._counts[pair].items()},
            )
            for pair in pairs
        )
        return Table(
            "cooccurrence",
            "Tags together",
            "Two tags on the same passage; else on two passages that overlap; else on two passages in one sentence.",
            ("tag", "with"),
            (
                Column(SAME, "same passage"),
                Column(OVERLAP, "overlapping"),
                Column(SENTENCE, "one sentence"),
            ),
            lines,
        )


class _Sentences:
    """Start of the sentence at an offset; the sentences of a line are found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[int, list[int]] = {}

    def start(self, offset: int) -> int:
        """Return the start of the sentence that contains an offset; -1 if there is none."""
        text = self._text
        if not 0 <= offset < len(text):
            return -1
        first = text.rfind("\n", 0, offset) + 1
        if first not in self._lines:
            end = text.find("\n", offset)
            end = min(len(text) if end < 0 else end, first + LONGEST)
            self._lines[first] = [start for start, _ in sentences(text, first, end)]
        starts = self._lines[first]
        place = bisect_right(starts, offset) - 1
        return starts[place] if place >= 0 and offset < first + LONGEST else -1


def _overlap(one: Passage, other: Passage) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return False
    return any(start < last and first < end for start, end in one.fragments for first, last in other.fragments)
