"""List of the remarks of lint; each leads to its place."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar, Final

from rich.style import Style

from annotations.library import Library
from annotations.library.issues.lint import KINDS, Remark, in_order, lint
from annotations.text.plurals import count_noun
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.screens.overview.empty import nothing_yet
from tui.session.overview.figure_reader import load_figure_reader
from tui.tasks import SHOW_EVERY, Slices, begin
from tui.text.cells import shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

REMEDIES: Final = {
    "number": ("tag.figure", "there tags it"),
    "reading": ("tag.figure_details", "there chooses one"),
    "figure": ("tag.figure_details", "there completes it"),
    "decision": ("change.history", "lists the change, which can be undone"),
    "claim": ("link.take", "there links another source"),
    "contradiction": ("link.browse", "lists the links, which take notes"),
    "unread": ("source.read", "there marks it as read"),
    "orphan": ("go.orphans", "lists lost passages"),
}
"""A command against each kind of remark, and its effect at the place of the remark."""

COMPLETE: Final = (
    "Nothing to add: all numbers, figures, claims and contradictions are complete.",
    "",
    "{app.report} on the page makes a report.",
)


class LintList(ItemList[Remark]):
    """Remarks, one row each."""

    def draw(self, item: Remark, width: int) -> list[Line]:
        """The sign of the kind, and the beginning of the text."""
        sign = f"{signs.LINT[item.kind].char} "
        return [[(sign, self.theme_styles.warning), (shorten(item.text, width - 2), Style.null())]]


class LintScreen(Overlay[Remark | None]):
    """Returns the remark to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "lint"

    def __init__(self, styles: Styles, library: Library, stay: Callable[[], object]) -> None:
        """Show the remarks on a library; ``stay`` is called while sources are read."""
        super().__init__(styles)
        self._list = LintList(styles, "", id="entries")
        self.body = self._records = RecordList[Remark](
            self,
            self._list,
            open_=self.close,
            describe=self._describe,
            words=lambda one: f"{one.kind} {one.text}",
        )
        self._library = library
        self._stay = stay
        self._remarks: list[Remark] | None = None
        """None until all sources have been read."""

    def open(self) -> None:
        """Read the sources and show the remarks."""
        self.take_keys(self._list)
        self._records.nothing = ()
        self._records.show((), "Lint · reading the sources…")
        self.say_keys()
        begin(self, self._read)

    async def _read(self) -> None:
        """Collect the remarks in slices between keys."""
        await load_figure_reader()
        slices, found, sources = Slices(), list[Remark](), len(self._library.sources())
        shown = monotonic()
        for step in lint(self._library):
            found += step.found
            if slices.over:
                self._stay()
                if monotonic() > shown + SHOW_EVERY:
                    self._records.retitle(f"Lint · {100 * step.of(sources):.0f} % read · {len(found):,} so far")
                    shown = monotonic()
                await slices.next()
        self._stay()
        self._remarks = in_order(found)
        self._records.nothing = nothing_yet(self._library, COMPLETE, self.keys)
        self.renew()
        self.say_keys()

    def renew(self) -> None:
        """Remove the remarks whose passage or source is gone; there are none while sources are read."""
        if self._remarks is None:
            return
        sources = {source.id for source in self._library.sources()}
        passages = {one.id for one in self._library.all_annotations()}
        self._remarks = [
            one for one in self._remarks if one.source in sources and (not one.passage or one.passage in passages)
        ]
        self._records.show(self._remarks, f"Lint · {count_noun(len(self._remarks), 'remark')}")

    def _describe(self, item: Remark, _: int) -> Sequence[Line]:
        """The whole text of a remark, its kind in words, and a key against it."""
        remedy = tip(*REMEDIES[item.kind], self.keys)
        return [[(item.text, Style.null())], [(f"{KINDS[item.kind]}{remedy}", self.theme_styles.muted)]]
