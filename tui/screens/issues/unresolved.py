"""Passages that were edited, moved or not found, with the actions for each."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.issues.findings import Finding, findings, verdict
from annotations.library.issues.unresolved import RANKS, Unsure
from annotations.text.plurals import count_noun
from tui.keys.command_table import key_of, tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import undo
from tui.screens.base.record_list import RecordList
from tui.screens.issues.library_check import examine_between_keys
from tui.screens.issues.problems import moved_to
from tui.screens.issues.unresolved_list import NAMES, UnresolvedList
from tui.session.undo_steps import Outcome
from tui.tasks import begin
from tui.text.cells import shorten
from tui.theming.styles import Styles


class Wish(NamedTuple):
    """An action to do on the page."""

    verb: str
    """``go`` to the place, or ``select`` the words again."""
    item: Unsure
    place: tuple[int, int] | None
    """Bounds of the passage, or of the selected candidate."""


class UnresolvedScreen(Overlay[Wish | None]):
    """Lists these passages and the other findings. Returns the action to do on the page, or None after Esc."""

    CONTEXT: ClassVar[str] = "unresolved"

    def __init__(
        self,
        styles: Styles,
        library: Library,
        at: str,
        find: Callable[[], Awaitable[None]],
        stay: Callable[[], object],
    ) -> None:
        """Show what a library has of them, beginning at a passage; for the callables see `examine_between_keys`."""
        super().__init__(styles)
        self._library = library
        self._at = at
        self._find = find
        self._stay = stay
        self._list = UnresolvedList(styles, library)
        self.body = self._records = RecordList[Unsure | Finding](
            self,
            self._list,
            open_=lambda _: self._with(lambda item: self._wish("go", item)),
            words=self._words_of,
            passed=self._passed,
            frame="search",
        )

    def _passed(self) -> None:
        """Show the key that a finding about a renamed file has."""
        item = self._records.selected
        if isinstance(item, Finding) and item.likely:
            path = shorten(self._library.source(item.likely).path, 40)
            self.say(f"{key_of('problems.follow', self.keys)} to move the source to {path}")

    def _words_of(self, item: Unsure | Finding) -> str:
        """Return the text that a filter looks in."""
        if isinstance(item, Finding):
            return f"{item.kind} {item.text}"
        one = item.passage.annotation
        source = self._library.source(one.source)
        about = f"{self._library.address(one.id)} {NAMES[item.kind]} {' '.join(one.tags)} {source.title} {source.path}"
        return f"{about} {one.exact} {item.now} {one.note}"

    def open(self) -> None:
        """Show all of them, and look for more."""
        super().open()
        ids = [item.passage.annotation.id for item in self._list.items if isinstance(item, Unsure)]
        if self._at in ids:
            self._list.go(ids.index(self._at), tell=False)
        self._look()

    def _look(self) -> None:
        """Examine the rest of the library."""
        begin(self, examine_between_keys, self._library, self._find, self._stay, self._show_progress)

    def renew(self) -> None:
        """Show the current passages and findings; the cursor keeps its passage."""
        chosen = self._records.selected
        found = findings(self._library)
        passages = sorted((one.unsure for one in found if one.unsure), key=lambda one: RANKS.index(one.kind))
        others = [one for one in found if one.unsure is None]
        counts = [(kind, sum(item.kind == kind for item in passages)) for kind in RANKS]
        names = NAMES | {"figure": "figures changed", "ambiguous": "places not certain"}
        parts = [f"{count} {(NAMES if count == 1 else names)[kind].lower()}" for kind, count in counts if count]
        parts += [count_noun(len(others), "other finding")] if others else []
        self._records.nothing = (verdict(self._library, found),)
        title = " · ".join([f"{len(passages)} unresolved", *parts]) if found else "No unresolved passages"
        items: list[Unsure | Finding] = [*passages, *others]
        cursor = _place_of(chosen, items, min(self._list.cursor, len(passages) - 1))
        self._records.show(items, title, cursor=cursor)

    def _show_progress(self, progress: str) -> None:
        """Show the progress of the check; at its end its findings."""
        if progress:
            self._records.retitle(progress)
        else:
            self.renew()

    def _do(self, act: Callable[[], str]) -> None:
        """Make a decision, and show its result."""
        try:
            message = act()
        except PostilError as error:
            message = str(error)
        self.renew()
        self.say(message)

    def _accept(self, item: Unsure) -> str:
        annotation = item.passage.annotation
        self._library.accept([annotation.id], self._list.place(item))
        return f"{self._library.address(annotation.id)} accepted{tip('change.undo', 'undo', self.keys)}"

    def _accept_moved(self) -> str:
        moved = [
            item.passage.annotation.id for item in self._list.items if isinstance(item, Unsure) and item.kind == "moved"
        ]
        if not moved:
            return "no passage was only moved"
        self._library.accept(moved)
        return f"{len(moved)} moved passages accepted{tip('change.undo', 'undo', self.keys)}"

    def _drop(self, item: Unsure) -> str:
        address = self._library.address(item.passage.annotation.id)
        self._library.delete(item.passage.annotation.id)
        return f"{address} deleted{tip('change.undo', 'undo', self.keys)}"

    def _choose(self, index: int | None, item: Unsure) -> None:
        """Select another candidate; without an index the next one."""
        if not item.candidates:
            self.say("nothing to choose: this passage has one place")
            return
        id_ = item.passage.annotation.id
        wanted = (self._list.chosen.get(id_, 0) + 1) % len(item.candidates) if index is None else index
        if wanted < len(item.candidates):
            self._list.chosen[id_] = wanted
            self._list.go(self._list.cursor, tell=False)
            self.say(
                f"{wanted + 1} of {len(item.candidates)}{tip('unresolved.accept', 'accept it', self.keys)}"
                f"{tip('link.follow', 'go there', self.keys)}"
            )

    def _wish(self, verb: str, item: Unsure) -> None:
        if verb == "go" and self._list.place(item) is None:
            self.say(
                f"no location{tip('unresolved.reselect', 'select other words', self.keys)}"
                f"{tip('unresolved.drop', 'delete it', self.keys)}"
            )
        else:
            self.close(Wish(verb, item, self._list.place(item)))

    # --- keys

    def _with(self, act: Callable[[Unsure], object]) -> None:
        """Call a function with the passage under the cursor; show a message if there is none."""
        item = self._records.selected
        if isinstance(item, Unsure):
            act(item)
        elif item is not None:
            self.say(f"no passage to decide on here{tip('app.problems', 'on the page to show the finding', self.keys)}")

    def do_unresolved_reselect(self, _: int | None) -> None:
        """Select the words of the passage again."""
        self._with(lambda item: self._wish("select", item))

    def do_unresolved_accept(self, _: int | None) -> None:
        """Accept the new words, or the selected candidate."""
        self._with(lambda item: self._do(lambda: self._accept(item)))

    def do_unresolved_accept_moved(self, _: int | None) -> None:
        """Accept all passages that were only moved."""
        self._do(self._accept_moved)

    def do_unresolved_drop(self, _: int | None) -> None:
        """Delete the passage."""
        self._with(lambda item: self._do(lambda: self._drop(item)))

    def do_problems_follow(self, _: int | None) -> None:
        """Give the source under the cursor the file that it is likely to be in."""
        item = self._records.selected
        if isinstance(item, Finding) and item.likely:
            message = f"{moved_to(self._library, item)}{tip('change.undo', 'undo', self.keys)}"
            self._do(lambda: self._follow(item, message))
            self._look()

    def _follow(self, item: Finding, message: str) -> str:
        self._library.files.take(item.source, item.likely)
        return message

    def do_unresolved_next(self, _: int | None) -> None:
        """Select the next candidate."""
        self._with(lambda item: self._choose(None, item))

    def do_unresolved_candidate(self, digit: int | None) -> None:
        """Select a candidate by its number."""
        self._with(lambda item: self._choose((digit or 1) - 1, item))

    def do_change_undo(self, count: int | None) -> None:
        """Undo the last change."""
        undo(self, self._library, self._undone, count=count)

    def _undone(self, outcome: Outcome) -> None:
        self.renew()
        self.say(outcome.text)


def _place_of(chosen: Unsure | Finding | None, items: Sequence[Unsure | Finding], beside: int) -> int | None:
    """Return the index of the cursor in a rebuilt list: that of the same item, else of a passage `beside` it."""
    if isinstance(chosen, Unsure):
        id_ = chosen.passage.annotation.id
        same = (at for at, item in enumerate(items) if isinstance(item, Unsure) and item.passage.annotation.id == id_)
        # While passages are decided, the cursor does not move on to the findings below them.
        return next(same, beside if beside >= 0 else None)
    return items.index(chosen) if chosen in items else None
