"""A source whose encoding was guessed wrong is read in the one that somebody names."""

import json
from pathlib import Path

import pytest

from annotations.documents.file.decode import decode
from annotations.documents.file.encodings import known
from annotations.documents.manner import ReadAs
from annotations.library import Library
from tui.cli import main

TEXT = "Zażółć gęślą jaźń, and a long line of English words that is in no other encoding."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a source of few signs beyond ASCII."""
    (tmp_path / "a.txt").write_bytes(b"The word na\xefve and no more, as was said before.\n")
    return tmp_path


def test_an_encoding_is_chosen_and_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is one change; the passage that was made before is found in the new text."""
    assert main(["add", str(folder), "1", "--quote", "no more"]) == 0
    assert main(["set-source", str(folder), "1", "--encoding", "cp1251"]) == 0
    assert capsys.readouterr().out.endswith("a.txt is read as cp1251\n")
    library = Library.open([folder])
    [source] = library.sources()
    assert "naпve and" in library.document(source.id).text
    [passage] = library.all_annotations()
    assert library.document(source.id).text[passage.start : passage.end] == "no more"
    library.close()
    assert main(["undo", str(folder)]) == 0
    assert capsys.readouterr().out == "reading of source 1\n"
    [source] = (again := Library.open([folder])).sources()
    assert source.manner == ""
    assert "naïve and" in again.document(source.id).text


def test_what_is_no_encoding_of_text_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says so, and nothing is changed."""
    for name in ("nonsense", "zlib", "rot13"):
        assert main(["set-source", str(folder), "1", "--encoding", name]) == 2
        assert "There is no encoding" in capsys.readouterr().err


@pytest.mark.parametrize("manner", ["", "markdown", "cp1250", "markdown cp1250"])
def test_a_manner_is_read_as_it_was_recorded(manner: str) -> None:
    """And words that say nothing are passed over."""
    assert ReadAs.of(manner).recorded() == manner
    assert ReadAs.of(f"{manner} zlib no-such-thing").recorded() == manner
    assert not known("zlib")


def test_the_encoding_that_was_asked_for_is_taken() -> None:
    """Also where it does not fit: what is not valid in it is shown so."""
    assert decode(TEXT.encode("iso8859-2"), "a.txt", "iso8859-2").text == TEXT
    assert "\ufffd" in decode("né".encode("cp1252"), "a.txt", "utf-8").text


def test_facts_are_set_and_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several at once are one change; without options the verb prints what is recorded."""
    (folder / "b.txt").write_text("Another one.\n", encoding="utf-8")
    given = ["--author", "Anna Smith", "--author", "Ben", "--date", "8 April 2026", "--kind", "Primary"]
    assert main(["set-source", str(folder), "a.txt", *given, "--derived-from", "b"]) == 0
    shown = capsys.readouterr().out
    assert main(["set-source", str(folder), "1"]) == 0
    assert capsys.readouterr().out == shown
    assert [line.split("\t") for line in shown.splitlines()] == [
        ["source", "1 a.txt", ""],
        ["title", "-", ""],
        ["author", "Anna Smith; Ben", "set"],
        ["publisher", "-", ""],
        ["date", "2026-04-08", "set"],
        ["address", "-", ""],
        ["kind", "primary", "set"],
        ["credibility", "-", ""],
        ["derived from", "2 b.txt", "set"],
        ["memo", "-", ""],
    ]
    assert main(["set-source", str(folder), "1", "--reset", "author", "--derived-from", "none"]) == 0
    assert "author\t-\t" in capsys.readouterr().out
    assert main(["undo", str(folder), "-n", "2"]) == 0
    capsys.readouterr()
    assert Library.open([folder]).sources()[0].facts == {}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--date", "soon"], "“soon” is not a date"),
        (["--url", "example.org"], "is not an address"),
        (["--kind", "x"], "There is no kind “x”"),
        (["--derived-from", "1"], "cannot be derived from itself"),
        (["--derived-from", "zz"], "No source “zz”"),
        (["--date", "2026", "--reset", "date"], "Set the date or reset it, not both."),
    ],
)
def test_what_cannot_be_a_fact_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    """Exit code 2, and nothing is recorded."""
    assert main(["set-source", str(folder), "1", *options]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
    assert not (folder / ".postil").exists()


def test_memos_are_written_and_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the library, a source and a tag; an empty one is removed."""
    for options in ([], ["--source", "a"], ["--tag", "claim"]):
        assert main(["memo", str(folder), f"memo {' '.join(options)}", *options]) == 0
    assert main(["list", str(folder), "--memos"]) == 0
    assert [line.split("\t") for line in capsys.readouterr().out.splitlines()] == [
        ["library", folder.name, "memo"],
        ["source", "1 a.txt", "memo --source a"],
        ["tag", "claim", "memo --tag claim"],
    ]
    assert main(["memo", str(folder), "", "--tag", "claim"]) == 0
    assert main(["list", str(folder), "--memos", "--json"]) == 0
    assert [one["about"] for one in json.loads(capsys.readouterr().out)] == ["library", "source"]
    assert main(["memo", str(folder), "x", "--tag", "nope"]) == 2
    assert "There is no tag “nope”" in capsys.readouterr().err


def test_the_check_names_a_guess_until_an_encoding_was_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A guess is no trouble: the exit code stays 0."""
    assert main(["check", str(folder)]) == 0
    assert "a.txt is not UTF-8 and is read as cp1252, which is a guess" in capsys.readouterr().err
    assert main(["check", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["guessed"] == [{"where": "a.txt", "encoding": "cp1252"}]
    assert main(["set-source", str(folder), "1", "--encoding", "latin1"]) == 0
    capsys.readouterr()
    assert main(["check", str(folder)]) == 0
    assert "guess" not in capsys.readouterr().err


def test_an_encoding_that_does_not_fit_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says why, and nothing is changed."""
    assert main(["set-source", str(folder), "1", "--encoding", "utf-8"]) == 2
    error = capsys.readouterr().err
    assert "a.txt cannot be read as utf-8: 1 place is not valid utf-8, in line 1" in error
    assert error.count("\n") == 1
    assert Library.open([folder]).sources()[0].manner == ""
