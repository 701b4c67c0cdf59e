"""The problems of a library, and the conflicts between two versions that the user decides."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from rich.style import Style

from annotations.library import Library
from annotations.library.issues.conflict_copies import take_in
from annotations.library.issues.findings import Finding, findings, name_of, verdict
from annotations.model import Annotation, Link, status_name
from annotations.text.plurals import count_noun
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.screens.base.usable import usable_hints
from tui.screens.issues.library_check import examine_between_keys
from tui.tasks import begin
from tui.text.cells import shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.detail_pane import compared, side_by_side
from tui.widgets.item_list import ItemList, Line

_DECISIONS: Final = ("problems.first", "problems.second", "problems.both")
"""The commands that decide between two versions."""


class ProblemList(ItemList[Finding]):
    """Findings, one row each."""

    def draw(self, item: Finding, width: int) -> list[Line]:
        """A sign for an open decision, and the beginning of the text."""
        sign = (
            signs.TWINS if item.twins else signs.COPY if item.copy else signs.LIKELY if item.likely else signs.PROBLEM
        )
        return [[(f"{sign.char} ", self.theme_styles.warning), (shorten(item.text, width - 2), Style.null())]]


class ProblemsScreen(Overlay[Finding | None]):
    """Returns the finding to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "problems"

    def __init__(
        self,
        styles: Styles,
        library: Library,
        changed: Callable[[], object],
        find: Callable[[], Awaitable[None]],
        stay: Callable[[], object],
    ) -> None:
        """The findings of a library.

        ``changed`` is called after something was decided, ``find`` looks for the passages of sources that changed, and
        ``stay`` is called while sources are read.
        """
        super().__init__(styles)
        self._list = ProblemList(styles, "", id="entries")
        self.body = self._records = RecordList[Finding](
            self,
            self._list,
            open_=self._go,
            describe=self._describe,
            words=lambda one: f"{one.kind} {one.text}",
            passed=self._passed,
        )
        self._library = library
        self._changed = changed
        self._find = find
        self._stay = stay
        self._shown_for: tuple[bool, bool] = (False, False)
        """Whether the finding for which keys are shown is about a copy, and about a file that was renamed."""

    def open(self) -> None:
        """Show the findings, and examine the rest of the library."""
        super().open()
        self.say_keys()
        begin(self, examine_between_keys, self._library, self._find, self._stay, self._show_progress)

    def renew(self) -> None:
        """Show the current findings."""
        found = findings(self._library)
        self._records.nothing = (verdict(self._library, found),)
        self._records.show(found, f"Problems · {len(found)}" if found else "Problems")

    def _show_progress(self, progress: str) -> None:
        """Show the progress of the check; at its end its findings."""
        if progress:
            self._records.retitle(f"Problems · {progress}")
        else:
            self.renew()
            self.say_keys()

    def say_keys(self) -> None:
        """Show the keys that apply: those for two versions or a copy only where there is one."""
        selected, items = self._records.selected, self._list.items
        on_copy = selected is not None and selected.copy is not None
        wanted = {
            "link.follow": any(found.passage or found.source for found in items),
            "problems.merge": on_copy,
            "problems.follow": selected is not None and bool(selected.likely),
            **dict.fromkeys(_DECISIONS, not on_copy and any(found.twins for found in items)),
        }
        self.caption.offer(usable_hints(self, [id_ for id_, shown in wanted.items() if not shown]))

    def _describe(self, item: Finding, width: int) -> Sequence[Line]:
        """The whole text of a finding; for a conflict both versions, the second with its differences marked."""
        if item.twins is None:
            return [[(item.text, Style.null())]]
        one, other = item.twins
        sides = [_version(self._library, key, record, self.theme_styles) for key, record in (("1", one), ("2", other))]
        lines = side_by_side(sides[0], sides[1], width, self.theme_styles)
        if one.note and other.note and one.note != other.note:
            lines.append(
                [("their notes: ", self.theme_styles.muted), *compared(one.note, other.note, self.theme_styles)]
            )
        return lines

    def do_problems_first(self, _: int | None) -> None:
        """Keep the first of two versions."""
        self._keep(0)

    def do_problems_second(self, _: int | None) -> None:
        """Keep the second of two versions."""
        self._keep(1)

    def do_problems_both(self, _: int | None) -> None:
        """Keep both versions."""
        item = self._records.selected
        if item is not None and item.twins is not None:
            other = item.twins[1]
            self._decide(lambda: self._library.keep_both(other.id), "kept both")

    def _keep(self, which: int) -> None:
        item = self._records.selected
        if item is not None and item.twins is not None:
            kept, gone = item.twins[which], item.twins[1 - which]
            self._decide(lambda: self._library.keep_one(kept.id, gone.id), f"kept {which + 1}")

    def do_problems_merge(self, _: int | None) -> None:
        """Merge the conflict copy under the cursor into the library."""
        item = self._records.selected
        if item is not None and item.copy is not None:
            self._take_in(item.copy)

    def do_problems_follow(self, _: int | None) -> None:
        """Give the source under the cursor the file that it is likely to be in."""
        item = self._records.selected
        if item is not None and item.likely:
            self._decide(lambda: self._library.files.take(item.source, item.likely), moved_to(self._library, item))
            self.renew()
            begin(self, examine_between_keys, self._library, self._find, self._stay, self._show_progress)

    def _go(self, item: Finding) -> None:
        """Close and go there, if the finding is about a passage or a source."""
        if item.passage or item.source:
            self.close(item)

    def _passed(self) -> None:
        """Show the keys for the finding under the cursor."""
        item = self._records.selected
        about = item is not None and item.copy is not None, item is not None and bool(item.likely)
        if about != self._shown_for:
            # Otherwise the last message remains.
            self._shown_for = about
            self.say_keys()

    def _take_in(self, copy: Path) -> None:
        changed, conflicts = take_in(self._library, copy)
        self._changed()
        self.renew()
        result = f"{count_noun(changed, 'record')} came from the copy" if changed else "nothing new"
        more = f" · {conflicts[0]}" + (f" (and {len(conflicts) - 1} more, listed here)" if len(conflicts) > 1 else "")
        self.say(
            f"merged: {result}{more if conflicts else ''} · the copy is kept in .postil/backups{tip('change.undo', 'in the text to undo it', self.keys)}"
        )

    def _decide(self, act: Callable[[], object], message: str) -> None:
        act()
        self._changed()
        self.say(f"{message}{tip('change.undo', 'in the text to undo it', self.keys)}")


def moved_to(library: Library, item: Finding) -> str:
    """Return the message that the source of a finding is in its likely file now."""
    return f"source {library.source(item.source).number} is {library.source(item.likely).path} now"


def _version(library: Library, key: str, record: Annotation | Link, styles: Styles) -> list[Line]:
    """One of two versions: its name, author, time and content."""
    time = record.modified if isinstance(record, Annotation) else record.created
    lines: list[Line] = [
        [(f"{key}  {name_of(library, record)} ", styles.accent), (f"{time[:16].replace('T', ' ')} UTC", styles.muted)]
    ]
    if isinstance(record, Annotation):
        status = "" if record.status == "open" else f" · {status_name(record.status)}"
        lines.append([((" ".join(record.tags) or "no tag") + status, styles.bold)])
        lines.append([(f"“{shorten(record.exact, 300)}”", Style.null())])
    lines.append([(f"{signs.NOTE.char} {record.note}" if record.note else "no note", styles.muted)])
    return lines
