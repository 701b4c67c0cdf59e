"""How the lines of a file are broken: at which column, between words or within them, with hyphens or without."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.documents import line_shapes as shapes
from annotations.documents.plain_text.joining import BROKEN_WORD, UNSPACED
from annotations.text.cell_width import width as cells
from annotations.text.lazy_regex import lazy

WIDEST: Final = 200
"""Longest line, in cells, that a program or a person is taken to have broken."""
NARROWEST: Final = 20
STARTERS: Final = frozenset(
    "And Or But Nor Of In The A An To With For From By As That Which Who When Where While Then Till Yet O Und Oder Aber Doch Die Das Dass Wie Wenn Et Ou Mais Le Les Des Un Une Que Qui Y Pero De Der Den Dem Es Er Ich Du Wir Ein Eine Im Am Wer Was Wo Zu Mit Von Auf Für Nicht So Da Denn Daß Ob".split()
)
"""Words that begin with a capital at the beginning of a sentence or of a line of verse only."""
_GERMAN: Final = (" der ", " die ", " und ", " des ", " den ", " das ", " ist ", " zu ", " nicht ", " im ")
_VERSE: Final = 400
"""Lines that tell whether a file is verse, and German."""
_SAMPLE: Final = 5000
"""Number of lines that the shape of a file is measured from."""
_FEWEST: Final = 4
"""Lines with another one under them that tell whether a text was cut without regard to its words."""
_COMPOUND: Final = lazy(r"[^\W\d_]+-[^\W\d_]+")
_UNSPACED_END: Final = lazy(rf"[{UNSPACED}][ \u3000]?$")


class Measure(NamedTuple):
    """How the lines of a file are broken."""

    width: int
    """The column at which they are, in cells; 0 if they do not look broken."""
    hyphens: bool
    """Whether words are broken at the end of lines, as in scans and justified text."""
    cut: int = 0
    """The column at which they are cut, also within words, as a terminal does; 0 if they are broken between words."""
    lines: int = 0
    """How many lines tell that."""
    verse: bool = False
    """Whether nearly all lines begin with capitals, also such as begin in the middle of a sentence."""
    nouns: bool = False
    """Whether nouns have capitals in its language."""
    compounds: frozenset[str] = frozenset()
    """Words that are written with a hyphen within a line, so that one at its end belongs to the word."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Measure":
        """The measure of a file, from its first lines."""
        sample = texts[:_SAMPLE]
        widths = sorted([cells(line.rstrip()) for line in sample if line])
        kept = [width for width in widths if width <= WIDEST]
        if not kept or len(widths) - len(kept) > len(widths) * 0.05:
            return cls(0, hyphens=False)
        # A few lines stick out of any text: addresses, tables, words that are longer than the column.
        widest = kept[-1 - len(kept) // 50]
        full = sum(1 for width in kept if widest * 0.8 <= width <= widest)
        wrapped = widest >= NARROWEST and full * 7 >= len(kept)
        hyphens = _hyphenated(sample)
        compounds = frozenset(_COMPOUND.findall("\n".join(sample).lower())) if hyphens else frozenset()
        return cls(
            widest if wrapped else 0,
            hyphens,
            _cut(sample) if wrapped else 0,
            len(kept),
            _verse(sample),
            _nouns(sample),
            compounds,
        )


def _nouns(texts: Sequence[str]) -> bool:
    """Whether a text is German, as far as its small words tell."""
    text = " ".join(texts[:_VERSE])
    found = sum(map(text.count, _GERMAN))
    return found > 1 and found * 20 >= text.count(" ")


def _verse(texts: Sequence[str]) -> bool:
    """Whether nearly all lines begin with capitals, and many so in the middle of a sentence."""
    pairs = [(a.rstrip(), b.lstrip()) for a, b in pairwise(texts[:_VERSE]) if a and b and not b.isspace()]
    if len(pairs) < _FEWEST or sum(1 for _, b in pairs if b[0].islower()) * 10 > len(pairs):
        return False
    begun = sum(1 for a, b in pairs if b.split(" ", 1)[0] in STARTERS and not shapes.ends_sentence(a))
    return begun > 1 and begun * 5 >= len(pairs)


def _hyphenated(texts: Sequence[str]) -> bool:
    found = sum(
        1 for line, below in pairwise(texts) if line[-1:] in "-‐" and BROKEN_WORD.search(line) and below[:1].islower()
    )
    return found > 1 and found * 33 >= len(texts)


def _cut(texts: Sequence[str]) -> int:
    """The column at which lines are cut without regard to words; 0 if they are not.

    All lines with another one under them are full to the last cell, and the space between two words, where the cut is
    next to one, is still there.
    """
    inner = [(line, below) for line, below in pairwise(texts) if line and below and not shapes.blank(below)]
    if len(inner) < _FEWEST:
        return 0
    widths = [cells(line) for line, _ in inner]
    widest = max(widths)
    filled = sum(1 for width in widths if width >= widest - 1)
    if widest > WIDEST or filled < len(inner) * 0.9:
        return 0
    spaced = [(line, below) for line, below in inner if not _UNSPACED_END.search(line)]
    kept = sum(1 for line, below in spaced if line[-1] == " " or (below[0] == " " != below[1:2]))
    unspaced = filled == len(inner) and len(spaced) * 2 < len(inner)
    return widest if unspaced or (kept and kept * 12 >= len(spaced)) else 0
