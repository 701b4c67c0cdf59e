"""Regular expressions with a time limit.

Python's `re` cannot be interrupted; `regex` has a timeout. `^` and `$` match at the edges of a line of the reading
text. Case matters only if the pattern has a capital outside of escapes.
"""

import re
import time
import warnings
from collections.abc import Iterator
from typing import Final

from annotations.errors import UsageError
from annotations.text.folding import has_capitals

SIGN: Final = r"\v"
"""Prefix of a query that is a regular expression."""

WINDOW: Final = 1 << 17
"""Code points searched at a time, extended to the end of their last line; a match lies within them."""

LONGEST: Final = 1000
"""Maximum length of a pattern in code points."""

PATIENCE: Final = 0.25
"""Maximum time of one window in seconds."""

_START, _PER_CODE_POINT = 0.5, 1e-6
"""Maximum time of all windows together in seconds: a constant, plus a part per code point searched."""


class TooSlowError(UsageError):
    """A pattern was stopped because it takes too long."""


class Pattern:
    """Query by a regular expression; `find` takes the text unchanged."""

    def __init__(self, pattern: str) -> None:
        """Compile a pattern that is not empty. Raises UsageError if it is invalid."""
        import regex  # takes 30 ms, not needed to search words

        if len(pattern) > LONGEST:
            raise UsageError(f"The pattern is too long: use at most {LONGEST} characters.")
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
        """Yield the places from an offset on, in order and disjoint, and None after each window as a pause.

        Raises TooSlowError.
        """
        spent = 0.0
        first, place = start, start
        while place < len(text):
            newline = text.find("\n", place + WINDOW)
            end = len(text) if newline < 0 else newline
            begun = time.perf_counter()
            try:
                # Collected at once, because the timeout would include the time between two requests of the caller.
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
