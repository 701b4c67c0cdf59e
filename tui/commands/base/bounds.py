"""Moving the bounds of a passage: one command starts, motions move the bound, other commands save or cancel."""

from tui.commands.base.context import Context
from tui.keys.command_table import tip
from tui.session.session import Adjusting
from tui.text.cells import previous_boundary
from tui.text.selection import Selection


def adjust(context: Context, edge: str) -> None:
    """Select the passage under the cursor, so that its ``start`` or ``end`` can be moved."""
    page = context.page
    if page.current is None:
        context.notify("no passage under the cursor to adjust")
        return
    passage = page.current
    context.session.adjusting = Adjusting(passage.annotation.id, edge, page.cursor)
    first, last = passage.start, previous_boundary(page.document.text, passage.end, passage.start)
    anchor, head = (last, first) if edge == "start" else (first, last)
    page.selection = Selection(anchor, head)
    page.view.show(head)
    page.settle(keep=True)


def save_bounds(context: Context) -> None:
    """Give the passage the bounds of the selection. Raises UsageError if it cannot have these; others can be chosen."""
    session, bounds = context.session, context.page.span()
    if session.adjusting is None:
        return
    annotation_id = session.adjusting.annotation
    if bounds is None or context.library.annotation(annotation_id).source != session.source:
        context.notify(
            f"select its words in its source first{tip('select.grow', 'select the sentence', session.keys)}{tip('select.chars', 'select characters', session.keys)}"
        )
        return
    context.library.move(annotation_id, *bounds)
    session.adjusting = None
    context.page.select(None)
    context.notify(f"{context.library.address(annotation_id)} extent changed")


def cancel_bounds(context: Context) -> None:
    """Leave the passage as it was, with the cursor where it was."""
    adjusting, context.session.adjusting = context.session.adjusting, None
    if adjusting is not None:
        context.page.selection = None
        context.page.go(adjusting.cursor)
        context.notify("extent unchanged")
