"""A catalogue that several programs write: each takes in what the others do."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotations.errors import GoneError, PostilError, StoreError
from annotations.library.history import History, change_of, inverse
from annotations.library.merge.versions import Joined, Ours, join
from annotations.library.open import JOINED, Opened, load_index, with_codebook
from annotations.library.queries import Queries
from annotations.model import Change, Edit, Source, now
from annotations.records.index import RecordIndex
from annotations.records.merge import Tables, combined, differences, merge
from annotations.store.file.library_file import AtomicStorage
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held, JournalEntry
from annotations.store.journal.journal import Journal, ReplacedError
from annotations.store.journal.trail import at
from annotations.store.library_folder import Site
from annotations.store.store import Store
from annotations.store.versions import Version, last_source, read_copy, rolled_back

Place = tuple[str, int]
"""A source and an offset in it."""

CHECKPOINT_EVERY: Final = 256
"""Changes after which the library's file is written anew."""


class Shared(Queries):
    """The records of a library as they are on disk, whoever put them there."""

    def __init__(self, opened: Opened, author: str, *, alone: bool) -> None:
        """What was found; see `Library.open`."""
        super().__init__(opened.index, opened.paths, opened.listed, opened.missing, opened.home, opened.fence)
        self._given = opened.given
        self.folder = opened.folder
        self.home = opened.home
        """Where the library's own files live, or will once something is recorded."""
        self.entries = opened.entries
        """Everything that was found, readable or not."""
        self.broken = opened.broken
        """Whether a library is there that cannot be read at all; `read_only` says why."""
        self.problems = opened.problems
        """What the user should be told, a line each; what happens later is added."""
        self._cache.texts.problems = self.problems
        self.conflicts: list[str] = opened.conflicts
        """What was recorded differently in two places and kept twice, a line each."""
        self.author = author
        self.on_change: Callable[[Change], None] | None = None
        """Called after each change, of this program or of another one; after an undo with the inverse of it."""
        site = self._cache.texts.site = Site(opened.folder, opened.home, hold=alone)
        self.store = Store(opened.storage, opened.journal, site, opened.read_only, alone=alone)
        self.store.lines_since_checkpoint = opened.lines_since_checkpoint
        self.store.notes = self.problems
        self._alone = alone
        self._history: History | None = None
        self._recorded = opened.recorded
        self._wrote = False
        self._news: list[Change] = []
        self._at: Place = ("", 0)
        self._base: Tables = self._index.tables()
        self._base_end = None if opened.merged else self.store.place
        """The place in the journal that `_base` is the state of."""
        self._merged = [*opened.merged]
        self.store.held, self.store.rewrite = opened.held, opened.rewrite

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, in one line; empty if it can."""
        return self.store.read_only

    @property
    def follows(self) -> bool:
        """Whether nothing can be changed because another program stays with the library."""
        return bool(self.read_only) and self.store.follows

    @property
    def abandoned(self) -> bool:
        """Whether the program that this one follows is gone, so that `take_over` would work."""
        return self.follows and not self.store.occupied()

    def catch_up(self) -> bool:
        """Take in what other programs did; whether there was anything. Costs two questions to the system if not."""
        if not (self.store.journal.changed() or self.store.storage.changed()):
            return False
        try:
            self._announce(self._catch_up())
        except PostilError as error:
            self._stop(error)
        return True

    def take_over(self) -> None:
        """Write where another program did, if that is gone. Raises ReadOnlyError if it is not."""
        self.store.take_over()
        self.catch_up()

    def merge_file(self, path: Path) -> int:
        """Merge a conflict copy of the library's file or of its journal; return how many records that changed.

        Where the copy comes from a state that is known here, only what was changed in it since counts. Raises
        StoreError if nothing of it can be read.
        """
        # A copy may be older than it seems: what it does not have was not deleted.
        versions = [one._replace(doubtful=True) for one in read_copy(path)]
        if not versions:
            raise StoreError(f"{path.name} cannot be read as a library or a journal. It is left as it is.")
        with self._turn():
            ours, journal = self._index.tables(), self.store.journal
            trail = journal.trail() if journal.header is not None and not self.store.pending else None
            joined = join(Ours(ours, self.store.held, trail, ours), versions)
            for version in versions:
                self._index.skip_sources(last_source(version.meta))
            edits = tuple(differences(ours, joined.tables))
            self._bring_in(edits)
            self._hold(joined)
            if edits or joined.held:
                self._record(wire.MERGE, f"take in {path.name}", edits, at=("", 0), holds=joined.held)
        return len(edits)

    def _hold(self, joined: Joined) -> None:
        """Note what came in with other versions, and what could not be decided."""
        self.store.held += joined.held
        self.conflicts += joined.conflicts
        self.problems += joined.conflicts

    def _told(self) -> History:
        """The history, read from the journal when it is first wanted."""
        if self._history is None or self._history.outdated:
            try:
                self._history = History(self.store.journal)
            except GoneError:
                # What was done before can be undone when the folder is back.
                return self._with_pending(History(self.store.journal, read=False))
            self._with_pending(self._history)
            for sequence in self._history.damaged[:1]:
                self._tell_once(
                    f"The journal {self.store.journal.path} is damaged before line {sequence}: the library is whole, "
                    "but what was changed there cannot be undone, and may be listed as if it were not undone."
                )
        return self._history

    def _with_pending(self, history: History) -> History:
        for line in self.store.pending:
            history.take(line)
        return history

    def _tell_once(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _apply(self, edit: Edit) -> None:
        """Put one record in the place of another, wherever it is listed."""
        self._cache.apply(edit)
        if not isinstance(edit.before or edit.after, Source):
            return
        listed = edit.key in self._listed
        if edit.key not in self._index.sources:
            self._listed = tuple(key for key in self._listed if key != edit.key)
        elif not listed and isinstance(edit.after, Source):
            self._paths.setdefault(edit.key, self.folder / edit.after.path)
            self._listed = (*self._listed, edit.key)

    def _bring_in(self, edits: Iterable[Edit]) -> None:
        """Make the edits that two states come to: of a source all of it, what was read as well, which no undo takes back."""
        for edit in edits:
            self._apply(edit)
            if isinstance(edit.after, Source):
                self._index.apply(edit)

    def _touched(self) -> tuple[Source, ...]:
        """The sources that are not as they are on disk."""
        sources = [self._index.sources.get(key) for key in self._index.touched]
        return tuple([one for one in sources if one is not None and self._recorded.get(one.id) != one])

    def settle(self) -> None:
        """Write what opening merged: the library's file has one version again, and the others are in its backups.

        Raises StoreError if it cannot be written.
        """
        if self.read_only or not (self._merged or self.store.rewrite):
            return
        with self._turn():
            if self._merged:
                self.store.record(self._merged)
                self._merged, self._wrote = [], True
            self.store.lines_since_checkpoint += 1
            self._checkpoint()

    # --- how a change is recorded

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the library for oneself, as it is now; what happened is announced when others may have it again."""
        self.store.enter()
        try:
            self._news += self._catch_up()
            yield
        finally:
            self.store.leave()
            news, self._news = self._news, []
            self._announce(news)

    def _record(
        self,
        kind: str,
        label: str,
        edits: tuple[Edit, ...],
        of: int = 0,
        at: Place | None = None,
        holds: tuple[Held, ...] = (),
    ) -> Change:
        """Append to the journal what was just done to the index."""
        source, offset = at or self._at
        touched = self._touched()
        line = JournalEntry(0, kind, now(), self.author, label, source, offset, of, edits, touched, holds)
        lines = self.store.record([*self._merged, line])
        self._merged.clear()
        self._wrote = True
        self._recorded |= {one.id: one for one in touched}
        self._index.touched.clear()
        if self._history is not None:
            for one in lines:
                self._history.take(one)
        change = change_of(line)
        self._news.append(change)
        if (
            self.store.lines_since_checkpoint >= CHECKPOINT_EVERY
            and not self.store.checkpointing
            and not self.store.pending
        ):
            self._checkpoint()
        return change

    # --- how the changes of others are taken in

    def _announce(self, changes: list[Change]) -> None:
        if self.on_change is not None:
            for change in changes:
                self.on_change(change)

    def _stop(self, error: PostilError) -> None:
        """Change nothing any more: what is on disk cannot be understood."""
        self.store.read_only = str(error)
        self.problems.append(str(error))

    def _catch_up(self, *, elsewhere: bool = False) -> list[Change]:
        """Take in what others did since the last time, or in another folder; returns their changes."""
        try:
            lines = self.store.catch_up()
        except ReplacedError:
            if self.read_only:
                return self._join(elsewhere=elsewhere)
            self.store.enter()
            try:
                return self._join(elsewhere=elsewhere)
            finally:
                self.store.leave()
        if not lines:
            return []
        if self.store.pending:
            return self._rebase(lines)
        if self._merged and lines[0].kind == wire.MERGE:
            # Another program that began a journal on the same file merged the same, and may have changed it since.
            for edit in inverse(edit for line in self._merged for edit in line.edits):
                self._apply(edit)
            self._merged.clear()
        self._take(lines)
        return [change_of(line) for line in lines if line.edits]

    def _take(self, lines: list[JournalEntry]) -> None:
        for line in lines:
            self.store.held += line.holds
            for edit in line.edits:
                self._apply(edit)
                if line.kind == wire.MERGE and isinstance(edit.after, Source):
                    self._take_source(edit.after)
            for source in line.touched:
                self._take_source(source)
            if self._history is not None:
                self._history.take(line)

    def _take_source(self, theirs: Source) -> None:
        """Take in what another process knows of a source, which may be new here."""
        ours = self._index.sources.get(theirs.id)
        if ours is None:
            self._make_room(theirs)
        known = self._recorded.get(theirs.id)
        after = theirs if ours is None else combined(known, ours, theirs)
        self._recorded[theirs.id] = theirs
        if ours is None:
            self._apply(Edit("sources", theirs.id, None, after))
        else:
            self._index.apply(Edit("sources", theirs.id, ours, after))
        if after == theirs:
            self._index.touched.discard(theirs.id)

    def _make_room(self, theirs: Source) -> None:
        """A source that was found here and is not on disk gives up its number, and its place to itself."""
        for ours in list(self._index.sources.values()):
            if ours.id in self._recorded:
                continue
            if ours.path == theirs.path:
                self._apply(Edit("sources", ours.id, ours, None))
            elif ours.number == theirs.number:
                number = max(theirs.number + 1, self._index.next_source_number())
                self._index.apply(Edit("sources", ours.id, ours, replace(ours, number=number)))

    def _rebase(self, lines: list[JournalEntry]) -> list[Change]:
        """Bring what could not be written yet together with what others wrote meanwhile."""
        ours = self._index.tables()
        pending = list(self.store.pending)
        for line in reversed(pending):
            for edit in inverse(line.edits):
                self._apply(edit)
        base = self._index.tables()
        self._take(lines)
        theirs = self._index.tables()
        # Theirs are on disk under the numbers that they have, and ours never were.
        joined = merge(base, ours, theirs, numbered={*theirs["sources"], *theirs["annotations"]})
        edits = differences(theirs, joined.tables)
        self._bring_in(edits)
        self.store.pending.clear()
        self._history = None
        self.conflicts += joined.conflicts
        self.problems += joined.conflicts
        label = ", ".join(dict.fromkeys(line.label for line in pending if line.label))
        if edits:
            line = JournalEntry(0, wire.MERGE, now(), self.author, label, *self._at, 0, tuple(edits), self._touched())
            self.store.pending.append(line)
        return [change_of(one) for one in lines if one.edits]

    def _join(self, *, elsewhere: bool = False) -> list[Change]:
        """Merge with a library that another program put in the place of ours, or that is `elsewhere`."""
        keeper = self.store
        left, keeper.left = keeper.left, []
        self._take(left)
        storage, journal = AtomicStorage(keeper.storage.path), Journal(keeper.journal.path)
        if (recalled := load_index(RecordIndex(), storage, journal)).damage:
            raise StoreError(recalled.damage)
        if keeper.site.missing():
            return []  # It went while it was read: what was found there says nothing.
        ours = self._index.tables()
        own = self.store.trail()
        there = journal.trail() if journal.header is not None else None
        main = Version(storage.path.name, recalled.loaded, dict(storage.meta), there)
        # Our own journal has nothing that is not here.
        found = (main, *recalled.others)
        versions = [one for one in found if own is None or one.trail is None or one.trail.header != own.header]
        before = rolled_back(ours, keeper.pending) if own is not None else main.state()
        if self.read_only:
            # A program that only follows has nothing of its own to keep.
            joined = join(Ours(main.state(), main.held, there, main.state()), recalled.others)
        elif own is not None:
            joined = join(Ours(ours, keeper.held, own, before), versions)
        else:
            trail = at(self._base_end) if self._base_end is not None else None
            joined = join(Ours(ours, keeper.held, trail, self._base), versions)
        joined = with_codebook(self.home, joined)
        edits = tuple(differences(ours, joined.tables))
        self._bring_in(edits)
        for version in found:
            self._index.skip_sources(last_source(version.meta))
        self._recorded = {key: one for key, one in joined.tables["sources"].items() if isinstance(one, Source)}
        self._history = None
        keeper.pending.clear()
        self._merged.clear()
        keeper.rewrite = recalled.rewrite
        keeper.adopt(storage, None if own is not None else journal)
        self.problems += [] if self.read_only else ["Another program changed the library: both versions are merged."]
        self._hold(joined)
        if elsewhere and not storage.meta and journal.header is None and not self.read_only:
            # There was no library: its first file is no change that could be undone.
            keeper.found(self._index.snapshot())
        elif not self.read_only:
            self._write_joined(differences(before, joined.tables), joined.held)
        self._base, self._base_end = joined.tables, self.store.place
        return [Change(JOINED, edits, now(), self.author, "", 0)]

    def _write_joined(self, edits: Iterable[Edit], held: tuple[Held, ...]) -> None:
        """Record what was merged, in the journal and in the file."""
        edits = tuple(edits)
        if edits or held:
            line = JournalEntry(0, wire.MERGE, now(), self.author, JOINED, "", 0, 0, edits, self._touched(), held)
            self.store.record([line])
        self.store.lines_since_checkpoint += 1
        self._checkpoint()

    def _checkpoint(self) -> None:
        self.store.checkpoint(self._index.snapshot())
