"""Actions of the claims board: tags, links and verdicts, with their questions."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from annotations.errors import UsageError
from annotations.model import status_name
from annotations.review.board import Row
from tui.keys.command_table import key_of, tip
from tui.screens.base.pending_link import PendingLink
from tui.screens.base.prompts import Asker, ask_status
from tui.screens.board.claim_screen import write_claim_note
from tui.screens.overview.save import save_search
from tui.screens.pickers.tag_keys import TagKeys
from tui.screens.pickers.tag_picker import TagPicker

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

MOST_NAMED: Final = 4
"""Passages that are named one by one."""


class Board(Asker, Protocol):
    """The board as the actions know it."""

    def with_row(self, act: Callable[[Row], object]) -> None:
        """Call a function with the claim under the cursor; show a message if there is none."""

    def meant(self, row: Row) -> Sequence[str]:
        """Return the passages that a tag is for."""

    def meant_end(self, row: Row) -> str:
        """Return the passage that a link is for; empty if the cell has none."""

    def tagged(self, passages: Sequence[str], name: str, done: str) -> None:
        """Show that passages were given a tag, and ask for the readings of numbers that have two."""

    def hold(self) -> None:
        """Show the pending link."""

    def do_board_tab(self, _: int | None) -> None:
        """Go to the disputes."""

    def renew(self) -> None:
        """Show the claims again."""


class BoardActions:
    """Changes the passages under the cursor, and reports the changes."""

    def __init__(self, reader: "BoardHost", board: Board) -> None:
        self._reader = reader
        self._library = reader.library
        self._session = reader.session
        self._board = board
        self._pending = PendingLink(reader, board)
        self.tag_keys = TagKeys(reader.library, self._give, lambda: tip("tag.pick", "list them", board.keys))

    @property
    def held(self) -> str:
        """Address of the start of the pending link, or the number of its source; "" if no link is pending."""
        return self._pending.held

    def do_board_fold(self, _: int | None) -> None:
        """Fold or unfold the tag that the claim is under; one without tags below folds the tag that it is below."""
        view, tree = self._session.board_view(), self._library.tag_tree
        if view.group != "tag":
            self._board.say(f"claims fold where they are grouped by tag{tip('board.group', 'group', self._board.keys)}")
            return
        name = view.title
        if name not in tree.folded or not tree.nodes[tree.place(name)].below:
            name = tree.parent(name)
        if name:
            view.folded ^= {name}
            view.title = name
            self._board.renew()

    def do_list_fold_all(self, _: int | None) -> None:
        """Show all claims under the tags of the top."""
        view, tree = self._session.board_view(), self._library.tag_tree
        view.folded = {node.tag.name for node in tree.nodes if node.below}
        view.title = next(reversed(tree.above(view.title)), view.title) if view.title in tree.folded else view.title
        self._board.renew()

    def do_list_unfold_all(self, _: int | None) -> None:
        """Show each claim under its own tags."""
        self._session.board_view().folded = set()
        self._board.renew()

    def do_search_save(self, _: int | None) -> None:
        """Save the filter under a name."""
        view, reader = self._session.board_view(), self._reader
        save_search(self._board, reader.show, reader.styles, self._library, view.typed, place="board", view=view)

    # --- tags

    def tag(self, passages: Sequence[str], name: str) -> None:
        """Add a tag to passages, or remove it if all of them have it; one step of undo."""
        library = self._library
        if not passages:
            raise UsageError(f"No passage of this source here: {self._columns()} to go to another source.")
        given = [one for one in passages if name not in library.annotation(one).tags]
        off = not given
        named = self._named(passages)
        with library.transaction(f"{'untag' if off else 'tag'} {named} {name}"):
            if name not in {tag.name for tag in library.tags()}:
                library.add_tag(name)
            for one in given or passages:
                library.toggle_tag(one, name)
        self._session.last_tag = name
        self._board.tagged(given, name, f"removed {name} from {named}" if off else f"added {name} to {named}")

    def _give(self, name: str) -> None:
        self._board.with_row(lambda row: self.tag(self._board.meant(row), name))

    def do_tag_repeat(self, _: int | None) -> None:
        """Add the last tag again."""
        if not self._session.last_tag:
            raise UsageError(f"No tag to repeat yet: {self._tags()}.")
        self._give(self._session.last_tag)

    def do_tag_pick(self, _: int | None) -> None:
        """Choose a tag from the codebook."""
        self._board.with_row(lambda row: self._pick(self._board.meant(row)))

    def _pick(self, passages: Sequence[str]) -> None:
        held = [tag for one in passages[:1] for tag in self._library.annotation(one).tags]
        picker = TagPicker(self._reader.styles, self._library, self._session.tag_folds, held, self._session.last_tag)

        def give(name: str | None) -> None:
            if name:
                self._board.attempt(lambda: self.tag(passages, name))

        self._reader.show(picker, give)

    # --- links

    def do_link_take(self, _: int | None) -> None:
        """Start a link, or ask for its type."""
        self._board.with_row(lambda row: self._pending.take(self._board.meant_end(row)))
        self._board.hold()

    def let_go(self) -> None:
        """Cancel the pending link."""
        self._pending.let_go()

    # --- the status of a claim

    def do_tag_status(self, _: int | None) -> None:
        """Ask for the status of the claim."""
        self._board.with_row(self._ask_status)

    def do_tag_note(self, _: int | None) -> None:
        """Write a note on the claim."""
        self._board.with_row(lambda row: write_claim_note(self._reader, row, self._board))

    def _label(self, row: Row) -> str:
        return f"claim {self._library.address(row.key)}"

    def do_board_review(self, _: int | None) -> None:
        """Mark the claim as reviewed, or as not reviewed."""
        self._board.with_row(self._review)

    def _ask_status(self, row: Row) -> None:

        def give(status: str) -> None:
            self._library.review.set_claim(row.key, status=status)
            self._board.say(f"the claim is {status_name(status)}{tip('change.undo', 'undo', self._board.keys)}")

        ask_status(self._board, "the claim", row.status, give)

    def _review(self, row: Row) -> None:
        done = row.reviewed
        self._library.review.set_claim(row.key, reviewed=not done)
        self._board.say(
            ("marked as not reviewed" if done else "marked as reviewed") + tip("change.undo", "undo", self._board.keys)
        )

    def _columns(self) -> str:
        return f"{key_of('board.left', self._board.keys)} and {key_of('board.right', self._board.keys)}"

    def _tags(self) -> str:
        named = {"tag.claim": "claim", "tag.figure": "figure", "tag.opinion": "opinion", "tag.pick": "others"}
        return ", ".join(f"{key_of(command, self._board.keys)} {name}" for command, name in named.items())

    def _named(self, passages: Sequence[str]) -> str:
        if len(passages) > MOST_NAMED:
            return f"{len(passages)} passages"
        return " ".join(self._library.address(one) for one in passages)
