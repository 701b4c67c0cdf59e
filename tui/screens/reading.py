"""The reading screen: sources, page and passages, and the state that keeps them together."""

import asyncio
import gc
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from annotations.documents.document import Document
from annotations.errors import PostilError
from annotations.library import Library
from annotations.model import Tag
from tui import actions
from tui.dispatch import Answer, Dispatcher, token_of
from tui.jumps import Spot
from tui.screens.steady import Steady
from tui.session import Session
from tui.telling import hints, status
from tui.text.margin import Margin
from tui.text.styles import Styles
from tui.widgets.bars import FooterBar, Notice, StatusBar
from tui.widgets.items import ItemList
from tui.widgets.page import Page
from tui.widgets.passages import PassagesPanel
from tui.widgets.sources import SourcesPanel

if TYPE_CHECKING:
    from tui.app import Postil

SLICE = 0.006
"""Seconds of reading on in the background before keys are looked at again."""

SHOW_EVERY = 0.1
"""Seconds between two signs of how far the reading is."""

READ_AFTER = 2.0
"""Seconds that text stays on the screen until it counts as read."""

_LONGEST_CURTAIN = 0.5
"""Seconds after which something is painted in any case."""

_PANELS = ("sources", "passages")


class ReadingScreen(Steady, Screen[None], inherit_bindings=False):
    """Sources on the left, the text in the middle, its passages on the right."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-medium"), (120, "-wide"), (150, "-roomy")]  # noqa: RUF012 - an instance variable of Textual
    AUTO_FOCUS = "#page"

    def __init__(self, library: Library, styles: Styles, keys: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.library = library
        self.session = Session(library)
        self.dressing = styles
        self.keys = keys
        self.dispatcher = Dispatcher(self, keys)
        self.page = Page(styles, id="page")
        self.margin = Margin()
        self.message: tuple[str, str] | None = None
        """What is said until the next key, and how."""
        self.saved_at = ""
        self.save_problem = ""
        self.reading_on: float | None = None
        """How much of the source on the page has been read; None once all of it has."""
        self._sources = SourcesPanel(styles, library, id="sources")
        self._passages = PassagesPanel(styles, library, id="passages")
        self._status = StatusBar(styles, id="status")
        self._notice = Notice(styles, id="notice")
        self._footer = FooterBar(styles, id="footer")
        self._waiting: list[Callable[[], None]] = []
        self._read_timer: Timer | None = None
        self._curtain = ExitStack()

    def compose(self) -> ComposeResult:
        """The panes above, the bars below."""
        width = self.app.size.width
        self.add_class(next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if width >= least))
        with Horizontal(id="panes"):
            yield self._sources
            yield self.page
            yield self._passages
        yield self._notice
        yield self._status
        yield self._footer

    @property
    def postil(self) -> "Postil":
        """The program."""
        return cast("Postil", self.app)

    def on_mount(self) -> None:
        """Open the first source."""
        # Nothing is painted until the page has its size: one first frame, not five that grow into it.
        self._curtain.callback(_collect_garbage_again)
        self._curtain.enter_context(self.app.batch_update())
        self.set_timer(_LONGEST_CURTAIN, self._curtain.close)
        self._sources.update()
        known = [source.id for source in self.library.sources() if not self.library.is_missing(source.id)]
        if known:
            self.open_source(known[0])
        else:
            self.page.open(Document(), Margin(), 0, self._nothing_to_read())
        if self.library.read_only:
            self.say(self.library.read_only, "warning")
        elif self.library.problems:
            self.say(self.library.problems[0], "warning")
        self.tell()

    # --- what is on the page

    def open_source(self, source_id: str, offset: int | None = None) -> None:
        """Show a source at an offset, or where it was left; its place is kept when it is left."""
        if source_id == self.session.source:
            if offset is not None and offset < self.page.document.length:
                self.page.go(offset, centre=True)
            elif offset is not None:
                self.when_read(lambda: self.page.go(offset, centre=True))
            return
        self._keep_place()
        self.session.source = source_id
        self._sources.open_source = source_id
        try:
            self._open(source_id, offset)
        except PostilError as error:
            self.page.open(Document(), Margin(), 0, ("This source cannot be read", "", str(error)))
            self.reading_on = None
            self.say(str(error), "warning")
        self._sources.show(self._sources.items, self._sources.index_of(source_id))
        self._passages.update(source_id)

    def _open(self, source_id: str, offset: int | None) -> None:
        reading = self.library.reading(source_id)
        place = self.library.source(source_id).place if offset is None else offset
        enough = place + self.page.measure * max(24, self.app.size.height)
        while reading.document.length < enough and reading.step():
            pass
        self._waiting.clear()
        self.page.open(reading.document, self._make_margin(), place, ("This source is empty.",))
        self.refresh_matches()
        self.reading_on = None if reading.document.complete else reading.progress
        for problem in reading.document.problems[:1]:
            self.say(problem, "warning")
        # After the next frame: what is on the screen comes first.
        self.call_after_refresh(self._read_on, source_id)

    @work(exclusive=True, group="reading")
    async def _read_on(self, source_id: str) -> None:
        """Read the rest of the source on the page, then what the list wants to know of the others."""
        actions.load()
        await self._read_source(source_id, page=True)
        if self.session.source == source_id:
            self.reading_on = None
            self.refresh_matches()
            self.refresh_passages()
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()
        for source in self.library.sources():
            if not source.words and not self.library.is_missing(source.id):
                try:
                    await self._read_source(source.id, page=False)
                except PostilError:
                    continue
                self._sources.update()
        self._sources.update()
        self.tell()

    async def _read_source(self, source_id: str, *, page: bool) -> None:
        reading = self.library.reading(source_id)
        more, shown = not reading.document.complete, time.monotonic()
        while more:
            until = time.monotonic() + SLICE
            while more and time.monotonic() < until:
                more = reading.step()
            if page and until > shown + SHOW_EVERY:
                shown = until
                self.reading_on = reading.progress
                self.page.repaint()
                self.tell()
            await asyncio.sleep(0.001)
        self.library.document(source_id)

    def when_read(self, act: Callable[[], None]) -> None:
        """Do something once the whole source has been read, which may be at once."""
        if self.reading_on is None:
            act()
        else:
            self._waiting = [act]
            self.say("still reading; goes there as soon as it can")

    def _make_margin(self) -> Margin:
        tags: dict[str, Tag] = {tag.name: tag for tag in self.library.tags()}
        library = self.library
        self.margin = Margin(
            library.passages(self.session.source), tags.get, lambda id_: {link.kind for link in library.links(id_)}
        )
        return self.margin

    def refresh_matches(self) -> None:
        """Show what is looked for where it is in the source on the page."""
        if self.session.query:
            from tui.actions.finding import refresh

            refresh(self)

    def refresh_passages(self) -> None:
        """Show what the library now holds; nothing moves."""
        if self.session.source:
            self.page.mark(self._make_margin())
            self._passages.update(self.session.source)
        self._sources.update()
        self.session.check_held()
        self.tell()

    @property
    def spot(self) -> Spot:
        """Where the cursor is."""
        return Spot(self.session.source, self.page.cursor)

    def leave_spot(self) -> None:
        """Remember this place before a jump."""
        if self.session.source:
            self.session.jumps.leave(self.spot)

    def _keep_place(self) -> None:
        if self.session.source and not self.library.read_only and not self.page.view.empty:
            self.library.set_place(self.session.source, self.page.cursor)

    def _nothing_to_read(self) -> tuple[str, ...]:
        refused = [entry for entry in self.library.entries if not entry.readable]
        if refused:
            return ("Nothing here can be read.", "", f"{refused[0].name}: {refused[0].reason}")
        return ("No sources in this folder.", "", "postil reads .md, .markdown and .txt files.", "q leaves")

    # --- panes

    @property
    def pane(self) -> str:
        """Which pane has the keys: ``sources``, ``page`` or ``passages``."""
        return self.focused.id if self.focused is not None and self.focused.id in _PANELS else "page"

    @property
    def items(self) -> ItemList[Any] | None:
        """The list that has the keys; None if the page has them."""
        if self.pane == "page":
            return None
        return self._sources if self.pane == "sources" else self._passages

    def show_panel(self, name: str) -> None:
        """Bring a panel up and give it the keys."""
        panel = self._sources if name == "sources" else self._passages
        for other in (self._sources, self._passages):
            other.set_class(other is panel, "shown")
        panel.focus()

    def focus_page(self) -> None:
        """Give the page the keys; panels that lie over it go."""
        self._sources.remove_class("shown")
        self._passages.remove_class("shown")
        self.page.focus()

    def point_at_links(self, annotation_id: str) -> None:
        """Put the panel's cursor on the first link of a passage."""
        self._passages.point_at(annotation_id)
        self._passages.go(self._passages.cursor + 1, tell=False)
        self.show_panel("passages")

    # --- telling

    def say(self, text: str, kind: str = "") -> None:
        """Say something until the next key."""
        self.message = (" ".join(text.split()), kind)
        self.tell()

    def hush(self) -> None:
        """A key was pressed: what was said has been read."""
        self.message = None

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""
        if self.is_mounted:
            self._status.show(*status(self))
            self._footer.show(hints(self))
            self._notice.show(self.message[0] if self.message else "")

    def saved(self, at: str) -> None:
        """Everything is on disk since a time of day."""
        self.saved_at, self.save_problem = at, ""
        self.tell()

    def not_saved(self, problem: str) -> None:
        """A save failed; it is tried again."""
        self.save_problem = problem
        self.say(problem, "warning")

    def dress(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self.dressing = styles
        self.page.dress(styles)
        self._sources.dress(styles)
        self._passages.dress(styles)
        for bar in (self._status, self._footer, self._notice):
            bar.dressing = styles
            bar.refresh()

    # --- keys

    def ask(self, answer: Answer, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Have the next keys answered by a function until it wants no more."""
        self.dispatcher.ask(answer, question, answers)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; an error of ours becomes one line in the status bar."""
        self.dispatcher.attempt(act)
        self.tell()

    def run_choice(self, choice: str) -> None:
        """Do what was chosen in the palette: a command by id, or a source as ``source:id``."""
        kind, _, source = choice.partition(":")
        if kind == "source":
            self.leave_spot()
            self.attempt(lambda: self.open_source(source))
            self.focus_page()
        else:
            self.dispatcher.run(choice)

    def choose_theme(self) -> None:
        """Choose a theme while the screen shows it."""
        self.postil.choose_theme()

    def terminal_write(self, sequence: str) -> None:
        """Send a sequence to the terminal."""
        self.postil.write_to_terminal(sequence)

    def leave_program(self) -> None:
        """Keep the place and leave; what was changed is saved already."""
        self._keep_place()
        self.postil.leave()

    def press(self, event: events.Key) -> None:
        """Act on a key."""
        if token := token_of(event):
            self.dispatcher.press(token)

    @on(Page.Moved)
    def _moved(self) -> None:
        if self.page.size:
            self._curtain.close()
        current = self.page.current
        if current is not None and self.pane != "passages":
            self._passages.point_at(current.annotation.id)
        if self._read_timer is not None:
            self._read_timer.stop()
        self._read_timer = self.set_timer(READ_AFTER, self._count_as_read)
        self.tell()

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        from tui.actions.linking import open_item

        item = event.items.items[event.index]
        self.attempt(lambda: open_item(self, item))

    def on_descendant_focus(self) -> None:
        """Another pane has the keys."""
        self.tell()

    def _count_as_read(self) -> None:
        """What has been on the screen for a while counts as read."""
        rows = [row for _, row in self.page.view.rows() if row.fragments]
        if rows and self.session.source and not self.library.read_only and self.app.screen is self:
            before = self.library.read_share(self.session.source)
            self.library.mark_read(self.session.source, rows[0].start, max(row.end for row in rows))
            if self.library.read_share(self.session.source) != before:
                self._sources.update()


def _collect_garbage_again() -> None:
    """End what the start began; what is there by now stays, and need not be looked at in each round."""
    gc.freeze()
    gc.enable()
