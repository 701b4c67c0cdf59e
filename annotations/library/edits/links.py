"""Links: connect, annotate, disconnect."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Annotation, Link, new_id
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable


def connect(index: RecordIndex, one: Annotation, other: Annotation, kind: str, note: str, author: str) -> Planned[Link]:
    """Link two annotations. Raises UsageError if they are the same, or are linked so already."""
    kind = index.kind(kind).name
    if one.id == other.id:
        raise UsageError(f"A passage cannot be linked with itself ({index.address(one.id)}). Choose another one.")
    for link in index.links_of(one.id):
        same = (link.source, link.target) == (one.id, other.id)
        mirrored = index.kind(kind).symmetric and (link.target, link.source) == (one.id, other.id)
        if link.kind == kind and (same or mirrored):
            raise UsageError(f"This link already exists: {_ends(index, link)}.")
    link = Link(
        id=new_id(), source=one.id, target=other.id, kind=kind, note=writable(note), created=now(), author=author
    )
    return Planned(link, _ends(index, link), [edit_of("links", None, link)], index.place(other))


def disconnect(index: RecordIndex, link_id: str) -> Planned[None]:
    """Delete a link; the annotations stay."""
    link = index.link(link_id)
    place = index.place(index.annotation(link.target))
    return Planned(None, f"unlink {_ends(index, link)}", [edit_of("links", link, None)], place)


def set_note(index: RecordIndex, link_id: str, note: str) -> Planned[Link]:
    """Write the note of a link; an empty one removes it."""
    link = index.link(link_id)
    after = replace(link, note=writable(note))
    edits = [edit_of("links", link, after)] if after != link else []
    return Planned(after, f"note on {_ends(index, link)}", edits, index.place(index.annotation(link.target)))


def _ends(index: RecordIndex, link: Link) -> str:
    return f"{index.address(link.source)} {link.kind} {index.address(link.target)}"
