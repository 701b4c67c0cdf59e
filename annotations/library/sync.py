"""Keep a library in sync with other processes that write it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from annotations.errors import PostilError, StoreError
from annotations.library.open import JOINED, Opened, load_index, with_codebook
from annotations.library.transactions import Transactions, change_of, inverse
from annotations.model import Change, Edit, Source
from annotations.records.index import RecordIndex
from annotations.store.codec import now
from annotations.store.file.library_file import AtomicStorage
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry
from annotations.store.journal.journal import Journal, ReplacedError
from annotations.store.journal.trail import at
from annotations.store.versions import Version, last_source, read_copy, rolled_back

if TYPE_CHECKING:
    from annotations.library.merge.versions import Joined
    from annotations.records.merge import Tables


class TakenCopy(NamedTuple):
    """The result of merging a conflict copy."""

    records: int
    """Number of records that changed."""
    conflicts: list[str]
    """Conflicts and changed addresses, one line each."""


class Sync:
    """Takes in what other programs wrote, and merges libraries that were written apart."""

    def __init__(self, parts: Opened, transactions: Transactions) -> None:
        """Keep the parts of a library in sync; ``transactions`` makes every change to them."""
        self.conflicts = [*parts.conflicts]
        """Conflicts that were kept twice, because two places recorded different things; a line each."""
        self._index = parts.index
        self._bookkeeping = parts.bookkeeping
        self._store = parts.store
        self._history = parts.history
        self._transactions = transactions
        self._problems = parts.problems
        self._base: Tables = parts.index.tables()
        self._base_end = None if parts.merged else parts.store.place
        """The place in the journal that `_base` is the state of."""

    @property
    def follows(self) -> bool:
        """True if nothing can be changed because another program stays with the library."""
        return bool(self._store.read_only) and self._store.follows

    @property
    def abandoned(self) -> bool:
        """True if the program that this one follows is gone, so that `take_over` would work."""
        return self.follows and not self._store.occupied()

    def take_over(self) -> None:
        """Write where another program did, if that is gone. Raises ReadOnlyError if it is not."""
        self._store.take_over()
        self.catch_up()

    def catch_up(self) -> bool:
        """Take in what other programs did; whether there was anything. Costs two questions to the system if not."""
        if not self._store.changed():
            return False
        # Without the lock, what a thread of this process is writing would be taken for the work of another one.
        with self._store.journal.guard.threads():
            if not self._store.changed():
                return False
            try:
                changes = self.merge_others()
            except PostilError as error:
                # What is on disk cannot be understood: nothing is changed any more.
                self._store.read_only = str(error)
                self._problems.add(str(error))
                return True
        self._transactions.announce(changes)
        return True

    def merge_others(self, *, elsewhere: bool = False) -> list[Change]:
        """Take in what others did since the last time, or in another folder; return their changes."""
        try:
            lines = self._store.catch_up()
        except ReplacedError:
            if self._store.read_only:
                return self.merge_replaced(elsewhere=elsewhere)
            self._store.enter()
            try:
                return self.merge_replaced(elsewhere=elsewhere)
            finally:
                self._store.leave()
        if not lines:
            return []
        if self._store.pending:
            return self._rebase(lines)
        if lines[0].kind == wire.MERGE:
            # Another program that began a journal on the same file merged the same, and may have changed it since.
            self._apply(inverse(edit for line in self._store.withdraw_merge() for edit in line.edits))
        self._take(lines)
        return [change_of(line) for line in lines if line.edits]

    def merge_file(self, path: Path) -> TakenCopy:
        """Merge a conflict copy of the library's file or of its journal.

        Where the copy comes from a state that is known here, only what was changed in it since counts. Raises
        StoreError if nothing of it can be read.
        """
        from annotations.library.merge.versions import Ours, join, labelled  # Few sittings merge anything.
        from annotations.records.merge import differences

        # A copy may be older than it seems: what it does not have was not deleted.
        versions = [one._replace(doubtful=True) for one in read_copy(path)]
        if not versions:
            raise StoreError(f"{path.name} cannot be read as a library or a journal. It is left as it is.")
        with self._transactions.turn():
            ours, journal = self._index.tables(), self._store.journal
            trail = journal.trail() if journal.header is not None and not self._store.pending else None
            joined = join(Ours(ours, self._store.held, trail, ours), versions)
            for version in versions:
                self._index.skip_sources(last_source(version.meta))
            edits = tuple(differences(ours, joined.tables))
            self._apply_all(edits)
            self._report(joined)
            if edits or joined.held:
                label = labelled(f"take in {path.name}", edits, self._transactions.author)
                self._transactions.record(wire.MERGE, label, edits, holds=joined.held)
        return TakenCopy(len(edits), joined.conflicts)

    def settle(self) -> None:
        """Write what opening merged: the library's file has one version again, and the others are in its backups.

        If it cannot be written, that is reported as a problem.
        """
        if self._store.read_only or not self._store.unsettled:
            return
        try:
            with self._transactions.turn():
                self._store.record([])
                self._store.checkpoint(self._index.snapshot(), rewrite=True)
        except StoreError as error:
            self._problems.add(str(error))

    # --- lines that others appended

    def _take(self, lines: list[JournalEntry]) -> None:
        for line in lines:
            self._store.hold(line.holds)
            self._apply(line.edits)
            if line.kind == wire.MERGE:
                for edit in line.edits:
                    if isinstance(edit.after, Source):
                        self._take_source(edit.after)
            for source in line.touched:
                self._take_source(source)
        self._history.take(lines)

    def _take_source(self, theirs: Source) -> None:
        """Take in what another process knows of a source, which may be new here."""
        if theirs.id not in self._index.sources:
            self._make_room(theirs)
            self._apply([Edit("sources", theirs.id, None, theirs)])
        self._bookkeeping.put(self._bookkeeping.merged(theirs))
        self._bookkeeping.mark_known(theirs.id)

    def _make_room(self, theirs: Source) -> None:
        """A source that was found here and is not on disk gives up its number, and its place to itself."""
        for ours in list(self._index.sources.values()):
            if self._bookkeeping.is_written(ours.id):
                continue
            if ours.path == theirs.path:
                self._apply([Edit("sources", ours.id, ours, None)])
            elif ours.number == theirs.number:
                number = max(theirs.number + 1, self._index.next_source_number())
                self._bookkeeping.put(replace(ours, number=number))

    def _rebase(self, lines: list[JournalEntry]) -> list[Change]:
        """Bring what could not be written yet together with what others wrote meanwhile."""
        from annotations.library.merge.versions import Joined
        from annotations.records.merge import differences, merge

        ours, pending = self._index.tables(), self._store.pending
        for line in reversed(pending):
            self._apply(inverse(line.edits))
        base = self._index.tables()
        self._take(lines)
        theirs = self._index.tables()
        # Theirs are on disk under the numbers that they have, and ours never were.
        joined = merge(base, ours, theirs, numbered={*theirs["sources"], *theirs["annotations"]})
        edits = tuple(differences(theirs, joined.tables))
        self._apply_all(edits)
        self._history.forget()
        self._report(Joined(joined.tables, joined.conflicts, ()))
        label = ", ".join(dict.fromkeys(line.label for line in pending if line.label))
        self._store.rebase(self._entry(label, edits, (), place=pending[-1]) if edits else None)
        return [change_of(one) for one in lines if one.edits]

    # --- libraries that were written apart

    def merge_replaced(self, *, elsewhere: bool = False) -> list[Change]:
        """Merge with a library that another program put in the place of ours, or that is ``elsewhere``."""
        from annotations.library.merge.versions import Ours, join, labelled
        from annotations.records.merge import differences

        store = self._store
        self._take(store.take_left())
        storage, journal = AtomicStorage(store.storage.path), Journal(store.journal.path)
        if (recovered := load_index(RecordIndex(), storage, journal)).damage:
            raise StoreError(recovered.damage)
        if store.site.missing():
            return []  # It went while it was read: what was found there says nothing.
        ours, own = self._index.tables(), store.trail()
        there = journal.trail() if journal.header is not None else None
        main = Version(storage.path.name, recovered.loaded, dict(storage.meta), there)
        # Our own journal has nothing that is not here.
        found = (main, *recovered.others)
        versions = [one for one in found if own is None or one.trail is None or one.trail.header != own.header]
        before = rolled_back(ours, store.pending) if own is not None else main.state()
        if store.read_only:
            # A program that only follows has nothing of its own to keep.
            joined = join(Ours(main.state(), main.held, there, main.state()), recovered.others)
        elif own is not None:
            joined = join(Ours(ours, store.held, own, before), versions)
        else:
            trail = at(self._base_end) if self._base_end is not None else None
            joined = join(Ours(ours, store.held, trail, self._base), versions)
        joined = with_codebook(store.site.home, joined)
        edits = tuple(differences(ours, joined.tables))
        self._apply_all(edits)
        for version in found:
            self._index.skip_sources(last_source(version.meta))
        sources = joined.tables["sources"].items()
        self._bookkeeping.reset({key: one for key, one in sources if isinstance(one, Source)})
        self._history.forget()
        store.adopt(storage, None if own is not None else journal, rewrite=recovered.rewrite)
        if not store.read_only:
            self._problems.add("Another program changed the library: both versions are merged.")
        self._report(joined)
        if elsewhere and not storage.meta and journal.header is None and not store.read_only:
            # There was no library: its first file is no change that could be undone.
            store.found(self._index.snapshot())
        elif not store.read_only:
            news = tuple(differences(before, joined.tables))
            if news or joined.held:
                store.record([self._entry(labelled(JOINED, news, self._transactions.author), news, joined.held)])
            store.checkpoint(self._index.snapshot(), rewrite=True)
        self._base, self._base_end = joined.tables, store.place
        return [Change(JOINED, edits, now(), self._transactions.author, "", 0)]

    def _apply(self, edits: Iterable[Edit]) -> None:
        self._transactions.apply(edits)

    def _apply_all(self, edits: Iterable[Edit]) -> None:
        """Make the edits that two states come to: of a source all of it, what was read as well, which no undo takes back."""
        for edit in edits:
            self._apply([edit])
            if isinstance(edit.after, Source):
                self._bookkeeping.put(edit.after)

    def _report(self, joined: "Joined") -> None:
        """Note what came in with other versions, and what could not be decided."""
        self._store.hold(joined.held)
        self.conflicts += joined.conflicts
        self._problems.add(*joined.conflicts)

    def _entry(
        self, label: str, edits: tuple[Edit, ...], holds: tuple[Held, ...], place: JournalEntry | None = None
    ) -> JournalEntry:
        source, offset = (place.source, place.offset) if place is not None else ("", 0)
        touched = self._bookkeeping.unwritten()
        return JournalEntry(
            0, wire.MERGE, now(), self._transactions.author, label, source, offset, 0, edits, touched, holds
        )
