"""Moving the cursor, on the page and in the lists."""

from collections.abc import Callable

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document, Location
from tui.commands.base.context import Context
from tui.text import motion

_MEASURES = range(40, 121, 4)
"""The widths that the column of text can have, in cells."""


def down(context: Context, count: int | None) -> None:
    """Move one row, or item, down."""
    _rows(context, count or 1)


def up(context: Context, count: int | None) -> None:
    """Move one row, or item, up."""
    _rows(context, -(count or 1))


def half_down(context: Context, count: int | None) -> None:
    """Half a page down."""
    _pages(context, 0.5 * (count or 1))


def half_up(context: Context, count: int | None) -> None:
    """Half a page up."""
    _pages(context, -0.5 * (count or 1))


def page_down(context: Context, count: int | None) -> None:
    """A page down."""
    _pages(context, count or 1)


def page_up(context: Context, count: int | None) -> None:
    """A page up."""
    _pages(context, -(count or 1))


def top(context: Context, count: int | None) -> None:
    """Move to the top; with a count, to that paragraph."""
    if context.panes.items is not None:
        context.panes.items.go((count or 1) - 1)
        return
    context.session.push_jump()
    blocks = context.page.document.blocks
    if blocks:
        context.page.go(blocks[min((count or 1), len(blocks)) - 1].start, centre=True)


def end(context: Context, count: int | None) -> None:
    """Move to the end; with a count, to that paragraph."""
    if count is not None:
        top(context, count)
    elif context.panes.items is not None:
        context.panes.items.go(len(context.panes.items.items) - 1)
    elif not context.page.view.empty:
        context.session.push_jump()
        context.pages.active.when_read(lambda: context.page.go(motion.last_of(context.page.document, -1)))


def percent(context: Context, count: int | None) -> None:
    """Move to a percentage of the text."""
    if count is None:
        context.notify("type a number first: 50%")
        return
    context.session.push_jump()
    share = min(count, 100) / 100
    context.pages.active.when_read(
        lambda: context.page.go(round(max(0, context.page.document.length - 1) * share), centre=True)
    )


def line(context: Context, count: int | None) -> None:
    """Move to a line of the file."""
    if count is None:
        context.notify("type the number of a line: :42")
        return
    context.session.push_jump()

    def go() -> None:
        document = context.page.document
        last = document.location(max(0, document.length - 1)).line
        context.page.go(document.offset_at(Location(min(max(count, 1), last), 1)), centre=True)

    if not context.page.view.empty:
        context.pages.active.when_read(go)


def right(context: Context, count: int | None) -> None:
    """Characters to the right."""
    _repeat(context, motion.right, count)


def left(context: Context, count: int | None) -> None:
    """Characters to the left."""
    _repeat(context, motion.left, count)


def word(context: Context, count: int | None) -> None:
    """Move to the next word."""
    _repeat(context, motion.word_forward, count)


def word_end(context: Context, count: int | None) -> None:
    """Move to the end of the word."""
    _repeat(context, motion.word_end, count)


def word_back(context: Context, count: int | None) -> None:
    """Move to the start of the word."""
    _repeat(context, motion.word_back, count)


def row_start(context: Context, _: int | None) -> None:
    """Move to the start of the row."""
    _row_edge(context, end=False)


def row_end(context: Context, _: int | None) -> None:
    """Move to the end of the row."""
    _row_edge(context, end=True)


def sentence(context: Context, count: int | None) -> None:
    """Move to the next sentence."""
    _repeat(context, motion.sentence_forward, count)


def sentence_back(context: Context, count: int | None) -> None:
    """Move to the start of the sentence."""
    _repeat(context, motion.sentence_back, count)


def paragraph(context: Context, count: int | None) -> None:
    """Move to the next paragraph."""
    _repeat(context, motion.paragraph_forward, count)


def paragraph_back(context: Context, count: int | None) -> None:
    """Move to the start of the paragraph."""
    _repeat(context, motion.paragraph_back, count)


def heading(context: Context, count: int | None) -> None:
    """Move to the next heading."""
    _repeat(context, motion.heading_forward, count, centre=True)


def heading_back(context: Context, count: int | None) -> None:
    """Move to the heading before."""
    _repeat(context, motion.heading_back, count, centre=True)


def scroll_down(context: Context, count: int | None) -> None:
    """Scroll down by rows; the cursor stays where it is while it is visible."""
    _scroll_rows(context, count or 1)


def scroll_up(context: Context, count: int | None) -> None:
    """Scroll up by rows; the cursor stays where it is while it is visible."""
    _scroll_rows(context, -(count or 1))


def screen_top(context: Context, _: int | None) -> None:
    """Move to the first visible row."""
    _to_row(context, 0.0)


def screen_middle(context: Context, _: int | None) -> None:
    """Move to the row in the middle of the screen."""
    _to_row(context, 0.5)


def screen_bottom(context: Context, _: int | None) -> None:
    """Move to the last visible row."""
    _to_row(context, 1.0)


def middle(context: Context, _: int | None) -> None:
    """Scroll the cursor's row to the middle."""
    _scroll(context, 0.5)


def row_to_top(context: Context, _: int | None) -> None:
    """Scroll the cursor's row to the top."""
    _scroll(context, 0.0)


def row_to_bottom(context: Context, _: int | None) -> None:
    """Scroll the cursor's row to the bottom."""
    _scroll(context, 1.0)


def wider(context: Context, count: int | None) -> None:
    """Make the column of text wider."""
    _measure(context, count or 1)


def narrower(context: Context, count: int | None) -> None:
    """Make the column of text narrower."""
    _measure(context, -(count or 1))


def pan_right(context: Context, count: int | None) -> None:
    """Show columns further right of the table under the cursor."""
    _pan(context, count or 1)


def pan_left(context: Context, count: int | None) -> None:
    """Show columns further left of the table under the cursor; before the first, its rows become records."""
    _pan(context, -(count or 1))


def _pan(context: Context, by: int) -> None:
    page = context.page
    if page.view.empty:
        return
    index = page.document.block_index(page.cursor)
    if page.document.blocks[index].kind is not BlockKind.ROW:
        context.notify("no table under the cursor")
        return
    changed = page.pan(by)
    table = page.view.layout.tables.layout(index)
    if not table.columns:
        context.notify("each cell on a line of its own" + (" again" if changed else ""))
    elif not changed and not any(table.hidden):
        context.notify("all columns of this table are on the screen")
    else:
        first, last = table.columns[min(1, len(table.columns) - 1)].number + 1, table.columns[-1].number + 1
        context.notify(
            f"columns {first} to {last}, beside the first" + ("" if table.hidden[1] else "; there are no more")
        )


def _measure(context: Context, by: int) -> None:
    page = context.page
    before = page.measure
    page.set_measure(max(_MEASURES[0], min(before + by * _MEASURES.step, _MEASURES[-1])))
    limit = f", the {'widest' if by > 0 else 'narrowest'}" if page.measure == before else ""
    room = f" · the page has room for {page.room}" if page.room < page.measure else ""
    context.notify(f"{page.measure} columns{limit}{room}")


def _rows(context: Context, by: int) -> None:
    if context.panes.items is not None:
        context.panes.items.go(context.panes.items.cursor + by)
        return
    _to_head(context)
    context.page.view.move_rows(max(-5000, min(by, 5000)))
    context.page.follow()


def _pages(context: Context, by: float) -> None:
    if context.panes.items is not None:
        context.panes.items.go(context.panes.items.cursor + round(context.panes.items.page_size * by))
        return
    _to_head(context)
    context.page.view.page(round(context.page.view.page_rows * max(-500, min(by, 500))))
    context.page.follow()


def _repeat(context: Context, move: Callable[[Document, int], int], count: int | None, *, centre: bool = False) -> None:
    page = context.page
    if page.view.empty:
        return
    offset = page.origin()
    for _ in range(min(count or 1, 5000)):
        following = move(page.document, offset)
        if following == offset:
            break
        offset = following
    page.go(offset, centre=centre)


def _row_edge(context: Context, *, end: bool) -> None:
    if not context.page.view.empty:
        _to_head(context)
        context.page.go(context.page.view.row_edge(end=end))


def _to_head(context: Context) -> None:
    """Put the cursor on the moving end of the selection, where row motions start."""
    page = context.page
    if page.selection is not None and page.selection.head != page.cursor:
        page.view.show(page.selection.head)


def _scroll_rows(context: Context, by: int) -> None:
    _to_head(context)
    context.page.view.scroll(max(-5000, min(by, 5000)))
    context.page.follow()


def _to_row(context: Context, at: float) -> None:
    """Move to the row with text at a share of the screen's height."""
    view = context.page.view
    rows = [place for place, row in view.rows()[len(view.pinned()) :] if row.fragments]
    if rows:
        _to_head(context)
        context.page.go(view.layout.row(rows[round((len(rows) - 1) * at)]).start)


def _scroll(context: Context, at: float) -> None:
    context.page.view.centre(at)
    context.page.settle(keep=True)
