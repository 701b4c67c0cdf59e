"""Pages side by side, and who has how much room."""

from typing import TYPE_CHECKING, Final

from tui.widgets.pane_layout import ZOOMS

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_ALREADY: Final = "there are two pages already; Ctrl-W c closes this one"


def split(reader: "ReadingScreen", _: int | None) -> None:
    """A second page beside this one, or below it on a narrow terminal; two that are there already stand side by side."""
    panes = reader.panes
    if not panes.split:
        panes.wanted = "beside" if panes.wanted == "beside" else ""
        reader.split()
        if panes.stacked:
            reader.say("below, for the terminal is narrow; Ctrl-W v once more puts the pages side by side")
    elif panes.stacked:
        panes.wanted = "beside"
        reader.share_room()
    else:
        reader.say(_ALREADY)


def stack(reader: "ReadingScreen", _: int | None) -> None:
    """A second page below this one; two that are there already stand one above the other."""
    panes = reader.panes
    already, panes.wanted = panes.stacked, "stacked"
    if not panes.split:
        reader.split()
    elif already:
        reader.say(_ALREADY)
    else:
        reader.share_room()


def close(reader: "ReadingScreen", _: int | None) -> None:
    """Close this one of two pages."""
    if reader.panes.split:
        reader.close_leaf()
    else:
        reader.say("this is the only page; q leaves the program")


def only(reader: "ReadingScreen", _: int | None) -> None:
    """Close the other one of two pages."""
    if reader.panes.split:
        other(reader, None)
        reader.close_leaf()
    else:
        reader.say("this is the only page")


def other(reader: "ReadingScreen", _: int | None) -> None:
    """To the other one of two pages."""
    if reader.panes.split:
        reader.activate(next(leaf for leaf in reader.leaves if leaf is not reader.leaf))
    else:
        reader.say("there is one page; Ctrl-W v puts another one beside it")


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
        reader.say("every pane has its share" if step == 0 else "this page has all the room there is")
        return
    reader.panes.zoom = step
    reader.focus_page()
    reader.share_room()
