"""The keys on their way: quick hands are faster than screens open and close."""

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events

from tui.screens.base.overlay import Overlay

if TYPE_CHECKING:
    from tui.app import Postil

_LETTING_GO = frozenset({"escape", "ctrl+c"})


class Keyboard:
    """Hands keys one by one to what lies on top: the next one when the one before has done what it does.

    By Textual's way, through the queues of the widgets, the keys behind one that opens a screen would
    still be commands, and the keys behind one that closes it would be lost in it.
    """

    def __init__(self, app: "Postil") -> None:
        self._app = app
        self._keys: deque[events.Key] = deque()
        self._busy: Overlay[Any] | None = None
        """The screen that has a key it is not done with."""
        self.pressed_at = 0.0
        """When a key was pressed last, by `time.monotonic`, whatever it was for."""
        self._looking = False
        """Whether the keys that wait are to be handed out behind what the App has yet to do."""

    def press(self, event: events.Key) -> None:
        """Take a key that was typed."""
        self.pressed_at = time.monotonic()
        if self._busy is not None and self._busy.waiting and event.key in _LETTING_GO:
            self._keys.clear()
            self._busy.take(event)
            return
        self._keys.append(event)
        if self._app.message_queue_size and self.typing:
            self.look()  # The rest of a word may be on its way, and is taken together with this letter.
        else:
            self._hand_out()

    def next(self, screen: Overlay[Any]) -> None:
        """A screen is done with its key, or is gone."""
        if self._busy is screen:
            self._busy = None
        self.look()

    def look(self) -> None:
        """Hand out the keys that wait, now that there may be somebody who takes them."""
        if not self._looking:
            self._looking = self._app.call_later(self._look)

    def _look(self) -> None:
        self._looking = False
        self._hand_out()

    def _hand_out(self) -> None:
        app = self._app
        while self._keys and self._busy is None and app.is_running and not app.leaving:
            top = app.screen_stack[-1]
            if not isinstance(top, Overlay):
                app.boundary.attempt(partial(self._hand_to, app.reading.take_text, app.reading.press))
            elif not top.ready:
                return
            else:
                self._busy = top
                if not app.boundary.attempt(partial(self._hand_to, top.take_text, top.take)):
                    self._busy = None

    def _hand_to(self, take_text: Callable[[str], None], take: Callable[[events.Key], None]) -> None:
        if text := self._text():
            take_text(text)
        else:
            take(self._keys.popleft())

    @property
    def typing(self) -> bool:
        """Whether a letter that is typed is one of a text, and no command."""
        top = self._app.screen_stack[-1]
        return top.takes_text if isinstance(top, Overlay) else self._app.reading.finding is not None

    def _text(self) -> str:
        """What was typed of a text, all of it at once: each letter by itself would cost a search and a frame."""
        if not self.typing:
            return ""
        letters: list[str] = []
        while self._keys and self._keys[0].is_printable and self._keys[0].character:
            letters.append(self._keys.popleft().character or "")
        return "".join(letters)
