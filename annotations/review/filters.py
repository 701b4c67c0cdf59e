"""Filters, orders and groups of the rows of the board."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.review.board import Board, Row
from annotations.review.rows import VERDICTS
from annotations.text.folding import fold

SORTS: Final = ("place", "contested", "independent")
"""By source and place; most contested first, each followed by the claims it contradicts; fewest sources first."""

SETTLED: Final = frozenset({"checked", "dropped"})
"""Statuses of claims that need no more work."""

UNTITLED: Final = ""
"""Title of the group of rows without heading or tag."""


class Filter(NamedTuple):
    """Conditions on rows of a board; all of them must hold."""

    tag: str = ""
    """Tag of one of the passages."""
    source: str = ""
    """Id of a source that takes a stance or mentions the claim."""
    status: str = ""
    text: str = ""
    """Words of the claim, its note, one of its passages or its verdict, ignoring case."""
    settled: bool = True
    """True if settled rows are included."""


class Group(NamedTuple):
    """Rows under one heading or tag."""

    title: str
    """`UNTITLED` if there is none."""
    rows: tuple[Row, ...]


def chosen(board: Board, wanted: Filter) -> list[Row]:
    """Return the rows that match, in the order of the board."""
    words = fold(wanted.text).split()
    if wanted == Filter():
        return list(board.rows)
    return [row for row in board.rows if _fits(board, row, wanted) and all(_says(row, word) for word in words)]


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


def _says(row: Row, word: str) -> bool:
    # Verdicts are slow to compute: only a word that occurs in one of them needs them.
    return word in row.folded or (any(word in kind for kind in VERDICTS) and word in row.verdict.kind)


def _fits(board: Board, row: Row, wanted: Filter) -> bool:
    return (
        (wanted.settled or row.status not in SETTLED)
        and wanted.status in {"", row.status}
        and (not wanted.source or wanted.source in row.cells)
        and (not wanted.tag or any(wanted.tag in board.graph.annotations[one].tags for one in row.members))
    )
