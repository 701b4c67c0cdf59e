"""A list of what was recorded, with a few lines about the one under the cursor: the history, the problems."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.error_report import attempt
from tui.keys.dispatcher import token_of
from tui.keys.list_steps import step
from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles
from tui.widgets.detail_pane import Detail
from tui.widgets.item_list import ItemList, Line
from tui.widgets.message_line import Caption

Item = TypeVar("Item")


class RecordsScreen(Overlay[Item | None], Generic[Item]):
    """A list that has the keys. Gives what was opened, or None after Esc."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - an instance variable of Textual
    KEYS: ClassVar[str] = "Enter goes there   Esc leaves"
    KEYS_NARROW: ClassVar[str] = ""
    """Said where there is no room for all of it; without it what comes last is left out."""

    def __init__(self, styles: Styles, items: ItemList[Any]) -> None:
        super().__init__()
        self.theme_styles = styles
        self.items = items
        self.detail = Detail(styles, id="detail")
        self.caption = Caption(styles, self.KEYS)
        self.deleting = False
        """Whether the last key was a first ``d``; a second one deletes."""
        self.confirm: Callable[[], object] | None = None
        """What ``y`` does, where a question was asked; any other key leaves it."""

    def compose(self) -> ComposeResult:
        """The list, what is said of one, the keys."""
        with Vertical(id="records"):
            yield self.items
            yield self.detail
            yield self.caption

    def on_mount(self) -> None:
        """Show what there is."""
        self.say_keys()
        self.renew()
        self.take_keys(self.items)

    def say_keys(self) -> None:
        """Say the keys, as far as there is room for them."""
        self.caption.say(self.KEYS, *([self.KEYS_NARROW] if self.KEYS_NARROW else []))

    def renew(self) -> None:
        """Show what the library holds now; the cursor stays with its item."""
        raise NotImplementedError

    def describe(self, item: Any, width: int) -> Sequence[Line]:
        """What is said of an item."""
        raise NotImplementedError

    def act(self, token: str) -> None:
        """Do what a key of this list means, if it means anything."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say what there is to say of the item under the cursor."""
        item = self.items.selected
        self.detail.show(lambda width: () if item is None else self.describe(item, width))

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; an error becomes one line at the bottom."""
        if problem := attempt(act):
            self.caption.say(problem)

    def open_item(self) -> None:
        """Close, and give what is under the cursor."""
        if self.items.selected is not None:
            self.close(self.items.selected)

    def close(self, result: Item | None) -> None:
        """Close, and give something; what is still looked for is looked for no longer."""
        self.workers.cancel_node(self)
        self.dismiss(result)

    @on(ItemList.Chosen)
    def _clicked(self) -> None:
        self.open_item()

    @on(ItemList.Highlighted)
    def _highlighted(self) -> None:
        self.tell()

    def on_key(self, event: events.Key) -> None:
        """All keys of the list."""
        event.stop()
        event.prevent_default()
        token = token_of(event)
        self.say_keys()
        self.deleting = self.deleting and token == "d"
        confirm, self.confirm = self.confirm, None
        if confirm is not None and token == "y":
            self.attempt(confirm)
        elif token in ("escape", "q"):
            self.close(None)
        elif by := step(token, self.items.page_size):
            self.items.go(self.items.cursor + by, tell=False)
            self.tell()
        elif token == "enter":
            self.open_item()
        else:
            self.act(token)
