"""Writing a note: a few lines at the bottom, the passage still in sight."""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from tui.screens.overlay import Overlay
from tui.text.cells import cell_len, is_plain, shorten, visible
from tui.text.styles import Styles
from tui.writing import LONGEST


class Caption(Widget):
    """One row of text that is never markup. What has no room is left out part by part, the last one kept."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, styles: Styles, text: str, *, strong: bool = False) -> None:
        super().__init__(classes="caption")
        self._dressing = styles
        self._strong = strong
        self.text = text
        self._shorter: tuple[str, ...] = ()

    def say(self, text: str, *shorter: str) -> None:
        """Say something else, or the first of what is shorter that there is room for."""
        self.text, self._shorter = text, shorter
        self.refresh()

    def dress(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self._dressing = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one
        """The row."""
        base = self._dressing.base
        style = base + (self._dressing.accent if self._strong else self._dressing.muted)
        room = max(1, self.size.width - 2)
        said = [visible(text) for text in (self.text, *self._shorter)]
        shown = next((text for text in said if cell_len(text) <= room), None) or fitted(said[-1], room)
        return Strip([Segment(" " + shown, style)]).adjust_cell_length(self.size.width, base)


def fitted(text: str, room: int) -> str:
    """Parts of a text that two blanks or more part, as many as fit into so many cells: the first ones and the last."""
    parts = [part.strip() for part in text.split("  ") if part.strip()]
    while len(parts) > 1 and cell_len("  ".join(parts)) > room:
        del parts[-2]
    left = "  ".join(parts)
    return left if cell_len(left) <= room else shorten(left, room)


_KEPT_AFTER = 2.0
"""Seconds for which what is typed is nowhere but on the screen."""

_HINT = "Enter saves   Ctrl-J new line   Esc keeps it as a draft"


class NoteText(TextArea):
    """The text of a note: Enter is done, other Enters are new lines."""

    class TooLong(Message):
        """Not all of what was pasted was taken."""

        def __init__(self, left_out: int) -> None:
            super().__init__()
            self.left_out = left_out

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "ctrl+s"):
            event.stop()
            event.prevent_default()
            self.screen.dismiss((self.text.strip(), True))
        elif event.key == "escape":
            event.stop()
            event.prevent_default()
            self.screen.dismiss((self.text, False))
        elif event.key in ("ctrl+j", "alt+enter", "shift+enter", "ctrl+enter"):
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        room = max(0, LONGEST - len(self.text))
        await super()._on_paste(events.Paste(event.text[:room]))
        event.stop()
        event.prevent_default()
        if len(event.text) > room:
            self.post_message(self.TooLong(len(event.text) - room))

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: a code point that a terminal would obey is a sign there, one for one."""
        line = self.document.get_line(line_index)
        return Text(line if is_plain(line) else "".join(map(_drawn, line)), end="", no_wrap=True)


def _drawn(char: str) -> str:
    """What is drawn for a code point; a tab is left to Textual, and what joins its neighbours as it is."""
    if is_plain(char) or char in "\t\u200c\u200d":
        return char
    drawn = visible(char)
    return drawn if len(drawn) == 1 else char


class NoteEditor(Overlay[tuple[str, bool] | None]):
    """Gives the text and whether it is finished; an unfinished one is kept as a draft."""

    def __init__(self, styles: Styles, subject: str, text: str) -> None:
        super().__init__()
        self._dressing = styles
        self._subject = subject
        self._text = text
        self._hint = Caption(styles, _HINT)
        self._timer: Timer | None = None
        self.keep: Callable[[str], None] = lambda _: None
        """Called with the text every now and then while it is typed."""

    @property
    def text(self) -> str:
        """What has been typed so far."""
        return self.query_one(NoteText).text if self.ready else self._text

    def compose(self) -> ComposeResult:
        """What it is about, the text, the keys."""
        with Vertical(id="note"):
            yield Caption(self._dressing, f"Note on {self._subject}", strong=True)
            yield NoteText(self._text, soft_wrap=True, show_line_numbers=False, id="note-text")
            yield self._hint

    def on_mount(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(NoteText)
        area.move_cursor(area.document.end)
        self.take_keys(area)

    @on(NoteText.Changed)
    def _typed(self) -> None:
        if self._timer is None and self.ready:
            self._timer = self.set_timer(_KEPT_AFTER, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if not self._gone:
            self.keep(self.text)

    @on(NoteText.TooLong)
    def _too_long(self, event: NoteText.TooLong) -> None:
        self._hint.say(f"A note has room for {LONGEST:,} characters: {event.left_out:,} were left out.   {_HINT}")
