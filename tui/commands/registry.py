"""Finds the function of a command by its id."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

Action = Callable[["ReadingScreen", int | None], None]

_MODULES = {
    "move": "move",
    "select": "select",
    "tag": "tag",
    "link": "link",
    "change": "edit",
    "go": "navigate",
    "find": "find",
    "search": "search_all",
    "open": "open_link",
    "view": "diagrams",
    "panes": "panes",
    "reading": "reading_mode",
    "app": "app",
}


def action(command: str) -> Action:
    """The function of a command id, imported when it is first wanted. Raises AttributeError if there is none."""
    module, _, name = command.partition(".")
    found: Action = getattr(import_module(f"tui.commands.{_MODULES[module]}"), name)
    return found


def load() -> Iterator[None]:
    """Import them one by one, when there is time: no key should wait for it."""
    for module in _MODULES.values():
        import_module(f"tui.commands.{module}")
        yield
