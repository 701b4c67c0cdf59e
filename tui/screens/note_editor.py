"""Editor for a note: a few lines at the bottom, with the passage visible."""

from collections.abc import Callable
from typing import ClassVar

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
"""Seconds after which typed text is kept as a draft."""


class NoteText(TextArea):
    """The text of a note."""

    class TooLong(Message):
        """Posted when pasted text was cut off."""

        def __init__(self, left_out: int) -> None:
            super().__init__()
            self.left_out = left_out

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
    """Return the text to draw for a code point; a tab is left to Textual, and joiners are unchanged."""
    if is_plain(char) or char in "\t\u200c\u200d":
        return char
    drawn = visible(char)
    return drawn if len(drawn) == 1 else char


class NoteEditor(Overlay[tuple[str, bool] | None]):
    """Returns the text and whether it is finished; an unfinished one is kept as a draft."""

    CONTEXT: ClassVar[str] = "note"

    def __init__(self, styles: Styles, title: str, text: str) -> None:
        super().__init__(styles)
        self._title = title
        self._text = text
        self._timer: Timer | None = None
        self.keep: Callable[[str], None] = lambda _: None
        """Called with the text at intervals while it is typed."""

    @property
    def text(self) -> str:
        """The text typed so far."""
        return self.query_one(NoteText).text if self.ready else self._text

    def compose(self) -> ComposeResult:
        """The title, the text, the keys."""
        with Vertical(id="note"):
            yield Caption(self.theme_styles, self._title, strong=True)
            yield NoteText(self._text, soft_wrap=True, show_line_numbers=False, id="note-text")
            yield self.caption

    def open(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(NoteText)
        area.move_cursor(area.document.end)
        self.take_keys(area)

    def give_up(self, reason: str = "") -> None:  # noqa: ARG002 - what became of the draft is shown
        """Close; the text so far remains a draft."""
        self.dismiss((self.text, False))

    def token(self, event: events.Key) -> str:
        """Return a key as the table writes it; Ctrl-C copies here, and Shift-Enter is not Enter."""
        return event.key if event.key in ("ctrl+c", "shift+enter") else super().token(event)

    def do_note_save(self, _: int | None) -> None:
        """Close, and return the finished note."""
        self.dismiss((self.text.strip(), True))

    def do_note_new_line(self, _: int | None) -> None:
        """Begin a new line."""
        self.query_one(NoteText).insert("\n")

    def leave(self) -> None:
        """Close; the text stays a draft."""
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
        self.say(f"A note has at most {LONGEST_NOTE:,} characters: {event.left_out:,} were left out.")
