"""The queue: candidate pairs, the best first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from annotations.review.graph import Graph
from annotations.review.judgements import Rejection
from annotations.review.pair_queue.candidate import SAME_DATE, CandidatePair
from annotations.review.pair_queue.candidates import candidates
from annotations.review.pair_queue.closely import Closely
from annotations.review.pair_queue.settled import Settled
from annotations.review.similarity.index import SimilarityIndex

OFTEN: Final = 3
"""Maximum number of pairs in which one passage is proposed."""

_TRIED: Final = 6
"""Number of pairs compared closely per wanted pair: those that share most."""


def queue(
    graph: Graph, pieces: SimilarityIndex[str], rejections: Iterable[Rejection] = (), *, most: int = 500
) -> list[CandidatePair]:
    """Return at most `most` pairs that may be related: contradictions first, equal dates last, the likeliest first.

    `pieces` contains passages of the graph by id, with their sentence as context. Passages that it does not contain are
    not proposed.
    """
    settled = Settled(graph, rejections)
    closely = Closely(graph, pieces)
    pairs = (pair for pair in candidates(graph, pieces, closely, _TRIED * most) if not settled.holds(*pair))
    found = [look for look in (closely.compare(*pair) for pair in pairs) if look is not None]
    return list(_varied(merged(graph, found), most))


def merged(graph: Graph, looks: Iterable[CandidatePair]) -> list[CandidatePair]:
    """Return pairs in the order of the queue."""
    return sorted(looks, key=lambda look: (_rank(look), -look.score, graph.order[look.one], graph.order[look.other]))


def _rank(look: CandidatePair) -> int:
    """Return the place of a sort of pairs: contradictions, then agreements, then equal dates."""
    return 0 if look.kind == "contradicts" else 2 if look.reason.startswith(SAME_DATE) else 1


def _varied(looks: Iterable[CandidatePair], most: int) -> Iterator[CandidatePair]:
    """Yield the pairs in order, without those whose passages were proposed `OFTEN` times."""
    proposed: Counter[str] = Counter()
    given = 0
    for look in looks:
        if given < most and max(proposed[look.one], proposed[look.other]) < OFTEN:
            proposed.update((look.one, look.other))
            given += 1
            yield look
