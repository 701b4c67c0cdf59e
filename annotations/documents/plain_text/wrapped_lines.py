"""Joins the lines of a paragraph that was broken at a column, by hand or by program.

Lines between blank ones are one paragraph unless there is a sign against it. First the lines are divided where one
begins a paragraph whatever is around it: at a label, a speaker or a time, and at first lines that are indented, if the
paragraphs of these lines begin so. The lines between two such lines are a piece. Then the signs of `_SIGNS` are looked for
in each two neighbours of a piece, in their order, and the first one found decides. Some signs are of two lines, some of the
piece that they are in: verse, addresses and lists end their lines anywhere.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.documents import line_shapes as shapes
from annotations.documents.plain_text import columns
from annotations.documents.plain_text import line_ends as ends
from annotations.documents.plain_text.measure import NARROWEST, STARTERS, WIDEST, Measure
from annotations.text.cell_width import width as cells
from annotations.text.lazy_regex import lazy

_RIGHT: Final = 24
"""Columns of space before lines that are set to the right."""
_NEAR: Final = 0.6
"""Share of the width from which a line is long enough to have been broken."""
_LOOSE: Final = 0.12
"""Share of the width that a line leaves free after the next word if it was not broken for want of space."""
_COLUMN: Final = 30
"""Cells of the narrowest prose in a file that has only such lines."""
_SHOUTED: Final = 40
"""Characters from which a line in capitals is prose."""
_UNSPACED_START: Final = lazy("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff]")
_SPOKEN: Final = lazy(r"[—―][\s\xa0]?[\w¿¡«“\"‘']")
"""A speech as it begins in novels."""
_DANGLING: Final = frozenset(
    "the a an of der die das dem den des ein eine einen einem einer im am zum zur vom le la les du un une de und oder von für durch el los las del il lo gli di het een o os do da".split()
)
"""Words that another one must follow."""


class _Line(NamedTuple):
    """Properties of a line, found once."""

    indent: int
    width: int
    """Cells, the space before it included."""
    first: int
    """Cells of its first word."""
    lower: bool
    """Whether it begins in lower case."""
    upper: bool
    """Whether it begins with a capital or a digit, and is not written in capitals throughout."""
    ended: bool
    """Whether it ends as a sentence does."""
    paused: bool
    """Whether it ends with a comma or the like."""
    starter: bool
    """Whether it begins with a small word that has a capital."""
    tail: str
    """Its last characters."""
    spoken: bool
    """Whether it begins with the dash of a speech."""

    @property
    def dangling(self) -> bool:
        """Whether it ends with an article or the like, which no verse, name or address does."""
        return self.tail.rpartition(" ")[2].lower() in _DANGLING


def _line(text: str) -> _Line:
    stripped = text.strip(shapes.SPACES)
    begins = next(filter(str.isalnum, stripped[:4]), "")
    word = stripped.split(" ", 1)[0]
    first = cells(word)
    if first > 2 and not word.isascii() and _UNSPACED_START.match(word):
        first = 2
    lower = begins.islower()
    return _Line(
        shapes.indent(text) if text[:1] in shapes.SPACES else 0,
        cells(text.rstrip()),
        first,
        lower,
        not lower and (begins.isupper() or begins.isdigit()) and (len(stripped) < _SHOUTED or not stripped.isupper()),
        ends.ends(stripped),
        stripped[-1:] in ",;",
        word in STARTERS,
        stripped[-6:],
        stripped[:1] in "—―" and _SPOKEN.match(stripped) is not None,
    )


def runs_on(line: str, following: str, measure: Measure) -> bool:
    """Return whether a line continues in the next one: that begins in lower case, or its first word had no room here."""
    if ends.goes_on(line, following):
        return True
    width = measure.width
    return width > 0 and ends.broken(line, following, int(width * (1 - _LOOSE))) and not ends.ended(line)


def full(line: str, measure: Measure) -> bool:
    """Return whether a line is full in a text that is cut at a width, also inside words: the next line continues it."""
    return measure.cut > 0 and cells(line) >= measure.cut - 1


def runs_over(line: str, following: str, measure: Measure) -> bool:
    """Return whether a paragraph continues in a line after the end of a page."""
    if ends.goes_on(line, following):
        return True
    here, there = _line(line), _line(following)
    return not here.ended and here.width >= measure.width * _NEAR and here.indent == there.indent and measure.width > 0


def paragraphs(lines: Sequence[str], measure: Measure) -> list[tuple[int, int]]:
    """Return the paragraphs of lines without a blank one, as ranges of the lines."""
    if len(lines) < 2:
        return [(0, len(lines))]
    if measure.cut and any(full(line, measure) for line in lines):
        cuts = [n for n in range(1, len(lines)) if not full(lines[n - 1], measure)]
        return list(zip([0, *cuts], [*cuts, len(lines)], strict=True))
    seen = [_line(line) for line in lines]
    labelled = labels(lines, measure.width) | columns.fields(lines)
    region = _Region(seen, measure)
    starts = sorted({0, *labelled, *region.first_lines()})
    found: list[tuple[int, int]] = []
    for a, b in zip(starts, [*starts[1:], len(lines)], strict=True):
        if b - a == 1:
            found.append((a, b))
            continue
        piece = _Piece(lines[a:b], seen[a:b], region, labelled=a in labelled)
        cuts = [n for n in range(a + 1, b) if not piece.together(n - a - 1)]
        found += zip([a, *cuts], [*cuts, b], strict=True)
    return found


def separate(lines: Sequence[str], measure: Measure) -> bool:
    """Return whether each of several lines is a paragraph: a list, an address, verse."""
    return len(lines) > 1 and not _flow(lines) and len(paragraphs(lines, measure)) == len(lines)


def _flow(lines: Sequence[str]) -> bool:
    """Return whether lines are prose beyond doubt, as most are: a quick check."""
    if len(lines[0]) < 2 * NARROWEST or not ends.ended(lines[-1]):
        return False
    if any(":" in line or "  " in line or line[:1] in shapes.SPACES for line in lines):
        return False
    return any(ends.goes_on(line, below) for line, below in pairwise(lines))


def labels(lines: Sequence[str], width: int = 0) -> set[int]:
    """Return the indexes of the lines that begin a paragraph because of a label, a speaker or a time.

    A single label does not count: it may be a word with a colon that is at the start of its line by chance, as it is
    where the line above is full at a ``width`` and has no end.
    """
    found = [n for n, line in enumerate(lines) if shapes.label(line)]
    if not found:
        return set()
    if width:
        near = {n + step for n in found for step in (-1, 1)}
        found = [
            n for n in found if n in near or ends.ended(lines[n - 1]) or not ends.broken(lines[n - 1], lines[n], width)
        ]
    sure = {n for n in found if shapes.speaker(lines[n])} | {
        n + 1
        for n in found
        if shapes.says_who(lines[n]) or (n + 1 < len(lines) and shapes.named_after_time(lines[n], lines[n + 1]))
    }
    if len(found) > 1 and (found[0] == 0 or any(b == a + 1 for a, b in pairwise(found))):
        sure |= set(found)
    return {n for n in sure if n < len(lines)}


class _Region:
    """Lines between blank ones, with their width and indentation."""

    def __init__(self, lines: Sequence[_Line], measure: Measure) -> None:
        self.lines = lines
        self.own = max([line.width for line in lines])
        self.base = min([line.indent for line in lines])
        self.wrapped = 0 < measure.width * 0.8 <= self.own
        """Whether the lines reach as far as those of the file do."""
        self.lines_measured = measure.lines
        """Number of lines of the file by which its width is known."""
        self.short = self.own - self.base < measure.width * 0.8
        self.width = max(self.own, measure.width) if self.wrapped else self.own
        """Column at which they are broken, if they are."""
        self.column = measure.width
        self.verse = measure.verse
        self.nouns = measure.nouns
        self.deeper = [line.indent > self.base + 1 for line in lines]
        self.set_in, self.hanging = self._layout() if True in self.deeper else (False, False)
        """Whether paragraphs begin with indented lines, and whether they continue in such lines."""

    def _layout(self) -> tuple[bool, bool]:
        """Return `set_in` and `hanging`, by where sentences end: before indented lines, or after them."""
        lines, deeper = self.lines, self.deeper
        into = [lines[n] for n in range(len(lines) - 1) if deeper[n + 1] and not deeper[n]]
        back = [lines[n] for n in range(len(lines) - 1) if deeper[n] and not deeper[n + 1]]
        under = [lines[n] for n in range(len(lines) - 1) if deeper[n] and deeper[n + 1]]
        if not into:
            # The first line is set in, and others that are paragraphs of one line each.
            return all(line.ended for line in under), False
        begun = sum(line.ended for line in into) / len(into)
        closed = sum(line.ended for line in back) / len(back) if back else 1 - begun
        if begun >= 0.6 and begun > closed and all(not lines[n].lower for n in range(len(lines)) if deeper[n] and n):
            return True, False
        if begun >= 0.8 and begun > closed and len(into) > 2:
            return True, False
        within = [lines[n] for n in range(1, len(lines)) if deeper[n]]
        verse = self.verse or any(line.starter and above.paused for above, line in pairwise(lines))
        filled = self.lines_measured > 2 * len(lines) and all(line.width >= self.column * 0.85 for line in into)
        prose = not verse and (filled or any(not line.upper for line in within))
        return False, not deeper[0] and begun <= closed and prose

    def first_lines(self) -> list[int]:
        """The lines with which paragraphs begin because they are set in."""
        if not self.set_in:
            return []
        lines = self.lines
        return [n for n in range(1, len(lines)) if self.deeper[n] and (lines[n - 1].ended or not lines[n].lower)]


class _Piece:
    """Lines without a sign that one of them begins a new paragraph, and the kind of the whole."""

    def __init__(self, texts: Sequence[str], lines: Sequence[_Line], region: _Region, *, labelled: bool) -> None:
        self.texts = texts
        self.lines = lines
        self.width = region.width
        self.base = min([line.indent for line in lines])
        self.labelled = labelled
        self._sure = region.wrapped and region.lines_measured > 2 * len(lines)
        """Whether other lines tell where these are broken."""
        self.region = region
        own = max([line.width for line in lines])
        self._rooms = [self.width - line.width - 1 - below.first for line, below in pairwise(lines)]
        """Cells that are left in each line after the next word, had it been put there; negative if it did not fit."""
        self._loose = sum(1 for room in self._rooms if room > self.width * _LOOSE)
        self.column = labelled and self._named()
        """Whether names are under one another behind a label."""
        self.list = self.column or own < NARROWEST or self._listed()
        self.apart = self.list or self._right() or self._verse() or self._whole()

    def _listed(self) -> bool:
        """Whether lines end wherever they like and no sentence ends with them."""
        size = len(self.lines)
        if size < 3 or any(line.ended for line in self.lines):
            return False
        short = sum(1 for line in self.lines[:-1] if line.width < self.width * 0.7)
        return short * 5 >= 2 * (size - 1) or (self._loose * 2 >= size - 1 and not self.region.wrapped)

    def _named(self) -> bool:
        """Whether what is set in under a label is a line for each of several names, and no text that was broken."""
        later, column = self.lines[1:], self.region.column
        if any(not line.upper or line.starter or line.indent <= self.base for line in later):
            return False
        if any(line.ended or line.paused or line.dangling for line in self.lines):
            return False
        if len({line.indent for line in later}) > 1 or (len(later) == 1 and not column):
            return False
        return not column or all(line.width + 1 + below.first <= column for line, below in pairwise(self.lines))

    def _right(self) -> bool:
        """Whether lines are set to the right, as the head and the end of a letter are."""
        return self.base >= _RIGHT and self.region.short

    def _verse(self) -> bool:
        """Whether the lines begin with capitals wherever they end, as in verse, addresses and lists of names."""
        region, later = self.region, self.lines[1:]
        starts = [line for line in later if line.indent <= self.base + 1] or later
        if sum(line.upper for line in starts) < len(starts) * 0.75:
            return False
        if sum(line.dangling for line in self.lines[:-1]) * 4 > len(later):
            return False
        if region.verse or (region.short and self._falls_short()):
            return True
        if (region.set_in and len(later) > 2) or self._nouns():
            return False
        if (
            len(later) > 2
            and all(line.upper for line in later)
            and all(line.ended or line.paused for line in self.lines)
        ):
            return True
        # Small words have capitals only where a sentence begins, or a verse.
        begun = [line for line, below in pairwise(self.lines) if below.starter and not line.ended]
        if len(begun) * 4 > len(later) and (len(later) > 2 or not region.wrapped):
            return True
        if sum(line.paused for line in begun) * 2 >= len(later):
            return True
        if len(later) == 1:
            return self._rooms[0] > self.width * _LOOSE and not region.wrapped and not self.lines[0].ended
        if self._sure:
            fitting = all(room >= 0 for room in self._rooms)
            return self._loose * 2 >= len(later) or (fitting and len(later) > 2 and all(line.upper for line in starts))
        loose = self._loose
        if all(line.upper for line in starts):
            loose = max(loose, sum(1 for room in self._rooms if room >= 0))
        return loose * 3 >= len(later)

    def _nouns(self) -> bool:
        """Whether it is prose of a language in which nouns have capitals, and lines begin with such nouns alone."""
        region = self.region
        if not region.nouns or not (region.wrapped or region.own > _COLUMN):
            return False
        if any(b.starter and not a.ended for a, b in pairwise(self.lines)):
            return False
        if sum(line.ended or line.paused for line in self.lines[:-1]) * 2 >= len(self.lines):
            return False
        words = " ".join(self.texts).split()
        return sum(map(str.islower, words)) * 5 >= len(words) * 2

    def _falls_short(self) -> bool:
        """Whether a line ends far before the column at which the file is broken, which one of prose would reach."""
        column = self.region.column
        return any(column - line.width - 1 - below.first > column * _LOOSE for line, below in pairwise(self.lines))

    def _whole(self) -> bool:
        """Whether each line is a paragraph by itself: each ends as a sentence does, and there was room for more."""
        lines = self.lines
        if not all(line.ended for line in lines[:-1]) or any(line.lower for line in lines[1:]):
            return False
        if self._sure:
            return self._loose > 0
        return not self.region.wrapped or any(room >= 0 for room in self._rooms)

    def together(self, n: int) -> bool:
        """Whether a line and the one after it are of one paragraph."""
        pair = _Pair(self, self.lines[n], self.lines[n + 1])
        return next((sign.joins for sign in _SIGNS if sign.shows(pair)), False)


class _Pair(NamedTuple):
    """Two neighbours and the piece that they are in."""

    piece: _Piece
    line: _Line
    below: _Line

    def hangs(self) -> bool:
        """Whether the second is set in under a label, or under the first line of a hanging paragraph."""
        piece, indent = self.piece, self.below.indent
        if piece.labelled and indent > piece.base:
            return not piece.column and (not self.below.upper or not self.loose())
        if not piece.region.hanging or not self.line.indent <= indent > piece.base + 1:
            return False
        return not (self.line.indent <= piece.base and self.below.upper and self.loose())  # a term and what it means

    def loose(self) -> bool:
        """Whether there was ample space in the first for a word more."""
        return self.piece.width - self.line.width - 1 - self.below.first > self.piece.width * _LOOSE

    def returns(self) -> bool:
        """Whether the second is no longer set in as the lines of a hanging paragraph are."""
        edge = self.piece.base + 1
        return self.piece.region.hanging and self.below.indent <= edge < self.line.indent

    def reaches(self) -> bool:
        """Whether the first is long, or had no space for the next word."""
        line, width = self.line, self.piece.width
        return line.width >= width * _NEAR or line.width + 1 + self.below.first > width


class _Sign(NamedTuple):
    """A reason why two neighbours belong together, or do not."""

    why: str
    joins: bool
    shows: Callable[[_Pair], bool]


_SIGNS: Final = (
    _Sign("what is set in under a label or a first line goes on with it", True, _Pair.hangs),
    _Sign("a list has a line for each of its parts", False, lambda pair: pair.piece.list),
    _Sign(
        "a sentence without an end goes on in lower case", True, lambda pair: pair.below.lower and not pair.line.ended
    ),
    _Sign("a speech begins with a dash", False, lambda pair: pair.below.spoken and pair.line.ended),
    _Sign("lines of verse, of addresses and whole sentences stay", False, lambda pair: pair.piece.apart),
    _Sign("what is so long was not broken", False, lambda pair: pair.line.width > WIDEST),
    _Sign("after lines that are set in another paragraph hangs", False, _Pair.returns),
    _Sign("a line without an end of a sentence goes on", True, lambda pair: not pair.line.ended),
    _Sign("where first lines are set in, others begin nothing", True, lambda pair: pair.piece.region.set_in),
    _Sign("a line that reaches far goes on", True, _Pair.reaches),
    _Sign("small letters begin no paragraph", True, lambda pair: pair.below.lower),
)
"""The first that shows decides; if none does, a short line with an end is the last of its paragraph."""
