"""Undo, history and repair on the command line, beside a program that is running."""

import csv
import io
import json
import os
import re
import resource
import signal
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.library import Library
from annotations.store.journal.format import decode_header, encode_header
from tui.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def worked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    """A folder with two passages, one with a note that a spreadsheet would calculate."""
    monkeypatch.setenv("POSTIL_AUTHOR", "tester")
    (tmp_path / "a.txt").write_text("Planted in 1902, with forty rows.\n", encoding="utf-8")
    assert main(["add", str(tmp_path), "1", "--quote", "1902", "--tag", "claim", "--note", "=1+1"]) == 0
    assert main(["add", str(tmp_path), "1", "--quote", "forty", "--tag", "figure"]) == 0
    capsys.readouterr()
    return tmp_path


def test_the_last_changes_are_undone(worked: Path, capsys: Capture) -> None:
    """One, several, or one of the history; what cannot be undone is one line and exit code 2."""
    assert main(["undo", str(worked)]) == 0
    assert capsys.readouterr().out == "figure 1:2\n"
    assert [one.exact for one in Library.open([worked]).all_annotations()] == ["1902"]
    assert main(["undo", str(worked), "-n", "5"]) == 0
    assert main(["undo", str(worked)]) == 2
    assert "nothing to undo" in capsys.readouterr().err
    for wrong in (["-n", "0"], ["--entry", "77"]):
        assert main(["undo", str(worked), *wrong]) == 2


def test_another_author_s_change_is_undone_only_if_that_is_asked_for(
    worked: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it one line says whose change is next and how to take it back; one's own is found below it."""
    monkeypatch.setenv("POSTIL_AUTHOR", "anna")
    assert main(["add", str(worked), "1", "--quote", "rows", "--tag", "opinion"]) == 0
    monkeypatch.setenv("POSTIL_AUTHOR", "tester")
    capsys.readouterr()
    assert main(["undo", str(worked), "-n", "999999999999"]) == 0
    assert capsys.readouterr().out == "figure 1:2\nclaim 1:1\n"
    assert main(["undo", str(worked)]) == 2
    told = capsys.readouterr()
    assert "nothing of yours to undo. The last change is opinion 1:3 by anna: add --others to undo it" in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    [entry] = [str(one.sequence) for one in Library.open([worked]).history.entries() if one.author == "anna"]
    assert main(["undo", str(worked), "--entry", entry]) == 2
    assert "opinion 1:3 by anna" in capsys.readouterr().err
    assert [one.exact for one in Library.open([worked]).all_annotations()] == ["rows"]
    assert main(["undo", str(worked), "--others"]) == 0
    assert capsys.readouterr().out == "opinion 1:3 by anna\n"
    assert Library.open([worked]).all_annotations() == []


def test_what_was_undone_before_an_obstacle_is_printed(
    worked: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The obstacle is a line of its own, with exit code 2."""
    monkeypatch.setenv("POSTIL_AUTHOR", "anna")
    assert main(["add", str(worked), "1", "--quote", "rows"]) == 0
    assert main(["link", str(worked), "1:3", "supports", "1:1"]) == 0
    monkeypatch.setenv("POSTIL_AUTHOR", "tester")
    capsys.readouterr()
    assert main(["undo", str(worked), "-n", "2"]) == 2
    told = capsys.readouterr()
    assert told.out == "figure 1:2\n"
    assert "1:1 was linked since (“1:3 supports 1:1” by anna)" in told.err


def test_what_a_full_disk_does_not_take_is_told_with_the_reason(worked: Path, capsys: Capture) -> None:
    """Exit code 3, nothing is changed, and a program that ends does not say that it tries again."""
    journal = worked / ".postil/journal.jsonl"
    os.utime(
        journal, (0, 0)
    )  # What begins to be written and does not fit is seen by the time, whatever the clock's grain.
    size = journal.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, hard))
        assert main(["add", str(worked), "1", "--quote", "rows", "--note", "x" * 300]) == 3
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert capsys.readouterr().err == "postil: The library cannot be written: No space left on device.\n"
    assert [one.exact for one in Library.open([worked]).all_annotations()] == ["1902", "forty"]


def test_one_change_of_the_history_is_undone(worked: Path, capsys: Capture) -> None:
    """It is named by its number."""
    assert main(["history", str(worked)]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(row[2], row[3], row[4]) for row in rows] == [("tester", "figure 1:2", "-"), ("tester", "claim 1:1", "-")]
    assert main(["undo", str(worked), "--entry", rows[1][0]]) == 0
    assert [one.exact for one in Library.open([worked]).all_annotations()] == ["forty"]
    capsys.readouterr()
    assert main(["history", str(worked), "--about", "1:2"]) == 0
    assert [line.split("\t")[3] for line in capsys.readouterr().out.splitlines()] == ["figure 1:2"]


def test_the_history_is_an_audit_trail(worked: Path, capsys: Capture) -> None:
    """Who, when, what, before and after, undoing included; no cell is a formula."""
    assert main(["undo", str(worked)]) == 0
    capsys.readouterr()
    assert main(["history", str(worked), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert [(value["kind"], value["author"], value["what"]) for value in values] == [
        ("change", "tester", "claim 1:1"),
        ("change", "tester", "figure 1:2"),
        ("undo", "tester", "figure 1:2"),
    ]
    assert values[2]["edits"][0]["after"] is None
    assert values[2]["edits"][0]["before"]["exact"] == "forty"
    assert main(["history", str(worked), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    [note] = [row for row in rows if row["field"] == "note" and row["after"]]
    assert (note["before"], note["after"], note["author"], note["source"]) == ("", "'=1+1", "tester", "a.txt")
    lists = {row["field"]: row["after"] for row in rows if row["field"] in {"tags", "fragments"} and row["after"]}
    assert (lists["tags"], re.sub(r"\d+", "1", lists["fragments"])) == ("figure", "1-1")
    assert not [row for row in rows if re.search(r"[(\[]['(\d]|None|True|False", row["before"] + row["after"])]


def test_verbs_work_beside_a_program_that_is_running(worked: Path, capsys: Capture) -> None:
    """The program sees what they do, and they see what it did."""
    program = Library.open([worked], author="program", alone=True)
    program.set_note(program.annotation("1:2").id, "in the program")
    assert main(["add", str(worked), "1", "--quote", "rows", "--tag", "claim"]) == 0
    assert capsys.readouterr().out == "1:3\n"
    assert main(["link", str(worked), "1:3", "qualifies", "1:2"]) == 0
    assert program.catch_up()
    assert [link.kind for link in program.all_links()] == ["qualifies"]
    assert main(["undo", str(worked), "-n", "3", "--others"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["1:3 qualifies 1:2", "claim 1:3", "note on 1:2 by program"]
    program.catch_up()
    assert program.annotation("1:2").note == ""
    program.close()


def test_a_damaged_library_is_repaired_when_one_agrees(worked: Path, capsys: Capture) -> None:
    """It is explained; without a yes nothing happens, and what was damaged is kept."""
    file = worked / ".postil/library.json"
    file.write_bytes(b"\0" * 100)
    assert main(["check", str(worked), "--repair"]) == 1
    told = capsys.readouterr().err
    assert "2 passages" in told
    assert "--yes" in told
    assert file.read_bytes() == b"\0" * 100
    assert main(["check", str(worked), "--repair", "--yes"]) == 0
    assert [one.exact for one in Library.open([worked]).all_annotations()] == ["1902", "forty"]
    assert any(path.read_bytes() == b"\0" * 100 for path in (worked / ".postil/backups").iterdir())


@pytest.mark.parametrize("newer", ["file", "other file", "side of a conflict", "journal"])
def test_what_a_newer_postil_wrote_is_not_put_right(worked: Path, capsys: Capture, newer: str) -> None:
    """Neither the file, however it is laid out or if one side of a conflict in it is, nor the journal: this program may not know what it would leave out."""
    library = Library.open([worked])
    library.checkpoint()
    library.close()
    path = worked / ".postil" / ("journal.jsonl" if newer == "journal" else "library.json")
    if newer == "journal":
        first, rest = path.read_bytes().split(b"\n", 1)
        path.write_bytes(encode_header(replace(decode_header(first), version=99)) + rest)
    elif newer == "side of a conflict":
        lines = path.read_bytes().splitlines(keepends=True)
        at = next(place for place, line in enumerate(lines) if b'"version":2' in line)
        sides = b"=======\n".join([lines[at], lines[at].replace(b'"version":2', b'"version":99')])
        lines[at] = b"<<<<<<< HEAD\n" + sides + b">>>>>>> theirs\n"
        path.write_bytes(b"".join(lines))
    else:
        tables = json.loads(path.read_text(encoding="utf-8"))
        tables["meta"]["1"]["version"] = 99
        path.write_text(json.dumps(tables, indent=1 if newer == "other file" else None), encoding="utf-8")
    before = path.read_bytes()
    assert main(["check", str(worked), "--repair", "--yes"]) == 1
    told = capsys.readouterr().err
    assert "Update postil" in told
    assert "cannot be repaired here" in told
    assert path.read_bytes() == before


def test_a_copy_of_a_sync_client_is_found(worked: Path, capsys: Capture) -> None:
    """The check names it, and takes it in when asked to."""
    home = worked / ".postil"
    (home / "library 2.json").write_bytes((home / "library.json").read_bytes())
    assert main(["check", str(worked), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [finding["kind"] for finding in findings] == ["copy"]
    assert main(["check", str(worked), "--repair", "--yes"]) == 0
    assert not (home / "library 2.json").exists()
