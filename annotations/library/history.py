"""Undo and redo, as the lines of a journal tell what was done and what was taken back."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotations.model import Change, Edit
from annotations.store.journal.format import REDO, STEPS, UNDO, EntrySummary, JournalEntry
from annotations.store.journal.journal import Journal

_WORDS: Final = {UNDO: "undo ", REDO: "redo "}


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that take others back."""
    return tuple(Edit(edit.table, edit.key, edit.after, edit.before) for edit in reversed(tuple(edits)))


def squash(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """What edits come to: one for each record, from what it was before them to what it is after them."""
    net: dict[tuple[str, str], Edit] = {}
    for edit in edits:
        first = net.get((edit.table, edit.key))
        net[edit.table, edit.key] = edit if first is None else edit._replace(before=first.before)
    return tuple([edit for edit in net.values() if edit.before != edit.after])


def change_of(line: JournalEntry) -> Change:
    """What a line of the journal did."""
    return Change(_WORDS.get(line.kind, "") + line.label, line.edits, line.time, line.author, line.source, line.offset)


class Entry(NamedTuple):
    """One step of the history, in words."""

    sequence: int
    """Orders the entries, and names one; see `Library.undo_entry`."""
    time: str
    author: str
    label: str
    source: str
    """Id of the source where it happened."""
    offset: int
    undone: bool


class _Step(NamedTuple):
    what: EntrySummary | JournalEntry
    place: tuple[int, int]
    """Offset and length of the line in the journal; nothing where the line itself is known."""


class History:
    """The changes that were made, and those that were taken back and not followed by another one of who did that."""

    def __init__(self, journal: Journal, *, read: bool = True) -> None:
        """The history that a journal tells, or without ``read`` none of it. Raises StoreError if it cannot be read."""
        self.done: dict[int, None] = {}
        """Sequences of the changes that can be undone, oldest first."""
        self.undone: dict[int, str] = {}
        """Sequences of the changes that can be redone, the next one last, with who took each back."""
        self._journal = journal
        self._header = journal.header
        self._steps: dict[int, _Step] = {}
        self.damaged: list[int] = []
        """Lines of the journal before which some are missing: what was changed there cannot be undone."""
        last = journal.start().sequence
        # A line that was never written to its end was not done, and what was not taken in yet is still to come.
        for offset, length, brief in journal.briefs(known=True) if read else ():
            if brief.sequence != last + 1:
                self.damaged.append(brief.sequence)
            last = brief.sequence
            self._take(brief, (offset, length))

    @property
    def outdated(self) -> bool:
        """Whether the journal was shortened or replaced since."""
        return self._journal.header is not self._header

    def take(self, line: JournalEntry) -> None:
        """Take in what was done just now."""
        self._take(line, (0, 0))

    def line(self, sequence: int) -> JournalEntry:
        """A change with all that it changed. Raises StoreError if the journal does not have it any more."""
        step = self._steps[sequence]
        return step.what if isinstance(step.what, JournalEntry) else self._journal.line_at(*step.place)

    def knows(self, sequence: int) -> bool:
        """Whether there is such a step."""
        return sequence in self._steps

    def entries(self) -> list[Entry]:
        """Every step, the newest first."""
        return [self.entry(sequence) for sequence in reversed(self._steps)]

    def next(self, kind: str, author: str | None) -> int:
        """The step that undo or redo comes to next, of one author or with None of all; 0 if there is none."""
        return next(iter(self.steps(kind, author)), 0)

    def steps(self, kind: str, author: str | None) -> Iterator[int]:
        """The steps that can be undone or redone, the next one first: those of one author, or with None of all.

        What can be undone belongs to its author, what can be redone to who took it back.
        """
        if kind == UNDO:
            return (one for one in reversed(self.done) if author in (None, self._steps[one].what.author))
        return (one for one, by in reversed(self.undone.items()) if author in (None, by))

    def entry(self, sequence: int) -> Entry:
        """A step in words. Raises KeyError if there is none."""
        what = self._steps[sequence].what
        return Entry(sequence, what.time, what.author, what.label, what.source, what.offset, sequence not in self.done)

    def _take(self, what: EntrySummary | JournalEntry, place: tuple[int, int]) -> None:
        if what.kind in STEPS:
            self._steps[what.sequence] = _Step(what, place)
            self.done[what.sequence] = None
            # What others took back they can still redo: what is in the way by then is said.
            if self.undone:
                self.undone = {one: by for one, by in self.undone.items() if by != what.author}
        elif what.kind == UNDO and what.of in self.done:
            del self.done[what.of]
            self.undone[what.of] = what.author
        elif what.kind == REDO and what.of in self.undone:
            del self.undone[what.of]
            self.done[what.of] = None
