"""What makes a verdict doubtful: circles of sources, and support that comes from where the claim comes from."""

from typing import NamedTuple

from annotations.review.board import Board, Row
from annotations.review.provenance import Doubt


class Flagged(NamedTuple):
    """What is doubtful about a row."""

    loops: tuple[tuple[str, ...], ...]
    """Passages of several sources, some of them of those that say or support it, that have it from each other."""
    doubts: tuple[Doubt, ...]
    """Links *supports* between those that say or support it whose ends come from one source."""


def flagged(board: Board, row: Row) -> Flagged:
    """What is doubtful about a row."""
    if len(row.agree) == 1:
        return Flagged((), ())
    own = set(row.agree)
    return Flagged(tuple(board.origins.loops_of(own)), tuple(board.origins.doubts_among(row.agree)))
