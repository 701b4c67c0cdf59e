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
    library.checkpoint()
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


WRONG: dict[str, Callable[[dict[str, dict[str, Record]]], object]] = {
    "no place": lambda tables: tables["annotations"]["1"].update(fragments=[]),
    "a negative place": lambda tables: tables["annotations"]["1"].update(fragments=[[-9, 3]]),
    "a place backwards": lambda tables: tables["annotations"]["1"].update(fragments=[[7, 0]]),
    "a huge place": lambda tables: tables["annotations"]["1"].update(fragments=[[0, 10**30]]),
    "a passage without a source": lambda tables: tables["annotations"]["1"].update(source="none"),
    "two passages with one id": lambda tables: tables["annotations"].update({"7": dict(tables["annotations"]["1"])}),
    "two sources with one id": lambda tables: tables["sources"].update({"7": dict(tables["sources"]["1"], path="b")}),
    "a huge number": lambda tables: tables["sources"]["1"].update(number=10**30),
    "a huge last number": lambda tables: tables["sources"]["1"].update(last_number=10**30),
    "what was read backwards": lambda tables: tables["sources"]["1"].update(read=[[9, 3]]),
    "a path too long": lambda tables: tables["sources"]["1"].update(path="a/" * 3000 + "a"),
    "a link to nothing": lambda tables: tables["links"].update(
        {"1": {"id": "l", "source": "none", "target": "none", "kind": "supports", "created": ""}}
    ),
    "a claim of nothing": lambda tables: tables["claims"].update(
        {"1": {"id": "c", "anchor": "none", "created": "", "modified": ""}}
    ),
    "one tag twice": lambda tables: tables["tags"].update(
        {number: {"name": "odd", "letter": "O", "colour": "tag1"} for number in "12"}
    ),
    "a document number of 5,000 digits": lambda tables: tables["annotations"].update(
        {"9" * 5000: tables["annotations"].pop("1")}
    ),
    "document numbers out of order": lambda tables: tables["links"].update(
        {"01": {}, "1": {}},
    ),
}


@pytest.mark.parametrize("journal", [True, False], ids=["with its journal", "alone"])
@pytest.mark.parametrize("wrong", WRONG)
def test_records_that_cannot_be(folder: Path, capsys: Capture, wrong: str, *, journal: bool) -> None:
    """A file that says that it was checked is looked at all the same: no verb fails inside, and the rest is there."""

    def forge(tables: dict[str, dict[str, Record]]) -> None:
        for name in ("links", "claims", "tags"):
            tables.setdefault(name, {})
        WRONG[wrong](tables)

    forge_file(folder / ".postil/library.json", forge, checked=True)
    if not journal:
        (folder / ".postil/journal.jsonl").unlink()
        (folder / ".postil/journal.lock").unlink(missing_ok=True)
    verbs = (["list"], ["board"], ["export"], ["history"], ["check"], ["check", "--repair", "--yes"])
    codes = [main([*verb, str(folder)]) for verb in verbs]
    said = capsys.readouterr()
    assert "inside postil" not in said.err
    assert set(codes) <= {0, 1, 3}
    assert codes[0] == 0


@pytest.mark.parametrize(
    "edit",
    [
        ["annotations", "x", None, {"id": "x", "source": "none", "number": 9, "fragments": [[0, 3]], "exact": "An"}],
        ["annotations", "x", None, {"id": "x", "source": "none", "number": 9, "fragments": [], "exact": "An"}],
        ["annotations", "x", None, {"id": "y", "source": "none", "number": 9, "fragments": [[0, 3]], "exact": "An"}],
        ["links", "x", None, {"id": "x", "source": "none", "target": "none", "kind": "supports"}],
        ["_table", "x", None, None],
    ],
    ids=["without a source", "without a place", "under another id", "a link to nothing", "of no table"],
)
def test_journals_of_records_that_cannot_be(folder: Path, capsys: Capture, edit: list[object]) -> None:
    """What a journal says is looked at like the file."""
    if isinstance(edit[3], dict):
        edit[3] |= {"created": "2026-01-01T00:00:00.000Z"} | ({"modified": ""} if "exact" in edit[3] else {})
    forge_journal(folder / ".postil/journal.jsonl", lambda lines: lines[-1]["edits"].append(edit))
    for verb in (["list"], ["board"], ["export"], ["history"], ["check"], ["check", "--repair", "--yes"], ["list"]):
        assert main([*verb, str(folder)]) in {0, 1, 3}
    said = capsys.readouterr()
    assert "inside postil" not in said.err
    assert "An open" in said.out
