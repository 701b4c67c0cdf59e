"""A screen with panes: panels, one page or two, and which of them has the keys."""

from contextlib import suppress
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from annotations.documents.document import Document
from annotations.errors import PostilError
from annotations.library import Library
from annotations.model import Source
from tui.screens.reading.page_controller import Leaf
from tui.session.jump_list import Spot
from tui.session.notifications import Notifications
from tui.session.session import Session
from tui.terminal.steady_screen import Steady
from tui.text.paint.margin import Margin
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList
from tui.widgets.page import Page
from tui.widgets.pane_layout import Panes


class PanedScreen(Steady, Screen[None], inherit_bindings=False):
    """What the reading screen is about, apart from what is read."""

    notifications: Notifications

    def __init__(self, library: Library, styles: Styles) -> None:
        super().__init__()
        self.library = library
        self.panes = Panes(styles, library)
        self.leaves = [Leaf(self, self.panes.pages[0])]
        """What is on the pages, in their order."""
        self.leaf = self.leaves[0]
        """The leaf that has the keys, or had them last."""
        self.dressing = styles
        self.session = Session(library, lambda: self.leaf.source)

    def beginning(self, source: Source) -> Document | None:
        """The beginning of a source, if that is to be shown before the whole is read."""
        raise NotImplementedError

    def read_on(self, leaf: Leaf) -> None:
        """Have a leaf read the rest of its source in the background."""
        raise NotImplementedError

    def other_leaf(self) -> None:
        """Another page has the keys: have the panels show what is on it."""
        raise NotImplementedError

    def moved(self) -> None:
        """The cursor of a page moved, or what is on it changed."""
        raise NotImplementedError

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""
        raise NotImplementedError

    # --- the page that has the keys

    @property
    def page(self) -> Page:
        """The page that has the keys, or had them last."""
        return self.leaf.page

    @property
    def margin(self) -> Margin:
        """The passages of the source on that page."""
        return self.leaf.margin

    @property
    def reading_on(self) -> float | None:
        """How much of the source on that page has been read; None once all of it has."""
        return self.leaf.reading_on

    @property
    def spot(self) -> Spot:
        """Where the cursor is."""
        return self.leaf.spot

    def keep_sources(self) -> None:
        """Have the library keep what is on the pages, whatever else it has read."""
        for leaf in self.leaves:
            # One that cannot be read was said when it was opened.
            with suppress(PostilError):
                if leaf.source:
                    self.library.reading(leaf.source)

    def check_held(self) -> None:
        """Let go of what is in hand, or being adjusted, if it was deleted meanwhile."""
        if self.session.check_held():
            self.page.select(None)

    def leave_spot(self) -> None:
        """Remember this place before a jump."""
        if self.session.source:
            self.session.jumps.leave(self.spot)

    # --- panes

    @property
    def home(self) -> Page:
        """The page: keys are for it unless a panel is focused."""
        return self.page

    @property
    def pane(self) -> str:
        """Which pane has the keys: ``sources``, ``outline``, ``passages`` or ``page``."""
        return self.panes.name_of(self.items)

    @property
    def items(self) -> ItemList[Any] | None:
        """The list that has the keys; None if a page has them."""
        return self.panes.list_with_keys(self.focused)

    def show_panel(self, name: str) -> None:
        """Bring a panel up and give it the keys."""
        self._focus(self.panes.bring_up(name))

    def focus_page(self) -> None:
        """Give the page the keys; panels that lie over it go."""
        self.panes.put_away()
        self._focus(self.page)

    def next_pane(self, by: int) -> None:
        """Give the keys to the pane so many further on."""
        order = self.panes.all_in_order()
        focused = self.page if self.items is None else self.items
        here = order.index(focused if focused in order else self.page)  # A focused outline may have become empty.
        self.give_keys(order[(here + by) % len(order)])

    def give_keys(self, pane: ItemList[Any] | Page) -> None:
        """Give the keys to a panel or a page."""
        if isinstance(pane, Page):
            self.activate(next(leaf for leaf in self.leaves if leaf.page is pane))
        else:
            self.show_panel(self.panes.name_of(pane))

    def activate(self, leaf: Leaf) -> None:
        """Give the keys to a page."""
        other = leaf is not self.leaf
        self.leaf = leaf
        self.panes.share_room(leaf.page)
        if other:
            self.other_leaf()
        self.focus_page()
        self.tell()

    def split(self) -> None:
        """Put a second page beside the first, with the same source at the same place."""
        leaf = Leaf(self, self.panes.add_page())
        self.leaves.append(leaf)
        here = self.leaf
        if here.source:
            leaf.show(here.source, here.page.cursor)
        self.activate(leaf)

    def close_leaf(self) -> None:
        """Take the page that has the keys away; the other one has the room again."""
        leaf = self.leaf
        leaf.keep_place()
        self.leaves.remove(leaf)
        self.panes.remove_page(leaf.page)
        self.activate(self.leaves[0])

    def share_room(self) -> None:
        """Share the room out anew."""
        self.panes.share_room(self.page)

    def _focus(self, widget: Widget) -> None:
        # By the screen, at once: Widget.focus waits its turn, and the keys typed behind would go elsewhere.
        self.set_focus(widget, scroll_visible=False)

    def point_at_links(self, annotation_id: str) -> None:
        """Put the panel's cursor on the first link of a passage."""
        self.panes.passages.point_at(annotation_id)
        self.panes.passages.go(self.panes.passages.cursor + 1, tell=False)
        self.show_panel("passages")

    def on_descendant_focus(self) -> None:
        """Another pane has the keys, perhaps by a click."""
        # Not the widget of the event: it comes late, and by then another one may have the keys.
        leaf = next((leaf for leaf in self.leaves if leaf.page is self.focused), None)
        if leaf is not None and leaf is not self.leaf:
            self.activate(leaf)
        self.tell()
