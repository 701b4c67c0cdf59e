"""Candidates: places where a passage may be now, with their scores."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Moved, Orphan, Resolution
from annotations.anchoring.selectors import Selectors, snap, trim
from annotations.model import CONTEXT

LONG: Final = 24
"""Code points from which a quote may be offered without its context and be searched by similarity."""

AGREEMENT: Final = 0.5
"""Minimum similarity of the context for a place to be taken, from 0 to 1."""

FIRM: Final = 0.7
"""Minimum similarity of a firm context, in which one figure may replace another, from 0 to 1."""

RUN: Final = 64
"""Code points of words that need no context if they occur once."""

SAME: Final = 0.9
"""Minimum similarity of words that occurred once, or share of them that is left, to be taken in any context."""

TELLING: Final = 0.75
"""Minimum similarity of the context of words that occur several times, from 0 to 1."""

INTACT: Final = 0.85
"""Minimum similarity of a context that makes a place certain, even if few of its words are left."""

LEFT: Final = 0.35
"""Minimum share of the old words that is left in an intact context, from 0 to 1."""

MARGIN: Final = 0.1
"""Minimum lead of the best score over the next one."""

MOST: Final = 500
"""Maximum number of places compared; a quote with more occurrences is found only among the first of them."""

JOINED: Final = 0.99
"""Similarity of words that were joined or split."""

CHANCE: Final = 0.5
"""Similarity of two unrelated texts."""

LEAST: Final = 6
"""Code points of a new context from which it is compared as far as it goes."""

SLACK: Final = 4
"""Code points by which a new context that is compared may be longer than the old one."""

SETTING: Final = 3 * CONTEXT
"""Code points on each side of a passage that distinguish places with the same context."""


class Candidate(NamedTuple):
    """A place in the new text."""

    start: int
    end: int
    likeness: float
    """Share of old and new words that is common to both, from 0 to 1."""
    left: float
    """Share of the old words that is left, from 0 to 1."""
    before: float | None
    """Similarity of the text right before both places, from 0 to 1; None if nothing is known of the old one."""
    after: float | None
    """Similarity of the text right after both places, as in `before`."""
    setting: float
    """Similarity of a wider context; equal to `context` if no more is known."""
    run: int = 0
    """Code points of the longest part that is the same, if not all of it is."""
    spelled: bool = False
    """True if the words differ in their spelling only."""

    @property
    def bare(self) -> bool:
        """True if no context is known, so that none can agree or disagree."""
        return self.before is self.after is None

    @property
    def is_extended(self) -> bool:
        """True if all of its words are left, and others were inserted between them."""
        return self.left == 1 and self.likeness < 1 and self.run > 0

    @property
    def context(self) -> float:
        """Similarity of the text right around both places, from 0 to 1; 1 if none is known."""
        return _mean(self.before, self.after)

    def agrees(self, least: float) -> bool:
        """Return whether a context is known and is that similar."""
        return not self.bare and self.context >= least

    @property
    def worth(self) -> float:
        """Weighted sum of likeness, context and setting, from 0 to 1, by which candidates are ordered."""
        return 0.6 * self.likeness + 0.2 * self.context + 0.2 * self.setting


def verbatim(old: str, start: int, end: int, new: str, there: int, there_end: int) -> Candidate:
    """Score a place that has the same signs as `old[start:end]`, but perhaps other white space."""
    one = place(old, start, end, new, there, there_end, 1.0)
    was, now = old[start:end], new[there:there_end]
    return one if was == now or was.split() == now.split() else one._replace(likeness=JOINED, spelled=True)


def best(places: Iterable[Candidate], margin: float = MARGIN) -> list[Candidate]:
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


def place(
    old: str, start: int, end: int, new: str, there: int, there_end: int, likeness: float, left: float = 1.0
) -> Candidate:
    """Score `new[there:there_end]` as a candidate for `old[start:end]`; both texts are folded."""
    before, after = _sides(old, start, end, new, there, there_end, CONTEXT)
    setting = _mean(before, after)
    if start > CONTEXT or len(old) - end > CONTEXT:
        setting = _mean(*_sides(old, start, end, new, there, there_end, SETTING))
    return Candidate(there, there_end, likeness, left, before, after, setting)


def agreement(old: str, start: int, end: int, new: str, there: int, there_end: int) -> float:
    """Return the similarity of the contexts of `old[start:end]` and `new[there:there_end]`, from 0 to 1.

    Both texts are folded. A side on which nothing is known of the old text, or where it ends, does not count.
    """
    return _mean(*_sides(old, start, end, new, there, there_end, CONTEXT))


def _mean(*sides: float | None) -> float:
    known = [side for side in sides if side is not None]
    return sum(known) / len(known) if known else 1.0


def _sides(
    old: str, start: int, end: int, new: str, there: int, there_end: int, reach: int
) -> tuple[float | None, float | None]:
    """Return the similarity of `reach` code points on each side."""
    wide = 2 * reach  # runs of white space are collapsed later
    was_before, was_after = old[max(0, start - wide) : start], old[end : end + wide]
    now_before, now_after = new[max(0, there - wide) : there], new[there_end : there_end + wide]
    sides = _side(was_before, now_before, -1, reach), _side(was_after, now_after, 1, reach)
    # If both texts begin or end there, that is a neighbour too; but not of a passage that has none.
    if sides[0] is None and sides[1] is not None and not now_before.strip():
        return 1.0, sides[1]
    if sides[1] is None and sides[0] is not None and not now_after.strip():
        return sides[0], 1.0
    return sides


def _near(text: str, way: int, reach: int) -> str:
    """Return the context nearest to a passage, read away from it, with white space collapsed."""
    return " ".join(text.split())[::way][:reach]


def _side(was: str, now: str, way: int, reach: int) -> float | None:
    """Return the similarity of `reach` code points of two contexts on one side; None if there is no old one."""
    if was == now and was and not was.isspace():
        return 1.0
    old, new = _near(was, way, reach), _near(now, way, reach)
    if not old:
        return None
    if len(new) < len(old) and len(new) >= LEAST:
        old = old[: len(new) + SLACK]  # The new text ends there.
    if new.startswith(old):
        return 1.0
    common = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    from rapidfuzz.distance import Indel  # imported when a text has changed, not at start

    alike = (Indel.normalized_similarity(old, new[: len(old) + SLACK]) - CHANCE) / (1 - CHANCE)
    return min(0.99, max(common / len(old), alike))


def is_certain(one: Candidate, *, repeated: bool) -> bool:
    """Return whether a place may be taken without asking; `repeated` if its words occur elsewhere too, then or now.

    Long words that are repeated, such as a notice at the head of each section, have a like context in each place.
    """
    if one.bare:
        return one.likeness == 1 or one.spelled
    length = one.end - one.start
    whole = length >= RUN if one.likeness == 1 else one.run >= RUN and one.left >= SAME
    if whole and not repeated:
        return True
    return one.context >= (TELLING if repeated and one.likeness == 1 and length >= LONG else AGREEMENT)


def choose(
    text: str, selectors: Selectors, near: Sequence[Candidate], certain: Callable[[Candidate], bool]
) -> Resolution:
    """Return the only one of the best candidates if it is certain; Ambiguous otherwise, Orphan if there is none."""
    if not near:
        return Orphan()
    if len(near) == 1 and certain(near[0]):
        return to_resolution(text, selectors, near[0])
    return Ambiguous(tuple((one.start, one.end) for one in near))


def to_resolution(text: str, selectors: Selectors, one: Candidate) -> Resolution:
    """Convert a candidate to a resolution in whole grapheme clusters."""
    start, end = trim(text, *snap(text, one.start, one.end))
    if start == end:
        return Orphan()
    if (start, end) == (selectors.start, selectors.end) and text[start:end] == selectors.exact:
        return Anchored(start, end)
    same = one.likeness == 1 and (start, end) == (one.start, one.end)
    return Moved(start, end) if same else Edited(start, end, min(one.likeness, 0.999))
