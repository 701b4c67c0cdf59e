"""The disputes of a library, each once: a tab of the claims board."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.model import Change
from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Dispute
from annotations.text.folding import fold
from annotations.text.plurals import count_noun
from annotations.text.spelling import Sought, seek
from tui.keys import link_kind_keys
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import UndoKeys
from tui.screens.base.record_list import RecordList
from tui.screens.board.dispute_screen import DisputeScreen
from tui.screens.board.dispute_text import DisputeText
from tui.screens.board.goal import Goal
from tui.screens.overview.empty import nothing_yet
from tui.screens.overview.save import save_search
from tui.session.board_state import DISPUTE_SORTS
from tui.text.cells import cell_len, shared_out, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.review.sheet import wrapped
from tui.widgets.review.tab_strip import TabStrip

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


class DisputeItems(ItemList[Dispute]):
    """Disputes, two rows each: the title with its state, and the sources of the sides."""

    item_height = 2

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles, "Disputes", id="entries")
        self.text: DisputeText | None = None

    def draw(self, item: Dispute, width: int) -> list[Line]:
        """Return the two rows of a dispute."""
        styles, text = self.theme_styles, self.text
        if text is None:
            return [[]]
        sign = signs.DECIDED if item.decided else signs.CHANGED if item.changed else signs.TO_DO
        state = text.state(item)
        room = width - cell_len(state) - 5
        words = shorten(text.title(item), max(12, room if room >= 20 else width - 3))
        first: Line = [(f"{sign.char} ", styles.warning), (words, styles.faint if item.decided else styles.bold)]
        if room >= 20:
            first.append((" " * (width - 2 - cell_len(words) - cell_len(state)) + state, styles.muted))
        second: Line = [("  ", styles.base)]
        sides = text.summary(item)
        rooms = shared_out([cell_len(side) for side in sides], width - 2 - 3 * (len(sides) - 1))
        for place, (side, cells) in enumerate(zip(sides, rooms, strict=True)):
            if place:
                second.append((f" {signs.AGAINST.char} ", styles.link("contradicts")))
            second.append((shorten(side, max(6, cells)), styles.muted))
        return [first, second]


class DisputesScreen(Overlay[Goal | None]):
    """Returns what to open, or None."""

    CONTEXT: ClassVar[str] = "disputes"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - an instance variable of Textual

    def __init__(self, reader: "BoardHost", changed: Callable[[], object], typed: str = "") -> None:
        """Show the disputes of a reader's library; ``changed`` is called after undo and redo."""
        super().__init__(reader.styles)
        self._reader = reader
        self._library = reader.library
        self._view = reader.session.board_view()
        self._changed = changed
        self._undo = UndoKeys(self, self._library, self._undone)
        self._tabs = TabStrip(reader.styles, "disputes")
        self._list = DisputeItems(reader.styles)
        self.body = self._records = RecordList[Dispute](
            self,
            self._list,
            open_=self._open,
            describe=self._describe,
            narrow=self.renew,
            placeholder="words of a claim or of a source, decided, open",
            identity=lambda dispute: dispute.key,
            frame="disputes",
            typed=typed,
        )

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, self._records, self._undo

    def compose(self) -> ComposeResult:
        """The tabs, the list, the dispute under the cursor, the keys."""
        with Vertical(id="board"):
            yield self._tabs
            yield self._records

    def open(self) -> None:
        """Show the disputes, with the cursor where it was."""
        super().open()
        self._records.point_at(self._view.dispute)

    def _board(self) -> Board:
        return self._view.current(self._library)

    def renew(self) -> None:
        """Show the disputes as they are now."""
        board = self._board()
        self._list.text = text = DisputeText(self.theme_styles, self._library, board)
        every = board.disputes.all(self._view.dispute_sort)
        sought = seek(self._records.typed)
        found = [one for one in every if not (self._view.hide and one.decided) and _fits(board, text, one, sought)]
        decided = sum(one.decided for one in every)
        self._tabs.show((("claims", f"Claims {len(board.rows):,}"), ("disputes", f"Disputes {len(every):,}")))
        shown = f"{len(found):,} of {len(every):,}" if len(found) != len(every) else f"{len(every):,}"
        parts = ("Disputes", shown, DISPUTE_SORTS[self._view.dispute_sort], f"{decided:,} decided")
        self._records.nothing = self._nothing()
        hidden = decided if self._view.hide else 0
        show = tip("board.hide", "show", self.keys)
        self._records.hidden = f"{count_noun(hidden, 'decided dispute')} hidden{show}" if hidden else ""
        self._records.show(found, " · ".join((*parts, *(("decided hidden",) if self._view.hide else ()))))

    def _nothing(self) -> Sequence[str]:
        letter = link_kind_keys.letter_of("contradicts", self._library, self.keys)
        lines = (
            "No disputes yet",
            "",
            "A dispute is a group of claims that contradict each other.",
            f"Press {{link.take}} on a passage, then on one that contradicts it, then {letter}.",
        )
        return nothing_yet(self._library, lines, self.keys)

    def _describe(self, dispute: Dispute, width: int) -> Iterable[Line]:
        text = self._list.text
        return (row for line in text.lines(dispute) for row in wrapped(line, width)) if text is not None else ()

    def close(self, result: Goal | None = None) -> None:
        """Close; the cursor is on its dispute the next time."""
        if (dispute := self._records.selected) is not None:
            self._view.dispute = dispute.key
        super().close(result)

    # --- keys

    def _open(self, dispute: Dispute) -> None:
        """Show the dispute in full."""
        screen = DisputeScreen(self._reader, dispute.passages[0], self._board, self._changed)
        self._reader.choose(screen, self.close)

    def do_board_compare(self, _: int | None) -> None:
        """Put the first two passages that contradict each other side by side."""
        if (dispute := self._records.selected) is not None:
            self.close(Goal(pairs=dispute.pairs))

    def do_board_tab(self, _: int | None) -> None:
        """Go to the claims."""
        self.close_for(lambda: self.program.run_command("go.claims", None))

    @on(TabStrip.Chosen)
    def _tab_clicked(self) -> None:
        self.attempt(lambda: self.do_board_tab(None))

    def do_board_sort(self, _: int | None) -> None:
        """Take the next order, and go to the dispute that it puts first."""
        self._view.next_dispute_sort()
        self.renew()
        self._list.go(0, tell=False)
        self._records.tell()

    def do_board_hide(self, _: int | None) -> None:
        """Hide the disputes that are decided, or show them again."""
        self._view.hide = not self._view.hide
        self.renew()

    def do_search_save(self, _: int | None) -> None:
        """Save the filter under a name."""
        reader = self._reader
        save_search(self, reader.show, reader.styles, self._library, self._records.typed, place="disputes")

    def _undone(self, _: Change) -> None:
        self._changed()
        self.renew()


def _fits(board: Board, text: DisputeText, dispute: Dispute, sought: Sequence[Sought]) -> bool:
    """Return whether all typed words are in a dispute: in its title, quotes, source names or state."""
    if not sought:
        return True
    quotes = (board.graph.annotations[one].exact for side in dispute.sides for one in side.all)
    within = fold("\n".join((text.title(dispute), text.state(dispute), *text.summary(dispute), *quotes)))
    return all(word.within(within) for word in sought)
