"""Watches the files of sources: reads edited ones again, re-anchors their passages and reports the result."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from annotations.documents.document import READER_VERSION
from annotations.documents.preview import is_large
from annotations.errors import PostilError, SourceError, UsageError
from annotations.library import Span
from annotations.library.issues.unresolved import change, counted, unsure
from annotations.sources.reanchor import ReanchorJob
from tui.keys.command_table import tip
from tui.screens.reading.page_controller import PageController, read_elsewhere, read_in_slices, read_to_end
from tui.session.jump_list import Spot
from tui.tasks import SHOW_EVERY, Slices, begin
from tui.text.cells import shorten
from tui.text.selection import Selection

if TYPE_CHECKING:
    from tui.services.host import ServiceHost

EVERY = 1.0
"""Seconds between two checks of the files of the sources on the pages."""

ALL = 4
"""Looks at these for one at the files of all sources."""

SPARING = 50
"""Times as long as a look around the folder takes until the next one."""

Place = tuple[str, int]
"""A text that a source had, and an offset in it."""

Carried = dict[Place, int]
"""Offsets of the same words in the text that the source has now."""


class SourceWatcher:
    """Watches the files of the sources for the reading screen."""

    def __init__(self, reader: "ServiceHost") -> None:
        self._reader = reader
        self._notifications = reader.notifications
        self._library = reader.library
        self._looks = 0
        self._busy = False
        self._scanning = False
        self._doubles: set[str] = set()
        """Ids of the sources that were reported to have the text of another one."""
        self._next_scan = time.monotonic() + EVERY * ALL
        reader.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Check for changed files and passages to re-anchor; the work is done between keys."""
        if self._busy or self._library.gone or not self._reader.on_top:
            return
        self._looks += 1
        ids = {leaf.source for leaf in self._reader.pages if leaf.source}
        if self._looks % ALL == 0:
            begin(self._reader, self.look_at_files, group="files")
            if not self._scanning and time.monotonic() >= self._next_scan:
                begin(self._reader, self.look_around, group="scanning", alone=False)
        changed = self._library.changed_files(ids)
        if changed or self._library.pending_reanchor():
            begin(self._reader, self._follow, changed, group="watching", alone=False)

    async def look_at_files(self) -> None:
        """Check the files of all sources, in another thread: they may be ten thousand."""
        suspects = await asyncio.to_thread(self._library.suspect_files, self._library.source_ids)
        if changed := self._library.changed_files(suspects):
            await self._follow(changed)
            await self._follow_files()

    async def read_others(self) -> None:
        """Read the sources whose size is unknown, and update the list of sources from time to time."""
        await asyncio.to_thread(self._library.update_names)
        shown, slices = time.monotonic(), Slices()
        for source in self._library.sources():
            if slices.over:
                await slices.next()
            if not source.words and not self._library.is_missing(source.id):
                with suppress(PostilError):
                    if is_large(self._library.path(source.id)):
                        await read_elsewhere(self._library, source.id)
                    await read_in_slices(self._library, source.id)
                if time.monotonic() > shown + SHOW_EVERY:
                    self._reader.panes.sources.update()
                    shown = time.monotonic()
        await asyncio.to_thread(self._library.update_names)

    async def find(self) -> None:
        """Re-anchor the passages of sources whose text has changed since it was annotated."""
        await self._safely(self._find())

    async def look_at_all(self) -> None:
        """Check the files of unread sources with passages, and read those that changed."""
        await self._safely(self._look_at_all())

    async def look_around(self) -> None:
        """Look for new files in the folder, list and report them."""
        self._scanning, begun = True, time.monotonic()
        try:
            await self._safely(self._look_around())
        finally:
            self._scanning = False
            self._next_scan = time.monotonic() + max(EVERY * ALL, SPARING * (time.monotonic() - begun))

    async def _look_around(self) -> None:
        try:
            found = await asyncio.to_thread(self._library.location.news)
        except SourceError:
            return  # The whole folder is gone, which is reported for each source.
        if found is None:
            return
        known = {source.id: source.path for source in self._library.sources()}
        news = self._library.location.add_found_sources(found)
        if not news:
            return
        for source_id in news:
            if source_id in known and self._library.was_read(source_id):
                await self._follow([source_id])
        self._reader.refresh_passages()
        self._reader.pages.update_titles()
        paths = {key: shorten(self._library.source(key).path, 40) for key in news}
        new = [path for key, path in paths.items() if key not in known]
        moved = [f"{shorten(known[key], 40)} is {path} now" for key, path in paths.items() if key in known]
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        for key in paths:
            self._notifications.retract(_gone(known.get(key, "")))
        listed = [f"new in the folder: {new[0]}{more}"] if new else []
        self._notifications.notify_later(" · ".join([*listed, *moved[:1]]))

    async def _safely(self, work: Awaitable[None]) -> None:
        """Await `work` and contain its errors, as `Dispatcher.attempt` does."""
        try:
            await work
        except UsageError:
            pass  # The source was taken out of the library meanwhile, which `LibraryFollower` shows.
        except Exception as error:  # noqa: BLE001 - see above
            self._reader.program.boundary.contain(error)

    async def _find(self) -> None:
        with self._alone() as alone:
            for source_id in self._library.pending_reanchor() if alone else ():
                work = self._library.reanchor_job(source_id)
                await asyncio.to_thread(work.run)
                if self._library.reading(source_id) is work.reading:
                    self._library.take_reanchored(work)
        for source_id in self._library.reanchored():
            self._reader.refresh_passages()
            self._tell(source_id, "was changed since it was annotated")

    async def _look_at_all(self) -> None:
        library, slices = self._library, Slices()
        for source in library.sources():
            if slices.over:
                await slices.next()
            # All are asked for passages: their places are found here, in slices, and kept.
            if not library.passages(source.id) or library.was_read(source.id) or library.is_missing(source.id):
                continue
            same = source.reader == READER_VERSION and source.bytes_sha256
            if same and await asyncio.to_thread(library.fingerprint, source.id) == same:
                continue
            try:
                await read_to_end(library.reading(source.id))
            except SourceError:
                continue
            await self._find()
        await self._follow_files()
        await self._know_facts()
        for source in library.sources():
            if slices.over:
                await slices.next()
            if source.length and not source.bytes_sha256 and not library.is_missing(source.id):
                await self._know_file(source.id)
        for source in library.sources():
            if slices.over:
                await slices.next()
            if source.id not in self._doubles and (twin := library.twin(source.id)) is not None:
                self._doubles.add(source.id)
                self._notifications.notify_later(
                    f"{source.path} has the same text as {twin.path}. Count it once.", "warning"
                )

    async def _follow_files(self) -> None:
        """Follow the sources whose files changed names with others, and report it."""
        library, slices, suspects = self._library, Slices(), []
        for source_id in library.source_ids:
            if library.files.lost(source_id):
                suspects.append(source_id)
            if slices.over:
                await slices.next()
        if not suspects:
            return
        paths = {source.id: source.path for source in library.sources()}
        if moved := library.files.follow(suspects):
            await self._read_all([key for key in moved if not library.is_missing(key)])
            self._tell_moved(moved, paths)

    async def _exchange_files(self, changed: list[str]) -> list[str]:
        """Follow files that changed names with others before passages are looked for in them; return what is to be read."""
        library = self._library
        paths = {source.id: source.path for source in library.sources()}
        moved = library.files.follow_bytes(await asyncio.to_thread(library.files.recent, changed))
        self._tell_moved(moved, paths)
        return [key for key in dict.fromkeys((*changed, *moved)) if not library.is_missing(key) or key in changed]

    def _tell_moved(self, moved: list[str], paths: Mapping[str, str]) -> None:
        for source_id in moved:
            self._let_go(source_id)
        if moved:
            self._reader.pages.update_titles()
            now = [
                f"{shorten(paths[key], 40)} is {shorten(self._library.source(key).path, 40)} now" for key in moved[:2]
            ]
            self._notifications.notify_later(" · ".join(now))

    async def _know_facts(self) -> None:
        """Take in what the files of sources state that were not read."""
        about, shown = self._library.about, time.monotonic()
        for source_id in about.unread_heads():
            about.take_head(source_id, await asyncio.to_thread(about.read_head, source_id))
            if time.monotonic() > shown + SHOW_EVERY:
                self._reader.panes.sources.update()
                shown = time.monotonic()
        self._reader.panes.sources.update()

    async def _know_file(self, source_id: str) -> None:
        """Record the hash of a file, so that the source is found again after a rename."""
        sha256 = await asyncio.to_thread(self._library.fingerprint, source_id)
        self._library.know_file(source_id, sha256)

    async def _follow(self, changed: list[str]) -> None:
        await self._read_all(await self._exchange_files(changed) if changed else [])

    async def _read_all(self, changed: list[str]) -> None:
        for source_id in changed:
            with self._alone() as alone:
                if alone:
                    await self._safely(self._read_again(source_id))
        await self.find()

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Yield True if no other source is being read again, and lock others out meanwhile; else yield False."""
        if self._busy:
            yield False
            return
        self._busy = True
        try:
            yield True
        finally:
            self._busy = False

    async def _read_again(self, source_id: str) -> None:
        """Read a source whose file changed, find its passages and the places on the pages, and show that."""
        try:
            reading = self._library.fresh(source_id)
            await read_to_end(reading)
        except SourceError as error:
            if self._library.location.in_place:  # Else the whole folder is gone, which is one message.
                self._lose(source_id, str(error))
            return
        work = self._library.reanchor_job(source_id, reading)
        await asyncio.to_thread(work.run)
        carried: Carried = {}
        while left := await self._places_when_on_top(source_id, work) - carried.keys():
            carried |= await asyncio.to_thread(_carry, work, left)
        session, leaves = self._reader.session, [leaf for leaf in self._reader.pages if leaf.source == source_id]
        spots = session.spots(source_id) if work.before else []
        self._library.take_reanchored(work)
        self._library.reanchored()
        session.carry({one: Spot(source_id, carried[work.before, one.offset]) for one in spots})
        for leaf in leaves:
            _show(leaf, work, carried)
        self._let_go(source_id)
        self._reader.refresh_passages()
        self._reader.show_other_page()
        self._tell(source_id, "was changed")
        await self._know_file(source_id)

    async def _places_when_on_top(self, source_id: str, work: ReanchorJob) -> set[Place]:
        """Return the places of a source that cursors, selections, marks and jumps refer to, as soon as no screen is over the page.

        A screen over the page refers to places of the old text.
        """
        while not self._reader.on_top:  # noqa: ASYNC110 - Textual reports no closed screen
            await asyncio.sleep(0.05)
        spots = self._reader.session.spots(source_id) if work.before else []
        found = {(work.before, spot.offset) for spot in spots}
        for leaf in self._reader.pages:
            if leaf.source == source_id:
                text, selection = leaf.page.document.text, leaf.page.selection
                found.add((text, leaf.page.cursor))
                found |= {(text, offset) for offset in selection[:2]} if selection is not None else set()
        return found

    def _let_go(self, source_id: str) -> None:
        """Drop what refers to places of the old text."""
        session = self._reader.session
        if session.source == source_id:
            session.adjusting = None
        if session.held is not None and isinstance(session.held.end, Span) and session.held.end.source_id == source_id:
            session.held = None
        if session.texts is not None:
            session.texts.forget(source_id)

    def _lose(self, source_id: str, why: str) -> None:
        before = self._library.is_missing(source_id)
        self._library.lose(source_id, why)
        self._reader.refresh_passages()
        self._reader.pages.update_titles()
        if not before:
            path = self._library.source(source_id).path
            unread = f"{shorten(path, 40)} cannot be read any more"
            self._notifications.notify_later(_gone(path) if self._library.is_missing(source_id) else unread, "warning")

    def _tell(self, source_id: str, what: str) -> None:
        """Report the state of the passages of a source; a changed figure is a warning."""
        library = self._library
        if not library.changed(source_id):
            return
        left = unsure(library, [source_id])
        name = shorten(library.source(source_id).path, 30)
        summary = f"{name} {what}: {counted(library.passages(source_id))}" + (
            tip("go.orphans", "list them", self._reader.session.keys) if left else ""
        )
        figures = [one for one in left if one.kind == "figure"]
        if figures:
            first = figures[0].passage.annotation
            words = f"{library.address(first.id)} {shorten(change(figures[0]), 50)}"
            others = f" and {len(figures) - 1} more" if len(figures) > 1 else ""
            self._notifications.notify_later(f"FIGURE CHANGED {words}{others} · {summary}", "warning")
        elif left or what == "was changed":
            self._notifications.notify_later(summary)


def _carry(work: ReanchorJob, places: Iterable[Place]) -> Carried:
    """Return the offsets in the text of a job for places in texts before it; may run in another thread."""
    now = work.reading.document.text
    offsets: defaultdict[str, list[int]] = defaultdict(list)
    for text, offset in places:
        offsets[text].append(offset)
    return {
        (text, old): new
        for text, given in offsets.items()
        for old, new in zip(given, given if text == now else work.carry(text, given), strict=True)
    }


def _show(leaf: PageController, work: ReanchorJob, carried: Carried) -> None:
    """Show the new text on a page, with cursor and selection at the same words."""
    text, selection = leaf.page.document.text, leaf.page.selection
    kept = None
    if selection is not None:
        anchor, head = (carried[text, offset] for offset in selection[:2])
        kept = Selection(anchor, head, selection.rows, loose=selection.loose)
    leaf.replace(work.reading.document, carried[text, leaf.page.cursor], kept)


def _gone(path: str) -> str:
    """Return the message about a source whose file is gone."""
    return f"{shorten(path, 40)} is gone; its text stays here"
