"""The review: what all sources say, side by side."""

from typing import TYPE_CHECKING

from tui.commands.compare import compare_pair
from tui.commands.destinations import go_to
from tui.screens.reading.reopen import reopen

if TYPE_CHECKING:
    from tui.screens.board.screen import Goal
    from tui.screens.reading.screen import ReadingScreen


def claims(reader: "ReadingScreen", _: int | None) -> None:
    """Open the claims board where it was left; what is opened from it can be come back from."""
    from tui.screens.board.screen import BoardScreen

    def done(goal: "Goal | None") -> None:
        reader.program.following.uncover()
        reader.tell()
        if goal is not None:
            reader.attempt(lambda: _go(reader, goal))

    screen = BoardScreen(reader, lambda: reopen(reader))
    reader.program.following.cover()  # Last: nothing but the screen's own end uncovers the page.
    reader.app.push_screen(screen, done)


def queue(reader: "ReadingScreen", _: int | None) -> None:
    """Look at pairs of passages that may belong together, one at a time."""
    from tui.screens.links.pair_queue import QueueScreen

    def done(pair: tuple[str, str] | None) -> None:
        if pair is not None:
            reader.attempt(lambda: compare_pair(reader, *pair))

    reader.program.preparing.stop()  # The screen takes in by itself what is not known yet.
    screen = QueueScreen(reader.dressing, reader.library, reader.session.all_related(), reader.keep_sources)
    reader.app.push_screen(screen, done)


def _go(reader: "ReadingScreen", goal: "Goal") -> None:
    """To a passage, or to a source where it was left."""
    if goal.annotation:
        go_to(reader, goal.annotation)
        reader.say(f"{reader.library.address(goal.annotation)} · Ctrl-O goes back, gc to the board")
    else:
        reader.leave_spot()
        reader.open_source(goal.source)
        reader.focus_page()
