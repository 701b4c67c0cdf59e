"""Follows the folder of a library, which may be renamed, deleted, unmounted or replaced while the library is open."""

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import PostilError, StoreError, UsageError
from annotations.library.open import Opened, load_index
from annotations.library.sync import Sync
from annotations.library.transactions import Transactions
from annotations.records.index import RecordIndex
from annotations.sources.matching import match
from annotations.sources.scan import Scan, scan
from annotations.store.file.library_file import AtomicStorage
from annotations.store.journal.journal import Journal
from annotations.store.paths import FILE, FOLDER, JOURNAL, home_of, slug_of


class Location:
    """Keeps track of the folder: changes wait in memory while it is gone, and go with it where it is found."""

    def __init__(self, parts: Opened, sync: Sync, transactions: Transactions) -> None:
        """Follow the folder of the library; ``sync`` merges it with a library in another folder."""
        self.gone = ""
        """Reason why nothing can be saved, in one line: the folder was moved or deleted; `""` if it is there."""
        self.waited = 0
        """Number of changes that waited for the folder when it was last found again."""
        self._delayed = 0
        """Number of delayed changes that had been written when the folder was last seen in its place."""
        # A relative path would lead elsewhere once a folder above it is renamed.
        self._given = tuple(Path(os.path.abspath(path)) for path in parts.given)  # noqa: PTH100 - as in scan
        self._index = parts.index
        self._bookkeeping = parts.bookkeeping
        self._cache = parts.cache
        self._files = parts.files
        self._store = parts.store
        self._sync = sync
        self._transactions = transactions
        self._rescuing = threading.Lock()
        self._rescue_file: tuple[Path, int] | None = None
        """The last rescued file, and the number of unsaved changes at that time."""

    @property
    def folder(self) -> Path:
        """The folder of sources."""
        return self._store.site.folder

    @property
    def home(self) -> Path:
        """Folder of the library's own files, which exists once something is recorded."""
        return self._store.site.home

    @property
    def in_place(self) -> bool:
        """True if the folder is still where it was. Costs one system call."""
        return not self._store.site.missing()

    def catch_up(self) -> bool:
        """Look for the folder, then take in what other programs did; whether there was anything."""
        self._look_for_folder()
        return False if self.gone else self._sync.catch_up()

    def scan(self) -> Scan:
        """Look for sources where the library was opened, for `add_found_sources`; from any thread.

        Raises SourceError if what it was opened on is gone.
        """
        return scan(self._given)

    def news(self) -> Scan | None:
        """Look for sources as `scan` does; None if there is nothing for `add_found_sources`. From any thread."""
        found = self.scan()
        return None if self._files.shows(found.entries) else found

    def add_found_sources(self, found: Scan) -> list[str]:
        """Take in files that came since the library was opened; returns the ids of sources that are new or elsewhere.

        A new file with the bytes of a source that is gone is that source under another name.
        """
        if found.folder != self.folder:
            return []  # It was renamed since.
        places = match(self._index, self._bookkeeping, found)
        return self._files.add_found(places, self._index.sources, self._cache.missing, found.entries)

    def stranger(self, folder: Path) -> str:
        """Return why a folder may not be that of this library, in one line; empty if it is the same one, or a copy.

        Raises UsageError if it cannot be opened.
        """
        folder = _meant(folder)
        home = home_of(folder)
        if (self._store.site.is_at(folder) and self._store.site.is_home(home)) or self._is_ours(home):
            return ""
        if (home / FILE).exists() or (home / JOURNAL).exists():
            return f"{folder} has another library"
        return f"{folder} has no library"

    def locate(self, folder: Path) -> None:
        """Continue in another folder; a library that is there is merged with this one.

        Raises UsageError if it cannot be opened, StoreError if a library there is damaged or cannot be written.
        """
        folder = _meant(folder)
        self._look_for_folder()
        if not self.gone:
            raise UsageError(f"The library is in {self.folder}: everything is saved there.")
        self._adopt(folder)
        self._look_for_folder()

    def rescue(self) -> Path:
        """Write everything that is known here to a file in the user's data folder, and return its path.

        Asked again, it is the same file if nothing was changed meanwhile. From any thread. Raises StoreError if it fails.
        """
        from platformdirs import user_data_path  # slow to import and hardly ever needed

        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
        name = f"library-{slug_of(self.folder)}-{stamp}-{os.getpid()}.json"
        with self._rescuing:
            if self._rescue_file is None or self._rescue_file[1] != self._store.unsaved:
                file = user_data_path("postil") / "rescued" / name
                self._store.rescue(file, self._index.snapshot())
                self._rescue_file = file, self._store.unsaved
            return self._rescue_file[0]

    # --- where the folder is

    def _look_for_folder(self) -> None:
        """Bring `gone` up to date, after a search for the folder if it is not where it was."""
        site, before = self._store.site, self.gone
        why = site.missing()
        if before or why:
            # Not what is unsaved now: the saver may have been quicker than this look.
            self.waited = self._store.delayed - self._delayed
        if not why:
            self._delayed = self._store.delayed - sum(bool(line.edits) for line in self._store.pending)
        if why and (found := site.find()) is not None and found != self.folder:
            self._go_on_in(found, same=True)
            why = site.missing()
        if why and self._is_ours(self.home):
            with suppress(PostilError):  # It may still be on its way there: the next look tries again.
                self._adopt(self.folder)
            why = site.missing()
        self.gone = why
        if before and not why:
            self._store.hurry()

    def _is_ours(self, home: Path) -> bool:
        """Return whether the files in a folder are those of this library, or an older or newer copy of them."""
        known = self._store.journal.header
        ours = {_journal_of(self._store.storage.meta), known.id if known is not None else ""} - {""}
        if not ours:
            return False
        try:
            header = Journal(home / JOURNAL).open()
        except StoreError:
            header = None
        theirs = {_journal_of(AtomicStorage(home / FILE).peek() or {}), header.id if header is not None else ""}
        return not ours.isdisjoint(theirs)

    def _adopt(self, folder: Path) -> None:
        """Go on in a folder that is not the one that was opened. Raises StoreError if its library is damaged."""
        home = home_of(folder)
        if self._store.site.is_at(folder) and self._store.site.is_home(home):
            self._go_on_in(folder, same=True)
            return
        recalled = load_index(RecordIndex(), AtomicStorage(home / FILE), Journal(home / JOURNAL))
        if recalled.damage:
            raise StoreError(recalled.damage)
        known, there = self._store.journal.header, Journal(home / JOURNAL).open()
        # A journal that goes on from where ours ends keeps each change that waited a step of its own.
        same = known is not None and there is not None and there.id == known.id
        bring = self._sync.merge_others if same else self._sync.merge_replaced
        self._go_on_in(folder, same=False)
        if self._store.read_only:
            self._transactions.announce(bring(elsewhere=True))
            return
        self._store.enter()
        try:
            changes = bring(elsewhere=True)
        finally:
            self._store.leave()
        self._cache.keep_again()
        self._transactions.announce(changes)

    def _go_on_in(self, folder: Path, *, same: bool) -> None:
        """Move all paths into a folder: the ``same`` one under another path, or another one."""
        before = self.folder

        def moved(path: Path) -> Path:
            return folder / path.relative_to(before) if path.is_relative_to(before) else path

        home = moved(self.home) if same else home_of(folder)
        self._store.move(folder, home, same=same)
        self._cache.texts.move(home, same=same)
        self._given = tuple(map(moved, self._given))
        self._files.move(moved)


def _meant(path: Path) -> Path:
    """The folder of sources that a path names, absolute. Raises UsageError if there is none."""
    folder = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - as in scan
    if folder.name == FOLDER:
        folder = folder.parent
    if not folder.is_dir():
        raise UsageError(f"{folder} cannot be opened as a folder.")
    return folder


def _journal_of(meta: dict[str, object]) -> str:
    """The id of the journal that a library's file belongs to; empty if it names none."""
    known = meta.get("journal")
    found = known.get("id") if isinstance(known, dict) else None
    return found if isinstance(found, str) else ""
