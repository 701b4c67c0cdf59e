"""One row of text: key hints, a question or a message."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text.cells import cell_len, shorten, visible
from tui.theming.styles import Styles


class Caption(Widget):
    """One row of plain text. Parts that do not fit are left out, the last one last."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, styles: Styles, text: str, *, strong: bool = False) -> None:
        super().__init__(classes="caption")
        self._theme_styles = styles
        self._strong = strong
        self.text = text
        self._shorter: tuple[str, ...] = ()

    def say(self, text: str, *shorter: str) -> None:
        """Show `text`, or the first of `shorter` that fits."""
        self.text, self._shorter = text, shorter
        self.refresh()

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self._theme_styles = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Return the row."""
        base = self._theme_styles.base
        style = base + (self._theme_styles.accent if self._strong else self._theme_styles.muted)
        room = max(1, self.size.width - 2)
        texts = [visible(text) for text in (self.text, *self._shorter)]
        shown = next((text for text in texts if cell_len(text) <= room), None) or fitted(texts[-1], room)
        return Strip([Segment(" " + shown, style)]).adjust_cell_length(self.size.width, base)


def key_lines(hints: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return keys with their words in one row, and the same for a row that is too short for all of it.

    The last two, for help and to leave, are one part, which is never left out.
    """
    parts = [f"{key} {label}" for key, label in hints]
    *_, help_, (escape, _) = [("", ""), *hints]
    long, short = " · ".join(parts[-2:]), f"{help_[0]} {help_[1]} · {escape}"
    return "  ".join([*parts[:-2], long]), "  ".join([*parts[:-2], short if help_[0] else long])


def answer_lines(question: str, answers: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return a question with the keys that answer it, in full and then shorter: no answer is left out.

    A label may begin with a sign, which is shown alone where there is little room.
    """
    signs = [label.partition(" ")[0] if not label[:1].isalnum() else label for _, label in answers]
    words = "  ".join(f"{key} {label}" for key, label in answers)
    short = "  ".join(f"{key} {sign}" for (key, _), sign in zip(answers, signs, strict=True))
    least = " ".join(
        f"{key}{sign}" if not sign[:1].isalnum() else key for (key, _), sign in zip(answers, signs, strict=True)
    )
    return f"{question}  {words}", f"{question}  {short}", words, short, least


def fitted(text: str, room: int) -> str:
    """Fit a text into `room` cells: of its parts, separated by two or more blanks, keep the first ones and the last."""
    parts = [part.strip() for part in text.split("  ") if part.strip()]
    while len(parts) > 1 and cell_len("  ".join(parts)) > room:
        del parts[-2]
    left = "  ".join(parts)
    return left if cell_len(left) <= room else shorten(left, room)
