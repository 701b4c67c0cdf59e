"""Checkpoints: replace the library's file by the state that the journal leads to."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from annotations.errors import Problems, StoreError
from annotations.store.file.backups import Backups
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.migrations import VERSION
from annotations.store.file.snapshot import Snapshot
from annotations.store.gitignore import keep_local
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry, JournalPosition
from annotations.store.journal.journal import Journal, ReplacedError

HISTORY: Final = 10_000
"""Changes that can be undone; the journal holds up to a tenth more before it is shortened."""


class _Newer(Exception):  # noqa: N818 - it is no error: another program was here
    """Raised if the file has more than what was to be written to it."""


class Checkpointer:
    """Replaces the library's file, and notices if another program did."""

    def __init__(
        self, storage: AtomicStorage, journal: Journal, backups: Backups, problems: Problems, *, rewrite: bool
    ) -> None:
        """With ``rewrite`` the file has several versions of the library, and is kept when it is replaced."""
        self.storage = storage
        self.journal = journal
        self.backups = backups
        self.rewrite = rewrite
        self._problems = problems
        self._unread = False
        """True if another program damaged the file."""

    def write(
        self, snapshot: Snapshot, place: JournalPosition, holds: Iterable[Held], on_written: Callable[[int], None]
    ) -> None:
        """Replace the file by a snapshot of the state at a place in the journal; ``holds`` are other journals that it includes.

        Nothing is written if another program was quicker. ``on_written`` is called with the number of journal lines that the
        file does not have, while no program appends to it. Raises StoreError if the file cannot be written, ReplacedError if
        another library is in its place.
        """
        header = self.journal.header
        if self._unread:
            raise StoreError(f"The library {self.storage.path} was damaged by another program. It is left as it is.")
        if header is None:
            return
        keep_local(self.storage.path.parent)
        known = {"id": header.id, **place._asdict()}
        try:
            ours = Held(header.id, place.sequence, place.sum)
            self.storage.checkpoint(snapshot, known, self._in_place(known), (one for one in holds if one != ours))
        except _Newer:
            return
        with self.journal.guard.held():
            if self.journal.changed():
                return
            # The mark names the file: a file that was not written here has none, whatever its own ``meta`` claims.
            mark = JournalEntry(
                0, wire.CHECKPOINT, "", "", str(self.storage.meta.get("checksum", "")), "", 0, 0, (), ()
            )
            # The file is written, and a journal that stays long is no reason to say that it is not.
            with suppress(OSError, StoreError):
                self.journal.append([mark])
                # What the file does not have stays in the journal, however much came while the file was written.
                self.journal.shorten(max(HISTORY, self.journal.at.sequence - place.sequence))
            on_written(self.journal.at.sequence - place.sequence - 1)
        with suppress(OSError):
            self.journal.sync()

    @contextmanager
    def _in_place(self, ours: dict[str, Any]) -> Iterator[None]:
        """While a new file, that holds a journal up to a place, takes the place of the old one."""
        with self.journal.guard.held():
            if self.storage.changed():
                self.look()
            # It may have been looked at since the snapshot was taken, and the journal shortened: that need not have what
            # an older file would lack.
            theirs = self.storage.meta.get("journal") or {}
            if theirs.get("id") == ours["id"] and theirs.get("sequence", 0) > ours["sequence"]:
                raise _Newer
            version = self.storage.meta.get("version", VERSION)
            if self.rewrite:
                self.backups.keep_whole(self.storage.path, "conflict")
            with suppress(OSError):
                self.backups.keep(self.storage.path, version if version < VERSION else 0)
            yield
            self.rewrite = False

    def look(self) -> None:
        """Check that a file that another program wrote is an earlier or later state of the same journal.

        Raises ReplacedError if it is not.
        """
        if not self.storage.path.exists():
            self.storage.look()
            return
        meta = self.storage.peek()
        if self.storage.conflicted():
            raise ReplacedError
        if meta is None:
            self._unread = True
            self.storage.look()
            self._problems.add(
                f"{self.storage.path} was damaged by another program. What you change is saved in the journal; "
                "postil check --repair repairs it."
            )
        elif self.journal.header is not None and place_of(meta, self.journal) is not None:
            self._unread = False
            self.storage.look()
            self.storage.meta = meta
        else:
            raise ReplacedError


def place_of(meta: dict[str, Any], journal: Journal) -> JournalPosition | None:
    """Return the place in the journal where a file with that ``meta`` ends; None if it is not a file of that journal."""
    known = meta.get("journal")
    if journal.header is None:
        return None
    if isinstance(known, dict) and known.get("id") == journal.header.id:
        sequence, offset, checksum = (known.get(name) for name in ("sequence", "offset", "sum"))
        if isinstance(sequence, int) and isinstance(offset, int) and isinstance(checksum, str):
            return journal.locate(JournalPosition(sequence, offset, checksum))
        return None
    if journal.header.base == meta.get("checksum", "") and not journal.header.sequence:
        return journal.start()
    return None
