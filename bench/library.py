"""Measures one acknowledged annotation and opening a library, compared with stock TinyDB, SQLite and a bare append.

    python -m bench.library [--sizes 100 100000] [--folder FOLDER]

Milliseconds: the median and the 95th percentile of repeated runs. Writes alternate with a bare append, each after a pause
as between two annotations of a user: a disk and a processor that have just been used answer faster, and other load slows
both alike.
"""

import argparse
import gc
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import msgspec
from tinydb import TinyDB

from annotations.documents.document import READER_VERSION
from annotations.library import Library
from annotations.model import TEXT_DIGITS, Annotation, Source, new_id
from annotations.sources.text_versions import text_hash
from annotations.store.codec import encode_record, now
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import Snapshot, decode_fast

TRIES = 300
REST = 0.003
"""Seconds of pause before each run."""
SOURCES = 50
TEXT = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=40_000))


def timed(do: Callable[[], object], tries: int) -> list[float]:
    """Return the milliseconds of each run."""
    taken = []
    for _ in range(tries):
        gc.collect()  # Do not count the garbage of the previous run.
        begin = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begin) * 1000)
    return taken


def in_turns(*works: Callable[[], object]) -> list[list[float]]:
    """Return the milliseconds of each run of `works`, alternating, each after a pause."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(TRIES):
        for work, times in zip(works, taken, strict=True):
            time.sleep(REST)
            begin = time.perf_counter()
            work()
            times.append((time.perf_counter() - begin) * 1000)
    return taken


def row(name: str, taken: list[float], beside: float = 0.0) -> float:
    """Print one row, with the ratio to the median `beside`, and return its median."""
    median = statistics.median(taken)
    high = sorted(taken)[int(len(taken) * 0.95)]
    print(f"  {name:34} {median:10.3f} {high:10.3f}" + (f"   × {median / beside:.2f}" if beside else ""))
    return median


def make(folder: Path, size: int) -> None:
    """Create a folder of sources with a library of `count` annotations."""
    sources, annotations = {}, {}
    for number in range(1, SOURCES + 1):
        path = f"{number:03}.txt"
        (folder / path).write_text(TEXT, encoding="utf-8")
        sources[f"s{number}"] = Source(
            id=f"s{number}", number=number, path=path, last_number=size, length=len(TEXT), words=1, found_title="",
            text_sha256=text_hash(TEXT), bytes_sha256=text_hash(TEXT), reader=READER_VERSION,
        )  # fmt: skip
    for number in range(size):
        place, time_of = number // SOURCES * 7, now()
        one = Annotation(
            id=new_id(), source=f"s{number % SOURCES + 1}", number=number // SOURCES + 1,
            fragments=((place, place + 40),), exact=TEXT[place : place + 40], prefix=TEXT[max(0, place - 32) : place],
            suffix=TEXT[place + 40 : place + 72], text=text_hash(TEXT)[:TEXT_DIGITS], tags=("claim",), created=time_of,
            modified=time_of, author="bench",
        )  # fmt: skip
        annotations[one.id] = one
    numbers = {
        "sources": {key: one.number for key, one in sources.items()},
        "annotations": {key: number for number, key in enumerate(annotations, 1)},
        "links": {},
        "tags": {},
    }
    snapshot = Snapshot({"sources": {**sources}, "annotations": {**annotations}, "links": {}, "tags": {}}, numbers, {})
    AtomicStorage(folder / ".postil/library.json").checkpoint(snapshot, {"id": ""}, nullcontext())


def bench_changes(folder: Path) -> float:
    """Measure one annotation until it is on disk; return the median."""
    library = Library.open([folder], author="bench")
    source = library.sources()[0].id
    library.document(source)
    places = iter(random.Random(2).sample(range(30_000), TRIES + 10))
    example = encode_record(library.all_annotations()[0])
    descriptor = os.open(folder / "bare", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    base = sqlite3.connect(folder / "sqlite.db")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("CREATE TABLE annotations (id TEXT PRIMARY KEY, document BLOB)")
    base.executemany("INSERT INTO annotations VALUES (?, ?)", ((one.id, example) for one in library.all_annotations()))
    base.commit()

    def bare() -> None:
        os.write(descriptor, example + b" " * 500)
        os.fsync(descriptor)

    def annotate() -> None:
        start = next(places)
        library.add(source, start, start + 41, tags=["claim"])
        library.flush()

    def insert() -> None:
        base.execute("INSERT INTO annotations VALUES (?, ?)", (new_id(), example))
        base.commit()

    for _ in range(10):
        annotate()
    appended, annotated = in_turns(bare, annotate)
    floor = row("append and fsync", appended)
    median = row("postil: annotate until saved", annotated, floor)
    appended, inserted = in_turns(bare, insert)
    row("SQLite: insert and commit", inserted, statistics.median(appended))
    library.close()
    base.close()
    os.close(descriptor)
    with TinyDB(folder / ".postil/library.json") as stock:
        table, document = stock.table("annotations"), msgspec.json.decode(example)
        row("stock TinyDB: insert", timed(lambda: table.insert(document), 5), floor)
    return median


def bench_opening(folder: Path) -> None:
    """Measure opening the library."""
    file = folder / ".postil/library.json"

    def decode() -> None:
        gc.disable()
        try:
            decode_fast(data)
        finally:
            gc.enable()

    def stock() -> None:
        with TinyDB(file) as database:
            database.table("annotations").all()

    data = file.read_bytes()
    floor = row("msgspec: decode the records", timed(decode, 7))
    row("postil: open the library", timed(lambda: Library.open([folder]).close(), 7), floor)
    row("stock TinyDB: open and read all", timed(stock, 3), floor)


def main() -> int:
    """Measure and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 100_000])
    parser.add_argument("--folder", type=Path, help="where to write; the temporary folder of the system")
    options = parser.parse_args()
    medians = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.folder) as made:
            folder = Path(made)
            make(folder, size)
            megabytes = (folder / ".postil/library.json").stat().st_size / 1e6
            print(f"{size} annotations, {megabytes:.1f} MB {'':14} median ms    95 % ms")
            bench_opening(folder)
            medians.append(bench_changes(folder))
    print(f"annotating in the last of them beside the first: × {medians[-1] / medians[0]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
