"""The list of an overlay, with the line for keys and messages below it."""

from collections.abc import Callable
from typing import Any, Final, Generic, Protocol, TypeVar

from textual import events, on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from tui.keys.keymap import Keymap
from tui.screens.base.open_question import OpenQuestion
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList
from tui.widgets.message_line import Caption

Item = TypeVar("Item")

CROSS: Final = signs.CLOSE.char
"""The sign in the frame that closes the screen."""

_CORNER: Final = 5
"""Cells of the upper edge of the frame, from the right, that belong to the cross."""


class Shell(Protocol):
    """The screen around a list; an `Overlay` is one."""

    theme_styles: Styles
    caption: Caption
    gone: bool
    context: str
    question: OpenQuestion

    @property
    def keymap(self) -> Keymap:
        """The key map of the context."""

    def say_keys(self) -> None:
        """Show the keys that can be used now."""

    def switch(self, context: str, widget: Widget) -> None:
        """Let the keys have the meaning of another context, and focus its widget."""

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; show its error as a message."""


class Body(Vertical, Generic[Item]):
    """A list whose cursor the keys move; base of a list of records and of a list below a box.

    A screen that has one yields it, runs the commands of its context on it, and moves its cursor.
    """

    class Closed(Message):
        """The cross in the frame was clicked."""

        tokens = ("escape",)

    def __init__(
        self,
        shell: Shell,
        items: ItemList[Any],
        *,
        above: tuple[Widget, ...] = (),
        below: tuple[Widget, ...] = (),
        passed: Callable[[], object] | None,
        frame: str,
    ) -> None:
        """Put a list between other widgets; ``passed`` is called when the cursor was moved, ``frame`` is the id."""
        super().__init__(*above, items, *below, shell.caption, id=frame)
        self.border_title = CROSS
        self.items = items
        self._shell = shell
        self._passed = passed

    @property
    def selected(self) -> Item | None:
        """The item under the cursor."""
        found: Item | None = self.items.selected
        return found

    @property
    def page_size(self) -> int:
        """Number of items by which a page key moves."""
        return self.items.page_size

    @property
    def empty(self) -> bool:
        """Whether there is no item."""
        return not self.items.items

    @property
    def filtered(self) -> bool:
        """Whether a filter may be the reason for that."""
        return False

    def move(self, by: int) -> None:
        """Move the cursor by some items."""
        self.items.move(by)
        self.tell()

    def tell(self) -> None:
        """Show the effect of the cursor's place; called whenever it may have changed."""
        if self._passed is not None:
            self._passed()

    @property
    def place(self) -> object:
        """What `resume` needs to show the same again; None for nothing."""
        return None

    def resume(self, place: object) -> None:
        """Show what another body of its sort showed; called before it is mounted."""

    @property
    def narrowed(self) -> bool:
        """Whether a filter was typed and kept, which Esc drops before it leaves."""
        return False

    def cancel(self) -> bool:
        """Cancel the action that was begun in it, on Esc; return False if there is none."""
        return False

    def open(self) -> None:
        """Open the item under the cursor; called on Enter and after a click."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Close after a click on the cross."""
        frame = self.region
        if event.widget is self and event.screen_y == frame.y and event.screen_x >= frame.right - _CORNER:
            event.stop()
            self.post_message(self.Closed())

    @on(ItemList.Chosen)
    def _clicked(self, event: ItemList.Chosen) -> None:
        if not self._shell.gone and (index := event.index) is not None:
            self.items.go(index, tell=False)  # The list may have been filled again since.
            self.tell()
            self._shell.attempt(self.open)

    @on(ItemList.Highlighted)
    def _highlighted(self) -> None:
        if not self._shell.gone:
            self.tell()
