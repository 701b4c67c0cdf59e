"""A screen that lies over the page and has the keys from the moment it is asked for."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.await_complete import AwaitComplete
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from tui.keys.keyboard import Keyboard
from tui.screens.base.program import Program
from tui.terminal.compositor import CullingCompositor
from tui.terminal.steady_screen import SteadyScreen

STYLES: Final = Path(__file__).parents[2] / "theming" / "overlays.tcss"
"""How overlays look; Textual reads it with the first of them, and styles everything anew, unless it was read before."""

Result = TypeVar("Result")


class Overlay(SteadyScreen, ModalScreen[Result]):
    """It takes its keys from the `Keyboard`, each when the one before has done all that it does."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS_PATH: ClassVar = [STYLES]

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        """Whether there is a widget that takes the keys."""
        self.waiting = False
        """Whether the last key waits for something that takes its time; only Esc and Ctrl-C are taken meanwhile."""
        self.gone = False
        """Whether the screen was closed: nothing that it is sent afterwards has any effect."""
        self.failed = False
        """Whether an error was raised while the screen was made."""
        self._home: Widget | None = None
        self._veil = Color(0, 0, 0, 0)
        """What lies over the screen below."""
        self._faded: dict[Style | None, Style | None] = {}
        """The styles of that screen under it."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """What the screen below shows, faded as the style sheet says.

        Textual would have the whole of it rendered, and each piece faded anew, for each frame.
        """
        stack = self.app.screen_stack
        below = stack[max(0, stack.index(self) - 1)] if self in stack else self
        compositor = below._compositor  # noqa: SLF001 - as Textual's own background does it
        if below is self or not isinstance(compositor, CullingCompositor):
            return super().render_lines(crop)
        veil = self.styles.background
        if veil != self._veil:
            self._veil, self._faded = veil, {}
        strips = [self._fade(strip).adjust_cell_length(self.size.width) for strip in compositor.rows(crop)]
        strips += [Strip.blank(self.size.width)] * (crop.height - len(strips))
        return [strip.crop(*crop.column_span) for strip in strips]

    def _fade(self, strip: Strip) -> Strip:
        if self._veil.a == 0:
            return strip
        segments = []
        for text, style, _ in strip:
            faded = self._faded.get(style)
            if faded is None:
                [piece] = BackgroundScreen.process_segments([Segment("", style)], self._veil)
                faded = self._faded[style] = piece.style
            segments.append(Segment(text, faded))
        return Strip(segments, strip.cell_length)

    def take_keys(self, widget: Widget) -> None:
        """Give a widget the keys, those first that were typed before it was there."""
        self._home = widget
        self.set_focus(widget)
        self.ready = True
        self._keyboard.look()

    def take(self, event: events.Key) -> bool:
        """Take one key; the keyboard is told when it has done what it does."""
        widget: Widget = self.focused or self
        widget._forward_event(event)  # noqa: SLF001 - as Textual's App does it
        # What a widget makes of a key is a message or a binding, which the App runs and of which a message may come:
        # hence two times behind it through the queues of the widget, those above it and the App.
        self._climb(widget, lambda: self._climb(widget, self._done))
        return False

    @property
    def home(self) -> Widget | None:
        """The widget that was given the keys first."""
        return self._home

    @property
    def takes_text(self) -> bool:
        """Whether a letter that is typed is one of a text, and no command."""
        from textual.widgets import Input

        return isinstance(self.focused, Input)

    def take_text(self, text: str) -> bool:
        """Take letters of a text, as `take` does; they change it once."""
        from textual.widgets import Input

        box = self.focused
        assert isinstance(box, Input)  # noqa: S101 - asked before
        box.replace(text, *box.selection)
        self._climb(box, lambda: self._climb(box, self._done))
        return False

    def go_on(self) -> None:
        """What the last key waited for has happened."""
        self.waiting = False
        self._next_key()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, once and while nothing lies over it; the keys typed behind go to the one below."""
        if self.gone or self.app.screen_stack[-1] is not self:
            return AwaitComplete()
        self.gone = True
        asked_by = self._result_callbacks[-1].requester if self._result_callbacks else None
        popped = super().dismiss(result)
        # Behind what is done with the result.
        (asked_by or self.app).call_next(self._next_key)
        return popped

    def give_up(self, reason: str = "") -> None:
        """Close the screen because what it is for cannot be done; the reason, if any, is shown on the page."""
        self.dismiss(None)
        if reason:
            cast("Program", self.app).announce(reason, "warning")

    def recover(self) -> None:
        """Leave the keyboard usable after an error: close if the screen is not whole, wait for nothing any more."""
        if self.gone:
            return
        if self.failed or not self.ready:
            self.give_up()
        elif self.waiting:
            self.go_on()

    def report(self, line: str) -> None:
        """Show one line about an error where this screen shows its messages."""
        from tui.widgets.message_line import Caption

        for caption in list(self.query(Caption))[-1:]:
            caption.say(line)

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
        """The handlers of a message: only Textual's own once the screen is closed, for clicks and keys may still come."""
        for cls, method in super()._get_dispatch_methods(method_name, message):
            if not self.gone or cls.__module__.startswith("textual."):
                yield cls, method

    def _climb(self, node: MessagePump, then: Callable[[], None]) -> None:
        """Do something when the messages that are under way from a widget up to the App have been dealt with."""
        parent = node._parent  # noqa: SLF001 - Textual's own way up for messages
        if node is self or parent is None:
            under_way = node.call_later(self.app.call_later, then)
        else:
            # Twice, since a message such as Input.Submitted is first sent to the widget itself.
            under_way = node.call_later(node.call_later, lambda: self._climb(parent, then))
        if not under_way:  # A widget that is on its way out takes no message, and would keep the keys for ever.
            self.app.call_later(then)

    def _done(self) -> None:
        if not self.waiting and not self.gone:
            self._next_key()

    def _next_key(self) -> None:
        self._keyboard.next(self)

    @property
    def _keyboard(self) -> Keyboard:
        return cast("Program", self.app).keyboard
