"""Clones and synchronised folders come together: nothing is lost, and it does not matter who merges."""

import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest

from annotations.library import Library
from annotations.library.issues.conflict_copies import copies, take_in
from annotations.library.merge.three_way import merge_files
from annotations.store.file.library_file import AtomicStorage
from annotations.text.conflict_markers import conflicted
from tests.cloning import add, clones, commit, copied, git, needs_git, notes, opened
from tests.git_driver import answering, use

pytestmark = needs_git

ROOT = Path(__file__).parents[3]

ALL = ["anna changed", "anna one", "anna two", "ben changed", "ben one", "ben two", "common 1"]

State = list[tuple[str, str, str, str, tuple[str, ...]]]


def state(library: Library) -> State:
    """Ids, addresses and what was recorded, but for when."""
    return [(one.id, library.address(one.id), one.note, one.status, one.was) for one in library.all_annotations()]


def settled(folder: Path) -> State:
    """What a program that opens a folder makes of it, and leaves behind."""
    library = Library.open([folder], alone=True)
    found = state(library)
    library.close()
    assert not conflicted((folder / ".postil/library.json").read_bytes())
    again = Library.open([folder])
    assert not again.problems
    assert state(again) == found
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two clones that keep the library in git, and the journal not."""
    return clones(tmp_path_factory.mktemp("plain"), journal=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two clones that keep the journal in git as well."""
    return clones(tmp_path_factory.mktemp("whole"), journal=True)


@pytest.mark.parametrize("kept", ["plain", "whole"])
def test_both_directions_come_to_the_same(kept: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each clone merges the branch of the other: the same records under the same addresses, and a citation finds both."""
    first, second = request.getfixturevalue(kept)
    one, other = copied(first, tmp_path), copied(second, tmp_path)
    git(one, "fetch", "-q", str(other), "main")
    git(one, "merge", "-q", "FETCH_HEAD", fails=True)
    git(other, "merge", "-q", "origin/main", fails=True)
    found = settled(one)
    assert settled(other) == found
    assert sorted(note for _, _, note, _, _ in found) == ALL
    assert len({address for _, address, *_ in found}) == len(found)
    assert [status for _, _, note, status, _ in found if note == "common 1"] == ["disputed"]
    library = Library.open([one])
    renumbered = next(one for one in library.all_annotations() if one.note == "ben one")
    assert renumbered.was == ("1:4",)
    assert library.formerly("1:4") == [renumbered]
    # A merge that both made is no conflict to git any more, and merging the result once more changes nothing.
    for folder in (one, other):
        commit(folder, journal=kept == "whole")
    git(one, "fetch", "-q", str(other), "main")
    git(one, "merge", "-q", "FETCH_HEAD", fails=True)
    assert settled(one) == found


@pytest.mark.parametrize("how", ["rebase", "cherry-pick", "stash", "diff3", "-Xtheirs", "union"])
@pytest.mark.parametrize("kept", ["plain", "whole"])
def test_other_ways_of_git_lose_nothing(kept: str, how: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The sides of a conflict change places, a base stands between them, or git took lines of both without a word."""
    first, second = request.getfixturevalue(kept)
    folder = copied(second, tmp_path)
    if how == "stash":
        git(folder, "reset", "-q", "--soft", "HEAD~1")
        git(folder, "stash", "-q")
        git(folder, "merge", "-q", "--ff-only", "origin/main")
        git(folder, "stash", "pop", "-q", fails=True)
    elif how in ("rebase", "cherry-pick"):
        git(folder, how, "origin/main", fails=True)
    else:
        if how == "union":
            (folder / ".git/info/attributes").write_text("*.json merge=union\n*.jsonl merge=union\n", encoding="utf-8")
        args = [how] if how.startswith("-X") else ["-c", "x.y=z"][:0]
        git(folder, "-c", "merge.conflictStyle=diff3", "merge", "-q", *args, "origin/main", fails=True)
    library = Library.open([folder], alone=True)
    found, told = notes(library), " ".join(library.problems)
    library.close()
    expected = [note for note in ALL if how != "-Xtheirs" or kept == "plain" or not note.startswith("ben")]
    assert {*expected} <= {*found}
    assert "common 2" in found or "Deleted" in told
    assert len(found) == len({*found})
    assert first.name == "anna"


@pytest.mark.parametrize("left", ["markers", "theirs", "driver"])
@pytest.mark.parametrize("kept", ["plain", "whole"])
def test_git_may_exchange_the_files_of_a_program_that_is_open(
    kept: str, left: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """It takes in what came, keeps what was changed here since, goes on, and leaves one version behind."""
    _, second = request.getfixturevalue(kept)
    folder = copied(second, tmp_path)
    library = Library.open([folder], author="ben", alone=True)
    library.document(library.sources()[0].id)
    (tmp_path / "pipes").mkdir()
    with answering(tmp_path / "pipes") as (command, _):
        if left == "driver":
            use(folder, command)
        git(folder, "merge", "-q", "origin/main", fails=True)
    if left == "theirs":
        git(folder, "checkout", "--theirs", "--", ".postil")
    add(library, 30, "ben meanwhile")
    library.catch_up()
    assert not library.read_only
    add(library, 31, "ben after")
    found = notes(library)
    assert {*ALL, "ben meanwhile", "ben after"} <= {*found}
    library.close()
    assert not conflicted((folder / ".postil/library.json").read_bytes())
    again = Library.open([folder])
    assert (notes(again), [*again.problems]) == (found, [])
    assert (
        [path for path in (folder / ".postil/backups").iterdir() if path.name.startswith("conflict-")]
        or left == "theirs"
        or (left, kept) == ("driver", "plain")
    )


FOLLOWING = """
import sys
from pathlib import Path
from annotations.library import Library

library = Library.open([Path(sys.argv[1])], alone=True)
print("there", flush=True)
for line in sys.stdin:
    library.catch_up()
    library.document(library.sources()[0].id)
    library.add(library.sources()[0].id, int(line), int(line) + 5, note=f"there at {line.strip()}")
    library.flush()
    print(len(library.all_annotations()), flush=True)
library.close()
"""


def test_git_may_exchange_the_files_of_another_process(plain: tuple[Path, Path], tmp_path: Path) -> None:
    """A process that has the library for itself, and a verb beside it, agree on what came of it."""
    folder = copied(plain[1], tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", FOLLOWING, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == "there\n"
        git(folder, "merge", "-q", "origin/main", fails=True)
        beside = opened(folder)
        add(beside, 40, "beside")
        beside.close()
        program.stdin.write("300\n")
        program.stdin.flush()
        assert program.stdout.readline() == f"{len(ALL) + 2}\n"
        program.stdin.close()
    again = Library.open([folder])
    assert notes(again) == sorted([*ALL, "beside", "there at 300"])
    assert not again.problems


CLIENTS = [
    "library.sync-conflict-20260102-101112-ABCDEFG.json",
    "library (ben's conflicted copy 2026-01-02).json",
    "library_conflict-20260102-101112.json",
    "library (conflict 1).json",
    "library 2.json",
    "library_REMOTE_1234.json",
    "library.json.orig",
    "journal (laptop's conflicted copy 2026-01-02).jsonl",
    "journal.sync-conflict-20260102-101112-ABCDEFG.jsonl",
    "journal_conflict-20260102-101112.jsonl",
]


@pytest.mark.parametrize("name", CLIENTS)
def test_copies_of_sync_clients_are_taken_in(whole: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    """Of the file and of the journal, which alone may have what was recorded last; a second time nothing comes of it."""
    first, second = whole
    folder, there = copied(first, tmp_path), copied(second, tmp_path)
    if name.startswith("journal"):
        library = opened(there)
        add(library, 25, "ben last")
        library.flush()
        library.store.close()
    home = folder / ".postil"
    copyfile(there / ".postil" / ("journal.jsonl" if name.startswith("journal") else "library.json"), home / name)
    assert [path.name for path in copies(home)] == [name]
    library = opened(folder)
    take_in(library, home / name)
    assert {*ALL} - {"common 1"} <= {*notes(library)}
    assert ("ben last" in notes(library)) == name.startswith("journal")
    assert copies(home) == []
    found = state(library)
    copyfile(next((home / "backups").glob(f"taken-in-*{name}")), home / name)
    take_in(library, home / name)
    assert state(library) == found
    assert library.undo() is not None
    library.close()
    assert not Library.open([folder]).problems


def test_of_a_journal_that_was_taken_in_before_only_the_new_lines_count(
    plain: tuple[Path, Path], tmp_path: Path
) -> None:
    """A passage of it that was deleted here since does not come back with them."""
    folder, there = copied(plain[0], tmp_path), copied(plain[1], tmp_path)
    copy = folder / ".postil" / "journal (conflict 1).jsonl"
    library, other = opened(folder), opened(there)
    for note in ("ben new", "ben last"):
        add(other, 30 + len(note), note)
        other.flush()
        copyfile(there / ".postil/journal.jsonl", copy)
        take_in(library, copy)
        assert note in notes(library)
        if note == "ben new":
            library.delete(next(one.id for one in library.all_annotations() if one.note == note))
    assert "ben new" not in notes(library)
    other.store.close()
    library.close()


@pytest.mark.parametrize("exchanged", ["library.json", "journal.jsonl"])
@pytest.mark.parametrize("kept", ["plain", "whole"])
def test_a_file_of_one_and_a_journal_of_the_other(
    kept: str, exchanged: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A sync client put one of two files in place; what either tells is there."""
    first, second = request.getfixturevalue(kept)
    folder = copied(first, tmp_path)
    copyfile(second / ".postil" / exchanged, folder / ".postil" / exchanged)
    found = settled(folder)
    assert {*ALL} <= {note for _, _, note, _, _ in found}


def test_a_file_that_denies_what_its_journal_has_is_not_believed(plain: tuple[Path, Path], tmp_path: Path) -> None:
    """Its checksum is right and it names the last line of the journal, as anybody can write who has both."""
    folder = copied(plain[0], tmp_path)
    before = notes(Library.open([folder]))
    storage = AtomicStorage(folder / ".postil/library.json")
    tables = storage.read()
    assert tables is not None
    tables["annotations"] = {"1": tables["annotations"]["1"]}
    storage.write(tables)
    library = Library.open([folder])
    assert notes(library) == before
    assert any("another program wrote it" in problem for problem in library.problems)
    assert settled(folder) == state(library)


def test_a_file_that_only_claims_to_have_our_journal_is_told_and_taken_back(
    plain: tuple[Path, Path], tmp_path: Path
) -> None:
    """It names our last line among those that it has, and deletes nearly all: that is said, and u brings it back."""
    folder = copied(plain[0], tmp_path)
    library = opened(folder)
    before, end = notes(library), library.store.place
    library.close()
    assert end is not None
    storage = AtomicStorage(folder / ".postil/library.json")
    tables = storage.read()
    assert tables is not None
    tables["annotations"] = {"1": tables["annotations"]["1"]}
    tables["meta"]["1"] |= {
        "journal": {"id": "another", "sequence": 3, "sum": "01234567", "offset": 0},
        "holds": [{"id": end.id, "sequence": end.sequence, "sum": end.sum}],
    }
    storage.write(tables)
    library = Library.open([folder], alone=True)
    assert any("Deleted in library.json: 4 passages" in problem for problem in library.problems)
    assert library.undo() is not None
    assert notes(library) == before
    library.close()


def test_an_older_journal_of_the_same_length_is_noticed(plain: tuple[Path, Path], tmp_path: Path) -> None:
    """The note beside it has the checksum of the last line as well as its number."""
    folder = copied(plain[0], tmp_path)
    other = copied(folder, tmp_path / "other")
    for one, note in ((folder, "here"), (other, "elsewhere")):
        library = opened(one)
        add(library, 50, note)
        library.flush()
        library.store.journal.promise()
        library.store.close()
    copyfile(other / ".postil/journal.jsonl", folder / ".postil/journal.jsonl")
    library = Library.open([folder])
    assert any("is not the one that was written here" in problem for problem in library.problems)
    add(opened(folder), 51, "goes on")


def test_what_belongs_to_one_machine_stays_out_of_git(plain: tuple[Path, Path], tmp_path: Path) -> None:
    """The file that says so is written with the library; one that is there already is left alone."""
    assert ".postil/journal" not in git(plain[0], "ls-files")
    assert git(plain[0], "status", "--porcelain") == ""
    folder = copied(plain[0], tmp_path)
    ignore = folder / ".postil/.gitignore"
    ignore.write_text("mine\n", encoding="utf-8")
    library = opened(folder)
    add(library, 60, "more")
    library.close()
    assert ignore.read_text(encoding="utf-8") == "mine\n"


def test_three_files_are_merged_as_a_merge_driver_does(plain: tuple[Path, Path]) -> None:
    """Base, ours and theirs: in both directions the same records, and a line for each conflict."""
    first, second = plain
    base = subprocess.run(
        ["git", "show", "origin/main~1:.postil/library.json"], cwd=second, capture_output=True, check=True
    ).stdout
    ours, theirs = ((folder / ".postil/library.json").read_bytes() for folder in (first, second))
    one, other = merge_files(base, ours, theirs), merge_files(base, theirs, ours)
    assert one.tables == other.tables
    assert sorted(getattr(record, "note", "") for record in one.tables["annotations"].values()) == ALL
    assert any("disputed" in line for line in one.conflicts)
    assert (
        merge_files(b"", ours, ours).tables["annotations"].keys()
        == merge_files(ours, ours, ours).tables["annotations"].keys()
    )
