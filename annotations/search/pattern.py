r"""Regular expressions, none of which takes longer than a moment.

Python's own `re` cannot be interrupted; `regex` stops at a time. ``^`` and ``$`` are the edges of a
line of the reading text. Capitals matter only if the pattern has one outside of escapes.
"""

import re
import time
import warnings
from collections.abc import Iterator
from typing import Final

from annotations.errors import UsageError
from annotations.text.folding import has_capitals

SIGN: Final = r"\v"
"""What a query begins with that is a regular expression."""

WINDOW: Final = 1 << 17
"""Code points that are searched at a time, to the end of their last line; a match lies within them."""

LONGEST: Final = 1000
"""Code points of a pattern."""

PATIENCE: Final = 0.25
"""Seconds that one window may take."""

_START, _PER_CODE_POINT = 0.5, 1e-6
"""Seconds that all windows together may take: to begin with, and for each code point searched."""


class TooSlowError(UsageError):
    """A pattern that takes too long was stopped."""


class Pattern:
    """A query that is a regular expression; ``find`` takes the text as it is."""

    def __init__(self, pattern: str) -> None:
        """Compile a pattern that is not empty. Raises UsageError if it is none."""
        import regex  # 30 ms that a reader of words does not pay

        if len(pattern) > LONGEST:
            raise UsageError(f"The pattern is too long: {LONGEST} characters at the most.")
        flags = regex.MULTILINE | (0 if has_capitals(re.sub(r"\\.", "", pattern)) else regex.IGNORECASE)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._regex = regex.compile(pattern, flags)
        except regex.error as error:
            raise UsageError(f"wrong pattern: {error}") from None
        except (RecursionError, OverflowError, MemoryError, ValueError):
            raise UsageError("wrong pattern: it is too deep or too large") from None

    def find(self, text: str, start: int = 0) -> Iterator[tuple[int, int] | None]:
        """The places from an offset on, in order, without overlaps; None after each window, to take a breath.

        Raises TooSlowError.
        """
        spent = 0.0
        first, place = start, start
        while place < len(text):
            newline = text.find("\n", place + WINDOW)
            end = len(text) if newline < 0 else newline
            begun = time.perf_counter()
            try:
                # At once, since the time in which nobody asks for the next place would count.
                found = [match.span() for match in self._regex.finditer(text, place, end, timeout=PATIENCE)]
            except TimeoutError:
                raise _stopped(place, text) from None
            spent += time.perf_counter() - begun
            yield from (span for span in found if span[0] < span[1])
            place = end + 1
            if spent > _START + (place - first) * _PER_CODE_POINT and place < len(text):
                raise _stopped(place, text)
            yield None


def _stopped(place: int, text: str) -> TooSlowError:
    return TooSlowError(f"stopped after {place / len(text):.0%} of the source: this pattern takes too long")
