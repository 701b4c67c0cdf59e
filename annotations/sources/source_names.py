"""Names of the sources of a library, kept until titles or files change."""

from typing import Final

from msgspec import Struct

from annotations.records.index import RecordIndex
from annotations.sources.short_names import Named, common_starts, short_names
from annotations.sources.source_list import SourceList

_AT_ONCE: Final = 1000
"""Most sources that are named at once when one name is asked for; it takes some 10 ms."""


class _Name(Struct, frozen=True):
    short: str
    common_start: int


class SourceNames:
    """Short names of sources, and how much of their titles does not tell them apart."""

    def __init__(self, index: RecordIndex, files: SourceList) -> None:
        """Name the sources of an index that are listed."""
        self._index = index
        self._files = files
        self._listed: tuple[str, ...] | None = None
        self._changes = -1
        self._named: list[Named] = []
        self._names: dict[str, _Name] = {}

    def short(self, source_id: str) -> str:
        """Return a name that tells a source apart; `""` if it is not listed."""
        return self._name(source_id).short

    def common_start(self, source_id: str) -> int:
        """Return the length in code points of the beginning of its title that another title has, too."""
        return self._name(source_id).common_start

    def _name(self, source_id: str) -> _Name:
        if len(self._files.listed) <= _AT_ONCE:
            self.update()
        known = self._names.get(source_id)
        if known is None and (source := self._index.sources.get(source_id)) is not None:
            return _Name(short_names([Named(source.path, source.title)])[0], 0)
        return known or _Name("", 0)

    def update(self) -> None:
        """Follow changed titles and files, from any thread. Of a library with many sources only this does."""
        if self._listed is self._files.listed and self._changes == self._index.source_changes:
            return
        self._listed, self._changes = self._files.listed, self._index.source_changes
        known = self._index.sources  # Another thread may remove one at any time.
        sources = [source for key in self._listed if (source := known.get(key)) is not None]
        named = [Named(source.path, source.title) for source in sources]
        if named != self._named or len(self._names) != len(sources):
            self._named = named
            starts = common_starts([one.title for one in named])
            names = map(_Name, short_names(named), starts)
            self._names = dict(zip([source.id for source in sources], names, strict=True))
