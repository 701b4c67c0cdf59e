"""The focus and the sizes of the panes of the reading screen."""

from collections.abc import Callable
from typing import Protocol

from textual.widget import Widget

from tui.screens.reading.page_controller import PageController
from tui.screens.reading.pages import Pages
from tui.widgets.page import Page
from tui.widgets.pane_layout import Panel, Panes


class PaneHost(Protocol):
    """The screen of a pane controller."""

    @property
    def focused(self) -> Widget | None:
        """The widget that is focused."""

    def set_focus(self, widget: Widget, scroll_visible: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual's Screen has it
        """Focus a widget."""


class PaneController:
    """Focuses, opens and closes panes."""

    def __init__(
        self, host: PaneHost, layout: Panes, pages: Pages, page_changed: Callable[[], None], tell: Callable[[], None]
    ) -> None:
        """``page_changed`` is called when another page becomes active, ``tell`` when the bottom rows are to follow."""
        self._host = host
        self._pages = pages
        self._page_changed = page_changed
        self.tell = tell
        """Brings the two bottom rows up to date."""
        self.layout = layout

    @property
    def name(self) -> str:
        """The pane that is focused: ``sources``, ``outline``, ``passages`` or ``page``."""
        return self.layout.name_of(self.items)

    @property
    def items(self) -> Panel | None:
        """The list that is focused; None if a page is."""
        return self.layout.focused_list(self._host.focused)

    def show_panel(self, name: str) -> None:
        """Show a panel and focus it."""
        self._focus(self.layout.show_panel(name))

    def focus_page(self) -> None:
        """Focus the active page; panels that cover it are hidden."""
        self.layout.hide_panels()
        self._focus(self._pages.active.page)

    def focus(self, pane: Panel | Page) -> None:
        """Focus a panel or a page."""
        page = self._pages.of(pane)
        if page is not None:
            self.activate(page)
        else:
            self.show_panel(pane.id or "")

    def focus_next(self, by: int) -> None:
        """Focus the pane ``by`` places further on, round the end."""
        order = self.layout.all_in_order()
        here = self._focused_pane
        if here not in order:  # A focused outline may have become empty.
            here = self._pages.active.page
        self.focus(order[(order.index(here) + by) % len(order)])

    def focus_beside(self, by: int) -> None:
        """Focus the visible pane ``by`` places to the right, if there is one."""
        order = self.layout.shown_in_order()
        place = order.index(self._focused_pane) + by if self._focused_pane in order else 0
        if 0 <= place < len(order):
            self.focus(order[place])

    def activate(self, page: PageController) -> None:
        """Make a page the active one and focus it."""
        other = page is not self._pages.active
        self._pages.active = page
        self._show_active(other=other)

    def split(self) -> None:
        """Put a second page beside the first, with the same source at the same place."""
        here, added = self._pages.active, self._pages.add(self.layout.make_page())
        if here.source:
            added.show(here.source, here.page.cursor)
        self.activate(added)

    def close_page(self) -> None:
        """Close the active one of two pages; the other one has its room."""
        self.layout.remove_page(self._pages.remove_active())
        self._show_active(other=True)

    def share_room(self) -> None:
        """Share the room out again."""
        self.layout.share_room(self._pages.active.page)

    def point_at_links(self, annotation_id: str) -> None:
        """Focus the panel of passages, with its cursor on the first link of a passage."""
        self.layout.passages.point_at(annotation_id)
        self.layout.passages.go(self.layout.passages.cursor + 1, tell=False)
        self.show_panel("passages")

    def sync_focus(self) -> None:
        """Take note that a widget was focused, perhaps by a click."""
        # Not by the widget of the event: it comes late, and another one may be focused by then.
        page = self._pages.of(self._host.focused)
        if page is not None and page is not self._pages.active:
            self.activate(page)
        self.tell()

    def _show_active(self, *, other: bool) -> None:
        self.share_room()
        if other:
            self._page_changed()
        self.focus_page()
        self.tell()

    @property
    def _focused_pane(self) -> Panel | Page:
        return self._pages.active.page if self.items is None else self.items

    def _focus(self, widget: Widget) -> None:
        # By the screen, at once: Widget.focus waits its turn, and the keys typed behind it would go elsewhere.
        self._host.set_focus(widget, scroll_visible=False)
