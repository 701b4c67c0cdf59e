"""The reading screen as services know it."""

from collections.abc import Callable
from typing import Any, Protocol

from textual.app import App
from textual.timer import Timer

from annotations.library import Library
from tui.screens.base.program import Program
from tui.screens.reading.pages import Pages
from tui.session.notifications import Notifications
from tui.session.session import Session
from tui.widgets.pane_layout import Panes


class ServiceHost(Protocol):
    """The screen on which services show their results and set their timers."""

    library: Library
    session: Session
    notifications: Notifications
    pages: Pages
    panes: Panes
    save_problem: str

    @property
    def app(self) -> App[object]:
        """The App, for the screens that are open."""

    @property
    def program(self) -> Program:
        """The program."""

    @property
    def is_mounted(self) -> bool:
        """Whether the screen is there."""

    @property
    def on_top(self) -> bool:
        """Whether no other screen is over it."""

    @property
    def is_composed(self) -> bool:
        """Whether its widgets are there."""

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Call a function at intervals, in seconds."""

    def run_worker(self, work: Any, *, group: str, description: str, exclusive: bool) -> object:
        """Run work between the keys."""

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; an error becomes one line in the status bar."""

    def refresh_passages(self) -> None:
        """Show the current state of the library."""

    def show_other_page(self) -> None:
        """Update the panels after the active page or its source has changed."""

    def check_held(self) -> None:
        """Drop the pending link or bounds whose passage was deleted meanwhile."""

    def problem_summary(self) -> str:
        """Return one line about the problems of the library; "" if there are none."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""
