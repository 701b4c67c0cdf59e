"""Two pages on the two ends of a link: the active page leads, the other one follows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.parts.figures import values_of
from annotations.model import Link, Passage
from annotations.review.comparison.passages import marks
from annotations.text.quantities import Value
from tui.keys.command_table import tip
from tui.screens.reading.page_controller import PageController
from tui.screens.reading.pages import Pages
from tui.screens.reading.pane_controller import PaneController
from tui.session.notifications import Notifications
from tui.text.paint.connectors import side_by_side, stacked
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.link_ends import Partner, partners

Spans = list[tuple[int, int]]

LONGEST: Final = 2_000
"""Code points of a passage above which it is not compared word by word: that takes the product of both."""


class Comparison:
    """The compared passages, and the page that shows them."""

    def __init__(
        self,
        pages: Pages,
        panes: PaneController,
        library: Library,
        notifications: Notifications,
        keys: Mapping[str, Sequence[str]],
        styles: Callable[[], Styles],
        ended: Callable[[], None],
    ) -> None:
        """Compare on the pages of a screen. ``ended`` is called when that is over."""
        self._pages = pages
        self._panes = panes
        self._library = library
        self._notifications = notifications
        self._keys = keys
        self._styles = styles
        self._ended = ended
        self._split = False
        """Whether the second page was opened for the comparison."""
        self._pair: tuple[str, str] = ("", "")
        """The passage on the leading page, and its partner on the other page."""
        self._values: dict[str, tuple[object, tuple[Value, ...]]] = {}
        """Figures and dates of the pair by the ids of its passages, each with what they were read in."""
        self._lead = pages.active
        self._at = 0
        self.locked = False
        """Whether the other page keeps its passage when the cursor moves."""

    def begin(self, beside: tuple[str, str] | None = None) -> None:
        """Show on a second page the passage that is linked to the one under the cursor.

        With `beside`, show the second of these two passages there until `locked` is set to False.
        """
        if len(self._pages) == 1:
            self._split = True
            here = self._pages.active
            self._panes.split()
            self._panes.activate(here)
        self._panes.focus_page()
        self._lead = self._pages.active
        if beside is not None:
            self.locked, self._pair = True, beside
            self._bring_up()
        self.follow()
        if not self._others(self._pair[0]) and beside is None:
            self._notifications.notify(
                f"comparing · go to a passage with links{tip('link.next', 'go to the next', self._keys)}"
            )
        self._panes.tell()

    def end(self) -> None:
        """End the comparison, and close the page that it opened."""
        self._ended()
        self._clear()
        if self._split and (follower := self._pages.inactive) is not None:
            self._panes.activate(follower)
            self._panes.close_page()
        self._notifications.notify("comparison closed")

    def describe(self) -> str:
        """Describe the comparison for the status bar, behind the passage under the cursor.

        The partner as the links with it read from that passage, which of how many, and whether it is locked. Where
        the cursor is on neither end both are named, for else it would seem that the link is that passage's own.
        """
        here, there = self._pair
        if any(id_ and not self._known(id_) for id_ in self._pair):
            return ""  # Deleted meanwhile.
        found = self._others(here)
        led = len(found) > 1 and there in found
        locked = " · locked" if self.locked else ""
        if there not in found and not (there and self.locked):
            return "  locked" if self.locked else ""
        current = self._pages.active.page.current
        at = current.annotation.id if current is not None else ""
        count = f" · {found.index(there) + 1} of {len(found)}" if led and at != there else ""
        if at == there:
            here, there = there, here
        address = self._library.address
        joined = " and ".join(f"{one.glyph} {one.reads}" for one in self._joining(here, there)) or "beside"
        first = "" if at == here else f"compared: {address(here)} "
        return f"  {first}{joined} {address(there)}{count}{locked}"

    @property
    def links(self) -> list[Link]:
        """The links that join the two passages."""
        here, there = self._pair
        return [one.link for one in self._joining(here, there)] if here and self._known(here) else []

    def cycle(self, by: int) -> None:
        """Show the linked passage ``by`` places further on."""
        # On the page that followed, too, it is the passage that leads whose partners are gone through.
        found = self._others(self._pair[0])
        if len(found) < 2:
            self._notifications.notify("this passage has no other links" if found else "this passage has no links")
            return
        self._show(self._pair[0], found, (self._at + by) % len(found))

    def follow(self) -> None:
        """Show the partner of the passage under the cursor if that has changed, and mark the differences."""
        if len(self._pages) == 1:
            self._ended()
            self._clear()
            return
        current = self._pages.active.page.current
        here = current.annotation.id if current is not None else ""
        if here and not self.locked and here not in self._pair:
            if found := self._others(here):
                self._lead = self._pages.active
                self._show(here, found, 0)
        elif here == self._pair[0]:
            # A link of it may have been made or deleted meanwhile.
            found = self._others(here)
            if found and self._pair[1] not in found and not self.locked:
                self._show(here, found, 0)
            elif not found and not self.locked:
                self._pair = ("", "")
        self._mark()

    def _others(self, here: str) -> list[str]:
        """Return the passages that are linked to a passage, each once."""
        return list(dict.fromkeys(one.id for one in partners(self._library, here))) if here else []

    def _joining(self, here: str, there: str) -> list[Partner]:
        """The links that join two passages, as they read from the first."""
        return [one for one in partners(self._library, here) if one.id == there] if here else []

    def _show(self, here: str, found: Sequence[str], at: int) -> None:
        """Bring a partner up on the page that follows."""
        self._at = at
        self._pair = here, found[at]
        self._bring_up()

    def _bring_up(self) -> None:
        """Bring the second passage of the pair up on the page that follows."""
        other = self._pair[1]
        passage = self._library.passage(other)
        follower = self._follower()
        follower.show(passage.annotation.source)
        if not passage.placed:
            self._notifications.notify(f"{self._library.address(other)} is no longer found in its source", "warning")
        elif passage.start < follower.page.document.length or follower.reading_on is None:
            follower.page.choose(self._library.passage(other))
        else:
            pair = self._pair
            follower.keep_until_read(lambda: self._arrive(follower, pair))
        self._mark()

    def _arrive(self, follower: PageController, pair: tuple[str, str]) -> None:
        """Show the partner after its source has been read, unless another pair is compared by now."""
        if self._pair == pair:
            follower.page.choose(self._library.passage(pair[1]))
            self._mark()

    def _follower(self) -> PageController:
        return next(one_page for one_page in self._pages if one_page is not self._lead)

    def _mark(self) -> None:
        """Mark the differences on both pages."""
        both = (self._lead, self._follower()) if self._lead in self._pages else ()
        passages = [self._placed(id_) for id_ in self._pair]
        for index, one_page in enumerate(both):
            one, other = passages[index], passages[1 - index]
            spans: Spans = []
            if one is not None and other is not None and one_page.source == one.annotation.source:
                words = one.annotation.exact, other.annotation.exact
                found = differing(*words, self._values_of(one), self._values_of(other))
                spans = [(one.start + start, one.start + end) for start, end in found if one.start + end <= one.end]
            one_page.page.show_differing(spans)
        self._join()

    def _values_of(self, passage: Passage) -> tuple[Value, ...]:
        """Return the figures and dates of a passage as the ledger reads them; they are kept while it is compared."""
        source = passage.annotation.source
        document = next((one.page.document for one in self._pages if one.source == source), None)
        known = self._values.get(passage.annotation.id)
        state = passage, document, document is not None and document.complete
        if known is None or known[0] != state:
            self._values = {id_: kept for id_, kept in self._values.items() if id_ in self._pair}
            known = self._values[passage.annotation.id] = state, tuple(values_of(passage, document))
        return known[1]

    def _join(self) -> None:
        """Draw the link between the two passages across the pages."""
        pages = [one_page.page for one_page in self._pages]
        shown = dict(zip(self._pair, (self._lead, self._follower()), strict=True)) if self._lead in self._pages else {}
        placed = {one_page.page: self._placed(id_) for id_, one_page in shown.items() if id_}
        joining = self._joining(*self._pair)
        rows = [
            page.row_of(passage.start, passage.end)
            for page in pages
            if (passage := placed.get(page)) is not None
            if next(one_page.source for one_page in self._pages if one_page.page is page) == passage.annotation.source
        ]
        if len(pages) != 2 or len(rows) != 2 or not all(page.size for page in pages):
            self._clear_joints()
            return
        style = self._styles().kind(joining[0].kind) if joining else self._styles().accent
        if self._panes.layout.stacked:
            for page, row in zip(pages, rows, strict=True):
                page.show_joints(
                    stacked(row, page.size.height, joining[0].glyph if joining else signs.UNTAGGED.char, style)
                )
        else:
            joints = side_by_side(rows[0], rows[1], min(page.size.height for page in pages), style)
            for page, cells in zip(pages, joints, strict=True):
                page.show_joints(cells)

    def _clear(self) -> None:
        for one_page in self._pages:
            one_page.page.show_differing(())
        self._clear_joints()

    def _clear_joints(self) -> None:
        for one_page in self._pages:
            one_page.page.show_joints(())

    def _known(self, annotation_id: str) -> bool:
        try:
            self._library.annotation(annotation_id)
        except UsageError:
            return False
        return True

    def _placed(self, annotation_id: str) -> Passage | None:
        try:
            passage = self._library.passage(annotation_id)
        except UsageError:
            return None  # Deleted meanwhile, or not comparing.
        return passage if passage.placed else None


def differing(
    one: str, other: str, values: tuple[Value, ...] | None = None, other_values: tuple[Value, ...] | None = None
) -> Spans:
    """Return the differences to mark in a passage beside another one; empty if both are too long to compare.

    `values` and `other_values` are their figures and dates, if more is known of them than the words say.
    """
    if len(one) * len(other) > LONGEST**2:
        return []
    return list(marks(one, other, values, other_values))
