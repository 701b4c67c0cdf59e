"""A library that somebody forged, checksums included: no source of it is read outside its folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.library import Library
from tests.forging import Record, forge_file, forge_journal
from tui.cli import main

Capture = pytest.CaptureFixture[str]

SECRET = "An open word and SECRET the rest of it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one passage in its file and one in its journal, beside a file that is none of its business."""
    folder = tmp_path / "fruit"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(SECRET)
    (folder / "a.txt").write_text("An open word and nothing else.")
    library = Library.open([folder], author="tester")
    source = library.sources()[0].id
    library.document(source)
    library.add(source, 0, 7)
    library.fold()
    library.add(source, 8, 12)
    library.close()
    return folder


def to(path: str) -> Callable[[Record], None]:
    """Give a source another path."""

    def change(source: Record) -> None:
        source["path"] = path

    return change


def in_file(folder: Path, change: Callable[[Record], None]) -> None:
    forge_file(folder / ".postil/library.json", lambda tables: change(tables["sources"]["1"]), checked=True)


def in_touched(folder: Path, change: Callable[[Record], None]) -> None:
    def forge(lines: list[Record]) -> None:
        given = next(line["touched"][0] for line in lines if line.get("touched"))
        change(given)
        lines[-1]["touched"] = [given]

    forge_journal(folder / ".postil/journal.jsonl", forge)


def in_an_edit(folder: Path, change: Callable[[Record], None]) -> None:
    def forge(lines: list[Record]) -> None:
        given = next(line["touched"][0] for line in lines if line.get("touched"))
        after = dict(given)
        change(after)
        lines[-1]["edits"].append(["sources", given["id"], given, after])

    forge_journal(folder / ".postil/journal.jsonl", forge)


def in_a_merge(folder: Path, change: Callable[[Record], None]) -> None:
    in_an_edit(folder, change)
    forge_journal(folder / ".postil/journal.jsonl", lambda lines: lines[-1].update(kind="merge"))


def in_a_copy(folder: Path, change: Callable[[Record], None]) -> None:
    copy = folder / ".postil/library (conflicted copy).json"
    copy.write_bytes((folder / ".postil/library.json").read_bytes())
    forge_file(copy, lambda tables: change(tables["sources"]["1"]), checked=True)
    main(["check", "--repair", "--yes", str(folder)])


def in_a_backup(folder: Path, change: Callable[[Record], None]) -> None:
    (folder / ".postil/backups").mkdir(exist_ok=True)
    copy = folder / ".postil/backups/library-2026-01-01T00.json"
    copy.write_bytes((folder / ".postil/library.json").read_bytes())
    forge_file(copy, lambda tables: change(tables["sources"]["1"]), checked=True)
    (folder / ".postil/library.json").write_text("damaged")


PLACES = (in_file, in_touched, in_an_edit, in_a_merge, in_a_copy, in_a_backup)


def outputs(folder: Path, capsys: Capture) -> str:
    """All that the verbs say of it."""
    capsys.readouterr()
    for address in ("1:1", "1:2", "2:1"):
        main(["show", address, str(folder)])
    for verb in ("list", "check", "export", "history", "board"):
        main([verb, str(folder)])
    main(["export", "--with-text", str(folder)])
    main(["add", str(folder), "1", "--quote", "and SECRET the rest"])
    said = capsys.readouterr()
    texts = [path.read_bytes() for path in (folder / ".postil").rglob("*") if path.is_file()]
    assert not any(b"and SECRET" in text for text in texts)
    return said.out + said.err.replace("“and SECRET the rest”", "")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("way", ["parent", "absolute", "within", "link", "linked folder"])
def test_nothing_outside_is_read(folder: Path, capsys: Capture, place: Callable[..., None], way: str) -> None:
    """Whatever the library says, and wherever it says it."""
    (folder / "link.txt").symlink_to("../secret.txt")
    (folder / "up").symlink_to("..")
    paths = {
        "parent": "../secret.txt",
        "absolute": str(folder.parent / "secret.txt"),
        "within": "sub/../../secret.txt",
        "link": "link.txt",
        "linked folder": "up/secret.txt",
    }
    place(folder, to(paths[way]))
    said = outputs(folder, capsys)
    assert "SECRET" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("way", ["../secret.txt", "link.txt"])
def test_the_verbs_agree(folder: Path, capsys: Capture, way: str) -> None:
    """What is not read has no passage that is shown as if it stood there, and is a finding."""
    (folder / "link.txt").symlink_to("../secret.txt")
    in_file(folder, to(way))
    assert main(["check", str(folder)]) == 1
    assert "leads out of" in capsys.readouterr().out
    assert main(["export", str(folder)]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert [one["now"] for one in exported["annotations"]] in ([], [None, None])
    shown = main(["show", "1:1", str(folder)])
    assert shown == (0 if exported["annotations"] else 2)
    assert main(["list", str(folder)]) == 0


def test_what_is_as_it_was_stays_so(folder: Path, capsys: Capture) -> None:
    """A file within the folder, in a folder of it, may be a source whoever says so."""
    (folder / "sub/b.txt").write_text("An open word and nothing else.")
    in_file(folder, to("sub/b.txt"))
    assert main(["show", "1:1", str(folder)]) == 0
    assert "【An open】" in capsys.readouterr().out
