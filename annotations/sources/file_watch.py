"""Detects that the file of a source changed since it was read."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotations.store.files import FileState, state_of


class Watch:
    """The states of the files of sources when they were last read."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        """Watch the files at these paths, by the ids of their sources."""
        self._paths = paths
        self._states: dict[str, FileState | None] = {}
        self._gone: set[str] = set()

    def note(self, source_id: str) -> None:
        """Record the state of a file that is about to be read; any later state is a change."""
        self._states[source_id] = state_of(self._paths[source_id])
        self._gone.discard(source_id)

    def knows(self, source_id: str) -> bool:
        """Return whether a file was read, or could not be, since the library was opened."""
        return source_id in self._states

    def suspects(self, source_ids: Iterable[str]) -> list[str]:
        """Ids of those sources to be asked `changed` about: all others are as they were. From any thread."""
        found = []
        for source_id in source_ids:
            known = self._states.get(source_id, self)
            if known is not self and (source_id in self._gone or state_of(self._paths[source_id]) != known):
                found.append(source_id)
        return found

    def changed(self, source_ids: Iterable[str]) -> list[str]:
        """Ids of those sources whose files changed since they were noted. Costs one system call per source.

        A missing file counts from the second look on, because programs that rewrite a file remove it for a moment.
        """
        found = []
        for source_id in source_ids:
            if source_id not in self._states:
                continue
            state = state_of(self._paths[source_id])
            if state == self._states[source_id]:
                self._gone.discard(source_id)
            elif state is None and source_id not in self._gone:
                self._gone.add(source_id)
            else:
                found.append(source_id)
        return found
