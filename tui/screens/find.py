"""Typing what to find: one row at the bottom, the text above shows each match as one types."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from annotations.search.pattern import SIGN
from tui.screens.overlay import Overlay
from tui.text.styles import Styles
from tui.widgets.caption import Caption


class FindBar(Overlay[str | None]):
    """Gives what was typed, or None after Esc."""

    KEYS: ClassVar[str] = "Enter keeps  Esc back  Ctrl-T pattern  ↑ earlier"

    def __init__(self, styles: Styles, last: str, queries: Sequence[str], show: Callable[[str], None]) -> None:
        """Take what is shown in grey, what was looked for before, and what shows the matches of a query."""
        super().__init__()
        self._last = last
        self._queries = [*queries, ""]
        """What was looked for before, and what is being typed."""
        self._at = len(queries)
        self._show_matches = show
        self._count = Caption(styles, self.KEYS)

    def compose(self) -> ComposeResult:
        """What is typed, and how often it is there."""
        with Horizontal(id="find"):
            yield Input(placeholder=self._last or "find in this source", id="find-text")
            yield self._count

    def on_mount(self) -> None:
        """Take the keys."""
        self.take_keys(self.query_one(Input))

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say how often it is there, or what is wrong with it; nothing brings the keys back."""
        self._count.set_class(wrong, "-wrong")
        self._count.say(text or self.KEYS)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show_matches(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        typed = event.value if event.value != SIGN else ""
        self.dismiss(typed if typed.strip() else self._last or None)

    def on_key(self, event: events.Key) -> None:
        """Esc goes back to where one was; others change what is typed."""
        if event.key in ("escape", "ctrl+c"):
            event.stop()
            self.dismiss(None)
        elif event.key == "ctrl+t":
            event.stop()
            typed = self.query_one(Input).value
            self._put(typed.removeprefix(SIGN) if typed.startswith(SIGN) else SIGN + typed)
        elif event.key in ("up", "down"):
            event.stop()
            self._recall(-1 if event.key == "up" else 1)

    def _recall(self, by: int) -> None:
        """Put an earlier query, or a later one, in the place of what is typed, which is kept."""
        if self._at == len(self._queries) - 1:
            self._queries[-1] = self.query_one(Input).value
        self._at = max(0, min(self._at + by, len(self._queries) - 1))
        self._put(self._queries[self._at])

    def _put(self, text: str) -> None:
        box = self.query_one(Input)
        box.value = text
        box.cursor_position = len(text)
