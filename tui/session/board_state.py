"""State of the claims board in a sitting: filter, order, groups and cursor."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final, NamedTuple

from annotations.library import Library
from annotations.records.codebook.tree import TagTree
from annotations.review.arrangement import SORTS, Group, by_heading, by_tag, ordered
from annotations.review.board import Board, Row
from annotations.search.filters.board import chosen
from annotations.search.query import query_of
from tui.tasks import Slices

_CONTESTED: Final = "most contested first"
"""One order: the claims on the board have that of their disputes."""

DISPUTE_SORTS: Final = {
    "weight": _CONTESTED,
    "sources": "most sources first",
    "newest": "newest first",
}
"""The orders of the disputes, with their names on the board."""

GROUPS: Final = ("", "heading", "tag")
"""The ways to group rows; "" is without groups."""

SORTED: Final = {"place": "by place", "contested": _CONTESTED, "independent": "fewest sources first"}
"""The orders, with their names on the board."""


Known = dict[str, tuple[tuple[str, int], str]]
"""Text hash and offset of passages with the headings above them, by the ids of the annotations."""


class Entry(NamedTuple):
    """A line of the board: a claim, or the title of those below it."""

    row: Row | None
    title: str = ""
    """Title of its group."""
    depth: int = 0
    """Of a tag as a title: number of tags above it."""
    claims: int = 0
    """Of a tag as a title: number of claims with it or a tag below it."""


@dataclass
class BoardView:
    """The state that is kept after the screen of the board is closed."""

    sort: str = "place"
    group: str = ""
    hide: bool = False
    """Whether settled rows are left out."""
    typed: str = ""
    """The filter as it was typed."""
    key: str = ""
    """`Row.key` of the row under the cursor."""
    title: str = ""
    """Title of the group of this row."""
    source: str = ""
    """Id of the source whose column has the cursor; empty for the words of the claim."""
    board: Board | None = field(default=None, compare=False)
    """The last board, which is updated when the screen opens again."""
    before: dict[str, str] = field(default_factory=dict, compare=False)
    """Verdicts by the former rule of counting, by the first passages of the claims, in the sitting that reports them."""
    headings: Known = field(default_factory=dict, compare=False)
    folded: set[str] = field(default_factory=set, compare=False)
    """Tags whose claims are not parted by the tags below, if grouped by tag."""
    count: int = field(default=0, compare=False)
    """Number of claims that are shown."""
    dispute: str = field(default="", compare=False)
    """`Dispute.key` of the dispute under the cursor."""
    dispute_sort: str = field(default="weight", compare=False)
    orders: dict[str, tuple[tuple[Row, ...], list[Entry]]] = field(default_factory=dict, compare=False)
    """The rows of the board and the lines of all of them in an order, by the name of the order."""
    problem: str = field(default="", compare=False)
    """The error in the filter, in one line; "" if there is none."""

    @property
    def arranged(self) -> bool:
        """Whether anything but words is worth saving as a filter."""
        return self.hide

    def arrange(self, sort: str, group: str) -> None:
        """Take an order and groups; unknown names change nothing."""
        self.sort = sort if sort in SORTS else self.sort
        self.group = group if group in GROUPS else self.group

    def current(self, library: Library) -> Board:
        """Return the board as the library is now."""
        self.board = library.board(self.board)
        return self.board

    async def judge(self) -> None:
        """Work out all verdicts, which an order of the rows needs, in slices between the keys."""
        await asyncio.to_thread(import_module, "rapidfuzz.distance")  # A claim with passages that are alike needs it.
        if (board := self.board) is None:
            return
        slices = Slices()
        for row in board.rows:
            _ = row.verdict
            if slices.over:
                await slices.next()
        for sort in SORTS:
            await slices.next()
            self._in_order(board, sort)

    def _in_order(self, board: Board, sort: str) -> list[Entry]:
        """Return the lines of all rows in an order, which are kept until the board has other rows."""
        kept = self.orders.get(sort)
        if kept is None or kept[0] is not board.rows:
            kept = self.orders[sort] = board.rows, [Entry(row) for row in ordered(board.rows, sort)]
        return kept[1]

    def next_dispute_sort(self) -> None:
        """Take the next order of the disputes."""
        self.dispute_sort = _next([*DISPUTE_SORTS], self.dispute_sort)

    def next_sort(self) -> None:
        """Take the next order."""
        self.sort = _next(SORTS, self.sort)

    def next_group(self) -> None:
        """Take the next way to group rows."""
        self.group = _next(GROUPS, self.group)

    def entries(self, library: Library, board: Board, heading: Callable[[str], str]) -> list[Entry]:
        """Return the lines of the board, not to be changed, and set `count`.

        ``heading`` returns the headings above a passage by its id.
        """
        query = query_of(library, self.typed)
        self.problem = query.problem
        if query.empty and not self.hide and not query.problem:
            every = self._in_order(board, self.sort)
            self.count = len(every)
            if not self.group:
                return every
            rows = [entry.row for entry in every if entry.row is not None]
        else:
            # An unknown word matches nothing: rows that ignore it would be wrong answers.
            fitting = [] if query.problem else chosen(library, board, query, settled=not self.hide)
            rows = ordered(fitting, self.sort)
            self.count = len(rows)
        if self.group == "tag":
            tree = library.tag_tree
            return _by_tag(tree, by_tag(board, rows, [node.tag.name for node in tree.nodes]), self.folded)
        groups: Sequence[Group] = (Group("", tuple(rows)),)
        if self.group == "heading":
            groups = by_heading(rows, heading)
        found: list[Entry] = []
        for group in groups:
            if self.group:
                found.append(Entry(None, group.title or f"no {self.group}"))
            found += [Entry(row, group.title) for row in group.rows]
        return found

    def title_of(self, board: Board) -> str:
        """Return the title of the board: the numbers of claims, the order, the groups and the filter."""
        rows, left, count = len(board.rows), board.left, self.count
        parts = (
            "Claims",
            f"{count:,} of {rows:,}" if count != rows else f"{count:,}",
            SORTED[self.sort],
            f"{left:,} to review" if left else "all reviewed" if rows else "",
            f"by {self.group}" if self.group else "",
            "settled hidden" if self.hide else "",
            self.typed.strip(),
        )
        return " · ".join(part for part in parts if part)

    def keep(self, entry: Entry | None, source: str) -> None:
        """Remember where the cursor is."""
        if entry is not None and entry.row is not None:
            self.key, self.title = entry.row.key, entry.title
        self.source = source

    def index(self, entries: Sequence[Entry]) -> int | None:
        """Return the index of the row that had the cursor; None if it is not shown."""
        row = self.board.row(self.key) if self.board is not None and self.key else None
        if row is None:
            return None
        with suppress(ValueError):  # A search for the equal line, which is the faster one of five thousand.
            return entries.index(Entry(row, self.title))
        return next((index for index, entry in enumerate(entries) if entry.row is row), None)


def _by_tag(tree: TagTree, groups: Sequence[Group], folded: Collection[str]) -> list[Entry]:
    """Return the lines of groups by tag: each tag below its parent, which has a title even without claims of its own.

    A folded tag has the claims of all tags below it under its title.
    """
    rows = {group.title: group.rows for group in groups}
    whole: dict[str, dict[str, Row]] = {}
    for node in tree.nodes:
        for row in rows.get(node.tag.name, ()):
            for name in (node.tag.name, *tree.above(node.tag.name)):
                whole.setdefault(name, {})[row.key] = row
    entries: list[Entry] = []
    place = 0
    while place < len(tree.nodes):
        node = tree.nodes[place]
        name, hides = node.tag.name, node.below if node.tag.name in folded else 0
        place += 1 + hides
        if name in whole:
            own = whole[name].values() if hides else rows.get(name, ())
            entries.append(Entry(None, f"{name} …" if hides else name, node.depth, len(whole[name])))
            entries += [Entry(row, name) for row in own]
    for group in groups:
        if group.title not in whole:
            entries.append(Entry(None, group.title or "no tag", 0, len(group.rows)))
            entries += [Entry(row, group.title) for row in group.rows]
    return entries


def _next(among: Sequence[str], now: str) -> str:
    return among[(among.index(now) + 1) % len(among)]
