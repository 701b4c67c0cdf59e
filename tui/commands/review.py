"""Review: the claims board, pairs of passages, two passages side by side, passages whose source changed."""

from typing import TYPE_CHECKING

from annotations.library.issues.unresolved import change, seen
from annotations.model import Passage
from tui.commands.destinations import go_to
from tui.screens.reading.reopen import reopen
from tui.session.session import Adjusting

if TYPE_CHECKING:
    from tui.screens.board.screen import Goal
    from tui.screens.reading.screen import ReadingScreen
    from tui.screens.unresolved import Wish

LONGEST = 400
"""Code points of a passage that are compared for a message."""


def claims(reader: "ReadingScreen", _: int | None) -> None:
    """Open the claims board where it was left; what is opened from it can be come back from."""
    from tui.screens.board.screen import BoardScreen

    def done(goal: "Goal | None") -> None:
        reader.program.following.uncover()
        reader.tell()
        if goal is not None:
            reader.attempt(lambda: _go_to_result(reader, goal))

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


def _go_to_result(reader: "ReadingScreen", goal: "Goal") -> None:
    """To a passage, or to a source where it was left."""
    if goal.annotation:
        go_to(reader, goal.annotation)
        reader.notifications.notify(f"{reader.library.address(goal.annotation)} · Ctrl-O goes back, gc to the board")
    else:
        reader.leave_spot()
        reader.open_source(goal.source)
        reader.focus_page()


def compare(reader: "ReadingScreen", _: int | None) -> None:
    """Compare from here, or stop comparing."""
    if reader.comparing is not None:
        reader.comparing.end()
    else:
        _begin(reader)


def compare_pair(reader: "ReadingScreen", one: str, other: str) -> None:
    """Put two passages side by side in their sources, linked or not, and keep them there."""
    if reader.comparing is not None:
        reader.comparing.end()
    go_to(reader, one)
    _begin(reader, (one, other))
    reader.notifications.notify("side by side: L here and L there link them, gq goes on with the pairs, gv ends it")


def compare_lock(reader: "ReadingScreen", _: int | None) -> None:
    """Keep the other page where it is, or have it follow again."""
    comparing = reader.comparing
    if comparing is None:
        reader.notifications.notify("nothing is compared; gv compares")
        return
    comparing.locked = not comparing.locked
    reader.notifications.notify("locked: the other page stays" if comparing.locked else "the other page follows again")
    comparing.follow()


def _begin(reader: "ReadingScreen", beside: tuple[str, str] | None = None) -> None:
    from tui.screens.reading.compare import Comparing

    def ended() -> None:
        reader.comparing = None

    reader.comparing = Comparing(reader, ended)
    reader.comparing.begin(beside)


def orphans(reader: "ReadingScreen", _: int | None) -> None:
    """Look at everything that is not plainly where it was recorded."""
    from tui.screens.unresolved import UnsureScreen

    def done(wish: "Wish | None") -> None:
        if wish is not None:
            reader.attempt(lambda: _go_to_choice(reader, wish) if wish.verb == "go" else _reselect(reader, wish))

    current = reader.page.current
    at = current.annotation.id if current is not None else ""
    find, dressing = reader.program.watching.find, reader.dressing
    reader.app.push_screen(UnsureScreen(dressing, reader.library, at, find, reader.keep_sources), done)


def next_unsure(reader: "ReadingScreen", count: int | None) -> None:
    """The next passage of this source that is not plainly where it was recorded."""
    _walk(reader, count or 1)


def previous_unsure(reader: "ReadingScreen", count: int | None) -> None:
    """The one before in this source."""
    _walk(reader, -(count or 1))


def _walk(reader: "ReadingScreen", by: int) -> None:
    library, here = reader.library, reader.page.cursor
    wrong = [one for one in library.passages(reader.session.source) if one.anchoring != "anchored"]
    placed = [one for one in wrong if one.placed]
    ahead = [one for one in placed if one.start > here] if by > 0 else [one for one in placed if one.start < here][::-1]
    lost = len(wrong) - len(placed)
    nowhere = f" · {lost} without a place: go lists them" if lost else ""
    if not ahead:
        where = "further" if by > 0 else "before this"
        reader.notifications.notify(f"nothing {where} that was moved or edited in this source{nowhere}")
        return
    passage = ahead[min(abs(by), len(ahead)) - 1]
    reader.leave_spot()
    reader.page.choose(passage)
    reader.notifications.notify(f"{library.address(passage.annotation.id)} {_told(reader, passage)}{nowhere}")


def _told(reader: "ReadingScreen", passage: Passage) -> str:
    """What became of a passage, in a line."""
    if passage.anchoring != "edited":
        return "is an orphan: its source is gone" if passage.anchoring == "orphan" else "was moved"
    sign = "FIGURE CHANGED: " if passage.figure_changed else "was edited: "
    return sign + change(seen(passage, reader.page.document), LONGEST)


def _go_to_choice(reader: "ReadingScreen", wish: "Wish") -> None:
    """To the place of a passage, or to the candidate that was looked at."""
    annotation = wish.item.passage.annotation
    if wish.item.candidates and wish.place is not None:
        reader.leave_spot()
        reader.open_source(annotation.source, wish.place[0])
        reader.focus_page()
    else:
        go_to(reader, annotation.id)


def _reselect(reader: "ReadingScreen", wish: "Wish") -> None:
    """Have the words of a passage selected anew; Enter takes them, Esc leaves it as it was."""
    annotation = wish.item.passage.annotation
    reader.leave_spot()
    start = wish.place[0] if wish.place else min(annotation.start, _last(reader, annotation.source))
    reader.open_source(annotation.source, start)
    reader.focus_page()
    page = reader.page
    reader.session.adjusting = Adjusting(annotation.id, "words", page.cursor)
    page.select(None)


def _last(reader: "ReadingScreen", source_id: str) -> int:
    """The last offset that can be gone to in a source."""
    return max(0, reader.library.reading(source_id).document.length - 1)
