"""Performance targets and whether they are met."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bench.session import Run

_FIRST_SCREEN = {100_000: 1.25, 1_000_000: 1.35, 10_000_000: 1.5, 50_000_000: 2.0}
"""Largest ratio to the bare app's first screen, by size of the source in bytes."""
_PAGE = 3.5
"""Largest ratio of a page down to a key of the bare app."""
_FLAT = 1.5
"""Largest ratio of a page down in the largest source to one in the smallest."""
_SLICE = 8.0
"""Milliseconds that a key may wait for background work."""
_LAG, _END, _PAGE_KB = 15.0, 25.0, 14.0
_MEMORY = 6.0
"""Largest ratio of memory above the bare app's to the size of the source."""
_FIND = 2.0
"""Largest ratio of searching a word, beyond a page down, to ``str.find``."""

Results = Mapping[int, Mapping[str, Run]]
"""Runs by size of the source in bytes and name of the program."""


class Target(NamedTuple):
    """One target."""

    what: str
    wanted: str
    measured: str
    met: bool


def targets(results: Results, find: Mapping[int, float]) -> Iterator[Target]:
    """Yield the targets for each measured size; `find` is the time of ``str.find`` in ms by size."""
    flat: list[float] = []
    for size, runs in results.items():
        ours, bare = runs["postil"], runs["bare Textual app"]
        where = f", {label(size)}"
        yield _ratio(f"First screen{where}", ours.first_screen, bare.first_screen, _FIRST_SCREEN[size])
        yield _ratio(f"Page down{where}", ours.page, bare.page, _PAGE)
        first = None if bare.page is None else bare.page * _PAGE + _SLICE
        yield _at_most(f"First page down, right after opening{where}", ours.first_page, first, "ms")
        yield _at_most(f"Written for a page{where}", ours.page_bytes, _PAGE_KB, "KB")
        yield _at_most(f"Lag after 20 page downs, 30 a second{where}", ours.lag, _LAG, "ms")
        yield _at_most(f"To the end{where}", ours.end, _END, "ms")
        found = None if bare.page is None else _FIND * find[size] + bare.page * _PAGE
        yield _at_most(f"Find a word at 98 %{where}", ours.find, found, "ms")
        memory = None if bare.memory is None else bare.memory + _MEMORY * size / (1 << 20)
        yield _at_most(f"Memory{where}", ours.memory, memory, "MiB")
        flat += [] if ours.page is None else [ours.page]
    if len(flat) > 1:
        yield _ratio("Page down, largest source compared with smallest", flat[-1], flat[0], _FLAT)


def label(size: int) -> str:
    """Return a size with its unit."""
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} KB"


def _ratio(what: str, ours: float | None, theirs: float | None, most: float) -> Target:
    if ours is None or theirs is None:
        return Target(what, f"≤ {most:g} ×", "never", met=False)
    return Target(what, f"≤ {most:g} ×", f"{ours / theirs:.2f} × ({ours:.1f} : {theirs:.1f} ms)", ours <= theirs * most)


def _at_most(what: str, ours: float | None, most: float | None, unit: str) -> Target:
    if ours is None or most is None:
        return Target(what, f"≤ {most:.0f} {unit}" if most is not None else "", "never", met=False)
    return Target(what, f"≤ {most:.0f} {unit}", f"{ours:.1f} {unit}", ours <= most)
