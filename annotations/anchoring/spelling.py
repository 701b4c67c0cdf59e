"""Words that differ in their spelling only, and the stretch of a text that is spelled most like a quote."""

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple

from annotations.anchoring.tokens import Words, occurrences
from annotations.model import CONTEXT
from annotations.text.lazy_regex import lazy

ALIKE: Final = 0.65
"""Minimum similarity of two spellings of a word; most pairs of other words are less alike."""

SHORTEST: Final = 6
"""Code points from which a quote may be misspelled; shorter ones are like too many words."""

LONGEST: Final = 120
"""Code points up to which misspelled quotes are searched; longer ones have enough words that are spelled the same."""

PIECE: Final = 4
"""Minimum length in code points of the pieces of a quote; one piece must be spelled the same."""

PIECES: Final = 6
"""Maximum number of these pieces."""

BESIDE: Final = 6
"""Code points on each side of a quote; those on one side must be there too."""

HITS: Final = 100
"""Maximum number of occurrences of a piece that are compared."""

_DIGITS: Final = lazy(r"\d+")


class Near(NamedTuple):
    """A stretch of a text that is spelled like a quote."""

    start: int
    end: int
    likeness: float
    spelled: bool
    """True if the words differ in their spelling only."""


def digits(text: str) -> list[str]:
    """Return each run of digits in a text, in order: 1,200.5 has three."""
    return _DIGITS.findall(text)


def respelled(old: str, new: str) -> bool:
    """Return whether two folded wordings differ in the spelling of words only: no word was replaced, no number changed."""
    if digits(old) != digits(new):
        return False
    from rapidfuzz.distance import Indel  # imported when a text has changed, not at start

    before, after = (Words.of(text.lower(), 0, len(text.lower())).keys for text in (old, new))
    gone = came = ""
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            if not _spelled_alike(gone, came):
                return False
            gone = came = ""
        else:
            gone += "".join(before[code.src_start : code.src_end])
            came += "".join(after[code.dest_start : code.dest_end])
    return _spelled_alike(gone, came)


def _spelled_alike(gone: str, came: str) -> bool:
    """Return whether words may be another spelling of others; mere signs are."""
    from rapidfuzz.distance import Indel

    gone, came = ("".join(filter(str.isalnum, text)) for text in (gone, came))
    return gone == came or Indel.normalized_similarity(gone, came) > ALIKE


def nearest(quote: str, text: str) -> Near | None:
    """Return the stretch of a short folded text that is most like a folded quote; None if there is none."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(quote, text) if len(quote) <= len(text) else None
    start, end = (found.dest_start, found.dest_end) if found else (0, len(text))

    def likeness(span: tuple[int, int]) -> float:
        return Levenshtein.normalized_similarity(quote, text[slice(*span)])

    best = start, end
    for _ in range(len(quote)):
        start, end = best
        beside = ((start - 1, end), (start + 1, end), (start, end - 1), (start, end + 1))
        better = max((one for one in beside if 0 <= one[0] < one[1] <= len(text)), key=likeness, default=best)
        if likeness(better) <= likeness(best):
            break
        best = better
    if best[0] == best[1]:
        return None
    alike = likeness(best)
    return Near(*best, alike, alike > ALIKE and respelled(quote, text[slice(*best)]))


def misspelled(around: str, start: int, end: int, text: str) -> Iterator[Near]:
    """Yield the stretches of a folded text that are spelled like `around[start:end]`, or differ from it in few words.

    Of a quote with fewer errors than it has pieces, at least one piece is spelled the same; and so are a few signs right
    beside the quote, if any are known.
    """
    quote = around[start:end]
    known = len(around) - len(quote) >= CONTEXT  # If so, long quotes are found by the words around them too.
    if not SHORTEST <= len(quote) <= (LONGEST // 2 if known else LONGEST):
        return
    beside = [signs for signs in (around[max(0, start - BESIDE) : start], around[end : end + BESIDE]) if signs.strip()]
    count = max(1, min(PIECES // 2 if known else PIECES, len(quote) // PIECE))
    slack = len(quote) // 4 + 2
    seen: set[int] = set()
    for first, last in pairwise(len(quote) * index // count for index in range(count + 1)):
        for place in islice(occurrences(text, quote[first:last]), HITS):
            low = max(0, place - first - slack)
            high = low + len(quote) + 2 * slack
            if low // slack in seen or not _any_near(beside, text, low, high):
                continue
            seen.add(low // slack)
            found = nearest(quote, text[low:high])
            if found and found.likeness > ALIKE:
                yield found._replace(start=low + found.start, end=low + found.end)


def _any_near(beside: list[str], text: str, low: int, high: int) -> bool:
    """Return whether any of some signs is in or beside a range, or there are none."""
    return not beside or any(text.find(signs, max(0, low - BESIDE), high + BESIDE) >= 0 for signs in beside)
