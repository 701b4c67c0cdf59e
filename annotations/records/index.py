"""All records of a library in memory, and what is looked up in them.

What is known of a source and of the links is made when it is first asked for, and kept up to date record by
record from then on: opening costs what is read, and a change the same in a library of ten passages and of ten
thousand.
"""

import re
from bisect import insort
from collections.abc import Iterable, KeysView, Mapping
from typing import Any, TypeVar

from annotations.errors import UsageError
from annotations.model import (
    TEXT_DIGITS,
    Annotation,
    Claim,
    Edit,
    Link,
    LinkKind,
    Passage,
    Record,
    Rejection,
    Source,
    Tag,
)
from annotations.records.placements import Resolved, Sheet, recorded
from annotations.store.codec import TYPES, key_of
from annotations.store.file.snapshot import Loaded, Snapshot

T = TypeVar("T")

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A generated id, which says nothing to a user."""

__all__ = ["Index", "Resolved", "recorded"]

Tables = dict[str, dict[str, Record]]
"""Records by table and key."""


class Index:
    """The records of a library by what one asks for."""

    def __init__(self) -> None:
        """An index without a record."""
        self.sources: dict[str, Source] = {}
        self.annotations: dict[str, Annotation] = {}
        self.links: dict[str, Link] = {}
        self.tags: dict[str, Tag] = {}
        self.kinds: dict[str, LinkKind] = {}
        """Own kinds of links, by name."""
        self.claims: dict[str, Claim] = {}
        self.rejections: dict[str, Rejection] = {}
        self.by_number: dict[int, str] = {}
        """Ids of sources by their numbers."""
        self.touched: set[str] = set()
        """Ids of the sources that were put here and not yet taken for written; see `Ledger`."""
        self._kept: dict[str, dict[str, dict[str, Any]]] = {}
        self._unnumbered: dict[str, list[str]] = {}
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in TYPES}
        self._source_rows: set[int] = set()
        """Document numbers of sources, and of what is kept among them; empty before one is given."""
        self._next = dict.fromkeys(TYPES, 1)
        self._groups: dict[str, list[Annotation]] | None = None
        self._sheets: dict[str, Sheet] = {}
        self._links: dict[str, list[tuple[str, int, str]]] | None = None

    def load(self, loaded: Loaded) -> None:
        """Take in everything that was found in a file, into an index without a record."""
        self._kept = loaded.kept
        for name, rows in loaded.records.items():
            table = self._table(name)
            if name in ("tags", "kinds"):
                table.update((key_of(record), record) for record in rows.values())
            else:
                table.update(zip([record.id for record in rows.values()], rows.values(), strict=True))  # type: ignore[union-attr]
            self._unnumbered[name] = list(rows)
            numbers = [next(reversed(rows), "0"), *loaded.kept.get(name, ())]
            self._next[name] = max(map(int, numbers)) + 1
        self.by_number = {source.number: source.id for source in self.sources.values()}

    def snapshot(self) -> Snapshot:
        """Everything as it is now, for the file."""
        numbers = {name: dict(self._numbered(name)) for name in TYPES}
        return Snapshot(self.tables(), numbers, self._kept, self.next_source_number() - 1)

    def tables(self) -> Tables:
        """Everything as it is now."""
        return {name: self._table(name).copy() for name in TYPES}

    def table(self, name: str) -> dict[str, Record]:
        """The records of a table by their keys, not to be altered."""
        return self._table(name)

    def sheet(self, source_id: str) -> Sheet:
        """The annotations of a source."""
        sheet = self._sheets.get(source_id)
        if sheet is None:
            if self._groups is None:
                self._groups = {}
                for one in self.annotations.values():
                    self._groups.setdefault(one.source, []).append(one)
            sheet = self._sheets[source_id] = Sheet(self._groups.pop(source_id, ()))
        return sheet

    def own(self, source_id: str) -> list[Annotation]:
        """The annotations of a source, in the order of the text as far as is known."""
        return [passage.annotation for passage in self.sheet(source_id).passages]

    def texts(self) -> set[str]:
        """The names of all texts that recorded places belong to."""
        named = {source.text_sha256[:TEXT_DIGITS] for source in self.sources.values()}
        return named | {one.text for one in self.annotations.values()}

    def displaced(self, source_id: str) -> bool:
        """Whether a passage of a source was not where it had been recorded."""
        return bool(self.sheet(source_id).resolved)

    def next_source_number(self) -> int:
        """A number that no source ever had."""
        return max(self._next["sources"], max(self.by_number, default=0) + 1)

    def skip_sources(self, last: int) -> None:
        """Give no source a number up to this one any more: people may have cited it."""
        self._next["sources"] = max(self._next["sources"], last + 1)

    def apply(self, edit: Edit) -> None:
        """Put one record in the place of another."""
        table = self._table(edit.table)
        before = table.get(edit.key)
        # Both are asked for before anything changes: they are made of what is there now.
        for one in (before, edit.after):
            if isinstance(one, Annotation) and self._groups is not None:
                self.sheet(one.source)
        if before is not None:
            self._forget(edit.table, before)
        if edit.after is None:
            table.pop(edit.key, None)
        else:
            self._number(edit.table, edit.after)
            table[edit.key] = edit.after
            self._note(edit.after)

    def set_tags(self, tags: Mapping[str, Tag]) -> None:
        """Have these tags in this order, all those that were there among them."""
        for tag in tags.values():
            self._number("tags", tag)
        self.tags = dict(tags)

    def set_kinds(self, kinds: Mapping[str, LinkKind]) -> None:
        """Have these own kinds of links, all those that were there among them."""
        for kind in kinds.values():
            self._number("kinds", kind)
        self.kinds = dict(kinds)

    def _table(self, name: str) -> dict[str, Record]:
        table: dict[str, Record] = getattr(self, name)
        return table

    def _numbered(self, table: str) -> dict[str, int]:
        """The document numbers of a table; those of what was loaded are made out when they are first wanted."""
        loaded = self._unnumbered.pop(table, None)
        if loaded is not None:
            # No record was put in or taken out since: each way to do so comes by here first.
            self._numbers[table] = dict(zip(self._table(table), map(int, loaded), strict=True))
        return self._numbers[table]

    def _number(self, table: str, record: Record) -> None:
        """Give a record its document number, once: after an undo and a redo it has the same again."""
        key = key_of(record)
        numbers = self._numbered(table)
        if key not in numbers:
            number = self._next[table]
            if isinstance(record, Source):
                # While two libraries are brought together a source may come before the one that has its number by now
                # gives it up: a document number must not mean both.
                self._source_rows = self._source_rows or {*numbers.values(), *map(int, self._kept.get(table, ()))}
                number = record.number if record.number not in self._source_rows else number
                self._source_rows.add(number)
            numbers[key] = number
            self._next[table] = max(self._next[table], number + 1)

    def _note(self, record: Record) -> None:
        if isinstance(record, Annotation):
            if self._groups is not None:
                self.sheet(record.source).put(record)
        elif isinstance(record, Link):
            if self._links is not None:
                self._tie(self._links, record)
        elif isinstance(record, Source):
            self.by_number[record.number] = record.id
            self.touched.add(record.id)

    def _forget(self, table: str, record: Record) -> None:
        self._numbered(table)
        if isinstance(record, Annotation):
            if self._groups is not None:
                self.sheet(record.source).take(record)
        elif isinstance(record, Link):
            if self._links is not None:
                key = (record.created, self._numbers["links"][record.id], record.id)
                for end in {record.source, record.target}:
                    self._links[end].remove(key)
        elif isinstance(record, Source) and self.by_number.get(record.number) == record.id:
            del self.by_number[record.number]

    def _tie(self, links: dict[str, list[tuple[str, int, str]]], link: Link) -> None:
        key = (link.created, self._numbered("links")[link.id], link.id)
        for end in {link.source, link.target}:
            insort(links.setdefault(end, []), key)

    # --- look-ups

    def source(self, source_id: str) -> Source:
        """A source by its id. Raises UsageError if there is none."""
        return found(self.sources, source_id, "source")

    def passage(self, annotation: Annotation) -> Passage:
        """Where an annotation stands, as far as is known."""
        return self.sheet(annotation.source).passage(annotation)

    def resolve(self, source_id: str, resolved: Resolved) -> None:
        """Take in where the annotations of a source are that are not where they were recorded."""
        self.sheet(source_id).resolve(resolved)

    def passages(self, source_id: str) -> list[Passage]:
        """The passages of a source in the order of the text; those without a place last."""
        return self.sheet(source_id).given()

    def at(self, source_id: str, start: int, end: int) -> Annotation | None:
        """The annotation of exactly that span, if there is one."""
        found = self.sheet(source_id).at(start, end)
        return self.annotations[found] if found else None

    def by_address(self, source: int, number: int) -> str:
        """The id of the annotation with that address; empty if there is none."""
        source_id = self.by_number.get(source)
        return self.sheet(source_id).by_number.get(number, "") if source_id else ""

    def links_of(self, annotation_id: str) -> list[Link]:
        """The links of an annotation in both directions, oldest first."""
        return [self.links[key[2]] for key in self._tied().get(annotation_id, ())]

    def linked(self) -> KeysView[str]:
        """The ids of all annotations that have links, and of some that had."""
        return self._tied().keys()

    def _tied(self) -> dict[str, list[tuple[str, int, str]]]:
        """The links of each annotation, oldest first, by what sorts them; made when they are first wanted."""
        if self._links is None:
            links: dict[str, list[tuple[str, int, str]]] = {}
            for link in self.links.values():
                self._tie(links, link)
            self._links = links
        return self._links

    def counts(self, source_id: str) -> dict[str, int]:
        """How many annotations of a source have each tag."""
        return {tag: count for tag, count in self.sheet(source_id).counts.items() if count}

    def in_order(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Annotations in the order of their addresses."""
        return sorted(annotations, key=lambda one: (self.sources[one.source].number, one.number))


def found(records: Mapping[str, T], key: str, what: str) -> T:
    """A record by its key. Raises UsageError if there is none; its text has no id, which nobody ever typed or saw."""
    record = records.get(key)
    if record is None:
        if _ID.fullmatch(key):
            raise UsageError(f"This {what} is not in the library: it was deleted, or its addition was undone.")
        names = f"; there are {', '.join(records)}" if what in ("tag", "kind of link") else ""
        raise UsageError(f"There is no {what} “{key}”{names}.")
    return record
