"""Exported results of the review: judgements of claims and pairs, and the board."""

from collections.abc import Iterator, Mapping
from typing import Any

from annotations.export.ledger_table import values
from annotations.library.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.model.judgements import Claim, Dismissal, Independence, Reckoning, Rejection, Ruling
from annotations.review.board import Board, Row
from annotations.review.disputes.dispute_list import Dispute
from annotations.review.findings.warnings import flagged


def reviewed(library: Library, ids: set[str], *, whole: bool = True) -> dict[str, Iterator[dict[str, Any]]]:
    """Return the parts of an export about the review of the annotations with these ids.

    Unless they are the whole library, the board is made of them alone: it counts what the export has.
    """
    board = library.board() if whole else library.board_of(ids)
    return {
        "claims": (_claim(library, one) for one in library.claims() if one.anchor in ids),
        "rejections": (_rejection(library, one) for one in library.rejections() if {one.one, one.other} <= ids),
        "independence": (_independence(library, one) for one in library.independence() if {one.one, one.other} <= ids),
        "rulings": (_ruling(library, one) for one in library.rulings() if {one.anchor, one.side or one.anchor} <= ids),
        "reckonings": (
            _reckoning(library, one)
            for one in library.review.reckonings()
            if {one.passage, one.other or one.passage} <= ids
        ),
        "dismissals": (
            _dismissal(one) for one in library.review.dismissals() if whole and library.has_source(one.source)
        ),
        "figures": _figures(library, None if whole else ids),
        "board": _rows(board),
        "disputes": (_dispute(board, one) for one in board.disputes.all()),
    }


def _figures(library: Library, ids: set[str] | None) -> Iterator[dict[str, Any]]:
    """Yield the rows of the ledger; it is made when the first one is asked for."""
    ledger = ledger_of(library, library.review.reckonings(), ids)
    yield from (values(library, ledger, row) for row in ledger.rows)


def _rows(board: Board) -> Iterator[dict[str, Any]]:
    columns = {source.id: place for place, source in enumerate(board.sources)}
    return (_row(board, row, columns) for row in board.rows)


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


def _independence(library: Library, one: Independence) -> dict[str, Any]:
    return {
        "id": one.id,
        "one": one.one,
        "other": one.other,
        "one_address": library.address(one.one),
        "other_address": library.address(one.other),
        "count": one.count,
        "note": one.note,
        "created": one.created,
        "modified": one.modified,
        "author": one.author,
    }


def _ruling(library: Library, one: Ruling) -> dict[str, Any]:
    return {
        "id": one.id,
        "anchor": one.anchor,
        "anchor_address": library.address(one.anchor),
        "side": one.side or None,
        "title": one.title,
        "confidence": one.confidence,
        "note": one.note,
        "questions": one.questions,
        "decided": one.decided or None,
        "created": one.created,
        "modified": one.modified,
        "author": one.author,
    }


def _reckoning(library: Library, one: Reckoning) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "passage": one.passage,
        "passage_address": library.address(one.passage),
        "figure": one.figure,
        "other": one.other or None,
        "other_figure": one.other_figure,
        "text": one.text,
        "evidence": one.evidence,
        "beside": [list(each) for each in one.beside],
        "other_beside": [list(each) for each in one.other_beside],
        "created": one.created,
        "modified": one.modified,
        "author": one.author,
    }


def _dispute(board: Board, dispute: Dispute) -> dict[str, Any]:
    ruling = dispute.ruling
    return {
        "passages": list(dispute.passages),
        "contradictions": [list(pair) for pair in dispute.pairs],
        "sides": [
            {
                "passages": list(side.passages),
                "support": list(side.support),
                "sources": sorted({board.graph.source(one) for one in side.all}, key=board.graph.numbers.__getitem__),
                "independent": side.number,
            }
            for side in dispute.sides
        ],
        "ruling": ruling.id if ruling is not None else None,
        "others": [one.id for one in dispute.rulings[1:]],
        "decided": dispute.decided,
        "believed": dispute.believed,
    }


def _row(board: Board, row: Row, columns: Mapping[str, int]) -> dict[str, Any]:
    trace, doubtful = board.origins.trace(row.agree), flagged(board, row)
    return {
        "words": row.words,
        "claim": row.claim.id if row.claim is not None else None,
        "others": [one.id for one in row.others],
        "status": row.status,
        "reviewed": row.reviewed,
        "passages": list(row.members),
        "verdict": row.verdict.kind,
        "explanation": row.explanation,
        "agree": row.verdict.agree,
        "against": row.verdict.against,
        "cells": [_cell(row, source) for source in sorted(row.cells, key=columns.__getitem__)],
        "sources": trace.sources,
        "origins": trace.origins,
        "tree": [step._asdict() for step in trace.steps],
        "loops": [list(loop) for loop in doubtful.loops],
        "doubts": [{"link": link.id, "origins": list(origins)} for link, origins in doubtful.doubts],
        "copies": [list(pair) for pair in row.copies],
    }


def _cell(row: Row, source_id: str) -> dict[str, Any]:
    cell = row.cells[source_id]
    return {"source": source_id, "stance": cell.stance, "does": cell.words, "passages": list(cell.passages)}


def _dismissal(one: Dismissal) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": one.source,
        "tag": one.tag,
        "words": one.words,
        "context": one.context,
        "created": one.created,
        "author": one.author,
    }
