"""The sources of a library as they are listed, and where their files are."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from annotations.model import Source
from annotations.sources.scan import Entry


class SourceList:
    """Paths by the ids of sources, and which of these are listed in which order."""

    def __init__(self, paths: dict[str, Path], listed: Iterable[str], entries: Iterable[Entry]) -> None:
        """List sources with the `paths` of their files, also of those that are gone; `entries` are all that a scan met."""
        self.paths = paths
        """Path of the file of each source, also if it is gone."""
        self.listed = tuple(listed)
        """Ids of the sources that were found, in the order of their numbers, then of those whose file is gone."""
        self.entries = tuple(entries)
        """Everything that was found, readable or not."""
        self._matched = self.listed
        """`listed` when the entries were last compared with the records."""

    def update(self, source_id: str, source: Source | None, folder: Path) -> None:
        """Follow a record that came, at the end of the list, or went."""
        listed = source_id in self.listed
        if source is None and listed:
            self.listed = tuple(key for key in self.listed if key != source_id)
        elif source is not None and not listed:
            self.paths.setdefault(source_id, folder / source.path)
            self.listed = (*self.listed, source_id)

    def locate(self, source: Source, folder: Path) -> None:
        """Follow the path of a source to the file that was met under it."""
        met = (entry.path for entry in self.entries if entry.name == source.path)
        self.paths[source.id] = next(met, folder / source.path)

    def add_found(
        self,
        places: Mapping[str, Path],
        sources: Mapping[str, Source],
        missing: Collection[str],
        entries: Iterable[Entry],
    ) -> list[str]:
        """Add what a later scan met, and return the ids of sources that are new or elsewhere."""
        known = {*self.listed}
        news = [key for key, path in places.items() if key not in known or self.paths[key] != path]
        if news:
            self.paths.update({key: places[key] for key in news})
            gone, listed = set(missing) - set(news), {*known, *news}
            self.listed = tuple(sorted(listed, key=lambda key: (key in gone, sources[key].number)))
        self.entries, self._matched = tuple(entries), self.listed
        return news

    def shows(self, entries: Sequence[Entry]) -> bool:
        """Return whether `add_found` has nothing to do for what a scan met; from any thread."""
        return self.listed is self._matched and self.entries == tuple(entries)

    def move(self, moved: Callable[[Path], Path]) -> None:
        """Replace each path by what `moved` returns for it."""
        self.paths.update({key: moved(path) for key, path in self.paths.items()})
        self.entries = tuple(entry._replace(path=moved(entry.path)) for entry in self.entries)
