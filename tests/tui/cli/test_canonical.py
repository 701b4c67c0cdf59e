"""Verbs take names, quotes and queries however their accents are coded."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.undecodable import write_undecodable
from tui.cli import main

Capture = pytest.CaptureFixture[str]


def nfc(text: str) -> str:
    return normalize("NFC", text)


def nfd(text: str) -> str:
    return normalize("NFD", text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one source, whose name and text are decomposed."""
    (tmp_path / nfd("canción.md")).write_text(nfd("# Año\n\nLa Canción del año llegó. El precio subió.\n"), "utf-8")
    return tmp_path


def test_a_quote_is_as_tolerant_as_a_query(folder: Path, capsys: Capture) -> None:
    """Its composition never counts, case and accents only where they were typed."""
    for source, quote in (
        (nfc("canción.md"), nfc("año llegó")),
        (nfd("canción.md"), "el precio subio"),
        ("1", "la cancion"),
    ):
        assert main(["add", str(folder), source, "--quote", quote]) == 0
    assert main(["add", str(folder), "1", "--quote", "el preció"]) == 2
    assert main(["add", str(folder), "1", "--quote", "la CANCION"]) == 2
    capsys.readouterr()
    assert main(["list", str(folder), "--json"]) == 0
    found = [nfc(one["quote"]) for one in json.loads(capsys.readouterr().out)]
    assert found == ["La Canción", "año llegó", "El precio subió"]


def test_one_name_is_one_tag(folder: Path, capsys: Capture) -> None:
    """A tag that was made composed is the one that is typed decomposed, in every verb and in a filter."""
    assert main(["tags", str(folder), "--add", nfc("été")]) == 0
    assert main(["tags", str(folder), "--add", nfd("été")]) == 2
    assert main(["add", str(folder), "1", "--quote", "precio", "--tag", nfd("été")]) == 0
    capsys.readouterr()
    for query in ("tag:ete", nfd("tag:été"), nfc("tag:ÉTÉ")):
        assert main(["list", str(folder), "--filter", query, "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)) == 1
    assert main(["searches", str(folder), "--add", nfc("Año"), "cancion"]) == 0
    assert main(["searches", str(folder), "--remove", nfd("año")]) == 0


def test_a_name_that_is_no_text_can_be_given(folder: Path, capsys: Capture) -> None:
    """A source whose name has bytes that are not UTF-8 is found by it, listed, and exported as JSON."""
    [name] = write_undecodable(folder, b"caf\xe9.md", text="# X\n\nWords of a name in Latin-1.\n")
    assert main(["add", str(folder), name, "--quote", "Latin-1"]) == 0
    assert main(["set-source", str(folder), name, "--author", "X"]) == 0
    capsys.readouterr()
    assert main(["export", str(folder)]) == 0
    paths = [one["path"] for one in json.loads(capsys.readouterr().out)["sources"]]
    assert "caf\ufffd.md" in paths
