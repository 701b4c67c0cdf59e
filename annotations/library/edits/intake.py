"""Adds records that come from another program beside the present ones, and replaces none.

A record whose id or content is present already changes nothing: a second intake of the same records has no edits.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.facts import set_facts
from annotations.library.edits.memos import text_of
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import LINK_KINDS, Annotation, Edit, Link, LinkKind, Memo, SavedSearch, Source, Tag, passages_of
from annotations.model.facts import FACTS
from annotations.model.judgements import Judgement
from annotations.records.codebook.tags import Book
from annotations.records.facts import checked
from annotations.records.figure_details import merge_details
from annotations.records.index import RecordIndex
from annotations.records.link_kinds import new_kind
from annotations.store.codec import TYPES
from annotations.text.canonical import key
from annotations.text.plurals import count_noun
from annotations.text.ranges import merged

_PASSAGES: Final = ("anchor", "side", "one", "other", "passage")
"""Fields of decisions that hold the id of a passage."""

NO_TEXT: Final = "e3b0c44298fc1c14"
"""Name of the empty text. Passages that were not found in their source name it, so that they are looked for again."""


def add_tags(index: RecordIndex, wanted: Iterable[Tag]) -> Planned[dict[str, str]]:
    """Add tags, parents first, unless there is one of the name; return the names here by those that they came with.

    Raises UsageError if a name cannot be one.
    """
    book = Book(index.tags.values())
    there = {key(name): name for name in index.tags}
    letters = {one.letter for one in index.tags.values()}
    names: dict[str, str] = {}
    edits: list[Edit] = []
    for one in wanted:
        if key(one.name) not in there:
            letter = one.letter if one.letter.isascii() and one.letter.isalnum() and one.letter not in letters else ""
            parent = there.get(key(one.parent), "")
            tag = book.make(one.name, letter=letter[:1], colour=one.colour, description=one.description, parent=parent)
            book.put(tag)
            letters.add(tag.letter)
            there[key(one.name)] = tag.name
            edits.append(Edit("tags", tag.name, None, tag))
        names[one.name] = there[key(one.name)]
    return Planned(names, "new tags", edits)


def add_kind(index: RecordIndex, wanted: LinkKind) -> Planned[str]:
    """Add a link type unless there is one of its name, and return that name. Raises UsageError if the name cannot be one."""
    kinds = {**LINK_KINDS, **index.kinds}
    there = next((name for name in kinds if key(name) == key(wanted.name)), "")
    if there:
        return Planned(there, "")
    kind = new_kind(wanted.name, kinds.values(), inverse=wanted.inverse, counts=wanted.counts)
    return Planned(kind.name, f"new link type {kind.name}", [Edit("kinds", kind.name, None, kind)])


def add_sources(index: RecordIndex, wanted: Iterable[Source]) -> Planned[dict[str, str]]:
    """Record sources whose files are missing, under the next numbers, and return the ids they have by those they came with.

    One whose path or id a source has already is that source.
    """
    paths = {one.path: one.id for one in index.sources.values()}
    ids: dict[str, str] = {}
    edits: list[Edit] = []
    number = index.next_source_number()
    for one in wanted:
        there = one.id if one.id in index.sources else paths.get(one.path, "")
        ids[one.id] = there or one.id
        if not there:
            paths[one.path] = one.id
            edits.append(edit_of("sources", None, replace(one, number=number + len(edits))))
    return Planned(ids, count_noun(len(edits), "source"), edits, (edits[0].key, 0) if edits else ("", 0))


def add_passages(index: RecordIndex, source_id: str, wanted: Iterable[Annotation]) -> Planned[dict[str, str]]:
    """Add passages to a source and return the ids that they have here by the ids that they came with.

    Their numbers are given here. One that has exactly the place of another gives it its tags and its note.
    """
    source = index.source(source_id)
    last, ids = source.last_number, dict[str, str]()
    new: dict[str, Annotation] = {}
    places: dict[tuple[int, int], str] = {}
    for one in wanted:
        key = one.id if one.id in new or one.id in index.annotations else _at(index, places, one)
        there = new.get(key) or index.annotations.get(key)
        if there is None:
            last += 1
            there = new[one.id] = replace(one, number=last)
            if one.text != NO_TEXT:
                places[one.start, one.end] = one.id
        elif there.id != one.id and (joined := _joined(index, there, one)) is not there:
            there = new[there.id] = joined
        ids[one.id] = there.id
    edits = [edit_of("annotations", index.annotations.get(key), one) for key, one in new.items()]
    place = (source.id, min((one.start for one in new.values()), default=0))
    return Planned(ids, "passages", edits, place, replace(source, last_number=last))


def add_links(index: RecordIndex, wanted: Iterable[Link]) -> Planned[int]:
    """Add links unless the same two passages have such a link; return their number."""
    edits: list[Edit] = []
    there = {(one.source, one.target, one.kind) for one in index.links.values()}
    for link in wanted:
        ends = {(link.source, link.target, link.kind)}
        if index.kind(link.kind).symmetric:
            ends.add((link.target, link.source, link.kind))
        if link.source != link.target and link.id not in index.links and not ends & there:
            edits.append(edit_of("links", None, link))
            there |= ends
    return Planned(len(edits), "links", edits)


def add_memos(index: RecordIndex, wanted: Sequence[Memo]) -> Planned[int]:
    """Add memos unless a present one contains their text; return their number."""
    new = [one for one in wanted if one.note.strip() and one.note.strip() not in text_of(index, one.about, one.key)]
    return Planned(len(new), "memos", [edit_of("memos", None, one) for one in new if one.id not in index.memos])


def add_own(index: RecordIndex, wanted: Iterable[Judgement | SavedSearch], ids: Mapping[str, str]) -> Planned[int]:
    """Add decisions about passages, and saved searches, unless there is one of the id or the name; returns their number.

    `ids` are the ids that passages have here by those that they came with: a decision about another passage is left out.
    """
    edits: list[Edit] = []
    for one in wanted:
        if isinstance(one, SavedSearch):
            if one.name not in index.searches:
                edits.append(Edit("searches", one.name, None, one))
            continue
        named = passages_of(one)
        table = next(name for name, kind in TYPES.items() if isinstance(one, kind))
        if set(named) <= ids.keys() and one.id not in index.table(table):
            fields = {name: ids[getattr(one, name)] for name in _PASSAGES if getattr(one, name, "")}
            edits.append(edit_of(table, None, replace(one, **fields)))
    return Planned(len(edits), "decisions", edits)


class Known(NamedTuple):
    """What is known of a source beside its passages."""

    facts: Mapping[str, str] = {}
    """Facts by their names."""
    set_by_hand: bool = False
    """True if they go before what the file states, also `""`."""
    derived_from: tuple[str, ...] = ()
    """Ids of sources."""
    read: tuple[tuple[int, int], ...] = ()
    """Ranges of its text that were read."""


def add_known(index: RecordIndex, source_id: str, known: Known) -> Planned[int]:
    """Set facts that a source does not have set, and add origins and what was read; return the number of facts that are new."""
    source = index.source(source_id)
    new: dict[str, str] = {}
    for name, value in known.facts.items():
        if name in FACTS and name not in source.facts and (known.set_by_hand or (value and not source.fact(name))):
            with suppress(UsageError):
                new[name] = checked(name, value, index.scales)
    origins = [one for one in known.derived_from if one in index.sources and one not in source.derived_from]
    after = set_facts(index, source_id, new).result
    with suppress(UsageError):  # Two libraries may derive two sources from each other: what is here stays.
        after = set_facts(index, source_id, new, [*source.derived_from, *origins]).result
    edits = [edit_of("sources", source, after)] if after != source else []
    read = source.read
    for start, end in known.read:
        read = merged(read, start, end)
    # What was read is no step of undo, as where a person reads it.
    seen = replace(source, read=read) if read != source.read else None
    return Planned(len(new), f"facts of source {source.number}", edits, (source.id, source.place), seen)


def _at(index: RecordIndex, places: Mapping[tuple[int, int], str], one: Annotation) -> str:
    """Return the id of the passage that has exactly the place of another one; `""` if there is none, or it has no place."""
    if one.text == NO_TEXT:
        return ""
    there = index.at(one.source, one.start, one.end)
    return places.get((one.start, one.end), "") if there is None else there.id


def _joined(index: RecordIndex, there: Annotation, new: Annotation) -> Annotation:
    """Return a passage with the tags, the note and the details of figures of another one of the same place."""
    ordered = tuple([name for name in index.tags if name in there.tags or name in new.tags])
    tags = there.tags if set(new.tags) <= set(there.tags) else ordered
    note = there.note
    if new.note.strip() and new.note.strip() not in note:
        note = f"{note}\n\n{new.note}" if note.strip() else new.note
    figures = merge_details({}, new.figures, there.figures)
    if (tags, note, figures) == (there.tags, there.note, there.figures):
        return there
    return replace(there, tags=tags, note=note, figures=figures, modified=max(there.modified, new.modified))
