"""A row of text: key hints, a question or a message."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.keys.command import tokens_named
from tui.text.cells import cell_len, shorten, visible
from tui.text.wrap import wrap
from tui.theming.styles import Styles

_LEAST: Final = 16
"""Fewest cells of a question that is shortened; it is left out if it has fewer."""

_HELP: Final = "keys"
"""The word of the key for help."""

_NARROW: Final = 50
"""Cells below which the key for help has no word beside it, so that more of the other keys fit."""


class Caption(Widget):
    """One row of plain text. Parts that do not fit are left out, the last one last. A key that it names can be clicked.

    With `rows`, its text is wrapped into up to as many if its height is automatic.
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, tokens: Sequence[str]) -> None:
            super().__init__()
            self.tokens = tokens

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self,
        styles: Styles,
        text: str,
        *,
        strong: bool = False,
        rows: int = 1,
        id: str | None = None,  # noqa: A002 - as Textual's widgets have it
    ) -> None:
        super().__init__(classes="caption wrapped" if rows > 1 else "caption", id=id)
        self._theme_styles = styles
        self._strong = strong
        self._most = rows
        self.text = text
        self._shorter: tuple[str, ...] = ()
        self._brief = ""
        """Keys without the word of that for help, for a narrow terminal; `""` if it shows no keys alone."""
        self._question: tuple[str, Sequence[tuple[str, str]]] | None = None
        """The question with its answers; None if it shows none."""
        self._keys: frozenset[str] = frozenset()

    def say(self, text: str, *shorter: str) -> None:
        """Show `text`, or the first of `shorter` that fits."""
        self._show((), text, *shorter)

    def offer(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys with their words, as `key_line` does."""
        self._show([key for key, _ in hints], key_line(hints))
        self._brief = key_line(hints, brief=True)

    def ask(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show a question, or `""`, with the keys that answer it, as `answer_line` does."""
        self._show([key for key, _ in answers], f"{question}  {_in_words(answers)}".lstrip())
        self._question = question, answers

    @property
    def offers(self) -> bool:
        """Whether it shows keys, and no message."""
        return bool(self._keys)

    def _show(self, keys: Iterable[str], text: str, *shorter: str) -> None:
        self._keys = frozenset(keys)
        self.text, self._shorter, self._brief, self._question = text, shorter, "", None
        self.refresh(layout=self._most > 1)

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self._theme_styles = styles
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the number of its rows."""
        return len(self._rows(width, self._most))

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        base = self._theme_styles.base
        style = base + (self._theme_styles.accent if self._strong else self._theme_styles.muted)
        rows = self._rows(self.size.width, self.size.height)
        row = rows[y] if y < len(rows) else ""
        return Strip([Segment(" " + row, style)]).adjust_cell_length(self.size.width, base)

    def _rows(self, width: int, most: int) -> list[str]:
        """Return the first of the texts that fits in at most some rows of a width, else what fits of the last one."""
        room, most = max(1, width - 2), 1 if self._keys else most
        if self._question is not None:
            return [answer_line(*self._question, room)]
        brief = (self._brief,) if self._brief and room < _NARROW else ()
        texts = [visible(text) for text in (self.text, *self._shorter, *brief)]
        for text in texts:
            if cell_len(text) <= room:
                return [text]
            if most > 1 and len(rows := wrap(text, 0, len(text), room)) <= most:
                return [text[start:end].rstrip() for start, end in rows]
        return [fitted(texts[-1], room)]

    def on_click(self, event: events.Click) -> None:
        """Press the key whose words were clicked."""
        event.stop()
        rows = self._rows(self.size.width, self.size.height)
        if event.y < len(rows) and (tokens := tokens_named(key_at(rows[event.y], event.x - 1, self._keys))):
            self.post_message(self.Pressed(tokens))


def key_at(line: str, x: int, keys: Collection[str]) -> str:
    """Return the key of a line of keys and words whose part is at column `x`; "" if there is none.

    A key is followed by its words, or directly by a sign.
    """
    found, column = "", 0
    for part in re.findall(r"\S+|\s+", line):
        named = next((key for key in (part, part[:-1]) if key in keys), "") if part != _POINT.strip() else ""
        if part == _POINT.strip() or (part.isspace() and len(part) > 1):
            found = ""
        elif named:
            found = named
        if column <= x < column + cell_len(part):
            return found
        column += cell_len(part)
    return ""


def key_line(hints: Sequence[tuple[str, str]], *, brief: bool = False) -> str:
    """Return keys with their words in one row; if `brief`, the key for help has none.

    The last two, for help and to leave, are one part, which is never left out.
    """
    parts = [f"{key} {label}" for key, label in hints]
    if brief and hints[-2][1] == _HELP:
        parts[-2] = hints[-2][0]
    return "  ".join([*parts[:-2], " · ".join(parts[-2:])])


def answer_line(question: str, answers: Sequence[tuple[str, str]], room: int) -> str:
    """Return a question with the keys that answer it in `room` cells: no answer is left out.

    A label may begin with a sign, which is shown alone where there is little room. A question is shortened before it is
    left out.
    """
    signs = [label.partition(" ")[0] if not label[:1].isalnum() else label for _, label in answers]
    question, words = visible(question), _in_words(answers)
    bare = "  ".join(f"{key} {_without_sign(label)}" for key, label in answers)
    short = "  ".join(f"{key} {sign}" for (key, _), sign in zip(answers, signs, strict=True))
    least = " ".join(
        f"{key}{sign}" if not sign[:1].isalnum() else key for (key, _), sign in zip(answers, signs, strict=True)
    )
    lead = f"{question}  " if question else ""
    for form in (words, bare, short):
        if cell_len(f"{lead}{form}") <= room:
            return f"{lead}{form}"
    for form in (bare, short, least):
        if question and (beside := room - cell_len(form) - 2) >= _LEAST:
            return f"{shorten(question, beside)}  {form}"
    return next((form for form in (words, short, least) if cell_len(form) <= room), None) or fitted(least, room)


def _in_words(answers: Sequence[tuple[str, str]]) -> str:
    return visible("  ".join(f"{key} {label}" for key, label in answers))


def _without_sign(label: str) -> str:
    sign, _, word = label.partition(" ")
    return word if word and not sign[:1].isalnum() else label


def fitted(text: str, room: int) -> str:
    """Fit a text into `room` cells: of its parts, separated by two or more blanks, keep the first ones and the last.

    If that is too long, shorten it before the tip at its end, which names the key to press next.
    """
    parts = [part.strip() for part in text.split("  ") if part.strip()]
    while len(parts) > 1 and cell_len("  ".join(parts)) > room:
        del parts[-2]
    left = "  ".join(parts)
    if cell_len(left) <= room:
        return left
    words, point, tip = left.rpartition(_POINT)
    beside = room - cell_len(point + tip)
    return shorten(words, beside) + point + tip if beside >= room // 2 else shorten(left, room)


_POINT: Final = " · "
"""Between a message and the tip at its end."""
