"""How a source is read: as suits it, or as Markdown from its first line to its last."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from annotations.documents.document import Document, Location
from annotations.documents.manner import ReadAs
from annotations.documents.preview import is_large
from annotations.errors import PostilError
from tui.screens.reading.page_controller import read_elsewhere
from tui.screens.reading.status import MANNERS
from tui.tasks import SHOW_EVERY, Slices, begin

if TYPE_CHECKING:
    from tui.screens.reading.page_controller import Leaf
    from tui.screens.reading.screen import ReadingScreen

_AT_ONCE = 0.02
"""Seconds of reading up to which a source that is not large is shown again without a word in between."""


def toggle(reader: "ReadingScreen", _: int | None) -> None:
    """Read the source on the page in the other manner; the cursor stays where it is in the file."""
    leaf = reader.leaf
    source = reader.library.source(leaf.source)
    asked = ReadAs.of(source.manner)
    before = "" if leaf.page.view.empty else leaf.page.document.manner

    def shown() -> None:
        after = leaf.page.document.manner
        same = "; nothing else was to be seen in it" if before == after else ""
        reader.say(f"read {f'as suits it: {MANNERS[after]}' if asked.markdown else 'as Markdown throughout'}{same}")

    if leaf.page.view.empty and leaf.sought is None:
        reader.library.reading(source.id)  # raises if it cannot be read: then there is no manner to record
    leaf.page.select(None)
    reader.library.set_manner(source.id, asked._replace(markdown=not asked.markdown).recorded())
    reopen(reader, shown)


def reopen(reader: "ReadingScreen", shown: Callable[[], None] = lambda: None) -> set[str]:
    """Show each source again that is on a page and read in another manner by now, where its cursor was in the file.

    Returns their ids. ``shown`` is called when one of them is on its page, which may be at once.
    """
    again = set()
    for leaf in reader.leaves:
        library, source_id = reader.library, leaf.source
        if source_id and not library.is_missing(source_id) and library.source(source_id).manner != leaf.manner:
            again.add(source_id)
            _show_again(reader, leaf, shown)
    if again:
        reader.other_leaf()
    return again


def _show_again(reader: "ReadingScreen", leaf: "Leaf", shown: Callable[[], None]) -> None:
    library, page = reader.library, leaf.page
    sought = leaf.sought or page.document.location(page.cursor)
    if not is_large(library.path(leaf.source)):
        reading, until = library.reading(leaf.source), monotonic() + _AT_ONCE
        while not _reached(reading.document, sought) and monotonic() < until:
            reading.step()
        if _reached(reading.document, sought):
            _show(leaf, reading.document, sought)
            shown()
            return
    manner = library.source(leaf.source).manner
    leaf.seek(
        sought,
        manner,
        "Reading it as Markdown throughout…" if ReadAs.of(manner).markdown else "Reading it as suits it…",
    )
    begin(reader, _show_later, reader, leaf, sought, shown, group=f"reading {page.id}")


async def _show_later(reader: "ReadingScreen", leaf: "Leaf", sought: Location, shown: Callable[[], None]) -> None:
    """Read as far as the place that is sought, between the keys."""
    try:
        await read_elsewhere(reader.library, leaf.source)
        reading = reader.library.reading(leaf.source)
    except PostilError as error:
        leaf.say_instead("This source cannot be read", "", str(error))
        reader.say(str(error), "warning")
        return
    slices, told = Slices(), monotonic()
    while not _reached(reading.document, sought):
        reading.step()
        if slices.over:
            if monotonic() > told + SHOW_EVERY:
                leaf.reading_on, told = reading.progress, monotonic()
                reader.tell()
            await slices.next()
    _show(leaf, reading.document, sought)
    reader.other_leaf()
    shown()


def _show(leaf: "Leaf", document: Document, sought: Location) -> None:
    source_id, leaf.source = leaf.source, ""  # what is on the page is of another text: its place is not kept
    leaf.show(source_id, document.offset_at(sought))


def _reached(document: Document, place: Location) -> bool:
    """Whether the block that holds a place of the file has been read."""
    if document.complete or not document.blocks:
        return document.complete
    return document.location(document.blocks[-1].start).line > place.line
