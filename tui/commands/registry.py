"""Finds the function of a command by its id."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.commands.base.context import ScreenContext

Action = Callable[["ScreenContext", int | None], None]

_MODULES = {
    "move": "move",
    "select": "move",
    "tag": "tag",
    "link": "link",
    "change": "edit",
    "go": "navigate",
    "find": "find",
    "search": "find",
    "open": "open_link",
    "view": "view",
    "panes": "view",
    "reading": "view",
    "app": "app",
    "go.claims": "review",
    "go.compare": "review",
    "go.compare_lock": "review",
    "go.next_unsure": "review",
    "go.orphans": "review",
    "go.previous_unsure": "review",
    "go.queue": "review",
    "tag.note": "note",
    "tag.note_editor": "note",
}
"""The module of each command by its id, or by a prefix of its id."""


def action(command: str) -> Action:
    """Return the function of a command id, imported at its first use. Raises AttributeError if there is none."""
    group, _, name = command.partition(".")
    module = _MODULES.get(command) or _MODULES[group]
    found: Action = getattr(import_module(f"tui.commands.{module}"), name)
    return found


def load() -> Iterator[None]:
    """Import the commands one by one while the user is idle, so that no key waits for it."""
    for module in dict.fromkeys(_MODULES.values()):
        import_module(f"tui.commands.{module}")
        yield
