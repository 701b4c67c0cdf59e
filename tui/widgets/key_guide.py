"""The keys that may come next: opens over the bottom of the text while a sequence or a question waits for a key."""

from typing import Final

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import cell_len, shorten, visible
from tui.theming.styles import Styles

DELAY: Final = 0.25
"""Seconds before it opens, so that a fast typist does not see it."""

_GAP: Final = 2
"""Cells between two columns."""

_TEXT_LEFT: Final = 3
"""Rows of the screen that it never covers, beside the bars."""

_WIDEST: Final = 34
"""Most cells of an entry."""


class NextKey(Struct, frozen=True):
    """A key that may come next."""

    token: str
    """The key as the table of commands writes it; "" if it cannot be clicked."""
    key: str
    """The key as people write it."""
    label: str


class Guide(Struct, frozen=True):
    """Content of the guide."""

    title: str
    keys: tuple[NextKey, ...]
    hint: tuple[NextKey, ...] = ()
    """Keys at the right of the title: the one that cancels, last."""
    turn: tuple[str, str] = ("", "")
    """The keys that show the next and the previous page, as people write them."""


NOTHING: Final = Guide("", ())


class KeyGuide(PaintedWidget):
    """A title with the keys typed so far, and columns of keys with their labels; in pages where not all fit."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, token: str) -> None:
            super().__init__()
            self.tokens = (token,)

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.theme_styles = styles
        self._guide = NOTHING
        self.page = 0
        """Index of the page that is shown."""
        self._timer: Timer | None = None

    def follow(self, guide: Guide, above: int) -> None:
        """Show the keys of `guide` after a moment, `above` rows over the bottom; hide at once if it has none."""
        if self.styles.margin.bottom != above:
            self.styles.margin = (0, 0, above, 0)
        if guide == self._guide:
            return
        open_, self._guide, self.page = self.display and bool(guide.keys), guide, 0
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if open_:
            self._open()
        elif guide.keys:
            self._timer = self.set_timer(DELAY, self._open)
        else:
            self.display = False

    @property
    def is_open(self) -> bool:
        """Whether the keys are shown."""
        return bool(self.display)

    def turn(self, by: int) -> bool:
        """Show another page. Returns False if all keys are on one, or none are shown."""
        if not by or not self.is_open or self.pages < 2:
            return False
        self.page = (self.page + by) % self.pages
        self.repaint()
        return True

    def _open(self) -> None:
        self.display = True
        self.styles.height = 1 + min(self._rows, self._most)
        self.repaint()

    # --- layout

    @property
    def _width(self) -> int:
        return max(10, self.app.size.width - 2)

    @property
    def _most(self) -> int:
        """Most rows of keys at a time."""
        return max(1, self.app.size.height - self.styles.margin.bottom - _TEXT_LEFT - 1)

    @property
    def _key_width(self) -> int:
        return max((cell_len(one.key) for one in self._guide.keys), default=1)

    @property
    def _column(self) -> int:
        widest = max((self._key_width + 1 + cell_len(visible(one.label)) for one in self._guide.keys), default=1)
        return min(widest, _WIDEST, self._width)

    @property
    def _columns(self) -> int:
        return max(1, (self._width + _GAP) // (self._column + _GAP))

    @property
    def _rows(self) -> int:
        return -(-len(self._guide.keys) // self._columns)

    @property
    def pages(self) -> int:
        """Number of pages that the keys fill."""
        return -(-self._rows // self._most)

    def _shown(self) -> tuple[list[NextKey], int]:
        """Return the keys of the page that is shown, and the number of rows that they fill column by column."""
        size = self._most * self._columns
        keys = list(self._guide.keys[self.page * size : (self.page + 1) * size])
        return keys, min(self._rows, self._most)

    def fit(self) -> None:
        """Stay within a terminal that was resized."""
        self.page = min(self.page, max(0, self.pages - 1))
        self.styles.height = 1 + min(self._rows, self._most)

    def paint(self) -> list[Strip]:
        """Return the title and the rows of keys."""
        ground, styles = self.theme_styles.status, self.theme_styles
        keys, rows = self._shown()
        strips = [self._head()]
        room = self._column - self._key_width - 1
        for row in range(rows):
            segments = [Segment(" ", ground)]
            for one in keys[row::rows]:
                label = shorten(visible(one.label), room)
                segments += [
                    Segment(one.key + " " * (self._key_width - cell_len(one.key) + 1), ground + styles.bold),
                    Segment(label + " " * (room - cell_len(label) + _GAP), ground),
                ]
            strips.append(Strip(segments).adjust_cell_length(self.size.width, ground))
        return strips[: self.size.height]

    def _head(self) -> Strip:
        """Return the keys typed so far, and how to turn the page and to cancel."""
        ground, bold = self.theme_styles.status, self.theme_styles.bold
        width = self.size.width
        turn = f"{self._guide.turn[0]} more {self.page + 1}/{self.pages}  " if self.pages > 1 else ""
        hints = turn + "  ".join(f"{one.key} {one.label}" for one in self._guide.hint)
        title = shorten(visible(self._guide.title), max(0, width - cell_len(hints) - 4))
        gap = max(1, width - cell_len(title) - cell_len(hints) - 2)
        parts = [Segment(f" {title}{' ' * gap}", ground + bold), Segment(hints + " ", ground)]
        return Strip(parts).adjust_cell_length(width, ground)

    # --- mouse

    def _key_at(self, x: int, y: int) -> NextKey | None:
        keys, rows = self._shown()
        column = (x - 1) // (self._column + _GAP)
        index = column * rows + y - 1
        inside = x >= 1 and 0 <= y - 1 < rows and column < self._columns
        return keys[index] if inside and index < len(keys) else None

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked; a click on the title turns the page or cancels."""
        event.stop()
        if event.y > 0:
            if (one := self._key_at(event.x, event.y)) is not None and one.token:
                self.post_message(self.Pressed(one.token))
        elif self._guide.hint:
            *_, last = self._guide.hint
            if event.x >= self.size.width - 1 - cell_len(f"{last.key} {last.label}"):
                self.post_message(self.Pressed(last.token))
            else:
                self.turn(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show the next page."""
        event.stop()
        self.turn(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show the previous page."""
        event.stop()
        self.turn(-1)
