"""The suggester that the settings name."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from math import isfinite
from typing import Final

from annotations.errors import PostilError
from annotations.model import LINK_KINDS
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

_KEEP: Final = (PostilError,)
"""Errors with a line of their own. It was given no file: one of the system's is the suggester's as well."""


class _Plugged:
    """A suggester of another package: whatever error it raises becomes a UsageError with one line."""

    def __init__(self, name: str, model: str) -> None:
        self._made: Suggester = made(SUGGESTERS, name, _NOUN, ("description",), _KEEP)
        self._name = name
        self.description = self._made.description
        self.open(model)

    def open(self, model: str) -> None:
        if isinstance(self._made, Learning):
            with self._plugged():
                self._made.open(model)

    def learn(self, texts: Mapping[str, str]) -> None:
        if isinstance(self._made, Learning):
            with self._plugged():
                self._made.learn(texts)

    def pairs(
        self, passages: Passages, graph: Graph, rejections: Sequence[Rejection], *, most: int = 500
    ) -> Sequence[CandidatePair]:
        with self._plugged():
            found = [*self._made.pairs(passages, graph, rejections, most=most)][:most]
            for wrong in (one for one in found if not _is_pair(one, graph)):
                raise TypeError(
                    f"pairs returned {wrong!r}, no CandidatePair of two passages with kind, reason and score"
                )
            return found

    def neighbours(
        self, passages: Passages, end: End, typed: str = "", *, without: frozenset[str] = frozenset()
    ) -> Sequence[Match[str]]:
        with self._plugged():
            found = [*self._made.neighbours(passages, end, typed, without=without)]
            for wrong in (one for one in found if not _is_match(one, passages)):
                raise TypeError(f"neighbours returned {wrong!r}, no Match of a passage with score and reason")
            return [one for one in found if one.key not in without]

    def _plugged(self) -> AbstractContextManager[None]:
        return plugged(SUGGESTERS, self._name, _NOUN, _KEEP)


def _is_pair(one: object, graph: Graph) -> bool:
    """Return whether what a plug-in returned as a pair is one that can be shown."""
    return (
        isinstance(one, CandidatePair)
        and one.one != one.other
        and {one.one, one.other} <= graph.order.keys()
        and one.kind in LINK_KINDS
        and type(one.reason) is str
        and isfinite(one.score)
    )


def _is_match(one: object, passages: Passages) -> bool:
    """Return whether what a plug-in returned as a neighbour is one that can be shown."""
    return isinstance(one, Match) and one.key in passages.pieces and type(one.reason) is str and isfinite(one.score)


def name_of(name: str, model: str) -> str:
    """Return the name of the suggester that settings choose: without one `semantic` if a model is named, else `words`."""
    return name or (SEMANTIC if model else WORDS)


def suggester(name: str = "", model: str = "") -> Suggester:
    """Return a new suggester, as `name_of` names it.

    Raises UsageError if there is none, or if it or its model cannot be loaded.
    """
    name = name_of(name, model)
    if name == WORDS:
        return Words()  # The entry points lead to ours; a search of all installed packages would keep a key waiting.
    if name == SEMANTIC:
        from annotations.search.suggesters.semantic import Semantic

        ours = Semantic()
        ours.open(model)
        return ours
    return _Plugged(name, model)
