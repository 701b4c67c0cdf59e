"""Finding and loading files: order, reasons, links, names, limits."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SourceError
from annotations.sources import scan as scanning
from annotations.sources.scan import Entry, load, scan
from annotations.text.alphabet import alphabetical
from tests.undecodable import write_undecodable


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text\n", encoding="utf-8")


def found(folder: Path) -> dict[str, Entry]:
    return {entry.name: entry for entry in scan([folder]).entries}


def test_a_folder_is_listed_in_natural_order(tmp_path: Path) -> None:
    """Numbers count as numbers, case does not count, subfolders stand among files, hidden ones nowhere."""
    write(
        tmp_path, "10-x.txt", "2-x.md", "B.txt", "a.txt", "Part 2/b.md", "Part 10/a.md", ".hidden.txt", ".postil/x.txt"
    )
    result = scan([tmp_path])
    assert result.folder == tmp_path
    assert [entry.name for entry in result.entries] == [
        "2-x.md", "10-x.txt", "a.txt", "B.txt", "Part 2/b.md", "Part 10/a.md",
    ]  # fmt: skip
    assert all(entry.readable and entry.path.is_absolute() and not entry.reason for entry in result.entries)


def test_letters_with_accents_are_beside_those_without(tmp_path: Path) -> None:
    """However they are coded; the accents decide between names that are equal but for them."""
    names = [
        "école.txt",
        "eclair.txt",
        "e\u0301te.txt",
        "ete.txt",
        "Übersicht.txt",
        "zoo.txt",
        "vest.txt",
        "ångström.txt",
    ]
    write(tmp_path, *names)
    assert [entry.name for entry in scan([tmp_path]).entries] == [
        "ångström.txt", "eclair.txt", "école.txt", "ete.txt", "e\u0301te.txt", "Übersicht.txt", "vest.txt", "zoo.txt",
    ]  # fmt: skip


def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    """Other formats, pipes, sockets, broken links and links to folders are there, and say why they are not readable."""
    write(tmp_path, "a.txt", "b.pdf", "c.xyz", "sub/d.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "file link.txt").symlink_to("a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket is limited to some hundred bytes
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
        entries = found(tmp_path)
    assert {name for name, entry in entries.items() if entry.readable} == {"a.txt", "file link.txt", "sub/d.txt"}
    assert entries["b.pdf"].reason == "PDF files cannot be read yet"
    assert entries["c.xyz"].reason == "only .txt, .md, .markdown files are read"
    assert entries["pipe.txt"].reason == "a pipe, not a file"
    assert entries["socket.txt"].reason == "a socket, not a file"
    assert entries["broken.txt"].reason == "a link that leads nowhere"
    assert entries["sub/loop"].reason == "links to folders are not followed"


def test_a_name_that_is_no_text_is_shown_and_opened(tmp_path: Path) -> None:
    """Undecodable bytes of a name are shown as U+FFFD, and the file opens all the same."""
    write_undecodable(tmp_path, b"caf\xe9.txt")
    (entry,) = scan([tmp_path]).entries
    assert entry.name == "caf\ufffd.txt"
    assert load(entry.path) == b"text\n"


def test_names_that_differ_in_what_is_no_text_are_told_apart(tmp_path: Path) -> None:
    """One is read and the other listed with the reason: both would be the same source."""
    names = write_undecodable(tmp_path, b"caf\xe9.txt", b"caf\xe8.txt")
    for paths in ([tmp_path], [tmp_path / name for name in names], [tmp_path, *(tmp_path / name for name in names)]):
        first, second = sorted(scan(paths).entries, key=lambda entry: not entry.readable)
        assert first.readable
        assert first.name == "caf\ufffd.txt"
        assert second.name in {r"caf\xe8.txt", r"caf\xe9.txt"}
        assert second.reason.startswith("another file has this name")


def test_folders_are_looked_into_only_so_deep(tmp_path: Path) -> None:
    """Below the limit a folder is listed with the reason, and the walk ends."""
    deep = tmp_path.joinpath(*["d"] * (scanning.DEEPEST + 2))
    deep.mkdir(parents=True)
    (deep / "a.txt").touch()
    (entry,) = scan([tmp_path]).entries
    assert not entry.readable
    assert str(scanning.DEEPEST) in entry.reason


def test_only_so_many_files_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit one last entry says that there are more."""
    write(tmp_path, *(f"{n}.txt" for n in range(8)))
    monkeypatch.setattr(scanning, "MOST", 5)
    entries = scan([tmp_path]).entries
    assert [entry.name for entry in entries] == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "…"]
    assert entries[-1].reason == "only the first 5 files are listed"


def test_a_file_belongs_to_the_nearest_library_above_it(tmp_path: Path) -> None:
    """Named files open the library above them, else the folder they share; only they are listed."""
    write(tmp_path, "one/two/a.txt", "one/two/b.txt", "one/c.log", "one/two/d.pdf")
    one, two = tmp_path / "one", tmp_path / "one" / "two"
    assert scan([two / "a.txt"]).folder == two
    both = scan([two / "a.txt", one / "c.log"])
    assert both.folder == one
    assert [(entry.name, entry.readable) for entry in both.entries] == [("c.log", True), ("two/a.txt", True)]
    assert not scan([two / "d.pdf"]).entries[0].readable
    (tmp_path / ".postil").mkdir()
    result = scan([two / "a.txt"])
    assert result.folder == tmp_path
    assert [entry.name for entry in result.entries] == ["one/two/a.txt"]


def test_a_path_that_is_missing_is_one_line(tmp_path: Path) -> None:
    """A missing path is an error that names it."""
    with pytest.raises(SourceError, match=r"missing\.txt does not exist"):
        scan([tmp_path / "missing.txt"])


def test_load_gives_the_bytes(tmp_path: Path) -> None:
    """A regular file is read as it is."""
    (tmp_path / "a.txt").write_bytes(b"\xff\x00bytes")
    assert load(tmp_path / "a.txt") == b"\xff\x00bytes"


def test_load_refuses_what_is_no_file(tmp_path: Path) -> None:
    """A pipe without a writer does not block, and it, a folder and a missing file are errors of one line."""
    os.mkfifo(tmp_path / "pipe")
    for name, what in (
        ("pipe", "is a pipe"),
        ("", "cannot be read: is a directory"),
        ("no", "cannot be read: no such"),
    ):
        with pytest.raises(SourceError) as error:
            load(tmp_path / name)
        assert what in str(error.value)
        assert "\n" not in str(error.value)


def test_load_refuses_what_is_too_large(tmp_path: Path) -> None:
    """A file over the limit is refused before its bytes are read."""
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(scanning.LARGEST + 1)
    with pytest.raises(SourceError, match="larger than 512 MiB"):
        load(tmp_path / "big.txt")


@given(st.lists(st.text(max_size=6), max_size=6))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    """Natural order is defined for all names, digits of all scripts included."""
    shuffled = sorted(names, key=len)
    assert sorted(shuffled, key=lambda name: alphabetical(name, "")) == sorted(
        names, key=lambda name: alphabetical(name, "")
    )
