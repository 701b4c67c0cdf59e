"""The way through the overviews: the key of one opens it in place of another one, and Esc goes back."""

from collections.abc import Callable
from functools import partial
from typing import Final, Optional, Protocol, runtime_checkable

from msgspec import Struct

from tui.error_report import attempt
from tui.keys.contexts import CONTEXTS
from tui.keys.keyboard import Keyboard, KeySink


@runtime_checkable
class Overview(KeySink, Protocol):
    """A screen that is an overview, or that lies over one."""

    @property
    def CONTEXT(self) -> str:  # noqa: N802 - as the screens name it
        """The name of its context."""

    @property
    def place(self) -> object:
        """What `resume` needs to show the same again; None for nothing."""

    def resume(self, place: object) -> None:
        """Show what another screen of its class showed; called before it is mounted."""

    @property
    def below(self) -> Optional["Overview"]:
        """The screen that it lies over; None if that is the page."""

    def close_for(self, then: Callable[[], None]) -> None:
        """Close without a result, and call a function before the next key is taken."""

    def say(self, text: str) -> None:
        """Show a message."""


class TrailHost(Protocol):
    """The program; the App is one."""

    keyboard: Keyboard

    @property
    def top(self) -> object:
        """The screen that takes the keys."""

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command by its id."""

    def announce(self, text: str, kind: str = "") -> None:
        """Show a message on the page."""


class Visit(Struct, frozen=True):
    """An overview that was left for another one."""

    command: str
    """The command that opens it."""
    place: object


_WALKED: Final = frozenset({"app.lint", "go.suggestions", "go.queue", "go.timeline", "link.browse"})
"""The overviews whose entries are taken one by one. They go on where they were left for a passage."""


class Trail:
    """Opens an overview in place of another one. Only one of them is open, and each is passed through at most once."""

    def __init__(self, program: TrailHost) -> None:
        self._program = program
        self._visits: list[Visit] = []
        """The overviews to go back to, the last one last."""
        self._left: dict[str, object] = {}
        """Where overviews were left for a passage, by their commands, until they are opened again."""

    def leads_back(self, screen: Overview) -> bool:
        """Return whether Esc goes from a screen back to another overview."""
        return bool(self._visits) and _command_of(screen) != "" and screen.below is None

    def go(self, screen: Overview, command: str) -> None:
        """Open an overview in place of the one on top, or of the one that the screen on top lies over."""
        below, own = screen.below, _command_of(screen)
        if below is not None:
            screen.close_for(partial(self._go_from, below, command))
        elif command == own:
            screen.say("already here")
        else:
            earlier = next((place for place, visit in enumerate(self._visits) if visit.command == command), None)
            if earlier is None:
                if own:  # Else its records are gone, and so is what it lay over.
                    self._visits.append(Visit(own, screen.place))
                visit = Visit(command, None)
            else:
                visit = self._visits[earlier]
                del self._visits[earlier:]
            screen.close_for(partial(self._open, visit))

    def back(self, screen: Overview) -> bool:
        """Open the overview again that a screen was opened from; return False if there is none."""
        if not self.leads_back(screen):
            return False
        screen.close_for(partial(self._open, self._visits.pop()))
        return True

    def ended(self, screen: Overview, *, went: bool) -> None:
        """Called when a screen is closed and no other one is opened in its place; if `went`, for what was chosen in it."""
        command = _command_of(screen)
        if command and screen.below is None:
            self._visits.clear()
            if went and command in _WALKED:
                self._left[command] = screen.place

    def opened(self, command: str) -> None:
        """Called after a command: an overview that it opened goes on where it was left for a passage."""
        screen = self._program.top
        if command in self._left and isinstance(screen, Overview) and _command_of(screen) == command:
            screen.resume(self._left.pop(command))

    def _go_from(self, screen: Overview, command: str) -> None:
        if command != _command_of(screen):
            self._program.keyboard.wait_for(screen)
            self.go(screen, command)

    def _open(self, visit: Visit) -> None:
        """Open an overview, as it was left if it was."""
        if problem := attempt(lambda: self._program.run_command(visit.command, None)):
            self._program.announce(problem, "warning")
        opened = self._program.top
        if not isinstance(opened, Overview):
            self._visits.clear()
        elif visit.place is not None:
            opened.resume(visit.place)


def _command_of(screen: Overview) -> str:
    """Return the command that opens an overview; "" for another screen."""
    return CONTEXTS[screen.CONTEXT].overview
