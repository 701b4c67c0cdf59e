"""Shows sources again whose reading mode has changed, with the cursor where it was in their files."""

from collections.abc import Callable
from time import monotonic
from typing import Protocol

from textual.dom import DOMNode

from annotations.documents.document import Document, Location
from annotations.documents.manner import ReadAs
from annotations.documents.preview import is_large
from annotations.errors import PostilError
from annotations.library import Library
from tui.screens.reading.page_controller import PageController, read_elsewhere
from tui.screens.reading.pages import Pages
from tui.session.notifications import Notifications
from tui.tasks import SHOW_EVERY, Slices, begin

_AT_ONCE = 0.02
"""Seconds of reading up to which a source that is not large is shown again without a message in between."""


class Surroundings(Protocol):
    """The screen around the pages."""

    library: Library
    pages: Pages
    notifications: Notifications

    def show_other_page(self) -> None:
        """Update the panels after the active page or its source has changed."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""


def reopen(host: Surroundings, node: DOMNode, shown: Callable[[], None] = lambda: None) -> set[str]:
    """Show each source again that is on a page and whose reading mode has changed, where its cursor was in the file.

    What takes its time is done by a worker of ``node``. ``shown`` is called when a source is on its page, which may
    be at once. Returns the ids of the sources.
    """
    again = set()
    library = host.library
    for page in host.pages:
        source_id = page.source
        if source_id and not library.is_missing(source_id) and library.source(source_id).manner != page.manner:
            again.add(source_id)
            _show_again(host, node, page, shown)
    if again:
        host.show_other_page()
    return again


def _show_again(host: Surroundings, node: DOMNode, page: PageController, shown: Callable[[], None]) -> None:
    library, widget = host.library, page.page
    sought = page.sought or widget.document.location(widget.cursor)
    if not is_large(library.path(page.source)):
        reading, until = library.reading(page.source), monotonic() + _AT_ONCE
        while not _reached(reading.document, sought) and monotonic() < until:
            reading.step()
        if _reached(reading.document, sought):
            _show(page, reading.document, sought)
            shown()
            return
    manner = library.source(page.source).manner
    page.seek(
        sought,
        manner,
        "Reading it as Markdown throughout…" if ReadAs.of(manner).markdown else "Reading it again…",
    )
    begin(node, _show_later, host, page, sought, shown, group=f"reading {widget.id}")


async def _show_later(host: Surroundings, page: PageController, sought: Location, shown: Callable[[], None]) -> None:
    """Read between keys up to `sought`, and show that place unless the page shows something else by then."""
    source_id = page.source
    try:
        await read_elsewhere(host.library, source_id)
        if page.sought is not sought:
            return
        reading = host.library.reading(source_id)
    except PostilError as error:
        if page.sought is not sought:
            return
        page.say_instead("This source cannot be read", "", str(error))
        host.notifications.notify(str(error), "warning")
        return
    slices, reported = Slices(), monotonic()
    while not _reached(reading.document, sought):
        reading.step()
        if slices.over:
            if monotonic() > reported + SHOW_EVERY:
                page.reading_on, reported = reading.progress, monotonic()
                host.tell()
            await slices.next()
            if page.sought is not sought:
                return
    _show(page, reading.document, sought)
    host.show_other_page()
    shown()


def _show(page: PageController, document: Document, sought: Location) -> None:
    source_id, page.source = page.source, ""  # The page shows another text, whose place is not kept.
    page.show(source_id, document.offset_at(sought))


def _reached(document: Document, place: Location) -> bool:
    """Return whether the block that holds a place of the file has been read."""
    if document.complete or not document.blocks:
        return document.complete
    return document.location(document.blocks[-1].start).line > place.line
