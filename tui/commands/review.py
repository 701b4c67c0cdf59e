"""Review: the claims board, pairs of passages, two passages side by side, passages whose source changed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.library.issues.unresolved import change, is_unsure, seen
from annotations.model import Passage
from tui.commands.base.context import ScreenContext
from tui.commands.base.destinations import again, go_to, go_to_source
from tui.commands.base.verbs import write_file
from tui.keys.command_table import key_of, tip
from tui.session.session import Adjusting, PairWalk
from tui.theming import signs

if TYPE_CHECKING:
    from tui.screens.base.overlay import Overlay
    from tui.screens.board.goal import Goal
    from tui.screens.issues.unresolved import Wish

BACK = {"go.claims": "board", "go.figures": "ledger"}
"""Names of the screens that lead to passages, by their commands."""

LONGEST = 400
"""Code points of a passage that are compared for a message."""


def claims(context: ScreenContext, _: int | None) -> None:
    """Open the claims board where it was left."""
    from tui.screens.board.screen import BoardScreen

    _open_board(context, BoardScreen(context, context.reopen))


def disputes(context: ScreenContext, _: int | None) -> None:
    """Open the disputes, a tab of the claims board."""
    disputes_with(context, "")


def disputes_with(context: ScreenContext, words: str) -> None:
    """Open the disputes with a filter."""
    from tui.screens.board.disputes_screen import DisputesScreen

    _open_board(context, DisputesScreen(context, context.reopen, words))


def _open_board(context: ScreenContext, screen: "Overlay[Goal | None]", back: str = "go.claims") -> None:
    """Show a screen that covers the page and leads to a goal; the command `back` opens it again."""

    def done(goal: "Goal | None") -> None:
        context.program.following.uncover()
        context.tell()
        if goal is not None:
            context.attempt(lambda: _go_to_result(context, goal, back))

    context.program.following.cover()  # Last: nothing but the screen's own end uncovers the page.
    context.show(screen, done)


def figures(context: ScreenContext, _: int | None) -> None:
    """Open the ledger of figures where it was left."""
    from tui.screens.ledger.screen import LedgerScreen

    screen = LedgerScreen(context, context.pages.keep_sources, context.reopen)
    _open_board(context, screen, "go.figures")


def figures_with(context: ScreenContext, words: str) -> None:
    """Open the ledger of figures with a filter."""
    context.session.ledger_view().typed = words
    figures(context, None)


def statistics(context: ScreenContext, _: int | None) -> None:
    """Show the statistics where they were left."""
    statistics_with(context, "")


def statistics_with(context: ScreenContext, words: str) -> None:
    """Show the statistics where they were left, with a filter."""
    from tui.screens.overview.statistics import StatisticsScreen

    texts, view, stay = context.session.all_texts(), context.session.statistics_view(), context.pages.keep_sources
    context.choose(StatisticsScreen(context.styles, context.library, texts, view, stay, words), partial(go_to, context))


def map(context: ScreenContext, _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Show the map of sources and claims, with the cursor on the passage under the cursor of the page."""
    from tui.screens.overview.map import MapScreen

    current, session = context.page.current, context.session
    here = current.annotation.id if current is not None else ""
    screen = MapScreen(context.styles, context.library, session.board_view(), session.map_walk(), here)
    context.choose(screen, partial(go_to, context))


def map_with(context: ScreenContext, name: str) -> None:
    """Draw the map in a file, as SVG unless its name ends in another way."""
    if problem := context.flush():
        context.notify(problem, "warning")
        return
    target = Path(name).expanduser()
    context.notify("drawing…")
    context.run(
        write_file,
        context,
        "map",
        (),
        target if target.suffix else target.with_suffix(".svg"),
        group="export",
        alone=False,
    )


def timeline(context: ScreenContext, _: int | None) -> None:
    """Show the timeline."""
    timeline_with(context, "")


def timeline_with(context: ScreenContext, words: str) -> None:
    """Show the timeline with a filter."""
    from tui.screens.overview.timeline import TimelineScreen

    session = context.session
    screen = TimelineScreen(context.styles, context.library, session.board_view(), session.all_dates(), words)
    context.choose(screen, partial(go_to, context))


def next_pair(context: ScreenContext, count: int | None) -> None:
    """Compare the next two passages that contradict each other."""
    _walk_pairs(context, count or 1)


def previous_pair(context: ScreenContext, count: int | None) -> None:
    """Compare the two passages before that contradict each other."""
    _walk_pairs(context, -(count or 1))


def _walk_pairs(context: ScreenContext, by: int) -> None:
    walk, keys = context.session.pairs, context.session.keys
    if walk is None or context.comparing is None:
        context.notify(f"not comparing contradictions{tip('go.disputes', 'list the disputes', keys)}")
        return
    place = walk.at + by
    if not 0 <= place < len(walk.pairs):
        context.notify(f"no {'more' if by > 0 else 'earlier'} pairs{tip('go.disputes', 'go to the disputes', keys)}")
        return
    _show_pairs(context, walk.pairs, place)


def _show_pairs(context: ScreenContext, pairs: Sequence[tuple[str, str]], at: int) -> None:
    """Put a pair of passages side by side, and keep the others for `next_pair`."""
    compare_pair(context, *pairs[at])
    context.session.pairs = PairWalk(pairs, at)
    library, keys = context.library, context.session.keys
    one, other = (library.address(end) for end in pairs[at])
    more = ""
    if len(pairs) > 1:
        following, before = key_of("find.next", keys), key_of("go.previous_pair", keys)
        more = f" · {at + 1} of {len(pairs)} · {following} next, {before} previous"
    context.notify(f"{one} {signs.AGAINST.char} {other}{more}{tip('go.disputes', 'go to the disputes', keys)}")


def queue(context: ScreenContext, _: int | None) -> None:
    """Look at pairs of passages that may belong together, one at a time."""
    queue_with(context, "")


def queue_with(context: ScreenContext, words: str) -> None:
    """Look at the pairs that fit a filter, one at a time."""
    from tui.screens.links.pair_queue import QueueScreen

    context.program.preparing.stop()  # The screen takes in by itself what is not known yet.
    related, stay = context.session.all_related(), context.pages.keep_sources
    screen = QueueScreen(context.styles, context.library, related, context.session.put_off, stay, words)
    context.choose(screen, lambda pair: compare_pair(context, *pair))


def suggestions(context: ScreenContext, _: int | None) -> None:
    """Look at numbers and sentences of this source that may deserve a tag."""
    suggestions_with(context, "")


def suggestions_with(context: ScreenContext, words: str) -> None:
    """Look at the suggestions that fit a filter."""
    from tui.screens.overview.suggestions import SuggestionsScreen

    source, stay = context.session.source, context.pages.keep_sources
    screen = SuggestionsScreen(context.styles, context.library, source, stay, words)
    context.choose(screen, lambda one: go_to_source(context, one.source, one.start))


def _go_to_result(context: ScreenContext, goal: "Goal", back: str) -> None:
    """Go to a passage, to a source where it was left, or to two passages side by side."""
    if goal.pairs:
        _show_pairs(context, goal.pairs, goal.at)
    elif goal.annotation:
        go_to(context, goal.annotation)
        context.notify(
            f"{context.library.address(goal.annotation)}{tip('go.back', 'go back', context.session.keys)}"
            f"{tip(back, f'go to the {BACK[back]}', context.session.keys)}"
        )
    else:
        go_to_source(context, goal.source)


def compare(context: ScreenContext, _: int | None) -> None:
    """Compare from here, or stop comparing."""
    if context.comparing is not None:
        context.comparing.end()
    else:
        _begin(context)


def compare_pair(context: ScreenContext, one: str, other: str) -> None:
    """Put two passages side by side in their sources, linked or not, and keep them there."""
    if context.comparing is not None:
        context.comparing.end()
    go_to(context, one)
    _begin(context, (one, other))
    context.notify(_beside(context))


def _beside(context: ScreenContext) -> str:
    """Return the message about two passages side by side: how to link them, and how to go on."""
    keys = context.session.keys
    link = key_of("link.take", keys)
    go_on = tip("go.queue", "next pair", keys) + tip("go.compare", "close", keys)
    return f"side by side: {link} on each links them{go_on}"  # One row of 80 cells.


def compare_lock(context: ScreenContext, _: int | None) -> None:
    """Keep the other page where it is, or have it follow again."""
    comparing = context.comparing
    if comparing is None:
        context.notify(f"not comparing{tip('go.compare', 'compare', context.session.keys)}")
        return
    comparing.locked = not comparing.locked
    context.notify("locked: the other page stays" if comparing.locked else "the other page follows again")
    comparing.follow()


def _begin(context: ScreenContext, beside: tuple[str, str] | None = None) -> None:
    def ended() -> None:
        context.comparing = None
        context.session.pairs = None

    context.comparing = context.compare(ended)
    context.comparing.begin(beside)


def orphans(context: ScreenContext, _: int | None) -> None:
    """List the passages that were moved, edited or not found."""
    from tui.screens.issues.unresolved import UnresolvedScreen

    def act(wish: "Wish") -> None:
        (_go_to_choice if wish.verb == "go" else _reselect)(context, wish)

    current = context.page.current
    at = current.annotation.id if current is not None else ""
    find, theme_styles = context.program.watching.find, context.styles
    context.choose(UnresolvedScreen(theme_styles, context.library, at, find, context.pages.keep_sources), act)


def next_unsure(context: ScreenContext, count: int | None) -> None:
    """The next passage of this source that was moved or edited."""
    _walk(context, count or 1)


def previous_unsure(context: ScreenContext, count: int | None) -> None:
    """Go to the previous unsure passage in this source."""
    _walk(context, -(count or 1))


def _walk(context: ScreenContext, by: int) -> None:
    library, here = context.library, context.page.cursor
    wrong = [one for one in library.passages(context.session.source) if is_unsure(library, one)]
    placed = [one for one in wrong if one.placed]
    ahead = [one for one in placed if one.start > here] if by > 0 else [one for one in placed if one.start < here][::-1]
    lost = len(wrong) - len(placed)
    nowhere = f" · {lost} without a location{tip('go.orphans', 'list them', context.session.keys)}" if lost else ""
    if not placed:
        context.notify(f"no passages that were moved or edited in this source{nowhere}")
        return
    passage = ahead[min(abs(by), len(ahead)) - 1] if ahead else placed[0 if by > 0 else -1]
    around = "" if ahead else again(by)
    context.session.push_jump()
    context.page.choose(passage)
    context.notify(f"{library.address(passage.annotation.id)} {_describe(context, passage)}{around}{nowhere}")


def _describe(context: ScreenContext, passage: Passage) -> str:
    """Describe the anchoring of a passage, in one line."""
    if passage.anchoring != "edited":
        return "is an orphan: its source is gone" if passage.anchoring == "orphan" else "was moved"
    sign = "FIGURE CHANGED: " if passage.figure_changed else "was edited: "
    return sign + change(seen(context.library, passage, context.page.document), LONGEST)


def _go_to_choice(context: ScreenContext, wish: "Wish") -> None:
    """Go to the place of a passage, or to the candidate that was looked at."""
    annotation = wish.item.passage.annotation
    if wish.item.candidates and wish.place is not None:
        go_to_source(context, annotation.source, wish.place[0])
    else:
        go_to(context, annotation.id)


def _reselect(context: ScreenContext, wish: "Wish") -> None:
    """Let the user select the words of a passage again; Enter saves them, Esc cancels."""
    annotation = wish.item.passage.annotation
    start = wish.place[0] if wish.place else min(annotation.start, _last(context, annotation.source))
    go_to_source(context, annotation.source, start)
    page = context.page
    context.session.adjusting = Adjusting(annotation.id, "words", page.cursor)
    page.select(None)


def _last(context: ScreenContext, source_id: str) -> int:
    """The last offset that can be gone to in a source."""
    return max(0, context.library.reading(source_id).document.length - 1)
