"""Candidates: places where a passage may be now, with their scores."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Moved, Orphan, Resolution
from annotations.anchoring.selectors import Selectors, snap, trim
from annotations.model import CONTEXT

DISTINCTIVE: Final = 24
"""Code points from which a quote may match without its context and be searched by similarity."""

AGREEMENT: Final = 0.5
"""Minimum similarity of the context for a short quote to match, from 0 to 1."""

FIRM: Final = 0.7
"""Minimum similarity of a firm context, in which one figure may replace another, from 0 to 1."""

MARGIN: Final = 0.1
"""Minimum lead of the best score over the next one."""

MOST: Final = 500
"""Maximum number of places compared; a quote with more occurrences is found only among the first of them."""

CHANCE: Final = 0.5
"""Similarity of two unrelated texts."""

SETTING: Final = 3 * CONTEXT
"""Code points on each side of a passage that distinguish places with the same context."""


class Candidate(NamedTuple):
    """A place in the new text."""

    start: int
    end: int
    likeness: float
    """Share of old and new words that is common to both, from 0 to 1."""
    context: float
    """Similarity of the text right around both places, from 0 to 1."""
    setting: float
    """Similarity of a wider context; equal to `context` if no more is known."""

    @property
    def worth(self) -> float:
        """Total score."""
        return 0.6 * self.likeness + 0.2 * self.context + 0.2 * self.setting


def best(places: Iterable[Candidate], margin: float) -> list[Candidate]:
    """Return the best place and those within `margin` of it, best first.

    Only one of several overlapping places is kept, unless both match exactly.
    """
    chosen: list[Candidate] = []
    for one in sorted(places, key=lambda one: (-one.worth, one.start)):
        if chosen and one.worth < chosen[0].worth - margin:
            break
        if all(one.end <= other.start or one.start >= other.end or _both_exact(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _both_exact(one: Candidate, other: Candidate) -> bool:
    return one.likeness == other.likeness == 1 and one.start != other.start and one.end != other.end


def place(old: str, start: int, end: int, new: str, there: int, there_end: int, likeness: float) -> Candidate:
    """Score `new[there:there_end]` as a candidate for `old[start:end]`; both texts are folded."""
    context = agreement(old, start, end, new, there, there_end)
    setting = agreement(old, start, end, new, there, there_end, SETTING)
    return Candidate(there, there_end, likeness, context, setting)


def agreement(old: str, start: int, end: int, new: str, there: int, there_end: int, reach: int = CONTEXT) -> float:
    """Return the similarity of the contexts of `old[start:end]` and `new[there:there_end]`, from 0 to 1.

    Both texts are folded; `reach` is the number of code points compared on each side.
    """
    wide = 2 * reach  # runs of white space are collapsed later
    before = _side(
        _near(old[max(0, start - wide) : start], -1, reach), _near(new[max(0, there - wide) : there], -1, reach)
    )
    after = _side(_near(old[end : end + wide], 1, reach), _near(new[there_end : there_end + wide], 1, reach))
    return (before + after) / 2


def _near(text: str, way: int, reach: int) -> str:
    """Return the context nearest to a passage, read away from it, with white space collapsed."""
    return " ".join(text.split())[::way][:reach]


def _side(old: str, new: str) -> float:
    """Return the similarity of two contexts, read away from the passage."""
    if not old or not new:
        return 1.0 if old == new else 0.0
    common = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        common += 1
    if common == len(old):
        return 1.0
    from rapidfuzz.distance import Indel  # imported when a text has changed, not at start

    alike = (Indel.normalized_similarity(old, new) - CHANCE) / (1 - CHANCE)
    return min(0.99, max(common / len(old), alike))


def choose(text: str, selectors: Selectors, places: Iterable[Candidate]) -> Resolution:
    """Return the best candidate; Ambiguous if several are equally good, Orphan if there is none."""
    near = best(places, MARGIN)
    if not near:
        return Orphan()
    return (
        Ambiguous(tuple((one.start, one.end) for one in near))
        if len(near) > 1
        else to_resolution(text, selectors, near[0])
    )


def to_resolution(text: str, selectors: Selectors, one: Candidate) -> Resolution:
    """Convert a candidate to a resolution in whole grapheme clusters."""
    start, end = trim(text, *snap(text, one.start, one.end))
    if start == end:
        return Orphan()
    if (start, end) == (selectors.start, selectors.end) and text[start:end] == selectors.exact:
        return Anchored(start, end)
    same = one.likeness == 1 and (start, end) == (one.start, one.end)
    return Moved(start, end) if same else Edited(start, end, min(one.likeness, 0.999))
