"""Display of sources: diagrams, pages side by side, the mode of reading."""

from annotations.documents.blocks import BlockKind
from annotations.documents.manner import ReadAs
from annotations.library import encodings
from tui.commands.base.context import Context, ScreenContext
from tui.keys.tips import tip
from tui.screens.reading.status import MANNERS
from tui.widgets.pane_layout import ZOOMS


def diagram(context: Context, _: int | None) -> None:
    """Show the diagram under the cursor as its text, or draw it."""
    page = context.page
    index = page.document.block_index(page.cursor) if page.document.blocks else -1
    if index < 0 or page.document.blocks[index].kind is not BlockKind.DIAGRAM:
        context.notify("no diagram under the cursor")
        return
    reason = page.view.switch_diagram()
    page.settle(keep=True)
    if reason:
        context.notify(f"this diagram stays text: it is {reason}")
    elif page.view.layout.drawing(index) is None:
        context.notify(f"the diagram as its text{tip('view.diagram', 'draws it', context.session.keys)}")


def split(context: Context, _: int | None) -> None:
    """Open a second page beside this one, or below it on a narrow terminal; put two pages side by side."""
    panes = context.panes.layout
    if not panes.split:
        panes.wanted = "beside" if panes.wanted == "beside" else ""
        context.panes.split()
        if panes.stacked:
            context.notify(
                f"terminal too narrow: pages stacked{tip('panes.split', 'puts them side by side', context.session.keys)}"
            )
    elif panes.stacked:
        panes.wanted = "beside"
        context.panes.share_room()
    else:
        context.notify(f"two pages are open already{tip('panes.close', 'closes this one', context.session.keys)}")


def stack(context: Context, _: int | None) -> None:
    """Open a second page below this one; put two pages one below the other."""
    panes = context.panes.layout
    already, panes.wanted = panes.stacked, "stacked"
    if not panes.split:
        context.panes.split()
    elif already:
        context.notify(f"two pages are open already{tip('panes.close', 'closes this one', context.session.keys)}")
    else:
        context.panes.share_room()


def close(context: Context, _: int | None) -> None:
    """Close this one of two pages."""
    if len(context.pages) > 1:
        context.panes.close_page()
    else:
        context.notify(f"this is the only page{tip('app.quit', 'leaves the program', context.session.keys)}")


def only(context: Context, _: int | None) -> None:
    """Close the other one of two pages."""
    if len(context.pages) > 1:
        other(context, None)
        context.panes.close_page()
    else:
        context.notify("this is the only page")


def other(context: Context, _: int | None) -> None:
    """Go to the other one of two pages."""
    if (inactive := context.pages.inactive) is not None:
        context.panes.activate(inactive)
    else:
        context.notify(f"only one page is open{tip('panes.split', 'opens another', context.session.keys)}")


def left(context: Context, _: int | None) -> None:
    """Go to the pane on the left, or above."""
    context.panes.focus_beside(-1)


def right(context: Context, _: int | None) -> None:
    """Go to the pane on the right, or below."""
    context.panes.focus_beside(1)


def equal(context: Context, _: int | None) -> None:
    """Give every pane its share again."""
    _zoom(context, 0)


def zoom(context: Context, _: int | None) -> None:
    """More room for this page: the panels give way, then the other page."""
    _zoom(context, min(ZOOMS if len(context.pages) > 1 else 1, context.panes.layout.zoom + 1))


def unzoom(context: Context, _: int | None) -> None:
    """Less room for this page."""
    _zoom(context, max(0, context.panes.layout.zoom - 1))


def _zoom(context: Context, step: int) -> None:
    if step == context.panes.layout.zoom:
        context.notify("every pane has its share" if step == 0 else "this page has all the room")
        return
    context.panes.layout.zoom = step
    context.panes.focus_page()
    context.panes.share_room()


def toggle(context: ScreenContext, _: int | None) -> None:
    """Read the source on the page in the other mode; the cursor stays where it is in the file."""
    page = context.pages.active
    source = context.library.source(page.source)
    asked = ReadAs.of(source.manner)
    before = "" if page.page.view.empty else page.page.document.manner

    def shown() -> None:
        after = page.page.document.manner
        same = "; it looks the same" if before == after else ""
        context.notify(f"read {f'as suits it: {MANNERS[after]}' if asked.markdown else 'as Markdown throughout'}{same}")

    if page.page.view.empty and page.sought is None:
        context.library.reading(source.id)  # raises if it cannot be read: then there is no manner to record
    page.page.select(None)
    context.library.set_manner(source.id, asked._replace(markdown=not asked.markdown).recorded())
    context.reopen(shown)


def encoding(context: ScreenContext, _: int | None) -> None:
    """Choose the encoding that the source on the page is read in; each is shown with a line of it."""
    from tui.screens.pickers.encoding_picker import EncodingPicker

    source_id = context.pages.active.source
    if not source_id:
        context.notify("no source on this page")
        return
    source, page = context.library.source(source_id), context.page
    now = ReadAs.of(source.manner).encoding
    read_as = "" if page.view.empty else page.document.encoding
    found = encodings.offered(context.library, source_id)

    def chosen(name: str | None) -> None:
        if name:
            context.attempt(lambda: encoding_with(context, name))

    context.show(EncodingPicker(context.styles, found, now, read_as), chosen)


def encoding_with(context: ScreenContext, name: str) -> None:
    """Read the source on the page in an encoding; the cursor stays where it is in the file."""
    page = context.pages.active
    if not page.source:
        context.notify("no source on this page")
        return
    before = context.library.source(page.source).manner
    encodings.choose(context.library, page.source, name)
    page.page.select(None)

    def shown_again() -> None:
        undo = tip("change.undo", "undoes", context.session.keys)
        context.notify(f"read as {page.page.document.encoding}{undo}")

    if context.library.source(page.source).manner == before:
        context.notify(f"it is read as {page.page.document.encoding} already")
    else:
        context.reopen(shown_again)
