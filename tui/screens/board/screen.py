"""The claims board: what each source does with each claim, and what the analyst makes of it."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from annotations.errors import UsageError
from annotations.library.describe_change import about
from annotations.review.board import Row
from annotations.store.journal.format import REDO, UNDO
from tui.error_report import attempt
from tui.keys.dispatcher import token_of
from tui.keys.line_buffer import as_line
from tui.keys.list_steps import step
from tui.screens.base.overlay import Overlay
from tui.screens.board.actions import TAG_KEYS, Deeds
from tui.screens.board.claim_note import write_claim_note
from tui.screens.board.claim_pane import ClaimPane
from tui.screens.board.claim_text import ClaimText
from tui.screens.board.headings import Headings
from tui.screens.board.keys import HINTS, TYPING, WHOLE_HINTS
from tui.screens.pickers.tag_picker import TagPicker
from tui.session.board_state import BoardView
from tui.session.undo_steps import Outcome, step_history
from tui.tasks import begin
from tui.widgets.claim_matrix import EMPTY, ClaimList
from tui.widgets.item_list import ItemList, Line
from tui.widgets.message_line import Caption
from tui.widgets.status_bar import FooterBar

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


AT_ONCE: Final = 500
"""Passages up to which a board is made before its screen is shown."""

MAKING: Final = ("looking at what the sources say…",)


class Goal(NamedTuple):
    """What is to be opened on the page: a passage, or a source where there is none."""

    annotation: str
    source: str


class BoardScreen(Overlay[Goal | None]):
    """Gives what is to be opened, or None."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - an instance variable of Textual

    def __init__(self, reader: "BoardHost", changed: Callable[[], object]) -> None:
        """The board of a reader's library as it was left; changed is called after undo and redo."""
        super().__init__()
        self._reader = reader
        self._theme_styles = styles = reader.styles
        self._library = reader.library
        self._session = reader.session
        if reader.session.board is None:
            reader.session.board = BoardView()
        self._view = reader.session.board
        self._changed = changed
        self._list = ClaimList(styles)
        self._pane = ClaimPane(styles, self._told)
        self._headings = Headings(reader, self._view.headings)
        self._caption = Caption(styles, "")
        self._footer = FooterBar(styles)
        self._deeds = Deeds(reader, self._caption)
        self._confirm: Callable[[], Outcome] | None = None
        """What ``y`` does, where it was asked whether to undo or redo what another author did."""
        self._typing = ""
        """What is being typed: ``filter`` or ``title``."""
        self._nth = 0
        """Which passage of the cell Enter opens."""
        self._pending = ""

    def compose(self) -> ComposeResult:
        """The matrix, the claim under the cursor, what is typed, what is said, the keys."""
        with Vertical(id="board"):
            yield self._list
            yield self._pane
            yield Input(id="typed")
            yield self._caption
            yield self._footer

    def on_mount(self) -> None:
        """Show the board where it was left; one that has to be made of much is made while the screen is there."""
        self.query_one(Input).display = False
        self._footer.show(HINTS)
        self._list.nothing, library = MAKING, self._library
        if self._view.board is None and sum(len(library.passages(one.id)) for one in library.sources()) > AT_ONCE:
            begin(self, self._make)
        else:
            self._begin()

    async def _make(self) -> None:
        """Have another thread make the board."""
        self._view.board = await asyncio.to_thread(self._library.boarding())
        self._begin()

    def _begin(self) -> None:
        """Show the board, and take keys."""
        self._view.board = self._list.board = self._library.board(self._view.board)
        self._point_at(self._view.source)
        self.renew()
        self.take_keys(self._list)

    def renew(self) -> None:
        """Show what the library holds now; the cursor stays with its claim and source."""
        if self._view.board is None:
            return  # It is being made.
        column = self._list.source.id if self._list.source else ""
        self._list.board = self._view.board = board = self._library.board(self._view.board)
        self._text = ClaimText(self._theme_styles, self._library, board)
        self._point_at(column)
        self._arrange()

    def _point_at(self, source_id: str) -> None:
        """Put the cursor in the column of a source, or on the words."""
        columns = [one.id for one in self._list.sources]
        self._list.point_at(columns.index(source_id) + 1 if source_id in columns else 0)

    def _arrange(self) -> None:
        """Show the rows that are wanted in the order that is wanted."""
        board, view = self._list.board, self._view
        assert board is not None  # noqa: S101 - made before
        entries = view.entries(self._library, board, self._headings.of)
        if self._headings.wanted:
            begin(self, self._find_headings)
        self._list.nothing = EMPTY if not board.rows else ("no claim fits", "Esc shows all, H the settled ones")
        self._entitle()
        self._list.show(entries, view.index(entries))
        self.tell()

    def _entitle(self) -> None:
        """Say over the claims how many there are, and what is done with them."""
        board = self._list.board
        title = self._view.title_of(board) if board is not None else "Claims"
        self._list.title = f"in hand: {self._deeds.held} · {title}" if self._deeds.held else title

    def tell(self) -> None:
        """Say what there is to say of the claim under the cursor."""
        self._view.keep(self._list.selected, self._list.source.id if self._list.source else "")
        self._pane.tell()

    def _told(self) -> Iterable[Line]:
        """What there is to say of the claim under the cursor."""
        row = self._list.row
        return self._text.lines(row, self._list.source, self._passage()) if row is not None else ()

    def _passage(self) -> str:
        """The passage that Enter opens; empty if the cell has none."""
        row, source, board = self._list.row, self._list.source, self._list.board
        if row is None or source is None or board is None:
            return ""
        passages = board.cell(row, source.id).passages
        return passages[self._nth % len(passages)] if passages else ""

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; an error becomes one line at the bottom."""
        if problem := attempt(act):
            self._caption.say(problem)

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """All keys but those of what is being typed."""
        token = token_of(event)
        if self._typing:
            if token in ("escape", "ctrl+c", "down", "up", "tab"):
                event.stop()
                event.prevent_default()
                self._leave_typing(forget=token in ("escape", "ctrl+c"))
            return
        event.stop()
        event.prevent_default()
        if not token:
            return
        if self._deeds.asking:
            self.attempt(lambda: self._deeds.answer(token))
            self._hold()
            return
        self._caption.say("")
        confirm, self._confirm = self._confirm, None
        if confirm is not None and token == "y":
            self.attempt(lambda: self._step(confirm()))
        elif self.has_class("-whole"):
            self._press_whole(token)
        elif not self._move(token):
            self.attempt(lambda: self._act(token))

    def _move(self, token: str) -> bool:
        """Move the cursor, if that is what a key does."""
        claims = self._list
        pending, self._pending = self._pending, ""
        if token == "g" and not pending:
            self._pending = "g"
            return True
        columns = {"l": 1, "right": 1, "h": -1, "left": -1, "0": -len(claims.sources), "$": len(claims.sources)}
        if rows := step(token, claims.page_size):
            claims.go(claims.cursor + rows, tell=False)
        elif token in columns:
            claims.go_to_column(claims.column + columns[token])
        else:
            return False
        self._nth = 0
        self.tell()
        return True

    def _act(self, token: str) -> None:
        """Do what a key of the board means."""
        if token == "escape" and self._view.typed.strip():
            # Before what is in hand: whoever takes one end and looks for the other with / wants to go on.
            self._view.typed = ""
            self._arrange()
            self._caption.say(
                f"all claims again · Esc once more {'lets go' if self._deeds.held else 'leaves the board'}"
            )
        elif token == "escape" and self._deeds.held:
            self._deeds.let_go()
            self._hold()
        elif token in ("q", "escape"):
            self.dismiss(None)
        elif token in ("u", "ctrl+r"):
            self._step(step_history(self._library, UNDO if token == "u" else REDO))
        elif token == "/":
            self._type("filter", self._view.typed)
        elif token == "?":
            self._show_whole(whole=True, helping=True)
        elif token in ("s", "H", "b"):
            self._rearrange(token)
        elif self._list.row is None:
            self._caption.say("there is no claim here" if self._list.items else "")
        else:
            self._judge(token, self._list.row)

    def _judge(self, token: str, row: Row) -> None:
        """Do what a key means for the claim under the cursor; `renew` is called when the library has changed."""
        if token == "enter":
            self._open(row)
        elif token == "n":
            self._nth += 1
            self.tell()
        elif token == "S":
            self._deeds.ask_status(row)
        elif token == "r":
            self._deeds.review(row)
        elif token == "L":
            self._deeds.take(self._passage() if self._list.source else row.members[0])
            self._hold()
        elif token in TAG_KEYS:
            self._deeds.tag(self._meant(row), TAG_KEYS[token])
        elif token in "123456789":
            self._deeds.tag_by_digit(self._meant(row), token)
        elif token == ".":
            self._deeds.tag_again(self._meant(row))
        elif token == "t":
            self._pick(self._meant(row))
        elif token == "e":
            self._type("title", row.claim.title if row.claim is not None else "")
        elif token == "i":
            write_claim_note(self._reader, row, self._label(row), self._caption, self.attempt)
        else:
            self._caption.say(f"{token} does nothing here")

    def _hold(self) -> None:
        """Show what is in hand by now."""
        self._entitle()
        self._list.repaint()

    def _meant(self, row: Row) -> Sequence[str]:
        """The passages that a tag goes to: that of the cell; on the words, all that say the claim."""
        if self._list.source is None:
            return row.members
        return [one] if (one := self._passage()) else []

    def _pick(self, passages: Sequence[str]) -> None:
        """Choose a tag from the codebook."""
        held = [tag for one in passages[:1] for tag in self._library.annotation(one).tags]
        picker = TagPicker(self._theme_styles, self._library, held, self._session.last_tag)
        self.app.push_screen(
            picker, lambda name: self.attempt(lambda: self._deeds.tag(passages, name)) if name else None
        )

    def _step(self, outcome: Outcome) -> None:
        """Say what undo or redo came to, and go to the claim that it was about."""
        self._confirm, change = outcome.confirm, outcome.change
        if change is None:
            self._caption.say(outcome.text)
            return
        self._changed()
        board = self._list.board
        touched = [one for one in sorted(about(change.edits)) if board is not None and board.row(one) is not None]
        if self._view.key not in touched:
            self._view.key = next(iter(touched), self._view.key)
        self._arrange()
        self._caption.say(outcome.text)

    def _rearrange(self, token: str) -> None:
        view = self._view
        if token == "s":
            view.next_sort()
        elif token == "H":
            view.hide = not view.hide
        else:
            view.next_group()
        self._arrange()
        if token == "s":  # who sorts wants to see what comes first now
            self._list.go(0, tell=False)
            self.tell()

    def _open(self, row: Row) -> None:
        """Open what is under the cursor: a passage, a source that says nothing, or the claim in full."""
        source = self._list.source
        if source is None:
            self._show_whole(whole=True)
        elif self._passage() or not self._library.is_missing(source.id):
            self.dismiss(Goal(self._passage(), source.id))
        else:
            raise UsageError(f"The file of source {source.number} is gone; it says nothing of {self._label(row)}.")

    @on(ItemList.Chosen)
    def _clicked(self) -> None:
        if self._list.row is not None:
            self.attempt(lambda: self._act("enter"))

    @on(ItemList.Highlighted)
    def _highlighted(self) -> None:
        self._nth = 0
        self.tell()

    # --- the claim in full

    def _show_whole(self, *, whole: bool, helping: bool = False) -> None:
        self.set_class(whole, "-whole")
        self._footer.show(WHOLE_HINTS if whole else HINTS)
        self._pane.restart(helping=helping)

    def _press_whole(self, token: str) -> None:
        if token in ("enter", "escape", "q", "?"):
            self._show_whole(whole=False)
        else:
            self._pane.scroll(token)

    # --- what is typed

    def _type(self, what: str, text: str) -> None:
        box = self.query_one(Input)
        self._typing = what
        box.display = True
        box.value = as_line(text)  # A title may be somebody else's.
        box.cursor_position = len(box.value)
        self.set_focus(box)
        self._caption.say(TYPING[what])

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        if self._typing == "filter" and event.value != self._view.typed:
            self._view.typed = event.value
            self._arrange()
            self._caption.say(self._view.problem or TYPING["filter"])

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._leave_typing(forget=False)

    def _leave_typing(self, *, forget: bool) -> None:
        """Give the list the keys again, with what was typed or without it."""
        what, self._typing = self._typing, ""
        box = self.query_one(Input)
        box.display = False
        self.set_focus(self._list)
        self._caption.say(self._view.problem)
        if what == "filter" and forget:
            self._view.typed = ""
            self._arrange()
        elif what == "title" and not forget and (row := self._list.row) is not None:
            self.attempt(lambda: self._title(row, box.value))

    def _title(self, row: Row, title: str) -> None:
        self._library.set_claim(row.key, title=title)
        self._caption.say("titled · u undoes" if title.strip() else "called by its earliest passage")

    def _label(self, row: Row) -> str:
        return f"claim {self._library.address(row.key)}"

    async def _find_headings(self) -> None:
        """Find out between the keys what the claims stand under, and arrange them so."""
        await self._headings.find()
        if self._view.group == "heading":
            self._arrange()
