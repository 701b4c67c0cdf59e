"""A place where a passage may stand now, and how good it is."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Moved, Orphan, Resolution
from annotations.anchoring.selectors import Selectors, snap, trim
from annotations.model import CONTEXT

DISTINCTIVE: Final = 24
"""Code points from which on a quote may be taken without its context, and looked for by likeness."""

AGREEMENT: Final = 0.5
"""How much of the context has to agree for a short quote to be taken, from 0 to 1."""

FIRM: Final = 0.7
"""How much of the context has to agree to be firm, and for one figure to stand for another."""

MARGIN: Final = 0.1
"""By how much the best place has to be better than the next one."""

MOST: Final = 500
"""Places that are compared; a quote that stands in more of them needs the place it had."""

CHANCE: Final = 0.5
"""How alike two texts are that have nothing to do with each other."""

SETTING: Final = 3 * CONTEXT
"""Code points on each side of a passage that tell places apart whose contexts are alike."""


class Candidate(NamedTuple):
    """A place in the new text."""

    start: int
    end: int
    likeness: float
    """How much of the old and the new words is common to both, from 0 to 1."""
    context: float
    """How much of what stands right around them is common, from 0 to 1."""
    setting: float
    """The same of more that stands around them; as the context where no more is known."""

    @property
    def worth(self) -> float:
        """All in one number."""
        return 0.6 * self.likeness + 0.2 * self.context + 0.2 * self.setting


def best(places: Iterable[Candidate], margin: float) -> list[Candidate]:
    """The best place and those that are as good but for a margin, best first.

    Of places that overlap only one is taken, unless both hold the very words.
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
    """new[there:there_end] as a candidate for old[start:end]; both texts are folded."""
    context = agreement(old, start, end, new, there, there_end)
    setting = agreement(old, start, end, new, there, there_end, SETTING)
    return Candidate(there, there_end, likeness, context, setting)


def agreement(old: str, start: int, end: int, new: str, there: int, there_end: int, reach: int = CONTEXT) -> float:
    """How much of what stands around old[start:end] also stands around new[there:there_end], from 0 to 1.

    Both texts are folded; `reach` says how many code points are compared on each side.
    """
    wide = 2 * reach  # white space counts once
    before = _side(
        _near(old[max(0, start - wide) : start], -1, reach), _near(new[max(0, there - wide) : there], -1, reach)
    )
    after = _side(_near(old[end : end + wide], 1, reach), _near(new[there_end : there_end + wide], 1, reach))
    return (before + after) / 2


def _near(text: str, way: int, reach: int) -> str:
    """The context nearest to a passage, read away from it, with any white space as one blank."""
    return " ".join(text.split())[::way][:reach]


def _side(old: str, new: str) -> float:
    """How alike two contexts are, read away from the passage."""
    if not old or not new:
        return 1.0 if old == new else 0.0
    common = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        common += 1
    if common == len(old):
        return 1.0
    from rapidfuzz.distance import Indel  # when a text has changed, not at start

    alike = (Indel.normalized_similarity(old, new) - CHANCE) / (1 - CHANCE)
    return min(0.99, max(common / len(old), alike))


def choose(text: str, selectors: Selectors, places: Iterable[Candidate]) -> Resolution:
    """The best of some places in a text; ambiguous if several are as good, an orphan if there is none."""
    near = best(places, MARGIN)
    if not near:
        return Orphan()
    return Ambiguous(tuple((one.start, one.end) for one in near)) if len(near) > 1 else told(text, selectors, near[0])


def told(text: str, selectors: Selectors, one: Candidate) -> Resolution:
    """A place as an outcome, in whole characters."""
    start, end = trim(text, *snap(text, one.start, one.end))
    if start == end:
        return Orphan()
    if (start, end) == (selectors.start, selectors.end) and text[start:end] == selectors.exact:
        return Anchored(start, end)
    same = one.likeness == 1 and (start, end) == (one.start, one.end)
    return Moved(start, end) if same else Edited(start, end, min(one.likeness, 0.999))
