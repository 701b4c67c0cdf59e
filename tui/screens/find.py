"""Typing what to find: one row at the bottom, the text above shows each match as one types."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.screens.note import Caption
from tui.screens.overlay import Overlay
from tui.text.styles import Styles


class FindBar(Overlay[str | None]):
    """Gives what was typed, or None after Esc."""

    def __init__(self, styles: Styles, last: str, show: Callable[[str], str]) -> None:
        """Take what is shown in grey, and what shows the matches of a query and says how many there are."""
        super().__init__()
        self._last = last
        self._show_matches = show
        self._count = Caption(styles, "Enter keeps   Esc goes back")

    def compose(self) -> ComposeResult:
        """What is typed, and how often it is there."""
        with Horizontal(id="find"):
            yield Input(placeholder=self._last or "find in this source", id="find-text")
            yield self._count

    def on_mount(self) -> None:
        """Take the keys."""
        self.take_keys(self.query_one(Input))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._count.say(self._show_matches(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value if event.value.strip() else self._last or None)

    def on_key(self, event: events.Key) -> None:
        """Esc goes back to where one was."""
        if event.key in ("escape", "ctrl+c"):
            event.stop()
            self.dismiss(None)
