"""All records of a library in memory, with their look-ups.

The look-ups of a source and of the links are built at their first use and then updated record by record. So opening
costs only what is read, and a change costs the same in a library of ten passages and of ten thousand.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, KeysView, Mapping
from typing import Any, Final, TypeVar

from annotations.errors import UsageError
from annotations.model import (
    LINK_KINDS,
    TEXT_DIGITS,
    Annotation,
    Edit,
    Link,
    LinkKind,
    Memo,
    Passage,
    Record,
    SavedSearch,
    Source,
    Tag,
    address_of,
)
from annotations.model.judgements import Claim, Dismissal, Independence, Judgement, Reckoning, Rejection, Ruling
from annotations.records.codebook.tree import TagTree
from annotations.records.facts import Scales, listed
from annotations.records.link_kinds import fits
from annotations.records.placements import Placements, Resolved, recorded
from annotations.store.codec import TYPES, key_of
from annotations.store.file.snapshot import COUNTING, Loaded, Snapshot
from annotations.text.canonical import canonical
from annotations.text.lazy_regex import lazy

T = TypeVar("T")

_ID = lazy(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Generated id, which means nothing to a user."""

_LISTED_BY: Final = {"passage": "postil list", "link": "postil links", "saved search": "postil searches"}
"""Verbs that list what a name was not found among."""

__all__ = ["RecordIndex", "Resolved", "recorded"]

Place = tuple[str, int]
"""Id of a source and an offset in it."""

Tables = dict[str, dict[str, Record]]
"""Records by table and key."""


class RecordIndex:
    """Records of a library with their look-ups."""

    def __init__(self) -> None:
        """Create an empty index."""
        self.sources: dict[str, Source] = {}
        self.annotations: dict[str, Annotation] = {}
        self.links: dict[str, Link] = {}
        self.tags: dict[str, Tag] = {}
        self.kinds: dict[str, LinkKind] = {}
        """Own kinds of links, by name."""
        self.claims: dict[str, Claim] = {}
        self.rejections: dict[str, Rejection] = {}
        self.independence: dict[str, Independence] = {}
        self.rulings: dict[str, Ruling] = {}
        self.reckonings: dict[str, Reckoning] = {}
        self.dismissals: dict[str, Dismissal] = {}
        self.scales = Scales()
        """What may be set as facts of sources."""
        self.searches: dict[str, SavedSearch] = {}
        """Saved searches, by name."""
        self.memos: dict[str, Memo] = {}
        self.by_number: dict[int, str] = {}
        """Ids of sources by number."""
        self.counting = COUNTING
        """Rule by which the claims were last counted on a board; see `annotations.review.findings.recount`."""
        self.source_changes = 0
        """Number of changes of sources since the library was opened."""
        self.touched: set[str] = set()
        """Ids of the sources that were changed and are not yet marked as written; see `Bookkeeping`."""
        self._kept: dict[str, dict[str, dict[str, Any]]] = {}
        self._unnumbered: dict[str, list[int]] = {}
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in TYPES}
        self._source_rows: set[int] = set()
        """Document numbers of sources and of entries kept among them; empty before the first is assigned."""
        self._next = dict.fromkeys(TYPES, 1)
        self._groups: dict[str, list[Annotation]] | None = None
        self._placements: dict[str, Placements] = {}
        self._links: dict[str, list[tuple[str, int, str]]] | None = None
        self._tag_tree: TagTree | None = None

    def load(self, loaded: Loaded) -> None:
        """Load all records of a file into an empty index."""
        self._kept = loaded.kept
        for name, rows in loaded.records.items():
            table = self._table(name)
            if name in ("tags", "kinds", "searches"):
                table.update((key_of(record), record) for record in rows.values())
            else:
                table.update({record.id: record for record in rows.values()})  # type: ignore[union-attr]
            self._unnumbered[name] = list(rows)
            self._next[name] = max(next(reversed(rows), 0), *map(int, loaded.kept.get(name, ())), 0) + 1
        self.by_number = {source.number: source.id for source in self.sources.values()}

    def snapshot(self) -> Snapshot:
        """Return the current state, for the file."""
        numbers = {name: dict(self._numbered(name)) for name in TYPES}
        return Snapshot(self.tables(), numbers, self._kept, self.next_source_number() - 1, self.counting)

    def tables(self) -> Tables:
        """Return a copy of all tables."""
        return {name: self._table(name).copy() for name in TYPES}

    def table(self, name: str) -> dict[str, Record]:
        """Return the records of a table by key; not to be changed."""
        return self._table(name)

    def placements(self, source_id: str) -> Placements:
        """Return the placements of the annotations of a source."""
        placements = self._placements.get(source_id)
        if placements is None:
            if self._groups is None:
                self._groups = {}
                for one in self.annotations.values():
                    self._groups.setdefault(one.source, []).append(one)
            placements = self._placements[source_id] = Placements(self._groups.pop(source_id, ()))
        return placements

    def own(self, source_id: str) -> list[Annotation]:
        """Return the annotations of a source, in the order of the text where places are known."""
        return [passage.annotation for passage in self.passages(source_id)]

    def texts(self) -> set[str]:
        """Return the names of all texts that recorded places refer to."""
        named = {source.text_sha256[:TEXT_DIGITS] for source in self.sources.values()}
        return named | {one.text for one in self.annotations.values()}

    def displaced(self, source_id: str) -> bool:
        """Return whether some passage of a source is not where it was recorded."""
        return bool(self.placements(source_id).resolved)

    def next_source_number(self) -> int:
        """Return a number that no source ever had."""
        return max(self._next["sources"], max(self.by_number, default=0) + 1)

    def skip_sources(self, last: int) -> None:
        """Reserve source numbers up to `last`: people may have cited them."""
        self._next["sources"] = max(self._next["sources"], last + 1)

    def apply(self, edit: Edit) -> None:
        """Replace one record by another."""
        table: dict[str, Record] = getattr(self, edit.table)
        before = table.get(edit.key)
        self.source_changes += edit.table == "sources"
        if edit.table == "tags":
            self._tag_tree = None
        # Both are built before anything changes, because they are built from the current records.
        for one in (before, edit.after):
            if isinstance(one, Annotation) and self._groups is not None and one.source not in self._placements:
                self.placements(one.source)
        if before is not None:
            self._forget(edit.table, before)
        if edit.after is None:
            table.pop(edit.key, None)
        else:
            if before is None:  # Else it is numbered: `_forget` saw to that.
                self._number(edit.table, edit.after)
            table[edit.key] = edit.after
            self._note(edit.after)

    def set_tags(self, tags: Mapping[str, Tag]) -> None:
        """Replace the tags, in this order; `tags` includes all present ones."""
        for tag in tags.values():
            self._number("tags", tag)
        self.tags, self._tag_tree = dict(tags), None

    def set_kinds(self, kinds: Mapping[str, LinkKind]) -> None:
        """Replace the own kinds of links; `kinds` includes all present ones."""
        for kind in kinds.values():
            self._number("kinds", kind)
        self.kinds = dict(kinds)

    def _table(self, name: str) -> dict[str, Record]:
        table: dict[str, Record] = getattr(self, name)
        return table

    def _numbered(self, table: str) -> dict[str, int]:
        """Return the document numbers of a table; those of loaded records are computed at the first call."""
        loaded = self._unnumbered.pop(table, None)
        if loaded is not None:
            # No record was added or removed since: each way to do so calls this first.
            self._numbers[table] = dict(zip(self._table(table), loaded, strict=True))
        return self._numbers[table]

    def _number(self, table: str, record: Record) -> None:
        """Assign a record its document number once: undo and redo keep it."""
        key = key_of(record)
        numbers = self._numbered(table)
        if key not in numbers:
            number = self._next[table]
            if isinstance(record, Source):
                # During a merge a source may be added before the present owner of its number is renumbered:
                # a document number must not mean both.
                self._source_rows = self._source_rows or {*numbers.values(), *map(int, self._kept.get(table, ()))}
                number = record.number if record.number not in self._source_rows else number
                self._source_rows.add(number)
            numbers[key] = number
            self._next[table] = max(self._next[table], number + 1)

    def _note(self, record: Record) -> None:
        if isinstance(record, Annotation):
            if self._groups is not None:
                self._placements[record.source].put(record)
        elif isinstance(record, Link):
            if self._links is not None:
                self._tie(self._links, record)
        elif isinstance(record, Source):
            self.by_number[record.number] = record.id
            self.touched.add(record.id)

    def _forget(self, table: str, record: Record) -> None:
        if table in self._unnumbered:
            self._numbered(table)
        if isinstance(record, Annotation):
            if self._groups is not None:
                self._placements[record.source].take(record)
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
        """Return a source by its id. Raises UsageError if there is none."""
        return found(self.sources, source_id, "source")

    def annotation(self, reference: str) -> Annotation:
        """An annotation by its id or its address, ``3:10``, or by an address that it had before a merge.

        Raises UsageError if there is none.
        """
        known = self.annotations.get(reference)
        if known is not None:
            return known
        if numbers := address_of(reference):
            here = self.by_address(*numbers)
            reference = here or next((one.id for one in self.formerly(reference)), reference)
        return found(self.annotations, reference, "passage")

    def formerly(self, address: str) -> list[Annotation]:
        """The annotations that had an address before a merge gave it to another one."""
        return [one for one in self.annotations.values() if address in one.was]

    def address(self, annotation_id: str) -> str:
        """The address of an annotation: number of the source, number of the annotation. Raises UsageError if there is none."""
        annotation = found(self.annotations, annotation_id, "passage")
        return f"{self.sources[annotation.source].number}:{annotation.number}"

    def place(self, annotation: Annotation) -> Place:
        """Return the source and offset of an annotation; offset 0 if it has no place."""
        return annotation.source, max(0, self.passage(annotation).start)

    def link(self, link_id: str) -> Link:
        """A link by its id. Raises UsageError if there is none."""
        return found(self.links, link_id, "link")

    def tag(self, name: str) -> Tag:
        """A tag by its name, in whatever form its accents are written. Raises UsageError if there is none."""
        known = self.tags.get(name) or self.tag_named(name)
        return found(self.tags, name, "tag") if known is None else known

    def tag_named(self, name: str) -> Tag | None:
        """Return the tag with a name, in whatever form its accents are written; None if there is none."""
        if name in self.tags or name.isascii():
            return self.tags.get(name)
        return self.tags.get(spelled(self.tags, name))

    @property
    def tag_tree(self) -> TagTree:
        """The tree of the tags; another one after each change of them."""
        if self._tag_tree is None:
            self._tag_tree = TagTree(self.tags.values())
        return self._tag_tree

    def tag_count(self, name: str) -> int:
        """Return the number of annotations with a tag."""
        return sum(name in one.tags for one in self.annotations.values())

    def all_kinds(self) -> dict[str, LinkKind]:
        """The kinds of links by their names: those that every library has, then those of this one."""
        return LINK_KINDS | {name: kind for name, kind in self.kinds.items() if fits(kind)}

    def kind(self, name: str) -> LinkKind:
        """A kind of link by its name. Raises UsageError if there is none."""
        return found(kinds := self.all_kinds(), spelled(kinds, name), "link type")

    def memos_of(self, about: str, key: str) -> list[Memo]:
        """The memos on a source, a tag or the library, oldest first; usually at most one."""
        found = [one for one in self.memos.values() if (one.about, one.key) == (about, key)]
        return sorted(found, key=lambda one: (one.created, one.id))

    def kind_count(self, name: str) -> int:
        """Return the number of links of a kind."""
        return sum(link.kind == name for link in self.links.values())

    def passage(self, annotation: Annotation) -> Passage:
        """Return an annotation with its current place, as far as known."""
        placements = self._placements.get(annotation.source) or self.placements(annotation.source)
        return placements.passage(annotation)

    def resolve(self, source_id: str, resolved: Resolved) -> None:
        """Store the places of the annotations of a source that are not where they were recorded."""
        self.placements(source_id).resolve(resolved)

    def passages(self, source_id: str) -> list[Passage]:
        """Return the passages of a source in the order of the text; those without a place come last."""
        if self._groups is not None and source_id not in self._groups and source_id not in self._placements:
            return []  # Most sources of a large library have none: nothing is made for them.
        return self.placements(source_id).given()

    def at(self, source_id: str, start: int, end: int) -> Annotation | None:
        """Return the annotation with exactly that range, or None."""
        found = self.placements(source_id).at(start, end)
        return self.annotations[found] if found else None

    def by_address(self, source: int, number: int) -> str:
        """Return the id of the annotation with that address, or `""`."""
        source_id = self.by_number.get(source)
        return self.placements(source_id).by_number.get(number, "") if source_id else ""

    def links_of(self, annotation_id: str) -> list[Link]:
        """Return the links of an annotation in both directions, oldest first."""
        return [self.links[key[2]] for key in self._tied().get(annotation_id, ())]

    def linked(self) -> KeysView[str]:
        """Return the ids of all annotations that have links, and of some that had."""
        return self._tied().keys()

    def _tied(self) -> dict[str, list[tuple[str, int, str]]]:
        """Return the sort keys of the links of each annotation, oldest first; built at the first call."""
        if self._links is None:
            links: dict[str, list[tuple[str, int, str]]] = {}
            for link in self.links.values():
                self._tie(links, link)
            self._links = links
        return self._links

    def judgements(self) -> Iterator[Judgement]:
        """Yield what analysts decided."""
        yield from self.claims.values()
        yield from self.rejections.values()
        yield from self.independence.values()
        yield from self.rulings.values()
        yield from self.reckonings.values()
        yield from self.dismissals.values()

    def counts(self, source_id: str) -> dict[str, int]:
        """Return the number of annotations of a source by tag."""
        return {tag: count for tag, count in self.placements(source_id).counts.items() if count}

    def in_order(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Return annotations in the order of their addresses."""
        return sorted(annotations, key=lambda one: (self.sources[one.source].number, one.number))


def is_reference(text: str) -> bool:
    """Return whether a text has the form of an address or of a generated id."""
    source, colon, number = text.partition(":")
    return bool(_ID.fullmatch(text)) or bool(colon and source.isdecimal() and number.isdecimal())


def spelled(records: Mapping[str, object], name: str) -> str:
    """Return a name as a record has it; `name` itself if no record has one that is canonically equal."""
    if name in records or name.isascii():
        return name
    return next((one for one in records if canonical(one) == canonical(name)), name)


def found(records: Mapping[str, T], key: str, what: str) -> T:
    """Return a record by its key. Raises UsageError if there is none, without a generated id in the message."""
    record = records.get(key)
    if record is None:
        if _ID.fullmatch(key):
            raise UsageError(f"This {what} is not in the library: it was deleted, or its addition was undone.")
        names = f"; there are {listed(list(records), most=20)}" if what in ("tag", "link type") else ""
        verb = _LISTED_BY.get(what)
        raise UsageError(f"There is no {what} “{key}”{names}.{f' “{verb}” lists them.' if verb else ''}")
    return record
