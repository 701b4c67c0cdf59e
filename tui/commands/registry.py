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
    "app.export": "export",
    "go.claims": "review",
    "go.compare": "compare",
    "go.compare_lock": "compare",
    "go.next_unsure": "unresolved",
    "go.orphans": "unresolved",
    "go.previous_unsure": "unresolved",
    "go.queue": "review",
    "link.browse": "find_links",
    "link.find": "find_links",
    "link.kinds": "find_links",
    "link.peek": "find_links",
    "tag.note": "notes",
    "tag.note_editor": "notes",
    "tag.remove": "manage_tags",
    "tag.rename": "manage_tags",
}
"""The module of each command by its id, or by what its id begins with."""


def action(command: str) -> Action:
    """The function of a command id, imported when it is first wanted. Raises AttributeError if there is none."""
    group, _, name = command.partition(".")
    module = _MODULES.get(command) or _MODULES[group]
    found: Action = getattr(import_module(f"tui.commands.{module}"), name)
    return found


def load() -> Iterator[None]:
    """Import them one by one, when there is time: no key should wait for it."""
    for module in dict.fromkeys(_MODULES.values()):
        import_module(f"tui.commands.{module}")
        yield
