"""Find a passage again in a text that may have changed since it was described.

Where two places are equally good none is chosen: the passage is `Ambiguous` and a person decides.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from annotations.anchoring.describe import Selectors

DISTINCTIVE: Final = 24
"""Code points from which on a quote that occurs once is taken without its context."""

AGREEMENT: Final = 0.5
"""Share of the context that has to agree for a place to count."""

MARGIN: Final = 0.2
"""By how much the best place has to be better than the next one."""

MOST: Final = 500
"""Places that are compared; a quote with more of them needs its full context."""


class Anchored(NamedTuple):
    """The passage is where it was."""

    start: int
    end: int


class Moved(NamedTuple):
    """The same words stand elsewhere."""

    start: int
    end: int


class Ambiguous(NamedTuple):
    """Several places are equally good."""

    candidates: tuple[tuple[int, int], ...]


class Orphan(NamedTuple):
    """The passage cannot be found."""


Resolution = Anchored | Moved | Ambiguous | Orphan


def resolve(text: str, selectors: Selectors) -> Resolution:
    """Say where a passage stands in a text."""
    exact, start = selectors.exact, selectors.start
    if not exact:
        return Orphan()
    if text.startswith(exact, start) and _agreement(text, start, selectors) >= AGREEMENT:
        return Anchored(start, start + len(exact))
    full = _places(text, selectors.prefix + exact + selectors.suffix, len(selectors.prefix))
    places = full or _places(text, exact)
    if len(places) == 1 and (full or len(exact) >= DISTINCTIVE or places[0] == start):
        return _found(places[0], selectors)
    if len(places) >= MOST:
        return _ambiguous(places, exact)
    return _best(text, places, selectors)


def _best(text: str, places: list[int], selectors: Selectors) -> Resolution:
    """The one place whose context agrees best, if there is one."""
    scored = [(_agreement(text, place, selectors), place) for place in places]
    best = max((score for score, _ in scored), default=0.0)
    near = [place for score, place in scored if score > best - MARGIN]
    if best < AGREEMENT:
        return _ambiguous(places, selectors.exact) if len(selectors.exact) >= DISTINCTIVE and places else Orphan()
    if len(near) > 1:
        return _ambiguous(near, selectors.exact)
    return _found(near[0], selectors)


def _found(place: int, selectors: Selectors) -> Anchored | Moved:
    end = place + len(selectors.exact)
    return Anchored(place, end) if place == selectors.start else Moved(place, end)


def _ambiguous(places: list[int], exact: str) -> Ambiguous:
    return Ambiguous(tuple((place, place + len(exact)) for place in places))


def _places(text: str, quote: str, offset: int = 0) -> list[int]:
    """Where a quote occurs, at most `MOST` times, each place moved by offset."""
    return [place + offset for _, place in zip(range(MOST), _occurrences(text, quote), strict=False)]


def _occurrences(text: str, quote: str) -> Iterator[int]:
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def _agreement(text: str, place: int, selectors: Selectors) -> float:
    """Share of the recorded context that stands around a place, from 0 to 1.

    It is counted outwards from the quote, on each side up to the first difference.
    """
    prefix, suffix = selectors.prefix, selectors.suffix
    if not prefix and not suffix:
        return 1.0
    end = place + len(selectors.exact)
    before = text[max(0, place - len(prefix)) : place]
    after = text[end : end + len(suffix)]
    same = _common(before[::-1], prefix[::-1]) + _common(after, suffix)
    return same / (len(prefix) + len(suffix))


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
