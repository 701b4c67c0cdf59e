"""The pages of the reading screen: one, or two side by side, and which of them is active."""

from collections.abc import Iterator
from contextlib import suppress

from textual.widget import Widget

from annotations.errors import PostilError
from annotations.library import Library
from tui.screens.reading.page_controller import PageController, PageHost
from tui.widgets.page import Page


class Pages:
    """The only owner of the list of pages and of the active one."""

    def __init__(self, host: PageHost, first: Page) -> None:
        self._host = host
        self._library: Library = host.library
        self._all = [PageController(host, first)]
        self._measure = first.measure
        self.active = self._all[0]
        """The page that is focused, or was last."""

    def __iter__(self) -> Iterator[PageController]:
        return iter(tuple(self._all))

    def __len__(self) -> int:
        return len(self._all)

    @property
    def widgets(self) -> list[Page]:
        """The widgets of the pages, in their order."""
        return [one.page for one in self._all]

    @property
    def inactive(self) -> PageController | None:
        """The other one of two pages; None if there is one page."""
        return next((one for one in self._all if one is not self.active), None)

    def of(self, widget: Widget | None) -> PageController | None:
        """Return the page with a widget; None if it is no page."""
        return next((one for one in self._all if one.page is widget), None)

    def add(self, page: Page) -> PageController:
        """Add a second page. It becomes active only by `active`."""
        page.measure = self._measure
        added = PageController(self._host, page)
        self._all.append(added)
        return added

    def remove_active(self) -> Page:
        """Remove the active one of two pages; the other one becomes active. Returns the widget that was removed."""
        removed = self.active
        removed.keep_place()
        self._all.remove(removed)
        self.active = self._all[0]
        return removed.page

    def set_measure(self, cells: int) -> None:
        """Set the largest width of the text on all pages, and on those that are added later."""
        self._measure = cells
        for page in self.widgets:
            if page.is_attached:
                page.set_measure(cells)
            else:
                page.measure = cells

    def refresh(self) -> None:
        """Show the current state of the library; nothing moves."""
        for one in self._all:
            one.refresh()

    def update_titles(self) -> None:
        """Update the titles of the sources above the pages."""
        for one in self._all:
            one.update_title()

    def keep_places(self) -> None:
        """Record in the library where the cursors are."""
        for one in self._all:
            one.keep_place()

    def keep_sources(self) -> None:
        """Keep the sources of the pages in the cache of the library."""
        for one in self._all:
            with suppress(PostilError):  # Reported when the source was opened.
                if one.source:
                    self._library.reading(one.source)

    def count_as_read(self) -> bool:
        """Record the visible text as read. Returns whether any of it was unread."""
        before = self._read_shares()
        for one in self._all:
            one.count_as_read()
        return before != self._read_shares()

    def _read_shares(self) -> list[float]:
        return [self._library.read_share(one.source) for one in self._all if one.source]
