"""Memos on sources, tags and the library."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import NOWHERE, Planned
from annotations.model import Edit, Memo, new_id
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable

SUBJECTS = ("source", "tag", "library")
"""What a memo may be about."""


def text_of(index: RecordIndex, about: str, key: str) -> str:
    """Return the memo on a subject; `""` if there is none. Memos that clones wrote apart are parted by an empty line."""
    return "\n\n".join(one.note for one in index.memos_of(about, key))


def set_memo(index: RecordIndex, about: str, key: str, text: str, author: str) -> Planned[str]:
    """Write the memo on a subject; an empty one removes it. Raises UsageError if there is no such subject."""
    place, subject = NOWHERE, "the library"
    if about == "source":
        source = index.source(key)
        place, subject = (source.id, source.place), f"source {source.number}"
    elif about == "tag":
        subject = f"the tag {index.tag(key).name}"
    elif about != "library" or key:
        raise UsageError(f"There is no memo on “{about}”; there are memos on {', '.join(SUBJECTS)}.")
    text, time = writable(text.strip()), now()
    if text == text_of(index, about, key):
        return Planned(text, "")
    before = index.memos_of(about, key)
    edits = [Edit("memos", one.id, one, None) for one in before[bool(text) :]]
    if text and before:
        edits.append(Edit("memos", before[0].id, before[0], replace(before[0], note=text, modified=time)))
    elif text:
        made = Memo(id=new_id(), about=about, key=key, note=text, created=time, modified=time, author=author)
        edits.append(Edit("memos", made.id, None, made))
    return Planned(text, f"memo on {subject}", edits, place)


def moved(index: RecordIndex, about: str, key: str, new: str) -> list[Edit]:
    """Return the edits that have the memos on a subject be on another one; without `new` they go."""
    return [Edit("memos", one.id, one, replace(one, key=new) if new else None) for one in index.memos_of(about, key)]
