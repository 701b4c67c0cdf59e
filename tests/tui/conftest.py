"""The program on a folder of small sources, driven by real keys through Textual's pilot."""

import asyncio
import gc
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from errno import ENOSPC
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.geometry import Offset
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input

from annotations.library import Library
from annotations.model import Annotation, Link
from annotations.store.journal.journal import Journal
from tests.tui.stored import Stored
from tui.app import Postil
from tui.screens.base.choice_box import ChoiceList
from tui.screens.base.overlay import Overlay
from tui.screens.reading.screen import ReadingScreen
from tui.widgets.page import Page

KEYS = {
    "escape": "\x1b[27u", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "f1": "\x1bOP", "f2": "\x1bOQ", "alt+o": "\x1b[111;3u", "alt+left": "\x1b[1;3D",
}  # fmt: skip
"""Sequences that a terminal sends for keys that are no characters. Escape is not a lone ESC, which the parser waits after."""

MOUSE = {
    "down": (0, "M"), "drag": (32, "M"), "alt drag": (40, "M"), "up": (0, "m"),
    "wheel down": (65, "M"), "wheel up": (64, "M"), "right": (2, "M"), "right up": (2, "m"),
}  # fmt: skip
"""Button code and final letter of the sequences that a terminal sends for the mouse."""

PATIENCE = 120.0
"""Seconds to wait before a test fails."""

CALM = 8
"""Rounds of the event loop without a message or a frame after which nothing more is expected; one counts for four in an idle loop."""

ORCHARD = (Path(__file__).parent / "data" / "orchard.md").read_text(encoding="utf-8")

LETTER = """\
A letter about the orchard

The orchard was planted in 1911, whatever they say. It has forty rows.

Apples bring in half of the income.
"""

LONG = "# A long one\n\n" + "\n\n".join(
    f"Paragraph {n} begins here. It goes on for a while about number {n}, so that it takes two rows or three. "
    f"Its last sentence is number {n} too."
    for n in range(1, 61)
)


def sent(key: str) -> str:
    """Return what a terminal sends for a named key, or for the characters of a text."""
    return chr(ord(key[-1]) & 0x1F) if key.startswith("ctrl+") else KEYS.get(key, key)


def drawn(screen: Screen[Any]) -> list[Strip]:
    """Return the rows that a screen shows, with what lies over what."""
    return screen._compositor.render_strips()


def _rests(node: MessagePump) -> bool:
    """Return whether a node waits for its next message: none is queued, and none is being handled."""
    ready: asyncio.Event = node._message_queue.ready_event
    return bool(ready._waiters) and not ready.is_set()


def _is_due(screen: Screen[Any]) -> bool:
    """Return whether a screen waits for the timer that draws it."""
    return bool(screen._update_timer._active.is_set())


class Desk:
    """The running program: its input, and what tests check."""

    def __init__(self, app: Postil, pilot: Pilot[int], library: Library) -> None:
        self.app = app
        self.pilot = pilot
        self.library = library
        self._parser = XTermParser()

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, also below an overlay."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen))

    @property
    def driver(self) -> Driver:
        """Textual's connection to the terminal."""
        driver = self.app._driver
        assert driver is not None
        return driver

    @property
    def page(self) -> Page:
        return self.screen.page

    @property
    def bare(self) -> bool:
        """Whether the reading screen is on top."""
        return len(self.app.screen_stack) == self.app.screen_stack.index(self.screen) + 1

    # --- input

    async def press(self, *keys: str) -> None:
        """Press keys as a terminal sends them: ``ctrl+d`` and ``escape`` by name, others by character."""
        for key in keys:
            if key in KEYS or key.startswith("ctrl+"):
                await self._send(sent(key))
            else:
                await self.type(key)

    async def press_at_once(self, *keys: str) -> None:
        """Send all keys at once, and wait for the result."""
        await self._send("".join(map(sent, keys)))

    async def type(self, text: str) -> None:
        """Type a text."""
        for char in text:
            await self._send(char)

    async def burst(self, text: str) -> None:
        """Send the characters of a text at once, and wait for the result."""
        await self._send(text)

    async def mouse(self, what: str, x: int, y: int, widget: str = "#page") -> None:
        """Send a mouse event, one of `MOUSE`, at a cell of a widget."""
        region = self.app.screen.query_one(widget).region
        code, end = MOUSE[what]
        await self._send(f"\x1b[<{code};{region.x + x + 1};{region.y + y + 1}{end}")

    async def click(self, x: int, y: int, widget: str = "#page") -> None:
        """Click with the left button on a cell of a widget."""
        await self.mouse("down", x, y, widget)
        await self.mouse("up", x, y, widget)

    async def paste(self, text: str) -> None:
        """Paste a text with bracketed paste."""
        await self._send(f"\x1b[200~{text}\x1b[201~")

    async def resize(self, width: int, height: int) -> None:
        """Resize the terminal."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def _send(self, sequence: str) -> None:
        for event in self._parser.feed(sequence):
            self.driver.process_message(event)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all messages, and those that they cause, are handled."""
        queue: Sequence[object] = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        calm = 0
        while calm < CALM and self.app.is_running:
            await asyncio.sleep(0)
            if self._busy() or self._drew():
                calm = 0
            else:
                calm += 1 if queue else 4

    def _busy(self) -> bool:
        """Return whether a message is waiting or being handled, or the screen on top takes no key yet."""
        screens = self.app.screen_stack
        return (
            not _rests(self.app)
            or not all(_rests(node) for node in screens[-1].walk_children(with_self=True))
            or (isinstance(top := screens[-1], Overlay) and not top.gone and (top.waiting or not top.ready))
            or any(node.message_queue_size for below in screens[:-1] for node in below.walk_children(with_self=True))
        )

    def _drew(self) -> bool:
        """Draw the frames that are due, since no more changes will join them. Returns False if there are none."""
        screens = [*filter(_is_due, self.app.screen_stack)]
        for screen in screens:
            if not self.app._exit:
                with self.app._context(), screen._context():
                    screen._on_timer_update()
        return bool(screens)

    async def until(self, what: Callable[[], object]) -> None:
        """Wait until `what` returns true; fail after `PATIENCE`."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            if what():
                return
            await self.settle()
            await asyncio.sleep(0.002)
        raise AssertionError("what was waited for did not happen")

    async def worked(self) -> None:
        """Wait until no worker is left, also if one is cancelled or makes way for another meanwhile."""
        await self.until(lambda: all(worker.is_finished for worker in self.app.workers))

    async def quiet(self) -> None:
        """Wait until the sources are read and all changes are on disk."""
        # The outline is mounted after background loading has begun.
        await self.until(lambda: self.screen.panes.outline.is_attached or not self.screen.session.source)
        await self.worked()
        await self.until(lambda: self.library.store.saved and self.screen.pages.active.reading_on is None)
        await self.settle()

    async def go(self, words: str) -> None:
        """Move the cursor to the first occurrence of some words."""
        self.page.go(self.at(words))
        await self.settle()

    async def to_source(self, number: int) -> None:
        """Open a source by typing its number."""
        while self.number != number:
            await self.press(*("]s" if self.number < number else "[s"))

    # --- state

    @property
    def number(self) -> int:
        """The number of the source on the page."""
        return self.library.source(self.screen.session.source).number

    @property
    def text(self) -> str:
        return self.page.document.text

    def at(self, words: str) -> int:
        """Return the offset of the first occurrence of some words in the source on the page."""
        return self.text.index(words)

    @property
    def here(self) -> str:
        """The first words of the text from the cursor on."""
        return self.text[self.page.cursor : self.page.cursor + 24]

    @property
    def selected(self) -> str | None:
        span = self.page.span()
        return None if span is None else self.text[slice(*span)]

    @property
    def left(self) -> str:
        """The left part of the status bar."""
        status: Any = self.screen.query_one("#status")
        return "".join(text for text, _ in status.left)

    @property
    def right(self) -> str:
        """The right part of the status bar."""
        status: Any = self.screen.query_one("#status")
        return "".join(text for text, _ in status.right)

    @property
    def footer(self) -> str:
        """The key hints in the footer."""
        return "  ".join(f"{key} {label}" for key, label in self.screen.query_one("#footer").hints)  # type: ignore[attr-defined]

    def rows(self, widget: str = "#page") -> list[str]:
        """Return the rows that a widget shows."""
        shown: Any = self.app.screen.query_one(widget) if widget != "#page" else self.page
        return [shown.render_line(y).text for y in range(shown.size.height)]

    def strips(self) -> list[Strip]:
        """Return the rows of the whole screen."""
        return drawn(self.app.screen)

    def shows(self, words: str, widget: str = "#page") -> bool:
        """Return whether a widget shows some words in one row."""
        return any(words in row for row in self.rows(widget))

    def cell(self, words: str) -> tuple[int, int]:
        """Return the column and row of the page where some words are drawn."""
        for y, row in enumerate(self.rows()):
            if words in row:
                return row.index(words), y
        raise AssertionError(f"{words!r} is not on the screen")

    @property
    def under_cursor(self) -> bool:
        """Whether the cursor's row is visible."""
        return self.page.view.empty or 0 <= self.page.view.row_of(self.page.cursor) < self.page.size.height

    # --- the library on disk

    def stored(self) -> Stored:
        """The library as read by stock TinyDB."""
        self.library.checkpoint()
        return Stored(self.library.home / "library.json")

    @property
    def annotations(self) -> list[Annotation]:
        return self.library.all_annotations()

    @property
    def links(self) -> list[Link]:
        return self.library.all_links()

    @property
    def finding(self) -> str:
        """The text in the search line."""
        assert self.screen.finding is not None
        return self.screen.finding.text

    # --- overlays

    @property
    def typed(self) -> Input:
        """The input of a picker."""
        return self.app.screen.query_one(Input)

    @property
    def choices(self) -> ChoiceList:
        return self.app.screen.query_one(ChoiceList)


Sit = Callable[..., AbstractAsyncContextManager[Desk]]

_sittings = itertools.count(1)


def _collect() -> None:
    """Collect programs that have ended: each new one leaves all objects of that time out of collections."""
    if not next(_sittings) % 50:
        gc.unfreeze()
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def nothing_went_wrong(home: Path) -> Iterator[None]:
    """Fail if an unexpected error was recorded that the test did not raise itself."""
    yield
    reports = [path.read_text(encoding="utf-8") for path in (home / ".state" / "postil").glob("crash-*")]
    # Errors of a program in a pseudo-terminal are not checked here.
    assert all("/tests/" in one or "<string>" in one.rstrip().splitlines()[-1] for one in reports), "\n".join(reports)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a folder with three sources: with a table, without one, and longer than any screen."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1-orchard.md").write_text(ORCHARD, encoding="utf-8")
    (folder / "2-letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "3-long.md").write_text(LONG, encoding="utf-8")
    return folder


@pytest.fixture
def sit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Return a function that starts the program on a folder at a size and waits until all sources are read."""
    # On a slow machine a double click must not become two clicks, and nothing count as read before it is looked at.
    monkeypatch.setattr(Postil, "CLICK_CHAIN_TIME_THRESHOLD", 3600)
    monkeypatch.setattr("tui.screens.reading.screen.READ_AFTER", 3600)
    monkeypatch.setattr("tui.screens.overview.suggestions._EVERY", 3600)  # The best one is the first that is shown.

    @asynccontextmanager
    async def sit(
        path: Path | Sequence[Path] = folder, size: tuple[int, int] = (130, 30), theme: str = "", *, read: bool = True
    ) -> AsyncIterator[Desk]:
        paths = [path] if isinstance(path, Path) else path
        library = Library.open(paths, author="tester", alone=True)
        app = Postil(library, theme)
        try:
            async with app.run_test(size=Offset(*size)) as pilot:
                desk = Desk(app, pilot, library)
                if read:
                    await desk.quiet()
                yield desk
        finally:
            library.close()
            _collect()

    return sit


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make the disk full. Return a function that makes room again."""
    append = Journal.append

    def full(_journal: Journal, _lines: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Journal, "append", full)
    return lambda: monkeypatch.setattr(Journal, "append", append)
