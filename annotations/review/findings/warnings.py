"""Warnings about verdicts: circular sources, and support from the same origin."""

from typing import NamedTuple

from annotations.review.board import Board, Row
from annotations.review.origins.provenance import Doubt


class Warnings(NamedTuple):
    """Warnings about a row."""

    loops: tuple[tuple[str, ...], ...]
    """Circles over several sources that include passages which say or support the claim."""
    doubts: tuple[Doubt, ...]
    """Links *supports* between such passages whose ends come from one source."""


def flagged(board: Board, row: Row) -> Warnings:
    """Return the warnings about a row."""
    if len(row.agree) == 1:
        return Warnings((), ())
    own = set(row.agree)
    return Warnings(tuple(board.origins.loops_of(own)), tuple(board.origins.doubts_among(row.agree)))
