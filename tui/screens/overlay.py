"""A screen that lies over the page and has the keys from the moment it is asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.screens.steady import Steady

if TYPE_CHECKING:
    from tui.app import Postil
    from tui.keyboard import Keyboard

STYLES: Final = Path(__file__).parents[1] / "styles" / "overlays.tcss"
"""How overlays look; Textual reads it with the first of them, and styles everything anew, unless it was read before."""

Result = TypeVar("Result")


class Overlay(Steady, ModalScreen[Result]):
    """It takes its keys from the `Keyboard`, each when the one before has done all that it does."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS_PATH: ClassVar = [STYLES]

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        """Whether there is a widget that takes the keys."""
        self.waiting = False
        """Whether the last key waits for something that takes its time; only Esc and Ctrl-C are taken meanwhile."""
        self._gone = False

    def take_keys(self, widget: Widget) -> None:
        """Give a widget the keys, those first that were typed before it was there."""
        self.set_focus(widget)
        self.ready = True
        self._keyboard.look()

    def take(self, event: events.Key) -> None:
        """Take one key; the keyboard is told when it has done what it does."""
        widget: Widget = self.focused or self
        widget._forward_event(event)  # noqa: SLF001 - as Textual's App does it
        # What a widget makes of a key is a message or a binding, which the App runs and of which a message may come:
        # hence two times behind it through the queues of the widget, those above it and the App.
        self._climb(widget, lambda: self._climb(widget, self._done))

    def go_on(self) -> None:
        """What the last key waited for has happened."""
        self.waiting = False
        self._next_key()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen; the keys typed behind go to the one below."""
        self._gone = True
        asked_by = self._result_callbacks[-1].requester if self._result_callbacks else None
        popped = super().dismiss(result)
        # Behind what is done with the result.
        (asked_by or self.app).call_next(self._next_key)
        return popped

    def _climb(self, node: MessagePump, then: Callable[[], None]) -> None:
        """Do something when the messages that are under way from a widget up to the App have been dealt with."""
        parent = node._parent  # noqa: SLF001 - Textual's own way up for messages
        if node is self or parent is None:
            node.call_later(self.app.call_later, then)
        else:
            # Twice, since a message such as Input.Submitted is first sent to the widget itself.
            node.call_later(node.call_later, lambda: self._climb(parent, then))

    def _done(self) -> None:
        if not self.waiting and not self._gone:
            self._next_key()

    def _next_key(self) -> None:
        self._keyboard.next(self)

    @property
    def _keyboard(self) -> "Keyboard":
        return cast("Postil", self.app).keyboard
