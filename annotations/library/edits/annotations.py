"""Annotations: add, alter, move, delete."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from annotations.anchoring.selectors import Selectors
from annotations.errors import UsageError
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Annotation, Edit, Link, checked_status, new_id, status_name
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable

_VERSION: Final = ("fragments", "exact", "prefix", "suffix", "text", "tags", "note", "status", "figures")
"""Fields in which two versions of an annotation may differ."""


class Extent(Struct, frozen=True):
    """A stretch of a source as an annotation records it."""

    source: str
    """Id of the source."""
    selectors: Selectors
    fragments: tuple[tuple[int, int], ...]
    text: str
    """Name of the reading text; empty if it is not known."""


def require_free(index: RecordIndex, source: str, selectors: Selectors, *, but: str = "") -> None:
    """Raise UsageError if another annotation than ``but`` has exactly this extent."""
    taken = index.at(source, selectors.start, selectors.end)
    if taken is not None and taken.id != but:
        raise UsageError(f"This passage is annotated already: it is {index.address(taken.id)}.")


def in_order(index: RecordIndex, tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags in the order of the codebook. Raises UsageError if one is not in it."""
    wanted = {index.tag(tag).name for tag in tags}
    return tuple([name for name in index.tags if name in wanted])


def add(index: RecordIndex, extent: Extent, tags: Sequence[str], note: str, author: str) -> Planned[Annotation]:
    """Annotate an extent. Raises UsageError if it is annotated, or if a tag is not in the codebook."""
    require_free(index, extent.source, extent.selectors)
    source, time, at = index.source(extent.source), now(), extent.selectors
    annotation = Annotation(
        id=new_id(),
        source=source.id,
        number=source.last_number + 1,
        fragments=extent.fragments,
        exact=at.exact,
        prefix=at.prefix,
        suffix=at.suffix,
        text=extent.text,
        tags=in_order(index, tags),
        note=writable(note),
        created=time,
        modified=time,
        author=author,
    )
    label = f"{' '.join(annotation.tags) or 'passage'} {source.number}:{annotation.number}"
    # The number stays used when the annotation is undone: an address never means two passages.
    numbered = replace(source, last_number=annotation.number)
    return Planned(annotation, label, [edit_of("annotations", None, annotation)], (source.id, at.start), numbered)


def toggle_tag(index: RecordIndex, reference: str, name: str) -> Planned[Annotation | None]:
    """Add a tag to an annotation or remove it; without its last tag, a note and a link the annotation goes as well."""
    before, tag = index.annotation(reference), index.tag(name).name
    if tag not in before.tags:
        return Planned(*_tagged(index, before, (*before.tags, tag)))
    left = [one for one in before.tags if one != tag]
    if left or before.note or index.links_of(before.id):
        return Planned(*_tagged(index, before, left))
    gone = delete(index, before.id)
    return Planned(None, gone.label, gone.edits, gone.place)


def set_tags(index: RecordIndex, reference: str, names: Iterable[str]) -> Planned[Annotation]:
    """Give an annotation these tags and no others. Raises UsageError if one that it does not have is not in the codebook."""
    before = index.annotation(reference)
    return _tagged(index, before, {name if name in before.tags else index.tag(name).name for name in names})


def _tagged(index: RecordIndex, before: Annotation, wanted: Collection[str]) -> Planned[Annotation]:
    """Give an annotation tags, those of the codebook in its order."""
    tags = [one for one in index.tags if one in wanted]
    # A tag that was removed from the codebook in another clone stays on its passages.
    tags += [one for one in before.tags if one in wanted and one not in index.tags]
    added, removed = set(tags).difference(before.tags), set(before.tags).difference(wanted)
    verb = "retag" if added and removed else "untag" if removed else "tag"
    named = [one for one in (before.tags if verb == "untag" else tags) if verb == "retag" or one in added | removed]
    label = f"{verb} {index.address(before.id)} {', '.join(named)}".rstrip()
    return alter(index, before, label, tags=tuple(tags))


def set_note(index: RecordIndex, reference: str, note: str) -> Planned[Annotation]:
    """Write the note of an annotation; an empty one removes it."""
    before = index.annotation(reference)
    return alter(index, before, f"note on {index.address(before.id)}", note=writable(note))


def set_status(index: RecordIndex, reference: str, status: str) -> Planned[Annotation]:
    """Give an annotation another status, also by its name on the screen. Raises UsageError if there is no such status."""
    status = checked_status(status)
    before = index.annotation(reference)
    return alter(index, before, f"mark {index.address(before.id)} {status_name(status)}", status=status)


def move(index: RecordIndex, reference: str, extent: Extent, label: str = "") -> Planned[Annotation]:
    """Give an annotation another extent in its source. Raises UsageError if that is annotated."""
    before, at = index.annotation(reference), extent.selectors
    require_free(index, before.source, at, but=before.id)
    return alter(
        index,
        before,
        label or f"adjust {index.address(before.id)}",
        fragments=extent.fragments,
        exact=at.exact,
        prefix=at.prefix,
        suffix=at.suffix,
        text=extent.text,
    )


def keep_one(index: RecordIndex, kept_id: str, other_id: str) -> Planned[None]:
    """Keep one of two versions of an annotation, under the number that is lower, with the links of that one."""
    kept, other = index.annotation(kept_id), index.annotation(other_id)
    first, second = (kept, other) if kept.number < other.number else (other, kept)
    label = f"keep one version of {index.address(first.id)}"
    gone = delete(index, second.id)
    altered = alter(index, first, label, **{name: getattr(kept, name) for name in _VERSION})
    return Planned(None, label, [*gone.edits, *altered.edits], altered.place)


def keep_both(index: RecordIndex, other_id: str) -> Planned[None]:
    """Make the second of two versions of an annotation or a link a record of its own."""
    table = "links" if other_id in index.links else "annotations"
    other = index.link(other_id) if table == "links" else index.annotation(other_id)
    return Planned(None, "keep both versions", [edit_of(table, other, replace(other, created=now()))])


def delete(index: RecordIndex, reference: str) -> Planned[list[Link]]:
    """Delete an annotation with its links."""
    annotation = index.annotation(reference)
    edits, links = deletions(index, [annotation])
    return Planned(links, f"delete {index.address(annotation.id)}", edits, index.place(annotation))


def deletions(index: RecordIndex, gone: Collection[Annotation]) -> tuple[list[Edit], list[Link]]:
    """Return the edits that delete annotations with all that depends on them, and the links among that."""
    links = {link.id: link for one in gone for link in index.links_of(one.id)}
    from annotations.library.edits.judgements.claims import follow_deletion  # The first screen needs no judgement.

    edits = follow_deletion(index, {one.id for one in gone})
    edits += [edit_of("links", link, None) for link in links.values()]
    edits += [edit_of("annotations", one, None) for one in gone]
    return edits, [*links.values()]


def alter(index: RecordIndex, before: Annotation, label: str, **fields: Any) -> Planned[Any]:
    """Change fields of an annotation; without an edit if they are as they were."""
    after: Annotation = replace(before, **fields)
    place = index.place(before)
    if after == before:
        return Planned(before, label, (), place)
    after = replace(after, modified=now())
    return Planned(after, label, [Edit("annotations", before.id, before, after)], place)
