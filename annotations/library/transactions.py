"""A catalogue that is kept: how a change is made, recorded and undone."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Final

from msgspec.structs import replace

from annotations.errors import ReadOnlyError, StoreError, UsageError
from annotations.library.history import Entry, change_of, inverse, squash
from annotations.library.location import Located
from annotations.library.open import Opened
from annotations.library.sync import CHECKPOINT_EVERY, Place
from annotations.model import Change, Edit, Source, now, passages_of
from annotations.records.rebase import rebase
from annotations.records.undo_checks import undo_blocker
from annotations.store.journal import format as wire
from annotations.store.journal.format import JournalEntry
from annotations.text.ranges import merged

SMALL: Final = 1 << 21
"""Bytes up to which the library's file is written whenever a library is closed, whoever opened it."""


UNNAMED: Final = "an unnamed author"
"""Stands for the author of a change that names none."""

_LOOKED_AT: Final = 200
"""Changes among which the one is looked for that is in the way of another."""

_HOLD: Final = 0.1
"""Seconds of undo at a stretch."""

_REST: Final = 0.005
"""Seconds of rest after that: longer than other programs wait between two tries to get their turn."""


class Ledger(Located):
    """The records of a library with their history.

    A change is appended to the journal before the method that makes it returns, and is on disk when
    `saved` says so. What other programs appended is taken in before each change and by `follow`.
    """

    def __init__(self, opened: Opened, author: str, *, alone: bool = False) -> None:
        """A ledger of what was found; see `Library.open`."""
        super().__init__(opened, author, alone=alone)
        self.on_saved: Callable[[str], None] | None = None
        """Called with the time of day when everything is on disk, from a thread that `close` waits for."""
        self.on_save_failed: Callable[[str], None] | None = None
        """Called with one line when saving failed, from that thread; it is tried again by itself."""
        self.store.before_checkpoint = self._cache.texts.flush  # The file goes out into copies.
        self.store.on_saved = self._report_saved
        self.store.on_failed = lambda message: self.on_save_failed(message) if self.on_save_failed else None
        self._batch: list[Edit] | None = None
        self._last = ""
        self._read_on = False

    # --- changes

    @contextmanager
    def transaction(self, label: str = "") -> Iterator[None]:
        """Make everything inside one change; a batch within a batch belongs to it.

        Without a label the change is called after the last thing that was done. If an error leaves the
        batch, what was done inside is taken back. No other process changes the library meanwhile.
        """
        if self._batch is not None:
            yield
            return
        with self._turn():
            edits = self._batch = []
            try:
                yield
                if net := squash(edits):
                    self._record(wire.CHANGE, label or self._last, net)
            except BaseException:
                for edit in inverse(edits):
                    self._apply(edit)
                raise
            finally:
                self._batch = None

    def undo(self) -> Change | None:
        """Take the last change of the current author back and return it; None if there is none.

        Raises UsageError if something that was done since depends on it.
        """
        return self._step(wire.UNDO, 0)

    def redo(self) -> Change | None:
        """Make the change again that the current author took back last, and return it; None if there is none."""
        return self._step(wire.REDO, 0)

    def undo_entry(self, sequence: int) -> Change:
        """Take one change of the history back. Raises UsageError if there is none, or what it made is needed."""
        change = self._step(wire.UNDO, sequence)
        if change is None:
            raise UsageError(f"There is no change {sequence} that could be undone.")
        return change

    def redo_entry(self, sequence: int) -> Change:
        """Make one change again. Raises UsageError if it was not taken back, or something is in its way."""
        change = self._step(wire.REDO, sequence)
        if change is None:
            raise UsageError(f"There is no change {sequence} that could be done again.")
        return change

    def steps(self, kind: str, count: int = 1, *, others: bool = False) -> list[Entry]:
        """What as many steps of undo or redo come to as things are now: changes of the current author, or of all."""
        self.catch_up()
        history = self._told()
        return [history.entry(one) for one in islice(history.steps(kind, None if others else self.author), count)]

    def walk(self, kind: str, count: int, *, others: bool = False) -> Iterator[Change]:
        """Undo or redo up to so many changes of those that there are now; what comes meanwhile is left alone.

        Other programs get their turn in between. Raises UsageError like `undo_entry`, and ReadOnlyError.
        """
        self._writable_here()
        pause = time.monotonic() + _HOLD
        for entry in self.steps(kind, count, others=others):
            change = self._step(kind, entry.sequence)
            if change is not None:  # Else another program was quicker.
                yield change
            if time.monotonic() > pause:
                time.sleep(_REST)
                pause = time.monotonic() + _HOLD

    def history(self, about: str = "") -> list[Entry]:
        """Every change that can be undone or was, the newest first; of one passage, if its id is given."""
        self.catch_up()
        history = self._told()
        return [
            entry
            for entry in history.entries()
            if not about or any(about in _ids(edit) for edit in history.line(entry.sequence).edits)
        ]

    def look_through_history(self) -> None:
        """Have `problems` tell if the journal is damaged where nothing but undoing needs it. Raises StoreError."""
        self._told()

    def edits_of(self, sequence: int) -> tuple[Edit, ...]:
        """What a change of the history altered. Raises UsageError if there is none, StoreError if it cannot be read."""
        history = self._told()
        if not history.knows(sequence):
            raise UsageError(f"There is no change {sequence}.")
        return history.line(sequence).edits

    def trail(self) -> list[JournalEntry]:
        """Everything that was ever done, undone and done again, as far as the journal goes back; oldest first."""
        self.catch_up()
        journal = self.store.journal
        known = journal.briefs(known=True) if journal.header else ()
        lines = [journal.line_at(offset, length) for offset, length, _ in known]
        return [line for line in (*lines, *self.store.pending) if line.edits]

    # --- what has been read: recorded, but no step of undo

    def set_place(self, source_id: str, offset: int) -> None:
        """Remember where the cursor was in a source."""
        source = self.source(source_id)
        self._touch(source, replace(source, place=max(0, offset)))

    def mark_opened(self, source_id: str) -> None:
        """Remember that this source is the one that was opened last."""
        if self.opened_last() != source_id:
            source = self.source(source_id)
            self._touch(source, replace(source, opened=now()))

    def mark_read(self, source_id: str, start: int, end: int) -> None:
        """Remember that a stretch of a source has been read."""
        source = self.source(source_id)
        self._touch(source, replace(source, read=merged(source.read, max(0, start), end)))

    # --- saving

    def _report_saved(self) -> None:
        if self.on_saved is not None:
            self.on_saved(datetime.now().astimezone().strftime("%H:%M:%S"))

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self.store.saved

    def flush(self) -> None:
        """Wait until everything is on disk. Raises StoreError if it cannot be written."""
        if self.store.pending:
            self.catch_up()
        self._write_touched()
        self.store.flush()

    def checkpoint(self) -> None:
        """Write everything to the library's file and wait for it. Raises StoreError if it cannot be written.

        The journal makes a change durable; the file is for other programs, for copies, and to open quickly.
        """
        self.flush()
        if self.store.lines_since_checkpoint and not self.read_only:
            self._checkpoint()
            self.store.wait_for_checkpoint()

    def rest(self) -> None:
        """Use a quiet moment: bring the library's file up to date in the background."""
        if self.store.lines_since_checkpoint and not self.read_only and not self.gone and not self.store.checkpointing:
            self._checkpoint()

    def close(self) -> None:
        """Write what is left and let go of the library. Raises StoreError if it cannot be written."""
        try:
            self.flush()
            small = self.store.storage.seen is None or self.store.storage.seen.size < SMALL
            ours = (
                self._wrote
                and (small or self.store.lines_since_checkpoint >= CHECKPOINT_EVERY)
                and not self.store.occupied()
            )
            if self._alone or ours:
                self.rest()
        finally:
            self.store.close()
            self._cache.texts.close()
            if self._alone and self._wrote and not self.gone:
                self._cache.texts.prune(self._index.texts(), self.store.journal.path)

    # --- how a change is made

    def _commit(self, label: str, edits: list[Edit], at: Place) -> None:
        """Make edits, as a change of their own or as part of the batch."""
        if self._batch is None:
            with self.transaction():
                self._commit(label, edits, at)
            return
        for edit in edits:
            self._apply(edit)
        self._at, self._last = at, label
        self._batch += edits

    def _writable_here(self) -> None:
        """Raise ReadOnlyError if nothing can be changed, before anything is made ready for it."""
        if self.read_only:
            raise ReadOnlyError(self.read_only)

    def _step(self, kind: str, sequence: int) -> Change | None:
        if not self.read_only:
            self.catch_up()
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        if not self._next(kind, sequence):
            return None
        with self._turn():
            number = self._next(kind, sequence)
            if not number:
                return None
            line = self._told().line(number)
            edits = rebase(self._index, inverse(line.edits) if kind == wire.UNDO else line.edits)
            self._check(line, edits, kind)
            for edit in edits:
                self._apply(edit)
            try:
                self._record(kind, line.label, edits, number, (line.source, line.offset))
            except BaseException:
                for edit in inverse(edits):
                    self._apply(edit)
                raise
        return change_of(line)

    def _next(self, kind: str, sequence: int) -> int:
        """The change to be undone or redone; 0 if there is none."""
        history = self._told()
        steps = history.done if kind == wire.UNDO else history.undone
        if sequence:
            return sequence if sequence in steps else 0
        return history.next(kind, self.author)

    def _check(self, line: JournalEntry, edits: tuple[Edit, ...], kind: str) -> None:
        """Raise UsageError if edits do not fit what is there by now."""
        why = undo_blocker(self._index, edits)
        if why:
            word = "undone" if kind == wire.UNDO else "done again"
            raise UsageError(f"“{line.label}” cannot be {word} by itself: {why}{self._whose(line)}.")

    def _whose(self, line: JournalEntry) -> str:
        """The last change of another author that was made after one, and is about the same."""
        history, about = self._told(), {one for edit in line.edits for one in _ids(edit)}
        later = (history.entry(one) for one in reversed(history.done) if one > line.sequence)
        for entry in islice((one for one in later if one.author != self.author), _LOOKED_AT):
            if any(about & _ids(edit) for edit in history.line(entry.sequence).edits):
                return f" (“{entry.label}” by {entry.author or UNNAMED})"
        return ""

    def _touch(self, before: Source, after: Source) -> None:
        if after != before:
            self._index.apply(Edit("sources", before.id, before, after))
            self._read_on = True

    def _write_touched(self) -> None:
        """Record where the cursor was and what was read."""
        if self._read_on and not self.read_only and not self.store.site.missing():
            self._read_on = False
            if not self._touched():
                return
            try:
                with self._turn():
                    self._record(wire.BOOKKEEPING, "", (), at=("", 0))
                    self._news.clear()
            except StoreError:
                # What was only read can be forgotten where somebody else writes; what was changed cannot.
                return


def _ids(edit: Edit) -> set[str]:
    """The ids of what an edit is about."""
    return {edit.key, *passages_of(edit.before), *passages_of(edit.after)}
