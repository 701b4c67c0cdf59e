"""Characters that a reader does not see: soft hyphens, joiners, zero-width blanks, marks of direction.

They neither part a word nor make two words different.
"""

from bisect import bisect_right
from typing import Final

from annotations.text.lazy_regex import lazy

CLASS: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""The characters, for a class of a regular expression."""
_INVISIBLE: Final = lazy(f"[{CLASS}]")
_RUN: Final = lazy(f"[{CLASS}]+")


def has_invisible(text: str) -> bool:
    """Return whether a text contains any."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def visible(text: str) -> str:
    """Return the text without them; unchanged if nothing else is in it."""
    return _RUN.sub("", text) or text if has_invisible(text) else text


class Visible:
    """A text without its invisible characters, and where each place of one is in the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The text without them."""
        self._places: list[int] = []
        """Offset in the shorter text of each run that was left out."""
        self._lengths: list[int] = [0]
        """Length of all runs before the first one, the second one, and so on."""
        if not has_invisible(text):
            return
        parts: list[str] = []
        last = 0
        for run in _RUN.finditer(text):
            parts.append(text[last : run.start()])
            last = run.end()
            self._places.append(run.start() - self._lengths[-1])
            self._lengths.append(self._lengths[-1] + run.end() - run.start())
        self.text = "".join((*parts, text[last:]))

    def shortened(self, offset: int) -> int:
        """Return the offset in the shorter text of one in the whole text."""
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._places[middle] + self._lengths[middle] < offset:
                low = middle + 1
            else:
                high = middle
        if not low:
            return offset
        return max(self._places[low - 1], offset - self._lengths[low])

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the whole text of one in the shorter text, with nothing invisible at its edges."""
        first = bisect_right(self._places, start)
        last = bisect_right(self._places, end - 1) if end > start else first
        return start + self._lengths[first], end + self._lengths[last]
