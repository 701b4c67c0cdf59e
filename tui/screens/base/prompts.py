"""Questions that several screens ask: the link type, the status, yes or no."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar, Final, Protocol

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.history import Entry
from annotations.model import Change, status_name
from annotations.store.journal.format import REDO, UNDO, JournalEntry
from tui.keys import link_kind_keys
from tui.keys.command_table import shown, tip
from tui.screens.base.program import Program
from tui.session.notifications import Answer
from tui.session.undo_steps import Outcome, step_entry, step_history
from tui.text.paint.margin import STATUS_KEYS, STATUS_SIGNS

_RECENT: Final = 100
"""Own changes among which that of a record is looked for."""


class Asker(Protocol):
    """A screen that can ask; the reading screen and each screen over it."""

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The sequences of each command."""

    def ask(self, answer: Answer, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Let a function answer the next keys until it returns False."""

    def say(self, text: str, kind: str = "") -> None:
        """Show a message until the next key."""

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; show its error as a message."""


def ask_link_type(
    asker: Asker,
    library: Library,
    last: str,
    question: Callable[[bool], str],
    link: Callable[[str, bool], object],
    cancel: str,
) -> None:
    """Ask for the type of a link; Enter takes the `last` one again.

    ``question`` and ``link`` are given whether the link leads the other way; ``cancel`` is the message after Esc.
    """
    flip = asker.keys["link.flip"]
    flipped = False

    def ask() -> None:
        answers = [
            *link_kind_keys.hints(library, asker.keys),
            *((shown(key), "flip") for key in flip[:1]),
            *([("Enter", last)] if last else []),
            ("Esc", "cancel"),
        ]
        asker.ask(answer, question(flipped), answers)

    def answer(token: str) -> bool:
        nonlocal flipped
        if token in flip:
            flipped = not flipped
            ask()
            return True
        if token == "escape":
            asker.say(cancel)
            return False
        kind = last if token == "enter" else link_kind_keys.letters(library, asker.keys).get(token, "")
        if not kind:
            more = f", {shown(flip[0])} flips" if flip else ""
            asker.say(f"{link_kind_keys.named(library, asker.keys)}{more}, Esc cancel", "warning")
            return True
        asker.attempt(lambda: link(kind, flipped))
        return False

    ask()


def ask_status(asker: Asker, subject: str, status: str, give: Callable[[str], object]) -> None:
    """Ask for the status of a subject that has one."""

    def answer(token: str) -> bool:
        if token == "escape":
            return False
        if token not in STATUS_KEYS:
            asker.say(
                f"{', '.join(f'{key} {status_name(name)}' for key, name in STATUS_KEYS.items())}, Esc cancel", "warning"
            )
            return True
        asker.attempt(lambda: give(STATUS_KEYS[token]))
        return False

    answers = [(key, f"{STATUS_SIGNS.get(name, '')} {status_name(name)}".strip()) for key, name in STATUS_KEYS.items()]
    asker.ask(answer, f"Status of {subject} ({status_name(status)}):", [*answers, ("Esc", "cancel")])


def confirm(asker: Asker, question: str, act: Callable[[], object]) -> None:
    """Ask whether to do something: ``y`` does it, any other key does not."""

    def answer(token: str) -> bool:
        if token == "y":
            asker.attempt(act)
        else:
            asker.say("nothing changed")
        return False

    asker.ask(answer, question, [("y", "yes"), ("n", "no")])


def settle(asker: Asker, outcome: Outcome, show: Callable[[Outcome], object]) -> None:
    """Show the result of undo or redo, after a question if the change is another author's."""
    act = outcome.confirm
    if act is None:
        show(outcome)
    else:
        confirm(asker, outcome.text, lambda: settle(asker, act(), show))


def undo(
    asker: Asker, library: Library, show: Callable[[Outcome], object], *, kind: str = UNDO, count: int | None = None
) -> None:
    """Undo or redo the last changes. Raises UsageError if a later change is in the way."""
    settle(asker, step_history(library, kind, count or 1), show)


class UndoKeys:
    """The commands that undo and redo the last changes of a library over the page."""

    def __init__(self, screen: Asker, library: Library, changed: Callable[[Change], object]) -> None:
        """Report on a screen; ``changed`` is called with each change that was undone or redone."""
        self._screen = screen
        self._library = library
        self._changed = changed

    def do_change_undo(self, count: int | None) -> None:
        """Undo the last changes."""
        undo(self._screen, self._library, self._show, count=count)

    def do_change_redo(self, count: int | None) -> None:
        """Redo the change that was undone last."""
        undo(self._screen, self._library, self._show, kind=REDO, count=count)

    def _show(self, outcome: Outcome) -> None:
        if outcome.change is not None:
            self._changed(outcome.change)
        redo = tip("change.redo", "redo", self._screen.keys) if self._library.transactions.redoable else ""
        self._screen.say(outcome.text + redo)


def undo_own(asker: Asker, library: Library, entry: Entry | None, undone: Callable[[], object]) -> None:
    """Undo a change that was made on a screen, or report that there is none; ``undone`` is called if it was undone."""

    def done(outcome: Outcome) -> None:
        if outcome.change is not None:
            undone()
        asker.say(outcome.text)

    if entry is None:
        asker.say("nothing to undo: no change was made here")
    else:
        settle(asker, step_entry(library, UNDO, entry), done)


class Workplace(Asker, Protocol):
    """A screen on which changes are made."""

    CONTEXT: ClassVar[str]

    @property
    def program(self) -> Program:
        """The program that shows the screen."""


class OwnUndo:
    """The command that undoes the last of the changes that were made on a screen in this sitting, and no others."""

    def __init__(self, screen: Workplace, library: Library, undone: Callable[[], object]) -> None:
        """Report on a screen; ``undone`` is called after each undo."""
        self._screen = screen
        self._library = library
        self._undone = undone
        self._known = library.transactions.latest
        """The last change that was made, here or elsewhere, as far as it was noticed."""

    def count(self) -> None:
        """Remember the change that was just made, if there was one."""
        before, self._known = self._known, self._library.transactions.latest
        if self._known is not None and self._known is not before:
            self._made.append(self._known)

    @property
    def _made(self) -> list[JournalEntry]:
        return self._screen.program.following.made_on(self._screen.CONTEXT)

    @property
    def undoable(self) -> bool:
        """Whether there is a change that can be undone."""
        with suppress(PostilError):
            return self._last() is not None
        return False

    def do_change_undo(self, _: int | None) -> None:
        """Undo the last change made here."""
        undo_own(self._screen, self._library, self._last(), self._undone)

    def _last(self) -> Entry | None:
        """Return the last of these changes that was not undone, here or elsewhere."""
        history = self._library.history
        for line in reversed(self._made):
            # A line that could not be written at once may have another number by now.
            if history.can(UNDO, line.sequence) and (entry := history.entry(line.sequence)).time == line.time:
                return entry
        return None


def last_of(library: Library, record: str) -> Entry | None:
    """Return the last own change of a record that can be undone; None if it is not among the recent ones."""
    recent, history = library.transactions.steps(UNDO, _RECENT), library.history
    return next((one for one in recent if record in {edit.key for edit in history.edits_of(one.sequence)}), None)
