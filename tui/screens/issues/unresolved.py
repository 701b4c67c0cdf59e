"""Passages that were edited, moved or not found: old and new words side by side, with the actions for each."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style

from annotations.anchoring.diff.word_diff import Change, differences
from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.issues.findings import Finding, findings, verdict
from annotations.library.issues.unresolved import RANKS, Unsure
from annotations.model import CONTEXT
from annotations.text.plurals import count_noun
from tui.keys.command_table import key_of, tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import undo
from tui.screens.base.record_list import RecordList
from tui.screens.issues.library_check import examine_between_keys
from tui.screens.issues.problems import moved_to
from tui.session.undo_steps import Outcome
from tui.tasks import begin
from tui.text.cells import cell_len, ending, shorten, visible
from tui.text.titles import source_title
from tui.text.wrap import wrap
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

MOST_ROWS = 4
"""Rows of old or of new words that are shown at the most."""

BESIDE = 72
"""Least width in cells to show old and new words side by side."""

AROUND = 24
"""Cells of context that are shown before and behind a passage."""

_BELOW = " below "
"""Between a number of a table and its heads."""

LONGEST = 1200
"""Code points of a passage that are compared on the screen."""

NAMES = {
    "figure": "FIGURE CHANGED",
    "edited": "edited",
    "ambiguous": "place not certain",
    "orphan": "no longer found",
    "moved": "moved",
}
"""The name of each kind."""

"""The sign of each kind."""


class Wish(NamedTuple):
    """An action to do on the page."""

    verb: str
    """``go`` to the place, or ``select`` the words again."""
    item: Unsure
    place: tuple[int, int] | None
    """Bounds of the passage, or of the selected candidate."""


class UnsureList(ItemList[Unsure | Finding]):
    """The passages, each with its old and its new words; below them the other findings."""

    item_height = 6
    acts: ClassVar = True

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "", id="unsure")
        self._library = library
        self._tags = {tag.name: tag for tag in library.tags()}
        self.chosen: dict[str, int] = {}
        """Index of the selected candidate of an ambiguous passage, by its id."""

    def place(self, item: Unsure) -> tuple[int, int] | None:
        """Return the bounds of a passage, or of its selected candidate."""
        if item.candidates:
            chosen = self.chosen.get(item.passage.annotation.id, 0)
            return item.candidates[min(chosen, len(item.candidates) - 1)]  # There may be fewer than when it was chosen.
        return (item.passage.start, item.passage.end) if item.passage.placed else None

    def draw(self, item: Unsure | Finding, width: int) -> list[Line]:
        """The kind, and below it old and new words, side by side if there is room."""
        if isinstance(item, Finding):
            return [
                *_rows(
                    [(f"{signs.PROBLEM.char} ", self.theme_styles.warning), (item.text, self.theme_styles.base)], width
                ),
                [],
            ]
        half = (width - 3) // 2 if width >= BESIDE else width
        old, new = self._old(item, half), self._new(item, half)
        lines = [self._head(item, width)]
        if half == width:
            return [*lines, *old, *new, []]
        for y in range(max(len(old), len(new))):
            left, right = (column[y] if y < len(column) else [] for column in (old, new))
            gap = " " * (half - sum(cell_len(text) for text, _ in left))
            lines.append([*left, (gap, Style.null()), (" │ ", self.theme_styles.faint), *right])
        return [*lines, []]

    def _head(self, item: Unsure, width: int) -> Line:
        styles, annotation = self.theme_styles, item.passage.annotation
        strong = styles.warning if item.kind in ("figure", "edited") else styles.accent
        line: Line = [(f"{signs.UNRESOLVED[item.kind].char} {self._library.address(annotation.id)} ", strong)]
        line += [(tag.letter, styles.tag(tag.colour)) for name in annotation.tags if (tag := self._tags.get(name))]
        line.append((f" {NAMES[item.kind]}", strong))
        source = self._library.source(annotation.source)
        used = sum(cell_len(text) for text, _ in line)
        return [*line, ("  " + source_title(self._library, source, max(0, width - used - 4)), styles.muted)]

    def _old(self, item: Unsure, width: int) -> list[Line]:
        styles, annotation = self.theme_styles, item.passage.annotation
        now, removed = self._now(item), (Change.REMOVED, "[-", "-]", styles.warning + Style(strike=True))
        words = self._changes(annotation.exact, now, *removed) if now else [(annotation.exact[:LONGEST], styles.base)]
        if any(item.heads):
            heads = self._changes(item.heads[0], item.heads[1], *removed)
            return _rows([("was ", styles.muted), *words, (_BELOW, styles.muted), *heads], width)
        before, after = ending(annotation.prefix, AROUND), _beginning(annotation.suffix)
        return _rows([("was ", styles.muted), (before, styles.muted), *words, (after, styles.muted)], width)

    def _new(self, item: Unsure, width: int) -> list[Line]:
        styles, place = self.theme_styles, self.place(item)
        if place is None:
            return _rows([("now ", styles.muted), ("not found in the source", styles.warning)], width)
        document = self._library.reading(item.passage.annotation.source).document
        added = (Change.ADDED, "{+", "+}", styles.success + Style(bold=True))
        words = self._changes(item.passage.annotation.exact, self._now(item), *added)
        if any(item.heads):
            heads = self._changes(item.heads[0], item.heads[1], *added)
            return _rows([("now ", styles.muted), *words, (_BELOW, styles.muted), *heads], width)
        before = ending(document.slice(place[0] - CONTEXT, place[0]), AROUND)
        after = _beginning(document.slice(place[1], place[1] + CONTEXT))
        parts = [("now ", styles.muted)]
        if item.candidates:
            chosen = item.candidates.index(place) + 1
            line = document.location(place[0]).line
            which = f"{chosen} of {len(item.candidates)}" if len(item.candidates) > 1 else "perhaps"
            parts.append((f"{which}, line {line}: ", styles.accent))
        return _rows([*parts, (before, styles.muted), *words, (after, styles.muted)], width)

    def _now(self, item: Unsure) -> str:
        """Return the words of a passage now, or those of its selected candidate; empty if it has no place."""
        place = self.place(item)
        if not item.candidates or place is None:
            return item.now
        return self._library.reading(item.passage.annotation.source).document.slice(*place)

    def _changes(
        self, exact: str, now: str, kept: Change, left: str, right: str, style: Style
    ) -> list[tuple[str, Style]]:
        """The words of one side; those missing on the other side are marked by signs and by colour."""
        parts = []
        for change, text in differences(exact[:LONGEST], now[:LONGEST]):
            words = text.rstrip()
            if change is Change.SAME:
                parts.append((text, self.theme_styles.base))
            elif change is kept:
                parts += [(f"{left}{words}{right}", style), (text[len(words) :], self.theme_styles.base)]
        return parts


def _beginning(text: str) -> str:
    """The first words behind a passage."""
    return (" " if text[:1].isspace() else "") + shorten(text, AROUND)


def _rows(parts: Sequence[tuple[str, Style]], width: int) -> list[Line]:
    """Styled words, wrapped to a width."""
    safe = [(visible(text.replace("\n", " ").replace("\t", " ")), style) for text, style in parts]
    text = "".join(part for part, _ in safe)
    bounds = wrap(text, 0, len(text), max(8, width))
    lines: list[Line] = []
    for start, end in bounds[:MOST_ROWS]:
        line: Line = []
        place = 0
        for part, style in safe:
            shown = part[max(0, start - place) : max(0, end - place)]
            line += [(shown, style)] if shown else []
            place += len(part)
        lines.append(line)
    if len(bounds) > MOST_ROWS and lines[-1]:
        last, style = lines[-1][-1]
        lines[-1][-1] = (shorten(last + " …", max(2, cell_len(last) - 1)), style)
    return [_cut(line, width) for line in lines]


def _cut(line: Line, width: int) -> Line:
    """A row without the blanks at its end that do not fit."""
    while line and sum(cell_len(text) for text, _ in line) > width:
        text, style = line[-1]
        line = [*line[:-1], (text[:-1], style)] if len(text) > 1 else line[:-1]
    return line


class UnsureScreen(Overlay[Wish | None]):
    """Lists the unsure passages. Returns the action to do on the page, or None after Esc."""

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
        self._list = UnsureList(styles, library)
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
        self._list.nothing = (verdict(self._library, found),)
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
