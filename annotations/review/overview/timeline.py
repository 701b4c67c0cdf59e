"""Timeline: claims, and other passages with a date, in the order of their dates.

The date of a passage is in its own words; else of a claim beside it in its sentence, as far as the recorded context
reaches; else it is that of its source.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from annotations.model import Annotation
from annotations.review.board import Board
from annotations.review.comparison.figures import CLOSE, DIFFERENT, SAME, compare_figures
from annotations.review.rows import Row
from annotations.text.quantities import Day
from annotations.text.quantities.dates import dates
from annotations.text.sentences import sentences

PASSAGE, BESIDE, SOURCE = "passage", "beside", "source"
"""Where a date is from: the words of the passage, the words beside it, the facts of its source."""

Wanted = Callable[[Sequence[str], Row | None], bool]
"""Whether passages, given by the ids of their annotations, and the claim that they are belong to a timeline."""

_STEP: Final = 8
"""Passages that are read in one step."""

_NO_YEAR: Final = 1 << 20
"""Year by which dates without a year come last."""

_STOP: Final = re.compile(r"[:;](?=\s)")
"""End of a part of a sentence that can have a date of its own."""


class Entry(NamedTuple):
    """Claim, or passages that restate each other without being one, at one date."""

    members: tuple[str, ...]
    """Ids of the annotations, earliest first."""
    words: str
    row: Row | None
    """Claim on the board."""
    day: Day
    origin: str
    """`PASSAGE`, `BESIDE` or `SOURCE`."""
    dated: tuple[str, ...]
    """Ids of the members that have this date."""
    others: tuple[str, ...]
    """Ids of the members with a date that cannot be the same."""
    against: tuple[str, ...]
    """Ids of the passages that are linked to them as contradicting, by source and place."""

    @property
    def key(self) -> tuple[int, int, int]:
        """Sort key: year, month and day; dates without a year come last."""
        return self.day.year or _NO_YEAR, self.day.month, self.day.day


class Timeline:
    """Entries of a board, found in steps. What was read in a text is kept for the next board."""

    def __init__(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        """By date, then by source and place."""
        self.undated = 0
        """Number of claims without a date."""
        self.days: dict[str, Day] = {}
        """Dates by the ids of the passages that are dated themselves."""
        self._known: dict[tuple[str, str, str], tuple[Day | None, Day | None]] = {}

    def steps(self, board: Board, wanted: Wanted | None = None) -> Iterator[None]:
        """Find the entries of a board in steps, all or those `wanted`; they are exchanged together at the end."""
        graph = board.graph
        firsts = dict.fromkeys(graph.cluster(one)[0] for one in graph.in_order(graph.annotations))
        yield
        found: list[Entry] = []
        days: dict[str, Day] = {}
        undated = 0
        for place, first in enumerate(firsts):
            row = board.row(first)
            # What is not wanted may contradict what is, and is shown there with its date.
            entries = self._entries(board, graph.cluster(first), row, days)
            if wanted is None or wanted(graph.cluster(first), row):
                found += entries
                undated += row is not None and not entries
            if place % _STEP == _STEP - 1:
                yield
        found.sort(key=lambda entry: entry.key)
        self.entries, self.undated, self.days = tuple(found), undated, days

    def _entries(self, board: Board, members: Sequence[str], row: Row | None, days: dict[str, Day]) -> list[Entry]:
        annotations = [board.graph.annotations[one] for one in members]
        stated: dict[str, Day] = {}
        origin = PASSAGE
        for origin in (PASSAGE, BESIDE, SOURCE) if row is not None else (PASSAGE,):
            for one in annotations if origin != SOURCE else annotations[:1]:
                if (day := self._day(board, one, origin)) is not None:
                    stated[one.id] = day
            if stated:
                break
        stated = _completed(stated)
        days.update(stated)
        against = _against(board, members) if stated else ()
        words = row.words if row is not None else " ".join(annotations[0].exact.split())
        return [
            Entry(tuple(members), words, row, day, origin, dated, _differing(day, stated), against)
            for day, dated in _grouped(stated)
        ]

    def _day(self, board: Board, annotation: Annotation, origin: str) -> Day | None:
        published = _published(board, annotation)
        if origin == SOURCE:
            return published
        key = annotation.prefix, annotation.exact, annotation.suffix
        if key not in self._known:
            self._known[key] = _first(dates(annotation.exact)), _first(_beside(annotation))
        day = self._known[key][origin == BESIDE]
        if day is not None and not day.year and published is not None:
            return day._replace(year=published.year)
        return day


def _first(days: Sequence[Day]) -> Day | None:
    """Return the first date, with the year of a later one if it has none."""
    if not days or days[0].year:
        return days[0] if days else None
    return days[0]._replace(year=next((day.year for day in days if day.year), 0))


def _beside(annotation: Annotation) -> list[Day]:
    """Return the dates in the sentence of a passage, as far as its recorded context has it."""
    text = annotation.prefix + annotation.exact + annotation.suffix
    start, end = len(annotation.prefix), len(annotation.prefix) + len(annotation.exact)
    spans = [(first, last) for first, last in sentences(text) if first < end and start < last]
    low, high = min((first for first, _ in spans), default=start), max((last for _, last in spans), default=end)
    before = _STOP.split(text[min(low, start) : start])[-1]
    # A context is cut anywhere: its outermost word may be a part of one.
    before = before.partition(" ")[2] if len(before) == len(annotation.prefix) else before
    after = _STOP.split(text[end : max(high, end)])[0] if not _STOP.match(text, end - 1) else ""
    after = after.rpartition(" ")[0] if len(after) == len(annotation.suffix) else after
    return [*dates(before), *dates(after)]


def _completed(stated: dict[str, Day]) -> dict[str, Day]:
    """Return dates that lack a year with that of the others, if these agree on one that fits."""
    found = {}
    for one, day in stated.items():
        fitting = {other.year for other in stated.values() if compare_figures(day, other).verdict in {SAME, CLOSE}} - {
            0
        }
        found[one] = day._replace(year=fitting.pop()) if not day.year and len(fitting) == 1 else day
    return found


def _grouped(stated: dict[str, Day]) -> list[tuple[Day, tuple[str, ...]]]:
    """Return each date with the passages that have it, or have it less exactly; the most exact one is shown."""
    found: list[tuple[Day, list[str]]] = []
    for one in sorted(stated, key=lambda one: [not part for part in stated[one][3:]]):
        day = stated[one]
        fitting = [ids for other, ids in found if compare_figures(day, other).verdict in {SAME, CLOSE}]
        if fitting:
            fitting[0].append(one)
        else:
            found.append((day, [one]))
    return [(day, tuple(ids)) for day, ids in found]


def _differing(day: Day, stated: dict[str, Day]) -> tuple[str, ...]:
    return tuple(one for one, other in stated.items() if compare_figures(day, other).verdict == DIFFERENT)


def _against(board: Board, members: Sequence[str]) -> tuple[str, ...]:
    graph = board.graph
    links = [link for one in members for link in graph.links_at(one) if link.kind == "contradicts"]
    return tuple(graph.in_order({end for link in links for end in (link.source, link.target)} - set(members)))


def _published(board: Board, annotation: Annotation) -> Day | None:
    """Return the date of the source of a passage, or None if it is unknown."""
    source = board.source(annotation.source)
    published = source.fact("published") if source is not None else ""
    if not published:
        return None
    year, month, day = (*map(int, published.split("-")), 0, 0)[:3]
    return Day(0, 0, published, year, month, month, day)


def when(day: Day) -> str:
    """Return a date in one form, as exact as it is known: *2026-04-08*, *2026-04*, *2026 Q2*, *2026*, *04-08*."""
    year = f"{day.year:04}" if day.year else ""
    if day.month and day.last_month != day.month:
        return f"{year} Q{(day.month + 2) // 3}".strip()
    parts = [year, f"{day.month:02}" if day.month else "", f"{day.day:02}" if day.day else ""]
    return "-".join(part for part in parts if part)
