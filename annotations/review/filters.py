"""The rows of the board that are wanted, in the order that is wanted."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.review.board import Board, Row
from annotations.review.rows import VERDICTS
from annotations.text.folding import fold

SORTS: Final = ("place", "contested", "independent")
"""By source and place; the most contested first, under each what it contradicts; those of the fewest sources first."""

SETTLED: Final = frozenset({"checked", "dropped"})
"""What an analyst is done with."""

UNTITLED: Final = ""
"""The group of rows that stand under no heading or have no tag."""


class Filter(NamedTuple):
    """What is to be seen of a board; all of it has to fit."""

    tag: str = ""
    """A tag that one of the passages has."""
    source: str = ""
    """Id of a source that does something with the claim."""
    status: str = ""
    text: str = ""
    """Words that stand in the claim, its note, one of its passages or its verdict, whatever their capitals."""
    settled: bool = True
    """Whether the rows are shown that the analyst is done with."""


class Group(NamedTuple):
    """Rows under one heading or tag."""

    title: str
    """`UNTITLED` where there is none."""
    rows: tuple[Row, ...]


def chosen(board: Board, wanted: Filter) -> list[Row]:
    """The rows that fit, in the order of the board."""
    words = fold(wanted.text).split()
    if wanted == Filter():
        return list(board.rows)
    return [row for row in board.rows if _fits(board, row, wanted) and all(_says(row, word) for word in words)]


def ordered(rows: Iterable[Row], by: str) -> list[Row]:
    """Rows in an order, one of `SORTS`; equal ones stay as they were. Raises UsageError if there is no such order."""
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
    """Rows in their order, but under each one the other sides of its contradictions, and under those theirs."""
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
    """Rows under the tags of their passages, those in their order; a row stands under each of its tags."""
    groups: dict[str, list[Row]] = {tag: [] for tag in order}
    for row in rows:
        tags = dict.fromkeys(tag for one in row.members for tag in board.graph.annotations[one].tags)
        for tag in tags or {UNTITLED: None}:
            groups.setdefault(tag, []).append(row)
    return [Group(tag, tuple(group)) for tag, group in groups.items() if group]


def by_heading(rows: Iterable[Row], heading: Callable[[str], str]) -> list[Group]:
    """Rows under the heading that their earliest passage stands under, in the order in which headings come.

    ``heading`` says it of a passage, by the id of the annotation; it is empty before the first one.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(heading(row.members[0]), []).append(row)
    return [Group(title, tuple(group)) for title, group in groups.items()]


def _says(row: Row, word: str) -> bool:
    # The verdicts of all rows take a while: only a word that may stand in one asks for it.
    return word in row.folded or (any(word in kind for kind in VERDICTS) and word in row.verdict.kind)


def _fits(board: Board, row: Row, wanted: Filter) -> bool:
    return (
        (wanted.settled or row.status not in SETTLED)
        and wanted.status in {"", row.status}
        and (not wanted.source or wanted.source in row.cells)
        and (not wanted.tag or any(wanted.tag in board.graph.annotations[one].tags for one in row.members))
    )
