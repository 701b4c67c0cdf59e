"""Match a passage by the diff of the text in which it was described and the current text."""

from collections import Counter
from functools import partial
from itertools import accumulate, islice
from typing import Final

from annotations.anchoring.candidates import (
    AGREEMENT,
    FIRM,
    INTACT,
    LEFT,
    LONG,
    RUN,
    SAME,
    Candidate,
    agreement,
    best,
    choose,
    is_certain,
    place,
    to_resolution,
    verbatim,
)
from annotations.anchoring.diff.alignment import Alignment, Block
from annotations.anchoring.quote_matcher import QuoteMatcher
from annotations.anchoring.resolution import Ambiguous, Orphan, Resolution
from annotations.anchoring.selectors import Selectors
from annotations.anchoring.survivors import in_place
from annotations.anchoring.tokens import extent, is_sentence, occurrences
from annotations.model import CONTEXT

ALIKE: Final = (0.5, 0.42)
"""Minimum similarity of words changed in place to be the passage; the second value holds in a firm context."""

SHORT: Final = 0.7
"""The same for a short passage in a context that is not firm."""

ROW: Final = 5
"""Minimum length in code points of a line that identifies a passage in it."""

FOREIGN: Final = 0.3
"""Maximum share of a place that may come from other words of the old text."""


class DiffMatcher:
    """Matches passages of one old text in one new text."""

    def __init__(self, old: str, text: str, matcher: QuoteMatcher) -> None:
        self._old = old
        self._text = text
        self._matcher = matcher
        self._alignment = Alignment(old, text)
        gaps = self._alignment.gaps()
        self._fresh = "\0".join(self._alignment.new[gap.new : gap.new_end] for gap in gaps)
        """All new text, to find old text quickly."""
        self._framed = f"\n{old}\n", f"\n{text}\n"
        """Both texts with a newline at each end, so that every line is between two newlines."""
        self._once = _once(old), _once(text)
        """Lines that occur once in either text, with their offsets."""

    def survivors(self, start: int, end: int) -> list[Block]:
        """Return the surviving parts of a range of the old text."""
        return self._alignment.survivors(start, end)

    def follow(self, selectors: Selectors) -> Resolution:
        """Resolve a passage.

        The result is its place by the diff, unless its exact words have a better place in new text. If neither is good
        enough, the new text is searched for most of its words.
        """
        start, end = selectors.start, selectors.end
        quote = self._alignment.old[start:end]
        here = in_place(self._alignment, start, end)
        if here and not self._holds(here, quote):
            here = None
        around = self._alignment.old[max(0, start - CONTEXT) : end + CONTEXT]
        if here and here.likeness == 1 and (around if here.context == 1 else quote) not in self._fresh:
            return to_resolution(self._text, selectors, here)
        places = [here] if here else []
        matches = self._matcher.stretches(quote, loosely=here is None)
        places += self._unclaimed(start, end, matches, here)
        places = places or self._with_its_line(start, end)
        if not places:
            places = [one for one in self._matcher.traced(selectors) if self._free(one, start, end)]
        if here and here.likeness == 1 and here.context >= AGREEMENT:
            places = [one for one in places if one is here or one.worth >= here.worth]
        if not places:
            return self._lookalikes(start, end, matches)
        return choose(self._text, selectors, best(places), partial(self._is_certain, quote=quote, matches=len(matches)))

    def _is_certain(self, one: Candidate, quote: str, matches: int) -> bool:
        """Return whether a place may be taken without asking: also if enough of its words occurred once, then and now."""
        if one.bare or one.is_extended or is_certain(one, repeated=True):
            return True  # A passage without context is all of the old text.
        if matches > 1 or self._occurs_again(quote):
            return False
        enough = one.likeness == 1 or one.run >= RUN or (one.likeness >= SAME and one.end - one.start >= LONG)
        return enough or is_certain(one, repeated=False)

    def _occurs_again(self, quote: str) -> bool:
        """Return whether a quote occurs more than once in the old text."""
        first = self._alignment.old.find(quote)
        return self._alignment.old.find(quote, first + 1) >= 0

    def _holds(self, here: Candidate, quote: str) -> bool:
        """Return whether the place of a passage by the diff is still the passage."""
        if here.spelled or (here.context >= INTACT and here.left >= LEFT):
            return True
        if here.is_extended and here.likeness >= SHORT:
            return True
        if extent(quote) >= LONG:
            return here.likeness >= ALIKE[here.context >= FIRM]
        if here.likeness == 1:
            return here.context >= AGREEMENT / 2
        return here.context >= (AGREEMENT if here.likeness >= SHORT else FIRM)

    def _unclaimed(
        self, start: int, end: int, matches: list[tuple[int, int]], here: Candidate | None
    ) -> list[Candidate]:
        """Return the exact matches of a passage that the diff does not assign to other words of the old text."""
        found = []
        long = extent(self._alignment.old[start:end]) >= LONG
        for there in matches:
            if here and here.likeness == 1 and here.start == there[0]:
                continue
            one = verbatim(self._alignment.old, start, end, self._alignment.new, *there)
            if (one.context >= AGREEMENT or long) and self._free(one, start, end):
                found.append(one)
        return found

    def _with_its_line(self, start: int, end: int) -> list[Candidate]:
        """Return the place of a passage by its line, such as a table row, if that line occurs once in both texts."""
        old = self._old
        first, last = old.rfind("\n", 0, start) + 1, old.find("\n", end)
        line = old[first : last if last >= 0 else len(old)]
        if not any(map(str.isalpha, line)) or len(line.strip()) < ROW:
            return []
        if "\n" not in line:
            was, now = ([lines[line]] if line in lines else [] for lines in self._once)
        else:
            was, now = (list(islice(occurrences(text, f"\n{line}\n"), 2)) for text in self._framed)
        if len(was) != 1 or len(now) != 1:
            return []
        there = now[0] + start - first
        one = place(self._alignment.old, start, end, self._alignment.new, there, there + end - start, 1.0)
        return [one] if self._free(one, start, end) else []

    def _free(self, one: Candidate, start: int, end: int) -> bool:
        return self._alignment.taken(one.start, one.end, start, end) <= FOREIGN * (one.end - one.start)

    def _lookalikes(self, start: int, end: int, matches: list[tuple[int, int]]) -> Resolution:
        """Return Orphan, or Ambiguous if it is unclear which of several equal words or sentences are gone."""
        old, new = self._alignment.old, self._alignment.new
        ranked = sorted((-agreement(old, start, end, new, *there), there) for there in matches)
        alike = [there for rank, there in ranked if rank == -1]
        if not alike and is_sentence(old, start, end) and self._occurs_again(old[start:end]):
            alike = [there for _, there in ranked]
        return Ambiguous(tuple(alike)) if alike else Orphan()


def _once(text: str) -> dict[str, int]:
    """Return the offsets of the lines that occur once in a text."""
    lines = text.split("\n")
    counts = Counter(lines)
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return {line: start for line, start in zip(lines, starts, strict=False) if counts[line] == 1}
