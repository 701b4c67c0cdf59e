"""Measures the verbs that print a large library: seconds, bytes per passage and peak memory.

    python -m bench.export [--sizes 10000 100000] [--sources 1000]

Each verb runs in its own process. ``list`` is the baseline: it opens the library and prints each passage.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from annotations.documents.document import READER_VERSION
from annotations.model import TEXT_DIGITS, Annotation, Link, Record, Source, new_id
from annotations.sources.text_versions import text_hash
from annotations.store.codec import now
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import Snapshot

VERBS: Final = (
    ("list",),
    ("export",),
    ("board", "--format", "json"),
    ("board", "--format", "csv"),
    ("board", "--format", "markdown"),
    ("board",),
)
_KINDS: Final = ("supports", "contradicts", "restates", "cites", "qualifies")


def make(folder: Path, count: int, size: int) -> None:
    """Create `count` sources in `folder` and a library of `size` claims, every second one linked to another.

    Each source has at least one line, so that there may be more sources than claims.
    """
    chance = random.Random(1)
    sources: dict[str, Source] = {}
    annotations: dict[str, Annotation] = {}
    for number in range(1, count + 1):
        lines = [
            f"Claim {line} of report {number} says that costs rose by {line} %."
            for line in range(max(1, size // count))
        ]
        text, path = "\n".join(lines), f"{number:05}.txt"
        (folder / path).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        key, start = f"s{number}", 0
        sources[key] = Source(
            id=key, number=number, path=path, found_title=lines[0], last_number=len(lines) if len(annotations) < size else 0, length=len(text), words=1,
            text_sha256=text_hash(text), reader=READER_VERSION, read=((0, len(text)),),
        )  # fmt: skip
        for place, line in enumerate(lines if len(annotations) < size else (), 1):
            end, moment = start + len(line), now()
            one = Annotation(
                id=new_id(), source=key, number=place, fragments=((start, end),), exact=line,
                prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32], text=text_hash(text)[:TEXT_DIGITS],
                tags=("claim",), created=moment, modified=moment, author="bench",
            )  # fmt: skip
            annotations[one.id] = one
            start = end + 1
    ids = [*annotations]
    made = (
        Link(id=new_id(), source=one, target=chance.choice(ids), kind=chance.choice(_KINDS), created=now())
        for one in ids[::2]
    )
    tables: dict[str, dict[str, Record]] = {
        "sources": {**sources}, "annotations": {**annotations}, "links": {one.id: one for one in made}, "tags": {},
    }  # fmt: skip
    numbers = {name: {one: number for number, one in enumerate(table, 1)} for name, table in tables.items()}
    AtomicStorage(folder / ".postil/library.json").checkpoint(Snapshot(tables, numbers, {}), {"id": ""}, nullcontext())


def measure(folder: Path, verb: tuple[str, ...]) -> tuple[float, int, float]:
    """Return the seconds, written bytes and peak MiB of a verb."""
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "tui", *verb, str(folder)],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)],
        )
        _, status, used = os.wait4(pid, 0)
        if status:
            raise SystemExit(f"{' '.join(verb)} failed: {status}")
        return time.perf_counter() - begun, os.fstat(out.fileno()).st_size, used.ru_maxrss / 1024


def main() -> int:
    """Measure and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--sources", type=int, default=1000)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as made:
            make(Path(made), options.sources, size)
            print(f"{size:,} passages in {options.sources:,} sources {'s':>14} {'bytes/passage':>18} {'MiB':>8}")
            for verb in VERBS:
                seconds, written, memory = measure(Path(made), verb)
                print(f"  {' '.join(verb):40} {seconds:8.2f} {written / size:18,.0f} {memory:8,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
