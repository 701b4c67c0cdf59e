"""The queue: candidate pairs, the best first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

from annotations.review.graph import Graph
from annotations.review.judgements import Rejection
from annotations.review.pair_queue import scoring
from annotations.review.pair_queue.candidate import SAME_DATE, CandidatePair
from annotations.review.pair_queue.candidates import candidates
from annotations.review.pair_queue.closely import Closely
from annotations.review.pair_queue.settled import Settled
from annotations.review.similarity.index import SimilarityIndex


def queue(
    graph: Graph, pieces: SimilarityIndex[str], rejections: Iterable[Rejection] = (), *, most: int = 500
) -> list[CandidatePair]:
    """Return at most `most` pairs that may be related, the best first.

    Clear contradictions come first, then sound agreements, then what may be one of these, then faint contradictions and
    equal dates.

    `pieces` contains passages of the graph by id, with their sentence as context. Passages that it does not contain are
    not proposed.
    """
    settled = Settled(graph, rejections)
    closely = Closely(graph, pieces)
    pairs = (pair for pair in candidates(graph, pieces, closely, scoring.TRIED * most) if not settled.holds(*pair))
    found = [look for look in (closely.compare(*pair) for pair in pairs) if look is not None]
    return list(_varied(found, graph.order, most))


def merged(graph: Graph, looks: Iterable[CandidatePair]) -> list[CandidatePair]:
    """Return pairs in the order of the queue."""
    return sorted(looks, key=lambda look: (_rank(look), -look.score, graph.order[look.one], graph.order[look.other]))


def _rank(look: CandidatePair) -> int:
    """Return the place of a sort of pairs: contradictions, agreements, what may be one of these, equal dates."""
    if look.kind == "contradicts":
        return 0 if look.score >= scoring.CLEAR else 2 if look.score >= scoring.FAINT else 4
    if look.reason.startswith(SAME_DATE):
        return 5
    return 1 if look.score >= scoring.SOUND else 3


def _varied(
    looks: Iterable[CandidatePair], order: Mapping[str, tuple[int, int, int]], most: int
) -> Iterator[CandidatePair]:
    """Yield the pairs, the best first; the score of a pair sinks each time one of its passages or its reason is proposed.

    A passage is proposed `scoring.OFTEN` times at most: what it contradicts may be in many sources in other words.
    """
    proposed: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    given = 0
    heap = [(_rank(look), -look.score, order[look.one], order[look.other], 0, look) for look in looks]
    heapify(heap)
    while heap and given < most:
        *_, one, other, before, look = heappop(heap)
        times = max(proposed[look.one], proposed[look.other])
        if times >= scoring.OFTEN:
            continue
        times = max(times, min(scoring.OFTEN - 1, reasons[look.reason]))
        if times > before:
            less = look._replace(score=look.score * scoring.AGAIN ** (times - before))
            heappush(heap, (_rank(less), -less.score, one, other, times, less))
            continue
        proposed.update((look.one, look.other))
        reasons[look.reason] += look.kind == "contradicts"
        given += 1
        yield look
