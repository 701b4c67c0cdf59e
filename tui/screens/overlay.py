"""A screen that lies over the page and has the keys from the moment it is asked for."""

from typing import ClassVar, TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.screens.steady import Steady

Result = TypeVar("Result")


class Overlay(Steady, ModalScreen[Result]):
    """Keys that are typed before its widgets are there wait for them: quick hands lose nothing."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] | None = []
        """Keys that came too early; None once there is a widget that takes them."""

    def take_keys(self, widget: Widget) -> None:
        """Give a widget the keys, those that came early first."""
        self.set_focus(widget)
        early, self._early = self._early or [], None
        for event in early:
            self._forward_event(event)

    # Textual hands a key to the screen itself as long as nothing has the focus, where it would be lost.
    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self._early is not None:
            self._early.append(event)
        else:
            super()._forward_event(event)
