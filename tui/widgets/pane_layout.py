"""The panes of the reading screen: the panels, one page or two, and who has how much room."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from annotations.library import Library
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList
from tui.widgets.outline import OutlinePanel
from tui.widgets.page import Page
from tui.widgets.passages import PassagesPanel
from tui.widgets.sources import SourcesPanel

SIDE_BY_SIDE: Final = 100
"""Cells of a terminal below which two pages stand one above the other: else rows have some 40 cells."""

BESIDE_PANELS: Final = 190
"""Cells of a terminal from which on two pages leave room for the panels."""

ZOOMS: Final = 2
"""Steps of zoom: more room for the page that has the keys, then all of it."""


class Panes(Horizontal):
    """Sources and outline on the left, the text in the middle, its passages on the right."""

    def __init__(self, styles: Styles, library: Library, pages: Callable[[], Sequence[Page]]) -> None:
        """The panels of a library beside the pages that ``pages`` returns."""
        super().__init__(id="panes")
        self._pages = pages
        self.sources = SourcesPanel(styles, library, id="sources")
        self.outline = OutlinePanel(styles, id="outline")
        self.passages = PassagesPanel(styles, library, id="passages")
        self._pages_made = 1
        self.zoom = 0
        """How much more room than its share the page that has the keys is given: 0 to `ZOOMS`."""
        self.wanted: Literal["", "beside", "stacked"] = ""
        """How the reader wants two pages to stand whatever the width is; as it fits if nothing was said."""
        self._left = Vertical(self.sources, id="left")
        self._theme_styles = styles
        self._lists: dict[str, ItemList[Any]] = {
            "sources": self.sources, "outline": self.outline, "passages": self.passages
        }  # fmt: skip

    def compose(self) -> ComposeResult:
        """What is there from the first frame on."""
        yield self._left
        yield from self._pages()
        yield self.passages

    def mount_panels(self) -> None:
        """Add what the first frame does not need."""
        if not self._left.is_mounted:
            self.call_after_refresh(self.mount_panels)
        elif not self.outline.is_attached:
            self._left.mount(self.outline)

    # --- who has the keys

    def focused_list(self, focused: Widget | None) -> ItemList[Any] | None:
        """The panel that is focused; None if the keys go to a page."""
        return self._lists.get(focused.id or "") if focused is not None else None

    def name_of(self, panel: ItemList[Any] | None) -> str:
        """``sources``, ``outline``, ``passages``, or ``page`` for None."""
        return "page" if panel is None else panel.id or ""

    def show_panel(self, name: str) -> ItemList[Any]:
        """Have a panel shown, over the pages where there is no room beside them."""
        self.mount_panels()
        self._left.set_class(name in ("sources", "outline"), "shown")
        self._left.set_class(name == "outline", "-outline")
        self.passages.set_class(name == "passages", "shown")
        return self._lists[name]

    def hide_panels(self) -> None:
        """Have the panels that lie over the pages go."""
        self._left.remove_class("shown", "-outline")
        self.passages.remove_class("shown")

    def all_in_order(self) -> list[ItemList[Any] | Page]:
        """Every pane that can have the keys, from left to right."""
        outline = [self.outline] if self.outline.items else []
        return [self.sources, *outline, *self._pages(), self.passages]

    def shown_in_order(self) -> list[ItemList[Any] | Page]:
        """The panes that are on the screen, from left to right."""
        return [pane for pane in self.all_in_order() if pane.is_on_screen]

    # --- one page or two

    @property
    def split(self) -> bool:
        """Whether there are two pages."""
        return len(self._pages()) > 1

    @property
    def stacked(self) -> bool:
        """Whether there are two pages and they stand one above the other."""
        fits = self.app.size.width >= SIDE_BY_SIDE
        return self.split and (self.wanted or ("beside" if fits else "stacked")) == "stacked"

    def make_page(self) -> Page:
        """Make a second page and mount it after the first."""
        # Never a name that was used: a page that was just closed is still there until its messages are dealt with.
        self._pages_made += 1
        page = Page(self._theme_styles, id=f"page-{self._pages_made}")
        first = self._pages()[0]
        page.measure = first.measure
        self.mount(page, after=first)
        return page

    def remove_page(self, page: Page) -> None:
        """Unmount one of two pages."""
        page.remove()
        self.zoom = 0

    def share_room(self, active: Page) -> None:
        """Share the room out, for the page that has the keys."""
        crowded = self.split and (self.stacked or self.app.size.width < BESIDE_PANELS)
        self.set_class(self.split, "-split")
        self.set_class(self.stacked, "-stacked")
        self.set_class(self.zoom > 0 or crowded, "-bare")
        self.set_class(self.zoom == 1, "-larger")
        self.set_class(self.zoom == ZOOMS, "-alone")
        for page in self._pages():
            page.set_class(page is active, "-active")
            page.set_active(page is active)
            page.paired = self.split

    def fit_source(self) -> None:
        """Have no room kept for the passages of a source that has none, where the text needs it.

        Only when another source is shown: the first tag must not lay the text out anew.
        """
        self.set_class(not self.passages.items, "-unmarked")

    def set_theme_styles(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self._theme_styles = styles
        for page in self._pages():
            page.set_theme_styles(styles)
        for panel in self._lists.values():
            panel.set_theme_styles(styles)
