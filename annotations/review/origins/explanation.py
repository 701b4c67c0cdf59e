"""Verdicts in words: which sources of a side do not count for one each, and which look copied."""

from collections.abc import Iterator, Sequence
from typing import Final

from annotations.review.graph import Graph
from annotations.review.origins.independence import Reason, Shared
from annotations.review.origins.provenance import Provenance
from annotations.text.folding import fold
from annotations.text.plurals import listed

ALIKE: Final = 0.75
"""Share of the words in their order, from 0 to 1, from which two passages look copied."""

WORDY: Final = 8
"""Words of a passage from which on `ALIKE` applies; of a shorter one all words must be equal."""

SHORTEST: Final = 5
"""Minimum number of words of a passage that may look copied."""

_MOST: Final = 60
"""Maximum number of passages of one side that are compared with each other."""

_MOST_REASONS: Final = 3


def described(graph: Graph, shared: Shared) -> str:
    """Return why some sources do not count for one each: *4 and 5 count once: 5:1 cites 4:1*."""
    numbers = listed([str(graph.numbers[source]) for source in shared.sources])
    reasons = [_reason(graph, reason) for reason in shared.reasons]
    more = f" and {len(reasons) - _MOST_REASONS} more" if len(reasons) > _MOST_REASONS else ""
    times = "once" if shared.number == 1 else f"as {shared.number}"
    return f"{numbers} count {times}: {', '.join(reasons[:_MOST_REASONS])}{more}"


def _reason(graph: Graph, reason: Reason) -> str:
    if reason.kind == "derived":
        return f"{graph.numbers[reason.one]} is derived from {graph.numbers[reason.other]}"
    one, other = graph.address(reason.one), graph.address(reason.other)
    return f"{one} cites {other}" if reason.kind == "cites" else f"decided for {one} and {other}"


def copied(graph: Graph, origins: Provenance, side: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of passages of one side that have nearly the same words, though their sources count separately.

    Pairs that an analyst decided on are omitted.
    """
    words = [(one, fold(graph.annotations[one].exact).split()) for one in side[:_MOST]]
    long = [(one, own) for one, own in words if len(own) >= SHORTEST]
    groups = [set(shared.sources) for shared in origins.count(side).shared] if len(long) > 1 else []
    for place, (one, own) in enumerate(long):
        for other, others in long[place + 1 :]:
            sources = {graph.source(one), graph.source(other)}
            known = len(sources) == 1 or any(sources <= group for group in groups)
            if not known and _alike(own, others) and origins.judgement(one, other) is None:
                yield one, other


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two passages have nearly the same words in the same order."""
    if one == other:
        return True
    short, long = sorted((len(one), len(other)))
    if short < WORDY or 2 * short < ALIKE * (short + long):
        return False
    from rapidfuzz.distance import Indel  # loaded only if two passages have similar lengths

    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE) >= ALIKE
