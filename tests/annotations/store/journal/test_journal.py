"""What was acknowledged survives what may happen to a process, a file and a disk."""

import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from annotations.errors import ReadOnlyError, StoreError
from annotations.library import Library
from annotations.library.repair import repairs
from annotations.store.file import checkpoint
from annotations.store.journal.format import decode_brief
from annotations.store.journal.journal import Journal

ROOT = Path(__file__).parents[4]

State = list[tuple[str, str, tuple[str, ...], str]]


def state(library: Library) -> State:
    return [(library.address(one.id), one.exact, one.tags, one.note) for one in library.all_annotations()]


def saved(library: Library) -> bool:
    """Whether the library says so by now."""
    return library.store.saved


@pytest.fixture
def home(folder: Path) -> Path:
    """A library of three changes that are only in the journal; before them two that are in its file too."""
    library = Library.open([folder])
    source = library.sources()[0].id
    library.document(source)
    library.add(source, 2, 5, tags=["claim"])
    library.set_note(library.annotation("1:1").id, "a note")
    library.checkpoint()
    library.add(source, 6, 9)
    library.add(source, 20, 30)
    library.undo()
    library.flush()
    library.store.close()
    return folder / ".postil"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "a.txt").write_text("The orchard was planted in 1902. " * 20, encoding="utf-8")
    return folder


@pytest.mark.parametrize("saved", [True, False])
def test_a_torn_tail_is_dropped_and_told_at_every_byte(home: Path, *, saved: bool) -> None:
    """What was written completely is there, the rest is told, and the next change stands in a sound journal.

    Of a line that had been saved it is told even if nothing of it is left; of one that had not, that is no loss.
    """
    journal = home / "journal.jsonl"
    content = journal.read_bytes()
    begins = len(content) - len(content.splitlines(keepends=True)[-1])
    complete = Library.open([home.parent])
    assert len(state(complete)) == 2
    complete.store.close()
    for length in range(begins, len(content)):
        journal.write_bytes(content[:length])
        if not saved:
            (home / "journal.lock").unlink(missing_ok=True)
        library = Library.open([home.parent])
        assert len(state(library)) == 3
        assert len(library.problems) == (saved or length > begins)
        assert ("had been saved" in "".join(library.problems)) == saved
        if length % 40 == 0:
            library.set_note(library.annotation("1:1").id, f"after {length}")
            library.flush()
            library.store.close()
            again = Library.open([home.parent])
            assert not again.problems
            assert again.annotation("1:1").note == f"after {length}"


def test_a_journal_that_was_only_begun_is_begun_anew(folder: Path) -> None:
    """Power was lost while its first line was written: nothing was acknowledged, so nothing is amiss."""
    library = Library.open([folder])
    source = library.sources()[0].id
    library.add(source, 0, 3)
    library.flush()
    library.store.close()
    journal = folder / ".postil/journal.jsonl"
    header = journal.read_bytes().splitlines(keepends=True)[0]
    for length in (0, 1, len(header) // 2, len(header) - 1, len(header)):
        journal.write_bytes(header[:length])
        again = Library.open([folder])
        assert not again.problems
        again.add(source, 0, 3)
        again.flush()
        again.store.close()
        assert len(state(Library.open([folder]))) == 1


def test_a_journal_that_was_cut_off_is_told(home: Path) -> None:
    """The file says how far it went; what is missing of it may be missed. For an empty one see `test_promises`."""
    library = Library.open([home.parent])
    library.checkpoint()
    library.store.close()
    journal = home / "journal.jsonl"
    content = journal.read_bytes()
    for length in (20, len(content) // 2):
        journal.write_bytes(content[:length])
        assert any("cut off" in problem for problem in Library.open([home.parent]).problems)


def test_damage_is_never_taken_for_data(home: Path) -> None:
    """Whatever byte of the journal is spoiled: the state is right, or that it is not is told."""
    journal = home / "journal.jsonl"
    content = journal.read_bytes()
    right = state(Library.open([home.parent]))
    for place in random.Random(1).sample(range(len(content)), 120):
        spoiled = bytearray(content)
        spoiled[place] ^= 1 << (place % 8)
        journal.write_bytes(spoiled)
        library = Library.open([home.parent])
        assert state(library) == right or library.problems
        assert journal.read_bytes() == spoiled


def test_a_line_that_is_damaged_in_the_middle_is_put_right_when_asked(home: Path) -> None:
    """Until then the library is read-only; what stands behind the damage is recovered, and nothing is deleted."""
    journal = home / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    third = next(place for place, line in enumerate(lines[1:], 1) if decode_brief(line[:-1]).label == "passage 1:2")
    lines[third] = lines[third].replace(b"passage", b"pessage")
    journal.write_bytes(b"".join(lines))
    library = Library.open([home.parent])
    assert [address for address, *_ in state(library)] == ["1:1"]
    with pytest.raises(ReadOnlyError, match="damaged after change"):
        library.set_note(library.annotation("1:1").id, "no")
    library.close()
    assert journal.read_bytes() == b"".join(lines)
    [repair] = repairs([home.parent])
    repair.do()
    again = Library.open([home.parent])
    assert not again.read_only
    assert again.annotation("1:1").note == "a note"
    assert repairs([home.parent]) == []
    assert any(path.read_bytes() == b"".join(lines) for path in (home / "backups").iterdir())


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"{", b'{"a": {}}{"a": {}}'])
def test_a_damaged_file_is_recovered_from_the_journal(home: Path, content: bytes) -> None:
    """Read-only and told at first, byte for byte as it was; written anew when asked, with all that was known."""
    right = state(Library.open([home.parent]))
    (home / "library.json").write_bytes(content)
    library = Library.open([home.parent])
    assert state(library) == right
    assert "recovered" in library.read_only
    assert not library.broken
    library.close()
    assert (home / "library.json").read_bytes() == content
    [repair] = repairs([home.parent])
    repair.do()
    again = Library.open([home.parent])
    assert state(again) == right
    again.set_note(again.annotation("1:1").id, "goes on")
    again.close()
    assert Library.open([home.parent]).annotation("1:1").note == "goes on"


def test_a_damaged_file_is_recovered_from_the_newest_good_backup(home: Path) -> None:
    """Where the journal does not go back to the beginning, and some backups are damaged too."""
    library = Library.open([home.parent])
    right = state(library)
    library.checkpoint()
    library.store.close()
    backups = home / "backups"
    backups.mkdir(exist_ok=True)
    (backups / "library-2999-01-01T00.json").write_text("{", encoding="utf-8")
    (backups / "library-2000-01-01T00.json").write_bytes((home / "library.json").read_bytes())
    (home / "library.json").write_text("{", encoding="utf-8")
    (home / "journal.jsonl").unlink()
    again = Library.open([home.parent])
    assert state(again) == right
    assert "library-2000-01-01T00.json" in again.read_only


def test_a_library_of_an_earlier_version_is_kept_before_it_is_changed(folder: Path) -> None:
    """Opening changes nothing; the first change keeps a copy, and then the file has the present version."""
    rmtree(folder)
    copytree(ROOT / "seeds", folder)
    home = folder / ".postil"
    before = (home / "library.json").read_bytes()
    library = Library.open([folder])
    known = len(library.all_annotations())
    assert [path.name for path in home.iterdir() if path.suffix == ".json"] == ["library.json"]
    library.set_note(library.all_annotations()[0].id, "changed")
    library.close()
    again = Library.open([folder])
    assert len(again.all_annotations()) == known
    assert again.all_annotations()[0].note == "changed"
    assert not again.problems
    if b'"version":1' in before:
        assert [path.read_bytes() for path in (home / "backups").glob("library-version-1-*")] == [before]


KILLED = """
import sys
from pathlib import Path
from annotations.library import Library

library = Library.open([Path(sys.argv[1])])
source = library.sources()[0].id
library.document(source)
for number in range(10000):
    if number % 3 == 2:
        library.set_note(library.annotation("1:1").id, f"note {number}")
    else:
        library.add(source, number % 600, number % 600 + 1 + number // 600)
    library.flush()
    print(len(library.all_annotations()), library.annotation("1:1").note, flush=True)
    if number % 7 == 6:
        library.rest()
"""


@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(folder: Path, seed: int) -> None:
    """At a random moment, while it writes the journal and the file."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdout is not None
        told = [program.stdout.readline() for _ in range(random.Random(seed).randrange(1, 40))]
        program.send_signal(signal.SIGKILL)
        told += program.stdout.readlines()
    acknowledged = next(line for line in reversed(told) if line.endswith(b"\n")).decode().rstrip("\n")
    count, _, note = acknowledged.partition(" ")
    library = Library.open([folder])
    assert not library.read_only
    assert len(library.all_annotations()) - int(count) in {0, 1}
    assert library.annotation("1:1").note >= note or library.annotation("1:1").note != ""
    library.add(library.sources()[0].id, 0, 33)
    library.close()


def test_a_full_disk_is_told_and_made_good(folder: Path) -> None:
    """The change stays in memory, `saved` is not said, and once there is room it is written."""
    library = Library.open([folder])
    source = library.sources()[0].id
    library.document(source)
    library.add(source, 0, 3)
    library.flush()
    failures: list[str] = []
    library.store.on_failed = failures.append
    size = (folder / ".postil/journal.jsonl").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, hard))
        library.add(source, 4, 7, note="x" * 300)
        assert not saved(library)
        with pytest.raises(StoreError, match="cannot be written"):
            library.flush()
        assert failures
        assert (folder / ".postil/journal.jsonl").stat().st_size == size
        undone = library.undo()
        assert undone is not None
        library.redo()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    library.flush()
    assert library.store.saved
    right = state(library)
    library.store.close()
    assert state(Library.open([folder])) == right


def test_what_was_not_written_is_brought_together_with_what_others_wrote(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that waited for room gets the next number if somebody else took its own."""
    library, other = Library.open([folder], author="here"), Library.open([folder], author="there")
    source = library.sources()[0].id
    for one in (library, other):
        one.document(source)
    append = Journal.append

    def full(journal: Journal, lines: object) -> object:
        if journal is library.store.journal:
            raise OSError(28, os.strerror(28))
        return append(journal, lines)  # type: ignore[arg-type]

    other.add(source, 0, 3)
    library.catch_up()
    monkeypatch.setattr(Journal, "append", full)
    library.add(source, 4, 11, note="ours")
    other.add(source, 12, 15, note="theirs")
    library.set_note(library.annotation("1:1").id, "ours too")
    monkeypatch.undo()
    library.flush()
    other.catch_up()
    assert library.store.saved
    assert state(library) == state(other)
    assert sorted((address, note) for address, _, _, note in state(library)) == [
        ("1:1", "ours too"), ("1:2", "theirs"), ("1:3", "ours"),
    ]  # fmt: skip
    library.close()
    other.close()
    assert state(Library.open([folder])) == state(other)


def test_a_failed_fsync_is_never_relied_upon(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines are written again by another descriptor before they count as saved."""
    library = Library.open([folder])
    source = library.sources()[0].id
    library.document(source)
    library.add(source, 0, 3)
    library.flush()
    sync, pwrite, written = os.fsync, os.pwrite, []

    def fail(_descriptor: int) -> None:
        raise OSError(5, os.strerror(5))

    def note(descriptor: int, data: bytes, offset: int) -> int:
        written.append(data)
        return pwrite(descriptor, data, offset)

    monkeypatch.setattr(os, "fsync", fail)
    library.add(source, 4, 7)
    with pytest.raises(StoreError):
        library.flush()
    assert not saved(library)
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "pwrite", note)
    library.flush()
    assert library.store.saved
    assert b"passage 1:2" in b"".join(written)
    library.close()


def test_the_journal_is_shortened_and_the_last_changes_can_be_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that others append is lost by it, and they find their place again."""
    monkeypatch.setattr(checkpoint, "HISTORY", 20)
    library, other = Library.open([folder]), Library.open([folder])
    source = library.sources()[0].id
    for one in (library, other):
        one.document(source)
    for number in range(50):
        (library, other)[number % 2].add(source, number * 5, number * 5 + 4)
    library.catch_up()
    library.checkpoint()
    size = (folder / ".postil/journal.jsonl").stat().st_size
    assert len((folder / ".postil/journal.jsonl").read_bytes().splitlines()) < 30
    other.set_note(other.annotation("1:1").id, "after it")
    assert (folder / ".postil/journal.jsonl").stat().st_size > size
    library.catch_up()
    assert state(library) == state(other)
    undone = 0
    while library.undo() is not None:
        undone += 1
    assert undone == 21
    assert len(state(library)) == 30
    while library.redo() is not None:
        undone -= 1
    assert undone == 0
    library.close()
    other.close()
    assert len(state(Library.open([folder]))) == 50


def test_the_files_belong_to_their_owner(home: Path) -> None:
    """Nobody else can read them."""
    assert home.stat().st_mode & 0o777 == 0o700
    for path in home.rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, path
