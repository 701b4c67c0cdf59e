"""Tags of the codebook: add, rename, merge, remove, over all annotations at once."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.memos import moved
from annotations.library.edits.plan import Planned
from annotations.model import Edit, Tag
from annotations.records.codebook.tags import DEFAULT, new_tag
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable
from annotations.text.canonical import composed
from annotations.text.canonical import key as name_key


def add(
    index: RecordIndex, name: str, *, key: str, letter: str, colour: str, description: str, parent: str
) -> Planned[Tag]:
    """Add a tag. Raises UsageError like `annotations.records.codebook.tags.new_tag`."""
    tags = list(index.tags.values())
    tag = new_tag(writable(name), tags, key=key, letter=letter, colour=colour, description=description, parent=parent)
    return Planned(tag, f"new tag {tag.name}", [Edit("tags", tag.name, None, tag)])


def rename(index: RecordIndex, name: str, new: str) -> Planned[Tag]:
    """Rename a tag in the codebook, in its annotations and in the tags below it.

    Raises UsageError if it cannot be changed, if the name cannot be one, or if another tag has it.
    """
    before = _own(index, name)
    if composed(" ".join(new.split())) == before.name:
        return Planned(before, "")
    others = [tag for tag in index.tags.values() if tag.name != before.name]
    taken = next((tag for tag in others if name_key(tag.name) == name_key(new)), None)
    if taken is not None:
        advice = f"Merge “{before.name}” into it with “postil tags --merge”, or choose another name."
        raise UsageError(f"The tag “{taken.name}” already exists. {advice}")
    after = replace(before, name=new_tag(writable(new), others).name)
    edits = [Edit("tags", after.name, None, after), *_retagged(index, before, after.name)]
    edits += moved(index, "tag", before.name, after.name)
    edits.append(Edit("tags", before.name, before, None))
    return Planned(after, f"rename tag {before.name} to {after.name}", edits)


def merge(index: RecordIndex, name: str, into: str) -> Planned[None]:
    """Replace a tag by another one, which the tags below it are below from then on. Raises UsageError as `rename`."""
    before, kept = _own(index, name), index.tag(into)
    if before.name == kept.name:
        return Planned(None, "")
    edits = [*_retagged(index, before, kept.name), *moved(index, "tag", before.name, kept.name)]
    edits.append(Edit("tags", before.name, before, None))
    return Planned(None, f"merge tag {before.name} into {kept.name}", edits)


def remove(index: RecordIndex, name: str) -> Planned[int]:
    """Remove a tag from the codebook and from its annotations, which are counted. Raises UsageError as `rename`."""
    tag = _own(index, name)
    edits = [*_retagged(index, tag, ""), *moved(index, "tag", tag.name, ""), Edit("tags", tag.name, tag, None)]
    return Planned(index.tag_count(tag.name), f"remove tag {tag.name}", edits)


def set_parent(index: RecordIndex, name: str, parent: str) -> Planned[Tag]:
    """Put a tag, with those below it, below another one; at the top without one.

    Raises UsageError if it cannot be changed, if there is no such parent, or if that is the tag itself or below it.
    """
    before = _own(index, name)
    above = index.tag(parent).name if parent else ""
    if above in index.tag_tree.with_below(before.name):
        where = "is the tag itself" if above == before.name else f"is below “{before.name}”"
        raise UsageError(f"“{above}” {where}. Choose another parent.")
    after = replace(before, parent=above)
    edits = [Edit("tags", before.name, before, after)] if after != before else []
    return Planned(after, f"move tag {before.name} {f'below {above}' if above else 'to the top'}", edits)


def _retagged(index: RecordIndex, gone: Tag, new: str) -> list[Edit]:
    """Return the edits that give annotations with a tag, and the tags below it, another one, if any."""
    time, edits = now(), []
    for one in index.annotations.values():
        if gone.name in one.tags:
            tags = dict.fromkeys(new if tag == gone.name else tag for tag in one.tags)
            after = replace(one, tags=tuple(filter(None, tags)), modified=time)
            edits.append(Edit("annotations", one.id, one, after))
    for tag in index.tags.values():
        if tag.parent == gone.name and tag.name != gone.name:
            # The new one may have been below the one that goes, and is not to be below itself.
            below = new if new and tag.name != new else gone.parent
            edits.append(Edit("tags", tag.name, tag, replace(tag, parent=below)))
    return edits


def _own(index: RecordIndex, name: str) -> Tag:
    tag = index.tag(name)
    if tag.name in {one.name for one in DEFAULT}:
        raise UsageError(f"“{tag.name}” is a built-in tag and cannot be changed.")
    return tag
