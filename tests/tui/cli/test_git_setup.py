"""git merges a library with postil once `postil git-setup` was run, and commits what was recorded last."""

import os
import stat
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.text.conflict_markers import conflicted
from tests.cloning import add, clones, commit, copied, git, needs_git, notes, opened
from tui.cli import main

pytestmark = needs_git

FILE = ".postil/library.json"
BOTH = ["anna changed", "anna one", "anna two", "ben changed", "ben one", "ben two", "common 1"]

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two clones in a folder with a blank and a quote in its name, both set up."""
    first, second = clones(tmp_path_factory.mktemp("it's a %O"), journal=False)
    for folder in (first, second):
        assert main(["git-setup", str(folder)]) == 0
    return first, second


def test_both_directions_give_the_same_file_without_a_conflict(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Nothing is lost, the conflict is printed, opening reports nothing, and the result goes on as any library does."""
    one, other = copied(pair[0], tmp_path), copied(pair[1], tmp_path)
    git(one, "fetch", "-q", str(other), "main")
    (one / ".gitattributes").rename(one / ".git/info/attributes")
    (other / ".gitattributes").rename(other / ".git/info/attributes")
    told = [git(one, "merge", "-q", "FETCH_HEAD"), git(other, "merge", "-q", "origin/main")]
    assert all("it is disputed now" in text and "Two passages were 1:4" in text for text in told)
    assert (one / FILE).read_bytes() == (other / FILE).read_bytes()
    for folder in (one, other):
        library = opened(folder)
        assert notes(library) == BOTH
        assert all(line.startswith("Deleted in library.json: 1 passage.") for line in library.problems)
        assert library.annotation("1:2").status == "disputed"
        add(library, 30, f"{folder.name} after")
        library.close()
        commit(folder, journal=False)
    git(one, "fetch", "-q", str(other), "main")
    git(one, "merge", "-q", "FETCH_HEAD")
    library = opened(one)
    assert notes(library) == sorted([*BOTH, "anna after", "ben after"])
    assert not library.problems


@pytest.mark.parametrize("how", ["rebase", "cherry-pick"])
def test_other_commands_of_git_use_the_driver(pair: tuple[Path, Path], tmp_path: Path, how: str) -> None:
    """A rebase and a pick bring what git asks for; the journal has the rest, and no marker is left."""
    folder = copied(pair[1], tmp_path)
    (folder / ".gitattributes").rename(folder / ".git/info/attributes")
    library = opened(folder)
    add(library, 40, "ben picked")
    library.close()
    commit(folder, journal=False)
    if how == "rebase":
        git(folder, "rebase", "-q", "origin/main")
        expected = [*BOTH, "ben picked"]
    else:
        git(folder, "branch", "-q", "mine")
        git(folder, "reset", "-q", "--hard", "origin/main")
        git(folder, "cherry-pick", "mine")
        # What ben did before is not on this branch: his journal still has it, and it is not taken for deleted.
        assert b"ben one" not in (folder / FILE).read_bytes()
        assert b"ben picked" in (folder / FILE).read_bytes()
        expected = [*BOTH, "ben picked"]
    assert not conflicted((folder / FILE).read_bytes())
    assert {*expected} <= {*notes(Library.open([folder]))}


def test_it_may_be_run_again_and_changes_nothing_that_it_did_not_write(tmp_path: Path, capsys: Capture) -> None:
    """Lines of others, a hook of others and another driver stay as they are, and each is named."""
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.pdf", encoding="utf-8")
    assert main(["git-setup", str(tmp_path)]) == 0
    hook = tmp_path / ".git/hooks/pre-commit"
    assert hook.stat().st_mode & stat.S_IXUSR
    written = {
        path: path.read_bytes()
        for path in (hook, *(tmp_path / name for name in (".gitignore", ".gitattributes", ".git/config")))
    }
    assert written[tmp_path / ".gitignore"].splitlines()[:2] == [b"*.pdf", b".postil/lock"]
    assert capsys.readouterr().out.count("already") == 0
    assert main(["git-setup", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("already") == 4
    assert written == {path: path.read_bytes() for path in written}
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (tmp_path / ".gitattributes").write_text("*.json merge=union\n", encoding="utf-8")
    git(tmp_path, "config", "merge.postil.name", "mine")
    assert main(["git-setup", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("left as it is") == 3
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "*.json merge=union\n"


def test_a_folder_of_hooks_of_the_user_is_used(tmp_path: Path, capsys: Capture) -> None:
    """Where core.hooksPath leads elsewhere, a hook in .git would never run; without a repository one line says so."""
    folder = tmp_path / "sub" / "sources"
    folder.mkdir(parents=True)
    assert main(["git-setup", str(folder)]) == 2
    assert "git init" in capsys.readouterr().err
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.hooksPath", "my hooks")
    assert main(["git-setup", str(folder)]) == 0
    assert (tmp_path / "my hooks/pre-commit").exists()
    assert not (tmp_path / ".git/hooks/pre-commit").exists()
    assert git(tmp_path, "config", "postil.library") == "sub/sources\n"


@pytest.mark.parametrize("staged", [True, False])
def test_a_commit_has_what_a_large_library_did_not_write_yet(tmp_path: Path, *, staged: bool) -> None:
    """Above 2 MB a verb leaves the file alone: the hook saves it, and stages it unless it was left out on purpose."""
    (tmp_path / "a.txt").write_text("words " * 400 + "and the very end", encoding="utf-8")
    library = opened(tmp_path)
    add(library, 0, "long " * 430_000)
    library.close()
    git(tmp_path, "init", "-q", "-b", "main")
    assert main(["git-setup", str(tmp_path)]) == 0
    commit(tmp_path, journal=False)
    before = (tmp_path / FILE).read_bytes()
    assert main(["add", str(tmp_path), "1", "--quote", "very end", "--note", "the last"]) == 0
    assert (tmp_path / FILE).read_bytes() == before
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    git(tmp_path, "add", "b.txt")
    git(tmp_path, "commit", "-qm", "more", *([] if staged else ["b.txt"]))
    assert ("the last" in git(tmp_path, "show", f"HEAD:{FILE}")) == staged
    assert b"the last" in (tmp_path / FILE).read_bytes()


def test_saving_writes_the_file_at_once_and_says_so(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while a program has the library open, which goes on; where there is no library none is made."""
    (tmp_path / "a.txt").write_text("words " * 400 + "and the very end", encoding="utf-8")
    assert main(["save", str(tmp_path)]) == 0
    assert not (tmp_path / ".postil").exists()
    monkeypatch.setattr("annotations.library.library.SMALL", 0)
    open_one = Library.open([tmp_path], author="open", alone=True)
    open_one.document(open_one.sources()[0].id)
    add(open_one, 1, "there")
    open_one.flush()
    assert not (tmp_path / FILE).exists()
    assert main(["save", str(tmp_path)]) == 0
    assert b"there" in (tmp_path / FILE).read_bytes()
    add(open_one, 2, "after")
    open_one.flush()
    assert main(["save", str(tmp_path)]) == 0
    assert b"after" in (tmp_path / FILE).read_bytes()
    assert main(["save", str(tmp_path)]) == 0
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == [
        "save.",
        "saved.",
        "saved.",
        "change.",
    ]
    open_one.close()
    assert not Library.open([tmp_path]).problems


@pytest.mark.parametrize("broken", ["base", "ours", "theirs", "gone"])
def test_what_cannot_be_read_is_named_and_nothing_is_written(
    pair: tuple[Path, Path], tmp_path: Path, capsys: Capture, broken: str
) -> None:
    """Exit code 3, and our file is as it was: of a damaged file what is missing is not deleted."""
    paths = {name: tmp_path / name for name in ("base", "ours", "theirs")}
    paths["base"].write_text(git(pair[1], "show", f"origin/main~1:{FILE}"), encoding="utf-8")
    paths["ours"].write_bytes((pair[0] / FILE).read_bytes())
    paths["theirs"].write_bytes((pair[1] / FILE).read_bytes())
    if broken == "gone":
        paths["theirs"].unlink()
    else:
        paths[broken].write_bytes(paths[broken].read_bytes()[:-300])
    before = paths["ours"].read_bytes()
    assert main(["merge", *map(str, paths.values())]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert paths["ours"].read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {*paths} - ({"theirs"} if broken == "gone" else set())


def test_three_files_are_merged_from_anywhere(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Into a file of its own or into ours, with or without a common file; twice comes to the same as once."""
    monkeypatch.chdir(tmp_path)
    Path("base").write_text(git(pair[1], "show", f"origin/main~1:{FILE}"), encoding="utf-8")
    for name, folder in (("ours", pair[0]), ("theirs", pair[1])):
        Path(name).write_bytes((folder / FILE).read_bytes())
    before = Path("ours").read_bytes()
    assert main(["merge", "base", "ours", "theirs", "-o", "one"]) == 0
    told = capsys.readouterr().err
    assert main(["merge", "base", "theirs", "ours", "-o", "other"]) == 0
    assert capsys.readouterr().err == told
    assert told.count("\n") == 5
    assert Path("one").read_bytes() == Path("other").read_bytes()
    assert Path("ours").read_bytes() == before
    Path("ours").chmod(0o640)
    assert main(["merge", "base", "ours", "theirs"]) == 0
    assert Path("ours").stat().st_mode & 0o777 == 0o640
    assert Path("ours").read_bytes() == Path("one").read_bytes()
    for base in ("base", os.devnull):
        assert main(["merge", base, "ours", "theirs"]) == 0
        assert Path("ours").read_bytes() == Path("one").read_bytes()
    assert main(["merge", os.devnull, "theirs", "one", "-o", "other"]) == 0
    assert Path("one").read_bytes() == Path("other").read_bytes()
