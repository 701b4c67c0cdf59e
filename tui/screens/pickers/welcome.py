"""Choices in a folder without sources: the samples, another folder, help."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from tui.keys.command_table import COMMANDS, shown
from tui.screens.base.choice_box import Choice, ChoiceList
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.theming.styles import Styles

_OFFERED: Final = {
    "app.samples": "five short sources, tagged and linked",
    "app.folder": "with .md, .markdown or .txt files",
    "app.help": "all keys",
    "app.quit": "",
}
"""The commands with a few words on each."""


class WelcomeScreen(Overlay[str | None]):
    """Returns the id of a command, or None after Esc."""

    CONTEXT: ClassVar[str] = "welcome"

    def __init__(self, styles: Styles, title: str, keys: Mapping[str, Sequence[str]]) -> None:
        """Take the line that says why there is nothing to read."""
        super().__init__(styles)
        self._title = title
        self._choices = [
            Choice(id_, COMMANDS[id_].label, "  ".join(map(shown, keys[id_][:1])), about)
            for id_, about in _OFFERED.items()
        ]
        self.body = self._records = RecordList[Choice](
            self, ChoiceList(styles, title), open_=lambda choice: self.close(choice.id), frame="welcome"
        )

    def renew(self) -> None:
        """Show what can be done."""
        self._records.show(self._choices, self._title)

    def do_app_quit(self, _: int | None) -> None:
        """Leave the program."""
        self.close("app.quit")
