"""What the machinery around the terminal asks of the program that runs in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Host(Protocol):
    """A program in a terminal; the App is one."""

    @property
    def exit_code(self) -> int:
        """The exit code that was asked for from outside; 0 as long as none was."""

    def ask_to_exit(self, code: int) -> None:
        """End in good order with an exit code; asking again changes nothing. From any thread."""

    def call_soon(self, act: Callable[[], None]) -> None:
        """Have the program's own thread do something; nothing is done if it has ended. From any thread."""

    def keep_place(self) -> None:
        """Remember what is being written and where the cursor is."""

    def save_everything(self) -> None:
        """Bring to the disk what is being written and what was changed. From any thread."""

    def leave(self, code: int) -> None:
        """End with an exit code."""

    def restore_terminal(self) -> None:
        """Give the terminal back at once, as the last thing that is done. From any thread."""

    def send_whole_screen(self) -> None:
        """Send the whole screen again."""

    def suspend(self) -> AbstractContextManager[None]:
        """Let another program have the terminal. Raises SuspendNotSupported if it cannot be."""
