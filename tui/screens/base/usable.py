"""Commands that a screen over the page can run now: while the library is read-only, none that changes it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from annotations.errors import ReadOnlyError
from tui.keys.command_table import hints, writing
from tui.screens.base.program import Program


class KeyScreen(Protocol):
    """A screen with a context; an `Overlay` is one."""

    context: str

    @property
    def program(self) -> Program:
        """The program that shows the screen."""

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The sequences of each command."""


def usable_hints(screen: KeyScreen, leave_out: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the hints of a screen for the commands that can be run now, without some."""
    refused = writing(screen.context) if screen.program.following.read_only else ()
    return hints(screen.context, screen.keys, (*leave_out, *refused))


def require_usable(screen: KeyScreen, command: str) -> None:
    """Raise ReadOnlyError, with the reason, if a command of a screen cannot be run now."""
    if (reason := screen.program.following.read_only) and command in writing(screen.context):
        raise ReadOnlyError(reason)
