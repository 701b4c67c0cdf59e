"""Changes of source records that no undo takes back."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from annotations.model import Annotation, Edit, Memo, Source
from annotations.records.index import RecordIndex
from annotations.records.source_edits import combined

AT_ONCE: Final = 100
"""Most sources that a change writes besides those that it is about, so that no change grows with the library."""


def sources_of(edits: Iterable[Edit]) -> set[str]:
    """Return the ids of the sources that records of some edits name: they must not be on disk before these are."""
    found: set[str] = set()
    for edit in edits:
        for record in (edit.before, edit.after):
            if isinstance(record, Annotation):
                found.add(record.source)
            elif isinstance(record, Source):
                found.update((record.id, *record.derived_from))
            elif isinstance(record, Memo) and record.about == "source":
                found.add(record.key)
    return found


class Bookkeeping:
    """Facts of sources that no undo takes back: titles, hashes, ranges that were read, numbers that were given.

    Every such change is made by `put`, and is never taken back. It is written with the next change, or soon after it.
    """

    def __init__(self, index: RecordIndex, written: Mapping[str, Source]) -> None:
        """Of the sources of an index, with those that are on disk by their ids."""
        self._index = index
        self._written = dict(written)

    def put(self, source: Source) -> None:
        """Put a source into the index, whatever is there under its id."""
        before = self._index.sources.get(source.id)
        if source != before:
            self._index.apply(Edit("sources", source.id, before, source))

    def waiting(self, about: Iterable[str] = ()) -> list[str]:
        """Return the ids of touched sources to be written next: those of ``about``, then at most `AT_ONCE` others."""
        touched = self._index.touched
        first = [key for key in about if key in touched]
        return list(dict.fromkeys((*first, *islice(touched, AT_ONCE))))

    def unwritten(self, ids: Iterable[str] | None = None) -> tuple[Source, ...]:
        """Return the sources that are not as they are on disk: of all, or of those with some ids."""
        sources = [self._index.sources.get(key) for key in (self._index.touched if ids is None else ids)]
        return tuple([one for one in sources if one is not None and self._written.get(one.id) != one])

    def is_written(self, source_id: str) -> bool:
        """Return whether a source was ever written to disk."""
        return source_id in self._written

    def mark_written(self, ids: Iterable[str]) -> None:
        """Take sources for written as they are here."""
        for key in ids:
            self._index.touched.discard(key)
            if (source := self._index.sources.get(key)) is not None:
                self._written[key] = source

    def reset(self, written: Mapping[str, Source]) -> None:
        """Take these sources for all that are on disk."""
        self._written = dict(written)

    def merged(self, theirs: Source) -> Source:
        """Return a source that another process wrote, merged with the facts that only this process has. It counts as written."""
        ours, known = self._index.sources.get(theirs.id), self._written.get(theirs.id)
        self._written[theirs.id] = theirs
        return theirs if ours is None else combined(known, ours, theirs)

    def mark_known(self, source_id: str) -> None:
        """Take a source for written if it is as on disk."""
        if self._index.sources.get(source_id) == self._written.get(source_id):
            self._index.touched.discard(source_id)
