"""Going from passage to passage, source to source, pane to pane, and back."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.jumps import Spot
    from tui.screens.reading import ReadingScreen


def next_passage(reader: "ReadingScreen", count: int | None) -> None:
    """The next passage of this source."""
    placed = [p for p in reader.library.passages(reader.session.source) if p.start > reader.page.cursor]
    if placed:
        reader.page.choose(placed[min(count or 1, len(placed)) - 1])
    else:
        reader.say("no further passage in this source")


def previous_passage(reader: "ReadingScreen", count: int | None) -> None:
    """The passage before in this source."""
    placed = [p for p in reader.library.passages(reader.session.source) if 0 <= p.start < reader.page.cursor]
    if placed:
        reader.page.choose(placed[-min(count or 1, len(placed))])
    else:
        reader.say("no passage before this in the source")


def next_source(reader: "ReadingScreen", count: int | None) -> None:
    """The next source, where it was left."""
    _source(reader, count or 1)


def previous_source(reader: "ReadingScreen", count: int | None) -> None:
    """The source before, where it was left."""
    _source(reader, -(count or 1))


def back(reader: "ReadingScreen", _: int | None) -> None:
    """Back to where the last jump began."""
    _jump(reader, reader.session.jumps.back(reader.spot), "this is where you began")


def forward(reader: "ReadingScreen", _: int | None) -> None:
    """Forward again."""
    _jump(reader, reader.session.jumps.forward(reader.spot), "nothing lies ahead")


def sources(reader: "ReadingScreen", _: int | None) -> None:
    """To the list of sources."""
    reader.show_panel("sources")


def passages(reader: "ReadingScreen", _: int | None) -> None:
    """To the passages of this source."""
    reader.show_panel("passages")


def reader(reader: "ReadingScreen", _: int | None) -> None:
    """To the text."""
    reader.focus_page()


def next_pane(reader: "ReadingScreen", _: int | None) -> None:
    """To the next pane."""
    _pane(reader, 1)


def previous_pane(reader: "ReadingScreen", _: int | None) -> None:
    """To the pane before."""
    _pane(reader, -1)


def _source(reader: "ReadingScreen", by: int) -> None:
    known = [source.id for source in reader.library.sources()]
    if reader.session.source not in known:
        return
    index = known.index(reader.session.source) + by
    if not 0 <= index < len(known):
        reader.say("this is the last source" if by > 0 else "this is the first source")
        return
    reader.leave_spot()
    reader.open_source(known[index])


def _jump(reader: "ReadingScreen", spot: "Spot | None", nothing: str) -> None:
    if spot is None:
        reader.say(nothing)
    else:
        reader.open_source(spot.source, spot.offset)
        reader.focus_page()


def _pane(reader: "ReadingScreen", by: int) -> None:
    panes = ("sources", "page", "passages")
    here = reader.pane
    chosen = panes[(panes.index(here) + by) % len(panes)]
    if chosen == "page":
        reader.focus_page()
    else:
        reader.show_panel(chosen)
