"""Which lines of a text belong together: those that somebody broke at a column, by hand or by program.

Lines between blank ones are one paragraph unless there is a sign against it. What is asked of two
neighbours, in this order:

- A line that is set in under the first one of a hanging paragraph goes on; one that is set in after the
  end of a sentence begins a paragraph.
- A label, a speaker or a time begins a line of its own.
- A line without the end of a sentence goes on in one that begins in lower case.
- Verse, addresses and lists have lines that begin with capitals and end wherever they like: they stay apart.
- Of the rest, lines that are as long as the text is wide go on.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.documents import line_shapes as shapes
from annotations.text.cell_width import width as cells
from annotations.text.lazy_regex import lazy

WIDEST: Final = 200
"""Longest line, in cells, that a program or a person is taken to have broken."""
_NARROWEST: Final = 20
_SAMPLE: Final = 5000
"""Number of lines that the shape of a file is measured from."""
_UNSPACED: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff9f\U00020000-\U0003fffd"
)
_SEAMLESS: Final = lazy(rf"[{_UNSPACED}]$")
_SEAMLESS_NEXT: Final = lazy(rf"[{_UNSPACED}]")
_UNSPACED_BREAK: Final = lazy(rf"[{_UNSPACED}]\n[{_UNSPACED}]")
_BROKEN_WORD: Final = lazy(r"[^\W\d_]-$")
_SUSPENDED: Final = lazy(r"(?:und|oder|bzw|sowie|and|or|et|ou|y|o|e|en|of|och|og|i|lub)\b")
"""A word that follows a suspended hyphen: *first- and second-year*."""
_ENDED: Final = lazy(r"[.!?…。！？:։।॥؟۔።][\"'”’“‘»«›‹」』）)\]*_]*(?:\[\d{1,3}\])*$")

Text = tuple[str, list[tuple[int, int]]]
"""A text and where it comes from: (offset in the text, offset in the file)."""


class Measure(NamedTuple):
    """How the lines of a file are broken."""

    width: int
    """The column at which they are, in cells; 0 if they do not look broken."""
    hyphens: bool
    """Whether words are broken at the end of lines, as in scans and justified text."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Measure":
        """The measure of a file, from its first lines."""
        sample = texts[:_SAMPLE]
        widths = sorted(cells(line.rstrip()) for line in sample if line)
        kept = [width for width in widths if width <= WIDEST]
        if not kept or len(widths) - len(kept) > len(widths) * 0.05:
            return cls(0, hyphens=False)
        # A few lines stick out of any text: addresses, tables, words that are longer than the column.
        widest = kept[-1 - len(kept) // 50]
        full = sum(1 for width in kept if widest * 0.8 <= width <= widest)
        wrapped = widest >= _NARROWEST and full * 7 >= len(kept)
        return cls(widest if wrapped else 0, hyphens=_hyphenated(sample))


NONE: Final = Measure(0, hyphens=False)
"""The measure of a text without wrapped lines."""


def _hyphenated(texts: Sequence[str]) -> bool:
    found = sum(
        1 for line, below in pairwise(texts) if line.endswith("-") and _BROKEN_WORD.search(line) and below[:1].islower()
    )
    return found > 1 and found * 33 >= len(texts)


class _Line(NamedTuple):
    """What is asked of a line again and again."""

    indent: int
    width: int
    """Cells, the space before it included."""
    first: int
    """Cells of its first word."""
    lower: bool
    """Whether it begins in lower case."""
    upper: bool
    """Whether it begins with a capital or a digit."""
    ended: bool
    """Whether it ends as a sentence does."""


def _line(text: str) -> _Line:
    stripped = text.strip(shapes.SPACES)
    begins = next((char for char in stripped[:4] if char.isalnum()), "")
    word = cells(stripped.split(" ", 1)[0])
    return _Line(
        shapes.indent(text),
        cells(text.rstrip()),
        2 if word > 2 and _SEAMLESS_NEXT.match(stripped) else word,
        begins.islower(),
        begins.isupper() or begins.isdigit(),
        _ENDED.search(stripped) is not None,
    )


def ended(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _ENDED.search(line.rstrip(shapes.SPACES)) is not None


def goes_on(line: str, following: str) -> bool:
    """Whether two neighbours are plainly one sentence: no end in the first, a small letter in the second."""
    stripped = following.lstrip(shapes.SPACES)
    begins = next((char for char in stripped[:4] if char.isalnum()), "")
    return begins.islower() and not ended(line)


def broken(line: str, following: str, width: int) -> bool:
    """Whether a program broke between two lines: the next word would not have fitted."""
    word = following.lstrip(shapes.SPACES).split(" ", 1)[0]
    return cells(line.rstrip()) + 1 + cells(word) > width


def paragraphs(lines: Sequence[str], measure: Measure) -> list[tuple[int, int]]:
    """The paragraphs of a region of lines without a blank one, as ranges of them."""
    if len(lines) < 2:
        return [(0, len(lines))]
    seen = [_line(line) for line in lines]
    labelled = labels(lines)
    region = _Region(seen, measure)
    cuts = [n for n in range(1, len(lines)) if n in labelled or not region.together(n - 1)]
    return list(zip([0, *cuts], [*cuts, len(lines)], strict=True))


def labels(lines: Sequence[str]) -> set[int]:
    """Indexes of the lines that begin a paragraph because of a label, a speaker or a time.

    A single label does not count: it may be a word with a colon that is at the start of its line by chance.
    """
    found = [n for n, line in enumerate(lines) if shapes.label(line)]
    sure = {n for n in found if shapes.speaker(lines[n])} | {n + 1 for n in found if shapes.says_who(lines[n])}
    if len(found) > 1 and (found[0] == 0 or any(b == a + 1 for a, b in pairwise(found))):
        sure |= set(found)
    return sure


class _Region:
    """Lines between blank ones, and what they are as a whole."""

    def __init__(self, lines: Sequence[_Line], measure: Measure) -> None:
        self._lines = lines
        own = max(line.width for line in lines)
        self._wrapped = 0 < measure.width * 0.8 <= own
        """Whether the lines reach as far as those of the file do."""
        self._short = own - min(line.indent for line in lines) < measure.width * 0.8
        self._width = max(own, measure.width) if self._wrapped else own
        """Where they are broken if they are."""
        self._base = min(line.indent for line in lines)
        deeper = [n for n, line in enumerate(lines) if line.indent > self._base + 1]
        self._set_in = self._first_lines(deeper)
        """Whether paragraphs begin with lines that are set in."""
        self._hanging = bool(deeper) and deeper[0] > 0 and not self._set_in
        """Whether paragraphs go on in lines that are set in."""
        self._list = own < _NARROWEST or (self._ragged() and not any(line.ended for line in lines))
        self._apart = self._list or self._verse() or self._whole()

    def _first_lines(self, deeper: Sequence[int]) -> bool:
        if not deeper or (deeper[0] > 0 and len(deeper) * 2 > len(self._lines)):
            return False
        return all(not self._lines[n].lower and (n == 0 or self._lines[n - 1].ended) for n in deeper)

    def _room(self, n: int) -> int:
        """Cells that were left in a line after the next word, had it been put there; negative if it did not fit."""
        return self._width - self._lines[n].width - 1 - self._lines[n + 1].first

    def _ragged(self) -> bool:
        short = sum(1 for n in range(len(self._lines) - 1) if self._lines[n].width < self._width * 0.7)
        return len(self._lines) > 2 and short * 5 >= 2 * (len(self._lines) - 1)

    def _verse(self) -> bool:
        """Whether the lines begin with capitals wherever they end, as in verse, addresses and lists of names."""
        later = self._lines[1:]
        starts = [line for line in later if line.indent <= self._base + 1] or later
        if sum(line.upper for line in starts) < len(starts) * 0.75:
            return False
        if self._short:
            return True  # prose would reach as far as the rest of the file
        if self._set_in and len(later) > 2:
            return False
        rooms = [self._room(n) for n in range(len(later))]
        if len(later) == 1:
            return rooms[0] > self._width * 0.12 and not self._wrapped and not self._lines[0].ended
        loose = sum(1 for room in rooms if room > self._width * 0.12)
        if all(line.upper for line in starts):
            loose = max(loose, sum(1 for room in rooms if room >= 0))
        return loose * 3 >= len(later)

    def _whole(self) -> bool:
        """Whether each line is a paragraph by itself: each ends as a sentence does, and there was room for more."""
        lines = self._lines
        if not all(line.ended for line in lines[:-1]) or any(line.lower for line in lines[1:]):
            return False
        return not self._wrapped or any(self._room(n) >= 0 for n in range(len(lines) - 1))

    def together(self, n: int) -> bool:
        """Whether a line and the one after it are of one paragraph."""
        line, following = self._lines[n], self._lines[n + 1]
        if self._list or (self._set_in and following.indent > self._base + 1):
            return False
        if following.lower and not line.ended:
            return True
        if self._apart or line.width > WIDEST:
            return False
        if self._hanging and following.indent <= self._base + 1 < line.indent:
            return False
        return not line.ended or following.lower or line.width >= self._width * 0.6


def join(lines: Sequence[tuple[str, int]], *, hyphens: bool = False) -> Text:
    """The text of lines, given with their offsets in the file, as one; ``hyphens`` at their ends may belong to no word."""
    if len(lines) == 1:
        line, offset = lines[0]
        start, end = shapes.edges(line)
        return line[start:end], [(0, offset + start)]
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    last = ""
    for line, offset in lines:
        start, end = shapes.edges(line)
        part = line[start:end]
        if last and part:
            broken_word = _BROKEN_WORD.search(last) is not None and not _SUSPENDED.match(part)
            if last[-1] == "\u00ad" or (hyphens and broken_word and part[0].islower()):
                parts[-1] = parts[-1][:-1]
                length -= 1
            elif not seamless(last, part[0]) and not (broken_word and part[0].isalpha()):
                parts.append(" ")
                length += 1
        runs.append((length, offset + start))
        parts.append(part)
        length += len(part)
        last = part[-2:] or last
    return "".join(parts), runs


def seamless(before: str, after: str) -> bool:
    """Whether two lines are put together without a space: in scripts that have none."""
    return _SEAMLESS.search(before) is not None and _SEAMLESS_NEXT.match(after) is not None


def breaks_unspaced(text: str) -> bool:
    """Whether a text has a line break between letters of scripts that have no spaces."""
    return not text.isascii() and _UNSPACED_BREAK.search(text) is not None
