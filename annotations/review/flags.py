"""What makes a verdict doubtful: circles of sources, and support that comes from where the claim comes from."""

from functools import cached_property
from typing import NamedTuple

from annotations.review.claims import Board, Row
from annotations.review.independence import Doubt


class Flagged(NamedTuple):
    """What is doubtful about a row."""

    loops: tuple[tuple[str, ...], ...]
    """Passages of several sources, some of them of those that say or support it, that have it from each other."""
    doubts: tuple[Doubt, ...]
    """Links *supports* between those that say or support it whose ends come from one source."""


class Flags:
    """What is doubtful about the rows of a board, worked out for all of them when it is first asked for."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def of(self, row: Row) -> Flagged:
        """What is doubtful about a row."""
        if len(row.agree) == 1:
            return Flagged((), ())
        own = set(row.agree)
        return Flagged(
            tuple(loop for loop in self._loops if not own.isdisjoint(loop)),
            tuple(doubt for doubt in self._doubts if own.issuperset((doubt.link.source, doubt.link.target))),
        )

    @cached_property
    def _loops(self) -> list[tuple[str, ...]]:
        return self._board.origins.loops

    @cached_property
    def _doubts(self) -> list[Doubt]:
        return self._board.origins.doubts()
