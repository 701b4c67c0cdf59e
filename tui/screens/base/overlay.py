"""A screen over the page, with a context of the table of commands."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from tui.error_report import attempt
from tui.keys.command_table import COMMANDS, CONTEXTS, OVERVIEWS, idle, tip
from tui.keys.commands.motions import step
from tui.keys.dispatcher import token_of
from tui.keys.keymap import Keymap, Pending, Run
from tui.screens.base.body import Body
from tui.screens.base.message_queues import call_behind
from tui.screens.base.open_question import OpenQuestion
from tui.screens.base.program import Program
from tui.screens.base.text_box import TextBox
from tui.screens.base.usable import require_usable, usable_hints
from tui.screens.base.veil import Veil
from tui.session.notifications import Answer
from tui.terminal.steady_screen import SteadyScreen
from tui.theming.read_ahead import OVERLAYS
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption
from tui.widgets.status_bar import FooterBar

Result = TypeVar("Result")


def method_of(command: str) -> str:
    """Return the name of the method that a screen has for a command: ``do_change_undo`` for ``change.undo``."""
    return "do_" + command.replace(".", "_")


class Overlay(SteadyScreen, ModalScreen[Result]):
    """A screen with a context of the table of commands; each command runs a method, see `method_of`.

    The method is one of the screen or of its body. Keys come from the `Keyboard`, each when the previous one has been
    handled completely.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - an instance variable of Textual

    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS_PATH: ClassVar = [OVERLAYS]
    CONTEXT: ClassVar[str] = "picker"
    ROWS: ClassVar[int] = 1
    """Most rows of a message."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.theme_styles = styles
        self.context = self.CONTEXT
        """The context whose commands the keys run now."""
        self.caption = Caption(styles, "", rows=self.ROWS)
        """The line for keys, questions and messages."""
        self.body: Body[Any] | None = None
        """The list of the screen; None if it has none, or has several."""
        self._doomed: str | None = None
        """The reason to close as soon as the screen is on top again; None if there is none."""
        self._maps: dict[str, Keymap] = {}
        self.question = OpenQuestion(self.caption)
        self.text_box = TextBox(self)
        self.ready = False
        """Whether the screen has a widget that takes keys."""
        self.waiting = False
        """Whether the last key waits for something that takes its time; only Esc and Ctrl-C are taken meanwhile."""
        self.gone = False
        """Whether the screen was closed: nothing that it is sent afterwards has any effect."""
        self.failed = False
        """Whether an error was raised while the screen was made."""
        self._home: Widget | None = None
        self._then: Callable[[], None] | None = None
        """Called behind the result when the screen is closed, instead of ending the way through the overviews."""
        self._veil = Veil()

    def compose(self) -> ComposeResult:
        """The body."""
        if self.body is not None:
            yield self.body

    def on_mount(self) -> None:
        """Show the keys, and open."""
        self.say_keys()
        self.open()

    def open(self) -> None:
        """Show the library, and focus the list, or the first widget that can be; called once, when the widgets are there."""
        self.renew()
        items = self.body.items if self.body is not None else None
        self.take_keys(items if items is not None and items.can_focus else self.focus_chain[0])

    def renew(self) -> None:
        """Show the current state of the library; called after each change of it."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of the screen below, faded as the style sheet defines."""
        strips = self._veil.strips(self, crop, self.theme_styles.veiled)
        return super().render_lines(crop) if strips is None else strips

    def take_keys(self, widget: Widget) -> None:
        """Focus a widget; keys that were typed before come first."""
        self._home = widget
        self.set_focus(widget)
        self.ready = True
        self.program.keyboard.look()

    def take(self, event: events.Key) -> bool:
        """Take one key, as a command or as text; the keyboard is notified when it has been handled."""
        token = self.token(event)
        widget: Widget = self
        if self._takes(token):
            self.call_later(self._press, token)
        else:
            widget = self.focused or self
            widget._forward_event(event)  # noqa: SLF001 - as Textual's App does it
        self._when_handled(widget)
        return False

    @property
    def program(self) -> Program:
        """The program that shows this screen."""
        return cast("Program", self.app)

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The sequences of each command."""
        return self.program.keys

    @property
    def keymap(self) -> Keymap:
        """The key map of the context."""
        if self.context not in self._maps:
            self._maps[self.context] = Keymap(self.keys, self.context)
        return self._maps[self.context]

    def token(self, event: events.Key) -> str:
        """Return a key as the table of commands writes it."""
        return token_of(event)

    def _takes(self, token: str) -> bool:
        """Return whether a key is for the screen and not for the box in which text is typed."""
        if self.question.open or not CONTEXTS[self.context].typing:
            return True
        return token == "escape" or self.keymap.has(token) or (token == "?" and self._helps)

    @property
    def _helps(self) -> bool:
        """Whether a question mark asks for help: in a box that is empty, if it does so elsewhere."""
        return "?" in self.keys["app.help"] and not self.text_box.text

    def _press(self, token: str) -> None:
        """Act on one key: as an answer if there is a question, else as a command."""
        if self.gone or not token:
            return
        if self.question.open:
            self.say_keys()
            self.question.take(token, self.attempt)
            self.answered()
        elif token == "?" and CONTEXTS[self.context].typing:
            self.do_app_help(None)
        elif token == "escape" and not self.keymap.idle:
            self.keymap.clear()
            self.say_keys()
        elif not (self.keymap.idle and self.take_argument(token)):
            self._take_command(token)

    def _take_command(self, token: str) -> None:
        outcome = self.keymap.feed(token)
        if isinstance(outcome, Pending):
            following = [(key, COMMANDS[id_].label if id_ else "…") for key, id_ in self.keymap.next().items()]
            self.caption.offer([(outcome.typed, "…"), *following, ("Esc", "cancel")])
            return
        if not self.waiting:
            self.say_keys()
        if isinstance(outcome, Run):
            self.attempt(lambda: self.run_command(outcome.command, outcome.times))
        elif token == "escape":
            self.attempt(self.leave)
        else:
            self.say(f"{idle(outcome.typed, self.keys)}{tip('app.help', 'list the keys', self.keys)}")

    def take_argument(self, token: str) -> bool:  # noqa: ARG002 - for subclasses
        """Take a key that is an argument and no command, such as the letter of a link type; return False if it is none."""
        return False

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command of the context."""
        require_usable(self, command)
        if command in OVERVIEWS:
            self.program.trail.go(self, command)
        elif by := step(command, count, self.page_size):
            self.move(by)
        else:
            next(found for one in self.handlers if (found := getattr(one, method_of(command), None)))(count)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return (self,) if self.body is None else (self, self.body)

    @property
    def page_size(self) -> int:
        """Number of items or rows by which a page key moves."""
        return self.body.page_size if self.body is not None else 1

    def move(self, by: int) -> None:
        """Move the cursor by some items."""
        if self.body is not None:
            self.body.move(by)

    def switch(self, context: str, widget: Widget) -> None:
        """Let the keys have the meaning of another context, and focus its widget."""
        self.context = context
        self.set_focus(widget)
        self.say_keys()

    def close(self, result: Result | None = None) -> None:
        """Close with a result, and stop the work in the background."""
        self.workers.cancel_node(self)
        self.dismiss(result)

    def close_for(self, then: Callable[[], None]) -> None:
        """Close without a result, and call a function before the next key is taken."""
        self._then = then
        self.close()

    def leave(self) -> None:
        """Cancel the action that was begun in the body; else go back to the overview before, or close."""
        if not (self.body is not None and self.body.cancel()) and not self.program.trail.back(self):
            self.close()

    def do_select_leave(self, _: int | None) -> None:
        """Leave the screen, or cancel the action that was started in it."""
        self.leave()

    def do_app_quit(self, _: int | None) -> None:
        """Leave for the page."""
        self.close()

    @property
    def below(self) -> "Overlay[Any] | None":
        """The screen over the page that this one lies over; None if it lies over the page."""
        stack = self.app.screen_stack
        under = stack[stack.index(self) - 1] if self in stack else None
        return under if isinstance(under, Overlay) else None

    @property
    def place(self) -> object:
        """What `resume` needs to show the same again; None for nothing."""
        return self.body.place if self.body is not None else None

    def resume(self, place: object) -> None:
        """Show what another screen of its class showed; called before it is mounted."""
        if self.body is not None:
            self.body.resume(place)

    def do_app_palette(self, _: int | None) -> None:
        """Type a command for the page; what is chosen closes this screen."""
        self.program.run_command("app.palette", None)

    def do_app_help(self, _: int | None) -> None:
        """List the keys of this screen, then all others."""
        self.program.run_command("app.help", None)

    @on(Caption.Pressed)
    @on(FooterBar.Pressed)
    @on(Body.Closed)
    def _clicked_key(self, event: Caption.Pressed | FooterBar.Pressed | Body.Closed) -> None:
        self.program.keyboard.press_tokens(event.tokens)

    def on_click(self, event: events.Click) -> None:
        """Leave after a click beside everything, as Esc does."""
        if event.widget is self:
            self.program.keyboard.press_tokens(("escape",))

    def say_keys(self) -> None:
        """Show the keys of the context."""
        self.caption.offer(usable_hints(self))

    def say(self, text: str, kind: str = "") -> None:  # noqa: ARG002 - as on the reading screen
        """Show a message until the next key."""
        self.caption.say(text)

    def ask(self, answer: Answer, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Let a function answer the next keys until it returns False."""
        self.question.ask(answer, question, answers)

    def answered(self) -> None:
        """Called after each answer to a question."""

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; show its error as a message."""
        if problem := attempt(act):
            self.say(problem)

    @property
    def home(self) -> Widget | None:
        """The widget that was focused first."""
        return self._home

    @property
    def takes_text(self) -> bool:
        """Whether a letter is text and no command."""
        return not self.question.open and self.text_box.line is not None

    def take_text(self, text: str) -> bool:
        """Take letters of a text, as `take` does; they change it once."""
        if text == "?" and self._helps:
            self.call_later(self._press, text)
            self._when_handled(self)
        else:
            self._when_handled(self.text_box.replace(text))
        return False

    def go_on(self) -> None:
        """Take the next key: the last one has been handled."""
        self.waiting = False
        self._next_key()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, once and while nothing lies over it; the keys typed behind go to the one below."""
        if self.gone or self.app.screen_stack[-1] is not self:
            return AwaitComplete()
        self.gone = True
        asked_by = self._result_callbacks[-1].requester if self._result_callbacks else None
        if self._then is None:
            self.program.trail.ended(self, went=result is not None)
        popped = super().dismiss(result)
        for act in (self._then, self._next_key):  # After the callback with the result.
            if act is not None:
                (asked_by or self.app).call_next(act)
        return popped

    def give_up(self, reason: str = "") -> None:
        """Close the screen because it has no use any more; the reason, if any, is shown on the page.

        Help or another screen over it is closed first.
        """
        if not self.gone and self.app.screen_stack[-1] is not self:
            self._doomed = reason
            return
        self.dismiss(None)
        if reason:
            self.program.announce(reason, "warning")

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Close, if that had to wait for the screen above."""
        if self._doomed is not None:
            reason, self._doomed = self._doomed, None
            self.call_later(self.give_up, reason)

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
        if self.caption.is_attached:
            self.say(line)

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
        """The handlers of a message: only Textual's own once the screen is closed, for clicks and keys may still come."""
        for cls, method in super()._get_dispatch_methods(method_name, message):
            if not self.gone or cls.__module__.startswith("textual."):
                yield cls, method

    def _when_handled(self, widget: Widget) -> None:
        """Take the next key when all that a key caused in a widget is done.

        A widget answers a key with a message or a binding, which the App runs and which may cause a message: hence two
        times behind the queues.
        """
        call_behind(self.app, widget, lambda: call_behind(self.app, widget, self._done))

    def _done(self) -> None:
        if not self.waiting and not self.gone:
            self._next_key()

    def _next_key(self) -> None:
        self.program.keyboard.next(self)
