"""The map: sources and claims with the links between them, walked with the keys."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from annotations.library import Library
from annotations.model import status_name
from annotations.review.board import Board
from annotations.review.overview.map.network import STATES, Edge, Network, counted
from annotations.search.filters.board import chosen
from annotations.search.query import query_of
from annotations.text.plurals import count_noun
from tui.keys.command_table import with_keys
from tui.screens.base.overlay import Overlay
from tui.screens.base.usable import HintsNow
from tui.screens.overview.counted import CountedScreen
from tui.screens.overview.empty import nothing_yet
from tui.screens.overview.map_view import MapView
from tui.screens.overview.save import save_search
from tui.session.board_state import BoardView
from tui.session.overview.map_labels import address, labels, name, summary
from tui.session.overview.map_walk import MapWalk
from tui.session.overview.records import make_board
from tui.tasks import Slices, begin
from tui.text.cells import cell_len, shorten, visible
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.detail_pane import Detail
from tui.widgets.item_list import Line

AT_ONCE: Final = 500
"""Passages up to which the map is made at once."""

MAKING: Final = ("reading the library…",)
EMPTY: Final = (
    "No links yet",
    "",
    "Press {link.take} on a passage, then on another one, to link them.",
)
"""Lines of a map without nodes; a command in braces is replaced by its key."""
UNLINKED: Final = ("{map.unlinked} draws claims without a link, too.",)
NO_MATCH: Final = ("No matching claims", "", "Esc shows all; {map.unlinked} draws claims without a link, too.")

_WORDY: Final = 64
"""Cells from which on the verdict is shown beside the words of a claim."""


class MapScreen(Overlay[str | None]):
    """Returns the passage to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "map"

    def __init__(self, styles: Styles, library: Library, view: BoardView, walk: MapWalk, here: str) -> None:
        """Show the map as it was left; `here` is the passage under the cursor of the page, or `""`."""
        super().__init__(styles)
        self._library = library
        self._board = view
        self._walk = walk
        self._here = here
        self._map = MapView(styles)
        self._detail = Detail(styles, id="detail")
        self._problem = ""

    def compose(self) -> ComposeResult:
        """The filter, the drawing, the node under the cursor, the keys."""
        with Vertical(id="board"):
            yield Input(value=self._walk.typed, placeholder="words, contested, tag:, source:, status:", id="typed")
            yield self._map
            yield self._detail
            yield self.caption

    def open(self) -> None:
        """Show the map, made in another thread if it is not there yet."""
        self.query_one(Input).display = bool(self._walk.typed)
        self._map.nothing = MAKING
        self.take_keys(self._map)
        self.renew()

    @property
    def place(self) -> object:
        """The node under the cursor."""
        return self._walk.node or None

    def resume(self, _: object) -> None:
        """Leave the cursor on its node, which the walk keeps, also if the page has another passage under its cursor."""
        self._here = ""

    def renew(self) -> None:
        """Draw the current state of the library."""
        if self._board.board is None:
            begin(self, self._make)
        else:
            self._board.board = self._library.board(self._board.board)
            begin(self, self._draw, self._board.board)

    async def _make(self) -> None:
        """Make the board in another thread, then the map."""
        self._board.board = await make_board(self._library)
        self._board.board = self._library.board(self._board.board)
        await self._draw(self._board.board)

    async def _draw(self, board: Board) -> None:
        """Make the map, that of a large board in another thread, and show it."""
        if self._walk.typed.strip() and not await self._read(board):
            return
        query = query_of(self._library, self._walk.typed)
        self._problem = query.problem
        # What is not understood matches nothing, as on the board.
        fitting = [] if query.problem else chosen(self._library, board, query)
        rows = None if query.empty and not query.problem else fitting
        large = len(board.graph.annotations) > AT_ONCE
        kinds = self._library.kinds()
        network = await asyncio.to_thread(Network, board, rows, kinds) if large else Network(board, rows, kinds)
        if self.gone:
            return
        self._walk.take(network)
        if self._here and self._walk.network is not None and self._library.has_source(self._source):
            self._walk.go(self._walk.network.node_of(self._here, self._source) or self._walk.node)
        self._here = ""
        self._show()

    async def _read(self, board: Board) -> bool:
        """Make what a filter asks of claims, in slices between the keys; return whether the board is still the same."""
        slices = Slices()
        for row in board.rows:
            _ = row.folded, row.verdict  # Kept by the row from then on.
            if slices.over:
                await slices.next()
                if self._board.board is not board or self.gone:
                    return False
        return True

    @property
    def _source(self) -> str:
        return self._library.annotation(self._here).source if self._here else ""

    # --- what is shown

    def _show(self) -> None:
        """Show what is drawn now."""
        walk = self._walk
        if walk.network is None or walk.layout is None:
            return
        self._map.nothing = self._nothing()
        self._map.take(walk.layout, labels(self._library, walk.network, walk.part), walk.part.hidden)
        self._point()
        if self.caption.offers and not self.question.open and self.keymap.idle:
            self.say_keys()  # Most keys are for a node.
        if self._problem:
            self.say(self._problem)

    def _nothing(self) -> tuple[str, ...]:
        if self._walk.typed.strip():
            return with_keys(NO_MATCH, self.keys)
        return nothing_yet(self._library, (*EMPTY, *(UNLINKED if self.filtered else ())), self.keys)

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._walk.node

    @property
    def filtered(self) -> bool:
        """Whether a filter may be the reason for that, or that claims have no links."""
        network = self._walk.network
        return bool(self._walk.typed.strip() or (network is not None and network.claims))

    def _point(self) -> None:
        """Show the cursor, and what is under it."""
        walk, edge = self._walk, self._walk.edge
        self._map.point_at(walk.node, edge[:3] if edge is not None else None)
        parts = ("Map", summary(walk.part, self._map.undrawn), walk.typed.strip(), "with unlinked" * walk.unlinked)
        self._map.title = " · ".join(part for part in parts if part)
        if self.empty:
            self._detail.clear()
        else:
            self._detail.show(self._lines)

    def _lines(self, width: int) -> Sequence[Line]:
        """Return the lines about the node under the cursor and its links, a row each."""
        walk, styles, library = self._walk, self.theme_styles, self._library
        if walk.network is None or not walk.node:
            return ()
        row = walk.network.claims.get(walk.node)
        lead = f"{address(library, walk.network, walk.node)} "
        verdict = f"{row.verdict.words} · {status_name(row.status)} · " if row is not None and width >= _WORDY else ""
        source = walk.network.sources.get(walk.node)
        words = name(library, walk.network, walk.node) if source is None else source.title or source.path
        words = shorten(visible(words), width - len(lead) - len(verdict))
        lines: list[Line] = [[(lead, styles.accent), (verdict, styles.muted), (words, styles.base)]]
        lines += [self._edge_line(edge, width, chosen=edge == walk.edge) for edge in self._around(walk.edges)]
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in counted(walk.edges).items() if kind != STATES)
        lines.append([(kinds, styles.muted)] if kinds else [("no links", styles.faint)])
        return lines

    def _around(self, edges: Sequence[Edge]) -> Iterable[Edge]:
        """Return the edges from the chosen one on, at most as many as are ever visible."""
        edge = self._walk.edge
        first = edges.index(edge) if edge in edges else 0
        return (*edges[first:], *edges[:first])[:20]

    def _edge_line(self, edge: Edge, width: int, *, chosen: bool) -> Line:
        styles, walk = self.theme_styles, self._walk
        assert walk.network is not None  # noqa: S101 - the node has an edge
        kind = self._library.kinds().get(edge.kind)
        outward = edge.one == walk.node
        reads = edge.kind if outward or kind is None else kind.inverse
        if not outward and kind is None:
            reads = {STATES: "stated by"}.get(edge.kind, f"{edge.kind} (of it)")
        far = edge.far(walk.node)
        style = styles.faint if edge.kind == STATES else styles.link(edge.kind)
        more = f" ({count_noun(len(edge.ids), 'link')})" if len(edge.ids) > 1 and edge.kind != STATES else ""
        hidden = "" if walk.layout is not None and far in walk.layout.boxes else " · not drawn"
        words = f"{address(self._library, walk.network, far)} {name(self._library, walk.network, far)}"
        mark = f"{signs.FOLDED.char} " if chosen else "  "
        words = shorten(visible(" ".join(words.split())), width - cell_len(f"{mark}{edge.sign} {reads} {more}{hidden}"))
        return [
            (mark, styles.accent),
            (f"{edge.sign} {reads} ", style),
            (words, styles.base),
            (more + hidden, styles.muted),
        ]

    # --- keys

    @property
    def page_size(self) -> int:
        """Number of nodes by which a page key moves."""
        return max(1, self._map.page_size // 2)

    def move(self, by: int) -> None:
        """Move the cursor in its column; while the filter is typed go back to the map."""
        if self.context != self.CONTEXT:
            self._leave_filter()
        else:
            self._walk.step(by)
            self._point()

    def do_board_left(self, _: int | None) -> None:
        """Go to the source, or along the chosen link."""
        self._across(-1)

    def do_board_right(self, _: int | None) -> None:
        """Go to the claims of a source, or along the chosen link of a claim."""
        self._across(1)

    def _across(self, by: int) -> None:
        drawn = self._walk.layout
        if not (self._walk.across(by) or self._walk.along()):
            self.say("no links here")
        self._moved(drawn)

    def _moved(self, drawn: object) -> None:
        """Show the cursor, and another drawing if it went out of this one."""
        if self._walk.layout is not drawn:
            self._show()
        else:
            self._point()

    def do_map_next(self, count: int | None) -> None:
        """Choose the next link of the node."""
        self._walk.choose(count or 1)
        self._point()

    def do_map_previous(self, count: int | None) -> None:
        """Choose the link before."""
        self._walk.choose(-(count or 1))
        self._point()

    def do_map_along(self, _: int | None) -> None:
        """Go to the other end of the chosen link."""
        drawn = self._walk.layout
        if not self._walk.along():
            self.say("no links here")
        self._moved(drawn)

    def do_map_centre(self, _: int | None) -> None:
        """Draw the map around this node."""
        self._walk.centre()
        self._show()

    def do_map_unlinked(self, _: int | None) -> None:
        """Draw claims without a link too, or leave them out again."""
        self._walk.unlinked = not self._walk.unlinked
        self._walk.lay_out()
        self._show()

    def do_link_peek(self, _: int | None) -> None:
        """List the links of the node that are of the chosen type, to go to either end."""
        network, edge = self._walk.network, self._walk.edge
        if network is None or edge is None:
            self.say("no links here")
            return
        ids = [one for other in self._walk.edges if other.kind == edge.kind for one in other.ids]
        table = "annotations" if edge.kind == STATES else "links"
        title = f"{address(self._library, network, self._walk.node)} {edge.kind}"
        self.app.push_screen(CountedScreen(self.theme_styles, self._library, title, table, ids), self._opened)

    def do_link_follow(self, _: int | None) -> None:
        """Open the passage of the claim, or a passage of the source."""
        network, node = self._walk.network, self._walk.node
        if network is None or not node:
            return
        if node in network.claims:
            self.close(network.claims[node].members[0])
            return
        passages = self._library.passages(node)
        if passages:
            title = name(self._library, network, node)
            ids = [one.annotation.id for one in passages]
            screen = CountedScreen(self.theme_styles, self._library, title, "annotations", ids)
            self.app.push_screen(screen, self._opened)
        else:
            self.say("this source has no passages")

    def _opened(self, passage: str | None) -> None:
        if passage is not None:
            self.close(passage)

    @on(MapView.Chosen)
    def _clicked(self, event: MapView.Chosen) -> None:
        if event.key == self._walk.node:
            self.attempt(lambda: self.do_link_follow(None))
        else:
            self._walk.go(event.key)
            self._point()

    # --- filter

    def do_search_save(self, _: int | None) -> None:
        """Save the filter under a name, as one of the board."""
        typed = self._walk.typed
        save_search(
            self,
            self.app.push_screen,
            self.theme_styles,
            self._library,
            typed,
            place="board",
            view=BoardView(typed=typed),
        )

    def hints_now(self) -> HintsNow:
        """Return that Esc drops a filter that is kept."""
        kept = bool(self.query_one(Input).value.strip()) and self.context == self.CONTEXT
        return HintsNow({"select.leave": "show all"} if kept else {})

    def do_find_find(self, _: int | None) -> None:
        """Type a filter of the claims."""
        box = self.query_one(Input)
        box.display = True
        self.switch("filter", box)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._walk.typed:
            self._walk.typed = event.value
            if self._board.board is not None:  # Else the map is drawn with the filter as soon as the board is made.
                begin(self, self._draw, self._board.board)

    def do_type_accept(self, _: int | None) -> None:
        """Keep the filter."""
        self._leave_filter()

    do_type_next = do_type_previous = do_type_accept

    def _leave_filter(self) -> None:
        box = self.query_one(Input)
        box.display = bool(box.value)
        self.switch(self.CONTEXT, self._map)

    def leave(self) -> None:
        """Drop the filter, or leave the map."""
        if self.context != self.CONTEXT or self._walk.typed.strip():
            self.query_one(Input).value = ""
            self._leave_filter()
        else:
            super().leave()
