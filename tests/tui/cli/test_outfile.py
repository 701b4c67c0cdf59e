"""``-o``: what may stand there already, and what becomes of it."""

import json
import os
import pty
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotations.library import Library
from tui.cli import main

ROOT = Path(__file__).parents[3]

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a source and a passage."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "a.txt").write_text("An open word and nothing else.")
    library = Library.open([folder], author="tester")
    library.document(library.sources()[0].id)
    library.add(library.sources()[0].id, 0, 7)
    library.close()
    return folder


def export(folder: Path, output: Path, *more: str) -> int:
    return main(["export", str(folder), "-o", str(output), *more])


def is_whole(data: bytes) -> bool:
    return len(json.loads(data)["annotations"]) == 1


@pytest.mark.parametrize("more", [[], ["--force"]])
def test_a_pipe_is_written_into(folder: Path, tmp_path: Path, more: list[str]) -> None:
    """It is there afterwards, and whoever reads it has all of it."""
    output = tmp_path / "pipe"
    os.mkfifo(output)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(output.read_bytes()))
    reader.start()
    assert export(folder, output, *more) == 0
    reader.join(120)
    assert is_whole(read[0])
    assert stat.S_ISFIFO(output.lstat().st_mode)


@pytest.mark.parametrize("more", [[], ["--force"]])
def test_a_device_is_written_into(folder: Path, tmp_path: Path, more: list[str]) -> None:
    """A terminal here, by its own name and by a link."""
    for link in (False, True):
        master, slave = pty.openpty()
        output = Path(os.ttyname(slave))
        if link:
            output = tmp_path / "link"
            output.symlink_to(os.ttyname(slave))
        read: list[bytes] = []

        def collect(master: int = master, read: list[bytes] = read) -> None:
            while b"".join(read).count(b"{") != b"".join(read).count(b"}") or not read:
                read.append(os.read(master, 1 << 16))

        reader = threading.Thread(target=collect)
        reader.start()
        assert export(folder, output, *more) == 0
        reader.join(120)
        assert is_whole(b"".join(read))
        assert output.is_symlink() == link
        os.close(slave)
        os.close(master)


def test_a_name_may_be_as_long_as_the_file_system_permits(folder: Path, tmp_path: Path) -> None:
    """A name of 255 bytes is written, although the temporary file is beside it."""
    output = tmp_path / f"{'語' * 83}x.json"
    assert len(output.name.encode()) == 255
    assert export(folder, output) == 0
    assert json.loads(output.read_text("utf-8"))["format"] == "postil"


def test_a_link_that_was_named_is_followed_and_stays(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    """To a file like the file itself; one that leads nowhere makes none."""
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("before")
    link.symlink_to(target.name)
    assert export(folder, link) == 2
    assert target.read_text() == "before"
    assert export(folder, link, "--force") == 0
    assert is_whole(target.read_bytes())
    assert link.is_symlink()
    target.unlink()
    assert export(folder, link, "--force") == 2
    assert "broken symbolic link" in capsys.readouterr().err
    assert not target.exists()
    assert link.is_symlink()


def test_what_is_no_file_is_not_replaced(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    """Folders and sockets stay what they are, each with one line."""
    (tmp_path / "folder").mkdir()
    bound = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    os.chdir(tmp_path)
    bound.bind("socket")
    os.chdir(before)
    bound.close()
    for name in ("folder", "socket"):
        mode = (tmp_path / name).lstat().st_mode
        assert export(folder, tmp_path / name, "--force") == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert (tmp_path / name).lstat().st_mode == mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "fruit", "socket"]


def test_no_file_of_the_library_and_no_source_is_replaced(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    """Nor by a link, nor is a file added to the library's own."""
    journal = folder / ".postil/journal.jsonl"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name, target in (("own", journal), ("source", folder / "a.txt")):
        (tmp_path / name).symlink_to(target)
    (tmp_path / "home").symlink_to(folder)
    for output in (
        journal,
        folder / "a.txt",
        tmp_path / "own",
        tmp_path / "source",
        tmp_path / "home/.postil/library.json",
        folder / ".postil/new.json",
    ):
        assert export(folder, output, "--force") == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_several_files_are_not_put_among_the_sources(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    """Where their texts would become sources; another folder in it may have them."""
    (tmp_path / "home").symlink_to(folder)
    for output in (folder, tmp_path / "home"):
        assert export(folder, output, "--format", "brat") == 2
        assert "has the sources" in capsys.readouterr().err
    assert [one.name for one in folder.iterdir() if one.name != ".postil"] == ["a.txt"]


def test_a_minus_is_standard_output(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """No file of that name is made."""
    assert export(folder, Path("-")) == 0
    assert is_whole(capfdbinary.readouterr().out)


def test_standard_output_by_its_name_is_standard_output(folder: Path, tmp_path: Path) -> None:
    """Wherever that leads: it is not replaced, and needs no force."""
    output = tmp_path / "out.json"
    with output.open("wb") as file:
        inode = output.stat().st_ino
        command = [sys.executable, "-m", "tui", "export", str(folder), "-o", "/dev/stdout"]
        assert subprocess.run(command, cwd=ROOT, stdout=file, check=False).returncode == 0
    assert is_whole(output.read_bytes())
    assert output.stat().st_ino == inode
