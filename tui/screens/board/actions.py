"""What is done from the claims board: tags, links and verdicts, with the questions that these ask."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from annotations.errors import UsageError
from annotations.review.board import Row
from tui.keys import link_kind_keys as kindkeys
from tui.session.jump_list import Spot
from tui.session.session import Held
from tui.text.cells import shorten
from tui.text.paint.margin import STATUS_KEYS
from tui.widgets.link_ends import describe_link
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

TAG_KEYS: Final = {"c": "claim", "f": "figure", "o": "opinion"}

MOST_NAMED: Final = 4
"""Passages that are named one by one."""


class Deeds:
    """Does what a key means to the passages that are pointed at, and says what it did."""

    def __init__(self, reader: "BoardHost", caption: Caption) -> None:
        self._reader = reader
        self._library = reader.library
        self._session = reader.session
        self._caption = caption
        self._answer: Callable[[str], bool] | None = None

    @property
    def asking(self) -> bool:
        """Whether the next key is an answer."""
        return self._answer is not None

    def answer(self, token: str) -> None:
        """Take an answer. Raises PostilError if what was asked for cannot be done; then nothing is asked any more."""
        answer, self._answer = self._answer, None
        if answer is not None and answer(token) and self._answer is None:
            self._answer = answer

    @property
    def held(self) -> str:
        """The address of what is in hand, or the number of its source; empty if nothing is."""
        held = self._session.held
        return held.label.partition(" ")[0] if held is not None else ""

    # --- tags

    def tag(self, passages: Sequence[str], name: str) -> None:
        """Give a tag to passages, or take it off if all of them have it; one step of undo."""
        library = self._library
        if not passages:
            raise UsageError("This source has no passage here to tag: h and l go to one that has.")
        off = all(name in library.annotation(one).tags for one in passages)
        named = self._named(passages)
        with library.transaction(f"{'untag' if off else 'tag'} {named} {name}"):
            if name not in {tag.name for tag in library.tags()}:
                library.add_tag(name)
            for one in passages:
                if off or name not in library.annotation(one).tags:
                    library.toggle_tag(one, name)
        self._session.last_tag = name
        self._caption.say(f"{named} {'no longer ' if off else ''}{name} · u undoes")

    def tag_by_digit(self, passages: Sequence[str], digit: str) -> None:
        """Give the tag of the codebook that has a digit. Raises UsageError if none has it."""
        name = next((tag.name for tag in self._library.tags() if tag.key == digit), "")
        if not name:
            raise UsageError(f"No tag of the codebook has the digit {digit}: t lists them.")
        self.tag(passages, name)

    def tag_again(self, passages: Sequence[str]) -> None:
        """Give the last tag again."""
        if not self._session.last_tag:
            raise UsageError("No tag was given yet: c claim, f figure, o opinion, t others.")
        self.tag(passages, self._session.last_tag)

    # --- links

    def take(self, annotation_id: str) -> None:
        """Take a passage in hand, or ask how what is in hand relates to it."""
        session, library = self._session, self._library
        if not annotation_id:
            raise UsageError("This source has no passage here to link: h and l go to one that has.")
        if session.held is None:
            annotation, passage = library.annotation(annotation_id), library.passage(annotation_id)
            label = f"{library.address(annotation_id)} “{shorten(annotation.exact, 32)}”"
            session.held = Held(annotation_id, Spot(annotation.source, max(0, passage.start)), label)
            self._caption.say(
                f"in hand: {label} · L on another links them", f"in hand: {self.held}  L links  Esc lets go"
            )
        elif session.held.end == annotation_id:
            raise UsageError("It is this passage that is in hand: L on another links them, Esc lets go.")
        else:
            self._ask_kind(session.held, annotation_id)

    def let_go(self) -> None:
        """Let go of what is in hand."""
        self._session.held = None
        self._caption.say("no longer in hand")

    def _ask_kind(self, held: Held, other: str) -> None:
        flipped = False

        def ask() -> None:
            ends = (self._library.address(other), self.held) if flipped else (self.held, self._library.address(other))
            last = f"  Enter {self._session.last_kind}" if self._session.last_kind else ""
            long, short = kindkeys.captions(self._library, f"{ends[0]} ? {ends[1]}:", f"x flip{last}  Esc")
            self._caption.say(long, short)

        def answer(token: str) -> bool:
            nonlocal flipped
            kind = self._session.last_kind if token == "enter" else kindkeys.by_key(self._library, token)
            if token == "escape":
                self._caption.say("not linked; still in hand")
                return False
            if token == "x":
                flipped = not flipped
            elif kind:
                one, two = (other, held.end) if flipped else (held.end, other)
                link = self._library.connect(one, two, kind)
                self._session.held, self._session.last_kind = None, kind
                self._caption.say(f"{describe_link(self._library, link)} · u undoes")
                return False
            ask()
            return True

        ask()
        self._answer = answer

    # --- what is said of a claim

    def ask_status(self, row: Row) -> None:
        """Ask what the claim is to be."""

        def answer(token: str) -> bool:
            if token in STATUS_KEYS:
                self._library.set_claim(row.key, status=STATUS_KEYS[token])
                self._caption.say(f"the claim is {STATUS_KEYS[token]} · u undoes")
            elif token == "escape":
                self._caption.say(f"still {row.status}")
            else:
                return True
            return False

        keys = "  ".join(f"{key} {status}" for key, status in STATUS_KEYS.items())
        self._caption.say(f"the claim is {row.status}; it is to be:  {keys}  Esc as it is", f"{keys}  Esc")
        self._answer = answer

    def review(self, row: Row) -> None:
        """Mark a claim reviewed, or to be reviewed again."""
        done = row.reviewed
        self._library.set_claim(row.key, reviewed=not done)
        self._caption.say("to be reviewed again · u undoes" if done else "reviewed · u undoes")

    def _named(self, passages: Sequence[str]) -> str:
        if len(passages) > MOST_NAMED:
            return f"{len(passages)} passages"
        return " ".join(self._library.address(one) for one in passages)
