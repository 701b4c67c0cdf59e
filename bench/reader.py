"""Measures reading in postil, compared with a bare Textual app and other programs that show a text.

All run in a pseudo-terminal of 120×40 and alternate, so that a busy machine slows them alike; only ratios count. Run it
with ``make bench``. The exit code is 1 if a target is missed.
"""

import argparse
import datetime as dt
import os
import platform
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.sample import RARE, markdown
from bench.session import LIMIT, Run, at_once, sitting
from bench.subjects import BARE, Subject, peers, postil
from bench.table import judged, measured
from bench.targets import Target, label, targets

SIZES = (100_000, 1_000_000, 10_000_000, 50_000_000)
"""Sizes of the sources in bytes; the largest one is for postil and the bare app only."""
_OPENINGS = {100_000: 15, 1_000_000: 15, 10_000_000: 9, 50_000_000: 5}
"""Runs of postil and the bare app, after one to warm up."""
_SITTINGS = {100_000: 3, 1_000_000: 3, 10_000_000: 2, 50_000_000: 1}
"""Runs in which everything is measured; the other programs have one each."""
_PEER_SITTINGS = 1
_PATIENCE = {100_000: LIMIT, 1_000_000: LIMIT, 10_000_000: 60.0, 50_000_000: 240.0}
"""Seconds that background loading may take before a program is measured while idle."""
_PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"


def main() -> int:
    """Measure, print the tables, and return 1 if a target was missed."""
    options = _arguments()
    subjects = [postil(tuple(shlex.split(options.command))), BARE]
    others = [] if options.quick else peers()
    missing = [one.name for one in others if not one.installed]
    results: dict[int, dict[str, Run]] = {}
    find: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[: 2 if options.quick else len(SIZES)]:
            # In a separate folder, since postil loads the other sources of a folder too.
            source = Path(folder, label(size).replace(" ", "-"), "source.md")
            source.parent.mkdir()
            source.write_text(markdown(size), encoding="utf-8")
            find[size] = _find(source)
            rivals = [one for one in others if one.installed and size < SIZES[-1]]
            # Skip programs that did not show a smaller source.
            able = [one for one in rivals if all(runs[one.name].first_screen is not None for runs in results.values())]
            results[size] = _measure([*subjects, *able], source, size, quick=options.quick)
            results[size] |= {one.name: Run() for one in rivals if one not in able}
    reached = list(targets(results, find))
    text = _report(results, reached, missing, find)
    print(text)
    if options.write:
        _write(text)
    return int(not all(one.met for one in reached))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="postil and the bare app alone, up to 1 MB, three runs")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    beside = shlex.quote(str(Path(sys.executable).parent / "postil"))
    parser.add_argument("--command", default=beside, help="the program to measure; the source follows as its argument")
    return parser.parse_args()


def _measure(subjects: Sequence[Subject], source: Path, size: int, *, quick: bool) -> dict[str, Run]:
    """Return the medians of several alternating runs of each program."""
    runs: dict[str, list[Run]] = {one.name: [] for one in subjects}
    floor = [one for one in subjects if one.name in ("postil", BARE.name)]
    for one in floor:
        _attempt(sitting, one, source, 0.0)  # warm up the disk cache and the byte code
    for number in range(3 if quick else _OPENINGS[size]):
        for subject in floor if number >= _PEER_SITTINGS else subjects:
            kept = runs[subject.name]
            if not kept or kept[0].first_screen is not None:
                kept.append(_attempt(sitting, subject, source, _PATIENCE[size] if number < _SITTINGS[size] else 0.0))
    for subject in subjects:
        if subject.end and runs[subject.name][0].first_screen is not None and size < SIZES[-1]:
            runs[subject.name].append(_attempt(at_once, subject, source, _PATIENCE[size]))
    print(f" {label(size)}", file=sys.stderr)
    return {name: _middle(kept) for name, kept in runs.items()}


def _attempt(measure: Callable[[Subject, Path, float], Run], subject: Subject, source: Path, patience: float) -> Run:
    print(".", end="", flush=True, file=sys.stderr)
    try:
        return measure(subject, source, patience)
    except RuntimeError as error:
        print(f"\n{subject.name}: {error}", file=sys.stderr)
        return Run()


def _middle(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    columns = ([value for value in column if value is not None] for column in zip(*runs, strict=True))
    return Run(*(statistics.median(column) if column else None for column in columns))


def _find(source: Path) -> float:
    """Return the milliseconds of ``str.find`` for the rare word."""
    text = source.read_text(encoding="utf-8")
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        text.find(RARE)
        best = min(best, time.perf_counter() - began)
    return best * 1000


def _report(
    results: dict[int, dict[str, Run]], reached: Sequence[Target], missing: Sequence[str], find: dict[int, float]
) -> str:
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, Textual {version('textual')}"
    )
    parts = [
        f"Measured on {today} on {machine}. Times in ms; *never* is longer than {LIMIT:.0f} s.",
        measured(results),
        "`str.find` takes " + ", ".join(f"{ms:.2f} ms at {label(size)}" for size, ms in find.items()) + ".",
    ]
    if missing:
        parts.append(f"Not installed, so not measured: {', '.join(missing)}.")
    return "\n\n".join([*parts, judged(reached)])


def _write(text: str) -> None:
    """Write the tables between their markers in the documentation."""
    page = _PAGE.read_text(encoding="utf-8")
    before, rest = page.split(_BEGIN, 1)
    _, after = rest.split(_END, 1)
    _PAGE.write_text(f"{before}{_BEGIN}\n\n{text}\n\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
