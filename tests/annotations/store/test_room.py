"""A library that is begun where there is no room, and what a system may refuse at other bad moments."""

import errno
import fcntl
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import pytest

from annotations.errors import StoreError, UsageError
from annotations.library import Library
from annotations.store.file import checkpoint
from annotations.store.file.library_file import AtomicStorage
from annotations.store.files import write_beside
from annotations.store.journal.journal import Journal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "a.txt").write_text("The orchard was planted in 1902. " * 20, encoding="utf-8")
    return folder


def opened(folder: Path, *, alone: bool = False) -> Library:
    library = Library.open([folder], alone=alone)
    library.document(library.sources()[0].id)
    return library


def quotes(folder: Path) -> list[str]:
    return [one.exact for one in Library.open([folder]).all_annotations()]


@contextmanager
def no_byte_more() -> Iterator[None]:
    """Files can be made, and hold next to nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)


@contextmanager
def no_file_more() -> Iterator[None]:
    """Not even the name of a new file finds room."""
    make = os.open

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and not os.path.exists(path):  # noqa: PTH110 - as it is asked
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        return make(path, flags, mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", full)
        yield


@pytest.mark.parametrize("full", [no_byte_more, no_file_more])
@pytest.mark.parametrize("alone", [True, False])
def test_a_library_that_finds_no_room_is_begun_when_there_is(
    folder: Path, *, full: Callable[[], AbstractContextManager[None]], alone: bool
) -> None:
    """The first changes wait like any others; nothing that was begun stands in their way."""
    library = opened(folder, alone=alone)
    source = library.sources()[0].id
    with full():
        library.add(source, 0, 3)
        with pytest.raises(StoreError, match="cannot be written"):
            library.flush()
        library.add(source, 4, 11)
        assert library.store.unsaved == 2
    library.flush()
    assert library.store.saved
    assert not library.problems
    assert quotes(folder) == ["The", "orchard"]
    library.close()
    assert not list(folder.glob(".postil/backups/journal-*"))
    assert quotes(folder) == ["The", "orchard"]


def test_what_is_left_of_a_journal_does_not_stand_in_the_way(folder: Path) -> None:
    """One without a first line is nobody's, also where the first change that finds it has to wait for room."""
    (folder / ".postil").mkdir()
    (folder / ".postil/journal.jsonl").write_bytes(b'{"format":"postil jou')
    library = opened(folder)
    with no_byte_more():
        library.add(library.sources()[0].id, 0, 3)
        with pytest.raises(StoreError, match="cannot be written"):
            library.flush()
    library.flush()
    library.close()
    assert quotes(folder) == ["The"]


def test_a_second_program_keeps_out_once_there_is_room(folder: Path) -> None:
    """Whoever found no room for the lock takes it with the next change."""
    first = opened(folder, alone=True)
    source = first.sources()[0].id
    with no_file_more():
        first.add(source, 0, 3)
    first.add(source, 4, 11)
    first.flush()
    assert "is writing this library" in opened(folder, alone=True).read_only
    first.close()


def test_what_was_not_written_to_its_end_is_no_step_to_undo(folder: Path) -> None:
    """Not even where only the end of the line is missing, and no other line comes before it."""
    library = opened(folder)
    library.add(library.sources()[0].id, 0, 3)
    library.flush()
    library.store.close()
    journal = folder / ".postil/journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-1])
    (folder / ".postil/journal.lock").unlink()
    again = Library.open([folder])
    assert "was not written completely" in "".join(again.problems)
    assert not again.all_annotations()
    assert not again.history.entries()
    assert not again.history.trail()
    assert again.undo() is None


def test_a_turn_that_cannot_be_given_back_is_over_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The change is made, nobody hears of a failure, and others have their turn."""
    library, other = opened(folder), opened(folder)
    source = library.sources()[0].id
    lock = fcntl.flock

    def failing(descriptor: int, operation: int) -> None:
        if operation == fcntl.LOCK_UN:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", failing)
    library.add(source, 0, 3)
    other.add(source, 4, 11)
    with pytest.raises(UsageError, match="annotated already"):
        library.add(source, 4, 11)
    library.close()
    other.close()
    assert quotes(folder) == ["The", "orchard"]


def test_a_journal_that_cannot_be_shortened_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's file has been written by then, and that is what was asked for."""
    library = opened(folder)
    library.add(library.sources()[0].id, 0, 3)

    def unreadable(_journal: Journal, _keep: int) -> bool:
        raise StoreError("The journal cannot be read.")

    monkeypatch.setattr(Journal, "shorten", unreadable)
    library.checkpoint()
    assert (folder / ".postil/library.json").exists()
    assert not library.store.lines_since_checkpoint
    library.close()
    assert quotes(folder) == ["The"]


def test_what_came_while_the_file_was_written_stays_in_the_journal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if that is more than can be undone: the file does not have it."""
    monkeypatch.setattr(checkpoint, "HISTORY", 10)
    library, other = opened(folder), opened(folder)
    source = library.sources()[0].id
    library.add(source, 0, 3)
    fold = AtomicStorage.checkpoint

    def slow(storage: AtomicStorage, *args: Any) -> None:
        fold(storage, *args)
        for number in range(1, 30):
            other.add(source, number * 6, number * 6 + 5)
        other.flush()
        library.store.journal.catch_up()

    with monkeypatch.context() as patch:
        patch.setattr(AtomicStorage, "checkpoint", slow)
        library.checkpoint()
    assert len(quotes(folder)) == 30
    assert not Library.open([folder]).problems


def test_a_file_that_is_replaced_just_before_it_is_written_is_no_change_that_is_not_saved(
    folder: Path, tmp_path: Path
) -> None:
    """Whoever waits for the file is told; whoever waits for a change is not, and nothing of either is lost."""
    library = opened(folder)
    source = library.sources()[0].id
    library.add(source, 0, 3)
    library.checkpoint()
    copytree(folder, tmp_path / "copy")
    (tmp_path / "copy/.postil/journal.jsonl").unlink()
    there = opened(tmp_path / "copy")
    there.add(source, 12, 15)
    there.close()
    library.add(source, 4, 11)
    library.flush()
    copyfile(tmp_path / "copy/.postil/library.json", folder / ".postil/library.json")
    library.rest()
    library.store.flush()
    assert library.store.saved
    library.catch_up()
    library.close()
    assert sorted(quotes(folder)) == ["The", "orchard", "was"]


@pytest.mark.parametrize("seen", [False, True])
def test_a_newer_file_is_not_replaced_by_an_older_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, seen: bool
) -> None:
    """Whoever took long to write it may find that another program wrote more, and shortened the journal by that.

    That holds, too, where the newer file has been seen meanwhile.
    """
    monkeypatch.setattr(checkpoint, "HISTORY", 10)
    library, other = opened(folder), opened(folder)
    source = library.sources()[0].id
    library.add(source, 0, 3)
    waiting = [True]

    def slow(target: Path, content: bytes) -> Path:
        temporary = write_beside(target, content)
        if waiting:
            waiting.clear()
            for number in range(1, 40):
                other.add(source, number * 6, number * 6 + 5)
            other.checkpoint()
            if seen:
                library.catch_up()
        return temporary

    monkeypatch.setattr("annotations.store.file.library_file.write_beside", slow)
    library.checkpoint()
    assert len(quotes(folder)) == 40
    assert not Library.open([folder]).problems
    library.catch_up()
    library.close()
    assert len(quotes(folder)) == 40


def test_a_file_that_is_older_than_all_of_its_journal_loses_no_more_than_it_must(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody put an old copy back: all that the journal still has is there, and that some may be missing is told."""
    monkeypatch.setattr(checkpoint, "HISTORY", 10)
    library = opened(folder)
    source = library.sources()[0].id
    library.add(source, 0, 3)
    library.checkpoint()
    old = (folder / ".postil/library.json").read_bytes()
    for number in range(1, 40):
        library.add(source, number * 6, number * 6 + 5)
    library.checkpoint()
    library.close()
    (folder / ".postil/library.json").write_bytes(old)
    again = Library.open([folder])
    assert len(again.all_annotations()) == 1 + 10
    assert any("an older copy was put in its place" in problem for problem in again.problems)
    again.set_note(again.all_annotations()[0].id, "goes on")
    again.close()
    assert len(quotes(folder)) == 1 + 10
