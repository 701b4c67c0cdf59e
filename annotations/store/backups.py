"""Older states of the library's file: one an hour for a day, one a day for two weeks, one before each migration."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Final

from annotations.patterns import lazy
from annotations.store.files import sync_folder
from annotations.store.site import Site, make_folder

HOURLY: Final = 24
DAILY: Final = 14

_NAME: Final = lazy(r"library-(\d{4}-\d{2}-\d{2})T(\d{2})\.json")


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
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H")
        target = self.folder / (f"library-version-{version}-{stamp}.json" if version else f"library-{stamp}.json")
        if not file.exists() or target.exists():
            return
        make_folder(self.folder, self._site)
        temporary = self.folder / f".{target.name}.{os.urandom(4).hex()}.tmp"
        try:
            # The file is replaced and never written again: another name for it is a copy that costs nothing.
            os.link(os.path.realpath(file), temporary)
        except OSError:
            copyfile(file, temporary)
            temporary.chmod(0o600)
        temporary.replace(target)
        sync_folder(self.folder)
        self._thin_out()

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
