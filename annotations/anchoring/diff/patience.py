"""Patience diff: match two sequences by the items unique in both, keeping the heaviest chain of matches.

Ranges without such anchors are left as gaps, for the caller to compare in more detail.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

DEEPEST: Final = 12
"""Maximum depth to which gaps are searched for items that are unique within them."""


class Run(NamedTuple):
    """Equal items at one place in each sequence."""

    old: int
    new: int
    length: int


class Gap(NamedTuple):
    """Range between runs in both sequences, half-open and possibly empty in either."""

    old: int
    old_end: int
    new: int
    new_end: int


def match(old: Sequence[str], new: Sequence[str]) -> tuple[list[Run], list[Gap]]:
    """Return the common runs of both sequences in order, and the gaps between them.

    Only gaps with items on both sides are included.
    """
    runs: list[Run] = []
    gaps: list[Gap] = []
    waiting = [(Gap(0, len(old), 0, len(new)), 0)]
    while waiting:
        gap, depth = waiting.pop()
        gap = _shrink(old, new, gap, runs)
        if gap.old == gap.old_end or gap.new == gap.new_end:
            continue
        found = _chain(_anchors(old, new, gap), old) if depth < DEEPEST else []
        if not found:
            gaps.append(gap)
            continue
        runs += found
        waiting += [(between, depth + 1) for between in _between(gap, found)]
    return sorted(runs), sorted(gaps)


def _shrink(old: Sequence[str], new: Sequence[str], gap: Gap, runs: list[Run]) -> Gap:
    """Remove the common start and end of a gap and add them to `runs`."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and old[a] == new[b]:
        a, b = a + 1, b + 1
    if a > gap.old:
        runs.append(Run(gap.old, gap.new, a - gap.old))
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a_end < gap.old_end:
        runs.append(Run(a_end, b_end, gap.old_end - a_end))
    return Gap(a, a_end, b, b_end)


def _anchors(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[Run]:
    """Return the items that are unique on both sides of a gap, extended by equal neighbours, in the old order."""
    here = _unique(old, gap.old, gap.old_end)
    there = _unique(new, gap.new, gap.new_end)
    runs: list[Run] = []
    reached: dict[int, int] = {}  # diagonal: end, in the old sequence, of the last run on it
    for item, a in here.items():
        b = there.get(item, -1)
        if b < 0 or a < reached.get(a - b, 0):
            continue
        low, high = 0, 1
        while a - low > gap.old and b - low > gap.new and old[a - low - 1] == new[b - low - 1]:
            low += 1
        while a + high < gap.old_end and b + high < gap.new_end and old[a + high] == new[b + high]:
            high += 1
        reached[a - b] = a + high
        runs.append(Run(a - low, b - low, low + high))
    return sorted(runs)


def _unique(items: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Return the indexes of the items that occur once in a range, in order."""
    places: dict[str, int] = {}
    several: set[str] = set()
    for index in range(start, end):
        if items[index] in places:
            several.add(items[index])
        else:
            places[items[index]] = index
    for item in several:
        del places[item]
    return places


def _chain(runs: list[Run], items: Sequence[str]) -> list[Run]:
    """Return the heaviest chain of runs in the order of both sequences; overlaps are cut."""
    if not runs:
        return []
    ranks = sorted({run.new for run in runs})
    tree = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree: the best weight of a chain that ends at or before a rank
    previous: list[int] = []
    best = (0, -1)
    for index, run in enumerate(runs):
        rank = bisect_left(ranks, run.new)
        before = (0, -1)
        while rank:
            before = max(before, tree[rank])
            rank &= rank - 1
        previous.append(before[1])
        entry = (before[0] + sum(map(len, items[run.old : run.old + run.length])) + 1, index)
        best = max(best, entry)
        rank = bisect_left(ranks, run.new) + 1
        while rank < len(tree):
            tree[rank] = max(tree[rank], entry)
            rank += rank & -rank
    chosen = []
    index = best[1]
    while index >= 0:
        chosen.append(runs[index])
        index = previous[index]
    return _apart(reversed(chosen))


def _apart(runs: "reversed[Run]") -> list[Run]:
    """Cut the start of each run that the run before covers."""
    apart: list[Run] = []
    old_end = new_end = 0
    for run in runs:
        over = max(0, old_end - run.old, new_end - run.new)
        if over < run.length:
            apart.append(Run(run.old + over, run.new + over, run.length - over))
            old_end, new_end = run.old + run.length, run.new + run.length
    return apart


def _between(gap: Gap, runs: list[Run]) -> list[Gap]:
    """Return the parts of a gap before, between and after `runs`."""
    edges = [Run(gap.old, gap.new, 0), *runs, Run(gap.old_end, gap.new_end, 0)]
    return [Gap(one.old + one.length, other.old, one.new + one.length, other.new) for one, other in pairwise(edges)]
