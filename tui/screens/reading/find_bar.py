"""Typing what to find: in the place of the status line, while the page shows each match as one types.

It is no screen of its own and has no widget of Textual's: to open one costs several times what finding does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import events

from annotations.search.pattern import SIGN
from tui.keys.command_table import hints
from tui.keys.dispatcher import token_of
from tui.keys.keymap import Keymap, Run
from tui.keys.line_buffer import Line
from tui.text.cells import cell_len, visible
from tui.widgets.pane_layout import Panel
from tui.widgets.status_bar import Part

_FEWEST: Final = 8
"""Least cells for the typed text."""


class FindLine:
    """A query that is being typed, with the number of its matches."""

    CONTEXT: ClassVar[str] = "find"
    """The context of its keys."""
    in_panel: ClassVar[bool] = False
    """Whether a panel shows it, not the status row."""
    placeholder = "find in this source"

    def __init__(
        self,
        keys: Mapping[str, Sequence[str]],
        last: str,
        queries: Sequence[str],
        show: Callable[[str], None],
        done: Callable[[str | None], None],
        help_: Callable[[], None],
    ) -> None:
        """``last`` is the query of Enter in an empty box, ``queries`` are the earlier ones.

        ``show`` is called with the text after each change; ``done`` with the final query, or None after Esc; ``help_``
        when the keys are asked for.
        """
        self._keys = keys
        self._map = Keymap(keys, self.CONTEXT)
        self._help = help_
        self._line = Line()
        self._last = last
        self._queries = [*queries, ""]
        """The earlier queries, then the one being typed."""
        self._at = len(queries)
        self._show = show
        self._done = done
        self.result = ""
        """The number of matches, or the error in the query."""
        self.wrong = False

    @property
    def text(self) -> str:
        """The text typed so far."""
        return self._line.text

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show the number of matches, or the error in the query."""
        self.result, self.wrong = text, wrong

    @property
    def hints(self) -> list[tuple[str, str]]:
        """The keys of use while one types, each with a word."""
        return hints(self.CONTEXT, self._keys, ("find.later",))

    def take(self, text: str) -> None:
        """Take letters that were typed or pasted."""
        if text == "?" and not self.text and "?" in self._keys["app.help"]:
            self._help()
        else:
            self.insert(text)

    def insert(self, text: str) -> None:
        """Insert letters at the cursor."""
        self._line.insert(text)
        self._show(self.text)

    def press(self, event: events.Key) -> None:
        """Take a key that is no letter."""
        before, token = self.text, token_of(event)
        outcome = self._map.feed(token) if self._map.has(token) else None
        if isinstance(outcome, Run):
            self._run(outcome.command)
        elif token == "escape":
            self._map.clear()
            self._done(None)
        elif outcome is None and not self._line.press(event.key) and event.is_printable and event.character:
            self._line.insert(event.character)
        if self.text != before:
            self._show(self.text)

    def _run(self, command: str) -> None:
        """Run a command of the context."""
        if command == "type.accept":
            self.keep()
        elif command == "select.leave":
            self._done(None)
        elif command == "app.help":
            self._help()
        elif command == "find.pattern":
            text = self.text
            self._line.put(text.removeprefix(SIGN) if text.startswith(SIGN) else SIGN + text)
        else:
            self._recall(-1 if command == "find.earlier" else 1)

    def keep(self) -> None:
        """End typing and keep the query."""
        typed = self.text if self.text != SIGN else ""
        self._done(typed if typed.strip() else self._last or None)

    def parts(self, room: int) -> list[Part]:
        """Return the typed text in ``room`` cells: around the cursor, if it is longer."""
        if not self.text:
            return [("/", "strong"), (" ", "cursor"), (self._last or self.placeholder, "hint")]
        before, under, after = map(visible, self._line.parts)
        room = max(_FEWEST, room) - 2 - max(1, cell_len(under))
        cut = 0
        while cell_len(before[cut:]) > room:
            cut += max(1, len(before) - cut - room)
        return [("/" if not cut else "…", "strong"), (before[cut:], ""), (under or " ", "cursor"), (after, "")]

    def _recall(self, by: int) -> None:
        """Replace the typed text, which is kept, by an earlier or a later query."""
        if self._at == len(self._queries) - 1:
            self._queries[-1] = self.text
        self._at = max(0, min(self._at + by, len(self._queries) - 1))
        self._line.put(self._queries[self._at])


class FilterLine(FindLine):
    """The filter of a panel that is being typed; keys that move go back to the list."""

    CONTEXT: ClassVar[str] = "filter"
    in_panel: ClassVar[bool] = True
    placeholder = "words to filter by"

    def __init__(
        self,
        keys: Mapping[str, Sequence[str]],
        panel: Panel,
        done: Callable[[str | None], None],
        help_: Callable[[], None],
    ) -> None:
        """Type the filter of a panel; ``done`` is called with it, or with None after Esc."""
        super().__init__(keys, "", (), panel.filter.narrow, done, help_)
        self._panel = panel
        self._line.put(panel.filter.text)

    def press(self, event: events.Key) -> None:
        """Take a key."""
        super().press(event)
        self._panel.repaint()

    def _run(self, command: str) -> None:
        if command in ("type.next", "type.previous"):
            self.keep()
        elif command in ("type.down", "type.up"):
            self.keep()
            self._panel.move(1 if command == "type.down" else -1)
        else:
            super()._run(command)
