"""The context of a command. A command is a function of a `Context` and a count, which is None if none was typed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from annotations.library import Library
from tui.screens.base.overlay import Overlay
from tui.screens.base.program import Program
from tui.screens.reading.pages import Pages
from tui.screens.reading.pane_controller import PaneController
from tui.session.focus import Focus
from tui.session.notifications import Answer, Level
from tui.session.session import Session
from tui.tasks import Cancel
from tui.theming.styles import Styles
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tui.screens.reading.compare import Comparison
    from tui.screens.reading.find_bar import FindLine

Result = TypeVar("Result")


class Context(Protocol):
    """The library, the state of the sitting and the reading screen, as commands know them."""

    library: Library
    session: Session
    pages: Pages
    panes: PaneController

    @property
    def page(self) -> Page:
        """The active page."""

    @property
    def styles(self) -> Styles:
        """The styles of the theme."""

    @property
    def program(self) -> Program:
        """The program: its services and the terminal."""

    def focus(self) -> Focus:
        """Return where the user is. Raises UsageError if the text on the page turns out to be another one."""

    def notify(self, text: str, level: Level = "info") -> None:
        """Show a message until the next key."""

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

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; an error becomes one line in the status bar."""

    def open_source(self, source_id: str, offset: int | None = None) -> None:
        """Show a source at an offset, or where it was left."""

    def show(self, screen: Overlay[Result], then: Callable[[Result | None], None] | None = None) -> None:
        """Show a screen over the reading screen; ``then`` is called with its result."""

    def choose(self, screen: Overlay[Result | None], act: Callable[[Result], object]) -> None:
        """Show a screen over the reading screen and call a function with its result, unless that is None; see `attempt`."""

    def run(self, work: Callable[..., Awaitable[None]], *args: object, group: str, alone: bool = True) -> None:
        """Start work between the keys; if ``alone``, it ends other work of its group."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""


class ScreenContext(Context, Protocol):
    """The context of commands that find, compare, undo, save or end the program."""

    finding: "FindLine | None"
    """The line in which a query is typed; None if none is."""
    comparing: "Comparison | None"
    """The comparison of two pages; None if not comparing."""

    @property
    def save_problem(self) -> str:
        """Why the last save failed; "" if it did not."""

    @property
    def pointer(self) -> tuple[int, int]:
        """Column and row of the terminal that were clicked, else those of the cursor or of the focused item."""

    @property
    def overlay(self) -> Overlay[Any] | None:
        """The screen over the reading screen that is on top; None if there is none."""

    def flush(self) -> str:
        """Bring everything to the disk. Returns why that cannot be; "" if it is there."""

    def compare(self, ended: Callable[[], None]) -> "Comparison":
        """Make a comparison on the pages; ``ended`` is called when it is over."""

    def press(self, key: str) -> None:
        """Take a key as if the user had pressed it on the page."""

    def refresh(self) -> None:
        """Show the current state of the library; nothing moves."""

    def reopen(self, shown: Callable[[], None] = ...) -> set[str]:
        """Show the sources again whose reading mode has changed, and return their ids; ``shown`` is called then."""

    def stop(self, group: str) -> None:
        """End the work of a group."""

    def until_next_key(self) -> Cancel:
        """Return a value that the next key or click cancels."""
