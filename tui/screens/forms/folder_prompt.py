"""Form that asks for the folder of sources if it is gone."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.errors import PostilError
from annotations.library import Library
from tui.keys.command_table import key_of
from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption


class LocateForm(Overlay[None]):
    """Moves the library to another folder. A second Enter confirms one that may be the wrong folder."""

    CONTEXT: ClassVar[str] = "folder"

    def __init__(self, styles: Styles, library: Library) -> None:
        """A form for a library whose folder is gone."""
        super().__init__(styles)
        self._library = library
        self._doubted = ""
        """The path that Enter confirms."""

    def compose(self) -> ComposeResult:
        """The reason, the path, the line for messages."""
        with Vertical(id="form"):
            yield Caption(self.theme_styles, "Where is the folder now?", strong=True)
            yield Caption(self.theme_styles, self._library.gone)
            with Horizontal(classes="field"):
                yield Caption(self.theme_styles, "folder")
                yield Input(str(self._library.folder), id="field-folder")
            yield self.caption

    def open(self) -> None:
        """Begin with the old path."""
        box = self.query_one(Input)
        self.take_keys(box)
        box.cursor_position = len(box.value)

    def do_type_accept(self, _: int | None) -> None:
        """Continue in the folder that is typed."""
        typed = self.query_one(Input).value.strip()
        folder = Path(typed or self._library.folder)
        try:
            self._library.catch_up()  # It may have come back meanwhile.
            if self._library.gone:
                doubt = self._library.location.stranger(folder)
                if doubt and typed != self._doubted:
                    self._doubted = typed
                    again = f"{key_of('type.accept', self.keys)} again to continue there"
                    self.caption.say(f"{doubt} · {again}", again)
                    return
                self._library.location.locate(folder)
        except (PostilError, OSError) as error:
            self.say(str(error))
        else:
            self.dismiss(None)
