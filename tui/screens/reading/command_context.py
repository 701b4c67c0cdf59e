"""The reading screen as commands know it: implements the protocols of `tui.commands.base.context`."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual.screen import Screen

from annotations.library import Library
from tui.keys.dispatcher import Dispatcher
from tui.screens.base.program import Program
from tui.screens.reading.pages import Pages
from tui.screens.reading.pane_controller import PaneController
from tui.session.focus import Focus
from tui.session.notifications import Answer, Level, Notifications
from tui.session.session import Session
from tui.tasks import Cancel, begin
from tui.theming.styles import Styles
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tui.screens.base.overlay import Overlay
    from tui.screens.reading.compare import Comparison
    from tui.screens.reading.find_bar import FindLine

Result = TypeVar("Result")


class ContextHost(Protocol):
    """The parts of the reading screen that its context is made from."""

    library: Library
    session: Session
    theme_styles: Styles
    notifications: Notifications
    dispatcher: Dispatcher
    pages: Pages
    pane_controller: PaneController
    finding: "FindLine | None"
    comparing: "Comparison | None"
    save_problem: str
    clicked: tuple[int, int] | None

    @property
    def program(self) -> Program:
        """The program that shows the screen."""

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; an error becomes one line in the status bar."""

    def open_source(self, source_id: str, offset: int | None = None) -> None:
        """Show a source at an offset, or where it was left."""

    def refresh_passages(self) -> None:
        """Show the current state of the library."""

    def show_other_page(self) -> None:
        """Update the panels after the active page or its source has changed."""

    def flush(self) -> str:
        """Bring everything to the disk. Returns why that cannot be; "" if it is there."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""


class CommandContext:
    """The context of the commands."""

    def __init__(self, host: ContextHost) -> None:
        self._host = host
        self.library = host.library
        self.session = host.session
        self.pages = host.pages
        self.panes = host.pane_controller

    @property
    def styles(self) -> Styles:
        """The styles of the theme."""
        return self._host.theme_styles

    @property
    def page(self) -> Page:
        """The active page."""
        return self.pages.active.page

    @property
    def program(self) -> Program:
        """The program."""
        return self._host.program

    @property
    def pointer(self) -> tuple[int, int]:
        """Column and row of the terminal that were clicked, else those of the cursor or of the focused item."""
        pane = self.panes.items if self.panes.items is not None else self.page
        return self._host.clicked or pane.cursor_cell

    @property
    def overlay(self) -> "Overlay[Any] | None":
        """The screen over the reading screen that is on top; None if there is none."""
        reading = cast("Screen[None]", self._host)
        if (top := reading.app.screen_stack[-1]) is reading:
            return None
        from tui.screens.base.overlay import Overlay

        return top if isinstance(top, Overlay) else None

    def focus(self) -> Focus:
        """Return where the user is. Raises UsageError if the text on the page turns out to be another one."""
        items, page = self.panes.items, self.page
        if items is not None:
            return Focus(listed=True, item=items.selected)
        if page.view.empty or not self.session.source:
            return Focus()
        self.pages.active.make_certain()
        return Focus(
            source=self.session.source,
            document=page.document,
            cursor=page.cursor,
            selecting=page.selection is not None,
            selected=page.span(),
            passage=page.current,
            margin=self.pages.active.margin,
        )

    def notify(self, text: str, level: Level = "info") -> None:
        """Show a message until the next key."""
        self._host.notifications.notify(text, level)

    def ask(
        self,
        text: str,
        answers: Sequence[tuple[str, str]],
        answer: Answer,
        *,
        level: Level = "info",
        only: Sequence[str] | None = None,
    ) -> None:
        """Ask a question that the next keys answer; see `Notifications.ask`."""
        self._host.notifications.ask(text, answers, answer, level=level, only=only)

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; an error becomes one line in the status bar."""
        self._host.attempt(act)

    def open_source(self, source_id: str, offset: int | None = None) -> None:
        """Show a source at an offset, or where it was left."""
        self._host.open_source(source_id, offset)

    def show(self, screen: "Overlay[Result]", then: Callable[[Result | None], None] | None = None) -> None:
        """Show a screen over this one; ``then`` is called with its result."""
        self._screen.app.push_screen(screen, then)

    def choose(self, screen: "Overlay[Result | None]", act: Callable[[Result], object]) -> None:
        """Show a screen over this one and call a function with its result, unless that is None; see `attempt`."""

        def done(result: Result | None) -> None:
            if result is not None:
                self.attempt(lambda: act(result))

        self.show(screen, done)

    def run(self, work: Callable[..., Awaitable[None]], *args: object, group: str, alone: bool = True) -> None:
        """Start work between the keys; if ``alone``, it ends other work of its group."""
        begin(self._screen, work, *args, group=group, alone=alone)

    def stop(self, group: str) -> None:
        """End the work of a group."""
        self._screen.workers.cancel_group(self._screen, group)

    def until_next_key(self) -> Cancel:
        """Return a value that the next key or click cancels."""
        return self._host.dispatcher.until_next_key()

    def refresh(self) -> None:
        """Show the current state of the library; nothing moves."""
        self._host.refresh_passages()

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""
        self._host.tell()

    # --- what only few commands need

    @property
    def finding(self) -> "FindLine | None":
        """The line in which a query is typed; None if none is."""
        return self._host.finding

    @finding.setter
    def finding(self, line: "FindLine | None") -> None:
        self._host.finding = line
        self._host.tell()

    @property
    def comparing(self) -> "Comparison | None":
        """The comparison of two pages; None if not comparing."""
        return self._host.comparing

    @comparing.setter
    def comparing(self, comparison: "Comparison | None") -> None:
        self._host.comparing = comparison

    @property
    def save_problem(self) -> str:
        """Why the last save failed; "" if it did not."""
        return self._host.save_problem

    def flush(self) -> str:
        """Bring everything to the disk. Returns why that cannot be; "" if it is there."""
        return self._host.flush()

    def compare(self, ended: Callable[[], None]) -> "Comparison":
        """Make a comparison on the pages; ``ended`` is called when it is over."""
        from tui.screens.reading.compare import Comparison

        host = self._host
        keys = self.session.keys
        return Comparison(self.pages, self.panes, self.library, host.notifications, keys, lambda: self.styles, ended)

    def press(self, key: str) -> None:
        """Take a key as if the user had pressed it on the page."""
        self._host.dispatcher.press(key)

    def reopen(self, shown: Callable[[], None] = lambda: None) -> set[str]:
        """Show the sources again whose reading mode has changed; see `reopen`."""
        from tui.screens.reading.reopen import reopen

        return reopen(self._host, self._screen, shown)

    @property
    def _screen(self) -> Screen[None]:
        return cast("Screen[None]", self._host)
