"""Panes of the reading screen: the panels, one or two pages, and their sizes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from annotations.library import Library
from tui.keys.command_table import with_keys
from tui.session.preload import first
from tui.theming.styles import Styles
from tui.widgets.outline import OutlinePanel
from tui.widgets.page import Page
from tui.widgets.passages import NONE_YET, PassagesPanel
from tui.widgets.sources import SourcesPanel

SIDE_BY_SIDE: Final = 100
"""Width of the terminal in cells below which two pages are stacked: side by side, rows would have about 40 cells."""

BESIDE_PANELS: Final = 190
"""Width of the terminal in cells from which on two pages leave room for the panels."""

ZOOMS: Final = 2
"""Steps of zoom: the active page gets more room, then all of it."""


Panel = OutlinePanel | PassagesPanel | SourcesPanel
"""A list beside the pages."""


class Panes(Horizontal):
    """Sources and outline on the left, the text in the middle, its passages on the right."""

    def __init__(
        self,
        styles: Styles,
        library: Library,
        keys: Mapping[str, Sequence[str]],
        pages: Callable[[], Sequence[Page]],
    ) -> None:
        """The panels of a library beside the pages that ``pages`` returns."""
        # With the class that `fit_source` would give them: it would have all panes styled again.
        source = first(library)
        super().__init__(id="panes", classes="" if source and library.passages(source.id) else "-unmarked")
        self._pages = pages
        self.sources = SourcesPanel(styles, library, id="sources")
        self.outline = OutlinePanel(styles, id="outline")
        self.passages = PassagesPanel(styles, library, id="passages")
        self.passages.nothing = with_keys(NONE_YET, keys)
        self._pages_made = 1
        self.zoom = 0
        """Zoom of the active page: 0 to `ZOOMS`."""
        self.wanted: Literal["", "beside", "stacked"] = ""
        """Arrangement of two pages that the user chose; ``""`` chooses by the width."""
        self._left = Vertical(self.sources, id="left")
        self._theme_styles = styles
        self._lists: dict[str, Panel] = {
            "sources": self.sources, "outline": self.outline, "passages": self.passages
        }  # fmt: skip

    def _post_register(self, app: App[object]) -> None:
        """Read the styles of the panes before any is styled: each that came later would change the rules for the others."""
        super()._post_register(app)
        for pane in (self._left, self.sources, *self._pages(), self.passages):
            pane._post_register(app)  # noqa: SLF001 - as Textual does with each that is mounted

    def compose(self) -> ComposeResult:
        """Yield the panes of the first frame."""
        yield self._left
        yield from self._pages()
        yield self.passages

    def mount_panels(self) -> None:
        """Mount the panels that the first frame does not need."""
        if not self._left.is_mounted:
            self.call_after_refresh(self.mount_panels)
        elif not self.outline.is_attached:
            self._left.mount(self.outline)

    # --- focus

    def focused_list(self, focused: Widget | None) -> Panel | None:
        """Return the focused panel; None if a page is focused."""
        return self._lists.get(focused.id or "") if focused is not None else None

    def name_of(self, panel: Panel | None) -> str:
        """Return ``sources``, ``outline`` or ``passages``; ``page`` for None."""
        return "page" if panel is None else panel.id or ""

    def show_panel(self, name: str) -> Panel:
        """Show a panel, over the pages if there is no room beside them."""
        self.mount_panels()
        self._left.set_class(name in ("sources", "outline"), "shown")
        self._left.set_class(name == "outline", "-outline")
        self.passages.set_class(name == "passages", "shown")
        return self._lists[name]

    def hide_panels(self) -> None:
        """Hide the panels that are over the pages."""
        self._left.remove_class("shown", "-outline")
        self.passages.remove_class("shown")

    def all_in_order(self) -> list[Panel | Page]:
        """Return all panes that can be focused, from left to right."""
        outline = [self.outline] if self.outline.items else []
        return [self.sources, *outline, *self._pages(), self.passages]

    def shown_in_order(self) -> list[Panel | Page]:
        """Return the visible panes, from left to right."""
        return [pane for pane in self.all_in_order() if pane.is_on_screen]

    # --- one or two pages

    @property
    def split(self) -> bool:
        """Whether there are two pages."""
        return len(self._pages()) > 1

    @property
    def stacked(self) -> bool:
        """Whether there are two pages, one above the other."""
        fits = self.app.size.width >= SIDE_BY_SIDE
        return self.split and (self.wanted or ("beside" if fits else "stacked")) == "stacked"

    def make_page(self) -> Page:
        """Make a second page and mount it after the first."""
        # A new id: a page that was just closed exists until its messages are handled.
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
        """Set the sizes of the panes for the active page."""
        crowded = self.split and (self.stacked or self.app.size.width < BESIDE_PANELS)
        self.set_class(self.split, "-split")
        self.set_class(self.stacked, "-stacked")
        self.set_class(self.zoom > 0 or crowded, "-bare")
        self.set_class(self.zoom == 1, "-larger")
        self.set_class(self.zoom == ZOOMS, "-alone")
        for page in self._pages():
            page.set_class(page is active, "-active")
            page.set_active(page is active)
            page.set_paired(self.split)

    def fit_source(self) -> None:
        """Give the room of an empty passages panel to the text. Call only when another source is shown."""
        # On the first tag the text must not be laid out again.
        self.set_class(not self.passages.items, "-unmarked")

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self._theme_styles = styles
        for page in self._pages():
            page.set_theme_styles(styles)
        for panel in self._lists.values():
            panel.set_theme_styles(styles)
