"""Older states of the library's file: one an hour for a day, one a day for two weeks, one before each migration."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotations.store import access
from annotations.store.files import sync_folder, write_beside
from annotations.store.library_folder import Site, make_folder
from annotations.text.lazy_regex import lazy

HOURLY: Final = 24
DAILY: Final = 14

_NAME: Final = lazy(r"library-(\d{4}-\d{2}-\d{2})T(\d{2})\.json")


def stamp() -> str:
    """The current date and time in UTC, as used in the names of backups."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")


class Backups:
    """The folder of backups of one library."""

    def __init__(self, folder: Path, site: Site | None = None) -> None:
        """Backups in a folder that is made when there is something to keep; with a site it is only ever made there."""
        self.folder = folder
        self._site = site

    def keep(self, file: Path, version: int = 0) -> None:
        """Keep a file that is about to be replaced, unless one of this hour is kept; with a version, in any case.

        Raises OSError and GoneError.
        """
        hour = datetime.now(UTC).strftime("%Y-%m-%dT%H")
        target = self.folder / (f"library-version-{version}-{hour}.json" if version else f"library-{hour}.json")
        if not access.is_there(file) or access.is_there(target):
            return
        self._copy(file, target)
        self._thin_out()

    def keep_whole(self, file: Path, why: str) -> None:
        """Keep a file, whatever it holds, under a name that no other one has and that is never thinned out.

        Raises OSError and GoneError.
        """
        self._copy(file, self.free(f"{why}-{stamp()}-{file.name}"))

    def put_away(self, file: Path, why: str) -> None:
        """Move a file here. Raises OSError and GoneError."""
        target = self.free(f"{why}-{stamp()}-{file.name}")
        make_folder(self.folder, self._site)
        file.rename(target)

    def free(self, name: str) -> Path:
        """A path in the folder under that name, or with a number where the name is taken."""
        path, number = self.folder / name, 1
        while access.is_there(path):
            number += 1
            path = self.folder / f"{number}-{name}"
        return path

    def _copy(self, file: Path, target: Path) -> None:
        """Copy a file, which may be written into later: another name for it would be changed with it."""
        data = access.read(file)
        make_folder(self.folder, self._site)
        temporary = write_beside(target, data)
        temporary.replace(target)
        sync_folder(self.folder)

    def newest(self) -> list[Path]:
        """All backups, the newest first."""
        with suppress(OSError):
            found = [
                path for path in access.listed(self.folder) if path.match("library-*.json") and access.is_file(path)
            ]
            return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return []

    def _thin_out(self) -> None:
        """Delete backups that are no longer needed."""
        found = {path: _NAME.fullmatch(path.name) for path in access.listed(self.folder)}
        names = sorted((match[0], match[1], path) for path, match in found.items() if match)
        names.reverse()
        last_of_day = {day: path for _, day, path in reversed(names)}
        wanted = {path for _, _, path in names[:HOURLY]} | {last_of_day[day] for day in sorted(last_of_day)[-DAILY:]}
        for _, _, path in names:
            if path not in wanted:
                path.unlink()
