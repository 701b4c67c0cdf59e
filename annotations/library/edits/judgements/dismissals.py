"""Suggestions to tag something that an analyst rejected."""

from msgspec.structs import replace

from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Edit, new_id
from annotations.model.judgements import Dismissal
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable
from annotations.text.plurals import shortened

_SHOWN = 40
"""Code points of the words in the label of the change."""


def dismiss(
    index: RecordIndex, source_id: str, tag: str, words: str, context: str, offset: int, author: str
) -> Planned[Dismissal]:
    """Record that words of a source, at an offset, are not to be tagged."""
    source, words = index.source(source_id), writable(words)
    for known in index.dismissals.values():
        if (known.context, known.source, known.tag, known.words) == (context, source.id, tag, words):
            return Planned(known, "")
    after = Dismissal(
        id=new_id(), source=source.id, tag=tag, words=words, context=context, created=now(), author=author
    )
    return Planned(
        after, f"no {tag}: {shortened(words, _SHOWN)}", [edit_of("dismissals", None, after)], (source.id, offset)
    )


def moved(index: RecordIndex, source_id: str, new: str) -> list[Edit]:
    """Return the edits that have the rejected suggestions of a source be of another one; without `new` they go."""
    own = [one for one in index.dismissals.values() if one.source == source_id]
    return [edit_of("dismissals", one, replace(one, source=new) if new else None) for one in own]
