"""What is written down beside the journal and in the file holds, whoever writes at the same time."""

from pathlib import Path

import pytest

from annotations.library import Library
from annotations.store.journal import format as wire
from annotations.store.journal.format import JournalEntry

MARK = JournalEntry(0, wire.BOOKKEEPING, "", "", "", "", 0, 0, (), ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fruit"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("The orchard was planted in 1902. " * 20, encoding="utf-8")
    return folder


def opened(folder: Path) -> Library:
    """The library, with a passage in its first source."""
    library = Library.open([folder])
    library.add(library.sources()[0].id, 4, 11)
    library.flush()
    return library


def test_only_what_is_on_disk_is_promised(folder: Path) -> None:
    """A promise goes as far as the last flush, for its own journal, and a damaged one is none."""
    library = opened(folder)
    journal = library.store.journal
    journal.promise()
    assert journal.promised() == journal.at.sequence > 0
    with journal.guard.held():
        journal.append([MARK])
    journal.promise()
    assert journal.promised() == journal.at.sequence - 1
    header = journal.header
    assert header is not None
    sums = journal.trail().sums
    library.store.close()
    promise = (folder / ".postil/journal.lock").read_bytes()
    assert wire.decode_promise(promise, header.id) == (journal.at.sequence - 1, sums[-2])
    assert wire.decode_promise(promise, "another journal") == (0, "")
    for at in range(len(promise) - 1):
        torn = promise[:at] + bytes([promise[at] ^ 1]) + promise[at + 1 :]
        assert wire.decode_promise(torn, header.id) == (0, "")


def test_a_journal_that_ends_too_early_is_told_once(folder: Path) -> None:
    """Lines that had been saved and are gone are told, until something is saved behind what is left."""
    library = opened(folder)
    library.set_note("1:1", "gone")
    library.flush()
    library.store.close()
    journal = folder / ".postil/journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-1]))
    again = Library.open([folder])
    assert len(again.problems) == 1
    assert "had been saved" in again.problems[0]
    again.set_note("1:1", "new")
    again.close()
    assert not Library.open([folder]).problems


def test_a_journal_that_is_gone_is_missed_if_more_was_saved_in_it(folder: Path) -> None:
    """It is told until the next change, which begins a new one; one that the file has whole is not missed."""
    library = opened(folder)
    library.checkpoint()
    library.set_note("1:1", "kept")
    library.flush()
    library.store.close()
    journal = folder / ".postil/journal.jsonl"
    journal.rename(folder / "put away")
    again = Library.open([folder])
    assert len(again.problems) == 1
    assert "is gone, and more had been saved in it" in again.problems[0]
    (folder / "put away").rename(journal)
    again = Library.open([folder])
    assert not again.problems
    assert again.annotation("1:1").note == "kept"
    again.set_note("1:1", "new")
    again.close()
    journal.unlink()
    assert not Library.open([folder]).problems


def test_an_empty_journal_is_missed_only_if_more_was_saved_in_it(folder: Path) -> None:
    """A program that is killed while it makes a new one leaves it so; one that was cut off later is reported."""
    library = opened(folder)
    library.close()
    journal = folder / ".postil/journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(b"")
    again = Library.open([folder])
    assert not again.problems
    again.set_note("1:1", "new")
    again.flush()
    again.store.close()
    more = journal.read_bytes()
    for cut in (b"", more[:20]):
        journal.write_bytes(cut)
        (problem,) = Library.open([folder]).problems
        assert "was cut off" in problem
    journal.write_bytes(more)
    assert Library.open([folder]).annotation("1:1").note == "new"
    journal.write_bytes(whole[:20])
    assert Library.open([folder]).problems


def test_a_line_between_the_file_and_its_mark_is_kept(folder: Path) -> None:
    """Somebody who writes while the file is put in its place is not behind a mark that says all is in it."""
    one = opened(folder)
    other = Library.open([folder])
    fold = one.store.storage.checkpoint

    def interrupted(*arguments: object) -> None:
        fold(*arguments)  # type: ignore[arg-type]
        other.set_note("1:1", "written meanwhile")
        other.flush()

    one.store.storage.checkpoint = interrupted  # type: ignore[method-assign, assignment]
    one.checkpoint()
    journal = one.store.journal
    kinds = [brief.kind for _, _, brief in journal.briefs()]
    assert kinds[-1] == wire.CHANGE
    assert wire.CHECKPOINT not in kinds
    one.catch_up()
    assert one.annotation("1:1").note == "written meanwhile"
    one.store.storage.checkpoint = fold  # type: ignore[method-assign]
    one.close()
    other.close()
    again = Library.open([folder])
    assert again.annotation("1:1").note == "written meanwhile"
    assert not again.problems
    assert again.undo() is not None
    assert again.annotation("1:1").note == ""
    again.close()


@pytest.mark.parametrize("folded", [True, False])
def test_the_number_of_a_forgotten_source_is_never_given_again(folder: Path, *, folded: bool) -> None:
    """Addresses that people cite mean one passage for ever, also when the last source is forgotten."""
    library = Library.open([folder])
    library.add(library.sources()[1].id, 4, 11)
    (folder / "b.txt").unlink()
    library.close()
    library = Library.open([folder])
    library.remove_source(library.sources()[1].id)
    if folded:
        library.checkpoint()
    library.close()
    (folder / "c.txt").write_text("Another orchard.", encoding="utf-8")
    assert [(one.number, one.path) for one in Library.open([folder]).sources()] == [(1, "a.txt"), (3, "c.txt")]


def test_damage_before_the_last_fold_costs_its_undo_and_is_told(folder: Path) -> None:
    """What the file has is not touched by it; the history says that a part of it is missing."""
    library = opened(folder)
    library.set_note("1:1", "one")
    library.set_note("1:1", "two")
    library.close()
    journal = folder / ".postil/journal.jsonl"
    rows = journal.read_bytes().splitlines(keepends=True)
    assert not Library.open([folder]).problems
    journal.write_bytes(b"".join([*rows[:2], b"x" + rows[2][1:], *rows[3:]]))
    again = Library.open([folder])
    assert again.annotation("1:1").note == "two"
    labels = [entry.label for entry in again.history.entries()]
    assert len(labels) == 2
    assert len(again.problems) == 1
    assert "damaged before line 3" in again.problems[0]
    again.history.entries()
    assert len(again.problems) == 1
    again.undo()
    assert again.annotation("1:1").note == "one"
    again.close()
