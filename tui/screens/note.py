"""Writing a note: a few lines at the bottom, the passage still in sight."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from tui.screens.overlay import Overlay
from tui.text.cells import visible
from tui.text.styles import Styles

_LONGEST = 100_000
"""Code points of a note; what is pasted beyond them is left out."""


class Caption(Widget):
    """One row of text that is never markup."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, styles: Styles, text: str, *, strong: bool = False) -> None:
        super().__init__(classes="caption")
        self._dressing = styles
        self._strong = strong
        self.text = text

    def say(self, text: str) -> None:
        """Say something else."""
        self.text = text
        self.refresh()

    def dress(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self._dressing = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one
        """The row."""
        base = self._dressing.base
        style = base + (self._dressing.accent if self._strong else self._dressing.muted)
        return Strip([Segment(" " + visible(self.text), style)]).adjust_cell_length(self.size.width, base)


class NoteText(TextArea):
    """The text of a note: Enter is done, other Enters are new lines."""

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
        room = max(0, _LONGEST - len(self.text))
        await super()._on_paste(events.Paste(event.text[:room]))
        event.stop()
        event.prevent_default()


class NoteEditor(Overlay[tuple[str, bool] | None]):
    """Gives the text and whether it is finished; an unfinished one is kept as a draft."""

    def __init__(self, styles: Styles, subject: str, text: str) -> None:
        super().__init__()
        self._dressing = styles
        self._subject = subject
        self._text = text

    def compose(self) -> ComposeResult:
        """What it is about, the text, the keys."""
        with Vertical(id="note"):
            yield Caption(self._dressing, f"Note on {self._subject}", strong=True)
            yield NoteText(self._text, soft_wrap=True, show_line_numbers=False, id="note-text")
            yield Caption(self._dressing, "Enter saves   Ctrl-J new line   Esc keeps it as a draft")

    def on_mount(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(NoteText)
        area.move_cursor(area.document.end)
        self.take_keys(area)
