"""How sources are shown: diagrams, pages side by side, the mode in which one is read."""

from typing import TYPE_CHECKING, Final

from annotations.documents.blocks import BlockKind
from annotations.documents.loader import MARKDOWN
from tui.screens.reading.reopen import reopen
from tui.screens.reading.status import MANNERS
from tui.widgets.pane_layout import ZOOMS

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_ALREADY: Final = "there are two pages already; Ctrl-W c closes this one"


def diagram(reader: "ReadingScreen", _: int | None) -> None:
    """Show the diagram under the cursor as its text, or draw it."""
    page = reader.page
    index = page.document.block_index(page.cursor) if page.document.blocks else -1
    if index < 0 or page.document.blocks[index].kind is not BlockKind.DIAGRAM:
        reader.notifications.notify("there is no diagram under the cursor")
        return
    reason = page.view.switch_diagram()
    page.settle(keep=True)
    if reason:
        reader.notifications.notify(f"this diagram stays text: it is {reason}")
    elif page.view.layout.drawing(index) is None:
        reader.notifications.notify("the diagram as its text · gd draws it")


def split(reader: "ReadingScreen", _: int | None) -> None:
    """A second page beside this one, or below it on a narrow terminal; two that are there already stand side by side."""
    panes = reader.panes
    if not panes.split:
        panes.wanted = "beside" if panes.wanted == "beside" else ""
        reader.split()
        if panes.stacked:
            reader.notifications.notify(
                "below, for the terminal is narrow; Ctrl-W v once more puts the pages side by side"
            )
    elif panes.stacked:
        panes.wanted = "beside"
        reader.share_room()
    else:
        reader.notifications.notify(_ALREADY)


def stack(reader: "ReadingScreen", _: int | None) -> None:
    """A second page below this one; two that are there already stand one above the other."""
    panes = reader.panes
    already, panes.wanted = panes.stacked, "stacked"
    if not panes.split:
        reader.split()
    elif already:
        reader.notifications.notify(_ALREADY)
    else:
        reader.share_room()


def close(reader: "ReadingScreen", _: int | None) -> None:
    """Close this one of two pages."""
    if reader.panes.split:
        reader.close_leaf()
    else:
        reader.notifications.notify("this is the only page; q leaves the program")


def only(reader: "ReadingScreen", _: int | None) -> None:
    """Close the other one of two pages."""
    if reader.panes.split:
        other(reader, None)
        reader.close_leaf()
    else:
        reader.notifications.notify("this is the only page")


def other(reader: "ReadingScreen", _: int | None) -> None:
    """To the other one of two pages."""
    if reader.panes.split:
        reader.activate(next(leaf for leaf in reader.leaves if leaf is not reader.leaf))
    else:
        reader.notifications.notify("there is one page; Ctrl-W v puts another one beside it")


def left(reader: "ReadingScreen", _: int | None) -> None:
    """To the pane on the left, or above."""
    _beside(reader, -1)


def right(reader: "ReadingScreen", _: int | None) -> None:
    """To the pane on the right, or below."""
    _beside(reader, 1)


def equal(reader: "ReadingScreen", _: int | None) -> None:
    """Give every pane its share again."""
    _zoom(reader, 0)


def zoom(reader: "ReadingScreen", _: int | None) -> None:
    """More room for this page: the panels give way, then the other page."""
    _zoom(reader, min(ZOOMS if reader.panes.split else 1, reader.panes.zoom + 1))


def unzoom(reader: "ReadingScreen", _: int | None) -> None:
    """Less room for this page."""
    _zoom(reader, max(0, reader.panes.zoom - 1))


def _beside(reader: "ReadingScreen", by: int) -> None:
    order = reader.panes.shown_in_order()
    here = reader.page if reader.items is None else reader.items
    place = order.index(here) + by if here in order else 0
    if 0 <= place < len(order):
        reader.give_keys(order[place])


def _zoom(reader: "ReadingScreen", step: int) -> None:
    if step == reader.panes.zoom:
        reader.notifications.notify("every pane has its share" if step == 0 else "this page has all the room there is")
        return
    reader.panes.zoom = step
    reader.focus_page()
    reader.share_room()


def toggle(reader: "ReadingScreen", _: int | None) -> None:
    """Read the source on the page in the other manner; the cursor stays where it is in the file."""
    leaf = reader.leaf
    source = reader.library.source(leaf.source)
    before = "" if leaf.page.view.empty else leaf.page.document.manner

    def shown() -> None:
        after = leaf.page.document.manner
        same = "; nothing else was to be seen in it" if before == after else ""
        reader.notifications.notify(
            f"read {f'as suits it: {MANNERS[after]}' if source.manner else 'as Markdown throughout'}{same}"
        )

    if leaf.page.view.empty and leaf.sought is None:
        reader.library.reading(source.id)  # raises if it cannot be read: then there is no manner to record
    leaf.page.select(None)
    reader.library.set_manner(source.id, "" if source.manner else MARKDOWN)
    reopen(reader, shown)
