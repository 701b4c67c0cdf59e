"""Links: connect, annotate, alter, disconnect."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Annotation, Link, LinkKind, new_id
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable

_AGREEING: Final = frozenset({"supports", "restates"})
"""Types of links that say the opposite of one that contradicts."""


class OppositeLinkError(UsageError):
    """Raised if two passages would get a link that says the opposite of one that they have."""

    def __init__(self, index: RecordIndex, link: Link, wanted: str) -> None:
        """Of the link that they have, with the wanted one in words."""
        super().__init__(f"{_ends(index, link)} already, which is the opposite of {wanted}.")
        self.link = link


def connect(
    index: RecordIndex, one: Annotation, other: Annotation, kind: str, note: str, author: str, *, both: bool = False
) -> Planned[Link]:
    """Link two annotations.

    Raises UsageError if they are the same, or are linked so already, and OppositeLinkError unless `both`.
    """
    link = Link(
        id=new_id(),
        source=one.id,
        target=other.id,
        kind=index.kind(kind).name,
        note=writable(note),
        created=now(),
        author=author,
    )
    _check(index, link, both=both)
    return Planned(link, _ends(index, link), [edit_of("links", None, link)], index.place(other))


def relink(
    index: RecordIndex, link_id: str, kind: str, source: Annotation, target: Annotation, *, both: bool = False
) -> Planned[Link]:
    """Give a link another type or other ends; note, author and time of creation stay. Raises UsageError as `connect`."""
    before = index.link(link_id)
    after = replace(before, kind=index.kind(kind).name, source=source.id, target=target.id)
    if after == before:
        return Planned(before, "")
    _check(index, after, both=both)
    label = f"relink {_ends(index, before)} as {_ends(index, after)}"
    return Planned(after, label, [edit_of("links", before, after)], index.place(target))


def _check(index: RecordIndex, link: Link, *, both: bool) -> None:
    """Raise UsageError if a link joins a passage with itself or is there already; OppositeLinkError unless `both`."""
    if link.source == link.target:
        raise UsageError(f"A passage cannot be linked with itself ({index.address(link.source)}). Choose another one.")
    others = [one for one in index.links_of(link.source) if one.id != link.id]
    others = [one for one in others if {one.source, one.target} == {link.source, link.target}]
    kinds = index.all_kinds()
    for one in others:
        if one.kind == link.kind and (one.source == link.source or kinds[link.kind].symmetric):
            raise UsageError(f"This link already exists: {_ends(index, one)}.")
    for one in others:
        if not both and _are_opposite(kinds, one, link):
            raise OppositeLinkError(index, one, _ends(index, link))


def _are_opposite(kinds: Mapping[str, LinkKind], one: Link, other: Link) -> bool:
    """Return whether two links of the same passages cannot both hold: for and against, or one type in both directions."""
    counts = {kind.counts for link in (one, other) if (kind := kinds.get(link.kind)) is not None}
    return one.kind == other.kind or ("contradicts" in counts and not counts.isdisjoint(_AGREEING))


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
