"""Commands that a screen over the page can run now: while the library is read-only, none that changes it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol, runtime_checkable

from annotations.errors import ReadOnlyError
from tui.keys.command_table import hints, writing
from tui.keys.trail import Overview
from tui.screens.base.body import Body
from tui.screens.base.program import Program

ON_ITEM: Final = (
    "link.follow", "link.peek", "links.target", "tag.delete", "kinds.edit", "history.passage", "board.compare", "board.sort",
    "unresolved.accept", "unresolved.accept_moved", "unresolved.reselect", "unresolved.drop", "unresolved.next",
    "unresolved.candidate", "link.retype", "link.reverse", "link.move_end", "ledger.resolve", "ledger.merge", "ledger.split",
    "suggestions.accept", "suggestions.reject", "suggestions.mark",
    "tags.move", "tags.add_below", "board.first",
)  # fmt: skip
"""Commands on the item under the cursor of a list, or on all its items."""

ON_ITEM_IN: Final = {
    "history": ("change.undo",),
    "ledger": ("board.title", "link.take", "tag.figure_details", "board.left"),
}
"""More of them in some contexts."""


class KeyScreen(Overview, Protocol):
    """A screen with a context; an `Overlay` is one."""

    context: str
    body: Body[Any] | None

    @property
    def program(self) -> Program:
        """The program that shows the screen."""

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The sequences of each command."""


class HintsNow(NamedTuple):
    """Hints of a screen as its state has them now."""

    labels: Mapping[str, str] = MappingProxyType({})
    """Words for what commands do now, by their ids."""
    first: tuple[str, ...] = ()
    """Commands that matter most now, in order."""
    without: tuple[str, ...] = ()
    """Commands that do nothing now."""


@runtime_checkable
class StatefulHints(Protocol):
    """A screen whose hints depend on its state."""

    def hints_now(self) -> HintsNow:
        """Return what differs in the hints now."""


@runtime_checkable
class UndoesOwn(Protocol):
    """A screen that undoes only what was done on it, or its handler that does."""

    @property
    def made(self) -> int:
        """Number of steps that were taken here and not undone."""


def usable_hints(screen: KeyScreen, leave_out: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the hints of a screen for the commands that can be run now, without some; in an empty list few can."""
    refused = writing(screen.context) if screen.program.following.read_only else ()
    empty = screen.body is not None and not screen.body.items.items
    idle = (*ON_ITEM, *ON_ITEM_IN.get(screen.context, ())) if empty else ()
    redo = ("change.redo",)
    nothing_made = any(isinstance(one, UndoesOwn) and not one.made for one in screen.handlers)
    idle = (*idle, "change.undo") if nothing_made else idle
    undone, idle = (redo, idle) if screen.program.following.redoable else ((), (*idle, *redo))
    now = screen.hints_now() if isinstance(screen, StatefulHints) else HintsNow()
    without = (*leave_out, *refused, *idle, *now.without)
    leave = {"select.leave": "back"} if screen.program.trail.leads_back(screen) else {}
    if screen.body is not None and screen.body.narrowed:
        leave = {"select.leave": "show all"}
    return hints(screen.context, screen.keys, without, (*undone, *now.first), {**leave, **now.labels})


def require_usable(screen: KeyScreen, command: str) -> None:
    """Raise ReadOnlyError, with the reason, if a command of a screen cannot be run now."""
    if (reason := screen.program.following.read_only) and command in writing(screen.context):
        raise ReadOnlyError(reason)
