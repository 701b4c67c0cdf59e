"""Status bar, footer with key hints, and the notice for longer messages."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.keys.command import tokens_named
from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import cell_len, shorten, visible
from tui.text.wrap import wrap
from tui.theming.styles import Styles

Hint = tuple[str, str]
"""A key and its label."""

Part = tuple[str, str]
"""A text and its kind: ``""``, ``strong``, ``warning``, ``success``, ``muted``, ``hint`` or ``cursor``."""


class StatusBar(PaintedWidget):
    """One row: state of the reader on the left; saving, loading and position on the right."""

    DEFAULT_CSS = "StatusBar { height: 1; width: 1fr; }"

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.theme_styles = styles
        self.left: tuple[Part, ...] = ()
        self.right: tuple[Part, ...] = ()

    def show(self, left: Sequence[Part], right: Sequence[Part]) -> None:
        """Show other parts; repaint only if they differ."""
        if (tuple(left), tuple(right)) != (self.left, self.right):
            self.left, self.right = tuple(left), tuple(right)
            self.repaint()

    def paint(self) -> list[Strip]:
        """Return the row; the right part is shortened only beyond half of the width."""
        width = self.size.width
        ground = self.theme_styles.status
        right = self._segments(self.right, max(width // 2, 12))
        used = sum(cell_len(s.text) for s in right)
        left = self._segments(self.left, width - used - 3)
        gap = width - used - sum(cell_len(s.text) for s in left) - 2
        strip = [Segment(" ", ground), *left, Segment(" " * max(0, gap), ground), *right, Segment(" ", ground)]
        return [Strip(strip).adjust_cell_length(width, ground)]

    def _segments(self, parts: Sequence[Part], room: int) -> list[Segment]:
        segments = []
        for text, kind in ((visible(text), kind) for text, kind in parts):
            blank = " " * (len(text) - len(text.lstrip(" ")))
            whole = cell_len(text) <= room
            if shown := text if whole else blank + shorten(text, room - len(blank)):
                segments.append(Segment(shown, self._style(kind)))
                room -= cell_len(shown)
            if not whole:
                break
        return segments

    def _style(self, kind: str) -> Style:
        ground, bold = self.theme_styles.status, self.theme_styles.bold
        if kind == "cursor":
            return ground + Style(reverse=not ground.reverse)
        return ground + {"strong": bold, "hint": Style(italic=True), "warning": Style(bold=True, reverse=True)}.get(
            kind, Style.null()
        )


class Notice(PaintedWidget):
    """Message that is too long for the status bar, shown over the bottom of the text until the next key."""

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.theme_styles = styles
        self._rows: list[str] = []

    @property
    def height(self) -> int:
        """Number of rows that it covers; 0 if it is hidden."""
        return len(self._rows) if self.display else 0

    def show(self, text: str) -> None:
        """Show `text`; ``""`` hides the notice."""
        width = max(8, self.app.size.width - 2)
        safe = visible(text)
        self._rows = [safe[start:end].rstrip() for start, end in wrap(safe, 0, len(safe), width)]
        self.display = bool(safe)
        if self.display:
            self.styles.height = len(self._rows)
            self.repaint()

    def paint(self) -> list[Strip]:
        """Return the rows of the text."""
        ground = self.theme_styles.status + Style(bold=True)
        return [Strip([Segment(" " + row, ground)]).adjust_cell_length(self.size.width, ground) for row in self._rows]


class FooterBar(PaintedWidget):
    """One row of key hints; a click on one presses its keys."""

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, tokens: Sequence[str]) -> None:
            super().__init__()
            self.tokens = tokens

    DEFAULT_CSS = "FooterBar { height: 1; width: 1fr; }"

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.theme_styles = styles
        self.hints: tuple[Hint, ...] = ()
        self._answers = False
        self._buttons: list[tuple[int, int, str]] = []
        """First column, column behind, and keys of each hint that is shown."""

    def show(self, hints: Sequence[Hint], *, answers: bool = False) -> None:
        """Show other hints; repaint only if they differ. `answers` to a question are shortened before any is left out."""
        if (tuple(hints), answers) != (self.hints, self._answers):
            self.hints, self._answers = tuple(hints), answers
            self.repaint()

    def paint(self) -> list[Strip]:
        """Return as many hints as fit, the first ones before others, and always the last one."""
        width = self.size.width
        base = self.theme_styles.base
        safe = [(visible(key), visible(label)) for key, label in self.hints]
        shown, gap = _answers(safe, width) if self._answers else (safe, 2)
        *hints, last = shown or (("?", "help"),)
        room = width - 2 - cell_len(" ".join(last))
        segments = [Segment(" ", base)]
        column, self._buttons = 1, []
        for key, label in hints:
            need = cell_len(key) + cell_len(label) + 1 + gap
            if need > room:
                continue
            room -= need
            self._buttons.append((column, column + need - gap, key))
            column += need
            segments += [
                Segment(key, base + self.theme_styles.bold), Segment(f" {label}{' ' * gap}", base + self.theme_styles.muted)
            ]  # fmt: skip
        self._buttons.append((column, column + cell_len(" ".join(last)), last[0]))
        segments += [
            Segment(last[0], base + self.theme_styles.bold),
            Segment(" " + last[1], base + self.theme_styles.muted),
        ]
        return [Strip(segments).adjust_cell_length(width, base)]

    def on_click(self, event: events.Click) -> None:
        """Press the keys of the hint that was clicked."""
        event.stop()
        key = next((key for first, behind, key in self._buttons if first <= event.x < behind), "")
        if tokens := tokens_named(key):
            self.post_message(self.Pressed(tokens))


def _answers(hints: Sequence[Hint], width: int) -> tuple[Sequence[Hint], int]:
    """Return the longest form in which all answers fit (sign and word, words, signs), and the cells between two."""
    split = [(key, *_sign_and_word(label)) for key, label in hints]
    words = [(key, word or sign) for key, sign, word in split]
    signs = [(key, sign or word) for key, sign, word in split]
    for shown, gap in ((hints, 2), (words, 2), (words, 1), (signs, 2)):
        if 2 + sum(cell_len(key) + cell_len(label) + 1 + gap for key, label in shown) - gap <= width:
            return shown, gap
    return signs, 1


def _sign_and_word(label: str) -> Hint:
    """Split a label into its leading sign and the rest; either may be ``""``."""
    sign, _, word = label.partition(" ")
    return (sign, word) if word and not sign[0].isalnum() else ("", label)
