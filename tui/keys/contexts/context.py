"""A context: a screen over the page, or a mode of one, and the commands that it takes."""

from typing import Final

from msgspec import Struct


class Use(Struct, frozen=True):
    """A command in a context."""

    id: str
    label: str = ""
    """The label in hints of this context; "" for the label of the command."""
    help: str = ""
    """The help text in this context; "" for that of the command."""
    writes: bool = False
    """Whether it changes the library here, though it does not elsewhere; see `Command.writes`."""
    hinted: bool = True
    """Whether it has a hint; not if another key with a hint does the same."""


class Context(Struct, frozen=True):
    """A screen over the page, or a mode of one, and the commands that it takes."""

    title: str
    uses: tuple[Use, ...]
    """Its own first, in the order of their hints."""
    moves: bool = True
    """Whether there is a cursor, or a text to scroll, that the keys of the page move."""
    typing: bool = False
    """Whether text is typed: keys that type or edit text are no commands."""
    overview: str = ""
    """The command that opens it on the page if it is an overview, from which keys lead to the other ones."""
    part: bool = False
    """Whether it shows a part of the overview below it; the keys that lead from there to others work here too."""

    @property
    def leads_on(self) -> bool:
        """Whether the keys of the overviews work here."""
        return (bool(self.overview) or self.part) and not self.typing

    @property
    def others(self) -> tuple[Use, ...]:
        """The commands of every screen of this sort."""
        return _LEAVE if self.typing else (*_MOVES, *_QUIT) if self.moves else _QUIT


_LEAVE: Final = (
    Use("select.leave", "leave", "Cancel, go back or leave."),
    Use("app.help", "keys", "List all keys of this screen; while you type, `?` in an empty box or F1."),
)
_QUIT: Final = (
    Use("app.quit", "leave", "Leave the screen."),
    *_LEAVE,
    Use(
        "app.palette",
        help="Type a command for the page; running it closes this screen, `:q` closes it alone.",
        hinted=False,
    ),
)
_MOVES: Final = tuple(
    Use(f"move.{where}") for where in ("down", "up", "half_down", "half_up", "page_down", "page_up", "top", "end")
)

BOX: Final = (Use("type.down", ""), Use("type.up", ""), Use("type.page_down", ""), Use("type.page_up", ""))
"""The keys that move in a list below a box."""
ALTER_LINK: Final = (Use("link.retype", "type"), Use("link.reverse", "reverse"), Use("link.move_end", "move end"))
"""The keys that alter the link that is shown or under the cursor."""
OTHER_TAGS: Final = tuple(Use(f"tag.{tag}", tag, f"Tag them as {tag}s.") for tag in ("figure", "opinion"))
OWN_TAG: Final = Use("tag.own", "own tag", "Add the tag of the codebook that has this digit.")
