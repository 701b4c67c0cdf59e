"""Makes, records and undoes changes."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from operator import attrgetter
from typing import Concatenate, Final, ParamSpec, Protocol, TypeVar

from msgspec.structs import replace

from annotations.errors import ReadOnlyError, StoreError, UsageError
from annotations.library.edits.plan import NOWHERE, Planned
from annotations.library.history import Entry, ids_of
from annotations.library.open import Opened
from annotations.model import Change, Edit, Source
from annotations.records.bookkeeping import sources_of
from annotations.records.codebook.following import SECTIONS, following
from annotations.records.index import Place, RecordIndex
from annotations.records.rebase import rebase
from annotations.records.source_edits import applied
from annotations.records.undo_checks import undo_blocker
from annotations.store.codec import now
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry
from annotations.store.paths import CODEBOOK

UNNAMED: Final = "an unnamed author"
"""Placeholder for the author of a change that names none."""

_LOOKED_AT: Final = 200
"""Number of changes that are searched for the one that blocks another."""

_HOLD: Final = 0.1
"""Seconds of undo without a pause."""

_REST: Final = 0.005
"""Seconds of the pause: longer than other programs wait between two tries to take the write lock."""

_TABLE: Final = attrgetter("table")

_WORDS: Final = {wire.UNDO: "undo ", wire.REDO: "redo "}

P = ParamSpec("P")
T = TypeVar("T")


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that revert others."""
    return tuple(Edit(edit.table, edit.key, edit.after, edit.before) for edit in reversed(tuple(edits)))


def squash(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Combine edits into one for each record, from its first state to its last; unchanged records are left out."""
    net: dict[tuple[str, str], Edit] = {}
    for edit in edits:
        first = net.get((edit.table, edit.key))
        net[edit.table, edit.key] = edit if first is None else edit._replace(before=first.before)
    return tuple([edit for edit in net.values() if edit.before != edit.after])


def change_of(line: JournalEntry) -> Change:
    """Return the change that a line of the journal records."""
    return Change(_WORDS.get(line.kind, "") + line.label, line.edits, line.time, line.author, line.source, line.offset)


class Others(Protocol):
    """Applies the changes of other programs."""

    def merge_others(self) -> list[Change]:
        """Apply what they wrote while this program holds the write lock; return their changes."""

    def catch_up(self) -> bool:
        """Look for the folder and apply what they wrote. Returns whether there was anything."""


class Transactions:
    """The only object that changes the records of a library, but for the facts of sources that `Bookkeeping` has.

    A change is appended to the journal before the method that makes it returns. Changes of other programs are applied
    before each change.
    """

    def __init__(self, parts: Opened, author: str, others: Others) -> None:
        """Make changes to the parts of a library; ``others`` applies the changes of other programs."""
        self.author = author
        self.on_change: Callable[[Change], None] | None = None
        """Called after each change, of this program or of another one; after an undo with the inverse of it."""
        self._index = parts.index
        self._bookkeeping = parts.bookkeeping
        self._cache = parts.cache
        self._files = parts.files
        self._store = parts.store
        self._history = parts.history
        self._others = others
        self.latest: JournalEntry | None = None
        """The last change that this program made; None before the first one."""
        self._edits: list[Edit] | None = None
        """Edits of the open transaction; None if none is open."""
        self._label = ""
        self._place: Place = NOWHERE
        self._news: list[Change] = []
        self._theirs: list[Change] = []
        """Changes of other programs that `take_theirs` has not returned yet."""
        self._owing = False
        """Whether facts of sources are to be recorded without waiting for a change."""

    # --- changes

    @contextmanager
    def transaction(self, label: str = "") -> Iterator[None]:
        """Combine all edits inside to one change. A transaction within a transaction belongs to the outer one.

        Without a label the change has that of the last edit. If an error leaves the transaction, its edits are reverted.
        No other process changes the library meanwhile.
        """
        if self._edits is not None:
            yield
            return
        self._store.enter()
        try:
            self._take_others()
            edits = self._edits = []
            try:
                yield
                if net := tuple(edits) if len(edits) == 1 else squash(edits):
                    self.record(wire.CHANGE, label or self._label, net, place=self._place)
            except BaseException:
                self.apply(inverse(edits))
                raise
            finally:
                self._edits = None
        finally:
            self._leave()

    def change(self, plan: Callable[Concatenate[RecordIndex, P], Planned[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Plan a change of the records as they are once those of others are applied, make it, and return its result."""
        with self.transaction():
            return self.commit(plan(self._index, *args, **kwargs))

    def commit(self, planned: Planned[T]) -> T:
        """Make a planned change, within a transaction, and return its result."""
        if self._edits is None:
            raise RuntimeError("a change is made within a transaction")
        if planned.bookkeeping is not None:
            self._bookkeeping.put(planned.bookkeeping)
        if planned.edits:
            self.apply(planned.edits)
            self._place, self._label = planned.place, planned.label
            self._edits += planned.edits
        return planned.result

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the write lock with all changes of others applied. Listeners are notified after it is released."""
        self._store.enter()
        try:
            self._take_others()
            yield
        finally:
            self._leave()

    def require_writable(self) -> None:
        """Raise ReadOnlyError if nothing can be changed."""
        if self._store.read_only:
            raise ReadOnlyError(self._store.read_only)

    def _take_others(self) -> None:
        if self._store.changed():
            theirs = self._others.merge_others()
            self._news += theirs
            self._theirs += theirs

    def _leave(self) -> None:
        self._store.leave()
        news, self._news = self._news, []
        self._notify(news)

    def announce(self, changes: Sequence[Change]) -> None:
        """Notify the listener of changes of other programs, which were applied outside of a change of this one."""
        self._theirs += changes
        self._notify(changes)

    def _notify(self, changes: Sequence[Change]) -> None:
        if self.on_change is not None:
            for change in changes:
                self.on_change(change)

    def take_theirs(self) -> list[Change]:
        """Return the changes of other programs that were applied since the last call, whatever they were applied for."""
        theirs, self._theirs = self._theirs, []
        return theirs

    # --- undo

    def undo_next(self, kind: str) -> Change | None:
        """Undo or redo the change of the current author that is next, and return it; None if there is none.

        Raises UsageError if something that was done since depends on it.
        """
        return self._step(kind, 0)

    def undo_entry(self, sequence: int) -> Change:
        """Undo one change of the history. Raises UsageError if there is none, or a later change depends on it."""
        change = self._step(wire.UNDO, sequence)
        if change is None:
            raise UsageError(f"There is no change {sequence} that could be undone.")
        return change

    def redo_entry(self, sequence: int) -> Change:
        """Redo one change. Raises UsageError if it was not undone, or conflicts with a later change."""
        change = self._step(wire.REDO, sequence)
        if change is None:
            raise UsageError(f"There is no change {sequence} that could be redone.")
        return change

    def steps(self, kind: str, count: int = 1, *, others: bool = False) -> list[Entry]:
        """Return the next `count` changes to undo or redo: of the current author, or of all."""
        self._others.catch_up()
        steps = islice(self._history.steps(kind, None if others else self.author), count)
        return [self._history.entry(one) for one in steps]

    @property
    def redoable(self) -> bool:
        """Whether the current author has just undone something that can be redone."""
        return self._history.redoable(self.author)

    def walk(self, kind: str, count: int, *, others: bool = False) -> Iterator[Change]:
        """Undo or redo up to ``count`` of the changes that exist now; later ones are left alone.

        Without `others` it stops before a merge of the work of other authors. Other programs can write in between. Raises
        UsageError like `undo_entry`, and ReadOnlyError.
        """
        self.require_writable()
        pause = time.monotonic() + _HOLD
        for entry in self.steps(kind, count, others=others):
            if not others and self._history.merged(entry.sequence):
                return
            change = self._step(kind, entry.sequence)
            if change is not None:  # Else another program was quicker.
                yield change
            if time.monotonic() > pause:
                time.sleep(_REST)
                pause = time.monotonic() + _HOLD

    def _step(self, kind: str, sequence: int) -> Change | None:
        if not self._store.read_only:
            self._others.catch_up()
        self.require_writable()
        if not self._next(kind, sequence):
            return None
        with self.turn():
            number = self._next(kind, sequence)
            if not number:
                return None
            line = self._history.line(number)
            edits = rebase(self._index, inverse(line.edits) if kind == wire.UNDO else line.edits)
            self._check(line, edits, kind)
            self.apply(edits)
            try:
                self.record(kind, line.label, edits, number, (line.source, line.offset))
            except BaseException:
                self.apply(inverse(edits))
                raise
        return change_of(line)

    def _next(self, kind: str, sequence: int) -> int:
        """Return the number of the change to undo or redo; 0 if there is none."""
        if sequence:
            return sequence if self._history.can(kind, sequence) else 0
        return next(self._history.steps(kind, self.author), 0)

    def _check(self, line: JournalEntry, edits: tuple[Edit, ...], kind: str) -> None:
        """Raise UsageError if edits conflict with the current records."""
        why = undo_blocker(self._index, edits)
        if why:
            word = "undone" if kind == wire.UNDO else "redone"
            raise UsageError(f"“{line.label}” cannot be {word} by itself: {why}{self._whose(line)}.")

    def _whose(self, line: JournalEntry) -> str:
        """Describe the last change by another author to the same records, made after `line`; `""` if there is none."""
        history, about = self._history, {one for edit in line.edits for one in ids_of(edit)}
        later = (history.entry(one) for one in history.steps(wire.UNDO, None) if one > line.sequence)
        for entry in islice((one for one in later if one.author != self.author), _LOOKED_AT):
            if any(about & ids_of(edit) for edit in history.line(entry.sequence).edits):
                return f" (“{entry.label}” by {entry.author or UNNAMED})"
        return ""

    # --- the records

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply edits to the index, the list of sources and the cache."""
        for edit in edits:
            if edit.table == "sources":
                self._apply_source(edit)
            else:
                self._index.apply(edit)

    def _apply_source(self, edit: Edit) -> None:
        after, current = edit.after, self._index.sources.get(edit.key)
        if current is None or not isinstance(after, Source):
            self._index.apply(edit)
            self._files.update(edit.key, after if isinstance(after, Source) else None, self._store.site.folder)
            return
        # What became known since stays.
        new = applied(current, edit.before if isinstance(edit.before, Source) else None, after)
        self._bookkeeping.put(new)
        if new.path != current.path:
            self._files.locate(new, self._store.site.folder)
            self._cache.exchange(edit.key)
        elif new.manner != current.manner:
            self._cache.forget(edit.key)

    def record(
        self,
        kind: str,
        label: str,
        edits: tuple[Edit, ...],
        of: int = 0,
        place: Place = NOWHERE,
        holds: tuple[Held, ...] = (),
    ) -> Change:
        """Append edits that were just applied to the journal."""
        about = self._bookkeeping.waiting(sources_of(edits)) if self._index.touched else []
        touched = self._bookkeeping.unwritten(about) if about else ()
        entry = JournalEntry(0, kind, now(), self.author, label, *place, of, edits, touched, holds)
        if kind in (wire.CHANGE, wire.UNDO, wire.REDO) and not SECTIONS.isdisjoint(map(_TABLE, edits)):
            with following(self._store.site.home / CODEBOOK, edits):
                written = self._store.record([entry])
        else:
            written = self._store.record([entry])
        if self._history.known:
            self._history.take(written)
        if about:
            self._bookkeeping.mark_written(about)
        self._owing = bool(self._index.touched)
        change = change_of(entry)
        if kind != wire.BOOKKEEPING:
            self.latest = written[-1]
            self._news.append(change)
        if self._store.checkpoint_due:
            self._store.checkpoint(self._index.snapshot())
        return change

    # --- what became known of sources: recorded, but no step of undo

    @property
    def owing(self) -> bool:
        """Whether `write_facts` has something to record."""
        return self._owing

    def keep_reading(self, before: Source, **fields: object) -> None:
        """Remember where the cursor was in a source, or what was read of it; it is written with the next change."""
        after = replace(before, **fields)
        if after != before:
            self._bookkeeping.put(after)
            self._owing = True

    def write_facts(self) -> bool:
        """Record what became known of some sources, if a change did not, or what was read. Return whether more is left.

        It takes a few milliseconds. While another program writes, it is left for the next change.
        """
        if not self._owing or self._store.read_only or self._store.site.missing():
            return False
        self._owing = False
        ids = self._bookkeeping.waiting()
        if self._bookkeeping.unwritten(ids):
            with suppress(StoreError), self.turn():
                self.record(wire.BOOKKEEPING, "", ())
        else:
            self._bookkeeping.mark_written(ids)
            self._owing = bool(self._index.touched)
        return self._owing
