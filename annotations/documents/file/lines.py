"""The lines of a decoded source, each with its offset in the file."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, overload

from annotations.text.lazy_regex import lazy

_PIECE: Final = 1 << 18
"""Code points that are looked through at a time: other threads wait as long."""
_BEHIND: Final = 32
"""Lines before one that is asked for that are cut with it."""
_AHEAD: Final = 128
"""Lines from it on that are cut with it."""


_OTHERS: Final = lazy("[\v\f\u2028\u2029]")
"""Breaks of lines and pages that end no line of the file."""
_AS_NEWLINES: Final = {ord(char): "\n" for char in "\v\f\u2028\u2029"}


class Lines(NamedTuple):
    """Lines without their newlines and the code-point offsets at which they begin."""

    texts: Sequence[str]
    starts: Sequence[int]
    breaks: frozenset[int] = frozenset()
    """Offsets of lines that begin after another break than a newline: its author put it there on purpose."""

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of a text whose newlines are all line feeds; a newline at its end opens no further line."""
        starts = _starts(text)
        return cls(_Cut(text, starts), starts)

    @property
    def text(self) -> str:
        """All of them in one."""
        return self.texts.text if isinstance(self.texts, _Cut) else "\n".join(self.texts)

    def part(self, first: int, last: int) -> "Lines":
        """The lines from first up to last."""
        return Lines(self.texts[first:last], self.starts[first:last], self.breaks)

    def cut(self) -> "Lines":
        """The same lines, cut at their breaks of other kinds too; offsets stay those of the file."""
        text = self.text
        if _OTHERS.search(text) is None:
            return self
        if isinstance(self.texts, _Cut):
            breaks = frozenset(found.end() for found in _OTHERS.finditer(text))
            return Lines.of(text.translate(_AS_NEWLINES))._replace(breaks=breaks)
        pieces = list(self._pieces())
        begun = frozenset(start for _, start, own in pieces if not own)
        return Lines([text for text, _, _ in pieces], [start for _, start, _ in pieces], begun)

    def _pieces(self) -> Iterator[tuple[str, int, bool]]:
        for line, start in zip(self.texts, self.starts, strict=True):
            at = 0
            for n, piece in enumerate(line.translate(_AS_NEWLINES).split("\n")):
                yield piece, start + at, n == 0
                at += len(piece) + 1


class _Cut(Sequence[str]):
    """The lines of a text, cut from it when they are asked for: of a large file each character is there once."""

    def __init__(self, text: str, starts: "array[int]") -> None:
        self.text = text
        self._starts = starts
        ends_open = not text or text[-1] == "\n"
        self._length = len(starts) - ends_open
        self._end = len(text) + (not ends_open)
        self._first = 0
        self._near: list[str] = []
        """The lines from `_first` on that are at hand."""
        self._last = 0

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        # A line is asked for some twenty times while it is read: what is at hand comes first.
        if isinstance(index, int):
            if self._first <= index < self._last:
                return self._near[index - self._first]
        else:
            first, last, step = index.indices(self._length)
            return self._between(first, last) if step == 1 else [self[n] for n in range(first, last, step)]
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        self._first = max(0, index - _BEHIND)
        self._near = self._between(self._first, min(index + _AHEAD, self._length))
        self._last = self._first + len(self._near)
        return self._near[index - self._first]

    def _between(self, first: int, last: int) -> list[str]:
        if first >= last:
            return []
        end = self._starts[last] if last < len(self._starts) else self._end
        return self.text[self._starts[first] : end - 1].split("\n")


def _starts(text: str) -> "array[int]":
    starts = array("I", [0])
    for place in range(0, len(text), _PIECE):
        pieces = text[place : place + _PIECE].split("\n")
        ends = accumulate([len(piece) + 1 for piece in pieces[:-1]], initial=place)
        next(ends)
        starts.extend(ends)
    return starts
