"""Verbs on a folder in which git merged, or could not: nothing that any file has is missing without a line."""

import re
from pathlib import Path
from shutil import rmtree

import pytest

from annotations.library import Library
from annotations.store.file.backups import Backups
from annotations.text.conflict_markers import conflicted
from tests.cloning import clones, copied, git, needs_git, notes
from tests.git_driver import answering, use
from tui.cli import main

pytestmark = needs_git

Capture = pytest.CaptureFixture[str]

VERBS = {
    "open": [],
    "list": ["list", "{}"],
    "add": ["add", "{}", "1", "--quote", "very end"],
    "check": ["check", "{}"],
    "repair": ["check", "{}", "--repair", "--yes"],
}
NOTE = re.compile(rb'"note":"([a-z]+ [a-z0-9]+)"')


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The second clone after a merge that met conflicts, by what git keeps and what became of them."""
    found = {}
    for kept in ("library", "library and journal"):
        root = tmp_path_factory.mktemp(kept[:7])
        _, second = clones(root, journal=kept != "library")
        for left in ("markers", "ours", "theirs", "driver"):
            folder = copied(second, root / left)
            with answering(tmp_path_factory.mktemp("pipes")) as (command, merges):
                if left == "driver":
                    use(folder, command)
                printed = git(folder, "merge", "-q", "origin/main", fails=True)
            assert ("CONFLICT" in printed) == (left != "driver" or kept != "library")
            assert merges.codes == [0] * (left == "driver")
            if left in ("ours", "theirs"):
                git(folder, "checkout", f"--{left}", "--", ".postil")
            found[kept, left] = folder
    return found


def in_files(folder: Path) -> set[str]:
    """The notes in the files of a library, but for those of its backups, which may be older."""
    paths = [path for path in (folder / ".postil").iterdir() if path.is_file()]
    return {note.decode() for path in paths for note in NOTE.findall(path.read_bytes())}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("left", ["markers", "ours", "theirs", "driver"])
@pytest.mark.parametrize("kept", ["library", "library and journal"])
def test_no_verb_loses_what_a_file_of_the_folder_has(
    merged: dict[tuple[str, str], Path], tmp_path: Path, capsys: Capture, kept: str, left: str, verb: str
) -> None:
    """Whatever git left there; of a note that both changed both versions are there, and a deletion of theirs is told."""
    folder = copied(merged[kept, left], tmp_path)
    there = in_files(folder)
    if verb == "open":
        library = Library.open([folder], alone=True)
        told, found = " ".join(library.problems), notes(library)
        library.close()
        assert not conflicted((folder / ".postil/library.json").read_bytes())
    else:
        code = main([part.format(folder) for part in VERBS[verb]])
        printed = capsys.readouterr()
        told, found = printed.out + printed.err, notes(Library.open([folder]))
        assert code in ({0} if verb in ("list", "add") else {0, 1})
    missing = there - {*found} - {"common 0"}  # both changed this note
    told_deleted = left in ("ours", "driver") or "Deleted" in told
    assert missing <= ({"common 2"} if told_deleted else set())
    if left == "markers" or (left, kept) == ("driver", "library and journal"):
        assert "conflict markers" in told
    if left in ("markers", "driver"):
        assert {"anna one", "anna two", "anna changed", "ben one", "ben two", "ben changed"} <= {*found}
    if verb in ("open", "add", "repair"):
        again = Library.open([folder])
        assert not again.problems
        assert notes(again) == found
        assert len({again.address(one.id) for one in again.all_annotations()}) == len(found)


def test_a_repair_never_writes_less_than_can_be_read(
    merged: dict[tuple[str, str], Path], tmp_path: Path, capsys: Capture
) -> None:
    """The file and the first line of the journal damaged together: the backup is asked, and each line that is sound."""
    folder = copied(merged["library", "ours"], tmp_path)
    home = folder / ".postil"
    library = Library.open([folder])
    before = notes(library)
    library.close()
    for name in ("library.json", "journal.jsonl"):
        content = (home / name).read_bytes()
        (home / name).write_bytes(b"x" + content[1:] if name == "journal.jsonl" else content[: len(content) // 3])
    assert list((home / "backups").glob("library-*"))
    assert notes(Library.open([folder])) == before
    assert main(["check", str(folder), "--repair", "--yes"]) == 0
    assert notes(Library.open([folder])) == before
    assert any(path.name.startswith("damaged-") for path in (home / "backups").iterdir())
    assert "fewer" not in capsys.readouterr().err


@pytest.mark.parametrize("backup", [True, False])
def test_to_write_fewer_takes_words_of_a_person(
    merged: dict[tuple[str, str], Path],
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    *,
    backup: bool,
) -> None:
    """Where a journal deletes what a backup has, or the lines of a damaged file that can be read, ``--yes`` is not enough."""
    folder = copied(merged["library", "ours"], tmp_path)
    home = folder / ".postil"
    library = Library.open([folder])
    first, second = library.all_annotations()[:2]
    library.connect(first.id, second.id, "supports")
    library.checkpoint()
    rmtree(home / "backups", ignore_errors=True)
    if backup:
        Backups(home / "backups").keep(home / "library.json")
    count = len(library.all_annotations())
    for one in (first, second):
        library.delete(one.id)
    library.flush()
    left = notes(library)
    library.store.close()
    whole = (home / "library.json").read_bytes()
    damaged = b"\0" * 99 if backup else whole.replace(b'"meta"', b'"mega"')
    (home / "library.json").write_bytes(damaged)
    assert main(["check", str(folder), "--repair", "--yes"]) == 1
    told = capsys.readouterr().err
    assert f"3 fewer than another state that can be read has: {count} passages and 1 link." in told
    assert "This repair must be confirmed" in told
    assert (home / "library.json").read_bytes() == damaged
    for answer, done in (("y\n", False), ("write 3 fewer\n", True)):
        monkeypatch.setattr("sys.stdin", _Terminal(answer))
        main(["check", str(folder), "--repair", "--yes"])
        assert ((home / "library.json").read_bytes() != damaged) == done
    assert notes(Library.open([folder])) == left


class _Terminal:
    """A person at a terminal who types one line."""

    def __init__(self, line: str) -> None:
        self._line = line

    def isatty(self) -> bool:
        """There is one."""
        return True

    def readline(self) -> str:
        """What was typed."""
        return self._line


def test_a_file_that_was_changed_by_hand_is_shown_and_told_and_not_written(
    merged: dict[tuple[str, str], Path], tmp_path: Path, capsys: Capture
) -> None:
    """A record is a line: what can be read is read, where neither a backup nor the journal has it."""
    folder = copied(merged["library", "ours"], tmp_path)
    file = folder / ".postil/library.json"
    (folder / ".postil/journal.jsonl").unlink()
    rmtree(folder / ".postil/backups")
    spoiled = file.read_bytes().replace(b"ben one", b"ben 111").replace(b'"note":"ben two"', b'"note:"ben two"')
    file.write_bytes(spoiled)
    assert main(["list", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out.count("\n") == 3
    assert "is damaged: it is not a table of records. It is left as it is" in told.err
    assert "3 passages and 0 links could be read" in told.err
    assert "1 line of it cannot be read" in told.err
    assert main(["add", str(folder), "1", "--quote", "very end"]) == 3
    assert file.read_bytes() == spoiled
