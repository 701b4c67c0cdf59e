"""The command line: commands, addresses and sources by what is typed after ``:``."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.widgets import Input

from annotations.library import Library
from tui.screens.base.picker import Choice, Picker
from tui.screens.pickers.orders import Orders
from tui.session.session import Session
from tui.theming.styles import Styles


class CommandLine(Picker):
    """Lists what the typed line may mean. Returns the id of a command, with an argument behind a blank."""

    CONTEXT: ClassVar[str] = "command"
    PLACEHOLDER: ClassVar[str] = "command, 1:4, 42, 50% or a source"

    def __init__(self, styles: Styles, library: Library, session: Session, themes: Mapping[str, str]) -> None:
        """Take the title of each theme by its name."""
        self._orders = Orders(library, session.keys, themes, session.recent)
        self._lines = session.lines
        self._recalled = len(session.lines)
        """Index of the earlier line that is shown."""
        super().__init__(styles, "Commands and sources", self._orders.all())

    def matching(self, typed: str) -> Sequence[Choice]:
        """Return what the line may mean, likeliest first."""
        return self._orders.matching(typed)

    def first_of(self, choices: Sequence[Choice]) -> int:
        """Return the first choice, but the heading where nothing has the typed name: what is near is not run by Enter."""
        return 0 if self.typed_text.strip() and choices and not choices[0].id else super().first_of(choices)

    @property
    def _box(self) -> Input:
        return self.query_one(Input)

    def do_type_next(self, _: int | None) -> None:
        """Complete the line."""
        chosen = self.chosen
        if chosen is not None and chosen.id:
            self._write(self._orders.completed(chosen, self._box.value))

    def move(self, by: int) -> None:
        """Move the cursor; above the first choice, go back through the lines of this sitting."""
        if by < 0 and self.at_first and self._recalled > 0:
            self._recalled -= 1
            self._write(self._lines[self._recalled])
        elif by > 0 and self._recalled < len(self._lines) and self._box.value == self._lines[self._recalled]:
            self._recalled += 1
            self._write(self._lines[self._recalled] if self._recalled < len(self._lines) else "")
        else:
            super().move(by)

    def do_type_accept(self, _: int | None) -> None:
        """Run the choice under the cursor; report what does not exist."""
        line = self._box.value.strip()
        chosen = self.chosen
        if chosen is None or not chosen.id:
            self.say(chosen.label.removesuffix(" · near it:") if chosen is not None else "type a command")
            return
        if line and line not in self._lines[-1:]:
            self._lines.append(line)
        super().do_type_accept(None)

    def _write(self, line: str) -> None:
        self._box.value = line
        self._box.cursor_position = len(line)
