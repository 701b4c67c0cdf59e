"""The pending link of a sitting, on the screens that show passages in cells."""

from typing import Protocol

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.parts.wording import in_words
from tui.keys.command_table import key_of, tip
from tui.screens.base.linking import ask_if_opposite, connect
from tui.screens.base.prompts import Asker, ask_link_type
from tui.session.jump_list import Spot
from tui.session.session import Held, Session
from tui.text.cells import shorten
from tui.widgets.link_ends import describe_link


class Reader(Protocol):
    """The library and the sitting; the host of a board is one."""

    library: Library
    session: Session


class PendingLink:
    """Starts a link at a passage, completes it at another one, and reports it on a screen."""

    def __init__(self, reader: Reader, screen: Asker) -> None:
        self._library = reader.library
        self._session = reader.session
        self._screen = screen

    @property
    def held(self) -> str:
        """Address of the start of the pending link, or the number of its source; "" if no link is pending."""
        held = self._session.held
        return held.label.partition(" ")[0] if held is not None else ""

    def take(self, annotation_id: str) -> None:
        """Start a link at a passage, or ask for the type of the pending link, which it completes."""
        session, library, keys = self._session, self._library, self._screen.keys
        if not annotation_id:
            columns = f"{key_of('board.left', keys)} and {key_of('board.right', keys)}"
            raise UsageError(f"No passage of this source here: {columns} to go to another source.")
        if session.held is None:
            annotation, passage = library.annotation(annotation_id), library.passage(annotation_id)
            label = f"{library.address(annotation_id)} “{shorten(in_words(library, annotation), 32)}”"
            session.held = Held(annotation_id, Spot(annotation.source, max(0, passage.start)), label)
            self._screen.say(f"link from {label}{tip('link.take', 'make it on another passage', keys)}")
        elif session.held.end == annotation_id:
            raise UsageError(
                f"The link starts at this passage: {key_of('link.take', keys)} on another one, or Esc to cancel."
            )
        else:
            self._ask_kind(session.held, annotation_id)

    def let_go(self) -> None:
        """Cancel the pending link."""
        self._session.held = None
        self._screen.say("link cancelled")

    def _ask_kind(self, held: Held, other: str) -> None:
        def question(flipped: bool) -> str:  # noqa: FBT001 - as the question is answered
            ends = (self._library.address(other), self.held) if flipped else (self.held, self._library.address(other))
            return f"{ends[0]} ? {ends[1]}:"

        def link(kind: str, flipped: bool) -> None:  # noqa: FBT001 - as above
            one, two = (other, held.end) if flipped else (held.end, other)

            def act(how: str) -> None:
                made = connect(self._library, one, two, kind, how)
                self._session.held, self._session.last_kind = None, kind
                self._screen.say(f"{describe_link(self._library, made)}{tip('change.undo', 'undo', self._screen.keys)}")

            ask_if_opposite(self._screen, self._library, act)

        ask_link_type(
            self._screen, self._library, self._session.last_kind, question, link, "not linked · link still pending"
        )
