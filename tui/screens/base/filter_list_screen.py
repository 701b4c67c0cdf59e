"""A list of records with a filter: ``/`` opens its box, Esc empties it."""

from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tui.screens.base.list_screen import RecordsScreen
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList

Item = TypeVar("Item")


class NarrowedScreen(RecordsScreen[Item]):
    """The filter is in `typed`; `narrow` is called when it changes."""

    PLACEHOLDER: ClassVar[str] = ""

    def __init__(self, styles: Styles, items: ItemList[Any]) -> None:
        super().__init__(styles, items)
        self.typed = ""

    def compose(self) -> ComposeResult:
        """The filter, the list, the details of one item, the keys."""
        with Vertical(id="records"):
            yield Input(placeholder=self.PLACEHOLDER, id="typed")
            yield self.items
            yield self.detail
            yield self.caption

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(Input).display = False

    def narrow(self) -> None:
        """Show the items that match the filter."""
        self.renew()

    def do_find_find(self, _: int | None) -> None:
        """Focus the box."""
        box = self.query_one(Input)
        box.display = True
        self.set_focus(box)
        self.context = "filter"
        self.say_keys()

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        if event.value != self.typed:
            self.typed = event.value
            self.narrow()

    def do_type_accept(self, _: int | None) -> None:
        """Focus the list again; the typed text remains visible."""
        box = self.query_one(Input)
        box.display = bool(box.value)
        self.set_focus(self.items)
        self.context = self.CONTEXT
        self.say_keys()

    do_type_next = do_type_previous = do_type_accept

    def move(self, by: int) -> None:
        """Move the cursor, or go back to the list."""
        if self.context == self.CONTEXT:
            super().move(by)
        else:
            self.do_type_accept(None)

    def leave(self) -> None:
        """Drop the filter while it is typed; else close."""
        if self.context == self.CONTEXT:
            super().leave()
        else:
            self.query_one(Input).value = ""
            self.do_type_accept(None)
