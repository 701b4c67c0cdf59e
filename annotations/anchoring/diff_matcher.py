"""Follow a passage through the differences of the text that it was described in and the text as it is now."""

from collections import Counter
from itertools import accumulate, islice
from typing import Final

from annotations.anchoring.candidates import (
    AGREEMENT,
    DISTINCTIVE,
    FIRM,
    MOST,
    Candidate,
    agreement,
    choose,
    place,
    told,
)
from annotations.anchoring.diff.alignment import Alignment, Block
from annotations.anchoring.quote_matcher import Finder
from annotations.anchoring.resolution import Ambiguous, Orphan, Resolution
from annotations.anchoring.selectors import Selectors
from annotations.anchoring.survivors import in_place
from annotations.anchoring.tokens import extent, occurrences
from annotations.model import CONTEXT

ALIKE: Final = (0.5, 0.42)
"""From which likeness on words that changed where they stand are the passage still; the second in a firm context."""

ROW: Final = 5
"""Code points that a line has at least to be known again by itself."""

FOREIGN: Final = 0.3
"""Share of a place that may be known to come from other words of the old text."""


class Follower:
    """Follows passages of one old text into one new text."""

    def __init__(self, old: str, text: str, finder: Finder) -> None:
        self._old = old
        self._text = text
        self._finder = finder
        self._alignment = Alignment(old, text)
        gaps = self._alignment.gaps()
        self._fresh = "\0".join(self._alignment.new[gap.new : gap.new_end] for gap in gaps)
        """All that is new, to see quickly what is not."""
        self._framed = f"\n{old}\n", f"\n{text}\n"
        """Both texts such that each of their lines is between two ends of lines."""
        self._once = _once(old), _once(text)
        """The lines of both texts that are there once, with their places."""

    def survivors(self, start: int, end: int) -> list[Block]:
        """What is left of a stretch of the old text."""
        return self._alignment.survivors(start, end)

    def follow(self, selectors: Selectors) -> Resolution:
        """Say where a passage stands.

        It is what the differences made of it, unless the very words stand in a better place among what is new. If
        neither holds, what is new is searched for most of its words.
        """
        start, end = selectors.start, selectors.end
        quote = self._alignment.old[start:end]
        here = in_place(self._alignment, start, end)
        if here and not self._holds(here, quote):
            here = None
        around = self._alignment.old[max(0, start - CONTEXT) : end + CONTEXT]
        if here and here.likeness == 1 and (around if here.context == 1 else quote) not in self._fresh:
            return told(self._text, selectors, here)
        places = [here] if here else []
        stands = list(islice(self._finder.occurrences(quote), MOST))
        places += self._unclaimed(start, end, stands, here)
        places = places or self._with_its_line(start, end)
        if not places and extent(quote) >= DISTINCTIVE:
            places = [one for one in self._finder.traced(selectors) if self._free(one, start, end)]
        if here and here.likeness == 1 and here.context >= AGREEMENT:
            places = [one for one in places if one is here or one.worth >= here.worth]
        return choose(self._text, selectors, places) if places else self._lookalikes(start, end, stands)

    def _holds(self, here: Candidate, quote: str) -> bool:
        """Whether what the differences made of a passage is the passage still."""
        if extent(quote) >= DISTINCTIVE:
            return here.likeness >= ALIKE[here.context >= FIRM]
        return here.context >= (AGREEMENT / 2 if here.likeness == 1 else FIRM)

    def _unclaimed(self, start: int, end: int, stands: list[int], here: Candidate | None) -> list[Candidate]:
        """Where the same words stand that are no other words of the old text."""
        found = []
        distinct = extent(self._alignment.old[start:end]) >= DISTINCTIVE
        for there in stands:
            if here and here.likeness == 1 and here.start == there:
                continue
            one = place(self._alignment.old, start, end, self._alignment.new, there, there + end - start, 1.0)
            if (one.context >= AGREEMENT or distinct) and self._free(one, start, end):
                found.append(one)
        return found

    def _with_its_line(self, start: int, end: int) -> list[Candidate]:
        """Where the line of a passage stands now, a row of a table for one, if there is and was only one like it."""
        old = self._old
        first, last = old.rfind("\n", 0, start) + 1, old.find("\n", end)
        line = old[first : last if last >= 0 else len(old)]
        if not any(map(str.isalpha, line)) or len(line.strip()) < ROW:
            return []
        if "\n" not in line:
            was, stands = ([lines[line]] if line in lines else [] for lines in self._once)
        else:
            was, stands = (list(islice(occurrences(text, f"\n{line}\n"), 2)) for text in self._framed)
        if len(was) != 1 or len(stands) != 1:
            return []
        there = stands[0] + start - first
        one = place(self._alignment.old, start, end, self._alignment.new, there, there + end - start, 1.0)
        return [one] if self._free(one, start, end) else []

    def _free(self, one: Candidate, start: int, end: int) -> bool:
        return self._alignment.taken(one.start, one.end, start, end) <= FOREIGN * (one.end - one.start)

    def _lookalikes(self, start: int, end: int, stands: list[int]) -> Resolution:
        """An orphan; but of words that stood there twice, side by side, nobody can say which ones are gone."""
        places = [(there, there + end - start) for there in stands]
        old, new = self._alignment.old, self._alignment.new
        alike = [there for there in places if agreement(old, start, end, new, *there) == 1]
        return Ambiguous(tuple(alike)) if alike else Orphan()


def _once(text: str) -> dict[str, int]:
    """Where each line of a text begins that is there but once."""
    lines = text.split("\n")
    counts = Counter(lines)
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return {line: start for line, start in zip(lines, starts, strict=False) if counts[line] == 1}
