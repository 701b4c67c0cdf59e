"""Finding in all sources, and tagging everything that says the same."""

from typing import TYPE_CHECKING

from annotations.search.library_search import words_to_find
from tui.commands import find as finding
from tui.commands.destinations import go_to
from tui.text import motion

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen
    from tui.screens.search import Opened
    from tui.screens.tag_all import Tagged


def everywhere(reader: "ReadingScreen", _: int | None) -> None:
    """Type what to find in all sources, notes and tags, and open one of the places."""
    from tui.screens.search import SearchScreen

    def keep(typed: str) -> None:
        reader.session.everywhere = typed

    def done(opened: "Opened | None") -> None:
        if opened is not None:
            reader.attempt(lambda: _open(reader, opened))

    screen = SearchScreen(
        reader.dressing,
        reader.library,
        reader.session.all_texts(),
        reader.session.everywhere,
        keep,
        reader.keep_sources,
    )
    reader.app.push_screen(screen, done)


def _open(reader: "ReadingScreen", opened: "Opened") -> None:
    query, hit = opened
    if query.terms:
        reader.session.query = words_to_find(query, hit)
    if hit.annotation:
        go_to(reader, hit.annotation)
    else:
        reader.leave_spot()
        reader.open_source(hit.source, hit.start if hit.start >= 0 else None)
        reader.focus_page()
    finding.refresh(reader)


def occurrences(reader: "ReadingScreen", _: int | None) -> None:
    """Tag all places of the words that are selected, of the passage or of the word under the cursor."""
    from tui.screens.tag_all import OccurrencesScreen

    page = reader.page
    if page.view.empty or not reader.session.source:
        reader.say("nothing here to tag")
        return
    if reader.library.read_only:
        reader.say(reader.library.read_only, "warning")
        return
    if reader.reading_on is not None:
        reader.when_read(lambda: occurrences(reader, None))
        return
    passage = page.current if page.span() is None else None
    start, end = page.span() or (
        (passage.start, passage.end) if passage else motion.word_at(page.document, page.cursor)
    )
    words = page.document.text[start:end].strip()
    if not words:
        reader.say("nothing here to tag")
        return
    tags = passage.annotation.tags if passage else ()
    known = [tag.name for tag in reader.library.tags()]
    tag = next((name for name in (*tags, reader.session.last_tag, *known) if name in known), "")

    def done(tagged: "Tagged | None") -> None:
        if tagged is None:
            return
        count, name, problem = tagged
        told = f"{count} tagged {name} · u takes all of it back" if count else "none was tagged"
        reader.say(problem or told, "warning" if problem else "")
        if count:
            reader.session.last_tag = name
            page.select(None)

    here = (reader.session.source, start, page.document.text)
    screen = OccurrencesScreen(
        reader.dressing, reader.library, reader.session.all_texts(), words, here, tag, reader.keep_sources
    )
    reader.app.push_screen(screen, done)
