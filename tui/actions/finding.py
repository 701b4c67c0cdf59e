"""Finding words in the source on the page."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotations.search import MOST, find_all
from tui.text import motion

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def find(reader: "ReadingScreen", _: int | None) -> None:
    """Type what to find; the page shows the matches meanwhile."""
    from tui.screens.find import FindBar

    page, session = reader.page, reader.session
    if page.view.empty:
        reader.say("there is no text to find anything in")
        return
    before, query = page.cursor, session.query
    reader.leave_spot()

    def show(typed: str) -> str:
        session.query = typed
        matches = refresh(reader)
        page.go(_nearest(matches, before - 1), centre=True) if matches else page.go(before)
        return _told(reader, matches) if typed.strip() else "Enter keeps   Esc goes back"

    def done(typed: str | None) -> None:
        if typed is None:
            session.query = query
            refresh(reader)
            page.go(before)
        else:
            session.query = typed
            matches = refresh(reader)
            if matches and page.cursor == before:
                page.go(_nearest(matches, before - 1), centre=True)
            reader.say(_told(reader, matches))

    reader.app.push_screen(FindBar(reader.dressing, query, show), done)


def next(reader: "ReadingScreen", count: int | None) -> None:  # noqa: A001 - named by the id of its command
    """The next match, round the end of the text."""
    _walk(reader, count or 1)


def previous(reader: "ReadingScreen", count: int | None) -> None:
    """The match before, round the start of the text."""
    _walk(reader, -(count or 1))


def word(reader: "ReadingScreen", count: int | None) -> None:
    """Find the word under the cursor, or what is selected."""
    page = reader.page
    if page.view.empty:
        return
    start, end = page.span() or motion.word_at(page.document, page.cursor)
    reader.session.query = page.document.text[start:end]
    page.select(None)
    refresh(reader)
    _walk(reader, count or 1)


def refresh(reader: "ReadingScreen") -> list[tuple[int, int]]:
    """Look for the query in the source on the page, and show where it is."""
    matches = find_all(reader.page.document.text, reader.session.query)
    reader.page.show_matches(matches)
    return matches


def _walk(reader: "ReadingScreen", by: int) -> None:
    page = reader.page
    if not reader.session.query.strip():
        reader.say("nothing to find yet: / takes what you look for, * the word under the cursor")
        return
    matches = refresh(reader)
    if not matches:
        reader.say(_told(reader, matches))
        return
    reader.leave_spot()
    at = bisect_right(matches, page.origin(), key=lambda match: match[0])
    if by > 0:
        index = at + by - 1
    else:
        on_it = at > 0 and matches[at - 1][0] == page.origin()
        index = at - on_it + by
    page.go(matches[index % len(matches)][0], centre=True)
    over = "" if 0 <= index < len(matches) else " · from the top again" if by > 0 else " · from the end again"
    reader.say(_told(reader, matches) + over)


def _nearest(matches: list[tuple[int, int]], after: int) -> int:
    """Start of the first match after an offset, else of the first one."""
    return next_one[0] if (next_one := _following(matches, after)) else matches[0][0]


def _following(matches: list[tuple[int, int]], after: int) -> tuple[int, int] | None:
    index = bisect_right(matches, after, key=lambda match: match[0])
    return matches[index] if index < len(matches) else None


def _told(reader: "ReadingScreen", matches: list[tuple[int, int]]) -> str:
    """How many matches there are, and which of them the cursor is on."""
    query = " ".join(reader.session.query.split())
    so_far = "" if reader.reading_on is None else " so far"
    if not matches:
        return f"“{query}” is not in this source{so_far}"
    place = bisect_right(matches, reader.page.cursor, key=lambda match: match[0])
    many = f"{len(matches)}{'+' if len(matches) == MOST else ''}"
    return f"“{query}” {place} of {many}{so_far}"
