"""The ledger of a library: proposed groups of figures, changed by what the analyst decided."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import attrgetter, is_not
from typing import Final, NamedTuple

from msgspec.structs import replace

from annotations.model import Link, Passage, Source
from annotations.model.judgements import Reckoning
from annotations.review.board import is_read
from annotations.review.ledger.comparing import SILENT, UNREAD
from annotations.review.ledger.context import Context, recorded_context
from annotations.review.ledger.figures import Figure, Key, figure_meant, figures_in
from annotations.review.ledger.grouping import Grouping
from annotations.review.ledger.near import Proposals, find_near
from annotations.review.ledger.rows import Cell, Row, evidence_of

SORTS: Final = ("conflict", "place", "sources")
"""By the size of the conflict, greatest first; by source and place; most sources first."""

_SILENT: Final = Cell(SILENT)
_UNREAD: Final = Cell(UNREAD)
_STEP: Final = 4
"""Passages that are read in one step, or rows that are compared."""


_Known = tuple[tuple[Key, ...], tuple[tuple[str, ...], ...]]
"""The figures of a row and the versions of the decisions on them."""


class Given(NamedTuple):
    """Records that a ledger is made of."""

    sources: Sequence[Source]
    """In the order of the columns."""
    passages: Sequence[Passage]
    """Those with a tag of figures, by source and place."""
    links: Collection[Link]
    decided: Collection[Reckoning] = ()


class Ledger:
    """Rows of figures, made in steps. What was read in a passage is kept for the next time."""

    def __init__(self) -> None:
        self.sources: tuple[Source, ...] = ()
        self.rows: tuple[Row, ...] = ()
        """By source and place of their first figure."""
        self.figures: tuple[Figure, ...] = ()
        self.passages: dict[str, Passage] = {}
        """The passages that have figures, by the ids of their annotations."""
        self._read: frozenset[str] = frozenset()
        self._known: dict[str, tuple[Context, list[Figure]]] = {}
        self._base: list[Row] = []
        """A row for each proposed group, without any decision."""
        self._groups_for: tuple[tuple[Figure, ...], frozenset[frozenset[str]]] = ((), frozenset())
        """Figures and links that the groups were proposed for."""
        self._index: dict[Key, tuple[int, Figure]] = {}
        """Index of the proposed group of each figure, and the figure."""
        self._meant: dict[Key, Key | None] = {}
        """Figures that are meant by recorded words that no figure has."""
        self._made: dict[_Known, Row] = {}
        """Rows with decisions."""
        self._moved: dict[Key, Row] = {}
        """Rows of the figures that decisions concern."""
        self._conflicts: list[Row] | None = None
        self.proposals = Proposals()
        """Rows that are perhaps of one metric."""

    def steps(self, given: Given, context: Callable[[Passage], Context | None]) -> Iterator[None]:
        """Make the rows in steps; they are exchanged together at the end.

        `context` returns the words around a passage; None for those that were recorded with it.
        """
        known: dict[str, tuple[Context, list[Figure]]] = {}
        figures: list[Figure] = []
        for place, passage in enumerate(given.passages):
            one = passage.annotation
            around = (context(passage) or recorded_context(one)).of(one)
            before = self._known.get(one.id)
            found = before[1] if before is not None and before[0] == around else figures_in(one.id, one.source, around)
            known[one.id] = around, found
            figures += found
            if place % _STEP == _STEP - 1:
                yield
        wanted = tuple(figures), frozenset(frozenset((link.source, link.target)) for link in given.links)
        if self._groups_for != wanted:
            yield from self._group(*wanted)
            self._groups_for = wanted
        self._known, self.figures, self._meant = known, wanted[0], {}
        self.passages = {one.annotation.id: one for one in given.passages}
        self.set_sources(given.sources)
        self.decide(given.decided)

    def _group(self, figures: tuple[Figure, ...], linked: frozenset[frozenset[str]]) -> Iterator[None]:
        """Propose groups, and compare the figures of each; rows of the same figures stay."""
        grouping = Grouping(figures, linked)
        yield from grouping.steps()
        former = {row.key: row for row in self._base}
        base: list[Row] = []
        index: dict[Key, tuple[int, Figure]] = {}
        for number, group in enumerate(grouping.groups):
            members = [figures[place] for place in group]
            row = former.get(members[0].key)
            if row is None or len(row.figures) != len(members) or any(map(is_not, row.figures, members)):
                row = Row(members)
            yield from row.prepare()
            base.append(row)
            for figure in members:
                index[figure.key] = number, figure
            if number % _STEP == _STEP - 1:
                yield
        near = yield from find_near(base, grouping)
        del grouping  # To free it takes a step of its own.
        yield
        self.proposals.take(base, near)
        self._base, self._index = base, index

    def set_sources(self, sources: Sequence[Source]) -> None:
        """Replace the columns."""
        self.sources = tuple(sources)
        self._read = frozenset(source.id for source in sources if is_read(source))

    def decide(self, decided: Iterable[Reckoning]) -> None:
        """Apply decisions, at the cost of the rows that they concern."""
        on: defaultdict[Key, list[Reckoning]] = defaultdict(list)
        apart: set[Key] = set()
        pairs: list[tuple[Key, Key]] = []
        different: list[tuple[Key, Key]] = []
        for one in decided:
            beside, other_beside = ((), ()) if one.kind == "apart" else (one.beside, one.other_beside)
            key = self._first((one.passage, one.figure), beside)
            other = self._first((one.other, one.other_figure), other_beside)
            if key is None:
                continue
            if one.kind == "apart":
                apart.add(key)
            elif one.kind in {"together", "different"}:
                if other is not None and self._holds(one, key, other):
                    (pairs if one.kind == "together" else different).append((key, other))
            else:
                on[key].append(one)
        touched = {self._index[key][0] for key in (*on, *apart, *(key for pair in pairs for key in pair))}
        parts = [part for number in sorted(touched) for part in _parts(self._base[number].figures, apart)]
        made: dict[_Known, Row] = {}
        moved: dict[Key, Row] = {}
        instead: defaultdict[int, list[Row]] = defaultdict(list)
        for figures in _united(parts, pairs):
            notes = [note for figure in figures for note in on.get(figure.key, ())]
            known = tuple(figure.key for figure in figures), tuple(map(_version, notes))
            row = self._made.get(known)
            if row is None or any(map(is_not, row.figures, figures)):
                row = Row(figures, [self._as_read(note, figures) for note in notes])
            made[known] = row
            moved.update((figure.key, row) for figure in figures)
            instead[self._index[row.key][0]].append(row)
        self._made, self._moved, self._conflicts = made, moved, None
        self.proposals.decide(self.row, touched, apart, different)
        if not touched:
            self.rows = tuple(self._base)
            return
        rows: list[Row] = []
        for number, row in enumerate(self._base):
            if number in touched:
                rows += instead.get(number, ())
            else:
                rows.append(row)
        self.rows = tuple(rows)

    def _holds(self, one: Reckoning, key: Key, other: Key) -> bool:
        """Return whether a decision on two figures is valid: if it has evidence, as long as their passages have their words."""
        if not one.evidence or (key.passage, other.passage) != (one.passage, one.other):
            return True
        ends = ((one.passage, one.figure), key), ((one.other, one.other_figure), other)
        return one.evidence == evidence_of((written, self._index[each][1].quote) for written, each in ends)

    def _first(self, figure: tuple[str, str], beside: Iterable[tuple[str, str]]) -> Key | None:
        """Return the figure that a decision names, else the first that was beside it and is there; None if all are gone."""
        return next(filter(None, (self._figure(*one) for one in (figure, *beside))), None)

    def _figure(self, passage: str, written: str) -> Key | None:
        """Return a figure of a passage by its recorded words; None if it is gone or not certain."""
        key = Key(passage, written)
        if key in self._index or passage not in self._known:
            return key if key in self._index else None
        if key not in self._meant:
            self._meant[key] = figure_meant(self.passages[passage].annotation, *self._known[passage], written)
        return self._meant[key]

    def _as_read(self, one: Reckoning, figures: Sequence[Figure]) -> Reckoning:
        """Return a decision with the evidence of its row if nothing has changed since but how its figures are read."""
        evidence = evidence_of((figure.key, figure.quote) for figure in figures)
        if one.kind != "resolved" or one.evidence == evidence:
            return one
        was = (one.passage, one.figure), *one.beside
        quotes = {figure.key: figure.quote for figure in figures}
        now = [key for each in was if (key := self._figure(*each)) in quotes]
        if len(now) < len(was) or set(now) != quotes.keys():
            return one
        recorded = evidence_of((each, quotes[key]) for each, key in zip(was, now, strict=True))
        return replace(one, evidence=evidence) if recorded == one.evidence else one

    # --- look-ups

    def cell(self, row: Row, source_id: str) -> Cell:
        """Return what a source has in a row."""
        return row.cells.get(source_id) or (_SILENT if source_id in self._read else _UNREAD)

    def row(self, key: Key) -> Row | None:
        """Return the row with a figure; None if there is none."""
        if (row := self._moved.get(key)) is not None:
            return row
        found = self._index.get(key)
        return self._base[found[0]] if found is not None else None

    @property
    def conflicts(self) -> list[Row]:
        """The rows with a conflict, resolved or not."""
        if self._conflicts is None:
            self._conflicts = [row for row in self.rows if row.conflict]
        return self._conflicts

    @property
    def left(self) -> int:
        """Number of conflicts that are not resolved."""
        return sum(not row.resolved for row in self.conflicts)

    def ordered(self, rows: Iterable[Row], by: str) -> list[Row]:
        """Return rows in one of the orders `SORTS`."""
        if by == "conflict":
            return sorted(rows, key=attrgetter("urgency"))
        if by == "sources":
            return sorted(rows, key=lambda row: -len(row.cells))
        return list(rows)


def _version(one: Reckoning) -> tuple[str, ...]:
    return one.id, one.modified, one.text, one.evidence


def _parts(figures: Sequence[Figure], apart: set[Key]) -> list[list[Figure]]:
    """Return a proposed group without the figures that are not of it, which are alone."""
    left = [one for one in figures if one.key not in apart]
    found = [[one] for one in figures if one.key in apart]
    return [left, *found] if left else found


def _united(parts: Sequence[list[Figure]], pairs: Sequence[tuple[Key, Key]]) -> list[list[Figure]]:
    """Return the groups after those of each pair are put together."""
    if not pairs:
        return list(parts)
    part_of = {figure.key: place for place, part in enumerate(parts) for figure in part}
    into = list(range(len(parts)))

    def root(place: int) -> int:
        while into[place] != place:
            place = into[place]
        return place

    for one, other in pairs:
        low, high = sorted((root(part_of[one]), root(part_of[other])))
        into[high] = low
    found: dict[int, list[Figure]] = {}
    for place, part in enumerate(parts):
        found.setdefault(root(place), []).extend(part)
    order = {figure.key: place for place, figure in enumerate(figure for part in parts for figure in part)}
    return [sorted(part, key=lambda one: order[one.key]) if len(part) > 1 else part for part in found.values()]
