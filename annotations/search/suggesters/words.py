"""The built-in suggester."""

from collections.abc import Sequence

from annotations.model.judgements import Rejection
from annotations.review.graph import Graph
from annotations.review.pair_queue import CandidatePair, queue
from annotations.review.similarity.index import Match
from annotations.search.suggesters.suggester import End, Passages


class Words:
    """Goes by what passages share."""

    description = "words, names, figures and dates that passages share, and opposites"

    def pairs(
        self, passages: Passages, graph: Graph, rejections: Sequence[Rejection], *, most: int = 500
    ) -> Sequence[CandidatePair]:
        """Return the pairs of `annotations.review.pair_queue`."""
        return queue(graph, passages.pieces, rejections, most=most)

    def neighbours(
        self, passages: Passages, end: End, typed: str = "", *, without: frozenset[str] = frozenset()
    ) -> Sequence[Match[str]]:
        """Return the ranking of the similarity index."""
        return passages.pieces.rank(end.features, typed, without=without)
