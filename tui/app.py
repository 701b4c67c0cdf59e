"""The program: it wires the library to the screens and owns nothing else."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import AwaitMount

from annotations.errors import PostilError, StoreError
from annotations.library import Library
from annotations.model import Change
from annotations.text.language.assumed import ASSUMED
from tui.commands.base import registry
from tui.keys.command_table import shown, tip
from tui.keys.keyboard import Keyboard, KeySink
from tui.keys.keymap import load_keys
from tui.keys.line_buffer import as_line
from tui.keys.trail import Trail
from tui.screens.reading.screen import ReadingScreen
from tui.services.error_handler import ErrorHandler
from tui.services.idle_gc import IdleCollector
from tui.services.theme_switcher import ThemeSwitcher
from tui.session.notifications import Notifications
from tui.session.preload import Ahead
from tui.session.settings import config_folder, load_settings
from tui.terminal.clipboard import copy
from tui.terminal.drivers import own
from tui.terminal.error_boundary import contain_errors
from tui.terminal.frame_diff import FrameDiff
from tui.terminal.shutdown import Shutdown
from tui.theming.background import QUERY
from tui.theming.style_sheet import StyleSheet
from tui.theming.styles import Styles
from tui.theming.textual_theme import to_textual, variables
from tui.theming.theme_file import DEFAULT

if TYPE_CHECKING:
    from tui.services.follow_library import LibraryFollower
    from tui.services.preferences import Preferences
    from tui.services.warm_up import WarmUp
    from tui.services.watch_sources import SourceWatcher
    from tui.terminal.drivers.terminal import TerminalDriver


class Postil(App[int], inherit_bindings=False):
    """postil in a terminal."""

    TITLE = "postil"
    CSS_PATH: ClassVar = [Path(__file__).parent / "theming" / "postil.tcss"]
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, library: Library, theme: str = "", ahead: Ahead | None = None) -> None:
        self._no_color = "NO_COLOR" in os.environ
        self.notifications, self._frame, self._started = Notifications(), FrameDiff(), False
        self.next_folder: Path | None = None
        """The folder to open when the program has ended; None to leave."""
        self.themes = ThemeSwitcher(self, self._warn, no_color=self._no_color)
        # Textual would turn colours that are not there into black on black; the terminal's own are left alone.
        super().__init__(ansi_color=True if self._no_color else None)
        self._library = library
        settings, problem = load_settings()
        if problem:
            self._warn(problem)
        self.themes.start((theme, settings.theme), self.console.color_system, os.environ)
        self.register_theme(to_textual(self.themes.get(worn := self.themes.name)))
        # Chosen before the style sheet is read, or it would be read and applied twice.
        self.set_reactive(App.theme, worn)
        self._refresh_truecolor_filter(self.ansi_theme)  # It was made for the theme that Textual begins with.
        self.stylesheet = StyleSheet(self.get_css_variables())
        self.keys = load_keys(config_folder() / "keys.toml", self._warn)
        self.reading = ReadingScreen(library, self.themes.styles(worn), self.keys, self.notifications, ahead)
        self.reading.pages.set_measure(settings.column_width)
        ASSUMED.language = settings.language
        if self.themes.unknown:
            self._warn(self.themes.describe_unknown(shown(next(iter(self.keys["app.theme"]), ""))))
        self.boundary = ErrorHandler(self, self.reading, lambda: self.leaving)
        contain_errors()
        self.idle_collector = IdleCollector(self.reading)
        self.keyboard, self.trail, self.shutdown = Keyboard(self), Trail(self), Shutdown(self)
        library.transactions.on_change = self._changed
        library.store.on_saved = lambda at: self._from_saver(self.reading.saved, at)
        library.store.on_failed = lambda problem: self._from_saver(self.reading.not_saved, problem)

    @cached_property
    def watching(self) -> "SourceWatcher":
        """Watches the files of sources; made once the first screen is there."""
        from tui.services.watch_sources import SourceWatcher

        return SourceWatcher(self.reading)

    @cached_property
    def preparing(self) -> "WarmUp":
        """Makes the board and the index while the user is idle."""
        from tui.services.warm_up import WarmUp

        return WarmUp(self.reading)

    @cached_property
    def following(self) -> "LibraryFollower":
        """Follows the changes of other processes."""
        from tui.services.follow_library import LibraryFollower

        return LibraryFollower(self.reading)

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command by its id."""
        registry.run(self.reading.context, command, count)
        self.trail.opened(command)

    def run_with(self, command: str, argument: str) -> None:
        """Run a command by its id with the argument that was typed behind its name."""
        registry.run_with(self.reading.context, command, argument)

    def load_ahead(self) -> Iterator[None]:
        """Read the styles of overlays, then import the commands one by one while the user is idle: no key waits for it."""
        from tui.theming.read_ahead import read_ahead

        read_ahead(self)
        yield
        yield from registry.load()

    def open_item(self, item: object) -> None:
        """Go to the item that was chosen in a panel."""
        from tui.commands.base.destinations import open_item

        open_item(self.reading.context, item)

    def find_again(self) -> None:
        """Look for the query in the source on the page, and show where it is; nothing moves."""
        from tui.commands.find import refresh

        refresh(self.reading.context)

    def offer_draft(self) -> None:
        """Report a draft of an earlier sitting, with the key that opens it."""
        from tui.commands.note import offer_draft

        offer_draft(self.reading.context)

    def write_drafts(self) -> None:
        """Bring the drafts of notes to the disk, in the background."""
        from tui.commands.base.writing import write_drafts

        write_drafts(self.reading.context)

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen is there from the first frame on."""
        return self.reading

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; none before there is one, when Textual first asks."""
        return super().get_css_variables() if self.themes.name else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our tokens, for Textual's own themes, which it consults without using them."""
        return variables(self.themes.get(self.themes.name or DEFAULT))

    def on_load(self) -> None:
        """Contain the errors of callbacks of the event loop."""
        asyncio.get_running_loop().set_exception_handler(self._from_loop)

    def _from_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not isinstance(error, Exception) or not self.boundary.contain(error):
            loop.default_exception_handler(context)

    def on_ready(self) -> None:
        """Record that the program has started: later sizes are those of a resized terminal."""
        self._started = True
        if self.themes.asks_background and self._terminal is not None:
            self.write_to_terminal(QUERY)

    def take_background(self, light: bool) -> None:  # noqa: FBT001 - the answer itself
        """Take the answer of the terminal to the query of its background."""
        self.themes.take_background(light=light)

    def on_mount(self) -> None:
        """Show the problems of the settings."""
        self.call_after_refresh(self.notifications.show_next)
        self.shutdown.leave()

    def get_driver_class(self) -> type[Driver]:
        """Our own driver where Textual would take its own for a terminal or a browser."""
        return own(super().get_driver_class())

    def send_whole_screen(self) -> None:
        """Send the whole screen again, for a terminal that does not show the frames it was sent."""
        self._frame.forget()
        self.refresh(layout=True)

    @property
    def exit_code(self) -> int:
        """The exit code that `ask_to_exit` was called with; 0 before that."""
        return self.shutdown.code

    def ask_to_exit(self, code: int) -> None:
        """End in good order with an exit code; asking again changes nothing. From any thread."""
        self.shutdown.ask(code)

    def call_soon(self, act: Callable[[], None]) -> None:
        """Call a function in the thread of the program, unless it has ended. From any thread."""
        # Not `call_from_thread`, which Textual refuses in the thread of the program.
        if self._loop is not None:
            with suppress(RuntimeError):  # It may have ended just now.
                self._loop.call_soon_threadsafe(act)

    def keep_place(self) -> None:
        """Save the open note as a draft and remember the position of the cursor."""
        self.reading.session.keep_writing()
        self.reading.pages.keep_places()

    def save_everything(self) -> None:
        """Write the open note and all changes to disk. From any thread."""
        try:
            self.reading.session.keep_writing()
        finally:
            try:
                self._library.flush()
            except StoreError:
                self._library.location.rescue()

    def restore_terminal(self) -> None:
        """Give the terminal back at once, from any thread, as the last thing that is done."""
        if self._terminal is not None:
            self._terminal.restore()

    @property
    def _terminal(self) -> "TerminalDriver | None":
        """Our own driver, which alone reads answers of a terminal; None if a browser or a test shows the program."""
        from tui.terminal.drivers.terminal import TerminalDriver

        return self._driver if isinstance(self._driver, TerminalDriver) else None

    @property
    def top(self) -> KeySink:
        """The screen that takes the keys."""
        if (top := self.screen_stack[-1]) is self.reading:
            return self.reading
        from tui.screens.base.overlay import Overlay

        return top if isinstance(top, Overlay) else self.reading

    def attempt(self, act: Callable[[], object]) -> bool:
        """Call a function and contain its errors. Returns False if it raised one."""
        return self.boundary.attempt(act)

    def announce(self, text: str, kind: str = "") -> None:
        """Show a message at the bottom of the reading screen, as soon as it does not replace an unread one."""
        self.notifications.notify_later(text, "warning" if kind == "warning" else "info")

    def _warn(self, text: str) -> None:
        self.announce(text, "warning")

    async def on_event(self, event: events.Event) -> None:
        """Hand events on; keys by way of the `Keyboard`. An error costs the event and nothing else."""
        if self.leaving and isinstance(event, events.InputEvent):
            return  # Input has no effect any more, and the exit does not wait for it.
        try:
            await self._hand_on(event)
        except Exception as error:
            if not self.boundary.contain(error):
                raise

    async def _hand_on(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.app_focus = True
            self.keyboard.press(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            await self._paste(event)
        # A window that loses the focus or gets it looks the same here. Textual would style every widget again,
        # and a burst of such events, as tmux sends them, would hold up the keys behind it for seconds.
        elif not isinstance(event, events.AppFocus | events.AppBlur):
            if isinstance(event, events.Resize) and self._started:
                self._frame.forget()  # Terminals move and clear what they show; so does whatever ran meanwhile.
            if isinstance(event, events.MouseDown):
                if self.reading.finding is not None:
                    self.reading.attempt(self.reading.finding.keep)  # A click ends the typing of a query.
                self.reading.dispatcher.cancel_work()
            await super().on_event(event)

    async def _paste(self, event: events.Paste) -> None:
        """Pass pasted text on to the widget that takes text; a box of one line gets it as one line."""
        if not self.top.takes_text:
            if self.screen is not self.reading:
                await super().on_event(event)
            else:
                count = f"{len(event.text):,} characters"
                self.notifications.notify(f"{count} were pasted{tip('tag.note', 'paste them into a note', self.keys)}")
        elif text := as_line(event.text):
            if self.screen is not self.reading:
                await super().on_event(events.Paste(text))
            else:
                self.reading.take_text(text)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy the selected text of a box to every available clipboard."""
        self._clipboard = text
        copy(text, self.write_to_terminal)

    def bell(self) -> None:
        """Make no sound: problems are shown."""

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Send the part of the frame that the terminal does not show yet."""
        if self._running and not self._batch_count:
            renderable = self._frame.changes(renderable)
        super()._display(screen, renderable)

    def show_styles(self, styles: Styles) -> None:
        """Show the reading screen with other styles."""
        self.reading.set_theme_styles(styles)

    def write_to_terminal(self, sequence: str) -> None:
        """Send a sequence of ours to the terminal."""
        if self._driver is not None:
            self._driver.write(sequence)

    @property
    def leaving(self) -> bool:
        """Whether the program is on its way out: keys and the mouse do nothing, and no screen opens."""
        return self._exit or bool(self.shutdown.code)

    def push_screen(self, screen: Any, *given: Any, **named: Any) -> Any:
        """Show a screen, unless the program is leaving: it would find its widgets gone."""
        return AwaitMount(self.screen, []) if self.leaving else super().push_screen(screen, *given, **named)

    def open_folder(self, folder: Path) -> None:
        """End, and open another folder then."""
        self.next_folder = folder
        self.leave(0)

    @cached_property
    def preferences(self) -> "Preferences":
        """The settings of the user."""
        from tui.services.preferences import Preferences

        return Preferences(self.reading.pages, self._terminal)

    def leave(self, code: int = 0) -> None:
        """End the program with an exit code."""
        self.workers.cancel_all()  # They would find their widgets gone.
        self.exit(code)

    def _handle_exception(self, error: Exception) -> None:
        """Contain what a timer, a worker, the layout or a widget that is being made raised."""
        if not self.boundary.contain(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Give the screen back without Textual's traceback; `run` raises what happened."""
        with suppress(PostilError):
            self.reading.session.keep_writing()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing of Textual's, which may quote a source: `run` raises what happened, and that is one line."""
        self._exit_renderables.clear()

    def _changed(self, _: Change) -> None:
        # The change is made: an error in showing it must not stop the caller.
        self.boundary.attempt(self.following.changed)

    def _from_saver(self, tell: Callable[[str], None], text: str) -> None:
        """Pass a report of the saver's thread on to the screen."""
        if self.is_running:
            self.call_later(tell, text)
