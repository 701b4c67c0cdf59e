"""Interface of a suggester: its methods and their arguments."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from annotations.model.judgements import Rejection
from annotations.review.graph import Graph
from annotations.review.pair_queue import CandidatePair
from annotations.review.similarity.features import Features
from annotations.review.similarity.index import Match, SimilarityIndex


class Passages(NamedTuple):
    """The passages that a suggester chooses from."""

    pieces: SimilarityIndex[str]
    """The passages by their ids, with the features that the built-in suggester compares."""
    words: Callable[[str], str]
    """Returns the words of a passage by its id."""


class End(NamedTuple):
    """Start of a link that is to be made: a passage, or an untagged sentence."""

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
        called in another thread, after each letter that is typed; the result is dropped if another letter came meanwhile.
        """


@runtime_checkable
class Learning(Protocol):
    """A suggester that works with a model of the user; both methods are called in another thread, before all others."""

    def open(self, model: str) -> None:
        """Load the model that the settings name, `""` if they name none. Raises UsageError, in one line, if it cannot."""

    def learn(self, texts: Mapping[str, str]) -> None:
        """Take in the words of passages, by their ids: all that there are, again when some have changed."""
