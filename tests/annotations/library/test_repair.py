"""What a journal alone knew, and numbers that were given elsewhere, when files are replaced underneath."""

from pathlib import Path
from shutil import copyfile, copytree

import pytest

from annotations.library import Library
from annotations.store.file import checkpoint
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import Loaded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "a.txt").write_text("The orchard was planted in 1902. " * 40, encoding="utf-8")
    return folder


def opened(folder: Path, author: str) -> Library:
    library = Library.open([folder], author=author)
    library.document(library.sources()[0].id)
    return library


def add(library: Library, *places: int) -> None:
    for place in places:
        library.add(library.sources()[0].id, place * 6, place * 6 + 5, note=f"at {place}")
    library.flush()


def told(library: Library) -> list[tuple[str, str]]:
    return [(library.address(one.id), one.note) for one in library.all_annotations()]


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy of a library of one passage, in which somebody recorded three more; the journal here has one of its own."""
    library = opened(folder, "here")
    add(library, 0)
    library.close()
    copytree(folder, tmp_path / "copy")
    there = opened(tmp_path / "copy", "there")
    add(there, 1, 2, 3)
    there.close()
    return tmp_path / "copy/.postil/library.json"


def test_two_programs_that_take_in_the_same_from_a_journal_do_so_once(folder: Path, copy: Path) -> None:
    """What the first one makes of it afterwards stays, and no address is given twice."""
    library = opened(folder, "here")
    add(library, 4)
    library.store.close()
    copyfile(copy, folder / ".postil/library.json")
    first, second = opened(folder, "first"), opened(folder, "second")
    assert told(first) == told(second)
    assert len(told(first)) == 5
    own = next(one for one in first.all_annotations() if one.note == "at 4")
    first.set_note(own.id, "changed since")
    add(first, 5)
    second.catch_up()
    add(second, 6)
    first.catch_up()
    third = opened(folder, "third")
    assert told(first) == told(second) == told(third)
    assert third.annotation(own.id).note == "changed since"
    assert len({address for address, _ in told(third)}) == len(told(third)) == 7


def test_no_number_is_given_again_that_was_given_where_the_file_comes_from(folder: Path, copy: Path) -> None:
    """Also where the program that gives the next one was running when the file was replaced."""
    library = opened(folder, "here")
    copyfile(copy, folder / ".postil/library.json")
    library.catch_up()
    add(library, 7)
    library.close()
    assert told(opened(folder, "again")) == [
        ("1:1", "at 0"), ("1:2", "at 1"), ("1:3", "at 2"), ("1:4", "at 3"), ("1:5", "at 7"),
    ]  # fmt: skip


def test_a_library_that_is_written_anew_while_it_is_opened_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file and a journal that do not belong together any more are not taken for those of two machines."""
    monkeypatch.setattr(checkpoint, "HISTORY", 10)
    other = opened(folder, "other")
    add(other, 0)
    other.checkpoint()
    load = AtomicStorage.load

    def slow(storage: AtomicStorage) -> Loaded:
        loaded = load(storage)
        if len(told(other)) == 1:
            add(other, *range(1, 40))
            other.checkpoint()
        return loaded

    monkeypatch.setattr(AtomicStorage, "load", slow)
    library = Library.open([folder], author="here")
    assert not library.problems
    assert told(library) == told(other)
    assert library.sources()[0].last_number == 40
