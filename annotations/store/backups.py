"""Older states of the library's file: one an hour for a day, one a day for two weeks, one before each migration."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotations.patterns import lazy
from annotations.store import access
from annotations.store.files import sync_folder, write_beside

HOURLY: Final = 24
DAILY: Final = 14

_NAME: Final = lazy(r"library-(\d{4}-\d{2}-\d{2})T(\d{2})\.json")


class Backups:
    """The folder of backups of one library."""

    def __init__(self, folder: Path) -> None:
        """Backups in a folder that is made when there is something to keep."""
        self.folder = folder

    def keep(self, file: Path, version: int = 0) -> None:
        """Keep a file that is about to be replaced, unless one of this hour is kept; with a version, in any case.

        Raises OSError.
        """
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H")
        target = self.folder / (f"library-version-{version}-{stamp}.json" if version else f"library-{stamp}.json")
        if not access.is_there(file) or access.is_there(target):
            return
        access.check(file)
        access.make_folder(self.folder)
        temporary = self.folder / f".{target.name}.{os.urandom(4).hex()}.tmp"
        try:
            # The file is replaced and never written again: another name for it is a copy that costs nothing.
            os.link(file, temporary)
        except OSError:
            temporary = write_beside(target, access.read(file))
        temporary.replace(target)
        sync_folder(self.folder)
        self._thin_out()

    def newest(self) -> list[Path]:
        """All backups, the newest first."""
        with suppress(OSError):
            found = [
                path for path in access.listed(self.folder) if path.match("library-*.json") and access.is_file(path)
            ]
            return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return []

    def _thin_out(self) -> None:
        """Delete what is older than it has to be."""
        found = {path: _NAME.fullmatch(path.name) for path in access.listed(self.folder)}
        names = sorted((match[0], match[1], path) for path, match in found.items() if match)
        names.reverse()
        last_of_day = {day: path for _, day, path in reversed(names)}
        wanted = {path for _, _, path in names[:HOURLY]} | {last_of_day[day] for day in sorted(last_of_day)[-DAILY:]}
        for _, _, path in names:
            if path not in wanted:
                path.unlink()
