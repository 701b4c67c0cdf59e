"""Keeps a library on disk: the right to write, pending changes and saved ones."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from annotations.errors import GoneError, Problems, ReadOnlyError, StoreError
from annotations.store import access
from annotations.store.background_saver import BackgroundSaver
from annotations.store.file.backups import Backups, stamp
from annotations.store.file.checkpoint import Checkpointer, place_of
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import Snapshot
from annotations.store.files import state_of
from annotations.store.gitignore import keep_local
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry, JournalPosition
from annotations.store.journal.journal import Journal, ReplacedError
from annotations.store.journal.trail import Trail
from annotations.store.library_folder import Site
from annotations.store.paths import BACKUPS, FILE, JOURNAL, LOCK
from annotations.store.session_lock import SessionLock
from annotations.store.versions import holds_of, place_in, thinned

CHECKPOINT_EVERY: Final = 256
"""Changes after which the library's file is written again."""


class _Checkpoint(NamedTuple):
    snapshot: Snapshot
    place: JournalPosition


class State(NamedTuple):
    """State on disk as opening found it."""

    read_only: str = ""
    """Reason why nothing can be changed, in one line; `""` if it can."""
    lines_since_checkpoint: int = 0
    """Lines of the journal that the library's file does not have."""
    merged: tuple[JournalEntry, ...] = ()
    """Lines of a merge of other versions of the library, written before all others."""
    held: tuple[Held, ...] = ()
    """The places of other journals whose lines are in the library, to be named in its file."""
    rewrite: bool = False
    """True if the file has several versions of the library, and is to be kept when it is replaced."""


class Store:
    """Writes the changes of a library to its journal, and from time to time all of it to its file.

    It alone knows what waits to be written. ``on_saved`` and ``on_failed`` are called from a thread of its own, which
    `close` waits for.
    """

    def __init__(
        self, storage: AtomicStorage, journal: Journal, site: Site, problems: Problems, state: State, *, alone: bool
    ) -> None:
        """Go on from what was found at a site; with a reason to be read-only nothing is ever written.

        ``alone`` is for a program that stays: it keeps others of its kind from writing.
        """
        self.on_saved: Callable[[str], None] = lambda _: None
        """Called with the time of day when everything is on disk."""
        self.on_failed: Callable[[str], None] = lambda _: None
        """Called with one line when saving failed; it is tried again by itself."""
        self.before_checkpoint: Callable[[], None] = lambda: None
        """Called in that thread before all is written to the file: what the file names is on disk before it is."""
        self.read_only = state.read_only
        """Reason why nothing can be changed, in one line; `""` if it can."""
        self.follows = False
        """True if it is read-only because another program writes."""
        self.storage = storage
        self.journal = journal
        self.site = storage.site = journal.guard.site = site
        self.lines_since_checkpoint = state.lines_since_checkpoint
        """Lines of the journal that the library's file does not have."""
        self.wrote = False
        """True if anything was recorded."""
        self.delayed = 0
        """Number of changes that could not be written when they were made, whether they are by now or not."""
        self._pending: list[JournalEntry] = []
        self._merged = [*state.merged]
        self._held = [*state.held]
        self._left: list[JournalEntry] = []
        """Lines that others appended before they replaced the file, still to be taken in."""
        self._alone = alone
        self._lock = SessionLock(storage.path.with_name(LOCK), site)
        backups = Backups(storage.path.with_name(BACKUPS), site)
        self._checkpointer = Checkpointer(storage, journal, backups, problems, rewrite=state.rewrite)
        self._saver = BackgroundSaver(self._work, self._report_saved, self._report_failed, rest=journal.promise)
        self._checkpoint: _Checkpoint | None = None
        self._checkpoint_problem = ""
        if alone and not state.read_only and storage.path.parent.is_dir():
            self._claim(insist=False)

    # --- what waits to be written

    @property
    def pending(self) -> tuple[JournalEntry, ...]:
        """Changes that could not be written to the journal yet, oldest first."""
        return tuple(self._pending)

    @property
    def held(self) -> tuple[Held, ...]:
        """The places of other journals whose lines are in the library."""
        return tuple(self._held)

    @property
    def unsettled(self) -> bool:
        """True if opening found several versions, and their merge is not written yet."""
        return bool(self._merged or self._checkpointer.rewrite)

    def rebase(self, entry: JournalEntry | None) -> None:
        """Replace the pending entries by one entry, or by none."""
        self._pending[:] = [entry] if entry is not None else []

    def withdraw_merge(self) -> list[JournalEntry]:
        """Forget what merging came to when the library was opened, and return it."""
        merged, self._merged = self._merged, []
        return merged

    def hold(self, places: Iterable[Held]) -> None:
        """Record the places of journals whose lines were merged."""
        self._held += places

    def take_left(self) -> list[JournalEntry]:
        """Return what others appended before they replaced the file, once."""
        left, self._left = self._left, []
        return left

    @property
    def saved(self) -> bool:
        """True if every change is on disk."""
        return not self._pending and self.journal.synced

    @property
    def unsaved(self) -> int:
        """Number of changes that are not on disk yet."""
        return len({line.sequence for line in self.pending if line.edits} | self.journal.unsynced)  # It may be in both.

    @property
    def failure(self) -> str:
        """Why the last attempt to save failed, in one line; "" if it succeeded."""
        return self._saver.failure

    def enter(self) -> None:
        """Hold the write lock until `leave` has been called once for each call of `enter`.

        Raises ReadOnlyError if the library cannot be written here, StoreError if another program holds the lock.
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
        self.journal.guard.leave(unused=not self.wrote)

    def changed(self) -> bool:
        """Return whether another program has written to the journal or replaced the file. Costs two system calls."""
        return self.journal.changed() or state_of(self.storage.path) != self.storage.seen

    def catch_up(self) -> list[JournalEntry]:
        """The lines that others appended to the journal since the last time; nothing is written.

        Raises Foreign if the library was replaced by something that is not known here, and StoreError if
        its journal is damaged.
        """
        journal = self.journal
        # A lock that is held by its file is in the folder of this library.
        if not journal.guard.entered and self.site.missing():
            return []
        if journal.header is None and journal.changed():
            if journal.open() is None:
                # A journal without a first line belongs to no library: the disk was full or the power failed.
                journal.disown()
            else:
                # Another program began a journal on the same file as ours, or on another one.
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
                self._checkpointer.look()
            except ReplacedError:
                self._left = lines
                raise
        return lines

    def record(self, lines: list[JournalEntry]) -> list[JournalEntry]:
        """Append lines to the journal and return them with their numbers; it is the turn of this process.

        What cannot be written stays in `pending` and is tried again. Raises ReadOnlyError if writing is
        forbidden, StoreError if a line cannot be written down; then none of them counts.
        """
        self.wrote = True
        lines = [*self._merged, *lines]
        try:
            if not self._pending and self.journal.guard.entered:
                if self.journal.header is None:
                    self._begin()
                lines = self.journal.append(lines)
                self.lines_since_checkpoint += len(lines)
                self._merged = []
                self._saver.submit()
                return lines
        except (ValueError, RecursionError) as error:
            raise StoreError(f"The change cannot be recorded: {error}. Nothing was changed.") from error
        except (OSError, GoneError) as error:
            if isinstance(error, OSError) and (reason := access.forbidden(error, self.journal.path)):
                raise reason from error
        first = self.journal.at.sequence + len(self._pending) + 1
        lines = [line._replace(sequence=sequence) for sequence, line in enumerate(lines, first)]
        self._pending += lines
        self.delayed += sum(bool(line.edits) for line in lines)
        self._merged = []
        self._saver.submit()
        return lines

    @property
    def place(self) -> Held | None:
        """The place of a journal that the state on disk is at; None if nothing names it."""
        header, at = self.journal.header, self.journal.at
        return Held(header.id, at.sequence, at.sum) if header is not None else place_in(self.storage.meta)

    def trail(self) -> Trail | None:
        """The lines of our journal, if it lies on disk with all that is known of it; else None. Raises StoreError."""
        place = self.place
        if self.journal.header is None or place is None:
            return None
        found = self.journal.trail()
        whole = found.header == self.journal.header and not found.lost
        return found if whole and (found.end == place or found.behind([place]) is not None) else None

    @property
    def checkpoint_due(self) -> bool:
        """True if the file is due to be written, and can be."""
        return self.lines_since_checkpoint >= CHECKPOINT_EVERY and self._checkpoint is None and not self._pending

    def checkpoint(self, snapshot: Snapshot, *, rewrite: bool = False) -> None:
        """Write a snapshot of everything to the library's file, in the background; it is as the journal ends.

        With ``rewrite`` the file is to be written even if it has all lines of the journal.
        """
        self.lines_since_checkpoint += rewrite
        if not self._pending and not self.read_only:
            self._checkpoint = _Checkpoint(snapshot, self.journal.at)
            self._saver.submit()

    @property
    def checkpointing(self) -> bool:
        """True if the file is to be written and is not yet."""
        return self._checkpoint is not None

    def flush(self) -> None:
        """Wait until everything is on disk. Raises StoreError if it cannot be written."""
        self._saver.flush()

    def wait_for_checkpoint(self) -> None:
        """Wait until the file has been written. Raises StoreError if it could not be."""
        self._checkpoint_problem = ""
        self._saver.flush()
        if self._checkpoint_problem:
            raise StoreError(self._checkpoint_problem)

    def take_over(self) -> None:
        """Write where another program did, if it is gone. Raises ReadOnlyError if it is not."""
        if self.follows or not self.read_only:
            self.read_only, self.follows = "", False
            self._claim(insist=True)
        if self.read_only:
            raise ReadOnlyError(self.read_only)

    def occupied(self) -> bool:
        """Return whether another program stays with this library."""
        return bool(self._lock.taken())

    def adopt(self, storage: AtomicStorage, journal: Journal | None, *, rewrite: bool) -> None:
        """Continue with a file, and a journal if one is given, that replaced ours.

        What waits to be written has been merged with them: none of it waits any more.
        """
        self._pending[:], self._merged = [], []
        self._checkpointer.rewrite = rewrite
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
            self._checkpointer.backups = Backups(home / BACKUPS, self.site)
            self._lock.move(home / LOCK, same=same)

    def hurry(self) -> None:
        """Retry at once what could not be written."""
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
        """Write pending changes and release the library. Raises StoreError if they cannot be written."""
        try:
            self._saver.close()
        finally:
            with suppress(StoreError):
                self.journal.close()
            self._lock.release()
            self.site.close()

    def set_aside(self) -> None:
        """Keep a journal that does not belong to the file under another name; it is the turn of this process."""
        self.journal.set_aside(self._checkpointer.backups.free(f"journal-{stamp()}.jsonl"))

    # --- in the thread of the saver

    def _work(self) -> None:
        if self._pending:
            with self.journal.guard.held():
                self._write_pending()
        self.journal.sync()
        job, self._checkpoint = self._checkpoint, None
        if job is not None:
            self.before_checkpoint()
            holds = thinned([*self._held, *holds_of(self.storage.meta)])
            try:
                self._checkpointer.write(job.snapshot, job.place, holds, self._count_lines)
            except StoreError as error:
                # All that was changed is in the journal: this is no reason to say that it is not saved.
                self._checkpoint_problem = str(error)
            except ReplacedError:
                self._checkpoint_problem = f"{self.storage.path} was replaced by another program; the changes made here are written to it next."

    def _write_pending(self) -> None:
        if not self._pending:
            return  # It was brought together with another library while this thread waited for its turn.
        if self.journal.changed():
            raise StoreError("Another program wrote to the library; unsaved changes are merged with it.")
        self._begin()
        written = self.journal.append(self._pending)
        self.lines_since_checkpoint += len(written)
        del self._pending[: len(written)]

    def _count_lines(self, behind: int) -> None:
        self.lines_since_checkpoint = behind

    def _begin(self) -> None:
        """Begin a journal after the file as it is, unless there is one; a file in its place is set aside."""
        if self.journal.header is None:
            if access.is_there(self.journal.path):
                self.set_aside()
            self.journal.begin(str(self.storage.meta.get("checksum", "")), place_in(self.storage.meta))
            keep_local(self.storage.path.parent)

    # --- who else is there

    def _claim(self, *, insist: bool) -> None:
        try:
            self._lock.acquire(insist=insist)
        except StoreError as error:
            self.read_only, self.follows = str(error), bool(self._lock.taken())

    def _report_saved(self, _generation: int) -> None:
        self.on_saved(datetime.now().astimezone().strftime("%H:%M:%S"))

    def _report_failed(self, message: str) -> None:
        self.on_failed(message)
