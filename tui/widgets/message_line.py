"""One row that says something: keys, a question, what was done."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text.cells import cell_len, shorten, visible
from tui.theming.styles import Styles


class Caption(Widget):
    """One row of text that is never markup. What has no room is left out part by part, the last one kept."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, styles: Styles, text: str, *, strong: bool = False) -> None:
        super().__init__(classes="caption")
        self._dressing = styles
        self._strong = strong
        self.text = text
        self._shorter: tuple[str, ...] = ()

    def say(self, text: str, *shorter: str) -> None:
        """Say something else, or the first of what is shorter that there is room for."""
        self.text, self._shorter = text, shorter
        self.refresh()

    def dress(self, styles: Styles) -> None:
        """Take the styles of another theme."""
        self._dressing = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one
        """The row."""
        base = self._dressing.base
        style = base + (self._dressing.accent if self._strong else self._dressing.muted)
        room = max(1, self.size.width - 2)
        said = [visible(text) for text in (self.text, *self._shorter)]
        shown = next((text for text in said if cell_len(text) <= room), None) or fitted(said[-1], room)
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
    """Parts of a text that two blanks or more part, as many as fit into so many cells: the first ones and the last."""
    parts = [part.strip() for part in text.split("  ") if part.strip()]
    while len(parts) > 1 and cell_len("  ".join(parts)) > room:
        del parts[-2]
    left = "  ".join(parts)
    return left if cell_len(left) <= room else shorten(left, room)
