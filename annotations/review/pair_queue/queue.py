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
    wanted = (ends for ends in candidates(graph, pieces, closely, scoring.TRIED * most) if not settled.holds(*ends))
    found = [pair for pair in (closely.compare(*ends) for ends in wanted) if pair is not None]
    return list(_varied(found, graph.order, most))


def merged(graph: Graph, pairs: Iterable[CandidatePair]) -> list[CandidatePair]:
    """Return pairs in the order of the queue."""
    return sorted(pairs, key=lambda pair: (_rank(pair), -pair.score, graph.order[pair.one], graph.order[pair.other]))


def _rank(pair: CandidatePair) -> int:
    """Return the place of a sort of pairs: contradictions, agreements, what may be one of these, equal dates."""
    if pair.kind == "contradicts":
        return 0 if pair.score >= scoring.CLEAR else 2 if pair.score >= scoring.FAINT else 4
    if pair.reason.startswith(SAME_DATE):
        return 5
    return 1 if pair.score >= scoring.SOUND else 3


def _varied(
    pairs: Iterable[CandidatePair], order: Mapping[str, tuple[int, int, int]], most: int
) -> Iterator[CandidatePair]:
    """Yield the pairs, the best first; the score of a pair sinks each time one of its passages or its reason is proposed.

    A passage is proposed `scoring.OFTEN` times at most: what it contradicts may be in many sources in other words.
    """
    proposed: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    given = 0
    heap = [(_rank(pair), -pair.score, order[pair.one], order[pair.other], 0, pair) for pair in pairs]
    heapify(heap)
    while heap and given < most:
        *_, one, other, before, pair = heappop(heap)
        times = max(proposed[pair.one], proposed[pair.other])
        if times >= scoring.OFTEN:
            continue
        times = max(times, min(scoring.OFTEN - 1, reasons[pair.reason]))
        if times > before:
            less = pair._replace(score=pair.score * scoring.AGAIN ** (times - before))
            heappush(heap, (_rank(less), -less.score, one, other, times, less))
            continue
        proposed.update((pair.one, pair.other))
        reasons[pair.reason] += pair.kind == "contradicts"
        given += 1
        yield pair
