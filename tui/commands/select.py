"""Selecting text with the keyboard."""

from typing import TYPE_CHECKING

from tui.text.selection import Selection, grown, shrunk

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


def grow(reader: "ReadingScreen", count: int | None) -> None:
    """The sentence, then the paragraph, then the section."""
    page = reader.page
    if page.view.empty:
        reader.say("there is no text to select")
        return
    selection = page.selection
    for _ in range(min(count or 1, 4)):
        selection = grown(page.document, page.cursor, selection)
    page.select(selection)


def shrink(reader: "ReadingScreen", _: int | None) -> None:
    """The next smaller scope; below the word, nothing."""
    page = reader.page
    if page.selection is not None:
        page.select(shrunk(page.document, page.cursor, page.selection))


def chars(reader: "ReadingScreen", _: int | None) -> None:
    """Begin to select characters, or leave that."""
    _toggle(reader, rows=False)


def rows(reader: "ReadingScreen", _: int | None) -> None:
    """Begin to select rows, or leave that."""
    _toggle(reader, rows=True)


def swap(reader: "ReadingScreen", _: int | None) -> None:
    """Move the other end from now on."""
    page = reader.page
    if page.selection is not None:
        page.selection = page.selection.swapped()
        page.view.show(page.selection.head)
        page.settle(keep=True)


def leave(reader: "ReadingScreen", _: int | None) -> None:
    """Let go of the innermost thing that is held."""
    session = reader.session
    if session.adjusting is not None:
        cursor = session.adjusting.cursor
        session.adjusting = None
        reader.page.selection = None
        reader.page.go(cursor)
        reader.say("bounds left as they were")
    elif reader.page.selection is not None:
        reader.page.select(None)
    elif reader.items is not None:
        reader.focus_page()
    elif reader.page.finding:
        reader.page.show_matches(())
    elif session.held is not None:
        session.held = None
        reader.say("link let go")
        reader.tell()


def _toggle(reader: "ReadingScreen", *, rows: bool) -> None:
    page = reader.page
    if page.view.empty:
        reader.say("there is no text to select")
        return
    selection = page.selection
    if selection is None:
        page.select(Selection(page.cursor, page.cursor, rows))
    elif selection.loose:
        first, last = sorted((selection.anchor, selection.head))
        page.select(Selection(first, last, rows))
    elif selection.rows == rows and not selection.scope:
        page.select(None)
    else:
        page.select(Selection(selection.anchor, selection.head, rows))
