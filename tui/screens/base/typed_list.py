"""A box in which text is typed, above the list of items that match it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from textual import on
from textual.widgets import Input

from tui.screens.base.body import Body, Shell
from tui.widgets.item_list import ItemList

Match = TypeVar("Match")


class TypedList(Body[Match]):
    """The box is focused; keys that type no text move the cursor of the list."""

    def __init__(
        self,
        shell: Shell,
        items: ItemList[Any],
        *,
        typed: Callable[[str], object],
        accept: Callable[[], object],
        placeholder: str,
        text: str = "",
        passed: Callable[[], object] | None = None,
        frame: str = "search",
    ) -> None:
        """Show a box with a `text`; ``typed`` is called after each change of it, ``accept`` on Enter or a click."""
        self._box = Input(value=text, placeholder=placeholder, id="typed")
        super().__init__(shell, items, above=(self._box,), passed=passed, frame=frame)
        items.can_focus = False
        self._typed = typed
        self._accept = accept
        self.moved = False
        """Whether the cursor was moved since the text was changed; else it is on the best match."""

    @property
    def text(self) -> str:
        """The typed text."""
        return self._box.value

    def write(self, text: str) -> None:
        """Replace the text, with the cursor behind it."""
        self._box.value = text
        self._box.cursor_position = len(text)

    def select_text(self) -> None:
        """Select the text, so that the next letter replaces it."""
        self._box.cursor_position = len(self._box.value)
        self._box.select_all()

    def show(self, matches: Sequence[Match], *, cursor: int = 0) -> None:
        """Replace the matches, with the cursor on one of them."""
        self.items.show(matches, cursor)
        self.tell()

    def move(self, by: int) -> None:
        """Move the cursor by some matches."""
        self.moved = True
        super().move(by)

    def open(self) -> None:
        """Accept the match that was clicked."""
        self.moved = True
        self._accept()

    def do_type_accept(self, _: int | None) -> None:
        """Accept the match under the cursor."""
        self._accept()

    def do_type_next(self, _: int | None) -> None:
        """Move the cursor down."""
        self.move(1)

    def do_type_previous(self, _: int | None) -> None:
        """Move the cursor up."""
        self.move(-1)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self._shell.gone:
            self.moved = False
            self._typed(event.value)
