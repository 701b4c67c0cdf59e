"""Alters a link wherever one is shown: its type, its direction, the passage at one of its ends."""

from collections.abc import Callable

from annotations.library import Library, Span
from annotations.library.edits.links import OppositeLinkError
from annotations.model import Link
from tui.keys.command_table import tip
from tui.screens.base.linking import BOTH, REPLACE, ask_if_opposite
from tui.screens.base.prompts import Asker, ask_link_type
from tui.widgets.link_ends import describe_link

FindEnd = Callable[[str, Callable[[str | Span], None]], None]
"""Lets the user choose what a passage is linked to, and calls a function with that."""


class LinkKeys:
    """The commands that alter the link that a screen shows."""

    def __init__(self, editor: "LinkEditor", shown: Callable[[], Link | None]) -> None:
        """Alter with an editor; ``shown`` returns the link, or None if there is none."""
        self._editor = editor
        self._shown = shown

    def do_link_retype(self, _: int | None) -> None:
        """Ask for another type of the link."""
        self._alter(self._editor.retype)

    def do_link_reverse(self, _: int | None) -> None:
        """Reverse the link."""
        self._alter(self._editor.reverse)

    def do_link_move_end(self, _: int | None) -> None:
        """Move an end of the link."""
        self._alter(self._editor.move_end)

    def _alter(self, act: Callable[[Link], None]) -> None:
        if (link := self._shown()) is not None:
            act(link)


class LinkEditor:
    """Alters links; note, author and time stay, and each alteration is one change."""

    def __init__(self, asker: Asker, library: Library, find_end: FindEnd, changed: Callable[[], object]) -> None:
        """Ask on a screen; ``changed`` is called after each change, before it is reported."""
        self._asker = asker
        self._library = library
        self._find_end = find_end
        self._changed = changed

    def retype(self, link: Link) -> None:
        """Ask for another type."""
        self._library.transactions.require_writable()
        address = self._library.address

        def question(flipped: bool) -> str:  # noqa: FBT001 - as the question is answered
            ends = (link.target, link.source) if flipped else (link.source, link.target)
            return f"{address(ends[0])} ? {address(ends[1])}, now {link.kind}:"

        def alter(kind: str, flipped: bool) -> None:  # noqa: FBT001 - as above
            ends = (link.target, link.source) if flipped else (link.source, link.target)
            self._alter(link, kind, *ends)

        ask_link_type(self._asker, self._library, "", question, alter, "nothing changed")

    def reverse(self, link: Link) -> None:
        """Let the link lead from its target to its source."""
        kind = self._library.kinds().get(link.kind)
        if kind is not None and kind.symmetric:
            self._asker.say(f"{link.kind} reads the same both ways")
        else:
            self._alter(link, link.kind, link.target, link.source)

    def move_end(self, link: Link) -> None:
        """Ask which end to move, then for the passage to move it to."""
        self._library.transactions.require_writable()
        address = self._library.address

        def answer(token: str) -> bool:
            if token == "s":
                self._find_end(link.target, lambda end: self._move(link, end, link.target))
            elif token == "t":
                self._find_end(link.source, lambda end: self._move(link, link.source, end))
            elif token != "escape":
                self._asker.say("s start, t target, Esc cancel", "warning")
                return True
            return False

        answers = [("s", f"start {address(link.source)}"), ("t", f"target {address(link.target)}"), ("Esc", "cancel")]
        self._asker.ask(answer, "Move which end?", answers)

    def _move(self, link: Link, source: str | Span, target: str | Span) -> None:
        self._asker.attempt(lambda: self._alter(link, link.kind, source, target))

    def _alter(self, link: Link, kind: str, source: str | Span, target: str | Span) -> None:
        library = self._library

        def act(how: str) -> None:
            try:
                after = library.relink(link.id, kind, source, target, both=how == BOTH)
            except OppositeLinkError as error:
                if how != REPLACE:
                    raise
                with library.transaction():
                    library.disconnect(error.link.id)
                    after = library.relink(link.id, kind, source, target, both=True)
            if after == link:
                self._asker.say("nothing changed: the link is so already")
                return
            self._changed()
            self._asker.say(f"{describe_link(library, after)}{tip('change.undo', 'undo', self._asker.keys)}")

        ask_if_opposite(self._asker, library, act)
