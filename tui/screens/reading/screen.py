"""The reading screen: sources, page and passages, and the state that keeps them together."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from annotations.documents.document import Document
from annotations.documents.preview import beginning, is_large
from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.issues.conflict_copies import copies
from annotations.model import Source
from tui.keys.dispatcher import Dispatcher, token_of
from tui.screens.base.program import Program
from tui.screens.reading.command_context import CommandContext
from tui.screens.reading.next_keys import guide, page_turn
from tui.screens.reading.page_controller import PageController
from tui.screens.reading.pages import Pages
from tui.screens.reading.pane_controller import PaneController
from tui.screens.reading.status import hints, notice, status
from tui.session.notifications import Notifications
from tui.session.preload import Ahead, first
from tui.session.session import Session
from tui.tasks import begin, look_at_keys
from tui.terminal.steady_screen import SteadyScreen
from tui.text.paint.syntax import prepare
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList
from tui.widgets.key_guide import KeyGuide
from tui.widgets.mouse_selection import MenuWanted
from tui.widgets.page import Page
from tui.widgets.pane_layout import Panel, Panes
from tui.widgets.status_bar import FooterBar, Notice, StatusBar

if TYPE_CHECKING:
    from tui.screens.reading.compare import Comparison
    from tui.screens.reading.find_bar import FindLine

_PAUSE = 0.15
"""Seconds without background work after the first frame, so that the first keys are answered at once."""

READ_AFTER = 2.0
"""Seconds that text stays on the screen until it counts as read."""


class ReadingScreen(SteadyScreen, Screen[None], inherit_bindings=False):
    """Sources on the left, the text in the middle, its passages on the right."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-medium"), (120, "-wide"), (150, "-roomy")]  # noqa: RUF012 - an instance variable of Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - an instance variable of Textual
    AUTO_FOCUS = "#page"
    ready, waiting = True, False
    """Each key is taken at once; see `KeySink`."""

    def __init__(
        self,
        library: Library,
        styles: Styles,
        keys: Mapping[str, Sequence[str]],
        notifications: Notifications,
        ahead: Ahead | None = None,
    ) -> None:
        super().__init__()
        self.library = library
        self.notifications = notifications
        notifications.on_change = self.tell
        self.pages = Pages(self, Page(styles, id="page"))
        self.panes = Panes(styles, library, keys, lambda: self.pages.widgets)
        self.pane_controller = PaneController(self, self.panes, self.pages, self.show_other_page, self.tell)
        self.session = Session(library, keys, lambda: self.pages.active.spot)
        self.theme_styles = styles
        self._ahead = ahead
        self.dispatcher = Dispatcher(self, keys, notifications)
        self.context = CommandContext(self)
        """The context of the commands."""
        self.finding: FindLine | None = None
        """The line in which a query is typed; None if none is."""
        self.comparing: Comparison | None = None
        """The comparison of two passages; None if there is none."""
        self.saved_at = ""
        self.save_problem = ""
        self.clicked: tuple[int, int] | None = None
        """Column and row of the right click that is handled now."""
        self._status = StatusBar(styles, id="status")
        self._notice = Notice(styles, id="notice")
        self._footer = FooterBar(styles, id="footer")
        self._guide = KeyGuide(styles, id="guide")
        self._untold = self._shifted = False
        """Whether the bottom rows and the panels are to be updated before the next frame."""
        self._read_timer: asyncio.TimerHandle | None = None
        library.defer_reanchor()

    def compose(self) -> ComposeResult:
        """The panes above, the bars below."""
        yield self.panes
        yield self._notice
        yield self._guide
        yield self._status
        yield self._footer

    @property
    def is_composed(self) -> bool:
        """Whether its widgets are there."""
        return bool(self.children)

    @property
    def on_top(self) -> bool:
        """Whether no other screen is over it; false when the program has taken it off to end."""
        return self.app.screen_stack[-1:] == [self]

    @property
    def program(self) -> Program:
        """The program that shows this screen."""
        return cast("Program", self.app)

    def on_mount(self) -> None:
        """Open the source that was opened last."""
        self.call_after_refresh(self.program.idle_collector.start)
        self.notifications.busy = lambda: self.finding is not None
        self.panes.sources.update()
        if source := first(self.library):
            self.attempt(lambda: self.open_source(source.id))
        else:
            from tui.screens.reading.opening import nothing_to_read

            self.pages.active.say_instead(*nothing_to_read(self.library, self.session.keys))
            self.call_after_refresh(self.dispatcher.run, "app.welcome")
        if self.library.read_only or self.library.problems or copies(self.library.home):
            self.notifications.notify(self.problem_summary(), "warning")
        elif not self.library.home.is_relative_to(self.library.folder):
            self.notifications.notify(f"this folder cannot be written: annotations are saved in {self.library.home}")
        self.call_after_refresh(self._follow)
        if self.session.drafts.newest_first():
            self.program.offer_draft()
        self.tell()

    def on_unmount(self) -> None:
        """Leave everything as it was found."""
        self.program.idle_collector.stop()

    def _follow(self) -> None:
        self.program.following.start()

    # --- text on the pages

    def open_source(self, source_id: str, offset: int | None = None) -> None:
        """Show a source at an offset, or where it was left; its place is kept when it is left."""
        other = source_id != self.session.source
        self.pages.active.show(source_id, offset)
        if other:
            self.show_other_page()

    def beginning(self, source: Source) -> Document | None:
        """The beginning of a source, if it was read ahead or the whole takes long; None if the whole is to be read.

        Raises SourceError if it may not be read.
        """
        path = self.library.file(source.id)
        if self._ahead is not None and (found := self._ahead.take(source.id)) is not None:
            return found
        return beginning(path, source.path, source.manner, source.place) if is_large(path) else None

    def read_on(self, page: PageController) -> None:
        """Read the rest of the source of a page in the background."""
        begin(self, self._read_on, page, group=f"reading {page.page.id}")

    async def _read_on(self, page: PageController) -> None:
        """Read the rest of the source on a page, then what the list wants to know of the others."""
        if self._ahead is not None:
            self._ahead = None
            await asyncio.sleep(_PAUSE)
        self.panes.mount_panels()
        for _ in self.program.load_ahead():
            await look_at_keys()
        await page.read_on()
        if page.page.document.languages:
            await asyncio.to_thread(prepare, page.page.document)
        await self.program.watching.find()
        if page is self.pages.active:
            self.refresh_matches()
            self.panes.passages.update(self.session.source)
            self.panes.outline.update(self.page.document)
            self.panes.outline.follow(self.page.cursor)
        await self.program.watching.read_others()
        await self.program.watching.look_at_all()
        self.program.preparing.start()
        self.panes.sources.update()
        self.tell()

    def refresh_matches(self) -> None:
        """Highlight the matches of the query on the page."""
        if self.session.query:
            self.program.find_again()

    def refresh_passages(self) -> None:
        """Show the current state of the library; nothing moves."""
        self.pages.refresh()
        self.panes.passages.update(self.session.source)
        self.panes.sources.update()
        self.check_held()
        self.tell()

    def check_held(self) -> None:
        """Drop the pending link or bounds whose passage was deleted meanwhile."""
        if self.session.check_held():
            self.page.select(None)

    def show_other_page(self) -> None:
        """Update the panels after the active page or its source has changed."""
        self.refresh_matches()
        source = self.session.source
        self.panes.sources.open_source = source
        self.panes.sources.show(self.panes.sources.items, self.panes.sources.index_of(source))
        self.panes.passages.update(source)
        self.panes.fit_source()
        self.panes.outline.update(self.page.document)
        self.panes.outline.follow(self.page.cursor)

    def problem_summary(self) -> str:
        """One line about the problems of the library; empty if there are none."""
        from tui.screens.reading.opening import problem_summary

        return problem_summary(self.library, self.session.keys)

    # --- the bottom rows

    def tell(self) -> None:
        """Schedule one update of the two bottom rows before the next frame."""
        self._untold = True
        self._status.repaint()

    def before_frame(self) -> None:
        """Bring up to date what depends on the cursor, and the bottom rows."""
        if self.program.following.stale:
            return  # The page still has passages that the library may not have any more. Nothing of it is visible.
        self._follow_cursor()
        if self._untold and self._footer.is_attached:  # The first frame has both rows.
            self._untold = False
            left, right = status(self)
            self._status.show(left, right)
            self._footer.show(hints(self), answers=self.notifications.question is not None)
            # A question is read to its end before it is answered: what it asks about may be long.
            self._notice.set_class(self.finding is not None, "-above")
            self._notice.show(notice(self, left, right))
            above = 1 + max(1, self._notice.height)
            self._guide.follow(guide(self.dispatcher, self.notifications, self.session, self.app.size.width), above)

    def saved(self, at: str) -> None:
        """Record the time of a save, and retract the message about a failed one."""
        if self.save_problem:
            self.notifications.retract(self.save_problem)
        self.saved_at, self.save_problem = at, ""
        if self.library.store.saved and self.session.drafts.settle():
            self.program.write_drafts()
        self.tell()

    def not_saved(self, problem: str) -> None:
        """Record a failed save, which will be retried; it is reported again only if the reason differs."""
        if self.library.store.saved or not self.library.store.failure:
            return  # It was saved since.
        again, self.save_problem = problem == self.save_problem, problem
        if again or self.library.gone:
            self.tell()
        else:
            self.notifications.notify_later(problem, "warning")

    def flush(self) -> str:
        """Bring everything to the disk. Returns why that cannot be; empty if it is there."""
        if self.library.store.saved or (self.library.gone and not self.library.store.unsaved):
            return ""
        try:
            self.library.flush()
        except PostilError as error:
            self.save_problem = str(error)
            return self.save_problem
        return ""

    def set_theme_styles(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self.theme_styles = styles
        self.panes.set_theme_styles(styles)
        for bar in (self._status, self._footer, self._notice, self._guide):
            bar.theme_styles = styles
            bar.repaint()

    # --- keys

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; an error of ours becomes one line in the status bar."""
        self.dispatcher.attempt(act)

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command by its id."""
        self.program.run_command(command, count)

    @property
    def page(self) -> Page:
        """The page that is focused, or was last."""
        return self.pages.active.page

    @property
    def home(self) -> Page:
        """The widget that takes the keys unless a panel is focused."""
        return self.page

    @property
    def pane(self) -> str:
        """The pane that is focused: ``sources``, ``outline``, ``passages`` or ``page``."""
        return self.pane_controller.name

    @property
    def items(self) -> Panel | None:
        """The list that is focused; None if a page is."""
        return self.pane_controller.items

    def on_descendant_focus(self) -> None:
        """Follow the focus, which a click may have moved."""
        self.pane_controller.sync_focus()

    def gives_tag(self, digit: str) -> bool:
        """Return whether a digit gives a tag: with a selection that was made, or in a list of passages, if the codebook has it."""
        selection = self.page.selection
        chosen = (selection is not None and not selection.loose) or self.pane == "passages"
        return chosen and self.library.tag_with_key(digit) is not None

    @property
    def takes_text(self) -> bool:
        """Whether typed letters go to the query line."""
        return self.finding is not None

    def take(self, event: events.Key) -> bool:
        """Act on a key, at once."""
        if (finding := self.finding) is not None:
            self.attempt(lambda: finding.press(event))
            self.notifications.show_next()
        elif (token := token_of(event)) and not self._guide.turn(page_turn(token, self.dispatcher, self.session)):
            self.dispatcher.press(token)
            self._follow_cursor()  # The next key may be for a panel that goes by it.
        return True

    @on(KeyGuide.Pressed)
    @on(FooterBar.Pressed)
    def _pressed(self, event: KeyGuide.Pressed | FooterBar.Pressed) -> None:
        self.program.keyboard.press_tokens(event.tokens)

    @on(MenuWanted)
    def _open_menu(self, event: MenuWanted) -> None:
        self.clicked = event.at
        self.dispatcher.run("app.menu")
        self.clicked = None

    def take_text(self, text: str) -> bool:
        """Insert typed letters into the query line, all at once."""
        if (finding := self.finding) is not None:
            self.attempt(lambda: finding.take(text))
        return True

    def moved(self) -> None:
        """Schedule an update after the cursor or the text of a page changed."""
        self._shifted = True
        self.tell()

    def _follow_cursor(self) -> None:
        if not self._shifted:
            return
        self._shifted = False
        current = self.page.current
        self.panes.passages.set_highlight(current is not None)
        if current is not None and self.pane != "passages":
            self.panes.passages.point_at(current.annotation.id)
        self.panes.outline.follow(self.page.cursor)
        if self.comparing is not None:
            self.comparing.follow()
        if self._read_timer is not None:
            self._read_timer.cancel()
        self._read_timer = asyncio.get_running_loop().call_later(READ_AFTER, self._count_as_read)

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        if (index := event.index) is None:
            return
        if event.items is self.panes.outline:
            self.session.push_jump()
            self.page.go(self.panes.outline.offset_of(index), centre=True)
            self.pane_controller.focus_page()
            return
        item = event.items.items[index]
        self.attempt(lambda: self.program.open_item(item))

    def _count_as_read(self) -> None:
        """Record the text that has been visible for a while as read."""
        if self.is_running and self.on_top and self.pages.count_as_read():
            self.panes.sources.update()
