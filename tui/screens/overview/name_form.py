"""A box for a name."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption


class NameForm(Overlay[str | None]):
    """Asks for a name. Returns it once it is saved, or None after Esc."""

    CONTEXT: ClassVar[str] = "line"

    def __init__(self, styles: Styles, title: str, name: str, save: Callable[[str], None]) -> None:
        """Show a name; save raises a PostilError if it cannot be one."""
        super().__init__(styles)
        self._heading, self._known, self._save = title, name, save

    def compose(self) -> ComposeResult:
        """The title, the box, the keys."""
        with Vertical(id="form"):
            yield Caption(self.theme_styles, self._heading, strong=True)
            with Horizontal(classes="field"):
                yield Caption(self.theme_styles, "name")
                yield Input(self._known, id="field-name")
            yield self.caption

    def open(self) -> None:
        """Select the name, so that the next letter replaces it."""
        box = self.query_one(Input)
        box.cursor_position = len(box.value)
        box.select_all()
        self.take_keys(box)

    def do_type_accept(self, _: int | None) -> None:
        """Save."""
        name = " ".join(self.query_one(Input).value.split())
        self._save(name)
        self.dismiss(name)
