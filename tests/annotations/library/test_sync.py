"""Several programs on one library, and files that change underneath."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from annotations.errors import ReadOnlyError, StoreError, UsageError
from annotations.library import Library
from annotations.library.issues.conflict_copies import copies
from annotations.library.repair import repairs
from annotations.model import Change
from annotations.store.journal.format import UNDO
from tests.holding import hold

ROOT = Path(__file__).parents[3]

Find = Callable[[Library, int, str], tuple[str, int, int]]

WRITE = """
import sys
from pathlib import Path
from annotations.library import Library
from annotations.store.journal import write_lock

write_lock.TRIES = 60_000
library = Library.open([Path(sys.argv[1])], author=sys.argv[2])
source = library.sources()[0].id
library.document(source)
for place in range(int(sys.argv[3]), int(sys.argv[3]) + 40):
    one = library.add(source, place * 6, place * 6 + 5)
    library.flush()
    print(library.address(one.id), flush=True)
library.close()
"""


def quotes(library: Library) -> list[str]:
    return [one.exact for one in library.all_annotations()]


def test_a_second_program_follows_and_takes_over(folder: Path, span: Find) -> None:
    """It says who writes, sees what is done there, changes nothing, and goes on once the first one was killed."""
    with hold(folder) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"there\n"
        second = Library.open([folder], author="second", alone=True)
        assert f"process {first.pid}" in second.read_only
        assert quotes(second) == ["1902"]
        with pytest.raises(ReadOnlyError, match=str(first.pid)):
            second.add(*span(second, 1, "forty rows"))
        with pytest.raises(ReadOnlyError, match=str(first.pid)):
            second.sync.take_over()
        seen: list[Change] = []
        second.transactions.on_change = seen.append
        third = Library.open([folder], author="a script")
        third.add(*span(third, 1, "60%"))
        third.close()
        assert second.catch_up()
        assert [change.author for change in seen] == ["a script"]
        assert quotes(second) == ["1902", "60%"]
        first.kill()
        first.communicate()
    second.sync.take_over()
    assert not second.read_only
    second.add(*span(second, 1, "forty rows"))
    second.close()
    assert quotes(Library.open([folder])) == ["1902", "60%", "forty rows"]


def test_a_program_that_may_run_on_another_machine_is_asked_about(folder: Path, span: Find) -> None:
    """A lock of another host keeps the library read-only until one takes over."""
    home = folder / ".postil"
    home.mkdir()
    (home / "lock").write_text(json.dumps({"pid": 1, "host": "elsewhere", "since": "2026-01-02T03:04:05Z"}))
    library = Library.open([folder], alone=True)
    assert "process 1 on elsewhere, since 2026-01-02 03:04 UTC" in library.read_only
    library.sync.take_over()
    library.add(*span(library, 1, "1902"))
    library.close()


def test_processes_that_write_at_once_lose_nothing(folder: Path) -> None:
    """Each address is given once, and everything that was acknowledged is there."""
    (folder / "1-orchard.md").write_text("words " * 200, encoding="utf-8")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(folder), who, start], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
        )
        for who, start in (("one", "0"), ("two", "60"), ("three", "120"))
    ]
    told = [address for program in programs for address in program.communicate()[0].split()]
    assert [program.returncode for program in programs] == [0, 0, 0]
    library = Library.open([folder])
    assert not library.problems
    assert sorted(told) == sorted(library.address(one.id) for one in library.all_annotations())
    assert len(set(told)) == 120


def test_undo_reaches_what_was_done_in_other_sessions_and_by_other_programs(folder: Path, span: Find) -> None:
    """Whoever did it, if that is asked for, and also when it was not closed."""
    first = Library.open([folder], author="first")
    first.add(*span(first, 1, "1902"), tags=["claim"])
    first.flush()
    second = Library.open([folder], author="second")
    second.set_note(second.annotation("1:1").id, "Really?")
    second.close()
    third = Library.open([folder], author="third")
    assert [(one.label, one.author, one.undone) for one in third.history.entries()] == [
        ("note on 1:1", "second", False),
        ("claim 1:1", "first", False),
    ]
    assert third.undo() is None
    assert [change.label for change in third.transactions.walk(UNDO, 9, others=True)] == ["note on 1:1", "claim 1:1"]
    third.close()
    fourth = Library.open([folder], author="third")
    assert all(one.undone for one in fourth.history.entries())
    fourth.redo()
    assert quotes(fourth) == ["1902"]
    fourth.close()


def test_one_entry_of_the_history_is_undone_if_nothing_depends_on_it(library: Library, span: Find) -> None:
    """A passage that was linked or changed since is kept, with the reason; one that was not goes."""
    one = library.add(*span(library, 1, "1902"), tags=["claim"])
    other = library.add(*span(library, 2, "1911"), tags=["claim"])
    library.connect(one.id, other.id, "contradicts")
    lone = library.add(*span(library, 1, "60%"), tags=["figure"])
    library.set_note(other.id, "sure?")
    entries = {entry.label: entry.sequence for entry in library.history.entries()}
    for label, why in (("claim 1:1", "1:1 was linked since"), ("claim 2:1", "2:1 was changed since")):
        with pytest.raises(UsageError, match=why):
            library.transactions.undo_entry(entries[label])
    library.transactions.undo_entry(entries["figure 1:2"])
    assert quotes(library) == ["1902", "1911"]
    library.redo()
    assert quotes(library) == ["1902", "60%", "1911"]
    assert [entry.label for entry in library.history.entries(lone.id)] == ["figure 1:2"]
    assert [entry.label for entry in library.history.entries(other.id)] == [
        "note on 2:1",
        "1:1 contradicts 2:1",
        "claim 2:1",
    ]
    with pytest.raises(UsageError, match="no change 99"):
        library.transactions.undo_entry(99)


def test_after_a_change_in_the_middle_was_undone_all_before_it_still_can_be(library: Library, span: Find) -> None:
    """The passage is the one that was made again, though its last change was at another time: it goes, and comes back."""
    one = library.add(*span(library, 1, "1902"), tags=["claim"])
    library.set_note(one.id, "sure?")
    library.set_status(one.id, "checked")
    entries = {entry.label: entry.sequence for entry in library.history.entries()}
    library.transactions.undo_entry(entries["note on 1:1"])
    assert [change.label for change in iter(library.undo, None)] == ["mark 1:1 checked", "claim 1:1"]
    assert quotes(library) == []
    assert [change.label for change in iter(library.redo, None)] == ["claim 1:1", "mark 1:1 checked", "note on 1:1"]
    assert library.annotation(one.id).note == "sure?"


def test_a_change_is_undone_by_itself_beside_later_ones_in_other_fields(library: Library, span: Find) -> None:
    """What came later stays; the same field, or a tag that was given or taken meanwhile, is in the way."""
    one = library.add(*span(library, 1, "1902"), tags=["claim"])
    library.toggle_tag(one.id, "figure")
    library.set_note(one.id, "first")
    library.toggle_tag(one.id, "opinion")
    library.set_note(one.id, "second")
    before = library.annotation(one.id)
    numbers = {entry.label: entry.sequence for entry in reversed(library.history.entries())}
    first, second = sorted(entry.sequence for entry in library.history.entries() if entry.label.startswith("note"))
    library.transactions.undo_entry(numbers["tag 1:1 figure"])
    now = library.annotation(one.id)
    assert (now.tags, now.note) == (("claim", "opinion"), "second")
    with pytest.raises(UsageError, match="1:1 was changed since"):
        library.transactions.undo_entry(first)
    library.transactions.undo_entry(second)
    assert library.annotation(one.id).note == "first"
    library.redo()
    library.redo()
    now = library.annotation(one.id)
    assert (now.tags, now.note) == (before.tags, before.note)
    library.transactions.undo_entry(numbers["tag 1:1 figure"])
    library.toggle_tag(one.id, "figure")
    library.undo()
    library.transactions.undo_entry(numbers["tag 1:1 opinion"])
    assert library.annotation(one.id).tags == ("claim",)


def test_a_source_that_is_gone_can_be_forgotten_and_brought_back(folder: Path, span: Find) -> None:
    """With its passages and their links, in one step; a source whose file is there is not forgotten."""
    library = Library.open([folder])
    one = library.add(*span(library, 1, "1902"))
    other = library.add(*span(library, 2, "1911"))
    link = library.connect(one.id, other.id, "contradicts")
    library.close()
    (folder / "1-orchard.md").unlink()
    library = Library.open([folder])
    with pytest.raises(UsageError, match="is there"):
        library.remove_source(other.source)
    library.remove_source(one.source)
    assert quotes(library) == ["1911"]
    assert [source.path for source in library.sources()] == ["2-letter.txt"]
    library.undo()
    assert library.links(other.id) == [link]
    assert [source.path for source in library.sources()] == ["2-letter.txt", "1-orchard.md"]
    library.redo()
    library.close()
    (folder / "3-new.txt").write_text("Something new.", encoding="utf-8")
    assert [(one.number, one.path) for one in Library.open([folder]).sources()] == [
        (2, "2-letter.txt"),
        (3, "3-new.txt"),
    ]


@pytest.fixture
def parted(folder: Path, span: Find, tmp_path: Path) -> tuple[Library, Path]:
    """A library that is open, and what somebody made of a copy of it elsewhere."""
    library = Library.open([folder], author="here")
    for number, words in ((1, "1902"), (1, "60%"), (2, "1911")):
        library.add(*span(library, number, words), tags=["claim"])
    library.close()
    copy = tmp_path / "copy"
    copytree(folder, copy)
    there = Library.open([copy], author="there")
    there.add(*span(there, 1, "forty rows"), tags=["figure"])
    there.set_note(there.annotation("1:1").id, "their note")
    there.toggle_tag(there.annotation("1:2").id, "opinion")
    there.delete(there.annotation("2:1").id)
    there.mark_read(there.annotation("1:1").source, 40, 90)
    there.close()
    here = Library.open([folder], author="here")
    here.set_note(here.annotation("1:1").id, "our note")
    here.toggle_tag(here.annotation("1:2").id, "figure")
    here.add(*span(here, 1, "The orchard was planted"), tags=["claim"])
    here.mark_read(here.annotation("1:1").source, 0, 20)
    here.flush()
    return here, copy


@pytest.mark.parametrize("files", [["library.json"], ["library.json", "journal.jsonl"]])
def test_a_library_that_was_replaced_is_brought_together(
    parted: tuple[Library, Path], folder: Path, files: list[str]
) -> None:
    """Tags are united, what one side did is done, two notes are both kept and listed, no address means two passages."""
    here, copy = parted
    for name in files:
        copyfile(copy / ".postil" / name, folder / ".postil" / "new")
        (folder / ".postil" / "new").replace(folder / ".postil" / name)
    assert here.catch_up()
    expected = ["1902", "60%", "1902", "The orchard was planted", "forty rows"]
    assert sorted(quotes(here)) == sorted(expected)
    assert here.annotation("1:2").tags == ("claim", "figure", "opinion")
    assert {one.note for one in here.all_annotations() if one.exact == "1902"} == {"our note", "their note"}
    assert here.source(here.annotation("1:1").source).read == ((0, 20), (40, 90))
    assert here.sync.conflicts
    assert set(here.sync.conflicts) <= set(here.problems)
    addresses = [here.address(one.id) for one in here.all_annotations()]
    assert len(set(addresses)) == len(expected)
    here.set_note(here.annotation("1:2").id, "goes on")
    state = here.all_annotations()
    here.close()
    again = Library.open([folder], author="here")
    assert again.all_annotations() == state
    assert again.source(again.annotation("1:1").source).read == ((0, 20), (40, 90))
    assert not again.problems
    assert again.history.entries()[0].label == "note on 1:2"
    for _ in range(2):
        assert again.undo() is not None
    again.close()


def test_an_older_file_deletes_nothing(parted: tuple[Library, Path], folder: Path, tmp_path: Path) -> None:
    """A sync client that puts an earlier version back takes nothing away."""
    here, _ = parted
    here.checkpoint()
    state = here.all_annotations()
    old = min((folder / ".postil/backups").iterdir())
    copyfile(old, tmp_path / "old")
    (tmp_path / "old").replace(folder / ".postil/library.json")
    here.catch_up()
    assert here.all_annotations() == state
    here.close()
    assert Library.open([folder]).all_annotations() == state


def test_a_file_that_is_spoiled_underneath_costs_nothing(parted: tuple[Library, Path], folder: Path) -> None:
    """It is told and left alone; what is changed goes to the journal, and is there again."""
    here, _ = parted
    file = folder / ".postil/library.json"
    file.write_bytes(b"\0" * 500)
    here.set_note(here.annotation("1:2").id, "after it")
    here.flush()
    assert any("damaged by another program" in problem for problem in here.problems)
    with pytest.raises(StoreError, match="damaged"):
        here.checkpoint()
    state = here.all_annotations()
    here.close()
    assert file.read_bytes() == b"\0" * 500
    again = Library.open([folder])
    assert again.all_annotations() == state
    assert again.read_only
    assert not again.broken


def test_copies_that_a_sync_client_left_are_taken_in(parted: tuple[Library, Path], folder: Path) -> None:
    """They are found, explained, brought together with the library, and kept."""
    here, copy = parted
    here.close()
    home = folder / ".postil"
    copyfile(copy / ".postil/library.json", home / "library (conflicted copy 2026-01-02).json")
    (home / "library.sync-conflict-20260102.json").write_text("{", encoding="utf-8")
    assert len(copies(home)) == 2
    found = repairs([folder])
    assert [bool(repair.action) for repair in found] == [True, False]
    found[0].do()
    library = Library.open([folder])
    assert {"1902", "60%", "1911", "forty rows", "The orchard was planted"} == set(quotes(library))
    assert {one.note for one in library.all_annotations() if one.exact == "1902"} == {"our note", "their note"}
    assert len(copies(home)) == 1
    assert any("conflicted copy" in path.name for path in (home / "backups").iterdir())
    assert library.undo() is not None
    library.close()


def test_a_file_of_another_machine_is_merged_and_the_journal_goes_on(
    parted: tuple[Library, Path], folder: Path, span: Find
) -> None:
    """What came with a version control system is a step of its own, and undo reaches what was done before it."""
    here, copy = parted
    here.store.close()
    (copy / ".postil/journal.jsonl").unlink()
    there = Library.open([copy])
    there.add(*span(there, 2, "half"))
    there.close()
    copyfile(copy / ".postil/library.json", folder / ".postil/library.json")
    library = Library.open([folder])
    assert any("3 changes" in problem for problem in library.problems)
    assert {"1902", "60%", "forty rows", "half", "The orchard was planted"} <= set(quotes(library))
    library.add(*span(library, 2, "forty rows"))
    state = library.all_annotations()
    library.close()
    assert not [path for path in (folder / ".postil/backups").iterdir() if path.name.startswith("journal-")]
    again = Library.open([folder])
    assert not again.problems
    assert again.all_annotations() == state
    assert (folder / ".postil/journal.jsonl").exists()
    undone = [change.label for change in again.transactions.walk(UNDO, 100, others=True)]
    assert any(label.startswith("bring together with what another program wrote") for label in undone)
    assert len(undone) == 8
    assert quotes(again) == []
