"""The screen that opens the board."""

from collections.abc import Callable
from typing import Any, Protocol

from annotations.library import Library
from tui.session.session import Session
from tui.theming.styles import Styles


class BoardHost(Protocol):
    """The library, the sitting and the styles; the context of a command is one."""

    library: Library
    session: Session

    @property
    def styles(self) -> Styles:
        """The styles of the theme."""

    def show(self, screen: Any, then: Callable[[Any], None] | None = None) -> None:
        """Show a screen on top; ``then`` is called with its result."""

    def choose(self, screen: Any, act: Callable[[Any], object]) -> None:
        """Show a screen on top and call a function with its result, unless that is None."""
