"""The box of a screen in which text is typed."""

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.widgets import Input


class TextBox:
    """Reads and changes the text of the focused widget of a screen, if that takes text: a line or a note."""

    def __init__(self, screen: Screen[object]) -> None:
        self._screen = screen

    @property
    def line(self) -> "Input | None":
        """The focused box of one line, in which a letter is text and no command; None if none is."""
        from textual.widgets import Input  # Most screens have none.

        focused = self._screen.focused
        return focused if isinstance(focused, Input) else None

    @property
    def text(self) -> str:
        """The typed text; "" if nothing that takes text is focused."""
        from textual.widgets import TextArea

        line, focused = self.line, self._screen.focused
        if line is not None:
            return line.value
        return focused.text if isinstance(focused, TextArea) else ""

    def insert(self, text: str) -> None:
        """Type a text where one can be typed."""
        from textual.widgets import TextArea

        line, focused = self.line, self._screen.focused
        if line is not None:
            line.insert_text_at_cursor(text)
        elif isinstance(focused, TextArea):
            focused.insert(text)

    def replace(self, text: str) -> Widget:
        """Type a text in place of the selected one, as one change, and return the box, which must be a line."""
        line = self.line
        assert line is not None  # noqa: S101 - asked before
        line.replace(text, *line.selection)
        return line
