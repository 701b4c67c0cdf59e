"""Finds the function of a command by its id."""

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from annotations.errors import ReadOnlyError
from tui.keys.bottom_row import passing
from tui.keys.command_table import COMMANDS

if TYPE_CHECKING:
    from tui.commands.base.context import ScreenContext

Action = Callable[["ScreenContext", int | None], None]

ArgumentAction = Callable[["ScreenContext", str], None]
"""Takes the argument that was typed behind the name of the command."""

_MODULES = {
    "move": "move",
    "select": "select",
    "tag": "tag",
    "link": "link",
    "change": "edit",
    "go": "navigate",
    "find": "find",
    "search": "find",
    "open": "open_link",
    "view": "view",
    "list": "view",
    "panes": "view",
    "reading": "view",
    "source": "source",
    "app": "app",
    "app.folder": "view",
    "app.samples": "view",
    "app.settings": "view",
    "app.theme": "view",
    "app.welcome": "view",
    "go.claims": "review",
    "go.compare": "review",
    "go.compare_lock": "review",
    "go.disputes": "review",
    "go.figures": "review",
    "go.next_pair": "review",
    "go.next_unsure": "review",
    "go.orphans": "review",
    "go.previous_pair": "review",
    "go.previous_unsure": "review",
    "go.queue": "review",
    "go.map": "review",
    "go.statistics": "review",
    "go.suggestions": "review",
    "go.timeline": "review",
    "tag.note": "note",
    "tag.note_editor": "note",
}
"""The module of each command by its id, or by a prefix of its id."""


def action(command: str) -> Action:
    """Return the function of a command id, imported at its first use. Raises AttributeError if there is none."""
    module, name = _place(command)
    found: Action = getattr(module, name)
    return found


def run(context: "ScreenContext", command: str, count: int | None) -> None:
    """Run a command by its id. Raises ReadOnlyError if it would change a library that cannot be changed."""
    _begin(context, command)
    action(command)(context, count)


def run_with(context: "ScreenContext", command: str, argument: str) -> None:
    """Run a command as `run` does, with the argument that was typed behind its name."""
    _begin(context, command)
    action_with(command)(context, argument)


def _begin(context: "ScreenContext", command: str) -> None:
    if context.library.read_only and COMMANDS[command].writes:
        raise ReadOnlyError(context.library.read_only)
    context.session.jumped = context.session.jumped and passing(command)


def action_with(command: str) -> ArgumentAction:
    """Return the function that runs a command with the argument of the command line; see `action`."""
    module, name = _place(command)
    found: ArgumentAction = getattr(module, f"{name}_with")
    return found


def _place(command: str) -> tuple[ModuleType, str]:
    """Return the module of a command and the name of its function."""
    group, _, name = command.partition(".")
    return import_module(f"tui.commands.{_MODULES.get(command) or _MODULES[group]}"), name


def load() -> Iterator[None]:
    """Import the commands one by one while the user is idle, so that no key waits for it."""
    for module in dict.fromkeys(_MODULES.values()):
        import_module(f"tui.commands.{module}")
        yield
