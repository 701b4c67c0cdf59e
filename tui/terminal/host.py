"""Interface of the app that `tui.terminal` works with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Host(Protocol):
    """A program in a terminal, such as the App."""

    @property
    def exit_code(self) -> int:
        """The exit code requested by a signal or a lost terminal; 0 if none."""

    def ask_to_exit(self, code: int) -> None:
        """Request an orderly exit. Later requests are ignored. Callable from any thread."""

    def call_soon(self, act: Callable[[], None]) -> None:
        """Call `act` in the thread of the event loop, unless it has ended. Callable from any thread."""

    def keep_place(self) -> None:
        """Save the draft of a note and the position of the cursor."""

    def save_everything(self) -> None:
        """Write drafts and unsaved changes to disk. Callable from any thread."""

    def leave(self, code: int) -> None:
        """Exit with `code`."""

    def restore_terminal(self) -> None:
        """Restore the terminal at once, as the last action. Callable from any thread."""

    def send_whole_screen(self) -> None:
        """Send the whole screen again."""

    def take_background(self, light: bool) -> None:  # noqa: FBT001 - the answer itself
        """Called when the terminal has reported whether its background is light."""

    def suspend(self) -> AbstractContextManager[None]:
        """Lend the terminal to another program. Raises SuspendNotSupported."""
