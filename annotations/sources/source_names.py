"""Names of the sources of a library, kept until titles or files change."""

from time import monotonic
from typing import Final, NamedTuple

from annotations.records.index import RecordIndex
from annotations.sources.short_names import Named, common_starts, short_names
from annotations.sources.source_list import SourceList

_PATIENCE: Final = 50
"""Titles that change while many sources are read are followed for one part in so many of the time."""


class _Name(NamedTuple):
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
        self._due = 0.0
        """Time by `time.monotonic` before which changed titles are not followed."""

    def short(self, source_id: str) -> str:
        """Return a name that tells a source apart; `""` if it is not listed."""
        return self._name(source_id).short

    def common_start(self, source_id: str) -> int:
        """Return the length in code points of the beginning of its title that another title has, too."""
        return self._name(source_id).common_start

    def _name(self, source_id: str) -> _Name:
        if self._listed is not self._files.listed or (
            self._changes != self._index.source_changes and monotonic() >= self._due
        ):
            self._update()
        return self._names.get(source_id, _Name("", 0))

    def _update(self) -> None:
        began = monotonic()
        self._listed, self._changes = self._files.listed, self._index.source_changes
        sources = [self._index.sources[key] for key in self._listed if key in self._index.sources]
        named = [Named(source.path, source.title) for source in sources]
        if named != self._named or len(self._names) != len(sources):
            self._named = named
            starts = common_starts([one.title for one in named])
            names = map(_Name, short_names(named), starts)
            self._names = dict(zip([source.id for source in sources], names, strict=True))
        ended = monotonic()
        self._due = ended + _PATIENCE * (ended - began)
