"""Controls one page: the source it shows and its background loading."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from textual.app import App
from textual.content import Content

from annotations.documents.document import Document, Location
from annotations.documents.loader import DocumentLoader
from annotations.errors import PostilError, SourceError, UsageError
from annotations.library import Library
from annotations.model import Source, Tag
from tui.keys.dispatcher import Dispatcher
from tui.session.jump_list import Spot
from tui.session.malloc_trim import give_back
from tui.session.notifications import Notifications
from tui.tasks import SHOW_EVERY, Slices
from tui.text.paint.margin import Margin
from tui.text.selection import Selection
from tui.text.titles import source_title
from tui.widgets.page import Page


class PageHost(Protocol):
    """The screen of a page."""

    library: Library
    notifications: Notifications
    dispatcher: Dispatcher

    @property
    def app(self) -> App[object]:
        """The program."""

    def beginning(self, source: Source) -> Document | None:
        """The beginning of a source, if that is to be shown before the whole is read."""

    def read_on(self, page: "PageController") -> None:
        """Read the rest of the source of a page in the background."""

    def call_after_refresh(self, callback: Callable[["PageController"], None], page: "PageController") -> bool:
        """Call a function with a page after the next frame."""

    def moved(self) -> None:
        """Called after the cursor or the text of a page changed."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""


class PageController:
    """One page and the source that it shows."""

    def __init__(self, screen: PageHost, page: Page) -> None:
        self._screen = screen
        self._library = screen.library
        self.page = page
        page.on_moved = screen.moved
        page.on_pressed = screen.notifications.pass_by
        self.source = ""
        """Id of the source on the page; empty before one is open."""
        self.manner = ""
        """The manner in which that is read."""
        self.sought: Location | None = None
        """The goal of the cursor in a file that is still being read that far; the page has no text until then."""
        self.margin = Margin()
        self.reading_on: float | None = None
        """The part of the source that has been read; None after all of it has."""
        self._waiting: Callable[[], None] | None = None
        self._begun: Document | None = None
        """The document on the page, if it is a separately read beginning."""

    @property
    def spot(self) -> Spot:
        """The position of the cursor."""
        return Spot(self.source, self.page.cursor)

    def show(self, source_id: str, offset: int | None = None) -> None:
        """Show a source at an offset, or where it was left; its place is kept when it is left."""
        if source_id == self.source:
            self._go(offset)
            return
        self.keep_place()
        self.source = source_id
        if not self._library.read_only:
            self._library.mark_opened(source_id)
        try:
            self._open(source_id, offset)
        except PostilError as error:
            self.say_instead("This source cannot be read", "", str(error))
            self._screen.notifications.notify(str(error), "warning")
        self.update_title()

    def say_instead(self, *lines: str) -> None:
        """Show some lines where there is no text."""
        self.page.open(Document(), Margin(), 0, lines)
        self.reading_on = self._begun = self.sought = None

    def seek(self, place: Location, manner: str, text: str) -> None:
        """Show `text` while the source is read in another manner, up to a place of its file."""
        self.say_instead(text)
        self.sought, self.manner, self.reading_on = place, manner, 0.0

    def when_read(self, act: Callable[[], None]) -> None:
        """Call a function after the whole source has been read, which may be at once, unless a key or a click comes before."""
        if self.reading_on is None:
            act()
            return
        going = self._screen.dispatcher.until_next_key()
        self.keep_until_read(lambda: None if going.cancelled else act(), " · any key cancels")

    def keep_until_read(self, act: Callable[[], None], remark: str = "") -> None:
        """Call a function after the whole source has been read, whatever the user does meanwhile."""
        self._waiting = act
        self._screen.notifications.notify(f"still loading · the cursor goes there when it is loaded{remark}")

    def refresh(self) -> None:
        """Show the current state of the library; nothing moves."""
        if self.source:
            self.page.mark(self._make_margin())

    def replace(self, document: Document, cursor: int, selection: Selection | None) -> None:
        """Show another text of the source; the cursor stays in its row of the screen."""
        page = self.page
        row = 0 if page.view.empty else page.view.row_of(page.cursor)
        self.reading_on = None
        page.open(document, self._make_margin(), cursor, ("This source is empty.",))
        page.view.centre(min(1.0, max(0.0, row / max(1, page.view.height - 1))))
        page.select(selection)
        self.update_title()

    def keep_place(self) -> None:
        """Record the position of the cursor in the library."""
        if self.source and not self._library.read_only and not self.page.view.empty:
            self._library.set_place(self.source, self.page.cursor)

    def count_as_read(self) -> None:
        """Record the visible text as read."""
        rows = [row for _, row in self.page.view.rows() if row.fragments]
        if rows and self.source and not self._library.read_only:
            self._library.mark_read(self.source, rows[0].start, max(row.end for row in rows))

    def update_title(self) -> None:
        """Write the number and the title of the source over the page, for when that has room for it."""
        if self.source:
            source = self._library.source(self.source)
            kept = " · kept text" if self._library.is_missing(self.source) else ""
            title = f"{source.number} {source_title(self._library, source, 56 - len(kept))}"
            self.page.border_title = Content(title + kept)

    def _go(self, offset: int | None) -> None:
        if offset is None:
            return
        if offset < self.page.document.length or self.reading_on is None:
            self.page.go(offset, centre=True)
        else:
            self.keep_until_read(lambda: self.page.go(offset, centre=True))

    def _open(self, source_id: str, offset: int | None) -> None:
        source = self._library.source(source_id)
        self.manner, self.sought = source.manner, None
        place = source.place if offset is None else offset
        enough = place + self.page.measure * max(24, self._screen.app.size.height)
        known = self._library.was_read(source_id)
        document = None if known else self._screen.beginning(source)
        self.reading_on = 0.0
        if document is None or document.length < enough:
            reading = self._library.reading(source_id)
            while reading.document.length < enough and reading.step():
                pass
            document = reading.document
            self.reading_on = None if document.complete else reading.progress
            self._begun = None
        else:
            self._begun = document
        self._waiting = None
        self.page.open(document, self._make_margin(), place, ("This source is empty.",))
        for problem in document.problems[:1]:
            more = " · :encoding chooses another" if document.guessed else ""
            self._screen.notifications.notify(f"{problem}{more}", "warning")
        # After the next frame: the visible text comes first.
        self._screen.call_after_refresh(self._screen.read_on, self)

    async def read_on(self) -> None:
        """Read the rest of the source, then call the function that waits for it."""
        source_id = self.source
        try:
            await self._go_on_from_beginning()
        except PostilError as error:
            if self.source == source_id:  # Another source is shown before this work ends.
                self.say_instead("This source cannot be read", "", str(error))
                self._screen.notifications.notify(str(error), "warning")
            return
        await read_in_slices(self._library, source_id, self._show_progress)
        if self.source != source_id:
            return
        self.reading_on = None
        self.page.read_further()
        self.refresh()
        self.update_title()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    async def _go_on_from_beginning(self) -> None:
        """Read what the page shows as part of the whole, if it was read by itself. Raises SourceError."""
        source_id, begun = self.source, self._begun
        await read_elsewhere(self._library, source_id)
        reading = self._library.reading(source_id)
        while self._begun is begun is not None and reading.document.length < begun.length:
            if not reading.step():
                break
            await asyncio.sleep(0)
        if self._begun is begun:
            self._be_part_of_the_whole()

    def make_certain(self) -> None:
        """Make the preview part of the whole text at once. Raises UsageError if the text has changed.

        The preview nearly always is the beginning of the whole text, but only the whole text can show that.
        """
        if not self._be_part_of_the_whole():
            raise UsageError("the text of this source has changed · check it, then repeat the key")

    def _be_part_of_the_whole(self) -> bool:
        begun, self._begun = self._begun, None
        if begun is None:
            return True
        reading = self._library.reading(self.source)
        alike = reading.document is begun or reading.continue_from(begun)
        if not alike:
            self.replace(reading.document, min(self.page.cursor, reading.document.length), None)
            self.reading_on = None if reading.document.complete else reading.progress
        return alike

    def _show_progress(self, progress: float) -> None:
        self.reading_on = progress
        self.page.read_further()
        self._screen.tell()

    def _make_margin(self) -> Margin:
        library = self._library
        tags: dict[str, Tag] = {tag.name: tag for tag in library.tags()}
        self.margin = Margin(
            library.passages(self.source),
            tags.get,
            lambda id_: {link.kind for link in library.links(id_)},
            library.kinds(),
        )
        return self.margin


async def read_elsewhere(library: Library, source_id: str) -> None:
    """Open a source in another thread, so that keys are answered: the parser is imported, the file decoded.

    Errors of reading are left to the next function that reads on.
    """
    if not library.is_open(source_id):
        give_back()
        with suppress(SourceError):
            library.put(source_id, await asyncio.to_thread(library.fresh, source_id))


async def read_in_slices(library: Library, source_id: str, show: Callable[[float], None] | None = None) -> None:
    """Read a source of the library to its end between the keys; see `read_to_end`."""
    await read_to_end(library.reading(source_id), show)
    library.document(source_id)


async def read_to_end(reading: DocumentLoader, show: Callable[[float], None] | None = None) -> None:
    """Continue a reading between the keys; ``show`` is called from time to time with the share that has been read."""
    slices, shown, more = Slices(), time.monotonic(), not reading.document.complete
    while more:
        more = reading.step()
        if slices.over or not more:
            if show is not None and time.monotonic() > shown + SHOW_EVERY:
                shown = time.monotonic()
                show(reading.progress)
            await slices.next()
