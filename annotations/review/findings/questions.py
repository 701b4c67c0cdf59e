"""Open questions of a dispute: those of the analyst, and those that follow from the records."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Dispute
from annotations.review.origins.explanation import copied
from annotations.text.plurals import listed

_MOST_UNREAD: Final = 8
"""Most unread sources that a question names."""


def title_of(board: Board, dispute: Dispute) -> str:
    """Return the title of a dispute that the analyst gave it, else the words of its earliest claim, on one line."""
    given = next((one.title for one in dispute.rulings if one.title), "")
    return given or claim_words(board, dispute.passages[0])


def claim_words(board: Board, annotation_id: str) -> str:
    """Return the words of the claim that a passage is part of, on one line."""
    row = board.row(annotation_id)
    return row.words if row is not None else " ".join(board.graph.annotations[annotation_id].exact.split())


def open_questions(board: Board, dispute: Dispute) -> list[str]:
    """Return the open questions of a dispute, a line each: those of the analyst first."""
    graph, ruling = board.graph, dispute.ruling
    lines = [line for one in dispute.rulings[:1] for line in one.questions.splitlines() if line.strip()]
    if dispute.changed and ruling is not None:
        lines.append("It changed since it was decided: is the decision still right?")
    if len(dispute.rulings) > 1 and len({one.side for one in dispute.rulings if one.decided}) > 1:
        lines.append("There are different decisions on it: which one applies?")
    unread = _unread(board, dispute)
    if unread:
        many = f"Sources {listed(unread)} are not read yet: what do they say?"
        lines.append(many if len(unread) > 1 else f"Source {unread[0]} is not read yet: what does it say?")
    lines += [
        f"Do {graph.address(one)} and {graph.address(other)} count once? They look copied."
        for side in dispute.sides
        for one, other in copied(graph, board.origins, side.all)
    ]
    lines += _neighbours(board, dispute)
    return lines + [
        f"{graph.address(link.source)} qualifies {graph.address(link.target)}: does it still contradict the other side?"
        for one in dispute.passages
        for link in graph.links_at(one)
        if link.kind == "qualifies" and link.target == one
    ]


def _neighbours(board: Board, dispute: Dispute) -> Iterator[str]:
    """Yield a line for each passage that supports a side of one dispute and is contradicted in another one.

    They are two disputes: the support may be wrong and the claim right. Where they are one, a further link says so.
    """
    graph, own = board.graph, set(dispute.passages)
    links = {
        link.id: link for one in (one for side in dispute.sides for one in side.all) for link in graph.links_at(one)
    }
    for link in sorted(links.values(), key=lambda link: (graph.order[link.source], graph.order[link.target])):
        if link.kind != "supports" or (link.source in own) == (link.target in own):
            continue
        inner, outer = board.disputes.of(link.source), board.disputes.of(link.target)
        if inner is None or outer is None or inner is outer:
            continue
        supports = set(graph.cluster(link.source))
        pair = next((one, other) for pair in inner.pairs for one, other in (pair, pair[::-1]) if other in supports)
        source, target, by, facing = map(graph.address, (link.source, link.target, *pair))
        yield (
            f"{source} supports {target}, and {by} contradicts {facing} in a dispute of its own: "
            f"if both are one dispute, link {by} to {target} with contradicts."
        )


def _unread(board: Board, dispute: Dispute) -> list[str]:
    """Return the numbers of the sources outside a dispute that are not read: the first ones, and how many more there are."""
    own = dispute.sources
    first = [str(one.number) for one in islice((one for one in board.unread if one.id not in own), _MOST_UNREAD + 1)]
    if len(first) <= _MOST_UNREAD:
        return first
    # Not all are looked through: the question is asked at each key, of as many sources as the library has.
    count = len(board.unread) - sum(one not in board.read for one in own)
    return [*first[: _MOST_UNREAD - 1], f"{count - _MOST_UNREAD + 1} more"]
