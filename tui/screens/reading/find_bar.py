"""Typing what to find: in the place of the status line, while the page shows each match as one types.

It is no screen of its own and has no widget of Textual's: to open one costs several times what finding does.
"""

from collections.abc import Callable, Sequence
from typing import Final

from textual import events

from annotations.search.pattern import SIGN
from tui.keys.line_buffer import Line
from tui.text.cells import cell_len, visible
from tui.widgets.status_bar import Part

_FEWEST: Final = 8
"""Least cells for the typed text."""


class FindLine:
    """A query that is being typed, with the number of its matches."""

    HINTS: Final = (("Enter", "keep"), ("Esc", "cancel"), ("Ctrl-T", "pattern"), ("↑", "earlier"))
    """The keys of use while one types."""

    def __init__(
        self, last: str, queries: Sequence[str], show: Callable[[str], None], done: Callable[[str | None], None]
    ) -> None:
        """``last`` is the query of Enter in an empty box, ``queries`` are the earlier ones.

        ``show`` is called with the text after each change; ``done`` with the final query, or None after Esc.
        """
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

    def take(self, text: str) -> None:
        """Take letters that were typed or pasted."""
        self._line.insert(text)
        self._show(self.text)

    def press(self, event: events.Key) -> None:
        """Take a key."""
        before = self.text
        if event.key in ("escape", "ctrl+c"):
            self._done(None)
        elif event.key == "enter":
            self.keep()
        elif event.key == "ctrl+t":
            self._line.put(before.removeprefix(SIGN) if before.startswith(SIGN) else SIGN + before)
        elif event.key in ("up", "down"):
            self._recall(-1 if event.key == "up" else 1)
        elif not self._line.press(event.key) and event.is_printable and event.character:
            self._line.insert(event.character)
        if self.text != before:
            self._show(self.text)

    def keep(self) -> None:
        """End typing and keep the query."""
        typed = self.text if self.text != SIGN else ""
        self._done(typed if typed.strip() else self._last or None)

    def parts(self, room: int) -> list[Part]:
        """Return the typed text in ``room`` cells: around the cursor, if it is longer."""
        if not self.text:
            return [("/", "strong"), (" ", "cursor"), (self._last or "find in this source", "hint")]
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
