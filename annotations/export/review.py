"""What the review comes to, as it is exported: what was said of claims and pairs, and the board."""

from collections.abc import Collection
from typing import Any

from annotations.library import Library
from annotations.model import Claim, Rejection
from annotations.review.claims import Board, Row
from annotations.review.flags import flagged


def reviewed(library: Library, ids: Collection[str]) -> dict[str, Any]:
    """The parts of an export that are about the review of its annotations; ``ids`` are theirs."""
    board = library.board()
    return {
        "claims": [_claim(library, one) for one in library.claims() if one.anchor in ids],
        "rejections": [_rejection(library, one) for one in library.rejections() if {one.one, one.other} <= set(ids)],
        "board": [_row(board, row) for row in board.rows],
    }


def _claim(library: Library, one: Claim) -> dict[str, Any]:
    return {
        "id": one.id,
        "anchor": one.anchor,
        "anchor_address": library.address(one.anchor),
        "title": one.title,
        "status": one.status,
        "note": one.note,
        "reviewed": one.reviewed or None,
        "created": one.created,
        "modified": one.modified,
        "author": one.author,
    }


def _rejection(library: Library, one: Rejection) -> dict[str, Any]:
    return {
        "id": one.id,
        "one": one.one,
        "other": one.other,
        "one_address": library.address(one.one),
        "other_address": library.address(one.other),
        "reason": one.reason,
        "created": one.created,
        "author": one.author,
    }


def _row(board: Board, row: Row) -> dict[str, Any]:
    trace, doubtful = board.origins.trace(row.agree), flagged(board, row)
    return {
        "words": row.words,
        "claim": row.claim.id if row.claim is not None else None,
        "others": [one.id for one in row.others],
        "status": row.status,
        "reviewed": row.reviewed,
        "passages": list(row.members),
        "verdict": row.verdict.kind,
        "agree": row.verdict.agree,
        "against": row.verdict.against,
        "cells": [_cell(board, row, source.id) for source in board.sources],
        "sources": trace.sources,
        "origins": trace.origins,
        "tree": [step._asdict() for step in trace.steps],
        "loops": [list(loop) for loop in doubtful.loops],
        "doubts": [{"link": link.id, "origins": list(origins)} for link, origins in doubtful.doubts],
    }


def _cell(board: Board, row: Row, source_id: str) -> dict[str, Any]:
    cell = board.cell(row, source_id)
    return {"source": source_id, "stance": cell.stance, "passages": list(cell.passages)}
