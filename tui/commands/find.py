"""Find words in the source on the page or in all sources; tag all places of a phrase."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from annotations.errors import UsageError
from annotations.search.document_search import Scan, finder, numbered
from annotations.search.library_search import words_to_find
from annotations.text.plurals import count_noun
from tui.commands.base.asker import ContextAsker
from tui.commands.base.context import ScreenContext
from tui.commands.base.destinations import again, go_to, go_to_source
from tui.commands.base.target import report_nothing
from tui.commands.base.writing import write_memo
from tui.keys.command_table import tip
from tui.screens.reading.find_bar import FilterLine, FindLine
from tui.tasks import SHOW_EVERY, SLICE, Cancel, Slices, look_at_keys
from tui.text import motion
from tui.text.cells import shorten

if TYPE_CHECKING:
    from annotations.model import SavedSearch
    from tui.screens.search import Opened
    from tui.screens.tag_all import Tagged
    from tui.widgets.page import Page
    from tui.widgets.pane_layout import Panel

_AT_ONCE = 0.02
"""Seconds that a search may take at once; the rest of it runs between keys."""

_SHOWN = 30
"""Cells of the query in the message that is shown during a search."""

Tell = Callable[[Scan], None]
"""Called with the matches known so far, and again as more are found."""


def find(context: ScreenContext, _: int | None) -> None:
    """Open the query line; the page shows the matches while a query is typed. A panel is filtered."""
    if (panel := context.panes.items) is not None:
        _filter(context, panel)
        return
    page, session = context.page, context.session
    if page.view.empty:
        context.notify("no text to search")
        return
    before, query = page.cursor, session.query
    context.session.push_jump()

    def go(scan: Scan) -> None:
        place = scan.following(before)
        if page.cursor != (goal := place if place >= 0 else before):
            page.go(goal, centre=place >= 0)

    def show(typed: str) -> None:
        session.query = typed

        def tell(scan: Scan) -> None:
            go(scan)
            line.tell(_counted(context, scan) if typed.strip() else "", wrong=bool(scan.problem))
            context.tell()

        look(context, tell)

    def done(typed: str | None) -> None:
        context.finding = None
        context.tell()
        if typed is None:
            session.query = query
            page.go(before)
            refresh(context)
        else:
            session.keep_query(typed)
            _go_to_first(context, page, go)

    def help_() -> None:
        context.program.run_command("app.help", None)

    context.finding = line = FindLine(session.keys, query, session.queries, show, done, help_)
    context.tell()


def _go_to_first(context: ScreenContext, page: "Page", go: Tell) -> None:
    """Call ``go`` with the first matches on a page that are known, unless a key or click comes before; report the match there."""
    going = context.until_next_key()

    def tell(scan: Scan) -> None:
        arriving = not going.cancelled
        if arriving:
            go(scan)
            going.cancel()
        # Of a large source more may become known when the reader is elsewhere already.
        if arriving or scan.places.starts_at(page.cursor):
            context.notify(_describe(context, scan), "warning" if scan.problem else "info")

    look(context, tell)


def _filter(context: ScreenContext, panel: "Panel") -> None:
    """Open the filter of a panel, which shows the matching items while it is typed."""

    def done(typed: str | None) -> None:
        context.finding = panel.filter.typing = None
        panel.filter.narrow(typed or "")
        panel.repaint()  # The title row, without the cursor of the filter.
        context.tell()

    line = FilterLine(context.session.keys, panel, done, lambda: context.program.run_command("app.help", None))
    panel.filter.typing = line.parts
    panel.repaint()
    context.finding = line


def next(context: ScreenContext, count: int | None) -> None:  # noqa: A001 - named by the id of its command
    """The next match, round the end of the text; while a dispute is compared, its next pair."""
    if context.session.pairs is not None:
        context.program.run_command("go.next_pair", count)
        return
    _walk(context, count or 1)


def previous(context: ScreenContext, count: int | None) -> None:
    """The match before, round the start of the text; while a dispute is compared, its pair before."""
    if context.session.pairs is not None:
        context.program.run_command("go.previous_pair", count)
        return
    _walk(context, -(count or 1))


def word(context: ScreenContext, count: int | None) -> None:
    """Find the word under the cursor, or the selected text."""
    _find_word(context, count or 1)


def word_back(context: ScreenContext, count: int | None) -> None:
    """Find the word under the cursor, or the selected text, before here."""
    _find_word(context, -(count or 1))


def _find_word(context: ScreenContext, by: int) -> None:
    page = context.page
    if page.view.empty:
        return
    start, end = page.span() or motion.word_at(page.document, page.cursor)
    context.session.query = page.document.text[start:end]
    page.select(None)
    _walk(context, by)


def refresh(context: ScreenContext) -> None:
    """Search the source on the page and show the matches; nothing moves."""
    look(context, lambda _: None)


def look(context: ScreenContext, tell: Tell) -> None:
    """Search the source on the page and show the matches: at once, or between the next keys."""
    page, query = context.page, context.session.query
    context.stop("finding")
    if finder(page.document).ready(query):
        scan = finder(page.document).scan(query)
        more = scan.run(_AT_ONCE)
        page.show_matches(scan.places)
        tell(scan)
        if not more:
            return
    context.run(_look_on, page, query, tell, group="finding", alone=False)


async def _look_on(page: "Page", query: str, tell: Tell) -> None:
    """Search in slices between the keys."""
    found, slices = finder(page.document), Slices()
    for _ in found.prepare(query):
        if slices.over:
            await slices.next()
    scan, shown, more = found.scan(query), 0.0, True
    while more:
        more = scan.run(SLICE)
        if not more or time.monotonic() > shown + SHOW_EVERY:
            if not shown:
                page.show_matches(scan.places)
            page.repaint()
            tell(scan)
            shown = time.monotonic()
        await look_at_keys()


def _walk(context: ScreenContext, by: int) -> None:
    """Go to another match, at once or after a search between the keys, which the next key cancels."""
    page, query = context.page, context.session.query
    if not query.strip():
        context.notify("no query yet: / to type one, * for the word under the cursor")
        return
    found = finder(page.document)
    step = found.scan(query).walk(page.origin(), by, _AT_ONCE) if found.ready(query) else None
    if step is not None:
        _arrive(context, by, *step)
    else:
        context.notify(f"searching for “{shorten(query, _SHOWN)}”…")
        context.run(_walk_on, context, context.until_next_key(), by, group="walking")


async def _walk_on(context: ScreenContext, cancel: Cancel, by: int) -> None:
    """Search on between the keys until it is cancelled."""
    page, query = context.page, context.session.query
    found, slices = finder(page.document), Slices()
    for _ in found.prepare(query):
        if slices.over:
            await slices.next()
    scan = found.scan(query)
    while not cancel.cancelled:
        if not scan.run(SLICE):
            if (step := scan.walk(page.origin(), by)) is not None:
                context.attempt(lambda: _arrive(context, by, *step))
            return
        await look_at_keys()


def _arrive(context: ScreenContext, by: int, place: int, round_the_text: bool) -> None:  # noqa: FBT001 - as `Scan.walk` gives it
    page = context.page
    scan = finder(page.document).scan(context.session.query)
    if not page.finding or not scan.complete:
        refresh(context)
    if place < 0:
        context.notify(_describe(context, scan), "warning" if scan.problem else "info")
        return
    context.session.push_jump()
    page.go(place, centre=True)
    context.notify(_describe(context, scan) + (again(by) if round_the_text else ""))


def _describe(context: ScreenContext, scan: Scan) -> str:
    """Describe a query: its words, the number of its matches and the one under the cursor."""
    query = " ".join(scan.query.split())
    if not scan.places and scan.problem:
        return scan.problem
    return f"“{query}” {'' if scan.places else 'is '}{_counted(context, scan)}"


def _counted(context: ScreenContext, scan: Scan) -> str:
    """Describe the number of matches known so far and the one under the cursor."""
    so_far = " so far" if context.pages.active.reading_on is not None or not scan.complete else ""
    if not scan.places:
        return scan.problem or f"not in this source{so_far}"
    place = numbered(scan.places.until(context.page.cursor))
    problem = f" · {scan.problem}" if scan.problem else ""
    return f"{place} of {scan.counted}{so_far}{problem}"


def everywhere(context: ScreenContext, _: int | None) -> None:
    """Search in all sources, notes and tags, and open one of the hits."""
    everywhere_with(context, context.session.everywhere)


def everywhere_with(context: ScreenContext, words: str) -> None:
    """Search for words in all sources, notes and tags, and open one of the hits."""
    from tui.screens.search import SearchScreen

    def keep(typed: str) -> None:
        context.session.everywhere = typed

    screen = SearchScreen(
        context.styles,
        context.library,
        context.session.all_texts(),
        words,
        keep,
        context.pages.keep_sources,
    )
    context.choose(screen, partial(_open, context))


_FILTERED: Final = {
    "disputes": "go.disputes",
    "statistics": "go.statistics",
    "timeline": "go.timeline",
    "queue": "go.queue",
}
"""The commands that open lists with a filter."""


def saved(context: ScreenContext, _: int | None) -> None:
    """List the saved searches, and apply one."""
    from tui.screens.overview.saved import SavedScreen

    context.choose(SavedScreen(context.styles, context.library), partial(_apply, context))


def saved_with(context: ScreenContext, name: str) -> None:
    """Apply the saved search with a name. Raises UsageError if there is none."""
    _apply(context, context.library.searches.named(name))


def _apply(context: ScreenContext, search: "SavedSearch") -> None:
    """Open the list that a saved search is for, with its query."""
    if search.place == "board":
        from tui.session.overview.saved import view_of

        kept, view = context.session.board, view_of(search)
        if kept is not None:  # What was made for the board is used again.
            view.board, view.headings = kept.board, kept.headings
        context.session.board = view
        context.program.run_command("go.claims", None)
    elif search.place == "figures":
        context.session.ledger_view().arrange(search.query, search.sort, hide=search.unsettled)
        context.program.run_command("go.figures", None)
    elif search.place == "search":
        everywhere_with(context, search.query)
    elif search.place in _FILTERED:
        context.program.run_with(_FILTERED[search.place], search.query)
    else:
        raise UsageError(
            f"“{search.name}” is for a list that this version does not have. Search for its words with g/."
        )


def _open(context: ScreenContext, opened: "Opened") -> None:
    query, hit = opened
    if query.terms:
        context.session.query = words_to_find(query, hit)
    if hit.memo[0]:
        if hit.source:
            context.session.push_jump()
            context.open_source(hit.source)
        write_memo(context, *hit.memo)
        return
    if hit.annotation:
        go_to(context, hit.annotation)
    else:
        go_to_source(context, hit.source, hit.start if hit.start >= 0 else None)
    refresh(context)


def occurrences(context: ScreenContext, _: int | None) -> None:
    """Tag all places of the words that are selected, of the passage or of the word under the cursor."""
    from tui.screens.forms.readings import ask_readings
    from tui.screens.tag_all import OccurrencesScreen

    page = context.page
    if page.view.empty or not context.session.source:
        report_nothing(context, "tag")
        return
    if context.library.read_only:
        context.notify(context.library.read_only, "warning")
        return
    if context.pages.active.reading_on is not None:
        context.pages.active.when_read(lambda: occurrences(context, None))
        return
    passage = page.current if page.span() is None else None
    start, end = page.span() or (
        (passage.start, passage.end) if passage else motion.word_at(page.document, page.cursor)
    )
    words = page.document.text[start:end].strip()
    if not words:
        context.notify("nothing here to tag")
        return
    tags = passage.annotation.tags if passage else ()
    known = [tag.name for tag in context.library.tags()]
    tag = [*(name for name in (*tags, context.session.last_tag, *known) if name in known), ""][0]

    def done(tagged: "Tagged | None") -> None:
        if tagged is None:
            return
        done = f"tagged {count_noun(tagged.places, 'place')} as {tagged.tag}"
        if tagged.places:
            context.session.last_tag = tagged.tag
            page.select(None)
        if tagged.problem:
            context.notify(tagged.problem, "warning")
        elif tagged.unclear:
            ask_readings(ContextAsker(context), context.library, tagged.unclear, done)
        else:
            undo = tip("change.undo", "undo", context.session.keys)
            context.notify(f"{done}{undo}" if tagged.places else "nothing was tagged")

    here = (context.session.source, start, page.document.text)
    screen = OccurrencesScreen(
        context.styles, context.library, context.session.all_texts(), words, here, tag, context.pages.keep_sources
    )
    context.show(screen, done)
