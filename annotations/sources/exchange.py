"""Sources whose files changed names with others: each is followed to the file that has what it had."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from annotations.records.index import RecordIndex
from annotations.sources.matching import paired


def exchanged(
    index: RecordIndex, lost: Mapping[str, str], files: Mapping[str, str], stays: Callable[[str], bool]
) -> dict[str, str]:
    """Return the ids of sources whose files are to be taken, by the ids of the sources that get them.

    `lost` are the hashes that sources look for, `files` those that the files of sources have, by ids. No file is taken
    from a source with annotations that is not lost, and no copy by a source that `stays`, for its own file was edited.
    """
    held = {key: sha256 for key, sha256 in files.items() if key in lost or not index.own(key)}
    pairs = paired(
        [(key, index.sources[key].path, wanted) for key, wanted in lost.items()],
        [(key, index.sources[key].path, sha256) for key, sha256 in held.items()],
    )
    found = [(key, holder) for key, holder in pairs if key != holder]
    claimed = {holder for _, holder in found}
    return permuted({key: one for key, one in found if one in lost or key in claimed or not stays(key)})


def permuted(taken: Mapping[str, str]) -> dict[str, str]:
    """Complete an exchange: sources whose files are taken get those that the takers leave, so that each has one."""
    used = set(taken.values())
    without = [key for key in taken.values() if key not in taken]
    left = [key for key in taken if key not in used]
    return {**taken, **dict(zip(without, left, strict=True))}


class Changed:
    """Which files were written or renamed since a library was written: only these can have changed names with others."""

    def __init__(self, *files: Path) -> None:
        """Compare with the files of a library."""
        self._written = max((_times(path)[0] for path in files), default=-1)

    def is_recent(self, path: Path) -> bool:
        """Return whether a file was written or renamed since. Costs one system call."""
        return self._written >= 0 and max(_times(path)) >= self._written


def changed_at(path: Path) -> float:
    """Return when a file was written or renamed, in seconds since the epoch; below 0 if it is not there."""
    return max(_times(path)) / 1e9


def _times(path: Path) -> tuple[int, int]:
    """Return when a file was written, and when it or its name was changed, in nanoseconds; -1 if it is not there."""
    try:
        state = os.stat(path)  # noqa: PTH116 - as in annotations.store.files
    except OSError:
        return -1, -1
    return state.st_mtime_ns, state.st_ctime_ns
