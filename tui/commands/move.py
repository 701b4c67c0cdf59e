"""Moving the cursor, on the page and in the lists, and selecting with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document
from tui.text import motion
from tui.text.selection import Selection, grown, shrunk

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_MEASURES = range(40, 121, 4)
"""The widths that the column of text can have, in cells."""


def down(reader: "ReadingScreen", count: int | None) -> None:
    """One row, or item, down."""
    _rows(reader, count or 1)


def up(reader: "ReadingScreen", count: int | None) -> None:
    """One row, or item, up."""
    _rows(reader, -(count or 1))


def half_down(reader: "ReadingScreen", count: int | None) -> None:
    """Half a page down."""
    _pages(reader, 0.5 * (count or 1))


def half_up(reader: "ReadingScreen", count: int | None) -> None:
    """Half a page up."""
    _pages(reader, -0.5 * (count or 1))


def page_down(reader: "ReadingScreen", count: int | None) -> None:
    """A page down."""
    _pages(reader, count or 1)


def page_up(reader: "ReadingScreen", count: int | None) -> None:
    """A page up."""
    _pages(reader, -(count or 1))


def top(reader: "ReadingScreen", count: int | None) -> None:
    """To the top; with a count, to that paragraph."""
    if reader.items is not None:
        reader.items.go((count or 1) - 1)
        return
    reader.leave_spot()
    blocks = reader.page.document.blocks
    if blocks:
        reader.page.go(blocks[min((count or 1), len(blocks)) - 1].start, centre=True)


def end(reader: "ReadingScreen", count: int | None) -> None:
    """To the end; with a count, to that paragraph."""
    if count is not None:
        top(reader, count)
    elif reader.items is not None:
        reader.items.go(len(reader.items.items) - 1)
    elif not reader.page.view.empty:
        reader.leave_spot()
        reader.when_read(lambda: reader.page.go(motion.last_of(reader.page.document, -1)))


def percent(reader: "ReadingScreen", count: int | None) -> None:
    """To so many percent of the text."""
    if count is None:
        reader.notifications.notify("type a number first: 50%")
        return
    reader.leave_spot()
    share = min(count, 100) / 100
    reader.when_read(lambda: reader.page.go(round(max(0, reader.page.document.length - 1) * share), centre=True))


def right(reader: "ReadingScreen", count: int | None) -> None:
    """Characters to the right."""
    _repeat(reader, motion.right, count)


def left(reader: "ReadingScreen", count: int | None) -> None:
    """Characters to the left."""
    _repeat(reader, motion.left, count)


def word(reader: "ReadingScreen", count: int | None) -> None:
    """To the next word."""
    _repeat(reader, motion.word_forward, count)


def word_end(reader: "ReadingScreen", count: int | None) -> None:
    """To the end of the word."""
    _repeat(reader, motion.word_end, count)


def word_back(reader: "ReadingScreen", count: int | None) -> None:
    """To the start of the word."""
    _repeat(reader, motion.word_back, count)


def row_start(reader: "ReadingScreen", _: int | None) -> None:
    """To the start of the row."""
    _row_edge(reader, end=False)


def row_end(reader: "ReadingScreen", _: int | None) -> None:
    """To the end of the row."""
    _row_edge(reader, end=True)


def sentence(reader: "ReadingScreen", count: int | None) -> None:
    """To the next sentence."""
    _repeat(reader, motion.sentence_forward, count)


def sentence_back(reader: "ReadingScreen", count: int | None) -> None:
    """To the start of the sentence."""
    _repeat(reader, motion.sentence_back, count)


def paragraph(reader: "ReadingScreen", count: int | None) -> None:
    """To the next paragraph."""
    _repeat(reader, motion.paragraph_forward, count)


def paragraph_back(reader: "ReadingScreen", count: int | None) -> None:
    """To the start of the paragraph."""
    _repeat(reader, motion.paragraph_back, count)


def heading(reader: "ReadingScreen", count: int | None) -> None:
    """To the next heading."""
    _repeat(reader, motion.heading_forward, count, centre=True)


def heading_back(reader: "ReadingScreen", count: int | None) -> None:
    """To the heading before."""
    _repeat(reader, motion.heading_back, count, centre=True)


def middle(reader: "ReadingScreen", _: int | None) -> None:
    """Scroll the cursor's row to the middle."""
    _scroll(reader, 0.5)


def row_to_top(reader: "ReadingScreen", _: int | None) -> None:
    """Scroll the cursor's row to the top."""
    _scroll(reader, 0.0)


def row_to_bottom(reader: "ReadingScreen", _: int | None) -> None:
    """Scroll the cursor's row to the bottom."""
    _scroll(reader, 1.0)


def wider(reader: "ReadingScreen", count: int | None) -> None:
    """Make the column of text wider."""
    _measure(reader, count or 1)


def narrower(reader: "ReadingScreen", count: int | None) -> None:
    """Make the column of text narrower."""
    _measure(reader, -(count or 1))


def pan_right(reader: "ReadingScreen", count: int | None) -> None:
    """Show columns further right of the table under the cursor."""
    _pan(reader, count or 1)


def pan_left(reader: "ReadingScreen", count: int | None) -> None:
    """Show columns further left of the table under the cursor; before the first, its rows become records."""
    _pan(reader, -(count or 1))


def _pan(reader: "ReadingScreen", by: int) -> None:
    page = reader.page
    if page.view.empty:
        return
    index = page.document.block_index(page.cursor)
    if page.document.blocks[index].kind is not BlockKind.ROW:
        reader.notifications.notify("no table under the cursor")
        return
    changed = page.pan(by)
    table = page.view.layout.tables.layout(index)
    if not table.columns:
        reader.notifications.notify("each cell on a line of its own" + (" again" if changed else ""))
    elif not changed and not any(table.hidden):
        reader.notifications.notify("all columns of this table are on the screen")
    else:
        first, last = table.columns[min(1, len(table.columns) - 1)].number + 1, table.columns[-1].number + 1
        reader.notifications.notify(
            f"columns {first} to {last}, beside the first" + ("" if table.hidden[1] else "; there are no more")
        )


def _measure(reader: "ReadingScreen", by: int) -> None:
    page = reader.page
    before = page.measure
    page.set_measure(max(_MEASURES[0], min(before + by * _MEASURES.step, _MEASURES[-1])))
    limit = f", the {'widest' if by > 0 else 'narrowest'}" if page.measure == before else ""
    room = f" · the page has room for {page.room}" if page.room < page.measure else ""
    reader.notifications.notify(f"{page.measure} columns{limit}{room}")


def _rows(reader: "ReadingScreen", by: int) -> None:
    if reader.items is not None:
        reader.items.go(reader.items.cursor + by)
        return
    _to_head(reader)
    reader.page.view.move_rows(max(-5000, min(by, 5000)))
    reader.page.follow()


def _pages(reader: "ReadingScreen", by: float) -> None:
    if reader.items is not None:
        reader.items.go(reader.items.cursor + round(reader.items.page_size * by))
        return
    _to_head(reader)
    reader.page.view.page(round(reader.page.view.page_rows * max(-500, min(by, 500))))
    reader.page.follow()


def _repeat(
    reader: "ReadingScreen", move: Callable[[Document, int], int], count: int | None, *, centre: bool = False
) -> None:
    page = reader.page
    if page.view.empty:
        return
    offset = page.origin()
    for _ in range(min(count or 1, 5000)):
        following = move(page.document, offset)
        if following == offset:
            break
        offset = following
    page.go(offset, centre=centre)


def _row_edge(reader: "ReadingScreen", *, end: bool) -> None:
    if not reader.page.view.empty:
        _to_head(reader)
        reader.page.go(reader.page.view.row_edge(end=end))


def _to_head(reader: "ReadingScreen") -> None:
    """Put the cursor on the moving end of the selection, where row motions start."""
    page = reader.page
    if page.selection is not None and page.selection.head != page.cursor:
        page.view.show(page.selection.head)


def _scroll(reader: "ReadingScreen", at: float) -> None:
    reader.page.view.centre(at)
    reader.page.settle(keep=True)


def grow(reader: "ReadingScreen", count: int | None) -> None:
    """The sentence, then the paragraph, then the section."""
    page = reader.page
    if page.view.empty:
        reader.notifications.notify("there is no text to select")
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
        reader.notifications.notify("bounds left as they were")
    elif reader.page.selection is not None:
        reader.page.select(None)
    elif reader.items is not None:
        reader.focus_page()
    elif reader.page.finding:
        reader.page.show_matches(())
    elif session.held is not None:
        session.held = None
        reader.notifications.notify("link let go")
        reader.tell()


def _toggle(reader: "ReadingScreen", *, rows: bool) -> None:
    page = reader.page
    if page.view.empty:
        reader.notifications.notify("there is no text to select")
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
