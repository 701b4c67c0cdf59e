"""Older states of the library's file: one an hour for a day, one a day for two weeks, one before each migration."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Final

from annotations.patterns import lazy
from annotations.store.files import sync_folder

HOURLY: Final = 24
DAILY: Final = 14

_NAME: Final = lazy(r"library-(\d{4}-\d{2}-\d{2})T(\d{2})\.json")


def stamp() -> str:
    """The time of day, as it stands in the names of files that were put aside."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")


class Backups:
    """The folder of backups of one library."""

    def __init__(self, folder: Path) -> None:
        """Backups in a folder that is made when there is something to keep."""
        self.folder = folder

    def keep(self, file: Path, version: int = 0) -> None:
        """Keep a file that is about to be replaced, unless one of this hour is kept; with a version, in any case.

        Raises OSError.
        """
        hour = datetime.now(UTC).strftime("%Y-%m-%dT%H")
        target = self.folder / (f"library-version-{version}-{hour}.json" if version else f"library-{hour}.json")
        if not file.exists() or target.exists():
            return
        self._copy(file, target)
        self._thin_out()

    def keep_whole(self, file: Path, why: str) -> None:
        """Keep a file, whatever it holds, under a name that no other one has and that is never thinned out.

        Raises OSError.
        """
        self._copy(file, self.free(f"{why}-{stamp()}-{file.name}"))

    def put_away(self, file: Path, why: str) -> None:
        """Move a file here. Raises OSError."""
        target = self.free(f"{why}-{stamp()}-{file.name}")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.rename(target)

    def free(self, name: str) -> Path:
        """A path in the folder under that name, or with a number where the name is taken."""
        path, number = self.folder / name, 1
        while path.exists():
            number += 1
            path = self.folder / f"{number}-{name}"
        return path

    def _copy(self, file: Path, target: Path) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self.folder / f".{target.name}.{os.urandom(4).hex()}.tmp"
        try:
            # Another name for the file would cost nothing, but a program that writes into it would spoil the backup too.
            copyfile(file, temporary)
            temporary.chmod(0o600)
            descriptor = os.open(temporary, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise
        temporary.replace(target)
        sync_folder(self.folder)

    def newest(self) -> list[Path]:
        """All backups, the newest first."""
        with suppress(OSError):
            return sorted(self.folder.glob("library-*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return []

    def _thin_out(self) -> None:
        """Delete what is older than it has to be."""
        found = {path: _NAME.fullmatch(path.name) for path in self.folder.iterdir()}
        names = sorted((match[0], match[1], path) for path, match in found.items() if match)
        names.reverse()
        last_of_day = {day: path for _, day, path in reversed(names)}
        wanted = {path for _, _, path in names[:HOURLY]} | {last_of_day[day] for day in sorted(last_of_day)[-DAILY:]}
        for _, _, path in names:
            if path not in wanted:
                path.unlink()
