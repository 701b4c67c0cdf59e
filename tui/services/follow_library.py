"""Follows the changes of other processes while a library is open: applied, shown and reported; nothing moves."""

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from annotations.errors import StoreError
from annotations.library.issues.conflict_copies import copies
from annotations.store.journal.format import JournalEntry
from annotations.text.plurals import count_noun
from tui.keys.command_table import shown, tip
from tui.tasks import begin, look_at_keys

if TYPE_CHECKING:
    from tui.services.host import ServiceHost

EVERY: Final = 0.4
"""Seconds between two looks at the library's files."""

WRITER_EVERY: Final = 2.0
"""Seconds between two checks of the writer, while another program is the writer."""

_AFTER: Final = 0.1
"""Seconds from a change to the rest of what is recorded with it: its frame comes first."""

_REST_AFTER: Final = 10.0
"""Seconds without a change after which the library's file is brought up to date."""


@runtime_checkable
class Renewing(Protocol):
    """A screen that shows a part of the library."""

    is_mounted: bool

    def renew(self) -> None:
        """Show the current state of the library."""


class LibraryFollower:
    """Applies the changes of other processes, and notices when the process that writes is gone."""

    def __init__(self, reader: "ServiceHost") -> None:
        self._reader = reader
        self._notifications = reader.notifications
        self._looking = False
        """Whether changes of other processes are being applied, after which one refresh shows all of them."""
        self._problems = len(reader.library.problems)
        self._writer_seen = 0.0
        self._changed_at = time.monotonic()
        self._rested = False
        self.abandoned = False
        """Whether the program that writes is gone, and this one may take its place."""
        self._covered = False
        self.stale = False
        """Whether a page that is hidden by a screen has to be refreshed."""
        self._copies = copies(reader.library.home)
        self._copies_seen = 0.0
        self._where = reader.library.gone, reader.library.folder
        """Why the folder was gone, and where it was, when that was last reported."""
        self._gone = ""
        """The message about it."""

    @property
    def read_only(self) -> str:
        """Why the library cannot be changed, in one line; "" if it can."""
        return self._reader.library.read_only

    @property
    def redoable(self) -> bool:
        """Whether the current author has just undone something that can be redone."""
        return self._reader.library.transactions.redoable

    @property
    def undoable(self) -> bool:
        """Whether there may be a change that can be undone."""
        return self._reader.library.history.undoable

    def made_on(self, context: str) -> list[JournalEntry]:
        """Return the changes that were made on the screen with a context in this sitting, oldest first; it adds its own."""
        return self._reader.session.made.setdefault(context, [])

    def start(self) -> None:
        """Begin to look, and report problems that need a decision."""
        library = self._reader.library
        # Problems and a read-only library were reported by the screen.
        if not (library.problems or library.read_only) and (first := self._reader.problem_summary()):
            self._warn(first)
        self._reader.set_interval(EVERY, self.look)

    def changed(self) -> None:
        """Called after a change, here or by another program."""
        self._changed_at, self._rested = time.monotonic(), False
        if self._reader.library.transactions.owing and self._reader.is_mounted:
            begin(self._reader, self._write_facts, group="facts")
        if not self._looking:
            self._refresh()

    async def _write_facts(self) -> None:
        """Record in slices between the keys what became known of sources and was too much for the change."""
        await asyncio.sleep(_AFTER)
        while self._reader.library.transactions.write_facts():
            await look_at_keys()

    def cover(self) -> None:
        """Delay the refreshing of the page while a screen hides all of it."""
        self._covered = True

    def uncover(self) -> None:
        """Refresh the page if necessary: it is visible again."""
        stale, self._covered, self.stale = self.stale, False, False
        if stale:
            self._refresh()

    def look(self) -> None:
        """Apply the changes that other processes made since the last call."""
        # Each is attempted separately, and again at the next look: an error in one must not stop the others.
        for step in (
            self._take_in,
            self._look_for_writer,
            self._look_for_copies,
            self._rest,
            self._notifications.show_next,
        ):
            self._reader.program.boundary.attempt(step)

    def _take_in(self) -> None:
        library = self._reader.library
        self._looking = True
        try:
            library.catch_up()
        finally:
            self._looking = False
        # Also those that a change of this program, an undo or the recording of facts had applied before itself.
        theirs = library.transactions.take_theirs()
        self._look_for_folder()
        if theirs:
            self._refresh()
        if len(library.problems) > self._problems:
            self._warn(library.problems[-1])  # It is about the changes that came with it.
            self._problems = len(library.problems)
        elif theirs:
            from annotations.library.describe_change import news  # This module is there before the first frame.

            self._notifications.notify_later(news(library, theirs[-1]), patient=True, events=len(theirs))

    def _look_for_folder(self) -> None:
        """Report that the folder went, came back or moved, and how many changes waited for it."""
        reader, library = self._reader, self._reader.library
        where = library.gone, library.folder
        if where == self._where:
            return
        (_, before), self._where = self._where, where
        if library.gone:
            keys = reader.session.keys["app.locate"]
            key = shown(keys[0]) if keys else "the command line"
            self._notifications.retract(reader.save_problem)
            self._gone = f"{library.gone} Changes are kept in memory; {key} to name its new place."
            self._notifications.notify_later(self._gone, "warning")
        else:
            waiting = library.location.waited
            with suppress(StoreError):  # It is tried again; the saver reports why it failed.
                library.flush()
            for old in (reader.save_problem, self._gone):
                self._notifications.retract(old)
            moved = f"the folder is {library.folder} now" if library.folder != before else "the folder is back"
            done = "saved" if library.store.saved else "being saved"
            count = f"{count_noun(waiting, 'change')} that waited {'is' if waiting == 1 else 'are'} {done}"
            self._notifications.notify_later(f"{moved}; {count if waiting else 'what you change is saved there'}")
            if library.folder != before:
                reader.attempt(lambda: reader.session.drafts.move(library.home))
        reader.tell()

    def _refresh(self) -> None:
        """Show what the library now holds, wherever it is shown."""
        reader = self._reader
        if self._covered:
            self.stale = True
            reader.check_held()
        else:
            self._leave_what_is_gone()
            reader.refresh_passages()
        for screen in reader.app.screen_stack if reader.is_mounted else ():
            if isinstance(screen, Renewing) and screen.is_mounted:
                reader.program.boundary.attempt(screen.renew)

    def _leave_what_is_gone(self) -> None:
        """Replace a removed source on a page by the first source that is left."""
        reader = self._reader
        library = reader.library
        for leaf in reader.pages:
            if leaf.source and not library.has_source(leaf.source):
                leaf.source = ""
                leaf.say_instead(
                    "This source was removed from the library.",
                    tip("change.undo", "bring it back", reader.session.keys),
                )
                if here := next((id_ for id_ in library.source_ids if not library.is_missing(id_)), ""):
                    leaf.show(here)

    def _look_for_writer(self) -> None:
        if not self._reader.library.sync.follows:
            self.abandoned = False
        elif time.monotonic() > self._writer_seen + WRITER_EVERY:
            self._writer_seen = time.monotonic()
            before, self.abandoned = self.abandoned, self._reader.library.sync.abandoned
            if self.abandoned and not before:
                keys = self._reader.session.keys["app.take_over"]
                key = shown(keys[0]) if keys else "the command line"
                self._warn(f"the other postil has quit: {key} to write here")
            self._reader.tell()

    def _look_for_copies(self) -> None:
        """Report a conflict copy that appeared while the library is open."""
        if time.monotonic() < self._copies_seen + WRITER_EVERY:
            return
        self._copies_seen = time.monotonic()
        before, self._copies = self._copies, copies(self._reader.library.home)
        if new := [copy for copy in self._copies if copy not in before]:
            keys = self._reader.session.keys["app.problems"]
            key = shown(keys[0]) if keys else "the command line"
            self._warn(f"{new[0].name} appeared beside the library, another version of it · {key} to list it")

    def _rest(self) -> None:
        if not self._rested and time.monotonic() > self._changed_at + _REST_AFTER:
            self._rested = True
            self._reader.library.rest()

    def _warn(self, text: str) -> None:
        self._notifications.notify_later(text, "warning", patient=True)
