"""Selecting text by motions, by scope, and by the object around the cursor."""

from tui.commands.base.bounds import cancel_bounds
from tui.commands.base.context import Context
from tui.text.cells import previous_boundary
from tui.text.selection import Selection, grown, shrunk
from tui.text.text_objects import OBJECTS, object_named, text_object


def grow(context: Context, count: int | None) -> None:
    """The sentence, then the paragraph, then the section."""
    page = context.page
    if page.view.empty:
        context.notify("no text to select")
        return
    selection = page.selection
    for _ in range(min(count or 1, 4)):
        selection = grown(page.document, page.cursor, selection)
    page.select(selection)


def shrink(context: Context, _: int | None) -> None:
    """The next smaller scope; below the word, nothing."""
    page = context.page
    if page.selection is not None:
        page.select(shrunk(page.document, page.cursor, page.selection))


def chars(context: Context, _: int | None) -> None:
    """Begin to select characters, or leave that."""
    _toggle(context, rows=False)


def rows(context: Context, _: int | None) -> None:
    """Begin to select rows, or leave that."""
    _toggle(context, rows=True)


def swap(context: Context, _: int | None) -> None:
    """Move the other end from now on."""
    page = context.page
    if page.selection is not None:
        page.selection = page.selection.swapped()
        page.view.show(page.selection.head)
        page.settle(keep=True)


def leave(context: Context, _: int | None) -> None:
    """Cancel the first of these that is active: bounds, selection, panel, matches, link."""
    session = context.session
    if session.adjusting is not None:
        cancel_bounds(context)
    elif context.page.selection is not None:
        context.page.select(None)
    elif (panel := context.panes.items) is not None:
        if panel.filter.text:
            panel.filter.narrow("")
        else:
            context.panes.focus_page()
    elif context.page.finding:
        context.page.show_matches(())
    elif session.held is not None:
        session.held = None
        context.notify("link cancelled")
        context.tell()


def inside(context: Context, _: int | None) -> None:
    """Select the object around the cursor that the next key names, without its marks."""
    _object(context, around=False)


def around(context: Context, _: int | None) -> None:
    """Select the object around the cursor that the next key names, with its marks."""
    _object(context, around=True)


def _object(context: Context, *, around: bool) -> None:
    page = context.page
    if page.view.empty:
        context.notify("no text to select")
        return

    def answer(token: str) -> bool:
        name = object_named(token)
        found = text_object(page.document, page.cursor, name, around=around) if name else None
        if found is not None and found[0] < found[1]:
            start, end = found
            page.select(Selection(start, previous_boundary(page.document.text, end, start)))
        elif name:
            context.notify(f"no {name} around the cursor")
        elif token != "escape":
            context.notify(f"select with {', '.join(f'{key} {word}' for key, word in OBJECTS.items())}", "warning")
            return True
        return False

    question = "select with its marks:" if around else "select inside:"
    context.ask(question, [*OBJECTS.items(), ("Esc", "cancel")], answer)


def _toggle(context: Context, *, rows: bool) -> None:
    page = context.page
    if page.view.empty:
        context.notify("no text to select")
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
