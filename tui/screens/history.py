"""The history of a library, newest change first; any single change can be undone."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import ClassVar, Final, NamedTuple

from rich.style import Style

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.describe_change import about, effects, words
from annotations.library.history import Entry
from annotations.model import Edit
from annotations.store.journal.format import REDO, UNDO
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import settle, undo
from tui.screens.base.record_list import RecordList
from tui.screens.overview.empty import nothing_yet
from tui.session.undo_steps import Outcome, step_entry
from tui.tasks import SHOW_EVERY, Slices, begin
from tui.text.cells import cell_len, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.detail_pane import compared
from tui.widgets.item_list import ItemList, Line

_EFFECTS: Final = 20
"""Most effects of a change that are listed."""

NONE_YET: Final = (
    "No changes yet",
    "",
    "Each tag, note and link is a change: {select.grow} selects a sentence, {tag.claim} tags it.",
)


class Account(NamedTuple):
    """Details of an entry, for the list and for the filter."""

    words: str
    """The quote it is about."""
    about: frozenset[str]
    """The ids of the passages it is about."""
    text: str
    """The text that the filter searches, in lower case."""


class Accounts:
    """Details of the entries of a history, each read from the journal when it is needed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[int, Account] = {}
        self._last: tuple[int, tuple[Edit, ...]] = -1, ()

    def edits(self, entry: Entry) -> tuple[Edit, ...]:
        """Return the edits of an entry; the last result is cached. Raises PostilError if they cannot be read."""
        if self._last[0] != entry.sequence:
            self._last = entry.sequence, self._library.history.edits_of(entry.sequence)
        return self._last[1]

    def of(self, entry: Entry) -> Account:
        """Return the details of an entry."""
        found = self._known.get(entry.sequence)
        if found is None:
            found = self._known[entry.sequence] = self._read(entry)
        return found

    def _read(self, entry: Entry) -> Account:
        try:
            edits = self.edits(entry)
        except PostilError:
            return Account("", frozenset(), entry.label.lower())
        quote = words(self._library, edits)
        source = ""
        with suppress(PostilError):
            source = self._library.source(entry.source).path if entry.source else ""
        searched = " ".join((entry.label, entry.author, when(entry, short=False), quote, source))
        return Account(quote, about(edits), " ".join(searched.lower().split()))


def when(entry: Entry, *, short: bool) -> str:
    """Return the local time of an entry; `short` leaves out the date if it is today."""
    try:
        at = datetime.fromisoformat(entry.time).astimezone()
    except ValueError:
        return "?"
    today = at.date() == datetime.now().astimezone().date()
    return at.strftime(("%H:%M" if today else "%d %b") if short else "%Y-%m-%d %H:%M:%S")


class HistoryList(ItemList[Entry]):
    """Entries, one row each."""

    def __init__(self, styles: Styles, accounts: Accounts) -> None:
        super().__init__(styles, "History", id="entries")
        self._accounts = accounts

    def draw(self, item: Entry, width: int) -> list[Line]:
        """Time, author, label and quote; an undone change has a sign and is dim."""
        styles = self.theme_styles
        dim = styles.faint if item.undone else Style.null()
        line: Line = [
            (f"{signs.UNDONE.char} " if item.undone else "  ", styles.warning),
            (f"{when(item, short=True):<6} ", styles.muted),
        ]
        if item.author and width >= 60:
            line.append((f"{shorten(item.author, 10):<10} ", styles.muted + dim))
        room = width - sum(cell_len(text) for text, _ in line)
        label = shorten(item.label, room)
        line.append((label, dim))
        room -= cell_len(label) + 2
        quote = self._accounts.of(item).words
        if quote and room > 8:
            line.append(("  " + shorten(f"“{shorten(quote, 200)}”", room), styles.muted + dim))
        return [line]


def _head(parts: Sequence[str], styles: Styles) -> Line:
    """The first line about an entry."""
    return [(" · ".join(part for part in parts if part), styles.accent)]


class HistoryScreen(Overlay[Entry | None]):
    """Returns the entry to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "history"

    def __init__(self, styles: Styles, library: Library, passage: str, changed: Callable[[], object]) -> None:
        """Show the history of a library; `passage` is the one under the cursor, `changed` is called after undo and redo."""
        super().__init__(styles)
        self._accounts = Accounts(library)
        self._list = HistoryList(styles, self._accounts)
        self.body = self._records = RecordList[Entry](
            self,
            self._list,
            open_=self.close,
            describe=self._describe,
            narrow=self._narrow,
            placeholder="words of a change, a name, a date, a source",
            identity=attrgetter("sequence"),
        )
        self._library = library
        self._passage = passage
        self._only = ""
        """The passage whose history alone is shown."""
        self._changed = changed
        self._entries: list[Entry] = []

    def renew(self) -> None:
        """Show the current changes."""
        self.attempt(self._read)
        self._narrow()

    def _read(self) -> None:
        self._entries = self._library.history.entries()

    def _describe(self, item: Entry, _: int) -> Sequence[Line]:
        """Time, author and label; then each effect, before and after."""
        styles = self.theme_styles
        parts = [when(item, short=False), item.author, item.label, "undone" if item.undone else ""]
        try:
            edits = self._accounts.edits(item)
        except PostilError as error:
            return [_head(parts, styles), [(str(error), styles.warning)]]
        parts.append(f"{len(edits):,} records" if len(edits) > _EFFECTS else "")
        lines = [_head(parts, styles)]
        for effect in islice(effects(self._library, edits), _EFFECTS):
            title = (f"{effect.what}: ", styles.muted)
            if effect.before and effect.after:
                lines.append([title, *compared(effect.before, effect.after, styles)])
            elif effect.after:
                lines.append([title, ("{+" + effect.after + "+}", styles.bold)])
            else:
                lines.append([title, ("[-" + effect.before + "-]", styles.muted + Style(strike=True))])
        return lines

    # --- filter

    def _narrow(self) -> None:
        """Show the entries that match the filter; a long history is searched in the background."""
        self.workers.cancel_node(self)
        if self._records.typed.split() or self._only:
            begin(self, self._search)
        else:
            self._show_entries(self._entries)

    async def _search(self) -> None:
        """Search for entries that match, in slices between the keys."""
        sought, only = self._records.typed.lower().split(), self._only
        found: list[Entry] = []
        slices, shown = Slices(), time.monotonic()
        for entry in self._entries:
            account = self._accounts.of(entry)
            if (not only or only in account.about) and all(word in account.text for word in sought):
                found.append(entry)
            if slices.over:
                if time.monotonic() > shown + SHOW_EVERY:
                    self._show_entries(found.copy(), more=True)
                    shown = time.monotonic()
                await slices.next()
        self._show_entries(found)

    def _show_entries(self, entries: list[Entry], *, more: bool = False) -> None:
        undone = sum(entry.undone for entry in entries)
        narrowed = bool(self._records.typed or self._only)
        self._records.nothing = nothing_yet(self._library, NONE_YET, self.keys)
        self._records.hidden = (
            f"no changes{tip('history.passage', 'show those of all passages', self.keys)}" if self._only else ""
        )
        parts = (
            "History",
            f"{len(entries):,} of {len(self._entries):,}" if narrowed else f"{len(entries):,}",
            f"{undone:,} undone" if undone else "",
            f"of {self._address(self._only)}" if self._only else "",
            "…" if more else "",
        )
        show = self._records.show_some if more else self._records.show
        show(entries, " · ".join(part for part in parts if part))

    def _address(self, passage: str) -> str:
        try:
            return self._library.address(passage)
        except PostilError:
            return "a passage that is gone"

    # --- keys

    def do_change_undo(self, _: int | None) -> None:
        """Undo only the change under the cursor."""
        entry = self._records.selected
        if entry is None:
            self.say("no change to undo")
            return
        if entry.undone:
            self.say(f"“{entry.label}” is already undone{tip('change.redo', 'redo the last undone change', self.keys)}")
            return
        settle(self, step_entry(self._library, UNDO, entry), self._show)

    def do_change_redo(self, count: int | None) -> None:
        """Redo the change that was undone last."""
        undo(self, self._library, self._show, kind=REDO, count=count)

    def _show(self, outcome: Outcome) -> None:
        """Show the result of undo or redo."""
        if outcome.change is not None:
            self._changed()
        again = (
            tip("change.redo", "redo it", self.keys)
            if outcome.change is not None and outcome.text.startswith("undone")
            else ""
        )
        self.caption.say(f"{outcome.text}{again}", outcome.text)

    def do_history_passage(self, _: int | None) -> None:
        """Show the changes of one passage, or all again."""
        chosen = self._records.selected
        if self._only:
            self._only = ""
        else:
            touched = self._accounts.of(chosen).about if chosen is not None else frozenset()
            self._only = self._passage or next(iter(sorted(touched)), "")
            if not self._only:
                self.say("no passage in this change")
                return
        self._narrow()
