"""Orders and groups of the rows of the board; see `annotations.search.board_filter` for filters."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.review.board import Board, Row

SORTS: Final = ("place", "contested", "independent")
"""By source and place; most contested first, each followed by the claims it contradicts; fewest sources first."""

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
        return _faced(
            sorted(rows, key=lambda row: (-min(row.verdict.agree, row.verdict.against), -row.verdict.against))
        )
    if by == "independent":
        return sorted(rows, key=lambda row: (row.verdict.agree, len(row.agree)))
    raise UsageError(f"There is no order “{by}”; there are {', '.join(SORTS)}.")


def _faced(rows: Sequence[Row]) -> list[Row]:
    """Move the rows that contradict a row right below it, recursively."""
    places = {one: place for place, row in enumerate(rows) for one in row.members}
    found: dict[int, Row] = {}
    for first in range(len(rows)):
        waiting = [first]
        while waiting:
            if (place := waiting.pop()) not in found:
                found[place] = rows[place]
                facing = {places[one] for one in rows[place].against if one in places}
                waiting += sorted(facing, reverse=True)
    return list(found.values())


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
