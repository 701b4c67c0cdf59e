"""State of the ledger of figures that is kept after its screen is closed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar, Final

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.parts.ledger import context_in, given_to_ledger
from annotations.model import Passage
from annotations.review.ledger.comparing import CONFLICT
from annotations.review.ledger.context import Context
from annotations.review.ledger.figures import Key
from annotations.review.ledger.ledger import SORTS, Ledger
from annotations.review.ledger.rows import Row
from annotations.search.filters.ledger import chosen
from annotations.search.query import query_of
from annotations.text.plurals import count_noun
from annotations.text.quantities import read
from tui.session.overview.figure_reader import load_figure_reader
from tui.tasks import Slices
from tui.theming import signs

SORTED: Final = {"conflict": "greatest conflict first", "place": "by place", "sources": "most sources first"}
"""The orders, with their names on the screen."""

_BAR: Final = 10
"""Cells of the bar of resolved conflicts."""


@dataclass
class LedgerView:
    """Filter, order and cursor, and the ledger itself, which is brought up to date when the screen opens again."""

    sort: str = SORTS[0]
    hide: bool = True
    """Whether resolved conflicts are left out."""
    typed: str = ""
    group: ClassVar[str] = ""
    """The ledger has no groups."""
    problem: str = field(default="", compare=False)
    """The error in the filter, in one line; `""` if there is none."""
    key: Key | None = None
    """A figure of the row under the cursor."""
    source: str = ""
    """Id of the source whose column has the cursor; `""` for the name."""
    marked: Key | None = None
    """A figure of the row that another one is to be merged with."""
    ledger: Ledger = field(default_factory=Ledger, compare=False)
    made: bool = field(default=False, compare=False)
    """Whether the ledger was made."""
    contexts: dict[str, tuple[tuple[str, int, int], Context | None]] = field(default_factory=dict, compare=False)
    """Text hash, start and end of passages, and the words around them, by the ids of the annotations."""

    async def read_contexts(
        self,
        library: Library,
        open_source: Callable[[str], Awaitable[None]],
        stay: Callable[[], None],
        show: Callable[[str], None],
    ) -> None:
        """Read the words around the figures, in slices between keys, each source to its end.

        `open_source` is awaited with the id of a source to be read; `stay` is called after sources were read.
        """
        await load_figure_reader()
        given = given_to_ledger(library, library.review.reckonings())
        slices = Slices()
        wanted: dict[str, list[Passage]] = {}
        for passage in given.passages:
            known = self.contexts.get(passage.annotation.id)
            if known is None or known[0] != _state(library, passage):
                wanted.setdefault(passage.annotation.source, []).append(passage)
            if slices.over:
                await slices.next()
        for place, (source_id, passages) in enumerate(wanted.items()):
            show(f"reading the figures… {place + 1:,} of {count_noun(len(wanted), 'source')}")
            kept = library.is_open(source_id)
            if not library.is_missing(source_id):
                with suppress(PostilError):  # An unreadable source has no context beside the recorded one.
                    await open_source(source_id)
            for passage in passages:
                now = library.passage(passage.annotation.id)
                self.contexts[passage.annotation.id] = _state(library, now), context_in(library, now)
                if slices.over:
                    await slices.next()
            if not kept:
                library.let_go(source_id)
            await slices.next()
        if wanted:
            stay()

    async def make(self, library: Library) -> None:
        """Make the rows in slices between keys."""
        await asyncio.to_thread(read, "$1 million per month in 2025")  # Its tables take long to load.
        given = given_to_ledger(library, library.review.reckonings())
        slices = Slices()
        for _ in self.ledger.steps(given, self._context):
            if slices.over:
                await slices.next()
        self.made = True
        self.decide(library)

    def decide(self, library: Library) -> None:
        """Apply the decisions as they are now."""
        self.ledger.decide(library.review.reckonings())

    def _context(self, passage: Passage) -> Context | None:
        found = self.contexts.get(passage.annotation.id)
        return found[1] if found is not None else None

    # --- what is shown

    def rows(self, library: Library) -> list[Row]:
        """Return the rows that fit the filter, in the chosen order."""
        query = query_of(library, self.typed)
        self.problem = query.problem
        return self.ledger.ordered(chosen(library, self.ledger, query, resolved=not self.hide), self.sort)

    @property
    def arranged(self) -> bool:
        """Whether anything but words is worth saving as a filter."""
        return self.sort != SORTS[0] or not self.hide

    def arrange(self, typed: str, sort: str, *, hide: bool) -> None:
        """Take a filter, an order and whether resolved conflicts are left out; an unknown order is the first one."""
        self.typed, self.key = typed, None
        self.sort = sort if sort in SORTS else SORTS[0]
        self.hide = hide or not sort  # Filters were saved without an order before.

    def titles(self, shown: int) -> Sequence[str]:
        """Return forms of the title, each shorter than the last.

        An error in the filter and the number of proposals are in all of them, and the order unless it is the first one.
        Signs replace words in the short ones.
        """
        ledger = self.ledger
        conflicts, left, rows, proposals = len(ledger.conflicts), ledger.left, len(ledger.rows), len(ledger.proposals)
        order = SORTED[self.sort] if conflicts or self.sort != "conflict" else ""
        chosen_order = order if self.sort != SORTS[0] else ""
        counted = f"{shown:,} of {count_noun(rows, 'row')}" if shown != rows else count_noun(rows, "row")
        words = f"{left:,} of {count_noun(conflicts, 'conflict')} left" if conflicts else "no conflicts"
        proposed = count_noun(proposals, "proposal") if proposals else ""
        hidden = "resolved hidden" if self.hide and conflicts > left else ""
        bar = f" {burn_down(conflicts - left, conflicts)}" if conflicts else ""
        signed = (
            f"{shown:,}/{rows:,} rows" if shown != rows else count_noun(rows, "row"),
            f"{CONFLICT} {left:,}/{conflicts:,}" if conflicts else "",
            f"{signs.NEAR.char} {proposals:,}" if proposals else "",
        )
        forms = (
            ("Ledger", counted, words + bar, proposed, order, hidden, self.problem),
            ("Ledger", counted, words + bar, proposed, order, self.problem),
            ("Ledger", counted, words, proposed, order, self.problem),
            ("Ledger", counted, words, proposed, chosen_order, self.problem),
            ("Ledger", *signed, chosen_order, self.problem),
            (*signed, chosen_order, self.problem),
        )
        return [" · ".join(filter(None, parts)) for parts in forms]

    def next_sort(self) -> None:
        """Take the next order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]


def burn_down(done: int, of: int) -> str:
    """Return a bar of what is done: filled cells, then empty ones."""
    filled = done * _BAR // of if of else _BAR
    return signs.FULL.char * filled + signs.EMPTY.char * (_BAR - filled)


def _state(library: Library, passage: Passage) -> tuple[str, int, int]:
    return library.source(passage.annotation.source).text_sha256, passage.start, passage.end
