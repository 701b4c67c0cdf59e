"""Undo and redo with a key: changes of the current author at once, those of others after a question."""

from collections import deque
from collections.abc import Callable
from typing import Final, NamedTuple

from annotations.library import Library
from annotations.library.describe_change import named, recorded
from annotations.library.history import Entry
from annotations.model import Change
from annotations.store.journal.format import REDO, UNDO

_DONE: Final = {UNDO: "undone", REDO: "redone"}


class Outcome(NamedTuple):
    """The result of a step."""

    change: Change | None
    """The change that was undone or redone last; None if none was."""
    text: str
    """The message or the question."""
    confirm: "Callable[[], Outcome] | None" = None
    """Called if the answer is yes; None without a question."""


def step_history(library: Library, kind: str, count: int = 1) -> Outcome:
    """Undo or redo the last changes of the current author; ask before a merge of the work of others.

    If there are none, ask about the last change of another author.

    Raises UsageError if something that was done since is in the way.
    """
    done = deque(library.transactions.walk(kind, count), maxlen=1)
    if done:
        return Outcome(done[0], f"{_DONE[kind]}: {named(library, done[0])}")
    if own := library.transactions.steps(kind):
        return _asked(library, kind, own[0], "")  # a merge of the work of others
    last = library.transactions.steps(kind, others=True)
    return (
        _asked(library, kind, last[0], f"nothing of yours to {kind}: ") if last else Outcome(None, f"nothing to {kind}")
    )


def step_entry(library: Library, kind: str, entry: Entry) -> Outcome:
    """Undo or redo one change of the history; if it is the work of others, ask. Raises UsageError like `step_history`."""
    foreign = entry.author != library.author or library.history.merged(entry.sequence)
    return _asked(library, kind, entry, "") if foreign else _stepped(library, kind, entry)


def _stepped(library: Library, kind: str, entry: Entry) -> Outcome:
    act = library.transactions.undo_entry if kind == UNDO else library.transactions.redo_entry
    change = act(entry.sequence)
    return Outcome(change, f"{_DONE[kind]}: {named(library, change)}")


def _asked(library: Library, kind: str, entry: Entry, why: str) -> Outcome:
    what = named(library, recorded(library, entry))
    return Outcome(None, f"{why}{kind} {what}?", lambda: _stepped(library, kind, entry))
