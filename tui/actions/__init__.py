"""What the commands do: one function for each id of `tui.commands`, found by that id."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.actions import changing, going, linking, moving, program, selecting, tagging

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

Action = Callable[["ReadingScreen", int | None], None]

_MODULES = {
    "move": moving,
    "select": selecting,
    "tag": tagging,
    "link": linking,
    "change": changing,
    "go": going,
    "app": program,
}


def action(command: str) -> Action:
    """The function of a command id. Raises AttributeError if there is none."""
    module, _, name = command.partition(".")
    found: Action = getattr(_MODULES[module], name)
    return found
