"""Kinds of links that a library defines: add, change, remove."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned
from annotations.model import LINK_KINDS, Edit, LinkKind
from annotations.records.index import RecordIndex
from annotations.records.link_kinds import new_kind
from annotations.store.codec import writable


def add(index: RecordIndex, name: str, *, key: str, glyph: str, inverse: str, counts: str) -> Planned[LinkKind]:
    """Add a kind of link. Raises UsageError like `annotations.records.link_kinds.new_kind`."""
    others = index.all_kinds().values()
    made = new_kind(writable(name), others, key=key, glyph=glyph, inverse=writable(inverse), counts=counts)
    return Planned(made, f"new link type {made.name}", [Edit("kinds", made.name, None, made)])


def change(
    index: RecordIndex, name: str, *, rename: str, key: str, glyph: str, inverse: str, counts: str
) -> Planned[LinkKind]:
    """Replace a kind of link, and rename it in its links; what is empty is as for a new one.

    Raises UsageError if there is no such kind, if it is built in, or if what is given does not fit.
    """
    before = _own(index, name)
    others = [kind for kind in index.all_kinds().values() if kind.name != before.name]
    made = new_kind(
        writable(rename or name),
        others,
        key=key,
        glyph=glyph,
        inverse=writable(inverse),
        counts=counts,
        kept=(before.key, before.glyph),
    )
    after = replace(made, extra=before.extra)
    if after == before:
        return Planned(before, "")
    if after.name == before.name:
        edits = [Edit("kinds", before.name, before, after)]
    else:
        links = [link for link in index.links.values() if link.kind == before.name]
        edits = [
            Edit("kinds", after.name, None, after),
            *[Edit("links", link.id, link, replace(link, kind=after.name)) for link in links],
            Edit("kinds", before.name, before, None),
        ]
    return Planned(after, f"link type {after.name}", edits)


def remove(index: RecordIndex, name: str) -> Planned[LinkKind]:
    """Remove a kind of link. Raises UsageError if there are links of it, or if it is built in."""
    kind = _own(index, name)
    if used := index.kind_count(kind.name):
        links = "link is" if used == 1 else "links are"
        raise UsageError(f"The kind “{kind.name}” is in use: {used:,} {links} of it. Delete them first.")
    return Planned(kind, f"remove link type {kind.name}", [Edit("kinds", kind.name, kind, None)])


def _own(index: RecordIndex, name: str) -> LinkKind:
    if name in LINK_KINDS:
        raise UsageError(f"“{name}” is a built-in link type and cannot be changed.")
    return index.kind(name)
