"""A box that asks for one line of text."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tui.screens.base.overlay import Overlay
from tui.screens.base.usable import usable_hints
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption


class TextPrompt(Overlay[str | None]):
    """Returns the typed line, or None after Esc."""

    CONTEXT: ClassVar[str] = "line"

    def __init__(
        self,
        styles: Styles,
        title: str,
        label: str,
        text: str,
        *,
        about: Sequence[str] = (),
        accept: Callable[[str], object] = lambda _: None,
        verb: str = "",
    ) -> None:
        """Ask for a line that begins as `text`.

        ``about`` are lines above the box. ``accept`` is called with the line on Enter; while it raises an error of
        ours, the error is shown and the box stays. ``verb`` is the hint of Enter; "" for that of the context.
        """
        super().__init__(styles)
        self._title = title
        self._about = about
        self._label = label
        self._accept = accept
        self._verb = verb
        self._box = Input(text, id="field-line")

    def compose(self) -> ComposeResult:
        """The title, the lines, the box, the line for messages."""
        with Vertical(id="form"):
            yield Caption(self.theme_styles, self._title, strong=True)
            for line in self._about:
                yield Caption(self.theme_styles, line)
            with Horizontal(classes="field"):
                yield Caption(self.theme_styles, self._label)
                yield self._box
            yield self.caption

    def say_keys(self) -> None:
        """Show the keys; Enter has the verb of the prompt."""
        (enter, label), *others = usable_hints(self)
        self.caption.offer([(enter, self._verb or label), *others])

    def open(self) -> None:
        """Begin behind the text."""
        self.take_keys(self._box)
        self._box.cursor_position = len(self._box.value)

    def do_type_accept(self, _: int | None) -> None:
        """Accept the line."""
        line = self._box.value.strip()

        def act() -> None:
            self._accept(line)
            self.close(line)

        self.attempt(act)
