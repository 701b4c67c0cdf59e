"""Makes the claims board and the index of passages while the user is idle; sentences are indexed by the link finder."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

from annotations.errors import PostilError
from tui.session.overview.figure_reader import load_figure_reader
from tui.tasks import SLICE, Slices, begin

if TYPE_CHECKING:
    from annotations.review.board import Board
    from tui.services.host import ServiceHost

IDLE: Final = 1.5
"""Seconds without a key after which the user is idle."""

EVERY: Final = 0.02
"""Seconds between two slices."""

MOST: Final = 8_000_000
"""Code points of all sources above which the index is made at its first use only, to save memory."""


_MODULES: Final = ("tui.screens.pickers.command_line", "tui.screens.search")
"""Screens that are opened without a passage, and whose import would keep a key waiting."""

_OF_PASSAGES: Final = (
    "tui.screens.board.screen",
    "tui.screens.overview.statistics",
    "tui.screens.overview.map",
    "tui.screens.overview.timeline",
    "tui.screens.board.disputes_screen",
    "tui.screens.history",
    "tui.screens.ledger.screen",
    "tui.screens.overview.suggestions",
    "tui.screens.overview.lint",
    "tui.screens.forms.figure_details",
)
"""Screens that show passages: thirteen MiB with the reader of numbers, which a library without passages has no use for."""


def _with_verdicts(make: "Callable[[], Board]") -> "Board":
    """Make a board with all its verdicts, which an order of its rows needs."""
    board = make()
    for row in board.rows:
        _ = row.verdict
    return board


class WarmUp:
    """Makes the board in a thread, then the index of passages, for the link finder and the queue, in slices.

    A caller that needs the index at once stops it. The sentences that are no passages are left to the link finder, which
    shows them as it reads them: in a large library they would be two fifths of the work, in each sitting.
    """

    def __init__(self, reader: "ServiceHost") -> None:
        self._reader = reader
        self._timer: Timer | None = None
        self._steps: Iterator[tuple[int, int]] | None = None
        self._boarded = False
        """Whether making the board has been started."""
        self.done = False
        """Whether the work is finished, or another caller does it."""

    def start(self) -> None:
        """Start: the names at once, the rest as soon as the user is idle and the library has a passage."""
        begin(self._reader, self.prepare_names, group="names")
        begin(self._reader, self.import_screens, group="screens")
        begin(self._reader, self.read_history, group="history")
        if self._timer is None and not self.done:
            self._timer = self._reader.set_interval(IDLE / 2, self._look)

    async def prepare_names(self) -> None:
        """Fold titles and paths in slices, so that the first letter of a filter or of the command line need not."""
        slices = Slices()
        for _ in chain(self._reader.session.prepare_names(), self._reader.panes.sources.prepare()):
            if slices.over:
                await slices.next()
        await slices.next()
        self._reader.session.source_names()

    async def read_history(self) -> None:
        """Read the journal ahead in slices, so that the first undo need not."""
        slices = Slices()
        with suppress(PostilError):  # Undo reports the error.
            for _ in self._reader.library.history.prepare():
                if slices.over:
                    await slices.next()

    def stop(self) -> None:
        """Stop the work for good."""
        self.done, self._steps = True, None
        if self._timer is not None:
            self._timer.stop()

    def _look(self) -> None:
        """Start the work if the user is idle and the library has passages, without which the index is of no use."""
        if self._timer is not None and self._idle and self._reader.library.annotated:
            begin(self._reader, self.import_screens_of_passages, group="screens")
            self._timer.stop()
            self._timer = self._reader.set_interval(EVERY, self._work)

    def _work(self) -> None:
        """Do a slice of the work if no key was pressed for a while."""
        if not self._idle:
            return
        if not self._boarded:
            self._boarded = True
            begin(self._reader, self.make_board, group="board")
            return
        try:
            self.work(time.monotonic() + SLICE)
        except PostilError:
            self.stop()  # The link finder reports the error when it is opened.

    async def import_screens(self) -> None:
        """Import the screens of `_MODULES` in another thread, and read the themes, whose names the command line lists."""
        for module in _MODULES:
            await asyncio.to_thread(import_module, module)
        self._reader.program.themes.titles  # noqa: B018 - read at their first use
        if self._reader.library.annotated:
            await self.import_screens_of_passages()

    async def import_screens_of_passages(self) -> None:
        """Import the screens of `_OF_PASSAGES` in another thread, and load what the first figure needs."""
        for module in _OF_PASSAGES:
            await asyncio.to_thread(import_module, module)
        await load_figure_reader()

    async def make_board(self) -> None:
        """Make the board in another thread, unless it was opened meanwhile."""
        from tui.session.board_state import BoardView
        from tui.session.overview.records import place_passages

        session = self._reader.session
        if session.board is None:
            await place_passages(self._reader.library)
            board = await asyncio.to_thread(_with_verdicts, self._reader.library.boarding())
            if session.board is None:
                session.board = BoardView(board=board)

    @property
    def _idle(self) -> bool:
        reader = self._reader
        return not self.done and reader.on_top and time.monotonic() >= reader.program.keyboard.pressed_at + IDLE

    def work(self, until: float) -> None:
        """Go on until a moment of `time.monotonic`, or to the end."""
        if self._steps is None:
            if sum(source.length for source in self._reader.library.sources()) > MOST:
                self.stop()
                return
            self._steps = self._reader.session.all_related().steps()
        for done, of in self._steps:
            if done == of:
                break
            if time.monotonic() > until:
                return
        self.stop()
