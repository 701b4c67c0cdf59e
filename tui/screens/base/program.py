"""The program as its screens know it."""

from typing import Protocol

from tui.keys.keyboard import Keyboard
from tui.terminal.error_boundary import Boundary
from tui.terminal.host import Host


class Program(Host, Protocol):
    """What screens ask of the App."""

    keyboard: Keyboard

    @property
    def boundary(self) -> Boundary:
        """What contains unexpected errors."""

    def announce(self, text: str, kind: str = "") -> None:
        """Show a message at the bottom of the reading screen, as soon as it does not replace an unread one."""

    def read_styles(self) -> None:
        """Read how overlays look."""

    def choose_theme(self) -> None:
        """Let the user choose a theme."""

    def write_to_terminal(self, sequence: str) -> None:
        """Send a sequence of ours to the terminal."""
