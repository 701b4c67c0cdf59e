"""Index of the words of a text, to find most of the words of a passage by the rarest of them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from annotations.anchoring.candidates import Candidate
from annotations.anchoring.diff.alignment import Alignment
from annotations.anchoring.selectors import Selectors
from annotations.anchoring.survivors import in_place
from annotations.anchoring.tokens import Words, occurrences

RAREST: Final = 16
"""Maximum number of words of a passage and its context that are looked up."""

COMMON: Final = 200
"""Maximum number of occurrences of a word that is worth looking up."""

FAINT: Final = 16
"""Ratio of the occurrences of a word to those of the rarest one from which it says too little to be looked up."""

PLACES: Final = 4
"""Maximum number of places compared closely."""


class WordIndex:
    """Offsets of each word of a text."""

    def __init__(self, text: str, folded: str) -> None:
        """Index the words of a text, which is also given folded."""
        self._text = text
        self._folded = folded
        words = Words.of(folded, 0, len(folded))
        self._places: dict[str, list[int]] = defaultdict(list)
        for word, start in zip(*words, strict=True):
            self._places[word].append(start)

    def find(self, selectors: Selectors, folded: str) -> Iterator[Candidate]:
        """Yield places with words of a passage and its context, which are also given `folded`, in their order."""
        around = selectors.prefix + selectors.exact + selectors.suffix
        start = len(selectors.prefix)
        for place in self._likely(folded):
            low, high = max(0, place - len(around) // 2), place + len(around) + len(around) // 2 + 1
            alignment = Alignment(around, self._text[low:high], folded, self._folded[low:high])
            found = in_place(alignment, start, start + len(selectors.exact))
            if found and (found.start or not low):  # Otherwise the window begins within the place.
                yield found._replace(start=low + found.start, end=low + found.end)

    def occurrences(self, quote: str) -> Iterator[int]:
        """Yield the offsets of a folded quote in the folded text, in order, overlaps included.

        Equals `annotations.anchoring.tokens.occurrences`, but does not scan the text if the quote has a rare word.
        """
        words = Words.of(quote, 0, len(quote))
        # The ends of a quote may cut a word, or a figure into several: only the words between are whole.
        inner = zip(words.keys[1:-1], words.starts[1:-1], strict=True)
        known = [(self._places.get(word, ()), start) for word, start in inner if word.isalpha()]
        places, start = min(known, key=lambda one: len(one[0]), default=((), 0))
        if not known or len(places) > COMMON:
            yield from occurrences(self._folded, quote)
            return
        for place in places:
            if place >= start and self._folded.startswith(quote, place - start):
                yield place - start

    def _likely(self, around: str) -> list[int]:
        """Return where the folded text `around` may start, likeliest first."""
        words = Words.of(around, 0, len(around))
        known = ((start, self._places.get(word, [])) for word, start in zip(*words, strict=True))
        rare = sorted((len(places), start, places) for start, places in known if places)[:RAREST]
        width = max(64, len(around) // 2)
        votes: dict[int, float] = defaultdict(float)
        most = min(COMMON, FAINT * rare[0][0]) if rare else 0
        for count, start, places in rare:
            if count <= most:
                for bucket in {(place - start) // width for place in places}:
                    votes[bucket] += 1 / count
                    votes[bucket + 1] += 1 / count
        best = sorted(votes, key=votes.__getitem__, reverse=True)[:PLACES]
        return [max(0, bucket * width - width // 2) for bucket in best]
