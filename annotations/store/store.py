"""Keep a library on disk: who may write, what is still to be written, what has been."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from annotations.errors import GoneError, ReadOnlyError, StoreError
from annotations.store import access
from annotations.store.background_saver import BackgroundSaver
from annotations.store.file.backups import Backups, stamp
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.migrations import VERSION
from annotations.store.file.snapshot import Snapshot
from annotations.store.gitignore import keep_local
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry, JournalPosition
from annotations.store.journal.journal import Journal, ReplacedError
from annotations.store.journal.trail import Trail
from annotations.store.library_folder import Site
from annotations.store.paths import BACKUPS, FILE, JOURNAL, LOCK
from annotations.store.recovery import place_of
from annotations.store.session_lock import SessionLock
from annotations.store.versions import holds_of, thinned

HISTORY: Final = 10_000
"""Changes that can be undone; the journal holds up to a tenth more before it is shortened."""


class _Newer(Exception):  # noqa: N818 - it is no error: another program was here
    """The file holds more than what was to be written to it."""


class _Fold(NamedTuple):
    snapshot: Snapshot
    place: JournalPosition


class Store:
    """Writes the changes of a library to its journal, and from time to time all of it to its file.

    ``on_saved()`` and ``on_failed(message)`` are called from a thread of their own.
    """

    def __init__(self, storage: AtomicStorage, journal: Journal, site: Site, read_only: str, *, alone: bool) -> None:
        """A keeper of what was found at a site; with a reason to be read-only it never writes.

        ``alone`` is for a program that stays: it keeps others of its kind from writing.
        """
        self.on_saved: Callable[[], None] | None = None
        self.on_failed: Callable[[str], None] | None = None
        self.before_checkpoint: Callable[[], None] = lambda: None
        """Called in that thread before all is written to the file: what the file names is on disk before it is."""
        self.read_only = read_only
        """Why nothing can be changed, in one line; empty if it can."""
        self.follows = False
        """Whether it is read-only because another program writes."""
        self.storage = storage
        self.journal = journal
        self.site = storage.site = journal.guard.site = site
        self.pending: list[JournalEntry] = []
        """Changes that could not be written to the journal yet, oldest first."""
        self.lines_since_checkpoint = 0
        """Lines of the journal that the library's file does not have."""
        self.notes: list[str] = []
        """What the user should be told, a line each."""
        self.held: list[Held] = []
        """The places of other journals whose lines are in the library, to be named in its file."""
        self.left: list[JournalEntry] = []
        """Lines that others appended before they replaced the file, still to be taken in."""
        self.rewrite = False
        """Whether the file has several versions of the library, and is to be kept when it is replaced."""
        self._alone = alone
        self._lock = SessionLock(storage.path.with_name(LOCK), site)
        self._backups = Backups(storage.path.with_name(BACKUPS), site)
        self._saver = BackgroundSaver(self._work, self._report_saved, self._report_failed, rest=journal.promise)
        self._fold: _Fold | None = None
        self._fold_problem = ""
        self._unread_file = False
        self._wrote = False
        if alone and not read_only and storage.path.parent.is_dir():
            self._claim(insist=False)

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return not self.pending and self.journal.synced

    @property
    def unsaved(self) -> int:
        """How many changes are not on disk yet."""
        return sum(bool(line.edits) for line in self.pending) + self.journal.unsynced

    def enter(self) -> None:
        """Be the only one who writes to the journal, until `leave` is called as often.

        Raises ReadOnlyError if the library cannot be written here, StoreError if somebody else has the turn.
        """
        if self._alone and not self.read_only and not self._lock.held:
            self._claim(insist=False)
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        guard = self.journal.guard
        try:
            guard.enter()
        except (OSError, GoneError) as error:
            if isinstance(error, OSError) and (reason := access.forbidden(error, self.journal.path)):
                raise reason from error
            # No room even for the guard's file, or no folder: the change is made in memory and written when there is.
            guard.enter_threads()

    def leave(self) -> None:
        """Let others write; a turn in which nothing was ever written leaves no file."""
        self.journal.guard.leave(unused=not self._wrote)

    def catch_up(self) -> list[JournalEntry]:
        """The lines that others appended to the journal since the last time; nothing is written.

        Raises Foreign if the library was replaced by something that is not known here, and StoreError if
        its journal is damaged.
        """
        journal = self.journal
        if self.site.missing():
            return []
        if journal.header is None and journal.changed():
            if journal.open() is None:
                # Without a first line it is nobody's: whoever began it had no room or no power.
                journal.disown()
            else:
                # Somebody began a journal on the same file as ours, or on another one.
                place = place_of(self.storage.meta, journal)
                if place is None:
                    journal.header = None
                    raise ReplacedError
                journal.at = place
        lines = journal.catch_up() if journal.header is not None else []
        if lines:
            self.lines_since_checkpoint += sum(line.kind != wire.CHECKPOINT for line in lines)
        if self.storage.changed():
            try:
                self._look_at_file()
            except ReplacedError:
                self.left = lines
                raise
        return lines

    def record(self, lines: list[JournalEntry]) -> list[JournalEntry]:
        """Append lines to the journal and return them with their numbers; it is the turn of this process.

        What cannot be written stays in `pending` and is tried again. Raises ReadOnlyError if writing is
        forbidden, StoreError if a line cannot be written down; then none of them counts.
        """
        self._wrote = True
        try:
            if not self.pending and self.journal.guard.entered:
                self._begin()
                lines = self.journal.append(lines)
                self.lines_since_checkpoint += len(lines)
                self._saver.submit()
                return lines
        except (ValueError, RecursionError) as error:
            raise StoreError(f"The change cannot be written down: {error}. Nothing was changed.") from error
        except (OSError, GoneError) as error:
            if isinstance(error, OSError) and (reason := access.forbidden(error, self.journal.path)):
                raise reason from error
        first = self.journal.at.sequence + len(self.pending) + 1
        lines = [line._replace(sequence=sequence) for sequence, line in enumerate(lines, first)]
        self.pending += lines
        self._saver.submit()
        return lines

    @property
    def place(self) -> Held | None:
        """The place of a journal that the state on disk is at; None if nothing names it."""
        header, at = self.journal.header, self.journal.at
        if header is not None:
            return Held(header.id, at.sequence, at.sum)
        return next(iter(holds_of(self.storage.meta)), None)

    def trail(self) -> Trail | None:
        """The lines of our journal, if it lies on disk with all that is known of it; else None. Raises StoreError."""
        place = self.place
        if self.journal.header is None or place is None:
            return None
        found = self.journal.trail()
        whole = found.header == self.journal.header and not found.lost
        return found if whole and (found.end == place or found.behind([place]) is not None) else None

    def checkpoint(self, snapshot: Snapshot) -> None:
        """Write a snapshot of everything to the library's file, in the background; it is as the journal ends."""
        if not self.pending and not self.read_only:
            self._fold = _Fold(snapshot, self.journal.at)
            self._saver.submit()

    @property
    def checkpointing(self) -> bool:
        """Whether the file is to be written and is not yet."""
        return self._fold is not None

    def flush(self) -> None:
        """Wait until everything is on disk. Raises StoreError if it cannot be written."""
        self._saver.flush()

    def wait_for_checkpoint(self) -> None:
        """Wait until the file has been written. Raises StoreError if it could not be."""
        self._fold_problem = ""
        self._saver.flush()
        if self._fold_problem:
            raise StoreError(self._fold_problem)

    def take_over(self) -> None:
        """Write where another program did, if it is gone. Raises ReadOnlyError if it is not."""
        if self.read_only and not self.follows:
            raise ReadOnlyError(self.read_only)
        self.read_only, self.follows = "", False
        self._claim(insist=True)
        if self.read_only:
            raise ReadOnlyError(self.read_only)

    def occupied(self) -> bool:
        """Whether another program stays with this library."""
        return bool(self._lock.taken())

    def adopt(self, storage: AtomicStorage, journal: Journal | None) -> None:
        """Go on with a file, and with a journal if one is given, that somebody put in the place of ours."""
        self.storage.seen, self.storage.meta = storage.seen, storage.meta
        if journal is not None:
            self.journal.continue_from(journal)

    def move(self, folder: Path, home: Path, *, same: bool) -> None:
        """Go on with the library in other folders: in the ``same`` ones under other paths, or in others."""
        with self.journal.guard.threads():
            if same:
                self.site.move(folder, home)
            else:
                self.site.pin(folder, home)
            self.storage.path = home / FILE
            self.journal.move(home / JOURNAL, same=same)
            self._backups = Backups(home / BACKUPS, self.site)
            self._lock.move(home / LOCK, same=same)

    def hurry(self) -> None:
        """Try again at once what could not be written."""
        self._saver.hurry()

    def found(self, snapshot: Snapshot) -> None:
        """Write a snapshot as the first file of a library. Raises StoreError."""
        self.storage.checkpoint(snapshot, {}, nullcontext())
        self.lines_since_checkpoint = 0

    def rescue(self, file: Path, snapshot: Snapshot) -> None:
        """Write a snapshot, which may hold more than the journal does, to a file apart. Raises StoreError."""
        header, journal = self.journal.header, {}
        if header is not None:
            journal = {"id": header.id, **self.journal.at._asdict()}
        AtomicStorage(file).checkpoint(snapshot, journal, nullcontext())

    def close(self) -> None:
        """Write what is left and let go of the library. Raises StoreError if it cannot be written."""
        try:
            self._saver.close()
        finally:
            with suppress(StoreError):
                self.journal.close()
            self._lock.release()
            self.site.close()

    def set_aside(self) -> None:
        """Keep a journal that does not belong to the file under another name; it is the turn of this process."""
        self.journal.set_aside(self._backups.free(f"journal-{stamp()}.jsonl"))

    # --- in the thread of the saver

    def _work(self) -> None:
        if self.pending:
            with self.journal.guard.held():
                self._write_pending()
        self.journal.sync()
        job, self._fold = self._fold, None
        if job is not None:
            self.before_checkpoint()
            try:
                self._write_file(job)
            except StoreError as error:
                # All that was changed is in the journal: this is no reason to say that it is not saved.
                self._fold_problem = str(error)
            except ReplacedError:
                self._fold_problem = (
                    f"{self.storage.path} was replaced by another program; what is here goes into it next."
                )

    def _write_pending(self) -> None:
        if not self.pending:
            return  # It was brought together with another library while this thread waited for its turn.
        if self.journal.changed():
            raise StoreError("Another program wrote to the library; what is not saved yet is brought together with it.")
        self._begin()
        written = self.journal.append(self.pending)
        self.lines_since_checkpoint += len(written)
        del self.pending[: len(written)]

    def _begin(self) -> None:
        """Have a journal, for the file as it is."""
        if self.journal.header is None:
            if access.is_there(self.journal.path):
                self.set_aside()
            origin = next(iter(holds_of(self.storage.meta)), None)
            self.journal.begin(str(self.storage.meta.get("checksum", "")), origin)
            keep_local(self.storage.path.parent)

    def _write_file(self, job: _Fold) -> None:
        header = self.journal.header
        if self._unread_file:
            raise StoreError(f"The library {self.storage.path} was damaged by another program. It is left as it is.")
        if header is None:
            return
        keep_local(self.storage.path.parent)
        known = {"id": header.id, **job.place._asdict()}
        try:
            holds = thinned([*self.held, *holds_of(self.storage.meta)])
            ours = Held(header.id, job.place.sequence, job.place.sum)
            self.storage.checkpoint(job.snapshot, known, self._in_place(known), (one for one in holds if one != ours))
        except _Newer:
            return
        with self.journal.guard.held():
            if self.journal.changed():
                return
            # The mark names the file: a file that nobody here wrote has none, whatever it says of itself.
            mark = JournalEntry(
                0, wire.CHECKPOINT, "", "", str(self.storage.meta.get("checksum", "")), "", 0, 0, (), ()
            )
            # The file is written, and a journal that stays long is no reason to say that it is not.
            with suppress(OSError, StoreError):
                self.journal.append([mark])
                # What the file does not have stays in the journal, however much came while the file was written.
                self.journal.shorten(max(HISTORY, self.journal.at.sequence - job.place.sequence))
            self.lines_since_checkpoint = self.journal.at.sequence - job.place.sequence - 1
        with suppress(OSError):
            self.journal.sync()

    @contextmanager
    def _in_place(self, ours: dict[str, Any]) -> Iterator[None]:
        """While a new file, that holds a journal up to a place, takes the place of the old one."""
        with self.journal.guard.held():
            if self.storage.changed():
                self._look_at_file()
            # It may have been looked at since the snapshot was taken, and the journal shortened: that need not have what
            # an older file would lack.
            theirs = self.storage.meta.get("journal") or {}
            if theirs.get("id") == ours["id"] and theirs.get("sequence", 0) > ours["sequence"]:
                raise _Newer
            version = self.storage.meta.get("version", VERSION)
            if self.rewrite:
                self._backups.keep_whole(self.storage.path, "conflict")
            with suppress(OSError):
                self._backups.keep(self.storage.path, version if version < VERSION else 0)
            yield
            self.rewrite = False

    # --- who else is there

    def _look_at_file(self) -> None:
        """See who replaced the file: nothing is to be done if it is an earlier or later state of the same journal.

        Raises Foreign if it is not.
        """
        if not self.storage.path.exists():
            self.storage.look()
            return
        meta = self.storage.peek()
        if self.storage.conflicted():
            raise ReplacedError
        if meta is None:
            self._unread_file = True
            self.storage.look()
            self.notes.append(
                f"{self.storage.path} was damaged by another program. What you change is saved in the journal; "
                "postil check --repair puts it right."
            )
        elif self.journal.header is not None and place_of(meta, self.journal) is not None:
            self._unread_file = False
            self.storage.look()
            self.storage.meta = meta
        else:
            raise ReplacedError

    def _claim(self, *, insist: bool) -> None:
        try:
            self._lock.acquire(insist=insist)
        except StoreError as error:
            self.read_only, self.follows = str(error), bool(self._lock.taken())

    def _report_saved(self, _generation: int) -> None:
        if self.on_saved is not None:
            self.on_saved()

    def _report_failed(self, message: str) -> None:
        if self.on_failed is not None:
            self.on_failed(message)
