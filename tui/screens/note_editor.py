"""Writing a note: a few lines at the bottom, the passage still in sight."""

from collections.abc import Callable

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from annotations.store.drafts import LONGEST_NOTE
from tui.screens.base.overlay import Overlay
from tui.text.cells import is_plain, visible
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption

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
        room = max(0, LONGEST_NOTE - len(self.text))
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
        self._theme_styles = styles
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
            yield Caption(self._theme_styles, f"Note on {self._subject}", strong=True)
            yield NoteText(self._text, soft_wrap=True, show_line_numbers=False, id="note-text")
            yield self._hint

    def on_mount(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(NoteText)
        area.move_cursor(area.document.end)
        self.take_keys(area)

    def give_up(self, reason: str = "") -> None:  # noqa: ARG002 - what became of the draft is shown
        """Close; what is written so far stays a draft."""
        self.dismiss((self.text, False))

    @on(NoteText.Changed)
    def _typed(self) -> None:
        if self._timer is None and self.ready:
            self._timer = self.set_timer(_KEPT_AFTER, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if not self.gone:
            self.keep(self.text)

    @on(NoteText.TooLong)
    def _too_long(self, event: NoteText.TooLong) -> None:
        self._hint.say(f"A note has room for {LONGEST_NOTE:,} characters: {event.left_out:,} were left out.   {_HINT}")
