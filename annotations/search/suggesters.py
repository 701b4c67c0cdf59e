"""Suggesters: what proposes pairs for the queue and ranks passages for the link finder.

The built-in one, `words`, goes by the words, figures and dates that passages share. Those of a plug-in are entry points of
the same group; the settings name the one that is used.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from annotations.model.judgements import Rejection
from annotations.plugins import made, plugged
from annotations.review.graph import Graph
from annotations.review.pair_queue import CandidatePair, queue
from annotations.review.similarity.features import Features
from annotations.review.similarity.index import Match, SimilarityIndex

SUGGESTERS: Final = "postil.suggesters"
"""Group of the entry points."""

DEFAULT: Final = "words"

_NOUN: Final = "suggester"


class Passages(NamedTuple):
    """The passages that a suggester chooses from."""

    pieces: SimilarityIndex[str]
    """The passages by their ids, with the features that the built-in suggester compares."""
    words: Callable[[str], str]
    """Returns the words of a passage by its id."""


class End(NamedTuple):
    """What is to be linked: a passage, or a sentence that is none."""

    text: str
    features: Features


class Suggester(Protocol):
    """Proposes what may be linked. An instance is made without arguments for a sitting, and may keep what it computes."""

    description: str
    """One line that says what it goes by."""

    def pairs(
        self, passages: Passages, graph: Graph, rejections: Sequence[Rejection], *, most: int = 500
    ) -> Sequence[CandidatePair]:
        """Return at most `most` pairs of passages of different sources, the best first, each with score and reason.

        `Settled` tells which pairs of a graph need no proposal. It is called in another thread.
        """

    def neighbours(
        self, passages: Passages, end: End, typed: str = "", *, without: frozenset[str] = frozenset()
    ) -> Sequence[Match[str]]:
        """Return the passages that match the words in `typed`, the nearest to an end first.

        Those that have nothing to do with it have the score 0 and come last; those in `without` are left out. It is
        called after each letter that is typed, so it must be fast.
        """


class Words:
    """The built-in suggester."""

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


class _Plugged:
    """A suggester of another package: whatever error it raises becomes a UsageError with one line."""

    def __init__(self, name: str) -> None:
        self._made: Suggester = made(SUGGESTERS, name, _NOUN, ("description",))
        self._name = name
        self.description = self._made.description

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


def suggester(name: str = DEFAULT) -> Suggester:
    """Return a new suggester by name. Raises UsageError if there is none, or if it cannot be loaded."""
    if name in {"", DEFAULT}:
        return Words()  # Its entry point leads here; a search of all installed packages would keep a key waiting.
    return _Plugged(name)
