"""Lines that a file repeats: the heads and feet of its pages, and names of parts that head nothing of their own."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
_PAGE: Final = lazy(
    r"^\s{20,}\d{1,4}\s*$|(?: {3,}|^\s*)(?:\[?(?:[Pp]age|PAGE|Seite|p\.)\s+[\divxlc]+\]?|- ?\d+ ?-)\s*$"
)
_ENDS: Final = tuple("]-0123456789 \t")
_NUMBER: Final = lazy(r"\d+|\b[ivxlc]+\b(?=\]?$)")


class PageLines:
    """The single lines of a file that recur."""

    def __init__(self, texts: Sequence[str]) -> None:
        """``texts`` are all lines of the file; they are counted when the first is asked for."""
        self._texts = texts

    def repeated(self, i: int) -> bool:
        """Whether a line is there three times and more; heads and feet of pages are alike but for their numbers."""
        line = self._texts[i] if self._texts else ""
        if not 0 < len(line) <= _LONGEST or shapes.section(line):
            return False
        return self._counts[_named(line)] >= _OFTEN

    def furniture(self, line: str) -> bool:
        """Whether a line is the head or the foot of a page."""
        return bool(self.heads) and _may_be(line) and _of_page(line) and _alike(line) in self.heads

    @cached_property
    def heads(self) -> frozenset[str]:
        """What the heads and feet of pages have in common, each with the others of its kind."""
        counts: Counter[str] = Counter()
        numbered: set[str] = set()
        for line in self._single(_may_be):
            if _of_page(line):
                counts[alike := _alike(line)] += 1
                if _PAGE.search(line):
                    numbered.add(alike)
        return frozenset(alike for alike, count in counts.items() if count >= _OFTEN - (alike in numbered))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_named(line) for line in self._single(bool))

    def _single(self, wanted: Callable[[str], bool]) -> Iterator[str]:
        """The short lines that are between blank ones, or at the end of a page, and are wanted."""
        above, line = "", ""
        for below in [*self._texts[:_SAMPLE], ""]:
            if (
                line
                and (not above or above.isspace() or "\f" in above or "\f" in line)
                and (not below or below.isspace())
                and len(line) <= _LONGEST
                and wanted(line)
            ):
                yield line
            above, line = line, below


def _may_be(line: str) -> bool:
    return "   " in line or line[-1:] in _ENDS


def _of_page(line: str) -> bool:
    line = line.rstrip()
    return 0 < len(line) <= _LONGEST and (_PAGE.search(line) is not None or _PARTS.search(line) is not None)


def _named(line: str) -> str:
    """What a repeated line is counted by: releases have headings that differ in their numbers alone."""
    return _alike(line) if _may_be(line) and _of_page(line) else " ".join(line.split())


def _alike(line: str) -> str:
    """What two lines have in common that differ in the number of the page, wherever that is."""
    return _NUMBER.sub("#", " ".join(line.split())).strip("# ")
