"""What is said to be saved is on disk, and what is not is tried again."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree
from time import sleep

import pytest

from annotations.errors import StoreError
from annotations.library import Library
from annotations.store.background_saver import BackgroundSaver

AGES = 3600.0


class Told:
    """What a saver told, in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.failed = threading.Event()
        self.done = threading.Event()

    def saved(self, generation: int) -> None:
        self.lines.append(f"saved {generation}")
        self.done.set()

    def failure(self, message: str) -> None:
        self.lines.append("failed")
        assert "No space left" in message
        self.failed.set()


class Disk:
    """Work that takes over what there is, unless there is no room for it."""

    def __init__(self) -> None:
        self.wanted = 0
        self.there = 0
        self.full = False

    def save(self) -> None:
        wanted = self.wanted
        if self.full:
            raise OSError(28, "No space left on device")
        self.there = wanted


def test_the_newest_state_is_saved_after_a_flush() -> None:
    """Those before it may be left out, none is saved after it."""
    told, disk = Told(), Disk()
    saver = BackgroundSaver(disk.save, told.saved, told.failure)
    for disk.wanted in range(1, 51):
        assert saver.submit() == disk.wanted
    saver.flush()
    assert saver.saved
    assert disk.there == 50
    assert told.lines[-1] == "saved 50"
    saver.close()


def test_a_saver_with_nothing_to_do_has_no_thread() -> None:
    """Neither before the first save nor after it was closed; it can be used again."""
    saver = BackgroundSaver(Disk().save, lambda _: None, lambda _: None)
    before = threading.active_count()
    saver.flush()
    for _ in range(2):
        saver.submit()
        saver.close()
        assert threading.active_count() == before


def test_a_failed_save_is_not_called_saved_and_is_tried_again() -> None:
    """The flush says why; when the reason is gone the next flush saves it."""
    told, disk = Told(), Disk()
    saver = BackgroundSaver(disk.save, told.saved, told.failure, retry=AGES)
    disk.wanted, disk.full = 1, True
    saver.submit()
    with pytest.raises(StoreError, match="No space left"):
        saver.flush()
    assert not saver.saved
    assert "saved 1" not in told.lines
    disk.full = False
    saver.flush()
    assert disk.there == 1
    assert told.lines[-1] == "saved 1"
    saver.close()


def test_a_failed_save_is_tried_again_by_itself() -> None:
    """Without a new change or a flush."""
    told, disk = Told(), Disk()
    saver = BackgroundSaver(disk.save, told.saved, told.failure, retry=0.001)
    disk.wanted, disk.full = 1, True
    saver.submit()
    assert told.failed.wait(120)
    disk.full = False
    assert told.done.wait(120)
    assert disk.there == 1
    saver.close()


def test_a_failed_save_is_tried_again_with_the_next_change() -> None:
    """At once, however long the saver would have waited."""
    told, disk = Told(), Disk()
    saver = BackgroundSaver(disk.save, told.saved, told.failure, retry=AGES)
    disk.wanted, disk.full = 1, True
    saver.submit()
    assert told.failed.wait(120)
    disk.wanted, disk.full = 2, False
    saver.submit()
    assert told.done.wait(120)
    assert disk.there == 2
    saver.close()


def test_a_flush_outlasts_an_attempt_that_began_before_it() -> None:
    """That one fails for a reason that is gone by now; the flush fails only if a later one does."""
    told, disk = Told(), Disk()
    begun, go_on = threading.Event(), threading.Event()

    def save() -> None:
        full = disk.full
        begun.set()
        assert go_on.wait(120)
        if full:
            raise OSError(28, "No space left on device")
        disk.save()

    saver = BackgroundSaver(save, told.saved, told.failure, retry=AGES)
    disk.wanted, disk.full = 1, True
    saver.submit()
    assert begun.wait(120)
    disk.full = False
    with ThreadPoolExecutor(1) as pool:
        flush = pool.submit(saver.flush)
        while not saver._hurry:  # From here on it waits for the attempt.
            sleep(0.001)
        go_on.set()
        flush.result(120)
    assert told.lines == ["failed", "saved 1"]
    assert not saver.failure
    saver.close()


def test_a_callback_that_fails_stops_nothing() -> None:
    """What listens may be gone already; saving goes on."""
    disk = Disk()

    def fail(_: object) -> None:
        raise RuntimeError

    saver = BackgroundSaver(disk.save, fail, fail, retry=AGES)
    disk.wanted, disk.full = 1, True
    saver.submit()
    with pytest.raises(StoreError):
        saver.flush()
    disk.full = False
    for disk.wanted in (2, 3):
        saver.submit()
        saver.flush()
    assert disk.there == 3
    saver.close()


def test_closing_says_that_something_could_not_be_saved() -> None:
    """And ends the thread all the same."""
    disk = Disk()
    disk.full = True
    before = threading.active_count()
    saver = BackgroundSaver(disk.save, lambda _: None, lambda _: None, retry=AGES)
    saver.submit()
    with pytest.raises(StoreError, match="No space left"):
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
