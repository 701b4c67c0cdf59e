"""Orders and groups of the rows of the board."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.review.board import Board, Row
from annotations.review.disputes.dispute_list import Dispute, most_contested

SORTS: Final = ("place", "contested", "independent")
"""By source and place; most contested first: by dispute, and there each claim before those it contradicts; fewest sources first."""

SETTLED: Final = frozenset({"checked", "dropped"})
"""Statuses of claims that need no more work."""

UNTITLED: Final = ""
"""Title of the group of rows without heading or tag."""


class Group(NamedTuple):
    """Rows under one heading or tag."""

    title: str
    """`UNTITLED` if there is none."""
    rows: tuple[Row, ...]


def ordered(rows: Iterable[Row], by: str) -> list[Row]:
    """Return rows in one of the orders `SORTS`, with a stable sort. Raises UsageError if `by` is none of them."""
    if by == "place":
        return list(rows)
    if by == "contested":
        return _contested(rows)
    if by == "independent":
        return sorted(rows, key=lambda row: (row.verdict.agree, len(row.agree)))
    raise UsageError(f"There is no order “{by}”; there are {', '.join(SORTS)}.")


def _contested(rows: Iterable[Row]) -> list[Row]:
    """Return the claims of each dispute together, in the order of the disputes; then all others."""
    facing, others = list[tuple[Row, Dispute | None]](), list[Row]()
    for row in rows:  # Most rows of a large board contradict none.
        if row.against:
            facing.append((row, row.dispute))
        else:
            others.append(row)
    disputes = {id(one): one for _, one in facing if one is not None}
    ranks = {id(one): rank for rank, one in enumerate(most_contested(disputes.values()))}
    facing.sort(key=lambda pair: (ranks.get(id(pair[1]), len(ranks)), *_peace(pair[0])))
    return [*_faced([row for row, _ in facing]), *others]


def _peace(row: Row) -> tuple[int, int]:
    """Return the sort key that puts the most contested row first."""
    _, agree, against = row.verdict
    return -min(agree, against), -against


def _faced(rows: Sequence[Row]) -> list[Row]:
    """Move the rows that contradict a row right below it, recursively."""
    places = {one: place for place, row in enumerate(rows) for one in row.members}
    found: list[Row] = []
    taken = bytearray(len(rows))
    for first in range(len(rows)):
        waiting = [first]
        while waiting:
            if not taken[place := waiting.pop()]:
                taken[place] = True
                found.append(rows[place])
                waiting += sorted({places[one] for one in rows[place].against if one in places}, reverse=True)
    return found


def by_tag(board: Board, rows: Iterable[Row], order: Sequence[str]) -> list[Group]:
    """Group rows by the tags of their passages, in the order `order`; a row appears under each of its tags."""
    groups: dict[str, list[Row]] = {tag: [] for tag in order}
    for row in rows:
        tags = dict.fromkeys(tag for one in row.members for tag in board.graph.annotations[one].tags)
        for tag in tags or {UNTITLED: None}:
            groups.setdefault(tag, []).append(row)
    return [Group(tag, tuple(group)) for tag, group in groups.items() if group]


def by_heading(rows: Iterable[Row], heading: Callable[[str], str]) -> list[Group]:
    """Group rows by the heading of their earliest passage, in the order of first occurrence.

    `heading` returns the heading of an annotation by its id, `""` before the first one.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(heading(row.members[0]), []).append(row)
    return [Group(title, tuple(group)) for title, group in groups.items()]
