"""Sources: forget one, read one in another way, mark one read or unread."""

from pathlib import Path

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.annotations import deletions
from annotations.library.edits.judgements import dismissals
from annotations.library.edits.memos import moved
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Source
from annotations.records.index import RecordIndex
from annotations.sources.fence import is_there
from annotations.text.ranges import merged


def remove(index: RecordIndex, source_id: str, path: Path) -> Planned[Source]:
    """Forget a source with its annotations and their links. Raises UsageError if its file is there: it would be found again."""
    source = index.source(source_id)
    if is_there(path):
        raise UsageError(f"The file of source {source.number} is there: {source.path}. Delete or move it first.")
    edits, _ = deletions(index, index.own(source_id))
    for other in index.sources.values():
        if source.id in other.derived_from and other.id != source.id:
            left = tuple([one for one in other.derived_from if one != source.id])
            edits.append(edit_of("sources", other, replace(other, derived_from=left)))
    edits += moved(index, "source", source.id, "")
    edits += dismissals.moved(index, source.id, "")
    edits.append(edit_of("sources", source, None))
    return Planned(source, f"remove source {source.number} {source.path}", edits, (source_id, 0))


def take(index: RecordIndex, source_id: str, other_id: str, path: Path) -> Planned[Source]:
    """Give a source the file of another one, which gets the remaining file at `path`, or is removed with it.

    Raises UsageError if the other one has annotations.
    """
    source, other = index.source(source_id), index.source(other_id)
    if source.id == other.id:
        raise UsageError(f"{other.path} is the file of source {source.number} already.")
    if index.own(other.id):
        raise UsageError(f"{other.path} has passages of its own: its file cannot be that of source {source.number}.")
    if is_there(path):
        edits = [edit_of("sources", other, replace(other, path=source.path))]
    else:
        edits = [*moved(index, "source", other.id, source.id), *dismissals.moved(index, other.id, source.id)]
        edits.append(edit_of("sources", other, None))
    after = replace(source, path=other.path)
    edits.append(edit_of("sources", source, after))
    return Planned(after, f"move source {source.number} to {other.path}", edits, (source.id, source.place))


def set_reading_mode(index: RecordIndex, source_id: str, manner: str) -> Planned[None]:
    """Set `Source.manner`, how a source is read."""
    before = index.source(source_id)
    edits = [edit_of("sources", before, replace(before, manner=manner))] if manner != before.manner else []
    return Planned(None, f"reading of source {before.number}", edits, (source_id, before.place))


def mark_read(index: RecordIndex, source_id: str, end: int, *, read: bool) -> Planned[Source]:
    """Mark a source as read up to an offset, or with a negative one to its end; or all of it as unread.

    Raises UsageError if its length is not known yet.
    """
    before = index.source(source_id)
    if read and not before.length:
        raise UsageError(f"Source {before.number} was never opened: open it first, then mark it read.")
    until = before.length if end < 0 else min(end, before.length)
    ranges = merged(before.read, 0, until) if read else ()
    after = replace(before, read=ranges, unread=before.unread + (not read and bool(before.read)))
    what = "unread" if not read else "read" if until >= before.length else "read to here"
    edits = [edit_of("sources", before, after)] if after != before else []
    return Planned(after, f"mark source {before.number} {what}", edits, (source_id, before.place))
