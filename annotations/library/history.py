"""The history of changes, undos and redos, read from the journal."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from msgspec import Struct

from annotations.errors import GoneError, Problems, UsageError
from annotations.model import Edit, passages_of
from annotations.store.journal.format import MERGE, REDO, STEPS, UNDO, EntrySummary, Header, JournalEntry
from annotations.store.store import Store


def ids_of(edit: Edit) -> set[str]:
    """The ids of what an edit is about."""
    return {edit.key, *passages_of(edit.before), *passages_of(edit.after)}


def authors_of(edits: Iterable[Edit], own: str) -> list[str]:
    """The authors of what edits add or change, other than the current author; in the order of their names."""
    came = (edit.after for edit in edits if edit.after is not None and edit.after != edit.before)
    authors = {str(getattr(record, "author", "")) for record in came}
    return sorted(authors - {own, ""})


class Entry(NamedTuple):
    """One step of the history, in words."""

    sequence: int
    """Orders the entries, and names one; see `Transactions.undo_entry`."""
    time: str
    author: str
    label: str
    source: str
    """Id of the source where it happened."""
    offset: int
    undone: bool


class _Step(Struct, frozen=True):
    what: EntrySummary | JournalEntry
    place: tuple[int, int]
    """Offset and length of the line in the journal; nothing where the line itself is known."""


class History:
    """The changes that can be undone, and those that can be redone: undone, and not followed by a change of the same author.

    It is read from the journal when it is first asked for. All methods but `take` and `forget` raise StoreError if the
    journal cannot be read.
    """

    def __init__(self, store: Store, problems: Problems) -> None:
        """Make the history of the journal of ``store`` and of the changes that wait there to be written."""
        self.catch_up: Callable[[], object] = lambda: None
        """Called before `entries` and `trail`, to take in what other programs did."""
        self._store = store
        self._problems = problems
        self._header: Header | None = None
        self._ahead: list[tuple[int, int, EntrySummary]] = []
        """Lines of the journal that were read ahead, with their places."""
        self._ahead_of: Header | None = None
        """The journal that these are of."""
        self.known = False
        """True if the journal was read."""
        self._steps: dict[int, _Step] = {}
        self._done: dict[int, None] = {}
        """Sequences of the changes that can be undone, oldest first."""
        self._undone: dict[int, str] = {}
        """Sequences of the changes that can be redone, the next one last, with who undid each."""
        self._stepped: set[str] = set()
        """The authors whose last step since the journal was read was an undo or a redo."""

    def take(self, lines: Iterable[JournalEntry]) -> None:
        """Add lines that were recorded since the journal was read."""
        if self.known:
            for line in lines:
                self._take(line, (0, 0))
                if line.kind in STEPS:
                    self._stepped.discard(line.author)
                elif line.kind in (UNDO, REDO):
                    self._stepped.add(line.author)

    def redoable(self, author: str) -> bool:
        """Return whether the last step of an author in this sitting was an undo, or a redo that left more to redo."""
        return self.known and author in self._stepped and author in self._undone.values()

    @property
    def undoable(self) -> bool:
        """Whether there is a change that can be undone; True as long as the journal was not read."""
        return not self.known or bool(self._done)

    def forget(self) -> None:
        """Drop the history; the next use reads the journal again."""
        self.known = False

    def read(self) -> None:
        """Read the journal if it has changed since."""
        journal = self._store.journal
        if self.known and journal.header is self._header:
            return
        self.known, self._header = False, journal.header
        self._steps, self._done, self._undone = {}, {}, {}
        missing, last = 0, journal.start().sequence
        try:
            # A line that was never written to its end was not done, and what was not taken in yet is still to come.
            for _ in self._read_ahead():
                pass
            for offset, length, brief in self._ahead:
                if brief.sequence != last + 1:
                    missing = missing or brief.sequence
                last = brief.sequence
                self._take(brief, (offset, length))
            self.known = True
        except GoneError:
            pass  # What was done before can be undone when the folder is back.
        self._ahead = []
        for line in self._store.pending:
            self._take(line, (0, 0))
        if missing:
            self._problems.add_once(
                f"The journal {journal.path} is damaged before line {missing}: the library is whole, "
                "but what was changed there cannot be undone, and may be listed as if it were not undone."
            )

    def prepare(self) -> Iterator[None]:
        """Read the journal in steps, so that the first undo of a sitting need not. Raises StoreError if it cannot be read."""
        if not self.known:
            with suppress(GoneError):
                yield from self._read_ahead()
            self.read()

    def _read_ahead(self) -> Iterator[None]:
        """Read the lines of the journal that were not read ahead; others may be added between two steps."""
        journal = self._store.journal
        if self._ahead_of is not journal.header:
            self._ahead, self._ahead_of = [], journal.header
        behind = sum(self._ahead[-1][:2]) if self._ahead else 0
        for brief in journal.briefs(known=True, behind=behind):
            if self._ahead_of is not journal.header or self.known:
                return  # It was replaced, or read to its end, between two steps.
            self._ahead.append(brief)
            yield

    def line(self, sequence: int) -> JournalEntry:
        """Return a change with all that it changed. Raises UsageError if there is none."""
        self.read()
        step = self._steps.get(sequence)
        if step is None:
            raise UsageError(f"There is no change {sequence}.")
        return step.what if isinstance(step.what, JournalEntry) else self._store.journal.line_at(*step.place)

    def edits_of(self, sequence: int) -> tuple[Edit, ...]:
        """Return what a change altered. Raises UsageError if there is none."""
        return self.line(sequence).edits

    def entries(self, about: str = "") -> list[Entry]:
        """Return every change that can be undone or was, the newest first; of one annotation, if its id is given."""
        self.catch_up()
        self.read()
        return [
            self.entry(sequence)
            for sequence in reversed(self._steps)
            if not about or any(about in ids_of(edit) for edit in self.line(sequence).edits)
        ]

    def trail(self) -> list[JournalEntry]:
        """Return everything that was ever done, undone and redone, as far as the journal goes back; oldest first."""
        self.catch_up()
        journal = self._store.journal
        known = journal.briefs(known=True) if journal.header else ()
        lines = [journal.line_at(offset, length) for offset, length, _ in known]
        return [line for line in (*lines, *self._store.pending) if line.edits]

    def merged(self, sequence: int) -> bool:
        """Return whether a change is a merge that brought in the work of other authors."""
        self.read()
        step = self._steps.get(sequence)
        if step is None or step.what.kind != MERGE:
            return False
        return bool(authors_of(self.edits_of(sequence), step.what.author))

    def can(self, kind: str, sequence: int) -> bool:
        """Return whether a change can be undone or redone."""
        self.read()
        return sequence in (self._done if kind == UNDO else self._undone)

    def steps(self, kind: str, author: str | None) -> Iterator[int]:
        """The steps that can be undone or redone, the next one first: those of one author, or with None of all.

        What can be undone belongs to its author, what can be redone to who undid it.
        """
        self.read()
        if kind == UNDO:
            return (one for one in reversed(self._done) if author in (None, self._steps[one].what.author))
        return (one for one, by in reversed(self._undone.items()) if author in (None, by))

    def entry(self, sequence: int) -> Entry:
        """A step in words. Raises KeyError if there is none."""
        what = self._steps[sequence].what
        return Entry(sequence, what.time, what.author, what.label, what.source, what.offset, sequence not in self._done)

    def _take(self, what: EntrySummary | JournalEntry, place: tuple[int, int]) -> None:
        if what.kind in STEPS:
            self._steps[what.sequence] = _Step(what, place)
            self._done[what.sequence] = None
            # Other authors can still redo what they undid; redoing reports what blocks it by then.
            if self._undone:
                self._undone = {one: by for one, by in self._undone.items() if by != what.author}
        elif what.kind == UNDO and what.of in self._done:
            del self._done[what.of]
            self._undone[what.of] = what.author
        elif what.kind == REDO and what.of in self._undone:
            del self._undone[what.of]
            self._done[what.of] = None
