"""All records of a library in memory, and what is looked up in them.

Every look-up is kept up to date record by record, so that a change costs the same in a library of ten
passages and of ten thousand.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, cast

from annotations.anchoring.describe import Selectors
from annotations.anchoring.resolve import Ambiguous, Moved, Resolution
from annotations.model import Annotation, Edit, Link, Passage, Record, Source, Tag
from annotations.store.tables import TYPES, Loaded, Snapshot, key_of

_LAST: Final = 1 << 62
"""Sorts passages without a place after all others."""

_Key = tuple[int, int, int, str]

Resolved = dict[tuple[str, Selectors], Resolution]
"""Where annotations are that are not where they were recorded, by their ids and what was recorded.

An adjustment records another place, and undoing it brings the old one back with what is known of it.
"""


def recorded(annotation: Annotation) -> tuple[str, Selectors]:
    """The id of an annotation and the place that was recorded."""
    place = Selectors(annotation.exact, annotation.prefix, annotation.suffix, annotation.start, annotation.end)
    return annotation.id, place


class Index:
    """The records of a library by what one asks for."""

    def __init__(self) -> None:
        """An index without a record."""
        self.sources: dict[str, Source] = {}
        self.annotations: dict[str, Annotation] = {}
        self.links: dict[str, Link] = {}
        self.tags: dict[str, Tag] = {}
        self.by_number: dict[int, str] = {}
        """Ids of sources by their numbers."""
        self.by_address: dict[tuple[str, int], str] = {}
        """Ids of annotations by source and number."""
        self._kept: dict[str, dict[str, dict[str, Any]]] = {}
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in TYPES}
        self._next = dict.fromkeys(TYPES, 1)
        self._order: dict[str, list[_Key]] = {}
        self._sorted: dict[str, list[Passage]] = {}
        self._spans: dict[tuple[str, int, int], list[str]] = {}
        self._links: dict[str, list[tuple[str, int, str]]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._resolved: dict[str, Resolved] = {}
        self._given: dict[str, list[Passage]] = {}

    def load(self, loaded: Loaded) -> None:
        """Take in everything that was found in a file."""
        self._kept = loaded.kept
        for name, documents in loaded.kept.items():
            if name in self._next:
                self._next[name] = max([self._next[name], *(int(number) + 1 for number in documents)])
        for name, rows in loaded.records.items():
            for number, record in rows:
                self._numbers[name][key_of(record)] = number
                self._next[name] = max(self._next[name], number + 1)
                self.apply(Edit(name, key_of(record), None, record))

    def snapshot(self) -> Snapshot:
        """Everything as it is now, for the file."""
        records = {name: dict(self._table(name)) for name in TYPES}
        return Snapshot(records, {name: dict(numbers) for name, numbers in self._numbers.items()}, self._kept)

    def own(self, source_id: str) -> list[Annotation]:
        """The annotations of a source, in the order of the text as far as is known."""
        return [passage.annotation for passage in self._sorted.get(source_id, ())]

    def displaced(self, source_id: str) -> bool:
        """Whether a passage of a source was not where it had been recorded."""
        return bool(self._resolved.get(source_id))

    def next_source_number(self) -> int:
        """A number that no source ever had."""
        return max(self._next["sources"], max(self.by_number, default=0) + 1)

    def apply(self, edit: Edit) -> None:
        """Put one record in the place of another."""
        table = self._table(edit.table)
        before = table.pop(edit.key, None) if edit.after is None else table.get(edit.key)
        if before is not None:
            self._forget(before)
        if edit.after is not None:
            self._number(edit.table, edit.after)
            table[edit.key] = edit.after
            self._note(edit.after)

    def _table(self, name: str) -> dict[str, Record]:
        return cast("dict[str, Record]", getattr(self, name))

    def _number(self, table: str, record: Record) -> None:
        """Give a record its document number, once: after an undo and a redo it has the same again."""
        key = key_of(record)
        if key not in self._numbers[table]:
            number = record.number if isinstance(record, Source) else self._next[table]
            self._numbers[table][key] = number
            self._next[table] = max(self._next[table], number + 1)

    def _note(self, record: Record) -> None:
        if isinstance(record, Annotation):
            self.by_address[record.source, record.number] = record.id
            self._counts.setdefault(record.source, Counter()).update(record.tags)
            self._place(record)
        elif isinstance(record, Link):
            key = (record.created, self._numbers["links"][record.id], record.id)
            for end in {record.source, record.target}:
                insort(self._links.setdefault(end, []), key)
        elif isinstance(record, Source):
            self.by_number[record.number] = record.id

    def _forget(self, record: Record) -> None:
        if isinstance(record, Annotation):
            del self.by_address[record.source, record.number]
            self._counts[record.source].subtract(record.tags)
            self._unplace(record)
        elif isinstance(record, Link):
            key = (record.created, self._numbers["links"][record.id], record.id)
            for end in {record.source, record.target}:
                self._links[end].remove(key)

    # --- places

    def passage(self, annotation: Annotation) -> Passage:
        """Where an annotation stands, as far as is known."""
        resolved = self._resolved.get(annotation.source)
        found = resolved.get(recorded(annotation)) if resolved else None
        if found is None:
            return Passage(annotation, annotation.start, annotation.end, "anchored")
        if isinstance(found, Moved):
            return Passage(annotation, found.start, found.end, "moved")
        return Passage(annotation, -1, -1, "ambiguous" if isinstance(found, Ambiguous) else "orphan")

    def resolve(self, source_id: str, resolved: Resolved) -> None:
        """Take in where the annotations of a source are that are not where they were recorded."""
        own = self.own(source_id)
        for annotation in own:
            self._unplace(annotation)
        self._resolved[source_id] = resolved
        for annotation in own:
            self._place(annotation)

    def passages(self, source_id: str) -> list[Passage]:
        """The passages of a source in the order of the text; those without a place last."""
        given = self._given.get(source_id)
        if given is None:
            given = self._given[source_id] = self._sorted.get(source_id, []).copy()
        return given

    def at(self, source_id: str, start: int, end: int) -> Annotation | None:
        """The annotation of exactly that span, if there is one."""
        ids = self._spans.get((source_id, start, end))
        return self.annotations[ids[0]] if ids else None

    def _place(self, annotation: Annotation) -> None:
        passage = self.passage(annotation)
        order = self._order.setdefault(annotation.source, [])
        place = bisect_left(order, _key(passage))
        order.insert(place, _key(passage))
        self._sorted.setdefault(annotation.source, []).insert(place, passage)
        if passage.placed:
            self._spans.setdefault((annotation.source, passage.start, passage.end), []).append(annotation.id)
        self._given.pop(annotation.source, None)

    def _unplace(self, annotation: Annotation) -> None:
        passage = self.passage(annotation)
        place = bisect_left(self._order[annotation.source], _key(passage))
        del self._order[annotation.source][place], self._sorted[annotation.source][place]
        if passage.placed:
            span = annotation.source, passage.start, passage.end
            self._spans[span].remove(annotation.id)
            if not self._spans[span]:
                del self._spans[span]
        self._given.pop(annotation.source, None)

    # --- look-ups

    def links_of(self, annotation_id: str) -> list[Link]:
        """The links of an annotation in both directions, oldest first."""
        return [self.links[key[2]] for key in self._links.get(annotation_id, ())]

    def counts(self, source_id: str) -> dict[str, int]:
        """How many annotations of a source have each tag."""
        return {tag: count for tag, count in self._counts.get(source_id, {}).items() if count}

    def in_order(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Annotations in the order of their addresses."""
        return sorted(annotations, key=lambda one: (self.sources[one.source].number, one.number))


def _key(passage: Passage) -> _Key:
    """What passages are sorted by: place, the longer one first, number."""
    annotation = passage.annotation
    if not passage.placed:
        return (_LAST, 0, annotation.number, annotation.id)
    return (passage.start, -passage.end, annotation.number, annotation.id)
