"""Two pages on the two ends of a link: the page that has the keys leads, the other one follows."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from annotations.errors import UsageError
from annotations.model import Passage
from annotations.review.comparison.passages import marks
from tui.text.paint.connectors import side_by_side, stacked
from tui.widgets.link_ends import Partner, partners

if TYPE_CHECKING:
    from tui.screens.reading.page_controller import Leaf
    from tui.screens.reading.paned_screen import PanedScreen

Spans = list[tuple[int, int]]

LONGEST: Final = 2_000
"""Code points of a passage above which it is not compared word by word: that takes the product of both."""


class Comparing:
    """What is compared, and which page shows it."""

    def __init__(self, reader: "PanedScreen", ended: Callable[[], None]) -> None:
        """Compare on the pages of a screen; ``ended`` is called when that is over."""
        self._reader = reader
        self._ended = ended
        self._split = False
        """Whether the second page is there only for this."""
        self._pair: tuple[str, str] = ("", "")
        """The passage that leads, and the one that it brought up."""
        self._lead: Leaf = reader.leaf
        self._at = 0
        self.locked = False
        """Whether the other page stays whatever the cursor is on."""

    def begin(self, beside: tuple[str, str] | None = None) -> None:
        """Have a second page, and bring up there what the passage under the cursor is linked to.

        Or what it is to be beside, the second of two passages, which stays there until `locked` is taken back.
        """
        reader = self._reader
        if not reader.panes.split:
            self._split = True
            leaf = reader.leaf
            reader.split()
            reader.activate(leaf)
        reader.focus_page()
        self._lead = reader.leaf
        if beside is not None:
            self.locked, self._pair = True, beside
            self._bring_up()
        self.follow()
        if not self._others(self._pair[0]) and beside is None:
            reader.notifications.notify("comparing: go to a passage that has links, ]l goes to the next one")
        reader.tell()

    def end(self) -> None:
        """Take away what was put there for comparing."""
        reader = self._reader
        self._ended()
        self._clear()
        if self._split and reader.panes.split:
            here = reader.leaf
            reader.activate(next(leaf for leaf in reader.leaves if leaf is not here))
            reader.close_leaf()
        reader.notifications.notify("compared no longer")

    def told(self) -> str:
        """What the status line says of it behind the passage under the cursor.

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
        current = self._reader.page.current
        at = current.annotation.id if current is not None else ""
        count = f" · {found.index(there) + 1} of {len(found)}" if led and at != there else ""
        if at == there:
            here, there = there, here
        address = self._reader.library.address
        joined = " and ".join(f"{one.glyph} {one.reads}" for one in self._joining(here, there)) or "beside"
        first = "" if at == here else f"compared: {address(here)} "
        return f"  {first}{joined} {address(there)}{count}{locked}"

    def cycle(self, by: int) -> None:
        """Bring up the partner so many further on."""
        # On the page that followed, too, it is the passage that leads whose partners are gone through.
        found = self._others(self._pair[0])
        if len(found) < 2:
            self._reader.notifications.notify(
                "this passage has no other links" if found else "this passage has no links"
            )
            return
        self._show(self._pair[0], found, (self._at + by) % len(found))

    def follow(self) -> None:
        """Bring up what belongs to the passage under the cursor, if that is another one now; mark what differs."""
        reader = self._reader
        if not reader.panes.split:
            self._ended()
            self._clear()
            return
        current = reader.page.current
        here = current.annotation.id if current is not None else ""
        if here and not self.locked and here not in self._pair:
            if found := self._others(here):
                self._lead = reader.leaf
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
        """The passages that one is linked to, each of them once, however many links there are."""
        return list(dict.fromkeys(one.id for one in partners(self._reader.library, here))) if here else []

    def _joining(self, here: str, there: str) -> list[Partner]:
        """The links that join two passages, as they read from the first."""
        return [one for one in partners(self._reader.library, here) if one.id == there] if here else []

    def _show(self, here: str, found: Sequence[str], at: int) -> None:
        """Bring a partner up on the page that follows."""
        self._at = at
        self._pair = here, found[at]
        self._bring_up()

    def _bring_up(self) -> None:
        """Bring the second passage of the pair up on the page that follows."""
        reader, other = self._reader, self._pair[1]
        passage = reader.library.passage(other)
        follower = self._follower()
        follower.show(passage.annotation.source)
        if not passage.placed:
            reader.notifications.notify(f"{reader.library.address(other)} is no longer found in its source", "warning")
        elif passage.start < follower.page.document.length:
            follower.page.choose(reader.library.passage(other))
        else:
            pair = self._pair
            follower.when_read(lambda: self._arrive(follower, pair))
        self._mark()

    def _arrive(self, follower: "Leaf", pair: tuple[str, str]) -> None:
        """The source has been read: bring up what was waited for, unless something else is compared by now."""
        if self._pair == pair:
            follower.page.choose(self._reader.library.passage(pair[1]))
            self._mark()

    def _follower(self) -> "Leaf":
        return next(leaf for leaf in self._reader.leaves if leaf is not self._lead)

    def _mark(self) -> None:
        """Mark on both pages what differs."""
        leaves = (self._lead, self._follower()) if self._lead in self._reader.leaves else ()
        passages = [self._placed(id_) for id_ in self._pair]
        for index, leaf in enumerate(leaves):
            one, other = passages[index], passages[1 - index]
            spans: Spans = []
            if one is not None and other is not None and leaf.source == one.annotation.source:
                found = differing(one.annotation.exact, other.annotation.exact)
                spans = [(one.start + start, one.start + end) for start, end in found if one.start + end <= one.end]
            leaf.page.show_differing(spans)
        self._join()

    def _join(self) -> None:
        """Draw what joins the two passages, from the one page to the other."""
        reader = self._reader
        pages = [leaf.page for leaf in reader.leaves]
        shown = (
            dict(zip(self._pair, (self._lead, self._follower()), strict=True)) if self._lead in reader.leaves else {}
        )
        placed = {leaf.page: self._placed(id_) for id_, leaf in shown.items() if id_}
        joining = self._joining(*self._pair)
        rows = [
            page.row_of(passage.start, passage.end)
            for page in pages
            if (passage := placed.get(page)) is not None
            if next(leaf.source for leaf in reader.leaves if leaf.page is page) == passage.annotation.source
        ]
        if len(pages) != 2 or len(rows) != 2 or not all(page.size for page in pages):
            self._clear_joints()
            return
        style = reader.dressing.kind(joining[0].kind) if joining else reader.dressing.accent
        if reader.panes.stacked:
            for page, row in zip(pages, rows, strict=True):
                page.show_joints(stacked(row, page.size.height, joining[0].glyph if joining else "·", style))
        else:
            joints = side_by_side(rows[0], rows[1], min(page.size.height for page in pages), style)
            for page, cells in zip(pages, joints, strict=True):
                page.show_joints(cells)

    def _clear(self) -> None:
        for leaf in self._reader.leaves:
            leaf.page.show_differing(())
        self._clear_joints()

    def _clear_joints(self) -> None:
        for leaf in self._reader.leaves:
            leaf.page.show_joints(())

    def _known(self, annotation_id: str) -> bool:
        try:
            self._reader.library.annotation(annotation_id)
        except UsageError:
            return False
        return True

    def _placed(self, annotation_id: str) -> Passage | None:
        try:
            passage = self._reader.library.passage(annotation_id)
        except UsageError:
            return None  # Deleted meanwhile, or nothing is compared.
        return passage if passage.placed else None


def differing(one: str, other: str) -> Spans:
    """What is to be marked in a passage beside another one; nothing if both are too long to be compared."""
    if len(one) * len(other) > LONGEST**2:
        return []
    return list(marks(one, other))
