"""The command line: commands, addresses and sources by what is typed after ``:``."""

from collections.abc import Mapping
from typing import ClassVar

from annotations.library import Library
from tui.screens.base.choice_box import ChoiceBox
from tui.screens.base.overlay import Overlay
from tui.screens.pickers.orders import Orders
from tui.session.session import Session
from tui.theming.styles import Styles


class CommandLine(Overlay[str | None]):
    """Lists what the typed line may mean. Returns the id of a command, with an argument behind a blank."""

    CONTEXT: ClassVar[str] = "command"

    def __init__(self, styles: Styles, library: Library, session: Session, themes: Mapping[str, str]) -> None:
        """Take the title of each theme by its name."""
        super().__init__(styles)
        self._orders = Orders(library, session, themes)
        self._lines = session.lines
        self._recalled = len(session.lines)
        """Index of the earlier line that is shown."""
        self.body = self._box = ChoiceBox(
            self,
            "Commands and sources",
            self._orders.all(),
            choose=self.close,
            placeholder="command, 1:4, 42, 50% or a source",
            match=lambda _, typed: self._orders.matching(typed),
        )

    def do_type_next(self, _: int | None) -> None:
        """Complete the line."""
        chosen = self._box.selected
        if chosen is not None and chosen.id:
            self._box.write(self._orders.completed(chosen, self._box.text))

    def move(self, by: int) -> None:
        """Move the cursor; above the first choice, go back through the lines of this sitting."""
        if by < 0 and self._box.at_first and self._recalled > 0:
            self._recalled -= 1
            self._box.write(self._lines[self._recalled])
        elif by > 0 and self._recalled < len(self._lines) and self._box.text == self._lines[self._recalled]:
            self._recalled += 1
            self._box.write(self._lines[self._recalled] if self._recalled < len(self._lines) else "")
        else:
            super().move(by)

    def do_type_accept(self, _: int | None) -> None:
        """Run the choice under the cursor; report what does not exist."""
        line = self._box.text.strip()
        chosen = self._box.selected
        if chosen is None or not chosen.id:
            self.say(chosen.label.removesuffix(" · near it:") if chosen is not None else "type a command")
            return
        if line and line not in self._lines[-1:]:
            self._lines.append(line)
        self._box.do_type_accept(None)
