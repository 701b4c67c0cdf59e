"""Measures the work of single keys in a large library, on every list and on the page.

    python -m bench.keys [--sources 10000] [--claims 5000] [--rounds 3]

The work of a key is the processor time of the program's own thread from the key to the last byte of the frame that answers
it. Other programs lengthen the time that passes, which is printed beside it, but the work by little: by what they take
from the caches of the processor. The lower bound is that of a key on the page of a library of one source and no claim, in
the same run. Keys that open a screen, the first time often with an import, are counted apart. Keys over the bar are named.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from bench.export import make
from bench.terminal import Terminal

COLUMNS, ROWS = 120, 40
LIMIT: Final = 240.0
"""Seconds to wait for a screen, and until the program is idle."""
_GAP: Final = 0.008
"""Seconds without output after which a frame counts as finished."""
_SILENT: Final = 0.25
"""Seconds to wait for the answer to a key."""
OPEN: Final = "open"
"""Name of the key that opens a screen."""
BAR_MS: Final = 16.0
"""Milliseconds of work up to which a key is answered without a visible delay."""

_ESCAPE: Final = b"\x1b[27u"
_DOWN, _PAGE_DOWN = b"j", b"\x1b[6~"
_LIST: Final = (
    *[(b"j", "down")] * 6,
    *[(b"k", "up")] * 3,
    *[(_PAGE_DOWN, "page down")] * 3,
    (b"G", "end"),
    (b"k", "up"),
    (b"gg", "top"),
)


class Place(NamedTuple):
    """A screen, how it is opened and left, and the keys that are pressed in it."""

    name: str
    enter: bytes
    keys: tuple[tuple[bytes, str], ...]
    leave: bytes = _ESCAPE


PLACES: Final = (
    Place("page", b"", ((b"j", "down"), (b"w", "word"), (b")", "sentence"), (b"s", "select"), (_ESCAPE, "cancel"), (b"]s", "next source"), (b"[s", "source before"), (b"]a", "next passage"), (b"c", "tag"), (b"u", "undo")), b""),
    Place("sources", b"gs", (*_LIST, *[(b"s", "sort")] * 5), b"gr"),
    Place("source filter", b"gs", ((b"/", "filter"), *((letter, "letter") for letter in (b"c", b"l", b"a", b" ", b"9")), (b"\r", "keep"), (b"j", "down")), _ESCAPE + b"gr"),
    Place("passages", b"gp", _LIST, b"gr"),
    Place("board", b"gc", (*_LIST, (b"l", "right"), (b"h", "left"), (b"s", "sort"), (b"s", "sort"), (b"s", "sort"))),
    Place("disputes", b"gD", _LIST),
    Place("all links", b"gL", _LIST),
    Place("history", b"gh", _LIST),
    Place("statistics", b"gT", (*_LIST, (b"\t", "next table"), (b"\t", "next table"))),
    Place("timeline", b"gC", _LIST),
    Place("command line", b":", ((b"e", "letter"), (b"x", "letter"), (b"p", "letter"), (b"\x7f", "delete"), (b"\x7f", "delete"), (b"\x7f", "delete"), (b"r", "letter"), (b"7", "digit"))),
    Place("search", b"g/", ((b"c", "letter"), (b"o", "letter"), (b"s", "letter"), (b"t", "letter"), (b"s", "letter"))),
)  # fmt: skip


class Key(NamedTuple):
    """The work of one key."""

    place: str
    name: str
    work_ms: float
    wall_ms: float


def measure(folder: Path, rounds: int) -> list[Key]:
    """Walk through all places some times, and return the work of each key."""
    found = []
    with Terminal([sys.executable, "-m", "tui", str(folder)], COLUMNS, ROWS) as terminal:
        if terminal.wait_for("Claim 0", LIMIT) is None or not terminal.settle(LIMIT):
            raise SystemExit("the program did not open the library in time")
        for _ in range(rounds):
            for place in PLACES:
                found += _walk(terminal, place)
    return found


def _walk(terminal: Terminal, place: Place) -> list[Key]:
    sent = [(place.enter, OPEN)] if place.enter else []
    keys = [_press(terminal, place.name, name, key) for key, name in (*sent, *place.keys)]
    if place.leave:
        terminal.press(place.leave)
        terminal.settle(LIMIT)
    return keys


def _press(terminal: Terminal, place: str, name: str, key: bytes) -> Key:
    """Press a key and return its work; of a key that is not answered all that is done in `_SILENT` seconds."""
    before = terminal.own_cpu()
    terminal.press(key)
    seconds = terminal.wait_for_frame(LIMIT if name == OPEN else _SILENT, _GAP)
    worked = (terminal.worked if seconds is not None else terminal.own_cpu()) - before
    terminal.settle(LIMIT)
    return Key(place, name, worked * 1000, (seconds or 0.0) * 1000)


def _share(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _report(keys: list[Key], floor: list[Key], opening: list[Key]) -> None:
    """Print how many keys are within the bar, in work and in the time that passed, and those that are not."""
    for title, some in (("keys", keys), ("keys that open a screen", opening)):
        work, wall = [key.work_ms for key in some], [key.wall_ms for key in some]
        within = sum(one <= BAR_MS for one in work) / len(some)
        print(f"{len(some)} {title}, {within:.1%} within {BAR_MS:.0f} ms of work")
        print(f"  work   median {_share(work, 0.5):.1f}, 99 of 100 {_share(work, 0.99):.1f}, worst {max(work):.1f}")
        print(f"  passed median {_share(wall, 0.5):.1f}, 99 of 100 {_share(wall, 0.99):.1f}, worst {max(wall):.1f}")
    print(f"  on one small source the median of the work is {_share([key.work_ms for key in floor], 0.5):.1f}")
    for key in (*keys, *opening):
        if key.work_ms > BAR_MS:
            print(f"  over the bar: {key.place}, {key.name}: {key.work_ms:.1f}")


def main() -> int:
    """Measure and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        make(Path(small), 1, 0)
        floor = [key for key in measure(Path(small), 1) if key.place == "page"]
        make(Path(large), options.sources, options.claims)
        found = measure(Path(large), options.rounds)
    keys = [key for key in found if key.name != OPEN]
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{options.sources:,} sources, {options.claims:,} claims; {load}; work, then time that passed, in ms")
    _report(keys, floor, [key for key in found if key.name == OPEN])
    for place in PLACES:
        here = [key for key in keys if key.place == place.name]
        worst = max(here, key=lambda key: key.work_ms)
        opened = next((key for key in found if key.place == place.name and key.name == OPEN), None)
        first = f"   opened first {opened.work_ms:6.1f} {opened.wall_ms:6.0f}" if opened is not None else ""
        print(
            f"  {place.name:14} median {_share([key.work_ms for key in here], 0.5):6.1f}   worst {worst.work_ms:6.1f} {worst.wall_ms:6.0f} "
            f"({worst.name}){first}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
