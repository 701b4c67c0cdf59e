"""Changes of source records that no undo takes back."""

from collections.abc import Iterable, Mapping

from annotations.model import Edit, Source
from annotations.records.index import RecordIndex
from annotations.records.source_edits import combined


class Bookkeeping:
    """Facts of sources that no undo takes back: titles, hashes, ranges that were read, numbers that were given.

    Every such change is made by `put`, and is never taken back. It is written with the next change.
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

    def unwritten(self) -> tuple[Source, ...]:
        """Return the sources that are not as they are on disk."""
        sources = [self._index.sources.get(key) for key in self._index.touched]
        return tuple([one for one in sources if one is not None and self._written.get(one.id) != one])

    def is_written(self, source_id: str) -> bool:
        """Return whether a source was ever written to disk."""
        return source_id in self._written

    def mark_written(self, sources: Iterable[Source]) -> None:
        """Take sources for written as they are here; so are all others that were put into the index."""
        for source in sources:
            self._written[source.id] = source
        self._index.touched.clear()

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
