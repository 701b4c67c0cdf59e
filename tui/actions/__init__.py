"""What the commands do: one function for each id of `tui.commands`, found by that id."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

Action = Callable[["ReadingScreen", int | None], None]

_MODULES = {
    "move": "moving",
    "select": "selecting",
    "tag": "tagging",
    "link": "linking",
    "change": "changing",
    "go": "going",
    "find": "finding",
    "search": "searching",
    "open": "opening",
    "view": "viewing",
    "panes": "panes",
    "reading": "manner",
    "app": "program",
}


def action(command: str) -> Action:
    """The function of a command id, imported when it is first wanted. Raises AttributeError if there is none."""
    module, _, name = command.partition(".")
    found: Action = getattr(import_module(f"tui.actions.{_MODULES[module]}"), name)
    return found


def load() -> Iterator[None]:
    """Import them one by one, when there is time: no key should wait for it."""
    for module in _MODULES.values():
        import_module(f"tui.actions.{module}")
        yield
