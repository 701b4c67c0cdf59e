"""What is said to be saved is on disk, and what is not is tried again."""

import subprocess
import sys
import threading
from pathlib import Path
from shutil import rmtree

import pytest

from annotations.errors import StoreError
from annotations.library import Library
from annotations.store.saver import Saver
from annotations.store.storage import AtomicStorage
from annotations.store.tables import Snapshot

AGES = 3600.0


class Told:
    """What a saver told, in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.failed = threading.Event()

    def saved(self, generation: int) -> None:
        self.lines.append(f"saved {generation}")

    def failure(self, message: str) -> None:
        self.lines.append("failed")
        assert "library.json" in message
        self.failed.set()


def snapshot(number: int) -> Snapshot:
    """Something to save that can be told from others."""
    return Snapshot({}, {}, {"theirs": {"1": {"number": number}}})


def number_in(path: Path) -> int:
    """Which snapshot a file holds."""
    tables = AtomicStorage(path).read()
    assert tables is not None
    number: int = tables["theirs"]["1"]["number"]
    return number


def test_the_newest_state_is_on_disk_after_a_flush(tmp_path: Path) -> None:
    """Those before it may be left out, none is written after it."""
    told = Told()
    path = tmp_path / "library.json"
    saver = Saver(AtomicStorage(path), told.saved, told.failure)
    for number in range(1, 51):
        assert saver.submit(snapshot(number)) == number
    saver.flush()
    assert saver.saved
    assert number_in(path) == 50
    assert told.lines[-1] == "saved 50"
    saver.close()


def test_a_saver_with_nothing_to_do_has_no_thread(tmp_path: Path) -> None:
    """Neither before the first save nor after the last one."""
    saver = Saver(AtomicStorage(tmp_path / "library.json"), lambda _: None, lambda _: None)
    before = threading.active_count()
    saver.flush()
    saver.submit(snapshot(1))
    saver.close()
    assert threading.active_count() == before


def test_a_failed_save_is_not_called_saved_and_is_tried_again(tmp_path: Path) -> None:
    """The flush says why; when the reason is gone the next flush writes it."""
    told = Told()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    saver = Saver(AtomicStorage(blocked / "library.json"), told.saved, told.failure, retry=AGES)
    saver.submit(snapshot(1))
    with pytest.raises(StoreError, match="cannot be written"):
        saver.flush()
    assert not saver.saved
    assert "saved 1" not in told.lines
    blocked.unlink()
    saver.flush()
    assert number_in(blocked / "library.json") == 1
    assert told.lines[-1] == "saved 1"
    saver.close()


def test_a_failed_save_is_tried_again_by_itself(tmp_path: Path) -> None:
    """Without a new change or a flush."""
    told = Told()
    done = threading.Event()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    saver = Saver(AtomicStorage(blocked / "library.json"), lambda _: done.set(), told.failure, retry=0.001)
    saver.submit(snapshot(1))
    assert told.failed.wait(10)
    blocked.unlink()
    assert done.wait(10)
    assert number_in(blocked / "library.json") == 1
    saver.close()


def test_a_newer_state_replaces_one_that_failed(tmp_path: Path) -> None:
    """What is written in the end is what was there last."""
    told = Told()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    saver = Saver(AtomicStorage(blocked / "library.json"), told.saved, told.failure, retry=AGES)
    saver.submit(snapshot(1))
    assert told.failed.wait(10)
    blocked.unlink()
    saver.submit(snapshot(2))
    saver.flush()
    assert number_in(blocked / "library.json") == 2
    saver.close()


def test_a_callback_that_fails_stops_nothing(tmp_path: Path) -> None:
    """What listens may be gone already; saving goes on."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")

    def fail(_: object) -> None:
        raise RuntimeError

    saver = Saver(AtomicStorage(blocked / "library.json"), fail, fail, retry=AGES)
    saver.submit(snapshot(1))
    with pytest.raises(StoreError):
        saver.flush()
    blocked.unlink()
    for number in (2, 3):
        saver.submit(snapshot(number))
        saver.flush()
    assert number_in(blocked / "library.json") == 3
    saver.close()


def test_closing_says_that_something_could_not_be_saved(tmp_path: Path) -> None:
    """And ends the thread all the same."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    before = threading.active_count()
    saver = Saver(AtomicStorage(blocked / "library.json"), lambda _: None, lambda _: None, retry=AGES)
    saver.submit(snapshot(1))
    with pytest.raises(StoreError, match="cannot be written"):
        saver.close()
    assert threading.active_count() == before


WORK = """
import sys
from pathlib import Path
from annotations.library import Library

library = Library.open([Path(sys.argv[1])], author="tester")
source = library.sources()[0].id
start = library.document(source).text.index("1902")
library.add(source, start, start + 4, tags=["figure"])
if sys.argv[2] == "killed":
    library.flush()
    print("saved", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("end", ["killed", "left"])
def test_saved_work_survives_the_end_of_the_program(folder: Path, end: str) -> None:
    """Killed right after it was told that all is saved, or left without closing the library."""
    command = [sys.executable, "-c", WORK, str(folder), end]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[3], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        if end == "killed":
            assert program.stdout.readline() == b"saved\n"
            program.kill()
        program.communicate()
    library = Library.open([folder])
    assert [one.exact for one in library.all_annotations()] == ["1902"]
    library.add_tag("the lock of a program that ended is free")
    library.close()
    rmtree(folder)
