"""Which file is that of a source: found by its bytes, or by its text, which a person confirms."""

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from annotations.documents.loader import READERS, suffix
from annotations.errors import PostilError, SourceError, UsageError
from annotations.library.edits import sources
from annotations.library.open import Opened
from annotations.library.transactions import Transactions
from annotations.model import Source
from annotations.records.placements import recorded
from annotations.sources.exchange import changed_at, exchanged
from annotations.sources.likeness import Runs, likest, runs_of
from annotations.sources.scan import fingerprint, load

MOST: Final = 2_000
"""Files that the text of a lost source is compared with: those that were met last."""

WIDE: Final = 4
"""How many times as long as a text a file may be to be compared, and as short."""

TRIED: Final = 3
"""Files in which the passages of a lost source are looked for."""

LATELY: Final = 120
"""Seconds for which a file that was written or renamed counts as recent."""

SAMPLE: Final = 40
"""Passages that are looked for."""


class Likely(NamedTuple):
    """A file that a lost source may be in now."""

    source_id: str
    """Id of the source that the file is until an analyst decides."""
    share: float
    """Share of the words of the lost source that it has, from 0 to 1."""


class Files:
    """Finds the files of sources that changed their names with others, or were renamed and edited."""

    def __init__(self, parts: Opened, transactions: Transactions) -> None:
        """Read the records of a library; ``transactions`` makes every change to them."""
        self._index = parts.index
        self._files = parts.files
        self._cache = parts.cache
        self._store = parts.store
        self._transactions = transactions
        self.likely: dict[str, Likely] = {}
        """The likeliest file of each lost source, by its id, as far as they were compared."""

    @property
    def read_count(self) -> int:
        """Number of sources that have been read since the library was opened, or could not be. Callable from any thread."""
        return len(self._cache.examined)

    def lost(self, source_id: str) -> bool:
        """Return whether the passages of a source were recorded in another text than that of its file, if it has one."""
        return source_id in self._cache.missing or self._cache.changed(source_id)

    def follow(self, suspects: Iterable[str] | None = None) -> list[str]:
        """Give each source the file that has the text which its passages were recorded in, as far as files were read.

        Only the `suspects` may be `lost`; all sources if it is None. Returns the ids of the sources that are in other
        files now; their passages have to be looked for again.
        """
        cache, listed = self._cache, [source.id for source in self._listed()]
        among = listed if suspects is None else suspects
        lost = {key: base for key in among if self.lost(key) and (base := cache.newest_text(key))}
        if not lost:
            return []
        files = {key: name for key in listed if key not in cache.missing and (name := cache.known_text(key))}
        found = exchanged(self._index, lost, files, lambda key: not self._is_lost(self._index.sources[key]))
        return self._exchange(found) if found else []

    def recent(self, changed: Iterable[str]) -> dict[str, str]:
        """Return the hashes of the files of sources that changed, and of others that did lately; from any thread."""
        since = time.time() - LATELY
        paths = {key: self._files.paths[key] for key in self._files.listed if key in self._files.paths}
        keys = {*changed, *(key for key, path in paths.items() if changed_at(path) >= since)}
        return {key: fingerprint(paths[key]) for key in keys if key in paths}

    def follow_bytes(self, files: Mapping[str, str]) -> list[str]:
        """Give the sources of some files, whose hashes are given, those among these that have the bytes recorded for them.

        Returns what `follow` does. Nothing was read of the files yet; copies are left to `follow`, and sources that were
        removed since the files were looked at are left out.
        """
        files = {key: sha256 for key, sha256 in files.items() if key in self._index.sources}
        wanted = {key: self._index.sources[key].bytes_sha256 for key in files if self._index.own(key)}
        lost = {key: sha256 for key, sha256 in wanted.items() if sha256 and files[key] != sha256}
        there = {key: sha256 for key, sha256 in files.items() if sha256}
        found = exchanged(self._index, lost, there, lambda _: True)
        return self._exchange(found) if found else []

    def take(self, source_id: str, other_id: str) -> Source:
        """Give a source the file of another one, which has no passages, as one change; return the source.

        The other one gets the remaining file, or is removed. Raises UsageError if it has passages or no file.
        """
        source, other = self._index.source(source_id), self._index.source(other_id)
        if other.id in self._cache.missing:
            raise UsageError(f"{other.path} is gone and cannot be the file of source {source.number}.")
        found = self._transactions.change(sources.take, source.id, other.id, self._files.paths[source.id])
        self.likely.pop(source.id, None)
        return found

    def _exchange(self, taken: dict[str, str]) -> list[str]:
        before = {key: (self._index.source(key), self._files.paths[key]) for key in taken}
        for key, other in taken.items():
            self._files.paths[key] = before[other][1]
            self._transactions.keep_reading(before[key][0], path=before[other][0].path)
        for key in before:
            self._cache.exchange(key)
        return list(before)

    # --- likeness

    def compare(self) -> Iterator[None]:
        """Compare the lost sources with the files that came after them, in steps of some milliseconds; see `likely`."""
        self.likely.clear()
        lost = [source for source in self._listed() if self._is_lost(source)]
        if not lost:
            return
        sources = sorted(self._listed(), key=lambda one: one.number)
        new = [
            (source, size)
            for source in sources
            if not self._index.own(source.id) and source.id not in self._cache.missing and (size := self._size(source))
        ]
        runs: dict[str, Runs] = {}
        for source in lost:
            text = self._cache.kept_text(source.id) or self._quotes(source)
            length = len(text.encode("utf-8", "surrogatepass"))
            near = [one.id for one, size in new if one.number > source.number and length / WIDE < size < length * WIDE]
            near = near[-MOST:]
            for key in near:
                if key not in runs:
                    runs[key] = self._runs(key)
                    yield
            found = likest(runs_of(text), {key: runs[key] for key in near})
            for share, key in found[:TRIED]:
                yield
                if key not in {one.source_id for one in self.likely.values()} and self._has_passages(source, text, key):
                    self.likely[source.id] = Likely(key, share)
                    break

    def _listed(self) -> Iterator[Source]:
        return (self._index.sources[key] for key in self._files.listed if key in self._index.sources)

    def _is_lost(self, source: Source) -> bool:
        """Return whether a source with passages is gone, or has another text in which most of them are not."""
        own = self._index.own(source.id)
        if not own or source.id in self._cache.missing:
            return bool(own)
        return 2 * sum(one.anchoring == "orphan" for one in self._index.passages(source.id)) > len(own)

    def _size(self, source: Source) -> int:
        try:
            return self._files.paths[source.id].stat().st_size
        except OSError:
            return 0

    def _quotes(self, source: Source) -> str:
        return "\n".join(f"{one.prefix}{one.exact}{one.suffix}" for one in self._index.own(source.id))

    def _runs(self, source_id: str) -> Runs:
        """Return the runs of words of a file, without its format being read."""
        if suffix(self._index.source(source_id).path) not in READERS:
            return set()
        try:
            return runs_of(load(self._cache.file(source_id)).decode("utf-8", "replace"))
        except SourceError:
            return set()

    def _has_passages(self, source: Source, text: str, other_id: str) -> bool:
        """Return whether most passages of a source are in the text of another one."""
        from annotations.anchoring.resolve import Ambiguous, Orphan, Resolver  # only if a source is lost

        try:
            resolver = Resolver(self._cache.document(other_id).text, text if self._cache.kept_text(source.id) else None)
        except PostilError:
            return False
        some = [recorded(one)[1] for one in self._index.own(source.id)[:SAMPLE]]
        return 2 * sum(not isinstance(resolver.resolve(one), Ambiguous | Orphan) for one in some) >= len(some)
