"""Somebody else's folder: under the name of each file of a library lies something else."""

import os
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copytree, rmtree
from typing import Final

import pytest

from annotations.errors import PostilError, ReadOnlyError, StoreError
from annotations.library import Library
from annotations.store import access
from annotations.store.drafts import Drafts
from tests.annotations.conftest import LETTER, ORCHARD
from tui.cli import main

Capture = pytest.CaptureFixture[str]

TEXT = "f" * 64 + ".txt.z"
FILES = (
    "library.json",
    "journal.jsonl",
    "journal.lock",
    "lock",
    "drafts.json",
    "codebook.toml",
    "backups/library-2026-01-01T00.json",
    f"texts/{TEXT}",
)
FOLDERS = ("", "backups", "texts")


def link_inside(path: Path, _: Path) -> None:
    target = path.parent / "another"
    path.rename(target)
    path.symlink_to(target.name)


def link_outside(path: Path, outside: Path) -> None:
    target = outside / "victim"
    path.rename(target)
    path.symlink_to(target)


def dangling_link(path: Path, outside: Path) -> None:
    remove(path)
    path.symlink_to(outside / "made by following a link")


def pipe(path: Path, _: Path) -> None:
    remove(path)
    os.mkfifo(path)


def link_to_device(path: Path, _: Path) -> None:
    remove(path)
    path.symlink_to("/dev/zero")


def device(path: Path, _: Path) -> None:
    remove(path)
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("this user may make no devices")


def bound_socket(path: Path, _: Path) -> None:
    remove(path)
    with socket.socket(socket.AF_UNIX) as bound:
        before = Path.cwd()
        os.chdir(path.parent)  # a name for a socket must be short
        try:
            bound.bind(path.name)
        finally:
            os.chdir(before)


def a_folder(path: Path, _: Path) -> None:
    remove(path)
    path.mkdir()


def a_file(path: Path, _: Path) -> None:
    remove(path)
    path.write_text("not a folder")


def sparse(path: Path, _: Path) -> None:
    with path.open("ab") as file:
        file.truncate(4 << 30)


def no_permission(path: Path, _: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("this user may read anything")
    path.chmod(0)


ANYWHERE = (link_inside, link_outside, dangling_link, pipe, link_to_device, device, bound_socket)
CASES = [
    *((name, no_permission) for name in ("", "library.json", "journal.jsonl", "journal.lock", "lock", "codebook.toml")),
    *((name, obstacle) for name in FILES for obstacle in (*ANYWHERE, a_folder, sparse)),
    *((name, obstacle) for name in FOLDERS for obstacle in (*ANYWHERE, a_file)),
]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is none of the library's business."""
    outside = tmp_path / "outside"
    outside.mkdir()
    return outside


@pytest.fixture
def whole(complete: Path, tmp_path: Path) -> Path:
    """A library that has each of its files."""
    return copytree(complete, tmp_path / "fruit")


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that `whole` is a copy of."""
    folder = tmp_path_factory.mktemp("complete")
    (folder / "1-orchard.md").write_text(ORCHARD, encoding="utf-8")
    (folder / "2-letter.txt").write_text(LETTER, encoding="utf-8")
    library = Library.open([folder], author="tester", alone=True)
    source = library.sources()[0].id
    library.document(source)
    library.add(source, 4, 11)
    library.checkpoint()
    library.add(source, 0, 3)
    library.close()
    home = folder / ".postil"
    drafts = Drafts(home, read_only=False)
    drafts.keep("one", "a draft")
    drafts.write()
    (home / "codebook.toml").write_text('[tags.date]\nkey = "1"\n')
    for name, like in ((f"texts/{TEXT}", "lock"), ("backups/library-2026-01-01T00.json", "library.json")):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes((home / like).read_bytes())
    assert [name for name in FILES if not (home / name).is_file()] == []
    return folder


@pytest.fixture(autouse=True)
def _no_patience() -> Iterator[None]:
    """Whatever blocks ends the test."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink()


def seen(folder: Path) -> dict[str, object]:
    """All that is in a folder: kinds, modes, contents, where links lead."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        what = path.lstat()
        content: object = what.st_size
        if path.is_symlink():
            content = path.readlink()
        elif stat.S_ISREG(what.st_mode) and what.st_size < 1 << 20 and os.access(path, os.R_OK):
            content = path.read_bytes()
        found[str(path)] = what.st_mode, content
    return found


@pytest.mark.parametrize(("name", "obstacle"), CASES, ids=lambda one: one if isinstance(one, str) else one.__name__)
def test_what_is_no_file_of_ours_is_refused_in_one_line(
    whole: Path, outside: Path, capsys: Capture, name: str, obstacle: Callable[[Path, Path], None]
) -> None:
    """The program and the verbs say so once, naming it; nothing is read through it, and nothing is written anywhere."""
    path = (whole / ".postil" / name) if name else whole / ".postil"
    obstacle(path, outside)
    try:
        before = seen(whole), seen(outside)
        library = Library.open([whole], author="tester", alone=True)
        assert [line for line in library.problems if str(path) in line] == [*library.problems]
        assert len(library.problems) == 1
        assert str(path) in library.read_only
        drafts = Drafts(library.home, read_only=bool(library.read_only))
        drafts.keep("new", "text")
        drafts.write()
        with pytest.raises(ReadOnlyError):
            library.add(library.sources()[0].id, 20, 26)
        library.close()
        assert main(["list", str(whole)]) in ((0, 3) if name in ("", "library.json") else (0,))
        told = capsys.readouterr().err
        assert f" {path}" in told
        assert told.count("\n") == 1
        assert main(["add", str(whole), "1", "--quote", "forty rows"]) == 3
        told = capsys.readouterr().err
        assert f" {path}" in told
        assert told.count("\n") == 1
        assert main(["check", "--repair", "--yes", str(whole)]) == 1
        assert (seen(whole), seen(outside)) == before
    finally:
        if not path.is_symlink():
            path.chmod(0o700)


@pytest.mark.parametrize("name", ["journal.lock", "journal.jsonl", "library.json", "backups", "texts", ""])
def test_a_link_that_comes_while_the_library_is_open_is_not_followed(whole: Path, outside: Path, name: str) -> None:
    """Each file is looked at when it is opened, not only when the library is."""
    library = Library.open([whole], author="tester", alone=True)
    path = (whole / ".postil" / name) if name else whole / ".postil"
    link_outside(path, outside)
    before = seen(outside)
    source = library.sources()[1].id
    library.document(source)
    with suppress(PostilError):
        library.add(source, 0, 8)
        library.checkpoint()
    with suppress(StoreError):
        library.close()
    assert {key: value for key, value in seen(outside).items() if "/lock" not in key} == {
        key: value for key, value in before.items() if "/lock" not in key
    }


def test_what_the_user_names_may_be_a_link(whole: Path, outside: Path, capsys: Capture) -> None:
    """A folder that is reached through a link is a library like any other, and so is one in a folder that is."""
    (outside / "by link").symlink_to(whole)
    (outside / "above").symlink_to(whole.parent)
    for place in (outside / "by link", outside / "above" / whole.name):
        assert main(["list", str(place)]) == 0
        assert capsys.readouterr().err == ""
    assert main(["add", str(outside / "by link"), "1", "--quote", "forty rows"]) == 0
    assert capsys.readouterr().err == ""


def test_a_linked_folder_is_seen_however_it_is_named(
    whole: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a relative path and by an absolute one, for a file of it and for one in a folder of it."""
    link_outside(whole / ".postil", outside)
    monkeypatch.chdir(whole)
    for home in (Path(".postil"), whole / ".postil"):
        for name in ("lock", "new", f"texts/{TEXT}", "backups/new"):
            with pytest.raises(access.Refused, match=r"\.postil is a link"):
                access.open_file(home / name, os.O_RDWR | os.O_CREAT)
        with pytest.raises(access.Refused):
            access.make_folder(home / "texts")
        assert access.listed(home) == access.listed(home / "texts") == []


def test_a_folder_of_many_refused_files_is_told_shortly(whole: Path) -> None:
    """No library prints a line for each of very many."""
    for number in range(50):
        (whole / ".postil/texts" / f"{number:064}.txt.z").symlink_to("/dev/zero")
    lines = access.lines_of(access.refused(whole / ".postil"), [])
    assert len(lines) == 4
    assert "47 more files" in lines[-1]


def test_other_files_in_the_folder_are_nobodys_business(whole: Path) -> None:
    """What no part of postil would open is not in its way."""
    home = whole / ".postil"
    (home / ".gitignore").write_text("lock\n")
    (home / "notes").mkdir()
    (home / "backups/older ones").mkdir()
    (home / "link").symlink_to("/dev/zero")
    (home / "my library.json").symlink_to("/dev/zero")
    assert access.refused(home) == []
    assert main(["list", str(whole)]) == 0


_CHANGING_NOTHING: Final = (
    ["undo"],
    ["undo", "--entry", "7"],
    ["list"],
    ["history"],
    ["export"],
    ["check"],
    ["check", "--repair", "--yes"],
    ["board"],
    ["tags"],
    ["tags", "--remove", "claim"],
    ["tags", "--rename", "no such tag", "another"],
    ["kinds"],
    ["kinds", "--add", "cites"],
    ["show", "9:9"],
    ["add", "9", "--quote", "forty rows"],
    ["add", "1", "--quote", "no such words"],
    ["add", "1", "--quote", "forty rows", "--tag", "no such tag"],
    ["link", "1:1", "cites", "9:9"],
    ["link", "1:1", "cites", "1:1"],
    ["link", "1:1", "no such kind", "2:1"],
    ["export", "-o", "/no/such/folder/out.json"],
)


@pytest.mark.parametrize(
    ("bare", "verb"),
    [
        (bare, verb)
        for bare in ("nothing", "a library", "a journal")
        for verb in _CHANGING_NOTHING
        if (bare, verb) != ("a journal", ["undo"])  # the journal has something to undo
    ],
    ids=str,
)
def test_a_verb_that_changes_nothing_leaves_nothing(whole: Path, capsys: Capture, verb: list[str], bare: str) -> None:
    """Neither in a folder without a library nor beside one that lacks what is made when it is needed."""
    folder, home = whole, whole / ".postil"
    if bare == "nothing":
        rmtree(home)
    else:
        rmtree(home / "texts")
        for name in ("lock", "journal.lock", *(["journal.jsonl"] if bare == "a library" else [])):
            (home / name).unlink()
    before = seen(folder)
    main(
        [
            verb[0],
            *([str(folder)] if verb[0] != "show" else []),
            *verb[1:],
            *([str(folder)] if verb[0] == "show" else []),
        ]
    )
    capsys.readouterr()
    assert seen(folder) == before


def test_undo_where_only_a_pipe_was_named_leaves_nothing(folder: Path, capsys: Capture) -> None:
    """A path that is no source makes no library."""
    os.mkfifo(folder / "fifo.txt")
    before = seen(folder)
    assert main(["undo", str(folder / "fifo.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert seen(folder) == before


@pytest.mark.parametrize(
    "name", ["drafts.json", "backups", "texts", f"texts/{TEXT}", "backups/library-2026-01-01T00.json"]
)
def test_what_only_a_colleague_may_read_keeps_nobody_from_writing(whole: Path, name: str) -> None:
    """Drafts, kept texts and backups are made for their owner alone; in a shared folder that may be somebody else."""
    path = whole / ".postil" / name
    no_permission(path, path)
    try:
        library = Library.open([whole], author="tester", alone=True)
        assert ([*library.problems], library.read_only) == ([], "")
        drafts = Drafts(library.home, read_only=False)
        drafts.keep("mine", "text")
        drafts.write()
        library.add(library.sources()[0].id, 20, 26)
        library.checkpoint()
        library.close()
        assert not [found for found in (whole / ".postil").iterdir() if "damaged" in found.name]
    finally:
        path.chmod(0o700)


def test_a_copy_of_the_whole_library_elsewhere_is_not_refused(whole: Path, outside: Path) -> None:
    """What postil itself wrote it opens."""
    copytree(whole, outside / "copy")
    assert access.refused(outside / "copy/.postil") == []
