"""The lines of a decoded source, each with its offset in the file."""

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Lines(NamedTuple):
    """Lines without their newlines and the code-point offsets at which they begin."""

    texts: Sequence[str]
    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of a text whose newlines are all line feeds; a newline at its end opens no further line."""
        texts = text.split("\n")
        starts = array("I", [0])
        starts.extend(accumulate([len(line) + 1 for line in texts[:-1]]))
        if not texts[-1]:
            texts.pop()
        return cls(texts, starts)

    def part(self, first: int, last: int) -> "Lines":
        """The lines from first up to last."""
        return Lines(self.texts[first:last], self.starts[first:last])
