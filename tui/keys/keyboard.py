"""Queue of keys: they may be typed faster than screens open and close."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from textual import events

_LETTING_GO = frozenset({"escape", "ctrl+c"})


class KeySink(Protocol):
    """A screen that takes keys."""

    @property
    def ready(self) -> bool:
        """Whether it takes keys now."""

    @property
    def waiting(self) -> bool:
        """Whether its last key waits for something that takes its time; only Esc and Ctrl-C are taken meanwhile."""

    @property
    def takes_text(self) -> bool:
        """Whether a letter that is typed is one of a text, and no command."""

    def take(self, event: events.Key) -> bool:
        """Take one key. Returns True if it has been handled; else `Keyboard.next` is called when it has."""

    def take_text(self, text: str) -> bool:
        """Take letters of a text, as `take` does."""


class KeyHost(Protocol):
    """The program whose keys these are; the App is one."""

    @property
    def top(self) -> KeySink:
        """The screen that takes the keys."""

    @property
    def is_running(self) -> bool:
        """Whether the program runs."""

    @property
    def leaving(self) -> bool:
        """Whether it is about to end; keys have no effect then."""

    @property
    def message_queue_size(self) -> int:
        """Number of messages that wait for it."""

    def call_later(self, callback: Callable[[], None], /) -> bool:
        """Call a function after the messages that wait. Returns False if the program ends."""

    def attempt(self, act: Callable[[], object]) -> bool:
        """Call a function and contain its errors. Returns False if it raised one."""


class Keyboard:
    """Hands keys one by one to the top screen, the next one when the previous one has been handled.

    Through the queues of Textual's widgets, the keys after one that opens a screen would go to the screen below,
    and the keys after one that closes it would be lost.
    """

    def __init__(self, program: KeyHost) -> None:
        self._program = program
        self._keys: deque[events.Key] = deque()
        self._busy: KeySink | None = None
        """The screen that has not handled its key yet; None if there is none."""
        self.pressed_at = 0.0
        """Time of the last key, by `time.monotonic`."""
        self._looking = False
        """Whether a call that hands out the waiting keys is in the queue of the App."""

    def press(self, event: events.Key) -> None:
        """Take a key that was typed."""
        self.pressed_at = time.monotonic()
        if self._busy is not None and self._busy.waiting and event.key in _LETTING_GO:
            self._keys.clear()
            self._busy.take(event)
            return
        self._keys.append(event)
        if self._program.message_queue_size and self._program.top.takes_text:
            self.look()  # The rest of a word may be on its way, and is taken together with this letter.
        else:
            self._hand_out()

    def press_tokens(self, tokens: Iterable[str]) -> None:
        """Take keys, as the table of commands writes them, as if they had been typed: a hint was clicked."""
        for token in tokens:
            self.press(events.Key(token, token if len(token) == 1 else None))

    def next(self, screen: KeySink) -> None:
        """Called when a screen has handled its key, or is closed."""
        if self._busy is screen:
            self._busy = None
        self.look()

    def wait_for(self, screen: KeySink) -> None:
        """Hand out the next key when another screen calls `next`: it goes on with the key that is being handled."""
        self._busy = screen

    def look(self) -> None:
        """Hand out the waiting keys after the messages of the App, as a screen may take them now."""
        if not self._looking:
            self._looking = self._program.call_later(self._look)

    def _look(self) -> None:
        self._looking = False
        self._hand_out()

    def _hand_out(self) -> None:
        program = self._program
        while self._keys and self._busy is None and program.is_running and not program.leaving:
            top = program.top
            if not top.ready:
                return
            self._busy = top
            if not program.attempt(partial(self._hand_to, top)):
                self._busy = None

    def _hand_to(self, top: KeySink) -> None:
        text = self._text() if top.takes_text else ""
        if top.take_text(text) if text else top.take(self._keys.popleft()):
            self._busy = None

    def _text(self) -> str:
        """Return all waiting letters of a text at once: each single letter would cost a search and a frame."""
        letters: list[str] = []
        while self._keys and self._keys[0].is_printable and self._keys[0].character:
            if letters and self._keys[0].character == "?":
                break  # It goes alone: in an empty box it asks for help.
            letters.append(self._keys.popleft().character or "")
            if letters == ["?"]:
                break
        return "".join(letters)
