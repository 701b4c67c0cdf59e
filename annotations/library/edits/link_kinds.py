"""Kinds of links that a library defines: add, change, remove."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned
from annotations.model import LINK_KINDS, Edit, Link, LinkKind
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


def rename(index: RecordIndex, name: str, new: str) -> Planned[LinkKind]:
    """Rename a kind of link, in its links too; one that is symmetric stays so. Raises UsageError as `change`."""
    kind = _own(index, name)
    inverse = "" if kind.symmetric else kind.inverse
    planned = change(index, kind.name, rename=new, key=kind.key, glyph=kind.glyph, inverse=inverse, counts=kind.counts)
    return planned._replace(label=f"rename link type {kind.name} to {planned.result.name}" if planned.edits else "")


def merge(index: RecordIndex, name: str, into: str) -> Planned[int]:
    """Remove a kind of link and give its links another one; return their number.

    Links of the same passages that become equal are one, the oldest, with the notes of all.
    """
    gone, kept = _own(index, name), index.kind(into)
    if gone.name == kept.name:
        raise UsageError(f"“{gone.name}” is that link type itself. Name another one.")
    there = {_ends(link, kept): link for link in index.links.values() if link.kind == kept.name}
    links = [link for link in index.links.values() if link.kind == gone.name]
    after: dict[str, Link | None] = {}
    for link in sorted(links, key=lambda one: one.created):
        same = there.get(_ends(link, kept))
        new = replace(link, kind=kept.name)
        if same is not None:
            after[link.id], new = None, _with_note(same, link.note)
        there[_ends(link, kept)] = after[new.id] = new
    edits = [Edit("links", key, index.links[key], link) for key, link in after.items() if link != index.links[key]]
    label = f"merge link type {gone.name} into {kept.name}"
    return Planned(len(links), label, [*edits, Edit("kinds", gone.name, gone, None)])


def _ends(link: Link, kind: LinkKind) -> tuple[str, ...]:
    """Return what two links of a kind have in common if they are the same."""
    ends = link.source, link.target
    return tuple(sorted(ends)) if kind.symmetric else ends


def _with_note(link: Link, note: str) -> Link:
    return replace(link, note="\n".join(filter(None, (link.note, note)))) if note not in link.note else link


def remove(index: RecordIndex, name: str, *, delete_links: bool = False) -> Planned[int]:
    """Remove a kind of link. Raises UsageError if it is built in, or if there are links of it that are to stay."""
    kind = _own(index, name)
    links = [link for link in index.links.values() if link.kind == kind.name]
    if links and not delete_links:
        used = "link is" if len(links) == 1 else "links are"
        raise UsageError(
            f"The link type “{kind.name}” is in use: {len(links):,} {used} of it. Change or delete them first."
        )
    edits = [Edit("links", link.id, link, None) for link in links]
    return Planned(len(links), f"remove link type {kind.name}", [*edits, Edit("kinds", kind.name, kind, None)])


def _own(index: RecordIndex, name: str) -> LinkKind:
    if name in LINK_KINDS:
        raise UsageError(f"“{name}” is a built-in link type and cannot be changed.")
    return index.kind(name)
