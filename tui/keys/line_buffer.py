"""A line of text that is being typed: the text, the cursor and the effects of keys."""

from collections.abc import Callable, Mapping
from typing import Final

from annotations.text.lazy_regex import lazy
from tui.text.cells import is_safe, next_boundary, previous_boundary

_BREAKS: Final = lazy(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


_LONGEST: Final = 4_000
"""Characters of a paste that a line takes."""


def as_line(text: str) -> str:
    """Return pasted text as one line: breaks and tabs become blanks, undrawable characters are left out."""
    line = " ".join(part for part in _BREAKS.split(text[:_LONGEST]) if part)
    return line if is_safe(line) else "".join(filter(is_safe, line))


class Line:
    """A text without line breaks; the cursor is before one of its clusters, or behind the last."""

    def __init__(self, text: str = "") -> None:
        """A text, the cursor behind it."""
        self.text = text
        self.cursor = len(text)
        """Code points before the cursor."""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the cursor, the cluster under it, and the text behind that."""
        after = _cluster_after(self)
        return self.text[: self.cursor], self.text[self.cursor : after], self.text[after:]

    def put(self, text: str) -> None:
        """Replace the text, with the cursor behind it."""
        self.text, self.cursor = text, len(text)

    def insert(self, text: str) -> None:
        """Put something in where the cursor is; it has no line breaks."""
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def press(self, key: str) -> bool:
        """Take a key by Textual's name. Returns False if it neither moves the cursor nor deletes text."""
        if key not in _KEYS:
            return False
        goal, deletes = _KEYS[key]
        start, end = sorted((self.cursor, goal(self)))
        if deletes:
            self.text = self.text[:start] + self.text[end:]
            self.cursor = start
        else:
            self.cursor = end if start == self.cursor else start
        return True


def _cluster_before(line: Line) -> int:
    return previous_boundary(line.text, line.cursor, 0)


def _cluster_after(line: Line) -> int:
    return next_boundary(line.text, line.cursor, len(line.text))


def _word_before(line: Line) -> int:
    before = line.text[: line.cursor].rstrip()
    return len(before) - len((before.split() or [""])[-1])


def _word_after(line: Line) -> int:
    after = line.text[line.cursor :].lstrip()
    return len(line.text) - len(after) + len((after.split() or [""])[0])


def _start(_: Line) -> int:
    return 0


def _end(line: Line) -> int:
    return len(line.text)


_KEYS: Final[Mapping[str, tuple[Callable[[Line], int], bool]]] = {
    **dict.fromkeys(("left", "ctrl+b"), (_cluster_before, False)),
    **dict.fromkeys(("right", "ctrl+f"), (_cluster_after, False)),
    **dict.fromkeys(("ctrl+left", "alt+b"), (_word_before, False)),
    **dict.fromkeys(("ctrl+right", "alt+f"), (_word_after, False)),
    **dict.fromkeys(("home", "ctrl+a"), (_start, False)),
    **dict.fromkeys(("end", "ctrl+e"), (_end, False)),
    **dict.fromkeys(("backspace", "ctrl+h"), (_cluster_before, True)),
    **dict.fromkeys(("delete", "ctrl+d"), (_cluster_after, True)),
    **dict.fromkeys(("ctrl+w", "ctrl+backspace", "alt+backspace"), (_word_before, True)),
    "alt+d": (_word_after, True),
    "ctrl+u": (_start, True),
    "ctrl+k": (_end, True),
}
"""The goal of the cursor, and whether the text up to it is deleted: the keys of a shell's line."""
