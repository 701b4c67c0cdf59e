"""A list of records with a few lines about the one under the cursor: the history, the links, the problems."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles
from tui.widgets.detail_pane import Detail
from tui.widgets.item_list import ItemList, Line

Item = TypeVar("Item")


class RecordsScreen(Overlay[Item | None], Generic[Item]):
    """A focused list. Returns the item that was opened, or None after Esc."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - an instance variable of Textual

    def __init__(self, styles: Styles, items: ItemList[Any]) -> None:
        super().__init__(styles)
        self.items = items
        self.detail = Detail(styles, id="detail")

    def compose(self) -> ComposeResult:
        """The list, the details of one item, the keys."""
        with Vertical(id="records"):
            yield self.items
            yield self.detail
            yield self.caption

    def on_mount(self) -> None:
        """Show the items."""
        self.say_keys()
        self.renew()
        self.take_keys(self.items)

    def renew(self) -> None:
        """Show the current state of the library; the cursor stays with its item."""
        raise NotImplementedError

    def describe(self, item: Any, width: int) -> Sequence[Line]:
        """Return the lines about an item."""
        raise NotImplementedError

    def tell(self) -> None:
        """Show the details of the item under the cursor."""
        item = self.items.selected
        self.detail.show(lambda width: () if item is None else self.describe(item, width))

    @property
    def page_size(self) -> int:
        """Number of items by which a page key moves."""
        return self.items.page_size

    def move(self, by: int) -> None:
        """Move the cursor by some items."""
        self.items.go(self.items.cursor + by, tell=False)
        self.tell()

    def do_link_follow(self, _: int | None) -> None:
        """Close, and return the item under the cursor."""
        if self.items.selected is not None:
            self.close(self.items.selected)

    def close(self, result: Item | None) -> None:
        """Close with a result, and stop the work in the background."""
        self.workers.cancel_node(self)
        self.dismiss(result)

    @on(ItemList.Chosen)
    def _clicked(self) -> None:
        self.attempt(lambda: self.do_link_follow(None))

    @on(ItemList.Highlighted)
    def _highlighted(self) -> None:
        self.tell()
