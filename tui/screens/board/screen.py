"""The claims board: the stance of each source on each claim, and the verdicts of the analyst."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from annotations.errors import UsageError
from annotations.library.describe_change import about
from annotations.model import Change
from annotations.review.board import Board, Row
from annotations.text.plurals import count_noun
from tui.keys.command_table import tip
from tui.keys.line_buffer import as_line
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import UndoKeys
from tui.screens.base.usable import HintsNow, usable_hints
from tui.screens.board.actions import BoardActions
from tui.screens.board.claim_screen import ClaimScreen
from tui.screens.board.claim_text import ClaimText, facing
from tui.screens.board.columns import ColumnKeys
from tui.screens.board.goal import Goal, beside
from tui.screens.board.headings import Headings
from tui.screens.board.keys import nothing_shown, typing_hint
from tui.screens.forms.readings import choose_readings
from tui.session.overview.records import make_board
from tui.tasks import begin
from tui.widgets.item_list import ItemList
from tui.widgets.review.claim_matrix import ClaimList
from tui.widgets.review.sheet import SheetLine, SheetPane
from tui.widgets.review.tab_strip import TabStrip
from tui.widgets.status_bar import FooterBar

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost

AT_ONCE: Final = 500
"""Passages up to which a board is made before its screen is shown."""

MAKING: Final = ("comparing the sources…",)


class BoardScreen(Overlay[Goal | None]):
    """The claims board. Returns the place to open, or None."""

    CONTEXT: ClassVar[str] = "board"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - an instance variable of Textual

    def __init__(self, reader: "BoardHost", changed: Callable[[], object]) -> None:
        """The board of a reader's library as it was left; changed is called after undo and redo."""
        super().__init__(reader.styles)
        self._reader = reader
        styles = reader.styles
        self._library = reader.library
        self._session = reader.session
        self._view = reader.session.board_view()
        self._changed = changed
        self._undo = UndoKeys(self, self._library, self._undone)
        self._tabs = TabStrip(styles, "claims")
        self._list = ClaimList(styles, self._library)
        self._pane = SheetPane(styles, self._claim_lines)
        self._headings = Headings(reader, self._view.headings)
        self._footer = FooterBar(styles)
        self._actions = BoardActions(reader, self)
        self._columns = ColumnKeys(self._list.columns, self._changed_cell)
        self._typing = self._titled = ""
        """The box that is open, ``filter`` or ``title``, and the claim that gets the title, wherever the cursor is then."""
        self._nth = 0
        """Index of the passage of the cell that Enter opens."""

    def compose(self) -> ComposeResult:
        """The tabs, the matrix, the claim under the cursor, the box, messages, the keys."""
        with Vertical(id="board"):
            yield self._tabs
            yield self._list
            yield self._pane
            yield Input(id="typed")
            yield self.caption
            yield self._footer

    def open(self) -> None:
        """Show the board where it was left; one that has to be made of much is made while the screen is there."""
        self.query_one(Input).display = False
        self._list.nothing = MAKING
        if self._view.board is None and self._library.passage_count > AT_ONCE:
            begin(self, self._make)
        else:
            self._begin()

    async def _make(self) -> None:
        """Make the board in another thread."""
        self._view.board = await make_board(self._library)
        self._begin()

    def _begin(self) -> None:
        """Show the board, and take keys."""
        board = self._show_board(self._view.source)
        self.take_keys(self._list)
        self._report_counts(board)
        begin(self, self._view.judge, group="verdicts")

    def _report_counts(self, board: Board) -> None:
        """Report once which claims are counted in another way than by the former rule."""
        if found := self._library.review.recounted(board):
            self._view.before = {one.row.members[0]: one.before for one in found}
            self._text.before = self._view.before
            self.say(
                f"{count_noun(len(found), 'claim')} counted differently from before: sources that restate each other "
                "are independent, unless one cites the other",
                "warning",
            )
        self._library.review.mark_counted()

    def renew(self) -> None:
        """Show the current state of the library; the cursor stays with its claim and source."""
        if self._view.board is not None:  # Else it is being made.
            self._show_board(self._list.columns.source.id if self._list.columns.source else "")

    def _show_board(self, source_id: str) -> Board:
        """Show the board as the library is now, with the cursor in the column of a source, and return it."""
        self._list.board = board = self._view.current(self._library)
        self._text = ClaimText(self.theme_styles, self._library, board)
        self._text.before = self._view.before
        self._list.columns.go_to(source_id)
        self._arrange()
        return board

    def _arrange(self) -> None:
        """Show the rows that pass the filter, in the chosen order."""
        board, view = self._list.board, self._view
        assert board is not None  # noqa: S101 - made before
        entries = view.entries(self._library, board, self._headings.of)
        if self._headings.wanted:
            begin(self, self._find_headings)
        self._list.nothing = nothing_shown(self._library, self.keys, view, claims=bool(board.rows))
        self._entitle()
        self._list.show(entries, view.index(entries))
        self._offer()
        self.tell()

    def _entitle(self) -> None:
        """Show the number of claims, their order and the filter in the title."""
        board = self._list.board
        title = self._view.title_of(board) if board is not None else "Claims"
        self._list.title = f"link from {self._actions.held} · {title}" if self._actions.held else title
        if board is not None:
            disputes = len(board.disputes)
            self._tabs.show((("claims", f"Claims {len(board.rows):,}"), ("disputes", f"Disputes {disputes:,}")))

    @property
    def empty(self) -> bool:
        """Whether no claim is listed."""
        return not self._list.items

    @property
    def filtered(self) -> bool:
        """Whether a filter may be the reason for that."""
        return bool(self._view.typed.strip() or (self._view.hide and self._list.board and self._list.board.rows))

    def tell(self) -> None:
        """Show the claim under the cursor."""
        self._view.keep(self._list.selected, self._list.columns.source.id if self._list.columns.source else "")
        self._pane.tell(anything=not self.empty)

    def _claim_lines(self) -> Iterable[SheetLine]:
        """Return the lines about the claim under the cursor."""
        row = self._list.row
        return self._text.lines(row, self._list.columns.source, self._passage()) if row is not None else ()

    def _passage(self) -> str:
        """The passage that Enter opens; empty if the cell has none."""
        row, source, board = self._list.row, self._list.columns.source, self._list.board
        if row is None or source is None or board is None:
            return ""
        passages = board.cell(row, source.id).passages
        return passages[self._nth % len(passages)] if passages else ""

    # --- keys

    def hints_now(self) -> HintsNow:
        """Return that Esc drops a filter that is kept."""
        return HintsNow({"select.leave": "show all"} if self._view.typed.strip() and not self._typing else {})

    def say_keys(self) -> None:
        """Show the keys in the footer; the caption is for messages and typed text."""
        self._offer()
        self.caption.say(typing_hint(self._typing, self.keys))

    def _offer(self) -> None:
        if self.context != "filter":
            *found, (help_, keys), (escape, leave) = usable_hints(self)
            self._footer.show([*found, (help_, f"{keys} · {escape} {leave}")])

    def answered(self) -> None:
        """Keep the rows as they are."""
        self.hold()

    @property
    def page_size(self) -> int:
        """Number of claims by which a page key moves."""
        return self._list.page_size

    def move(self, by: int) -> None:
        """Move the cursor; while a filter is typed go back to the list."""
        if self._typing:
            self._leave_typing(forget=False)
        else:
            self._list.go(self._list.cursor + by, tell=False)
            self._changed_cell()

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, self._actions, self._actions.tag_keys, self._columns, self._undo

    def _changed_cell(self) -> None:
        """Show the first passage of another cell."""
        self._nth = 0
        self.tell()

    def leave(self) -> None:
        """Cancel the last unfinished action, or leave the board."""
        if self._typing:
            self._leave_typing(forget=True)
        elif self._view.typed.strip():
            # Before the pending link: the filter may be there to find its other end.
            self._view.typed = ""
            self._arrange()
            self.say(f"all claims shown · Esc {'cancel the link' if self._actions.held else 'leave the board'}")
        elif self._actions.held:
            self._actions.let_go()
            self.hold()
        else:
            super().leave()

    def do_board_tab(self, _: int | None) -> None:
        """Go to the disputes."""
        self.close_for(lambda: self.program.run_command("go.disputes", None))

    @on(TabStrip.Chosen)
    def _tab_clicked(self) -> None:
        self.attempt(lambda: self.do_board_tab(None))

    def do_find_find(self, _: int | None) -> None:
        """Type a filter."""
        self._type("filter", self._view.typed)

    def with_row(self, act: Callable[[Row], object]) -> None:
        """Call a function with the claim under the cursor; show a message if there is none."""
        if self._list.row is not None:
            act(self._list.row)
        else:
            self.say("no claim here" if self._list.items else "")

    def do_link_follow(self, _: int | None) -> None:
        """Open the cell under the cursor; on the words the claim in full."""
        self.with_row(self._open)

    def do_board_next_passage(self, _: int | None) -> None:
        """Select the next passage of the cell."""
        self._nth += 1
        self.tell()

    def do_board_title(self, _: int | None) -> None:
        """Type the title of the claim."""
        self.with_row(lambda row: self._type("title", row.claim.title if row.claim is not None else "", row.key))

    def meant_end(self, row: Row) -> str:
        """Return the passage that a link is for; empty if the cell has none."""
        return self._passage() if self._list.columns.source else row.members[0]

    def tagged(self, passages: Sequence[str], name: str, done: str) -> None:
        """Show that passages were given a tag, and ask for the readings of numbers that have two."""
        choose_readings(self, self._library, passages, name, done)

    def hold(self) -> None:
        """Show the pending link."""
        self._entitle()
        self._list.repaint()

    def meant(self, row: Row) -> Sequence[str]:
        """Return the passages that a tag is for: that of the cell; on the words, all passages of the claim."""
        if self._list.columns.source is None:
            return row.members
        return [one] if (one := self._passage()) else []

    def _undone(self, change: Change) -> None:
        """Go to the claim of a change that was undone or redone."""
        self._changed()
        board = self._list.board
        touched = [one for one in sorted(about(change.edits)) if board is not None and board.row(one) is not None]
        if self._view.key not in touched:
            self._view.key = next(iter(touched), self._view.key)
        self._arrange()
        self.say_keys()

    def do_board_sort(self, _: int | None) -> None:
        """Take the next order, and go to the claim that it puts first."""
        self._view.next_sort()
        self._arrange()
        self._list.go(0, tell=False)
        self.tell()

    def do_board_hide(self, _: int | None) -> None:
        """Hide the claims that are settled, or show them again."""
        self._view.hide = not self._view.hide
        self._arrange()

    def do_board_group(self, _: int | None) -> None:
        """Group the claims in the next way."""
        self._view.next_group()
        self._arrange()

    def _open(self, row: Row) -> None:
        """Open the cell under the cursor: a passage, beside the one that it contradicts, a source, or the claim."""
        source, board, passage = self._list.columns.source, self._list.board, self._passage()
        if source is None or board is None:
            self._open_whole(row)
        elif passage and (other := facing(board, row, passage)):
            dispute = board.disputes.of(passage)
            self.dismiss(beside(dispute.pairs if dispute is not None else (), other, passage))
        elif passage or not self._library.is_missing(source.id):
            self.dismiss(Goal(passage, source.id))
        else:
            claim = f"claim {self._library.address(row.key)}"
            raise UsageError(f"The file of source {source.number} is gone; it has no passage in {claim}.")

    @on(ItemList.Chosen)
    def _clicked(self, event: ItemList.Chosen) -> None:
        if (index := event.index) is not None:
            self._list.go(index, tell=False)
            if self._list.row is not None:
                self.attempt(lambda: self.do_link_follow(None))

    @on(ItemList.Highlighted)
    def _highlighted(self) -> None:
        self._changed_cell()

    def _open_whole(self, row: Row) -> None:
        """Show the claim in full."""

        def board() -> Board:
            return self._view.current(self._library)

        screen = ClaimScreen(self._reader, row.key, board, lambda: self._text, self._changed)
        self._reader.choose(screen, self.close)

    # --- the box

    def _type(self, what: str, text: str, claim: str = "") -> None:
        box = self.query_one(Input)
        self._typing, self._titled = what, claim
        box.display = True
        box.value = as_line(text)  # A title may be another author's.
        box.cursor_position = len(box.value)
        self.switch("filter", box)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        if self._typing == "filter" and event.value != self._view.typed:
            self._view.typed = event.value
            self._arrange()
            self.say(self._view.problem or typing_hint("filter", self.keys))

    def do_type_accept(self, _: int | None) -> None:
        """Keep the typed text."""
        self._leave_typing(forget=False)

    do_type_next = do_type_previous = do_type_accept

    def _leave_typing(self, *, forget: bool) -> None:
        """Focus the list again, and keep or drop the typed text."""
        what, self._typing, self.context = self._typing, "", self.CONTEXT
        box = self.query_one(Input)
        box.display = False
        self.set_focus(self._list)
        self._offer()
        self.say(self._view.problem)
        if what == "filter" and forget:
            self._view.typed = ""
            self._arrange()
        elif what == "title" and not forget:
            self.attempt(lambda: self._title(self._titled, box.value))

    def _title(self, claim: str, title: str) -> None:
        self._library.review.set_claim(claim, title=title)
        self.say(
            f"title saved{tip('change.undo', 'undo', self.keys)}"
            if title.strip()
            else "title removed: shown by its earliest passage"
        )

    async def _find_headings(self) -> None:
        """Find the headings of the claims between keys, and arrange the claims under them."""
        await self._headings.find()
        if self._view.group == "heading":
            self._arrange()
