"""Lines that a file repeats: the heads and feet of its pages, and names of parts that head nothing of their own."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.text.lazy_regex import lazy

_SAMPLE: Final = 20_000
"""Lines that are counted."""
_LONGEST: Final = 110
_OFTEN: Final = 3
"""How often a line is there that is repeated; a line with the number of its page, once less."""
_PARTS: Final = lazy(r"\S {3,}\S")
_PAGE: Final = lazy(r"(?: {3,}|^\s*)(?:\[?(?:[Pp]age|PAGE|Seite|p\.)\s+[\divxlc]+\]?|- ?\d+ ?-)\s*$")
_NUMBER: Final = lazy(r"\d+|\b[ivxlc]+\b(?=\]?$)")


class PageLines:
    """The single lines of a file that recur."""

    def __init__(self, texts: Sequence[str]) -> None:
        """``texts`` are all lines of the file; they are counted when the first is asked for."""
        self._texts = texts

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        above, line = "", ""
        for below in [*self._texts[:_SAMPLE], ""]:
            if (
                line
                and len(line) <= _LONGEST
                and (not above.strip() or "\f" in above or "\f" in line)
                and not below.strip()
            ):
                counts[_alike(line)] += 1
            above, line = line, below
        return counts

    def repeated(self, i: int) -> bool:
        """Whether a line is there three times and more, but for its numbers."""
        line = self._texts[i] if self._texts else ""
        return 0 < len(line) <= _LONGEST and self._counts[_alike(line)] >= _OFTEN and not shapes.section(line)

    def furniture(self, i: int) -> bool:
        """Whether a line is the head or the foot of a page."""
        if not self._texts or i >= len(self._texts):
            return False
        line = self._texts[i]
        text = line.strip()
        if not text or ("   " not in text and text[-1] not in "]-0123456789"):
            return False
        if len(line) > _LONGEST or not (_PARTS.search(line) or _PAGE.search(line)):
            return False
        least = _OFTEN - (_PAGE.search(line) is not None)
        return self._counts[_alike(line)] >= least


def _alike(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()))
