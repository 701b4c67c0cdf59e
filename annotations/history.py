"""Undo and redo, as the lines of a journal tell what was done and what was taken back."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from annotations.model import Change, Edit
from annotations.store.journal import Journal
from annotations.store.lines import REDO, STEPS, UNDO, Brief, Line

_WORDS: Final = {UNDO: "undo ", REDO: "redo "}


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that take others back."""
    return tuple(Edit(edit.table, edit.key, edit.after, edit.before) for edit in reversed(tuple(edits)))


def net_of(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """What edits come to: one for each record, from what it was before them to what it is after them."""
    net: dict[tuple[str, str], Edit] = {}
    for edit in edits:
        first = net.get((edit.table, edit.key))
        net[edit.table, edit.key] = edit if first is None else edit._replace(before=first.before)
    return tuple([edit for edit in net.values() if edit.before != edit.after])


def change_of(line: Line) -> Change:
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
    what: Brief | Line
    place: tuple[int, int]
    """Offset and length of the line in the journal; nothing where the line itself is known."""


class History:
    """The changes that were made, and those that were taken back and not followed by another one."""

    def __init__(self, journal: Journal, *, read: bool = True) -> None:
        """The history that a journal tells, or without ``read`` none of it. Raises StoreError if it cannot be read."""
        self.done: list[int] = []
        """Sequences of the changes that can be undone, oldest first."""
        self.undone: list[int] = []
        """Sequences of the changes that can be redone, the next one last."""
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

    def take(self, line: Line) -> None:
        """Take in what was done just now."""
        self._take(line, (0, 0))

    def line(self, sequence: int) -> Line:
        """A change with all that it changed. Raises StoreError if the journal does not have it any more."""
        step = self._steps[sequence]
        return step.what if isinstance(step.what, Line) else self._journal.line_at(*step.place)

    def knows(self, sequence: int) -> bool:
        """Whether there is such a step."""
        return sequence in self._steps

    def entries(self) -> list[Entry]:
        """Every step, the newest first."""
        done = set(self.done)
        return [
            Entry(sequence, what.time, what.author, what.label, what.source, what.offset, sequence not in done)
            for sequence, (what, _) in reversed(self._steps.items())
        ]

    def _take(self, what: Brief | Line, place: tuple[int, int]) -> None:
        if what.kind in STEPS:
            self._steps[what.sequence] = _Step(what, place)
            self.done.append(what.sequence)
            self.undone.clear()
        elif what.kind == UNDO and what.of in self.done:
            self.done.remove(what.of)
            self.undone.append(what.of)
        elif what.kind == REDO and what.of in self.undone:
            self.undone.remove(what.of)
            self.done.append(what.of)
