"""The suggester that the settings name."""

from collections.abc import Mapping, Sequence
from typing import Final

from annotations.model.judgements import Rejection
from annotations.plugins import made, plugged
from annotations.review.graph import Graph
from annotations.review.pair_queue import CandidatePair
from annotations.review.similarity.index import Match
from annotations.search.suggesters.suggester import End, Learning, Passages, Suggester
from annotations.search.suggesters.words import Words

SUGGESTERS: Final = "postil.suggesters"
"""Group of the entry points."""

WORDS, SEMANTIC = "words", "semantic"
"""Names of our own."""

_NOUN: Final = "suggester"


class _Plugged:
    """A suggester of another package: whatever error it raises becomes a UsageError with one line."""

    def __init__(self, name: str, model: str) -> None:
        self._made: Suggester = made(SUGGESTERS, name, _NOUN, ("description",))
        self._name = name
        self.description = self._made.description
        self.open(model)

    def open(self, model: str) -> None:
        if isinstance(self._made, Learning):
            with plugged(SUGGESTERS, self._name, _NOUN):
                self._made.open(model)

    def learn(self, texts: Mapping[str, str]) -> None:
        if isinstance(self._made, Learning):
            with plugged(SUGGESTERS, self._name, _NOUN):
                self._made.learn(texts)

    def pairs(
        self, passages: Passages, graph: Graph, rejections: Sequence[Rejection], *, most: int = 500
    ) -> Sequence[CandidatePair]:
        with plugged(SUGGESTERS, self._name, _NOUN):
            return [*self._made.pairs(passages, graph, rejections, most=most)]

    def neighbours(
        self, passages: Passages, end: End, typed: str = "", *, without: frozenset[str] = frozenset()
    ) -> Sequence[Match[str]]:
        with plugged(SUGGESTERS, self._name, _NOUN):
            return [*self._made.neighbours(passages, end, typed, without=without)]


def suggester(name: str = "", model: str = "") -> Suggester:
    """Return a new suggester by name; without one `semantic` if a model is named, else `words`.

    Raises UsageError if there is none, or if it or its model cannot be loaded.
    """
    name = name or (SEMANTIC if model else WORDS)
    if name == WORDS:
        return Words()  # The entry points lead to ours; a search of all installed packages would keep a key waiting.
    if name == SEMANTIC:
        from annotations.search.suggesters.semantic import Semantic

        ours = Semantic()
        ours.open(model)
        return ours
    return _Plugged(name, model)
