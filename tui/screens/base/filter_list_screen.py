"""A list of records that is narrowed by typing: ``/`` opens the box, Esc empties it."""

from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tui.keys.dispatcher import token_of
from tui.screens.base.list_screen import RecordsScreen
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList

Item = TypeVar("Item")


class NarrowedScreen(RecordsScreen[Item]):
    """What is typed is in `typed`; `narrow` is called when that changes."""

    PLACEHOLDER: ClassVar[str] = ""
    KEYS_TYPING: ClassVar[str] = ""

    def __init__(self, styles: Styles, items: ItemList[Any]) -> None:
        super().__init__(styles, items)
        self.typed = ""

    def compose(self) -> ComposeResult:
        """What is looked for, the list, what is said of one, the keys."""
        with Vertical(id="records"):
            yield Input(placeholder=self.PLACEHOLDER, id="typed")
            yield self.items
            yield self.detail
            yield self.caption

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(Input).display = False

    def narrow(self) -> None:
        """Show what fits what is typed by now."""
        self.renew()

    def type_words(self) -> None:
        """Have the box take the keys."""
        box = self.query_one(Input)
        box.display = True
        self.set_focus(box)
        self.caption.say(self.KEYS_TYPING)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        if event.value != self.typed:
            self.typed = event.value
            self.narrow()

    @on(Input.Submitted)
    def _back(self) -> None:
        """Give the list the keys again; what is typed stays in sight."""
        box = self.query_one(Input)
        box.display = bool(box.value)
        self.set_focus(self.items)
        self.say_keys()

    def on_key(self, event: events.Key) -> None:
        """Keys that leave what is typed; all others are those of the box, or of the list."""
        box = self.query_one(Input)
        if self.focused is not box:
            return
        token = token_of(event)
        if token in ("escape", "down", "up", "tab"):
            event.stop()
            if token == "escape":
                box.value = ""
            self._back()
        event.prevent_default()  # Or it would be a key of the list too.
