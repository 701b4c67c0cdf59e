"""The suggester `semantic`: what passages share, and what is alike in meaning by a model of the user."""

from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import Any, Final, NamedTuple

from annotations.model.judgements import Rejection
from annotations.review.graph import Graph
from annotations.review.pair_queue import MEANING, CandidatePair, Settled, merged, queue
from annotations.review.similarity.index import Match
from annotations.search.suggesters.embedding import Embedding
from annotations.search.suggesters.suggester import End, Passages

_PAIRED: Final = 0.25
"""Score of a pair of equal meaning that is proposed for nothing else: those that share words come before it."""

_MANY: Final = 20_000
"""Passages from which on pairs are proposed by their words alone: all would be compared with all."""

_ADDED: Final = 200
"""Passages that are ranked though they are not among those that share most."""


class _Learned(NamedTuple):
    """What is known of all passages."""

    texts: Mapping[str, str]
    """Their words by their ids."""
    matrix: Any
    """Their vectors, a row each in the same order; None if there are none."""
    usual: float = 0.0
    """How alike two of them are on average."""

    @property
    def telling(self) -> float:
        """Likeness from which it is a reason: half way from the usual one to equality."""
        return (1 + self.usual) / 2


class Semantic:
    """Adds the likeness of meaning to what the built-in suggester finds."""

    description = "what passages share, and what is alike in meaning by the model of the settings"

    def __init__(self) -> None:
        self._embedding: Embedding | None = None
        self._learned = _Learned({}, None)

    def open(self, model: str) -> None:
        """Load the model in a folder. Raises UsageError if it cannot be used."""
        self._embedding = Embedding(model)

    def learn(self, texts: Mapping[str, str]) -> None:
        """Take in the words of all passages."""
        if self._embedding is not None and texts != self._learned.texts:
            if not texts:
                self._learned = _Learned({}, None)
                return
            matrix = self._embedding.vectors([*texts.values()])
            # At once: another thread may rank meanwhile.
            self._learned = _Learned(texts, matrix, self._embedding.usual(matrix))

    def pairs(
        self, passages: Passages, graph: Graph, rejections: Sequence[Rejection], *, most: int = 500
    ) -> Sequence[CandidatePair]:
        """Return the pairs of the built-in suggester, and those that are nearest to each other in meaning."""
        found = queue(graph, passages.pieces, rejections, most=most)
        known = {frozenset((pair.one, pair.other)) for pair in found}
        settled = Settled(graph, rejections)
        more = [
            pair
            for pair in self._nearest(graph)
            if frozenset((pair.one, pair.other)) not in known and not settled.holds(pair.one, pair.other)
        ]
        return merged(graph, [*found, *more])[:most]

    def _nearest(self, graph: Graph) -> list[CandidatePair]:
        """Return pairs of passages of different sources, each the nearest one to the other."""
        learned = self._learned
        ids = [one for one in graph.in_order(graph.order) if one in learned.texts]
        if self._embedding is None or not 1 < len(ids) <= _MANY:
            return []
        places = {one: row for row, one in enumerate(learned.texts)}
        numbers = {source: number for number, source in enumerate(dict.fromkeys(map(graph.source, ids)))}
        matrix = learned.matrix[[places[one] for one in ids]]
        near = self._embedding.nearest(matrix, [numbers[graph.source(one)] for one in ids])
        return [
            CandidatePair(ids[at], ids[other], "supports", f"{MEANING}: likeness {alike:.2f}", _PAIRED * alike)
            for at, (other, alike) in enumerate(near)
            if at < other and near[other][0] == at and alike >= learned.telling
        ]

    def neighbours(
        self, passages: Passages, end: End, typed: str = "", *, without: frozenset[str] = frozenset()
    ) -> Sequence[Match[str]]:
        """Return the ranking of the similarity index, in which the likeness of meaning counts as much."""
        ranked = passages.pieces.rank(end.features, typed, without=without)
        learned = self._learned
        if self._embedding is None or learned.matrix is None:
            return ranked
        likeness = self._embedding.likeness(learned.matrix, end.text)
        alike = {one: near for one, near in zip(learned.texts, likeness, strict=True) if one in passages.pieces}
        if not typed:
            known = without.union(match.key for match in ranked)
            others = nlargest(_ADDED, (one for one in alike if one not in known), key=alike.__getitem__)
            ranked += [Match(one, 0.0, "") for one in others]
        top = max((match.score for match in ranked), default=0.0) or 1.0
        found = []
        for match in ranked:
            near = alike.get(match.key, 0.0)
            reasons = (match.reason, f"alike in meaning ({near:.2f})" if near >= learned.telling else "")
            score = match.score / top + max(0.0, near - learned.usual)
            found.append(Match(match.key, score, " · ".join(filter(None, reasons))))
        return sorted(found, key=lambda match: -match.score)
