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
    "unresolved": ("problems.follow",),
    "ledger": ("board.title", "link.take", "tag.figure_details", "board.left"),
    "board": (
        "board.review", "tag.status", "link.take", "tag.claim", "tag.figure", "tag.opinion", "tag.note", "tag.own", "tag.pick",
        "tag.repeat", "board.title", "board.group", "board.fold", "list.fold_all", "list.unfold_all", "board.next_passage",
        "board.left",
    ),
    "map": ("map.next", "map.previous", "map.along", "map.centre", "board.left", "board.right"),
    "statistics": ("board.left",),
}  # fmt: skip
"""More of them in some contexts."""

ON_ANY: Final = ("find.find", "search.save", "board.hide", "map.unlinked")
"""Commands that narrow or widen a list: of no use in one that is empty without a filter."""


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
class Listing(Protocol):
    """A screen without a body that lists something itself."""

    @property
    def empty(self) -> bool:
        """Whether there is no item."""

    @property
    def filtered(self) -> bool:
        """Whether a filter may be the reason for that."""


@runtime_checkable
class UndoesOwn(Protocol):
    """A screen that undoes only what was done on it, or its handler that does."""

    @property
    def undoable(self) -> bool:
        """Whether there is a step that can be undone."""


def usable_hints(screen: KeyScreen, leave_out: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the hints of a screen for the commands that can be run now, without some; in an empty list few can."""
    following = screen.program.following
    refused = writing(screen.context) if following.read_only else ()
    idle: tuple[str, ...] = ()
    listing = screen if isinstance(screen, Listing) else screen.body
    if listing is not None and listing.empty:
        idle = (*ON_ITEM, *ON_ITEM_IN.get(screen.context, ()), *(() if listing.filtered else ON_ANY))
    redo = ("change.redo",)
    own = [one.undoable for one in screen.handlers if isinstance(one, UndoesOwn)]
    idle = idle if any(own) or (not own and following.undoable) else (*idle, "change.undo")
    undone, idle = (redo, idle) if following.redoable else ((), (*idle, *redo))
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
